"""What became of a lesson through the years: where it was learned, what was promised, and what was done."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import chain
from operator import itemgetter

from msgspec import Struct

from learnbrief.cache.cache import digest_of
from learnbrief.model import UNKNOWN, ActionState, Catalogue, Entry, Held, Lesson, Role

FOUND_WANTING = (Role.FINDINGS, Role.IMPROVEMENTS)


class AnswerState(StrEnum):
    """How far an answer to a lesson has come."""

    NONE = "none"
    PROMISED = "promised"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"
    FOUND_AGAIN = "found-again"
    """Done, and found again after that."""
    NOT_GIVEN = "not-given"
    """Acted on; nobody says how far."""


class Story(Struct, frozen=True, dict=True):
    """One lesson with all points that carry it."""

    lesson: Lesson
    entries: tuple[Entry, ...]
    """Earliest first; those of which nobody knows when are last."""
    answering: tuple[Entry, ...]
    """Points that answer some of them, whether they carry the lesson themselves or not; in the same order."""

    @cached_property
    def digest(self) -> bytes:
        """Digest all of it."""
        entries, answering = ([entry.digest for entry in each] for each in (self.entries, self.answering))
        return digest_of((self.lesson, entries, answering))

    @property
    def times(self) -> int:
        """How many points carry it."""
        return len(self.entries)

    @cached_property
    def briefings(self) -> tuple[str, ...]:
        """The slugs of the briefings in which it was learned, earliest first."""
        return tuple(dict.fromkeys(entry.briefing.slug for entry in self.entries))

    @cached_property
    def partnerships(self) -> tuple[str, ...]:
        """The ids of those that published them."""
        named = chain.from_iterable(entry.briefing.partnerships for entry in self.entries)
        return tuple(dict.fromkeys(reference.id for reference in named))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years in which it was learned, as far as they are known."""
        return tuple(sorted({year for entry in self.entries if (year := entry.point.held.year) is not None}))

    @cached_property
    def span(self) -> str:
        """The first and the last of them in words."""
        return "" if not self.years else " to ".join(map(str, dict.fromkeys((self.years[0], self.years[-1]))))

    def in_role(self, *roles: Role) -> tuple[Entry, ...]:
        """Give the points of some roles, earliest first."""
        return tuple(entry for entry in self.entries if entry.point.role in roles)

    @cached_property
    def answers(self) -> tuple[Entry, ...]:
        """What answers it: actions that carry it, and points of any role that answer one of its points."""
        return tuple(dict.fromkeys((*self.in_role(Role.ACTIONS), *self.answering)))

    @cached_property
    def actions(self) -> tuple[Entry, ...]:
        """What is being done about it: those of them that are actions."""
        return tuple(entry for entry in self.answers if entry.point.role is Role.ACTIONS)

    @property
    def done_actions(self) -> tuple[Entry, ...]:
        """The actions that are done."""
        return tuple(entry for entry in self.actions if entry.point.state is ActionState.DONE)

    @cached_property
    def done_first(self) -> tuple[date, Entry] | None:
        """The earliest day by which an action is known to be done, and that action."""
        dated = ((day, entry) for entry in self.done_actions if (day := true_since(entry)) is not None)
        return min(dated, key=itemgetter(0), default=None)

    @cached_property
    def found_again(self) -> tuple[Entry, ...]:
        """The points that found it wanting after it was done, where dates are certain, earliest first."""
        if self.done_first is None:
            return ()
        day, _ = self.done_first
        found = (entry for entry in self.in_role(*FOUND_WANTING) if entry.point.held.is_known)
        return tuple(entry for entry in found if entry.point.held.start > day)

    @cached_property
    def answer(self) -> AnswerState:
        """How far an answer to it has come."""
        if self.done_actions:
            return AnswerState.FOUND_AGAIN if self.found_again else AnswerState.DONE
        states = {entry.point.state for entry in self.actions}
        for state in (ActionState.UNDER_WAY, ActionState.PROMISED, ActionState.DROPPED):
            if state in states:
                return AnswerState(state.value)
        return AnswerState.NOT_GIVEN if states else AnswerState.NONE

    def around(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Give the nearest points of other briefings that certainly came before and after a point."""
        held, slug = entry.point.held, entry.briefing.slug
        earlier = reversed(self.entries[: bisect_left(self._places, held.place)])
        later = self.entries[bisect_right(self._places, held.end) :]
        before = (other for other in earlier if held.is_after(other.point.held) and other.briefing.slug != slug)
        after = (other for other in later if other.point.held.is_after(held) and other.briefing.slug != slug)
        return next(before, None), next(after, None)

    @cached_property
    def _places(self) -> list[date]:
        """The places of its points on a timeline."""
        return [entry.point.held.place for entry in self.entries]


def true_since(entry: Entry) -> date | None:
    """Give the last day by which an action's state was true, as far as that is known."""
    return known.end if (known := state_known(entry)).is_known else None


def state_known(entry: Entry) -> Held:
    """Say when an action's state was true: where it says so itself, else when its briefing came out or was held."""
    dates = (entry.point.as_of, entry.briefing.published, entry.briefing.held)
    return next((held for held in dates if held and held.is_known), UNKNOWN)


def stories_of(catalogue: Catalogue) -> dict[str, Story]:
    """Tell the story of every lesson that a point carries, by its id, those that came back most first."""
    by_lesson: dict[str, list[Entry]] = {}
    for entry in sorted((entry for entry in catalogue.entries if entry.point.lessons), key=_in_time):
        for reference in entry.point.lessons:
            by_lesson.setdefault(reference.id, []).append(entry)
    stories = [
        Story(catalogue.vocabulary.lessons[lesson], tuple(entries), tuple(_answering(entries, catalogue)))
        for lesson, entries in by_lesson.items()
    ]
    return {story.lesson.id: story for story in sorted(stories, key=most_often)}


def most_often(story: Story) -> tuple[int, int, bool, int, str]:
    """Give a sort key: lessons of most briefings first, then of most partnerships; of these what has no answer."""
    has_answer = story.answer is not AnswerState.NONE
    return -len(story.briefings), -len(story.partnerships), has_answer, -story.times, story.lesson.id


def _in_time(entry: Entry) -> tuple[date, str]:
    return entry.point.held.place, entry.address


def _answering(entries: Sequence[Entry], catalogue: Catalogue) -> Iterator[Entry]:
    found: Mapping[str, Entry] = {
        answer.address: answer
        for entry in entries
        for answer in catalogue.answer_graph.answered_by.get(entry.address, ())
    }
    yield from sorted(found.values(), key=_in_time)
