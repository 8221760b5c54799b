"""A theme through the years: a timeline with a place for each year, on which the learning points hang."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from learnbrief.cache.values import Value
from learnbrief.model import Entry
from learnbrief.pages.words import GROUPED_ROLES, count_of


class TimelineMark(Value, frozen=True):
    """A learning point on the timeline, or several of a role, at the middle of its shape."""

    role: str
    y: int


class Year(Value, frozen=True):
    """One year's place on the timeline."""

    x: int
    label: str
    """The year; empty where there is no room to write it."""
    marks: tuple[TimelineMark, ...]
    count: str
    """How many points there are, if a mark means several; else empty."""
    end: int
    """How far down its points reach."""


class Timeline(Value, frozen=True):
    """The whole drawing; lengths in its own units."""

    width: int
    height: int
    years: tuple[Year, ...]
    scale: str
    """For how many points a mark is, as a sentence; empty where each is for one."""
    text: str
    """The same in words."""


_LABELLED_STEP, _NARROW_STEP = 46, 22
_MOST_LABELLED = 9
"""Years that can all be written out on a phone."""
_LABEL_EVERY = 5
_MARGIN = 24
_FIRST_MARK, _MARK_STEP = 46, 18
_MOST_BEADS = 8
"""In the fullest year; where that has more points, a bead stands for several, in every year for as many."""


def timeline_of(entries: Sequence[Entry], every_year: Sequence[int]) -> Timeline | None:
    """Draw when points were raised, from the site's first year to its last; a single year needs no picture."""
    if not entries or len(every_year) < 2:
        return None
    roles: dict[int | None, list[str]] = {}
    for role in GROUPED_ROLES:
        for entry in entries:
            if entry.point.role is role:
                roles.setdefault(entry.point.held.year, []).append(role.value)
    shown = range(every_year[0], every_year[-1] + 1)
    each = -(-max(len(roles.get(year, ())) for year in shown) // _MOST_BEADS) or 1
    years = tuple(_years(shown, roles, each))
    return Timeline(
        width=years[-1].x + _MARGIN,
        height=max(year.end for year in years) + 8,
        years=years,
        scale=f"Each mark stands for up to {each:,} points." if each > 1 else "",
        text=", ".join(_in_words(shown, roles)),
    )


def _in_words(shown: range, roles: Mapping[int | None, Sequence[str]]) -> Iterator[str]:
    for year in shown:
        if year in roles:
            yield f"{count_of(len(roles[year]), 'point')} in {year}"
    if None in roles:
        yield f"{count_of(len(roles[None]), 'point')} without a date"


def _years(shown: range, roles: Mapping[int | None, Sequence[str]], each: int) -> Iterator[Year]:
    all_labelled = len(shown) <= _MOST_LABELLED
    step = _LABELLED_STEP if all_labelled else _NARROW_STEP
    for at, year in enumerate(shown):
        found = roles.get(year, ())
        hung = _roles_shown(found, -(-len(found) // each))
        marks = tuple(TimelineMark(role, _FIRST_MARK + _MARK_STEP * place) for place, role in enumerate(hung))
        is_counted = bool(marks) and each > 1
        yield Year(
            x=_MARGIN + at * step,
            label=str(year) if all_labelled or year % _LABEL_EVERY == 0 else "",
            marks=marks,
            count=f"{len(found):,}" if is_counted else "",
            end=_FIRST_MARK + _MARK_STEP * (len(marks) - 1 + is_counted) if marks else _FIRST_MARK - _MARK_STEP,
        )


def _roles_shown(roles: Sequence[str], room: int) -> Sequence[str]:
    """Choose which of a year's roles the marks show: of each role one, before a second of any; in their order."""
    seen: Counter[str] = Counter()
    turns = []
    for place, role in enumerate(roles):
        turns.append((seen[role], place))
        seen[role] += 1
    return [roles[place] for _, place in sorted(sorted(turns)[:room], key=lambda turn: turn[1])]
