"""What a table says otherwise than the sources: each change, and each cell that cannot be taken over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from learnbrief.data import harmless
from learnbrief.editing.action_log.dates import Order, UnreadDate, date_of_cell, order_of
from learnbrief.editing.action_log.forms import MOST_ABOVE, name_of_column
from learnbrief.editing.action_log.rows import ADDRESS, CHANGEABLE, TEXT, WITHOUT_VALUE, Row, values_of
from learnbrief.fields import check_web_address
from learnbrief.model import ActionState, Briefing, Held, LearningPoint, Role, parse_date
from learnbrief.pages.points import words_of_point
from learnbrief.personal import search_source, without_exceptions
from learnbrief.problems import FORBIDDEN, Place, Problem, Report, error, no_such, warning
from learnbrief.readers import state_in_words
from learnbrief.settings import Settings

_POINT = re.compile(r"(?:.*?(?:^|/)briefings/)?(?P<slug>[^/#]+)(?:/(?:index\.html)?)?#(?P<id>[^#/]+)")
_LONGEST = 300
"""Letters of an owner."""


@dataclass(frozen=True, slots=True)
class ActionChange:
    """One attribute of an action that a table says otherwise."""

    at: Place
    """Where the action is in its source."""
    words: str
    """What the action says."""
    name: str
    before: str
    after: str
    """As a source writes it; empty where it is taken away."""
    row: int
    """Of the table."""
    why: str = ""
    """Why it changes, where the table does not say so."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a column that can be changed."""

    name: str
    text: str
    at: Place


def changes_in(
    file: str, rows: Sequence[Row], briefings: Sequence[Briefing], settings: Settings, today: date, report: Report
) -> tuple[ActionChange, ...]:
    """Find what a table changes; what it leaves out, rows as well as columns, stays as it is.

    Reports `not-a-table`, `unknown-point`, `repeated-row`, `bad-date`, `unknown-choice`, `bad-url`, `bad-attribute`,
    `as-of-in-future`, `personal-data` and `changed-words`.
    """
    return tuple(_Reader(file, settings, today, report, _points(briefings)).read(rows))


