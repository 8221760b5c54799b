"""The answer with which a theme's page opens: what keeps coming back, what it asks, what worked, what is new."""

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from learnbrief.analysis import LEADING_ROLES, AnswerState, RecurringLesson, main_points
from learnbrief.cache.values import Value
from learnbrief.model import Entry, Link, Role
from learnbrief.pages.page import LESSONS, Lookup
from learnbrief.pages.points import is_cut, searched
from learnbrief.pages.words import count_of
from learnbrief.settings import EVERYONE
from learnbrief.views.lesson_words import ANSWERS, times_in_words
from learnbrief.views.opening_value import OpeningValue, Promised
from learnbrief.views.point_lines import PointLine, audience_name, point_line

_ASKED = ("practitioners", "managers", "leaders")
"""The audiences of which a theme asks something, by id."""
_OF_EACH = 3
_INSTEAD = 5
"""Points that are shown where no lesson has come back yet."""
_LONGEST_STATEMENT = 110
"""Letters of a lesson; with how often it came back, they take four lines of a phone."""
_ANSWERS = {**ANSWERS, AnswerState.FOUND_AGAIN: "Done, then found again", AnswerState.NOT_GIVEN: "Acted on"}


class OpeningLesson(Value, frozen=True):
    """A lesson that came back."""

    lesson: Link
    times: str
    """How often, and in how many briefings."""
    where: str
    """Of how many partnerships."""
    when: str
    answer: str
    """Whether something answers it."""


class PointGroup(Value, frozen=True):
    """Some of the points of a part."""

    heading: str
    """Empty where the part has one group only."""
    points: tuple[PointLine, ...]
    more: Link | None = None
    """Where all of the group are, if these are not all."""


class OpeningPart(Value, frozen=True):
    """One part of the answer."""

    id: str
    """Its anchor on the page."""
    heading: str
    said: str
    """A sentence below the heading; mostly empty."""
    groups: tuple[PointGroup, ...]
    more: Link | None = None
    """Where all of its kind are, if these are not all."""


class Opening(Value, frozen=True):
    """What a theme's page opens with."""

    lessons: tuple[OpeningLesson, ...]
    """Those that come back most."""
    more_lessons: Link | None
    """Where lessons are, if these are not all."""
    parts: tuple[OpeningPart, ...]


class _OpeningPoints:
    """The points of a theme, of which the parts of its opening take some."""

    def __init__(self, theme: str, entries: Sequence[Entry], opening: OpeningValue, lookup: Lookup) -> None:
        self.lookup = lookup
        self._theme = theme
        self.new = frozenset(opening.new)
        self._best_first = main_points(entries, theme, [lesson.id for lesson in opening.lessons])
        self._taken: set[str] = set()

    def of(self, roles: Collection[Role], audiences: Collection[str] = ()) -> list[Entry]:
        """Give the points of some roles, and for some audiences, that no part has taken, the best first."""
        return [
            entry
            for entry in self._best_first
            if entry.point.role in roles
            and (not audiences or entry.point.audience in audiences)
            and entry.address not in self._taken
        ]

    def all_for(self, audience: str) -> Link | None:
        """Lead to all that speaks to an audience, where that is more than is here.

        They are narrowed on the theme's own page, or in the search, where not all are on it.
        """
        count = sum(entry.point.audience in (audience, EVERYONE) for entry in self._best_first)
        url = f"/themes/{self._theme}/index.html?audience={audience}#_all"
        if is_cut(self._best_first):
            both = "&".join(f"audience={each}" for each in dict.fromkeys((audience, EVERYONE)))
            url = searched(f"theme={self._theme}&{both}", self.lookup)
        return Link(f"All {count_of(count, 'point')}", url) if count > _OF_EACH else None

    def take(self, entries: Sequence[Entry], *, labelled: bool = False) -> tuple[PointLine, ...]:
        """Show points, and let no later part show them again."""
        self._taken.update(entry.address for entry in entries)
        return tuple(point_line(entry, self.lookup, labelled=labelled, new=self.new) for entry in entries)


