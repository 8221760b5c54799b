"""The page that searches, and that offers other ways in where no script runs."""

from collections.abc import Iterator

from learnbrief.cache.values import Value
from learnbrief.model import Link
from learnbrief.pages.page import BRIEFINGS, HOME, SEARCH, THEMES, Contents, Lazy, Lookup, Page
from learnbrief.search import SearchIndex
from learnbrief.views.collections import CountedLink, audience_links


class Facet(Value, frozen=True):
    """One question by which results can be narrowed."""

    name: str
    label: str


class SearchView(Value, frozen=True):
    """What the search page shows."""

    index: str
    """The index's first file."""
    facets: tuple[Facet, ...]
    ways_in: tuple[Link, ...]
    """For readers whose browser runs no script."""
    audiences: tuple[CountedLink, ...]


FACETS = (
    Facet("theme", "Theme"),
    Facet("lesson", "Lesson"),
    Facet("audience", "Audience"),
    Facet("role", "Kind of point"),
    Facet("state", "State of an action"),
    Facet("partnership", "Partnership"),
    Facet("kind", "Kind of review"),
    Facet("year", "Year"),
)
WHOSE = Facet("from", "Whose learning")
"""A question for sites with neighbours."""


class _Index:
    """The index, which is made when it is asked for; its first file carries a digest of all others in its name."""

    __slots__ = ("search",)

    def __init__(self, search: SearchIndex) -> None:
        self.search = search

    @property
    def digest(self) -> bytes:
        return self.search.first.encode()


class SearchPage(Value, frozen=True):
    """What the search page is made of."""

    index: _Index
    audiences: tuple[CountedLink, ...]


def search_pages(contents: Contents) -> Iterator[Page]:
    """Make the search page."""
    page = Lazy(lambda: SearchPage(_Index(contents.search), tuple(audience_links(contents))))
    description = (
        "Search every learning point, and narrow the results by theme, audience, partnership, kind and year."
    )
    yield Page("search/index.html", "search.html", page, SEARCH.title, description, (HOME,), show=_view)


def _view(page: SearchPage, lookup: Lookup) -> SearchView:
    facets = (*FACETS, WHOSE) if lookup.has_neighbours else FACETS
    return SearchView(f"/{page.index.search.first}", facets, (THEMES, BRIEFINGS), page.audiences)
