"""A page as boxes within boxes: a page or a box, with its lines, tables and inner boxes in columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from learnbrief.importing.pdf.lines import TextLine
from learnbrief.importing.pdf.page import Box

_NEAR = 5
"""Points by which the cells of a column may begin apart."""


GridRow = tuple[tuple[TextLine, ...], ...]
"""The lines of each cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each with its lines."""

    box: Box
    page: int
    rows: tuple[GridRow, ...]
    heads: int = 0
    """How many rows the file itself says to be headings."""


def cells_in_columns(rows: Sequence[Sequence[tuple[float, Sequence[TextLine]]]]) -> list[GridRow]:
    """Put cells, each given by its left edge and its lines, into columns by where they begin."""
    lefts: list[float] = []
    for left in sorted(left for row in rows for left, _ in row):
        if not lefts or left - lefts[-1] > _NEAR:
            lefts.append(left)
    made = []
    for row in rows:
        filled: list[tuple[TextLine, ...]] = [() for _ in lefts]
        for left, lines in row:
            column = min(range(len(lefts)), key=lambda at: abs(lefts[at] - left))
            filled[column] = (*filled[column], *lines)
        made.append(tuple(filled))
    return made


@dataclass(frozen=True, slots=True)
class Region:
    """A page or a box with what is in it, in the order of reading."""

    box: Box
    page: int
    columns: tuple[tuple["TextLine | Grid | Region", ...], ...]

    def lines(self) -> Sequence[TextLine]:
        """Give all its lines, those of inner boxes too, in the order of reading."""
        found: list[TextLine] = []
        for column in self.columns:
            for thing in column:
                if isinstance(thing, TextLine):
                    found.append(thing)
                elif isinstance(thing, Region):
                    found.extend(thing.lines())
                else:
                    found.extend(line for row in thing.rows for cell in row for line in cell)
        return found
