"""Lessons as lines of a list: how often each came back, what answers it, and which were found again after that."""

from collections.abc import Iterator

from learnbrief.analysis import RecurringLesson, Story, state_known
from learnbrief.cache.values import Value
from learnbrief.model import Entry, Link
from learnbrief.pages.beside import areas_of, lesson_link
from learnbrief.pages.page import Contents
from learnbrief.pages.words import count_of
from learnbrief.views.lesson_words import answer_in_words, times_in_words


class LessonLine(Value, frozen=True):
    """A lesson that came back."""

    lesson: Link
    extent: str
    """How often it was learned, in how many briefings, and when."""
    answer: str
    """How far an answer to it has come, and how many points answer it."""


class FoundAgain(Value, frozen=True):
    """A lesson that was found again after it was done."""

    lesson: Link
    done: Link
    """The action of which it was known first that it was done, and when."""
    again: Link
    """The first point that found it again."""
    times: str
    """How often it was found again since, where that is more than once."""


def lesson_line(lesson: RecurringLesson, *, tells_here: bool) -> LessonLine:
    """Show a lesson with how often it came back; on the page of a part of the site also how often there."""
    extent = times_in_words(lesson)
    here = f"Here {count_of(lesson.here, 'time')}, in all " if tells_here and lesson.here < lesson.times else ""
    return LessonLine(
        lesson=Link(lesson.statement, f"/lessons/{lesson.id}/index.html"),
        extent=f"{here}{extent}, {lesson.span}" if lesson.span else f"{here}{extent}",
        answer=answer_in_words(lesson.answer, lesson.answers),
    )


def found_again(story: Story, contents: Contents) -> Iterator[FoundAgain]:
    """Show a lesson that was found again, between the two points that say so; nothing of any other."""
    if story.done_first and story.found_again:
        _, done = story.done_first
        again, times = story.found_again[0], len(story.found_again)
        yield FoundAgain(
            lesson=lesson_link(story.lesson),
            done=_dated(done, state_known(done).label, contents),
            again=_dated(again, again.point.held.label, contents),
            times=count_of(times, "time") if times > 1 else "",
        )


def _dated(entry: Entry, date: str, contents: Contents) -> Link:
    return Link(f"{date}, {areas_of(entry, contents.catalogue.vocabulary)}", entry.link)
