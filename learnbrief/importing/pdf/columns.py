"""The order in which things beside and below each other are read: columns by the gutters between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from learnbrief.importing.pdf.page import Box
from learnbrief.importing.pdf.region import Region

_NARROWEST = 7
"""Points of a gutter."""
_DEEPEST = 40


class HasBox(Protocol):
    """Anything that is somewhere."""

    @property
    def box(self) -> Box:
        """Where it is."""


Thing = TypeVar("Thing", bound=HasBox)


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A strip between two columns, and how far down it goes."""

    left: float
    right: float
    top: float
    bottom: float
    worth: float


def in_columns(things: Sequence[Thing], deep: int = 0) -> Iterator[list[Thing]]:
    """Give what is in each column, in the order in which the columns are read."""
    if not things:
        return
    gutter = _best_gutter(things) if len(things) > 1 and deep < _DEEPEST else None
    if gutter is None:
        yield sorted(things, key=lambda thing: (round(thing.box.top / 3), thing.box.left))
        return
    middle = (gutter.left + gutter.right) / 2
    top, bottom = _narrowed(things, gutter)
    above = [thing for thing in things if thing.box.middle[1] < top]
    below = [thing for thing in things if thing.box.middle[1] > bottom]
    between = [thing for thing in things if top <= thing.box.middle[1] <= bottom]
    yield from in_columns(above, deep + 1)
    rows = _rows_of_boxes(between)
    if rows:
        for row in rows:
            yield from in_columns(row, deep + 1)
    else:
        yield from in_columns([thing for thing in between if thing.box.middle[0] < middle], deep + 1)
        yield from in_columns([thing for thing in between if thing.box.middle[0] >= middle], deep + 1)
    yield from in_columns(below, deep + 1)


def _narrowed(things: Sequence[HasBox], gutter: _Gutter) -> tuple[float, float]:
    """Give from where to where a gutter goes without the lines that are above and below what it parts."""
    inside = [thing for thing in things if gutter.top <= thing.box.middle[1] <= gutter.bottom]
    on_right = [thing.box for thing in inside if thing.box.left >= gutter.right - 1]
    top = max(gutter.top, min(box.top for box in on_right) - 4)
    boxes = [thing.box for thing in inside if isinstance(thing, Region)]
    has_left = any(box.right <= gutter.left + 1 for box in boxes)
    if not (has_left and any(box.left >= gutter.right - 1 for box in boxes)):
        return top, gutter.bottom
    around = Box.around(boxes)
    return max(top, around.top - 1), min(gutter.bottom, around.bottom + 1)


def _best_gutter(things: Sequence[HasBox]) -> _Gutter | None:
    """Find the strip that parts the most of what is beside each other."""
    ordered = sorted(things, key=lambda thing: thing.box.top)
    near = ((one.box, other.box) for at, one in enumerate(ordered) for other in ordered[at + 1 : at + 12])
    if not any(one.is_beside(other) for one, other in near):
        return None
    best: _Gutter | None = None
    for left, right in _strips(things):
        for gutter in _runs(things, left, right):
            if best is None or gutter.worth > best.worth:
                best = gutter
    return best


def _strips(things: Sequence[HasBox]) -> Iterator[tuple[float, float]]:
    """Give the strips that may be gutters: from where something ends to where the next begins."""
    lefts = sorted({round(thing.box.left, 1) for thing in things})
    ends: list[float] = []
    for right in sorted((thing.box.right for thing in things), reverse=True):
        begins = next((left for left in lefts if left >= right + _NARROWEST), None)
        if begins is not None and not any(abs(right - end) < 2 for end in ends):
            ends.append(right)
            yield right, begins
    for left in lefts:
        before = [thing.box.right for thing in things if thing.box.right <= left - _NARROWEST]
        if before:
            yield left - _NARROWEST, left


def _runs(things: Sequence[HasBox], left: float, right: float) -> Iterator[_Gutter]:
    """Give how far down a strip goes between what crosses it, wherever both of its sides hold something."""
    crossing = [thing.box for thing in things if thing.box.left < right - 1 and thing.box.right > left + 1]
    crossing.sort(key=lambda box: box.top)
    top = min(thing.box.top for thing in things) - 1
    for box in [*crossing, None]:
        bottom = box.top if box else max(thing.box.bottom for thing in things) + 1
        if bottom > top:
            gutter = _gutter(things, left, right, top, bottom)
            if gutter:
                yield gutter
        top = max(top, box.bottom) if box else top


def _gutter(things: Sequence[HasBox], left: float, right: float, top: float, bottom: float) -> _Gutter | None:
    inside = [thing.box for thing in things if top <= thing.box.middle[1] <= bottom]
    on_left = [box for box in inside if box.right <= left + 1]
    on_right = [box for box in inside if box.left >= right - 1]
    if not on_left or not on_right:
        return None
    one, other = Box.around(on_left), Box.around(on_right)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    if shared < 20 or not (_is_column(on_left) and _is_column(on_right)):
        return None
    return _Gutter(left, right, top, bottom, shared + (one.height + other.height) / 2 + min(right - left, 30) / 2)


def _is_column(boxes: Sequence[Box]) -> bool:
    """Tell whether there is enough for a column: two lines, or a box."""
    return len(boxes) > 1 or boxes[0].height > 26


def _rows_of_boxes(things: Sequence[Thing]) -> list[list[Thing]]:
    """Give the rows in which boxes are beside each other, where whole rows can be found; else nothing.

    Text in columns is read down, boxes in rows are read across.
    """
    if not things or not all(isinstance(thing, Region) for thing in things):
        return []
    rows: list[list[Thing]] = []
    for thing in sorted(things, key=lambda thing: thing.box.top):
        bottom = max((other.box.bottom for other in rows[-1]), default=0) if rows else 0
        if rows and thing.box.top < bottom - 3:
            rows[-1].append(thing)
        else:
            rows.append([thing])
    return rows if len(rows) > 1 else []
