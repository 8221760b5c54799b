"""How texts are written in a YAML source: from a character of a value back to the character of the file.

Folding, indentation and escapes change a value's blanks and nothing else that a reader sees. So the visible
characters of the value are counted along those of the source.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from learnbrief.editing.suggest.edits import InsertionPoint
from learnbrief.fields import YamlValue, read_yaml
from learnbrief.problems import Place, Text

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.|$)")
_ESCAPED_BLANKS = frozenset(" \tntrvf_NLP")
"""The letters behind a backslash that stand for a blank or a line's end; YAML 1.2, section 5.7."""


@dataclass(frozen=True, slots=True)
class Position:
    """A row and column of the source, both counted from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text of the source."""

    value: YamlValue
    beside: Mapping[str, YamlValue]
    """The fields that are beside it, by name; none beside a text that is an entry of its own."""
    in_brackets: bool
    """Whether it is inside [ ] or { }."""

    @property
    def is_plain(self) -> bool:
        """Whether it has neither quotes nor a block's `|` or `>`."""
        return self._style not in ("'", '"', "|", ">")

    def position(self, text: str, row: int, column: int) -> Position | None:
        """Find where a tag goes that is to be at a row and column of the text.

        Nothing where a plain text goes on below: YAML would take the tag for a comment that ends it.
        """
        offset = sum(len(line) + 1 for line in text.split("\n")[:row]) + column
        position = self._behind(_visible(text[:offset]))
        if position is None or not self.is_plain:
            return position
        end = self._behind(_visible(text))
        return self._behind_blanks(position) if end and position.row == end.row else None

    def end_of_themes(self) -> InsertionPoint | None:
        """Find where the list `themes:` ends; nothing where there is no list."""
        themes = self.beside.get("themes")
        node = themes.node if themes else None
        if not isinstance(node, yaml.SequenceNode):
            return None
        if not node.value:
            return InsertionPoint(node.start_mark.line, node.start_mark.column + 1, "", ", ")
        end = node.value[-1].end_mark
        if node.flow_style:
            return InsertionPoint(end.line, end.column, ", ", ", ")
        entry = f"\n{' ' * node.start_mark.column}- "
        return InsertionPoint(end.line, len(self.value.lines[end.line]), entry, entry)

    @property
    def _style(self) -> str | None:
        node = self.value.node
        return node.style if isinstance(node, yaml.ScalarNode) else None

    def _behind_blanks(self, position: Position) -> Position:
        """Skip characters that look blank but are text to YAML, such as a no-break space at the end of a line."""
        line = self.value.lines[position.row]
        ends_here = not line[position.column :].strip()
        return Position(position.row, len(line.rstrip(" \t"))) if ends_here else position

    def _behind(self, visible: int) -> Position | None:
        """Find the position behind so many visible characters."""
        for position, is_visible in self._characters():
            visible -= is_visible
            if not visible:
                return position
        return None

    def _characters(self) -> Iterator[tuple[Position, bool]]:
        """Go through the source from the text's first character on; give the position behind each."""
        start = self.value.node.start_mark
        row, column = start.line, start.column + (self._style in ("'", '"'))
        if self._style in ("|", ">"):
            row, column = row + 1, 0
        while row < len(self.value.lines):
            line = self.value.lines[row]
            while column < len(line):
                width, is_visible = self._character(line, column)
                column += width
                yield Position(row, column), is_visible
            row, column = row + 1, 0

    def _character(self, line: str, column: int) -> tuple[int, bool]:
        """Measure a character of the source, and tell whether it stands for a visible one."""
        if self._style == "'" and line.startswith("''", column):
            return 2, True
        if self._style == '"' and line[column] == "\\":
            match = _ESCAPE.match(line, column)
            assert match
            return len(match[0]), _is_visible_escape(match[0])
        return 1, not line[column].isspace()


def written_texts(source: Text) -> Mapping[Place, WrittenText]:
    """Find every text of a YAML source by the place that `tagged_text` gives it."""
    whole = read_yaml(source, lambda _: None)
    found = _walk(whole, {}, in_brackets=False) if whole else ()
    return {text.value.tagged_text().at: text for text in found}


def _walk(value: YamlValue, beside: Mapping[str, YamlValue], *, in_brackets: bool) -> Iterator[WrittenText]:
    if isinstance(value.node, yaml.ScalarNode):
        yield WrittenText(value, beside, in_brackets)
        return
    inside = in_brackets or (isinstance(value.node, yaml.CollectionNode) and bool(value.node.flow_style))
    if value.is_mapping:
        fields = {key.value: child for key, child in value.entries("")}
        for name, child in fields.items():
            yield from _walk(child, fields if name == "text" else {}, in_brackets=inside)
    else:
        for child in value.items():
            yield from _walk(child, {}, in_brackets=inside)


def _visible(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _is_visible_escape(escape: str) -> bool:
    if escape[1:2] in ("x", "u", "U"):
        return not chr(int(escape[2:], 16)).isspace()
    return len(escape) == 2 and escape[1] not in _ESCAPED_BLANKS
