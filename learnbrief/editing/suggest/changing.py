"""Attributes of actions changed where they are: in braces, as keys of YAML, or in the cells of a table."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from learnbrief.editing.suggest.additions import Addition
from learnbrief.editing.suggest.edits import Edit, InsertionPoint, edited
from learnbrief.editing.suggest.spots import Obstacle, Parsed, PossiblePoint, find_spots, parse_points
from learnbrief.editing.suggest.yaml_texts import WrittenText
from learnbrief.fields import YamlValue, double_quoted, names
from learnbrief.markup import Line, Paragraph, TableCell, end_of_entry, take_marks_of_blocks
from learnbrief.problems import Place
from learnbrief.schemas.definitions import ACTION_MARKS

NAMES = names(ACTION_MARKS)
"""The attributes that can be changed."""

_NEEDS_NO_QUOTES = re.compile(r"[\w.-]+")
_PLAIN = re.compile(r"[A-Za-z0-9][\w .()&'’/–-]*|https?://[^\s\[\]{},\"'#]+")
"""Characters that YAML always reads as plain text."""
_NOTHING = frozenset({"none", "nil", "null", "n/a"})
_SECTION = frozenset({"heading", "points", "sections"})
_KEY = re.compile(r" *[\"']?\w+[\"']? *: *")
"""What is before a value that has a line to itself."""
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#&~])")


def change_attributes(file: str, content: bytes, wanted: Mapping[Place, Sequence[str]]) -> Addition:
    """Change attributes of points, each written `name=value`; one without a value is taken away."""
    parsed = parse_points(file, content)
    points = {found.at: found for found in parsed.points} if parsed else {}
    edits: list[Edit] = []
    changed: dict[Place, tuple[str, ...]] = {}
    left: list[Obstacle] = []
    spots: Mapping[Place, InsertionPoint | Obstacle] | None = None
    for at, marks in wanted.items():
        found = points.get(at)
        if parsed is None or found is None:
            left.append(Obstacle(at, "its place in the source was not found again"))
            continue
        values = dict(mark.partition("=")[::2] for mark in marks)
        try:
            made, added = _Writer(found, parsed, content.decode().removeprefix("\ufeff").split("\n")).edits(values)
            if added:
                spots = spots or find_spots(file, content, for_attributes=True)
                made.append(_at_spot(at, added, spots))
        except _ObstacleError as fault:
            left.append(Obstacle(at, str(fault)))
        else:
            edits += made
            changed[at] = tuple(marks)
    return Addition(file, edited(content, edits), changed, tuple(left))


class _ObstacleError(Exception):
    """Why a point cannot be changed; the message goes on a sentence that begins "left as it is:"."""


def _at_spot(at: Place, braces: str, spots: Mapping[Place, InsertionPoint | Obstacle]) -> Edit:
    spot = spots.get(at)
    if not isinstance(spot, InsertionPoint):
        raise _ObstacleError(spot.message.replace("a tag", "an attribute") if spot else _LOST)
    return Edit(spot.row, spot.column, spot.column, f" {braces}")


@dataclass(frozen=True, slots=True)
class _Group:
    """A `{…}` of a point, in the text that holds it."""

    row: int
    start: int
    end: int
    entries: tuple[tuple[str, int, int], ...]
    """Each entry's name, and where it begins and ends."""


