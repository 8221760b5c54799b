"""Links to pages of the site, for the check that each leads somewhere."""

from collections.abc import Iterable
from functools import partial

from msgspec.structs import replace

from learnbrief.analysis import stories_of, summaries_of
from learnbrief.branding.branding import Branding
from learnbrief.checks import LinksInside
from learnbrief.model import Catalogue, Library
from learnbrief.pages import Contents, Lazy, Lookup, Page
from learnbrief.readers import with_stand_ins
from learnbrief.views import make_pages


def links_shown(contents: Contents, branding: Branding, pages: Iterable[Page]) -> LinksInside:
    """Gather the links to pages of the site wherever readers see them."""
    links = [*branding.pages]
    for page in contents.site_pages:
        links += page.linked_pages
    for briefing in contents.catalogue.briefings:
        links += briefing.linked_pages
    return LinksInside(links, frozenset(page.address for page in pages))


def links_to_come(contents: Contents, library: Library) -> LinksInside:
    """Gather the links in briefings that are not out yet, and the pages that will exist once all of them are."""
    all_out = library.visible(contents.today, drafts=True)
    shown = {briefing.slug for briefing in contents.catalogue.briefings}
    links = [link for briefing in all_out if briefing.slug not in shown for link in briefing.linked_pages]
    if not links:
        return LinksInside((), frozenset())
    settings, vocabulary = with_stand_ins(contents.settings, library.vocabulary, all_out)
    catalogue = Catalogue.of(all_out, vocabulary, raised_by_neighbours=contents.catalogue.raised_by_neighbours)
    had = contents.lookup
    lookup = Lookup(catalogue, settings, had.assets, had.cache, drafts=True, has_neighbours=had.has_neighbours)
    pages = make_pages(
        replace(
            contents,
            catalogue=catalogue,
            settings=settings,
            drafts=True,
            lookup=lookup,
            counted=Lazy(partial(summaries_of, catalogue, had.cache)),
            related=replace(contents.related, catalogue=catalogue),
            later_stories=Lazy(partial(stories_of, catalogue)),
        )
    )
    return LinksInside(links, frozenset(page.address for page in pages))
