"""What a rule over the library may look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from learnbrief.model import Briefing, Library, SitePage
from learnbrief.problems import Problem
from learnbrief.settings import Settings


@dataclass(frozen=True, slots=True)
class Checked:
    """What a rule may look at."""

    library: Library
    site_pages: tuple[SitePage, ...]
    settings: Settings
    today: date
    drafts: bool
    by_slug: Mapping[str, Briefing]
    visible: frozenset[str]
    """Slugs of the briefings that readers see."""
    has_page: frozenset[str]
    """Slugs of these, and of the withdrawn ones, whose address says so."""


LibraryCheck = Callable[[Checked], Iterator[Problem]]
