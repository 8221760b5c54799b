"""Ruled tables: cells found between lines and the edges of shapes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from learnbrief.importing.pdf.page import Box, DrawnShape, PdfPage, PdfWord

_NEAR = 2.6
"""Points within which two edges are one."""
_THIN = 2.6
_MOST_EDGES = 3_000
_SHORTEST = 6
_MOST_WORDS_OF_A_CELL = 60
_USUAL_WORDS_OF_A_CELL = 32


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight line, level or upright: where it lies, and from where to where."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells that touch each other."""

    boxes: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """What they cover together."""
        return Box.around(self.boxes)

    def rows(self) -> list[list[Box]]:
        """Give the cells by rows, from left to right."""
        rows: list[list[Box]] = []
        for box in sorted(self.boxes, key=lambda box: (box.top, box.left)):
            if rows and abs(rows[-1][0].top - box.top) < 2 * _NEAR:
                rows[-1].append(box)
            else:
                rows.append([box])
        return [sorted(row, key=lambda box: box.left) for row in rows]

    def is_table(self) -> bool:
        """Tell whether it has rows and columns."""
        rows = self.rows()
        return len(rows) >= 2 and sum(len(row) > 1 for row in rows) >= 2


def find_cells(page: PdfPage) -> list[Cells]:
    """Give the cells that the lines of a page make, those that touch each other together."""
    level, upright = _edges(page)
    if len(level) < 2 or len(upright) < 2 or len(level) + len(upright) > _MOST_EDGES:
        return []
    level, upright = _joined(level), _joined(upright)
    return [Cells(tuple(group)) for group in _touching(_cells(level, upright))]


def _edges(page: PdfPage) -> tuple[list[Edge], list[Edge]]:
    level: list[Edge] = []
    upright: list[Edge] = []
    for shape in page.shapes:
        box = shape.box
        if box.height <= _THIN and box.width > _SHORTEST:
            level.append(Edge(box.middle[1], box.left, box.right))
        elif box.width <= _THIN and box.height > _SHORTEST:
            upright.append(Edge(box.middle[0], box.top, box.bottom))
        elif _has_edges(shape, page):
            level += [Edge(box.top, box.left, box.right), Edge(box.bottom, box.left, box.right)]
            upright += [Edge(box.left, box.top, box.bottom), Edge(box.right, box.top, box.bottom)]
    return level, upright


def _has_edges(shape: DrawnShape, page: PdfPage) -> bool:
    box = shape.box
    is_page = box.width > 0.95 * page.width and box.height > 0.9 * page.height
    return box.width > 14 and box.height > 8 and not is_page and max(box.width, box.height) > 40


def _joined(edges: list[Edge]) -> list[Edge]:
    """Make one of edges that lie on one line and touch."""
    made: list[Edge] = []
    places: list[float] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if not places or edge.at - places[-1] > _NEAR:
            places.append(edge.at)
    for edge in sorted(edges, key=lambda edge: (_place(edge.at, places), edge.start)):
        at = _place(edge.at, places)
        last = made[-1] if made else None
        if last and last.at == at and edge.start <= last.end + _NEAR + 1:
            made[-1] = Edge(at, last.start, max(last.end, edge.end))
        else:
            made.append(Edge(at, edge.start, edge.end))
    return made


def _place(at: float, places: Sequence[float]) -> float:
    return min(places, key=lambda place: abs(place - at))


def _cells(level: Sequence[Edge], upright: Sequence[Edge]) -> list[Box]:
    """Give the smallest rectangles whose four sides are edges."""
    tops = sorted({edge.at for edge in level})
    cells: list[Box] = []
    for edge in upright:
        crossing = [top for top in tops if edge.start - _NEAR <= top <= edge.end + _NEAR]
        for at, top in enumerate(crossing):
            cell = _cell_from(edge, top, crossing[at + 1 :], level, upright)
            if cell:
                cells.append(cell)
    return cells


def _cell_from(
    side: Edge, top: float, bottoms: Sequence[float], level: Sequence[Edge], upright: Sequence[Edge]
) -> Box | None:
    rights = sorted(
        {
            edge.at
            for edge in upright
            if edge.at > side.at + _SHORTEST and edge.start - _NEAR <= top < edge.end - _NEAR
        }
    )
    for right in rights:
        if not _runs(level, top, side.at, right):
            return None
        for bottom in bottoms:
            is_closed = _runs(level, bottom, side.at, right) and _runs(upright, right, top, bottom)
            if bottom > top + _SHORTEST and is_closed:
                return Box(side.at, top, right, bottom)
    return None


def _runs(edges: Iterable[Edge], at: float, start: float, end: float) -> bool:
    return any(abs(edge.at - at) < 0.01 and edge.start <= start + _NEAR and edge.end >= end - _NEAR for edge in edges)


def _touching(cells: Sequence[Box]) -> list[list[Box]]:
    groups: list[list[Box]] = []
    for cell in cells:
        met = [group for group in groups if any(_touch(cell, other) for other in group)]
        made = [cell, *(other for group in met for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append(made)
    return groups


def _touch(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > -_NEAR and down > -_NEAR and max(across, down) > _SHORTEST


def is_layout(cells: Sequence[Sequence[PdfWord]]) -> bool:
    """Tell whether a table only arranges long texts beside each other."""
    counts = [len(words) for words in cells if words]
    if not counts:
        return True
    return max(counts) > _MOST_WORDS_OF_A_CELL or sum(counts) / len(counts) > _USUAL_WORDS_OF_A_CELL
