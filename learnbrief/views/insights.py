"""What recurs: themes counted, themes long unheard of, good practice beside failings, and what became of actions."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from learnbrief.cache.values import Value
from learnbrief.model import Entry, Link, Role
from learnbrief.pages.page import DATA, HOME, INSIGHTS, LESSONS, Contents, Later, Page
from learnbrief.pages.points import PointView, point_view, theme_link
from learnbrief.pages.words import count_of
from learnbrief.views.actions import action_pages
from learnbrief.views.progress import Progress, progress
from learnbrief.views.tallies import MOST_ROWS, Spread, Tally, spread_of_themes, tallies


class History(Value, frozen=True):
    """How widely a theme was raised, and when."""

    theme: Link
    briefings: int
    points: int
    first: str
    last: str


class Answer(Value, frozen=True):
    """A failing, and good practice on the same theme."""

    theme: Link
    failing: PointView
    practice: PointView


class InsightsView(Value, frozen=True):
    """What recurs on the site."""

    extent: str
    """What was counted."""
    lessons: Link | None
    """Where the lessons stand, if there are any."""
    recurring_note: str
    recurring: tuple[History, ...]
    """The themes raised in most briefings."""
    quiet_note: str
    quiet: tuple[History, ...]
    """The themes not raised for long, the longest first."""
    answers: tuple[Answer, ...]
    tallies: tuple[Tally, ...]
    left_out: Link | None
    """Where the themes are counted for which the tables have no room."""
    progress: Progress | None
    """None where there are no actions."""


MOST_LISTED = 10
"""So many themes are listed as recurring, and as long unheard of."""
MOST_ANSWERS = 5
QUIET_YEARS = 2
"""After so many years a theme counts as not raised for long."""

_FAILINGS = frozenset({Role.FINDINGS, Role.IMPROVEMENTS})


def insights_pages(contents: Contents) -> Iterator[Page]:
    """Make the page of what recurs."""
    description = "Which themes keep coming back, which have gone quiet, and what became of the actions promised."
    yield Page(
        "insights/index.html", "insights.html", Later(partial(_view, contents)), INSIGHTS.title, description, (HOME,)
    )
    yield from action_pages(contents)


def _view(contents: Contents) -> InsightsView:
    spreads = spread_of_themes(contents)
    catalogue = contents.catalogue
    recurring = [spread for spread in spreads if spread.summary.briefings > 1]
    quiet = _quiet(spreads, contents.today)
    left_out = len(spreads) - MOST_ROWS
    return InsightsView(
        extent=f"{count_of(len(catalogue.entries), 'learning point')} on {count_of(len(spreads), 'theme')}"
        f" in {count_of(len(catalogue.briefings), 'briefing')}",
        lessons=LESSONS if contents.stories else None,
        recurring_note=_note(
            len(recurring),
            "been raised in more than one briefing",
            "raised in most briefings",
            none="No theme has been raised in more than one briefing.",
        ),
        recurring=tuple(_history(spread, contents) for spread in recurring[:MOST_LISTED]),
        quiet_note=_note(
            len(quiet),
            f"not been raised for more than {QUIET_YEARS} years",
            "unraised for longest",
            none=f"As far as the dates tell, no theme has gone unraised for more than {QUIET_YEARS} years.",
        ),
        quiet=tuple(_history(spread, contents) for spread in quiet[:MOST_LISTED]),
        answers=_answers(spreads, contents),
        tallies=tuple(tallies(spreads, contents)),
        left_out=Link(count_of(left_out, "further theme"), DATA.url) if left_out > 0 else None,
        progress=progress(contents),
    )


def _note(count: int, what: str, listed: str, *, none: str) -> str:
    if count == 0:
        return none
    said = f"{count_of(count, 'theme')} {'has' if count == 1 else 'have'} {what}."
    return f"{said} The table shows the {MOST_LISTED} {listed}." if count > MOST_LISTED else said


def _history(spread: Spread, contents: Contents) -> History:
    return History(
        theme=theme_link(spread.theme.id, contents.lookup),
        briefings=spread.summary.briefings,
        points=spread.summary.points,
        first=spread.summary.first.label,
        last=spread.summary.last.label,
    )


def _quiet(spreads: Sequence[Spread], today: date) -> list[Spread]:
    """Find the themes not raised for long, longest first; of those last raised together the widest spread first."""
    since = (today.year - QUIET_YEARS, today.month, today.day)
    quiet = [spread for spread in spreads if _parts(spread.summary.last.end) < since]
    return sorted(quiet, key=lambda spread: spread.summary.last.end)


def _parts(day: date) -> tuple[int, int, int]:
    """Take a day apart, so that 29 February can be compared with a year that has none."""
    return (day.year, day.month, day.day)


def _answers(spreads: Sequence[Spread], contents: Contents) -> tuple[Answer, ...]:
    """Set good practice beside a failing on the same theme: a few pairs, no theme and no point twice.

    Pairs of points that carry the theme themselves come first: what a point inherits, it may not speak of. Before
    all that, pairs from two briefings come before pairs from one.
    """
    found: dict[str, Answer] = {}
    shown: set[str] = set()
    for is_apart, is_own in ((True, True), (True, False), (False, True), (False, False)):
        for spread in spreads:
            if len(found) == MOST_ANSWERS:
                return tuple(found.values())
            theme_id = spread.theme.id
            entries = [entry for entry in spread.entries if theme_id in entry.point.tags or not is_own]
            pair = _pair([entry for entry in entries if entry.address not in shown], is_apart=is_apart)
            if pair and theme_id not in found:
                link = theme_link(theme_id, contents.lookup)
                found[theme_id] = Answer(link, *(point_view(entry, contents.lookup) for entry in pair))
                shown.update(entry.address for entry in pair)
    return tuple(found.values())


def _pair(entries: Sequence[Entry], *, is_apart: bool) -> tuple[Entry, Entry] | None:
    """Find the newest failing and the newest good practice, of two briefings if that is asked for."""
    newest_first = sorted(entries, key=lambda entry: entry.point.held.start, reverse=True)
    failings = [entry for entry in newest_first if entry.point.role in _FAILINGS]
    practices = [entry for entry in newest_first if entry.point.role is Role.GOOD_PRACTICE]
    if not failings or not practices:
        return None
    failing, practice = failings[0], practices[0]
    if not is_apart or failing.briefing.slug != practice.briefing.slug:
        return failing, practice
    for other in practices:
        if other.briefing.slug != failing.briefing.slug:
            return failing, other
    for other in failings:
        if other.briefing.slug != practice.briefing.slug:
            return other, practice
    return None