@dataclass(frozen=True, slots=True)
class _Writer:
    """Changes one point."""

    found: PossiblePoint
    parsed: Parsed
    lines: Sequence[str]
    """Of the file."""

    def edits(self, values: Mapping[str, str]) -> tuple[list[Edit], str]:
        """Give the edits that change attributes, and braces with those for which there is no place yet."""
        left = dict(values)
        groups = list(self._groups())
        in_braces = list(self._in_groups(groups, left))
        edits = [*in_braces, *self._in_keys(left), *self._in_cells(left)]
        added = [_entry(name, value) for name, value in left.items() if value]
        if added and groups and not in_braces:
            edits.append(self._edit_of_group(groups[-1], {}, added))
            added = []
        return edits, self._escaped(f"{{{' '.join(added)}}}") if added else ""

    # In braces

    def _groups(self) -> Iterator[_Group]:
        paragraphs = [
            Paragraph((block.line,)) if isinstance(block, TableCell) else block for block in self.found.blocks
        ]
        _, marks = take_marks_of_blocks(paragraphs, lambda _: True)
        rows = self.found.text.value.split("\n")
        groups: dict[tuple[int, int], list[tuple[str, int, int]]] = {}
        for mark in marks.attributes:
            line = rows[mark.row]
            start = line.rfind("{", 0, mark.column)
            entry = (mark.name, mark.column, end_of_entry(line, mark.column))
            groups.setdefault((mark.row, start), []).append(entry)
        for (row, start), entries in groups.items():
            yield _Group(row, start, rows[row].index("}", entries[-1][2]) + 1, tuple(entries))

    def _in_groups(self, groups: Iterable[_Group], left: dict[str, str]) -> Iterator[Edit]:
        """Change what is in braces already, and put what is new for the point beside it."""
        for group in groups:
            here = {name: left.pop(name) for name, _, _ in group.entries if name in left}
            if here:
                kept = _keys_of(self._written()) & left.keys() | self.found.cells.keys() & left.keys()
                added = [_entry(name, left.pop(name)) for name in [*left] if name not in kept and left[name]]
                yield self._edit_of_group(group, here, added)

    def _edit_of_group(self, group: _Group, values: Mapping[str, str], added: Iterable[str]) -> Edit:
        line = self.found.text.value.split("\n")[group.row]
        text = line[group.start : group.end]
        for name, start, end in sorted(group.entries, key=lambda entry: -entry[1]):
            first, last = start - group.start, end - group.start
            if values.get(name):
                text = text[:first] + _entry(name, values[name]) + text[last:]
            elif name in values:
                before = text[:first].rstrip()
                text = before + (text[last:].lstrip() if before == "{" else text[last:])
        inner = " ".join(filter(None, (text[1:-1].rstrip(), *added)))
        start = group.start
        if not inner.strip():
            start = len(line[:start].rstrip())
        row, column = self._position(group.row, group.start)
        end_row, end = self._position(group.row, group.end - 1)
        if row != end_row:
            raise _ObstacleError(_SEVERAL_LINES)
        column -= group.start - start
        return Edit(row, column, end + 1, self._escaped(f"{{{inner}}}") if inner.strip() else "")

    # As keys

    def _in_keys(self, left: dict[str, str]) -> Iterator[Edit]:
        """Change keys that are beside a point's text, and put new ones below them."""
        written = self._written()
        if written is None or not (keys := _keys_of(written)):
            return
        fields = written.beside
        gone = {name for name in keys if left.get(name) == ""}
        for name in [name for name in NAMES if name in left and name in keys]:
            yield self._edit_of_key(fields[name], left.pop(name), in_brackets=written.in_brackets)
        fields = {name: value for name, value in fields.items() if name not in gone}
        if written.in_brackets:
            return
        likeliest = [*(name for name in reversed(NAMES) if name in fields), "text", *fields]
        row = next((fields[name].node.end_mark.line for name in likeliest if _is_on_a_line(fields[name])), None)
        indent = self._indent_of_keys(fields)
        if row is None or indent is None:
            return
        if new := [f"\n{indent}{name}: {_in_yaml(left.pop(name))}" for name in NAMES if left.get(name)]:
            column = len(self.lines[row].rstrip("\r"))
            yield Edit(row, column, column, "".join(new))

    def _edit_of_key(self, value: YamlValue, new: str, *, in_brackets: bool) -> Edit:
        node = value.node
        if (
            not isinstance(node, yaml.ScalarNode)
            or node.start_mark.line != node.end_mark.line
            or node.style in ("|", ">")
        ):
            raise _ObstacleError("one of its fields stands on several lines. Change that one by hand")
        row, column, end = node.start_mark.line, node.start_mark.column, node.end_mark.column
        line = self.lines[row]
        if not new and _KEY.fullmatch(line[:column]) and not in_brackets and not line[end:].strip():
            return Edit(row, 0, len(line), "", takes_line=True)
        if not new:
            column = len(line[:column].rstrip())
            return Edit(row, column, end, ' ""' if in_brackets else "")
        gap = " " if line[:column].endswith(":") else ""
        return Edit(row, column, end, gap + _in_yaml(new, node.style, in_brackets=in_brackets))

    def _indent_of_keys(self, fields: Mapping[str, YamlValue]) -> str | None:
        """Give the blanks before each key of a point: those before its text, but for the hyphen."""
        row = fields["text"].node.start_mark.line
        match = re.match(r"([ ]*(?:- +)*)(?:text|\"text\"|'text')[ ]*:", self.lines[row])
        return " " * len(match[1]) if match else None

    # In a table

    def _in_cells(self, left: dict[str, str]) -> Iterator[Edit]:
        """Change the cells of a row of a table of actions."""
        for name in [name for name in NAMES if name in left and name in self.found.cells]:
            cell = self.found.cells[name]
            if not cell.text and self.parsed.texts is not None:
                continue
            yield self._edit_of_cell(cell, _MARKDOWN.sub(r"\\\1", left.pop(name)))

    def _edit_of_cell(self, cell: Line, new: str) -> Edit:
        if not cell.text:
            row, column = self._position(cell.row, cell.column)
            return Edit(row, column, column, f"{new} " if new else "")
        row, column = self._position(cell.row, cell.column)
        end_row, end = self._position(cell.row, cell.column + len(cell.text) - 1)
        if row != end_row:
            raise _ObstacleError(_SEVERAL_LINES)
        return Edit(row, column, end + 1, self._escaped(new))

    # Between the text and the file

    def _written(self) -> WrittenText | None:
        return None if self.parsed.texts is None else self.parsed.texts.get(self.found.text.at)

    def _position(self, row: int, column: int) -> tuple[int, int]:
        """Find a visible character of the text in the file."""
        if self.parsed.texts is None:
            place = self.found.text.place(row, column)
            return place.line - 1, place.column - 1
        written = self._written()
        text = self.found.text.value
        position = written.position(text, row, column + 1) if written else None
        letter = text.split("\n")[row][column]
        if position is None or self.lines[position.row][position.column - 1 : position.column] != letter:
            raise _ObstacleError(_LOST)
        return position.row, position.column - 1

    def _escaped(self, text: str) -> str:
        """Write a piece of the point's text as its quotes have it."""
        written = self._written()
        style = written.value.node.style if written and isinstance(written.value.node, yaml.ScalarNode) else None
        if style == '"':
            return double_quoted(text)[1:-1]
        if written and written.is_plain and (": " in text or " #" in text):
            raise _ObstacleError('its text stands without quotes, which the change needs. Put it in "double quotes"')
        return text.replace("'", "''") if style == "'" else text