def opening_of(
    theme: str, entries: Sequence[Entry], opening: OpeningValue, lookup: Lookup, *, are_few: bool
) -> Opening:
    """Choose what a theme's page opens with; a point is in it once.

    Where the points are few they all are below, so that only the lessons and what was promised are here.
    """
    points = _OpeningPoints(theme, entries, opening, lookup)
    in_all = opening.lessons_in_all
    more = Link(f"Of {count_of(in_all, 'lesson')} these came back most often: see all lessons", LESSONS.url)
    parts = _promised(opening.promised, points) if are_few else _parts(opening, points)
    return Opening(
        lessons=tuple(map(_lesson, opening.lessons)),
        more_lessons=more if in_all > len(opening.lessons) else None,
        parts=tuple(parts),
    )


def _parts(opening: OpeningValue, points: _OpeningPoints) -> Iterator[OpeningPart]:
    if not opening.lessons:
        yield from _instead(points)
    yield from _asks(points)
    yield from _plain("_what-worked", "What worked well", Role.GOOD_PRACTICE, points)
    yield from _promised(opening.promised, points)
    yield from _new(points)
    yield from _plain("_what-to-ask", "What to talk over", Role.QUESTIONS, points)


def _lesson(lesson: RecurringLesson) -> OpeningLesson:
    statement = lesson.statement
    if len(statement) > _LONGEST_STATEMENT:
        statement = f"{statement[:_LONGEST_STATEMENT].rpartition(' ')[0]} …"
    return OpeningLesson(
        lesson=Link(statement, f"/lessons/{lesson.id}/index.html"),
        times=times_in_words(lesson),
        where=f" of {count_of(lesson.partnerships, 'partnership')}",
        when=f", {lesson.span}" if lesson.span else "",
        answer=_ANSWERS[lesson.answer],
    )


def _instead(points: _OpeningPoints) -> Iterator[OpeningPart]:
    """Where no lesson has come back: the newest of what to do, and so of what was found where that is all."""
    leading = points.of(LEADING_ROLES, [EVERYONE])[:_INSTEAD] or points.of(LEADING_ROLES)[:_OF_EACH]
    heading = "The newest recommendations and learning" if leading else "What was found"
    if found := leading or points.of({Role.FINDINGS, Role.IMPROVEMENTS})[:_INSTEAD]:
        lines = points.take(found, labelled=True)
        yield OpeningPart("_newest", heading, "", (PointGroup("", lines),))


def _asks(points: _OpeningPoints) -> Iterator[OpeningPart]:
    """Show three points for each audience: its own, and once for all what is asked of everyone besides."""
    asked = {audience: points.of(LEADING_ROLES, [audience])[:_OF_EACH] for audience in _ASKED}
    room = _OF_EACH - min(map(len, asked.values()))
    asked[EVERYONE] = points.of(LEADING_ROLES, [EVERYONE])[:room]
    groups = tuple(
        PointGroup(audience_name(audience, points.lookup).capitalize(), points.take(found), points.all_for(audience))
        for audience, found in asked.items()
        if found
    )
    if groups:
        yield OpeningPart("_what-it-asks", "What it asks of you", "", groups)


def _plain(anchor: str, heading: str, role: Role, points: _OpeningPoints) -> Iterator[OpeningPart]:
    """Show some points of a role, and lead to all of them."""
    found = points.of([role])
    if found:
        rest = Link(f"All {count_of(len(found), 'point')}", f"#_{role.value}") if len(found) > _OF_EACH else None
        yield OpeningPart(anchor, heading, "", (PointGroup("", points.take(found[:_OF_EACH])),), rest)


def _promised(promised: Promised | None, points: _OpeningPoints) -> Iterator[OpeningPart]:
    """Say what became of the actions, and name the one of which nobody has said anything for longest."""
    if promised:
        oldest = points.take(promised.oldest.value)
        aged = tuple(replace(each, label=promised.age) for each in oldest)
        groups = (PointGroup("The oldest without news", aged),) if oldest else ()
        count = count_of(promised.actions, "action")
        rest = Link(f"All {count}", f"#_{Role.ACTIONS.value}") if promised.actions > 1 else None
        yield OpeningPart("_what-was-promised", "What was promised", promised.said, groups, rest)


def _new(points: _OpeningPoints) -> Iterator[OpeningPart]:
    """Show what is new and is not above already."""
    found = [entry for entry in points.of(tuple(Role)) if entry.briefing.slug in points.new]
    if found:
        lines = points.take(found[:_OF_EACH], labelled=True)
        yield OpeningPart("_what-is-new", "New in the last twelve months", "", (PointGroup("", lines),))