def _points(briefings: Sequence[Briefing]) -> Mapping[tuple[str, str], LearningPoint]:
    """Give the points of briefings by slug and id; an id of today wins over a former one."""
    named = [(briefing.slug, point) for briefing in briefings for point in briefing.points]
    former = {(slug, id_): point for slug, point in named for id_ in point.former_ids}
    return former | {(slug, point.id): point for slug, point in named}


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one table."""

    file: str
    settings: Settings
    today: date
    report: Report
    points: Mapping[tuple[str, str], LearningPoint]

    def read(self, rows: Sequence[Row]) -> Iterator[ActionChange]:
        """Go through the changes, row by row."""
        head = next((at for at, row in enumerate(rows[:MOST_ABOVE]) if ADDRESS in map(name_of_column, row)), None)
        if head is None:
            return
        columns: dict[str, int] = {}
        for column, name in enumerate(map(name_of_column, rows[head])):
            if columns.setdefault(name, column) != column and name in (ADDRESS, *CHANGEABLE):
                message = f'Two columns are called "{name}". Keep one of the two.'
                self.report(error("not-a-table", message, Place(self.file, head + 1, column + 1)))
                return
        named = list(self._named(rows, head, columns))
        order = self._order(named, columns)
        for number, row, point in named:
            self._warn_of_other_text(number, row, point, columns)
            yield from self._changes(number, row, point, columns, order)

    def _named(
        self, rows: Sequence[Row], head: int, columns: Mapping[str, int]
    ) -> Iterator[tuple[int, Row, LearningPoint]]:
        """Give each row with its action."""
        first: dict[Place, int] = {}
        for number, row in enumerate(rows[head + 1 :], head + 2):
            if not any(cell.strip() for cell in row):
                continue
            at = Place(self.file, number, columns[ADDRESS] + 1)
            written = _cell(row, columns[ADDRESS])
            match = _POINT.fullmatch(written)
            point = self.points.get((match["slug"], match["id"])) if match else None
            if point is None or point.role is not Role.ACTIONS:
                what = "an action" if point is None else "an action: its role is another"
                message = f'Row {number}, column "{ADDRESS}": there is no point "{written[:80]}" that is {what}.'
                cure = "Take the row away, or put back the address that the export gave."
                self.report(error("unknown-point", f"{message} {cure}", at))
            elif point.at in first:
                message = f"Row {number} is about the same action as row {first[point.at]}. Keep one of the two."
                self.report(error("repeated-row", message, at))
            else:
                first[point.at] = number
                yield number, row, point

    def _order(self, named: Sequence[tuple[int, Row, LearningPoint]], columns: Mapping[str, int]) -> Order | None:
        cells = (
            (_cell(row, columns[name]), held)
            for _, row, point in named
            for name, held in (("due", point.due), ("as_of", point.as_of))
            if name in columns
        )
        return order_of(cells)

    def _warn_of_other_text(self, number: int, row: Row, point: LearningPoint, columns: Mapping[str, int]) -> None:
        if TEXT not in columns:
            return
        written, said = _cell(row, columns[TEXT]), words_of_point(point)
        if written and not _is_same(written, said):
            message = (
                f'Row {number}, column "{TEXT}", reads otherwise than the briefing. Only {", ".join(CHANGEABLE)} are '
                f"taken over: change the words in {point.at.file}, line {point.at.line}."
            )
            self.report(warning("changed-words", message, Place(self.file, number, columns[TEXT] + 1)))

    def _changes(
        self, number: int, row: Row, point: LearningPoint, columns: Mapping[str, int], order: Order | None
    ) -> Iterator[ActionChange]:
        before = values_of(point)
        after = dict(before)
        for name in CHANGEABLE:
            if name in columns:
                at = Place(self.file, number, columns[name] + 1)
                cell = _Cell(name, _cell(row, columns[name]), at)
                may_stay_empty = name == "as_of" and not cell.text
                if not _is_same(cell.text, before[name]) and not may_stay_empty:
                    read = self._value(cell, point, order)
                    after[name] = before[name] if read is None else read
        why = ""
        if after["state"] != before["state"] and after["as_of"] == before["as_of"]:
            after["as_of"] = self.today.isoformat() if after["state"] else ""
            why = "because the state changes"
        words = words_of_point(point)
        for name in CHANGEABLE:
            if after[name] != before[name]:
                reason = why if name == "as_of" else ""
                yield ActionChange(point.at, words, name, before[name], after[name], number, reason)

    def _value(self, cell: _Cell, point: LearningPoint, order: Order | None) -> str | None:
        """Read a cell as a source has it; None where that cannot be done, which is reported."""
        problems: list[Problem] = []
        where = f'Row {cell.at.line}, column "{cell.name}": '
        if FORBIDDEN.search(cell.text):
            message = "there is a character here that no text may hold. Write the cell anew."
            problems.append(error("bad-attribute", message, cell.at))
        elif cell.text.startswith(WITHOUT_VALUE):
            message = "there is a formula here that has no value. Write what it is to say, or open the table in a "
            message += "spreadsheet, which works it out, and save it."
            problems.append(error("bad-attribute", message, cell.at))
        elif self._is_personal(cell):
            message = "this looks personal, and a published page can never be called back. Name a role or a team."
            problems.append(error("personal-data", message, cell.at))
        value = "" if problems else _VALUES[cell.name](cell, point, order, problems.append)
        if cell.name == "as_of" and isinstance(said := parse_date(value), Held) and said.start > self.today:
            message = (
                f"{said.label} is still to come: nobody can know yet how far the action is then. Say when it was."
            )
            problems.append(error("as-of-in-future", message, cell.at))
        for problem in problems:
            self.report(error(problem.code, where + problem.message, cell.at))
        return None if problems else value

    def _is_personal(self, cell: _Cell) -> bool:
        content = f"{cell.name}: {cell.text}\n".encode("utf-8", "replace")
        return bool(without_exceptions(search_source(self.file, content), self.settings))


def _cell(row: Row, column: int) -> str:
    """Give a cell on one line."""
    return " ".join(row[column].split()) if column < len(row) else ""


def _is_same(cell: str, value: str) -> bool:
    """Tell whether a cell is what a spreadsheet makes of a value, or the value itself."""
    value = " ".join(value.split())
    known = {value, harmless(value), value.removeprefix("'")}
    return cell in known or cell in {each.encode("cp1252", "replace").decode("cp1252") for each in known}


def _without_sign(cell: str) -> str:
    """Take off the one `'` by which spreadsheets say that a cell is text."""
    return cell.removeprefix("'").strip()


def _owner(cell: _Cell, _point: LearningPoint, _order: Order | None, report: Report) -> str:
    owner = _without_sign(cell.text)
    if len(owner) > _LONGEST:
        report(error("bad-attribute", f"who does it takes more than {_LONGEST} letters. Name a team.", cell.at))
    return owner


def _date(cell: _Cell, point: LearningPoint, order: Order | None, report: Report) -> str:
    text = _without_sign(cell.text)
    before: Held | None = point.due if cell.name == "due" else point.as_of
    read: str | UnreadDate = date_of_cell(text, before, order) if text else ""
    if isinstance(read, UnreadDate):
        report(error("bad-date", read.message, cell.at))
        return ""
    return read


def _state(cell: _Cell, _point: LearningPoint, _order: Order | None, report: Report) -> str:
    text = _without_sign(cell.text)
    states = [state.value for state in ActionState]
    read = text if text in states else state_in_words(text)
    if text and not read:
        report(error("unknown-choice", no_such("state", text[:40], states), cell.at))
    return read


def _evidence(cell: _Cell, _point: LearningPoint, _order: Order | None, report: Report) -> str:
    return check_web_address(_without_sign(cell.text), cell.at, report)


_VALUES = {"owner": _owner, "due": _date, "state": _state, "as_of": _date, "evidence": _evidence}
"""How each column is read."""
