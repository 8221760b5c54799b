"""What recurs: lessons and themes, good practice that answers a failing, and what became of actions."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain

from learnbrief.analysis import AnsweredFailing, answered_failings, recurring_lessons
from learnbrief.cache.values import Value
from learnbrief.model import Link
from learnbrief.pages.beside import lesson_link
from learnbrief.pages.page import BRIEFINGS, DATA, HOME, INSIGHTS, LESSONS, SEARCH, THEMES, Contents, Lazy, Page
from learnbrief.pages.points import PointView, point_view
from learnbrief.pages.words import count_of
from learnbrief.views.cross_tabulation import (
    MOST_ROWS,
    CrossTabulation,
    ThemeCounts,
    counts_of_themes,
    cross_tabulations,
)
from learnbrief.views.lesson_lines import FoundAgain, LessonLine, found_again, lesson_line
from learnbrief.views.progress import Progress, action_pages, progress


class ThemeHistory(Value, frozen=True):
    """How widely a theme was raised, and when."""

    theme: Link
    briefings: Link
    points: Link
    first: str
    last: str


class AnsweredFailingView(Value, frozen=True):
    """A failing, and good practice that answers it."""

    joined: Link
    """What joins the two; an address where that is a lesson."""
    failing: PointView
    practice: PointView


class InsightsView(Value, frozen=True):
    """What recurs on the site."""

    extent: tuple[Link, ...]
    """What was counted, each with where it is."""
    lessons_note: Link | None
    """How many lessons came back, and where all are; None where none did."""
    lessons: tuple[LessonLine, ...]
    """Those that came back most."""
    found_again: tuple[FoundAgain, ...]
    """Lessons found again after they were done."""
    more_found_again: Link | None
    """Where there are more than these, the way to all of them."""
    recurring_note: str
    recurring: tuple[ThemeHistory, ...]
    """The themes raised in most briefings."""
    quiet_note: str
    quiet: tuple[ThemeHistory, ...]
    """The themes not raised for long, the longest first."""
    answers: tuple[AnsweredFailingView, ...]
    cross_tabulations: tuple[CrossTabulation, ...]
    left_out: Link | None
    """Where the themes are counted for which the tables have no room."""
    progress: Progress | None
    """None where there are no actions."""


MOST_LISTED = 10
"""So many lessons are listed, so many themes as recurring, and as many as long unheard of."""
MOST_ANSWERS = 5
EVERYWHERE = "everywhere"
QUIET_YEARS = 2
"""After so many years a theme counts as not raised for long."""


def insights_pages(contents: Contents) -> Iterator[Page]:
    """Make the page of what recurs."""
    description = "Which lessons and themes keep coming back, and what became of the actions that were promised."
    yield Page(
        "insights/index.html", "insights.html", Lazy(partial(_view, contents)), INSIGHTS.title, description, (HOME,)
    )
    yield from action_pages(contents)


def _view(contents: Contents) -> InsightsView:
    every_theme = counts_of_themes(contents)
    stories = tuple(contents.stories.values())
    back = recurring_lessons(stories, lambda *_: (EVERYWHERE,)).get(EVERYWHERE, ())
    again = [story for story in stories if story.found_again]
    recurring = [counts for counts in every_theme if counts.summary.briefings > 1]
    quiet = _quiet(every_theme, contents.today)
    all_found_again = Link(f"All {count_of(len(again), 'lesson')}", f"{LESSONS.url}?answer=found-again")
    left_out = len(every_theme) - MOST_ROWS
    return InsightsView(
        extent=_extent(every_theme, contents),
        lessons_note=Link(f"{count_of(len(back), 'lesson')} of {len(stories):,}", LESSONS.url) if back else None,
        lessons=tuple(lesson_line(lesson, tells_here=False) for lesson in back[:MOST_LISTED]),
        found_again=tuple(chain.from_iterable(found_again(story, contents) for story in again[:MOST_LISTED])),
        more_found_again=all_found_again if len(again) > MOST_LISTED else None,
        recurring_note=_note(
            len(recurring),
            "been raised in more than one briefing",
            "raised in most briefings",
            none="No theme has been raised in more than one briefing.",
        ),
        recurring=tuple(map(_history, recurring[:MOST_LISTED])),
        quiet_note=_note(
            len(quiet),
            f"not been raised for more than {QUIET_YEARS} years",
            "not raised for the longest time",
            none=f"By the dates that are known, no theme was last raised more than {QUIET_YEARS} years ago.",
        ),
        quiet=tuple(map(_history, quiet[:MOST_LISTED])),
        answers=tuple(
            _answer(found, contents)
            for found in answered_failings(contents.catalogue, stories, contents.related, MOST_ANSWERS)
        ),
        cross_tabulations=tuple(cross_tabulations(every_theme, contents)),
        left_out=Link(count_of(left_out, "further theme"), DATA.url) if left_out > 0 else None,
        progress=progress(contents),
    )


def _extent(every_theme: Sequence[ThemeCounts], contents: Contents) -> tuple[Link, ...]:
    catalogue = contents.catalogue
    return (
        Link(count_of(len(catalogue.entries), "learning point"), SEARCH.url),
        Link(count_of(len(every_theme), "theme"), THEMES.url),
        Link(count_of(len(catalogue.briefings), "briefing"), BRIEFINGS.url),
    )


def _note(count: int, what: str, listed: str, *, none: str) -> str:
    if count == 0:
        return none
    said = f"{count_of(count, 'theme')} {'has' if count == 1 else 'have'} {what}."
    return f"{said} The table shows the {MOST_LISTED} {listed}." if count > MOST_LISTED else said


def _history(counts: ThemeCounts) -> ThemeHistory:
    return ThemeHistory(
        theme=counts.theme,
        briefings=counts.briefings,
        points=counts.points,
        first=counts.summary.first.label,
        last=counts.summary.last.label,
    )


def _quiet(every_theme: Sequence[ThemeCounts], today: date) -> list[ThemeCounts]:
    """Find the themes not raised for long, longest first; of those last raised together the widest spread first."""
    since = (today.year - QUIET_YEARS, today.month, today.day)
    # Days taken apart, so that 29 February can be compared with a year that has none.
    quiet = [counts for counts in every_theme if counts.summary.last.end.timetuple()[:3] < since]
    return sorted(quiet, key=lambda counts: counts.summary.last.end)


def _answer(found: AnsweredFailing, contents: Contents) -> AnsweredFailingView:
    joined = Link(f"Both: {', '.join(found.alike)}" if found.alike else "Named as its answer", "")
    if found.lesson:
        joined = lesson_link(found.lesson)
    return AnsweredFailingView(
        joined, point_view(found.failing, contents.lookup), point_view(found.practice, contents.lookup)
    )
