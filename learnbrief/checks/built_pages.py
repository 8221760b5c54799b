"""What a rule over the pages may look at."""

from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec import Struct

from learnbrief.model import Library, LinkedPage
from learnbrief.pages import Page
from learnbrief.problems import Problem
from learnbrief.published import PublishedSite
from learnbrief.settings import Settings


class LinksInside(Struct, frozen=True):
    """Links of sources to the site's own pages, and the addresses of all pages that they may lead to."""

    links: Sequence[LinkedPage]
    addresses: frozenset[str]


class BuiltPages(Struct, frozen=True):
    """What a rule may look at."""

    pages: Sequence[Page]
    library: Library
    other_files: Collection[str]
    """Addresses of the files beside the pages: styles, scripts, pictures, the search index."""
    links: Sequence[LinksInside]
    settings: Settings
    last_published: PublishedSite | None
    """What was published last, as far as it is at hand."""


PageCheck = Callable[[BuiltPages], Iterator[Problem]]
