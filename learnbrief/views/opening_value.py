"""What a theme's page opens with besides its points: the lessons, what was promised, and what is new."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from learnbrief.analysis import RecurringLesson, is_overdue, state_known, years_without_news
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Catalogue, Entry, Role, in_role, shared_entries
from learnbrief.pages.words import NO_STATE, STATE_LABELS, count_of, joined

MOST_LESSONS = 7


class Promised(Value, frozen=True):
    """What was promised under a theme, and what became of it."""

    actions: int
    said: str
    """How many are in each state, in a sentence."""
    oldest: Shared[Sequence[Entry]]
    """The one of which nobody has said anything for longest; none where there is news of all."""
    age: str
    """For how long."""


class OpeningValue(Value, frozen=True):
    """What an opening is made of."""

    lessons: tuple[RecurringLesson, ...]
    """Those that come back most."""
    lessons_in_all: int
    promised: Promised | None
    """None where nothing was."""
    new: tuple[str, ...]
    """The slugs of the briefings that are new."""


def opening_value(
    entries: Sequence[Entry], lessons: tuple[RecurringLesson, ...], in_all: int, new: frozenset[str], today: date
) -> OpeningValue:
    """Gather what a theme's page opens with besides its points; given the first of so many lessons."""
    slugs = dict.fromkeys(entry.briefing.slug for entry in entries)
    return OpeningValue(
        lessons=lessons,
        lessons_in_all=in_all,
        promised=_promised(entries, today),
        new=tuple(slug for slug in slugs if slug in new),
    )


def new_briefings(catalogue: Catalogue, today: date) -> frozenset[str]:
    """Give the slugs of the briefings that were published, or else held, in the twelve months before a day."""
    year_before = _year_before(today)
    return frozenset(briefing.slug for briefing in catalogue.briefings if _since(briefing) > year_before)


def _since(briefing: Briefing) -> date:
    """Say when a briefing came out, or else when its review ended; long ago where nobody knows either."""
    if briefing.published.is_known:
        return briefing.published.start
    return briefing.held.end if briefing.held.is_known else date.min


def _year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def _promised(entries: Sequence[Entry], today: date) -> Promised | None:
    """Count the actions by their state, and find the one of which nobody has said anything for longest."""
    actions = in_role(Role.ACTIONS, entries)
    if not actions:
        return None
    states = Counter(entry.point.state for entry in actions)
    said = [f"{states[state]:,} {label.lower()}" for state, label in STATE_LABELS.items() if states[state]]
    overdue = sum(is_overdue(entry, today) for entry in actions)
    said += [f"{states[None]:,} with the {NO_STATE.lower()}"] if states[None] else []
    said += [f"{overdue:,} overdue"] if overdue else []
    waiting = [entry for entry in actions if years_without_news(entry, today)]
    oldest = min(waiting, key=lambda entry: (state_known(entry).end, entry.address), default=None)
    return Promised(
        actions=len(actions),
        said=f"{count_of(len(actions), 'action')}: {joined(said)}.",
        oldest=shared_entries([oldest] if oldest else ()),
        age=_age(oldest, today) if oldest else "",
    )


def _age(entry: Entry, today: date) -> str:
    state = STATE_LABELS[entry.point.state] if entry.point.state else ""
    return f"{state} {state_known(entry).label}, no news for {count_of(years_without_news(entry, today), 'year')}"
