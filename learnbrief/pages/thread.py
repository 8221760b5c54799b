"""A theme through the years: a thread with a place for each year, on which the learning points hang."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from learnbrief.catalogue import Catalogue, Entry
from learnbrief.pages.words import GROUPED_ROLES, count_of


@dataclass(frozen=True, slots=True)
class Bead:
    """A learning point on the thread, at the middle of its shape."""

    role: str
    y: int


@dataclass(frozen=True, slots=True)
class Year:
    """One year's place on the thread."""

    x: int
    label: str
    """The year; empty where there is no room to write it."""
    beads: tuple[Bead, ...]
    more: str
    """How many points have no room, such as "+12"; empty where all hang there."""
    end: int
    """How far down its points reach."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The whole drawing; lengths in its own units."""

    width: int
    height: int
    years: tuple[Year, ...]
    text: str
    """The same in words."""


_LABELLED_STEP, _NARROW_STEP = 46, 22
_MOST_LABELLED = 9
"""Years that can all be written out on a phone."""
_LABEL_EVERY = 5
_MARGIN = 24
_FIRST_BEAD, _BEAD_STEP = 46, 18
_MOST_BEADS = 6


def thread_of(entries: Sequence[Entry], catalogue: Catalogue) -> Thread | None:
    """Draw when points were raised, from the site's first year to its last; a single year needs no picture."""
    every_year = catalogue.years
    if not entries or len(every_year) < 2:
        return None
    roles: dict[int | None, list[str]] = {}
    for role in GROUPED_ROLES:
        for entry in entries:
            if entry.point.role is role:
                roles.setdefault(entry.point.held.year, []).append(role.value)
    shown = range(every_year[0], every_year[-1] + 1)
    years = tuple(_years(shown, roles))
    return Thread(
        width=years[-1].x + _MARGIN,
        height=max(year.end for year in years) + 8,
        years=years,
        text=", ".join(_in_words(shown, roles)),
    )


def _in_words(shown: range, roles: Mapping[int | None, Sequence[str]]) -> Iterator[str]:
    for year in shown:
        if year in roles:
            yield f"{count_of(len(roles[year]), 'point')} in {year}"
    if None in roles:
        yield f"{count_of(len(roles[None]), 'point')} without a date"


def _years(shown: range, roles: Mapping[int | None, Sequence[str]]) -> Iterator[Year]:
    all_labelled = len(shown) <= _MOST_LABELLED
    step = _LABELLED_STEP if all_labelled else _NARROW_STEP
    for at, year in enumerate(shown):
        found = roles.get(year, ())
        hung = _hung(found)
        left = len(found) - len(hung)
        beads = tuple(Bead(role, _FIRST_BEAD + _BEAD_STEP * place) for place, role in enumerate(hung))
        yield Year(
            x=_MARGIN + at * step,
            label=str(year) if all_labelled or year % _LABEL_EVERY == 0 else "",
            beads=beads,
            more=f"+{left}" if left else "",
            end=_FIRST_BEAD + _BEAD_STEP * (len(beads) - 1 + bool(left)) if beads else _FIRST_BEAD - _BEAD_STEP,
        )


def _hung(roles: Sequence[str]) -> Sequence[str]:
    """Choose which of a year's points there is room for: of each role one, before a second of any; in their order."""
    if len(roles) <= _MOST_BEADS:
        return roles
    seen: Counter[str] = Counter()
    turns = []
    for place, role in enumerate(roles):
        turns.append((seen[role], place))
        seen[role] += 1
    return [roles[place] for _, place in sorted(sorted(turns)[: _MOST_BEADS - 1], key=lambda turn: turn[1])]
