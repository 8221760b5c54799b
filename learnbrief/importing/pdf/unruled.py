"""Tables without lines: those that the file's tags name, and those whose bold heads are beside each other."""

from collections.abc import Sequence
from itertools import pairwise

from learnbrief.importing.pdf.grids import is_layout
from learnbrief.importing.pdf.lines import TextLine, lines_of
from learnbrief.importing.pdf.page import Box, PdfPage, PdfWord
from learnbrief.importing.pdf.region import Grid, cells_in_columns

_FEWEST_COLUMNS = 3
_MOST_HEAD_WORDS = 5
_NEAR = 5
"""Points by which a cell may begin beside its head."""


def tagged_grids(page: PdfPage, words: Sequence[PdfWord]) -> list[tuple[Grid, list[PdfWord]]]:
    """Give the tables that the file itself names, each with its words; those that only arrange text are none."""
    tables: dict[int, list[PdfWord]] = {}
    for word in words:
        if word.tag and word.tag.cell and word.tag.cell[2]:
            tables.setdefault(word.tag.cell[0], []).append(word)
    found = []
    for held in tables.values():
        rows: dict[int, dict[int, list[PdfWord]]] = {}
        for word in held:
            _, row, cell = word.tag.cell if word.tag and word.tag.cell else (0, 0, 0)
            rows.setdefault(row, {}).setdefault(cell, []).append(word)
        cells = [cell for row in rows.values() for cell in row.values()]
        if len(rows) > 1 and max(len(row) for row in rows.values()) > 1 and not is_layout(cells):
            found.append((_grid_of_cells(page, [list(row.values()) for row in rows.values()]), held))
    return found


def _grid_of_cells(page: PdfPage, rows: Sequence[Sequence[Sequence[PdfWord]]]) -> Grid:
    """Put cells into columns by where they begin: empty ones have no words that could tell."""
    placed = [[(min(word.box.left for word in cell), lines_of(cell, page.number)) for cell in row] for row in rows]
    box = Box.around(word.box for row in rows for cell in row for word in cell)
    return Grid(box, page.number, tuple(cells_in_columns(placed)))


def unruled_grid(page: PdfPage, lines: Sequence[TextLine]) -> tuple[Grid, list[TextLine]] | None:
    """Give the first table that bold heads beside each other begin, with the lines that are in it."""
    ordered = sorted(lines, key=lambda line: (line.base, line.box.left))
    for at, line in enumerate(ordered):
        heads = [other for other in ordered[at : at + 12] if abs(other.base - line.base) < 1.5]
        if len(heads) >= _FEWEST_COLUMNS and all(_is_head(head) for head in heads):
            table = _Table(heads)
            table.take(ordered)
            cells = [[word for line in cell for word in line.words] for row in table.rows() for cell in row]
            if len(table.rows()) > 1 and not is_layout(cells):
                taken = [*heads, *table.taken]
                rows = (tuple((head,) for head in heads), *table.rows())
                return Grid(Box.around(each.box for each in taken), page.number, rows, heads=1), taken
    return None


def _is_head(line: TextLine) -> bool:
    return line.is_bold and len(line.words) <= _MOST_HEAD_WORDS and not line.bullet and not line.number


class _Table:
    """A table whose heads are known, while the lines below them are looked at."""

    def __init__(self, heads: Sequence[TextLine]) -> None:
        self._heads = heads
        self._spans = [(head.box.left, head.box.right) for head in heads]
        self.body: list[tuple[TextLine, int]] = []
        """Lines, each with its column; one that was in two columns is two here."""
        self.taken: list[TextLine] = []

    def take(self, ordered: Sequence[TextLine]) -> None:
        """Take the lines below the heads that are under one of them, up to the first that does not."""
        last = self._heads[0].base
        for line in ordered:
            if line.base <= self._heads[0].base + 1.5:
                continue
            parts = [(part, self._column(part)) for part in self._parted(line)]
            placed = [(part, column) for part, column in parts if column is not None]
            is_far = line.base - last > 3.5 * line.size
            if len(placed) < len(parts) or is_far or line.bullet or line.number:
                return
            if line.is_bold and placed[0][1] == 0:
                return
            for part, column in placed:
                left, right = self._spans[column]
                self._spans[column] = min(left, part.box.left), max(right, part.box.right)
            self.body += placed
            self.taken.append(line)
            last = line.base

    def _parted(self, line: TextLine) -> list[TextLine]:
        """Part a line where a word begins at the edge of a column: two cells may be close together."""
        parts: list[list[PdfWord]] = [[]]
        for word in line.words:
            is_apart = parts[-1] and word.box.left - parts[-1][-1].box.right > 0.5 * word.look.size
            if is_apart and any(abs(left - word.box.left) < 2 for left, _ in self._spans):
                parts.append([])
            parts[-1].append(word)
        return [line] if len(parts) == 1 else [TextLine.of(part, line.page) for part in parts]

    def _column(self, line: TextLine) -> int | None:
        """Give the column that a line is in; None where it is in none, or in several."""
        shared = [min(line.box.right, right) - max(line.box.left, left) for left, right in self._spans]
        under = [at for at, width in enumerate(shared) if width > 1]
        begins = [at for at, (left, _) in enumerate(self._spans) if abs(left - line.box.left) < _NEAR]
        found = under or begins
        return found[0] if len(found) == 1 else None

    def rows(self) -> list[tuple[tuple[TextLine, ...], ...]]:
        """Part the lines into rows: at gaps through all columns, else at each line of the first column."""
        bands = self._bands()
        if len(bands) == 1:
            starts = [line.base for line, column in self.body if column == 0]
            bands = [[each for each in self.body if _row_of(each[0], starts) == at] for at in range(len(starts))]
        columns = range(len(self._heads))
        return [tuple(tuple(line for line, of in band if of == column) for column in columns) for band in bands]

    def _bands(self) -> list[list[tuple[TextLine, int]]]:
        bands: list[list[tuple[TextLine, int]]] = []
        bottom = 0.0
        usual = max(self._narrowest_gap(), 0)
        for line, column in sorted(self.body, key=lambda each: each[0].box.top):
            if not bands or line.box.top > bottom + usual + 0.12 * line.size:
                bands.append([])
                bottom = 0.0
            bands[-1].append((line, column))
            bottom = max(bottom, line.box.bottom)
        return bands

    def _narrowest_gap(self) -> float:
        """Give the narrowest gap between lines of one column, which is that between the lines of a cell."""
        columns = [[line for line, of in self.body if of == column] for column in range(len(self._heads))]
        return min(
            (below.box.top - above.box.bottom for lines in columns for above, below in pairwise(lines)), default=0
        )


def _row_of(line: TextLine, starts: Sequence[float]) -> int:
    return max((at for at, start in enumerate(starts) if line.base >= start - 2), default=0)
