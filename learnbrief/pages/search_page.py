"""The page that searches, and that offers other ways in where no script runs."""

from collections.abc import Iterator
from dataclasses import dataclass

from learnbrief.model import Link
from learnbrief.pages.collections import CountedLink, audience_links
from learnbrief.pages.page import BRIEFINGS, HOME, SEARCH, THEMES, Contents, Page


@dataclass(frozen=True, slots=True)
class Facet:
    """One question by which results can be narrowed."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class SearchView:
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


def search_pages(contents: Contents) -> Iterator[Page]:
    """Make the search page."""

    def view() -> SearchView:
        facets = (*FACETS, WHOSE) if contents.neighbours.entries else FACETS
        return SearchView(f"/{contents.search.first}", facets, (THEMES, BRIEFINGS), tuple(audience_links(contents)))

    description = (
        "Search every learning point, and narrow the results by theme, audience, partnership, kind and year."
    )
    yield Page("search/index.html", "search.html", view, SEARCH.title, description, (HOME,))
