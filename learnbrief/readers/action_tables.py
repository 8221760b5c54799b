"""Tables of actions: each row is a learning point, with what its cells say of who, by when and how far."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from learnbrief.fields import is_gap
from learnbrief.markup import Line, MarkupBlock, Table, TableCell, cells_of, sides_of, take_marks
from learnbrief.model import LearningPoint, PointList, PointRow, PointTable, Prose
from learnbrief.problems import Place, Report, error, hint, lines_of, warning
from learnbrief.readers.action_words import ActionColumns, action_columns, state_in_words
from learnbrief.readers.marks import MarkReader
from learnbrief.readers.outline import GivenValue, OutlineList, OutlineProse, OutlineTable
from learnbrief.readers.written_dates import date_in_words

Part = OutlineProse | OutlineList | OutlineTable
Unread = dict[str, list[tuple[Place, str]]]
"""What cells say that was not read, by the attribute that it would be."""
MakePoint = Callable[[Prose, Sequence[GivenValue], Place], LearningPoint]


def with_tables(parts: Iterable[OutlineProse | OutlineList]) -> tuple[Part, ...]:
    """Take the tables of actions out of the prose of a section that holds actions."""
    return tuple(piece for part in parts for piece in (_pieces(part) if isinstance(part, OutlineProse) else (part,)))


def _pieces(part: OutlineProse) -> Iterator[Part]:
    start = 0
    for at, block in enumerate(part.blocks):
        columns = action_columns(block) if isinstance(block, Table) else None
        if columns and isinstance(block, Table) and any(cell.text for cell in what_cells(block, columns)):
            if start < at:
                yield part.piece(start, at)
            yield OutlineTable(block, part.text, part.definitions)
            start = at + 1
    if start < len(part.blocks):
        yield part.piece(start, len(part.blocks))


def what_cells(table: Table, columns: ActionColumns) -> list[Line]:
    """Give the cell of each row that says what is to be done, empty or not."""
    return [_row(line, len(cells_of(table.lines[0])))[columns.what] for line in table.lines[2:]]


def _row(line: Line, width: int) -> list[Line]:
    """Part a row into as many cells as the first row has."""
    cells = cells_of(line)[:width]
    return [*cells, *[Line("", line.row, line.column)] * (width - len(cells))]


class TableReader(Struct, frozen=True):
    """Reads the tables of actions of one briefing."""

    marks: MarkReader
    write: Callable[[Sequence[MarkupBlock], OutlineTable], Prose]
    report: Report

    def read(self, outline: OutlineTable, make_point: MakePoint) -> PointList:
        """Make a point of each row. Reports `row-without-action`, `empty-point`, stray marks and `unread-cell`."""
        lines = outline.table.lines
        columns = action_columns(outline.table)
        assert columns
        head = cells_of(lines[0])
        unread: Unread = {}
        points: list[LearningPoint] = []
        rows: list[PointRow] = []
        for line in lines[2:]:
            cells = _row(line, len(head))
            row, point = self._read_row(cells, columns, outline, make_point, unread)
            rows.append(PointRow(row.cells, len(points) if point else None, row.attributes))
            points += [point] if point else []
        for name, found in unread.items():
            self._report_unread(name, found)
        sides = sides_of(lines[1])
        written_head = tuple(self._cell(cell, outline) for cell in head)
        return PointList(tuple(points), table=PointTable(written_head, tuple(sides), columns.what, tuple(rows)))

    def _read_row(
        self,
        cells: Sequence[Line],
        columns: ActionColumns,
        outline: OutlineTable,
        make_point: MakePoint,
        unread: Unread,
    ) -> tuple[PointRow, LearningPoint | None]:
        what = cells[columns.what]
        at = outline.text.place(what.row, what.column)
        others = tuple(
            Prose() if place == columns.what else self._cell(cell, outline) for place, cell in enumerate(cells)
        )
        self.marks.warn_of_stray_marks([TableCell(cell) for cell in cells if cell is not what], outline.text)
        if not what.text:
            if any(cell.text for cell in cells):
                message = (
                    "This row of a table of actions does not say what is to be done, so it is no learning point. "
                    "Fill in the cell, or write the row as part of the one above."
                )
                self.report(warning("row-without-action", message, at))
            return PointRow(others, None), None
        (line,), marks = take_marks([what], self.marks.is_tag)
        self.marks.warn_of_stray_marks([TableCell(line)], outline.text)
        given = self.marks.given(marks, outline.text)
        body = self._cell(line, outline)
        if not body.text and "<img" not in body.html:
            message = "This row has no text where it is to say what is done. Write it, or remove the row."
            self.report(error("empty-point", message, at))
            return PointRow(others, None), None
        found = tuple(self._attributes_in(cells, others, columns, outline, {mark.name for mark in given}, unread))
        return PointRow(others, None, frozenset(mark.name for mark in found)), make_point(body, (*given, *found), at)

    def _attributes_in(
        self,
        cells: Sequence[Line],
        written: Sequence[Prose],
        columns: ActionColumns,
        outline: OutlineTable,
        given: set[str],
        unread: Unread,
    ) -> Iterator[GivenValue]:
        """Go through what the cells say of an action, as attributes would; an attribute that was given wins."""
        for name, column in (("owner", columns.owner), ("due", columns.due), ("state", columns.state)):
            if column is None or name in given or not (said := written[column].text):
                continue
            at = outline.text.place(cells[column].row, cells[column].column)
            value = said if is_gap(said) else _READ[name](said)
            if value:
                yield GivenValue(name, value, at)
            else:
                unread.setdefault(name, []).append((at, said))

    def _report_unread(self, name: str, found: Sequence[tuple[Place, str]]) -> None:
        """Report `unread-cell` for what the cells of one column say that was not read: once, with all lines."""
        places = [at for at, _ in found]
        said = list(dict.fromkeys(f'"{said[:_LONGEST]}"' for _, said in found))
        words = f"{', '.join(said[:_MOST_NAMED])}{' …' if len(said) > _MOST_NAMED else ''} ({lines_of(places)})"
        self.report(hint("unread-cell", _UNREAD[name].format(words), places[0]))

    def _cell(self, cell: Line, outline: OutlineTable) -> Prose:
        if not cell.text:
            return Prose()
        return self.write([TableCell(cell)], outline)


_READ: dict[str, Callable[[str], str]] = {"owner": str.strip, "due": date_in_words, "state": state_in_words}
"""How each is read from the words of a cell; nothing where they say no such thing."""
_LONGEST, _MOST_NAMED = 40, 5
"""Letters of a cell, and cells, that are named where they were not read."""
_UNREAD = {
    "due": (
        "Not read as a date, so it stands in the table alone: {}. To have an action told as due, write "
        "{{due=2026-03}} at the end of what is to be done."
    ),
    "state": (
        "Not read as a state, so it stands in the table alone: {}. To have an action counted by its state, write "
        "{{state=done}}, or promised, under-way or dropped, at the end of what is to be done."
    ),
}
