"""A page as boxes within boxes: a page or a box, with its lines, tables and inner boxes in columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from learnbrief.importing.pdf.lines import TextLine
from learnbrief.importing.pdf.page import Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each with its lines."""

    box: Box
    page: int
    rows: tuple[tuple[tuple[TextLine, ...], ...], ...]
    heads: int = 0
    """How many rows the file itself says to be headings."""


@dataclass(frozen=True, slots=True)
class Region:
    """A page or a box with what stands in it, in the order of reading."""

    box: Box
    page: int
    columns: tuple[tuple["TextLine | Grid | Region", ...], ...]
    is_page: bool = False

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
