"""Rules over the pages before they are rendered."""

from collections.abc import Collection, Iterator, Sequence

from learnbrief.checks.built_pages import BuiltPages, LinksInside, PageCheck
from learnbrief.checks.lost import check_lost_addresses, check_lost_points
from learnbrief.model import Library
from learnbrief.pages import ADMIN_ADDRESS, Page
from learnbrief.pages.addresses import folders_of
from learnbrief.problems import Place, Problem, did_you_mean, error
from learnbrief.published import PublishedSite
from learnbrief.settings import SETTINGS_FILE, Settings


def check_pages(
    pages: Sequence[Page],
    library: Library,
    settings: Settings,
    other_files: Collection[str],
    links: Sequence[LinksInside],
    last_published: PublishedSite | None,
) -> Iterator[Problem]:
    """Hold the pages, what settings and sources name of them, and what was published before, to every rule."""
    made = BuiltPages(pages, library, other_files, links, settings, last_published)
    for check in PAGE_CHECKS:
        yield from check(made)


def check_addresses(made: BuiltPages) -> Iterator[Problem]:
    """No two pages are at one address, and none is where another's folder must be.

    Bad:  aliases: [themes/index.html]
    Good: aliases: [briefings/old-name/]
    """
    claims: dict[str, list[Page | None]] = {address.casefold(): [None] for address in made.other_files}
    for page in made.pages:
        claims.setdefault(page.address.casefold(), []).append(page)
    folders = folders_of(claims)
    for address, pages in claims.items():
        if len(pages) > 1 or address in folders:
            asked_for = (page for page in pages if page and page.template in _MADE_OF_A_SOURCE)
            for at in dict.fromkeys(_place(page, made) for page in asked_for):
                message = f'The site has something else at "{address}". Choose another address.'
                yield error("duplicate-address", message, at)


def check_titles(made: BuiltPages) -> Iterator[Problem]:
    """No two pages carry the same title, so that a list of open windows tells them apart.

    Bad:  a page of one's own with title: Themes
    Good: a page of one's own with title: How we choose themes
    """
    first: dict[str, Page] = {}
    for page in made.pages:
        key = page.title.casefold()
        if key and key in first:
            message = f'Two pages are called "{page.title}": {first[key].address} and {page.address}. Rename one.'
            yield error("duplicate-title", message, _place(page, made))
        first.setdefault(key, page)


def check_form(made: BuiltPages) -> Iterator[Problem]:
    """The form for writing in the browser comes with the program that is to publish it.

    Bad:  admin: {backend: github, …}, with a program that was installed without the form
    Good: admin: {backend: github, …}, with one that was installed with it
    """
    admin = made.settings.admin
    if admin and ADMIN_ADDRESS not in made.other_files:
        message = (
            f"This copy of Learnbrief came without the form for writing in the browser (templates/{ADMIN_ADDRESS}). "
            'Run with one that has it, the command "new --site FOLDER --upgrade --with-form" brings it here.'
        )
        yield error("missing-template", message, admin.at)


def check_named_pages(made: BuiltPages) -> Iterator[Problem]:
    """What settings and sources lead to on this site is a page of it.

    Bad:  navigation: [{title: Themes, url: /topics/}]
    Good: navigation: [{title: Themes, url: /themes/}]
    """
    for inside in made.links:
        for link in inside.links:
            if link.page.id not in inside.addresses:
                message = f'There is no page "{_shown(link.page.id)}" on this site. {_cure(link.page.id, made)}'
                yield error("broken-link", message, link.page.at)


def _cure(address: str, made: BuiltPages) -> str:
    pages = [_shown(page.address) for page in made.pages if page.is_listed]
    nearest = did_you_mean(_shown(address), pages)
    top = sorted(page for page in pages if page.count("/") <= 2 and page.endswith("/"))
    return nearest if nearest.startswith("Did") else f"Some that there are: {', '.join(top)}"


_MADE_OF_A_SOURCE = ("briefing.html", "withdrawn.html", "forward.html", "page.html")
"""Templates of the pages that some source asks for; all others are the site's own."""


def _shown(address: str) -> str:
    return f"/{address.removesuffix('index.html')}"


def _place(page: Page, made: BuiltPages) -> Place:
    """Find the source of a page: the alias, the old id, the briefing, the owner's page, or else the settings."""
    if page.template == "forward.html" and page.address.startswith("themes/"):
        for old in (old for theme in made.library.vocabulary.themes.values() for old in theme.was):
            if page.address.startswith(f"themes/{old.id}/"):
                return old.at
    for briefing in made.library.briefings:
        if page.template == "forward.html":
            for alias in briefing.aliases:
                if alias.id == page.address:
                    return alias.at
        elif briefing.address == page.address:
            return briefing.at
    if page.template == "page.html":
        return Place(f"templates/pages/{page.address.removesuffix('/index.html')}.md")
    return Place(SETTINGS_FILE)


PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_addresses,
    check_titles,
    check_form,
    check_named_pages,
    check_lost_addresses,
    check_lost_points,
)
