"""The lessons of a year: learned for the first time or again, as far as the dates tell."""

from collections.abc import Iterable

from learnbrief.analysis import Story
from learnbrief.cache.values import Value
from learnbrief.model import Entry
from learnbrief.pages.words import joined
from learnbrief.views.lesson_words import progress_of


class LessonOfYear(Value, frozen=True):
    """A lesson that a year's reviews taught."""

    statement: str
    url: str
    note: str
    """Which time it was, as far as the dates tell, and how far the lesson has come."""


class LessonsOfYear(Value, frozen=True):
    """A year's lessons, those learned most often before first."""

    first: tuple[LessonOfYear, ...]
    again: tuple[LessonOfYear, ...]
    unsure: tuple[LessonOfYear, ...]
    """Of which the dates do not tell whether this was the first time."""
    most: str
    """A sentence about the one that had been learned most often before; empty where there is none."""


def lessons_of_year(stories: Iterable[Story], year: str) -> LessonsOfYear:
    """Sort the lessons that some point of a year carries. A lesson counts once a briefing."""
    first: list[_Found] = []
    again: list[_Found] = []
    unsure: list[_Found] = []
    for story in stories:
        inside = _briefings(entry for entry in story.entries if entry.year == year)
        if not inside:
            continue
        dated = [entry for entry in story.entries if entry.point.held.is_known]
        before = _briefings(entry for entry in dated if entry.year < year) - inside
        if len(dated) < len(story.entries):
            unsure.append((-len(before), story, ""))
        elif before:
            numbers = [_ordinal(number) for number in range(len(before) + 1, len(before) + len(inside) + 1)]
            which = joined(numbers) if len(numbers) < _MANY else f"{numbers[0]} to {numbers[-1]}"
            again.append((-len(before), story, f"for the {which} time"))
        else:
            more = f", in {len(inside)} briefings" if len(inside) > 1 else ""
            first.append((0, story, f"for the first time{more}"))
    for found in (first, again, unsure):
        found.sort(key=lambda each: (each[0], each[1].lesson.statement))
    most = f"Learned {again[0][2]}: “{again[0][1].lesson.statement.rstrip('.')}”." if again else ""
    return LessonsOfYear(_lessons(first), _lessons(again), _lessons(unsure), most)


_Found = tuple[int, Story, str]
"""How often a lesson was learned before, less than nought; its story; and which time this was."""
_MANY = 4


def _briefings(entries: Iterable[Entry]) -> set[str]:
    return {entry.briefing.slug for entry in entries}


def _lessons(found: Iterable[_Found]) -> tuple[LessonOfYear, ...]:
    return tuple(
        LessonOfYear(
            story.lesson.statement,
            f"/lessons/{story.lesson.id}/index.html",
            f"{time[0].upper()}{time[1:]}. {progress_of(story)}" if time else progress_of(story),
        )
        for _, story, time in found
    )


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
