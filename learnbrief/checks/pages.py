"""Rules over the pages before they are rendered."""

from collections.abc import Callable, Iterator, Sequence

from learnbrief.model import Library
from learnbrief.pages import Page
from learnbrief.problems import Place, Problem, error
from learnbrief.settings import SETTINGS_FILE

PageCheck = Callable[[Sequence[Page], Library], Iterator[Problem]]


def check_pages(pages: Sequence[Page], library: Library) -> Iterator[Problem]:
    """Hold the pages to every rule."""
    for check in PAGE_CHECKS:
        yield from check(pages, library)


def check_addresses(pages: Sequence[Page], library: Library) -> Iterator[Problem]:
    """No two pages stand at one address, and none stands where another's folder must be.

    Bad:  aliases: [themes/index.html]
    Good: aliases: [briefings/old-name/]
    """
    first: dict[str, Page] = {}
    folders = {folder for page in pages for folder in _folders(page.address.casefold())}
    for page in pages:
        key = page.address.casefold()
        if key in first or key in folders:
            message = f'The site has another page at "{page.address}". Choose another address.'
            yield error("duplicate-address", message, _place(page, library))
        first.setdefault(key, page)


def check_titles(pages: Sequence[Page], library: Library) -> Iterator[Problem]:
    """No two pages bear the same title, so that a list of open windows tells them apart.

    Bad:  a page of one's own with title: Themes
    Good: a page of one's own with title: How we choose themes
    """
    first: dict[str, Page] = {}
    for page in pages:
        key = page.title.casefold()
        if key and key in first:
            message = f'Two pages are called "{page.title}": {first[key].address} and {page.address}. Rename one.'
            yield error("duplicate-title", message, _place(page, library))
        first.setdefault(key, page)


def _folders(address: str) -> Iterator[str]:
    parts = address.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _place(page: Page, library: Library) -> Place:
    """Find the source of a page: the alias, the owner's page, or else the settings."""
    for briefing in library.briefings:
        for alias in briefing.aliases:
            if alias.id == page.address:
                return alias.at
        if briefing.address == page.address:
            return briefing.at
    if page.template == "page.html":
        return Place(f"templates/pages/{page.address.removesuffix('/index.html')}.md")
    return Place(SETTINGS_FILE)


PAGE_CHECKS: tuple[PageCheck, ...] = (check_addresses, check_titles)
