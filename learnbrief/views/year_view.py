"""What the page of a year shows."""

from learnbrief.cache.values import Value
from learnbrief.model import Link
from learnbrief.views.actions import ActionLine
from learnbrief.views.briefing_list import BriefingLine
from learnbrief.views.progress import Promises
from learnbrief.views.year_lessons import LessonOfYear


class Count(Value, frozen=True):
    """How many there are of something, with what leads to it."""

    what: str
    count: int
    url: str
    """Empty where there is none of it."""


class PartnershipOfYear(Value, frozen=True):
    """What one partnership brought to a year."""

    partnership: Link
    counts: tuple[Count, ...]


class LessonList(Value, frozen=True):
    """Lessons that a year taught for the first time, or again."""

    id: str
    heading: str
    lessons: tuple[LessonOfYear, ...]
    more: str
    """How many more there are, where these are not all."""


class Following(Value, frozen=True):
    """A briefing that looked again at what others had taught."""

    briefing: Link
    earlier: tuple[Link, ...]


class YearView(Value, frozen=True):
    """A year on one page."""

    year: str
    extent: str
    words: tuple[str, ...]
    """Paragraphs that are ready to be copied."""
    counts: tuple[Count, ...]
    partnerships: tuple[PartnershipOfYear, ...]
    more_partnerships: str
    file: Link
    """The same as a table for spreadsheets."""
    size: str
    """How large that is."""
    lessons: tuple[LessonList, ...]
    practice: tuple[ActionLine, ...]
    more_practice: Link | None
    promises: Promises | None
    """None where there are no actions."""
    silent: tuple[ActionLine, ...]
    more_silent: Link | None
    followed: tuple[Following, ...]
    more_followed: str
    briefings: tuple[BriefingLine, ...]
    more_briefings: Link | None
