"""A column: a name, what it is for, what its values look like, and where they come from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from learnbrief.cache.values import Value

Schema = dict[str, Any]
"""In the words of JSON Schema."""
Record = dict[str, Any]
"""Plain values by their columns' names."""

Subject = TypeVar("Subject")


class Shape(Value, frozen=True):
    """What a value looks like in JSON, and how it goes into the cells of a table."""

    schema: Mapping[str, Any]
    cells: Callable[[Any], tuple[str, ...]]
    endings: tuple[str, ...] = ("",)
    """What the names of its cells have behind the column's own."""


class Column(Value, Generic[Subject], frozen=True):
    """One value of every record."""

    name: str
    purpose: str
    """A plain sentence."""
    shape: Shape
    value: Callable[[Subject], Any]
    in_table: bool = True
    """Whether it is in the table for spreadsheets, too."""

    @property
    def cell_names(self) -> tuple[str, ...]:
        """Give the names of its cells in a table."""
        return tuple(f"{self.name}{ending}" for ending in self.shape.endings) if self.in_table else ()


class DataTable(Value, Generic[Subject], frozen=True):
    """The columns of a table, with one record for each thing."""

    name: str
    title: str
    purpose: str
    columns: tuple[Column[Subject], ...]

    def record(self, subject: Subject) -> Record:
        """Make the record of one thing."""
        return {column.name: column.value(subject) for column in self.columns}

    @property
    def header(self) -> tuple[str, ...]:
        """Give the names of a row's cells."""
        return tuple(name for column in self.columns for name in column.cell_names)

    def rows(self, subjects: Iterable[Subject]) -> Iterator[list[str]]:
        """Tell of each thing in a row of cells that no spreadsheet takes for formulas."""
        columns = [(column.value, column.shape.cells) for column in self.columns if column.in_table]
        for subject in subjects:
            row: list[str] = []
            for value, cells in columns:
                row += cells(value(subject))
            yield [cell and harmless(cell) for cell in row]

    @property
    def record_schema(self) -> Schema:
        """Give the schema of a record."""
        return {
            "type": "object",
            "properties": {
                column.name: {**column.shape.schema, "description": column.purpose} for column in self.columns
            },
            "required": [column.name for column in self.columns],
        }

    @property
    def row_schema(self) -> Schema:
        """Give the schema of a row, as an object of its cells by their names."""
        cells = {
            name: {"type": "string", "description": column.purpose}
            for column in self.columns
            for name in column.cell_names
        }
        return {"type": "object", "properties": cells, "required": list(cells)}


_FORMULAS = frozenset("=+-@\t\r")
"""What a spreadsheet may take for the beginning of a formula; SPEC 4."""


def harmless(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in _FORMULAS else cell


def _text(value: str | None) -> tuple[str]:
    return (value or "",)


def _number(value: int | None) -> tuple[str]:
    return ("" if value is None else str(value),)


def _yes_or_no(value: bool) -> tuple[str]:
    return ("yes" if value else "no",)


def _list(value: Sequence[str]) -> tuple[str]:
    return ("; ".join(value),)


def _one_or_more(value: str | Sequence[str]) -> tuple[str]:
    return (value,) if isinstance(value, str) else _list(value)


def _span(value: Mapping[str, str] | None) -> tuple[str, str, str]:
    return (value["label"], value["from"], value["to"]) if value else ("", "", "")


_TEXT_SCHEMA: Schema = {"type": "string"}
_DAY_SCHEMA: Schema = {"type": "string", "format": "date"}
_SPAN_SCHEMA: Schema = {
    "type": "object",
    "properties": {"from": _DAY_SCHEMA, "to": _DAY_SCHEMA, "label": _TEXT_SCHEMA},
    "required": ["from", "to", "label"],
    "additionalProperties": False,
}


def _or_nothing(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


TEXT = Shape(_TEXT_SCHEMA, _text)
TEXT_OR_NOTHING = Shape(_or_nothing(_TEXT_SCHEMA), _text)
ADDRESS = Shape({"type": "string", "format": "uri-reference"}, _text)
ADDRESS_OR_NOTHING = Shape(_or_nothing({"type": "string", "format": "uri-reference"}), _text)
DATE_OR_NOTHING = Shape(_or_nothing({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}), _text)
DAY_OR_NOTHING = Shape(_or_nothing(_DAY_SCHEMA), _text)
NUMBER = Shape({"type": "integer", "minimum": 0}, _number)
NUMBER_OR_NOTHING = Shape(_or_nothing({"type": "integer", "minimum": 0}), _number)
YES_OR_NO = Shape({"type": "boolean"}, _yes_or_no)
LIST = Shape({"type": "array", "items": _TEXT_SCHEMA}, _list)
ONE_OR_MORE = Shape({"anyOf": [_TEXT_SCHEMA, {"type": "array", "items": _TEXT_SCHEMA, "minItems": 2}]}, _one_or_more)
SPAN_OR_NOTHING = Shape(_or_nothing(_SPAN_SCHEMA), _span, ("", "_from", "_to"))


def one_of(words: Sequence[str]) -> Shape:
    """Give the shape of one of a few fixed words."""
    return Shape({"enum": list(words)}, _text)


def one_of_or_nothing(words: Sequence[str]) -> Shape:
    """Give the shape of one of a few fixed words, or null."""
    return Shape({"enum": [*words, None]}, _text)