def _is_on_a_line(value: YamlValue) -> bool:
    """Tell whether a value is on the line of its key alone."""
    node = value.node
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return node.start_mark.line == node.end_mark.line and not is_block


def _keys_of(written: WrittenText | None) -> set[str]:
    """Give the attributes that are keys beside a point's text; none beside a section's."""
    if written is None or _SECTION & written.beside.keys():
        return set()
    return set(written.beside) & {*NAMES, "text"}


def _entry(name: str, value: str) -> str:
    """Write an attribute as it is in braces."""
    if not value or _NEEDS_NO_QUOTES.fullmatch(value):
        return f"{name}={value}"
    for first, last in ('""', "“”", "''"):
        if not set(value) & {first, last, "{", "}"}:
            return f"{name}={first}{value}{last}"
    raise _ObstacleError("what it is to say holds braces or all sorts of quotes. Take them out")


def _in_yaml(value: str, style: str | None = None, *, in_brackets: bool = False) -> str:
    """Write a value as YAML reads it."""
    is_plain = _PLAIN.fullmatch(value) and value.casefold() not in _NOTHING and not value.endswith(" ")
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    if style == '"' or not is_plain or (in_brackets and "," in value):
        return double_quoted(value)
    return value


_LOST = "its place in the source was not found again"
_SEVERAL_LINES = "its attributes stand on several lines. Change them by hand"
