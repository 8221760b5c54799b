"""The lessons that keep coming back among some points: under a theme, of a partnership, for an audience."""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from learnbrief.analysis.stories import AnswerState, Story, most_often
from learnbrief.cache.values import Value
from learnbrief.model import Entry, Held, earliest, latest

Keys = Callable[[Story, Entry], Iterable[str]]
"""Gives the ids of all that a point of a lesson belongs to, such as its themes."""


class RecurringLesson(Value, frozen=True):
    """A lesson that was learned in more than one briefing."""

    id: str
    statement: str
    times: int
    """How many points carry it."""
    briefings: int
    partnerships: int
    first: Held
    last: Held
    span: str
    """Its first and last year: "2018 to 2025"; empty where nobody knows one."""
    answer: AnswerState
    answers: int
    """How many points answer it."""
    here: int = 0
    """How many of its points belong to what was asked for."""


def recurring_lessons(stories: Iterable[Story], keys: Keys) -> Mapping[str, tuple[RecurringLesson, ...]]:
    """Give the recurring lessons of each id that some of their points belong to.

    First are those that came up in most briefings there; equals are in the order of the list of all lessons.
    """
    found: dict[str, list[tuple[int, RecurringLesson]]] = {}
    for story in sorted(stories, key=most_often):
        if len(story.briefings) > 1:
            briefings: dict[str, list[str]] = {}
            for entry in story.entries:
                for key in keys(story, entry):
                    briefings.setdefault(key, []).append(entry.briefing.slug)
            lesson = _recurring(story)
            for key, here in briefings.items():
                found.setdefault(key, []).append((-len(set(here)), replace(lesson, here=len(here))))
    return {
        key: tuple(lesson for _, lesson in sorted(ranked, key=lambda each: each[0])) for key, ranked in found.items()
    }


def lessons_by_theme(stories: Iterable[Story]) -> Mapping[str, tuple[RecurringLesson, ...]]:
    """Give the recurring lessons of each theme: those that name it, and those of which a point raises it."""
    return recurring_lessons(
        stories, lambda story, entry: {*entry.point.themes, *(reference.id for reference in story.lesson.themes)}
    )


def lessons_by_partnership(stories: Iterable[Story]) -> Mapping[str, tuple[RecurringLesson, ...]]:
    """Give the recurring lessons of each partnership that published a point of them."""
    return recurring_lessons(stories, lambda _, entry: {each.id for each in entry.briefing.partnerships})


def _recurring(story: Story) -> RecurringLesson:
    dates = [entry.point.held for entry in story.entries]
    return RecurringLesson(
        id=story.lesson.id,
        statement=story.lesson.statement,
        times=story.times,
        briefings=len(story.briefings),
        partnerships=len(story.partnerships),
        first=earliest(dates),
        last=latest(dates),
        span=story.span,
        answer=story.answer,
        answers=len(story.answers),
    )
