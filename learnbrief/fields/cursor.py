"""Values and fields: what a reader asks of a YAML source, each answer with its line and column."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

import yaml
from msgspec import Struct

from learnbrief.cache.pattern import pattern
from learnbrief.fields.definition import Definition, names
from learnbrief.fields.gaps import is_gap
from learnbrief.fields.unknown import hint_for
from learnbrief.problems import Place, Report, Text, error, no_such, without_invisible

Choice = TypeVar("Choice", bound=StrEnum)

_NONE = frozenset({"none", "nil", "null", "~", "n/a", "-"})
"""Words for an empty list."""
_CUT = re.compile(r"[ \t]+#")
_TAGS = pattern(r"((?:[ \t]+(?:#[^\s#{}]+|\{[^{}]*\}))+)[ \t]*(?:[ \t]#(?:[ \t].*)?)?$")
_COMMENT = pattern(r"[ \t]+#(?:[ \t].*)?$")


class YamlValue(Struct, frozen=True):
    """One node of a YAML source, not yet read as anything."""

    node: yaml.Node
    source: Text
    lines: Sequence[str]
    report: Report
    may_wait: bool = False
    """Whether `FILL IN` may stand for a value, which then reads as not given."""

    @property
    def at(self) -> Place:
        """Where the value begins."""
        return self._place(self.node.start_mark)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written, as in `title:`, `title: ""` or `topics: []`."""
        return not isinstance(self.node, yaml.MappingNode) and not self.node.value and not self._cut_off()

    @property
    def is_gap(self) -> bool:
        """Whether the value is yet to be filled in."""
        return self.may_wait and isinstance(self.node, yaml.ScalarNode) and is_gap(self.node.value)

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Whether the value is a set of fields."""
        return isinstance(self.node, yaml.MappingNode)

    def is_text(self) -> bool:
        """Tell whether the value is text; reports `wrong-type` where it is not."""
        if not isinstance(self.node, yaml.ScalarNode):
            self._wrong_type("Text is expected here, not a list or fields.")
        return isinstance(self.node, yaml.ScalarNode)

    def fields(self, what: str, known: Sequence[Definition]) -> "Fields | None":
        """Read the value as the fields that are defined.

        Reports `wrong-type`, `unknown-field`, `duplicate-key`, and `missing-field` for each that must be there.
        """
        if not isinstance(self.node, yaml.MappingNode):
            self._wrong_type(f'{what} is written as fields, each on a line of its own: "name: value".')
            return None
        fields = Fields(
            self, dict(self._named(what, names(known))), {definition.name: definition for definition in known}
        )
        for definition in known:
            if definition.is_required:
                fields.require(definition.name)
        return fields

    def entries(self, what: str) -> list[tuple[Text, "YamlValue"]]:
        """Read the value as a mapping with names of the editor's own; reports `wrong-type`, `duplicate-key`."""
        if self.is_empty:
            return []
        if not isinstance(self.node, yaml.MappingNode):
            self._wrong_type(f'{what} is written as entries, each "name: value".')
            return []
        return list(self._pairs())

    def items(self) -> list["YamlValue"]:
        """Read the value as a list; a single value counts as a list of one, and the word "none" as an empty one."""
        if self.is_empty or self.says_none:
            return []
        if isinstance(self.node, yaml.SequenceNode):
            return [self._child(node) for node in self.node.value]
        return [self]

    def gaps(self) -> Iterator["YamlValue"]:
        """Find all that is yet to be filled in, here and inside."""
        if self.is_gap:
            yield self
        inside = [pair[1] for pair in self.node.value] if self.is_mapping else self.node.value if self.is_list else ()
        for node in inside:
            yield from self._child(node).gaps()

    def text(self) -> str:
        """Read the value as text on one line or several; reports `wrong-type` and `cut-at-hash`."""
        return self.located_text().value

    def located_text(self) -> Text:
        """Read the value as text that knows its places; reports `wrong-type` and `cut-at-hash`."""
        if not self.is_text():
            return Text("", self.at)
        assert isinstance(self.node, yaml.ScalarNode)
        cut = self._cut_off()
        if cut and not _COMMENT.fullmatch(cut):
            self.report(error("cut-at-hash", self._cut_message(cut.strip()[:30]), self._end()))
        return self._scalar(self.node)

    def tagged_text(self) -> Text:
        """Read the value as text that may end in `#tags` and `{attributes}`, which YAML takes for a comment.

        Reports `wrong-type`, and `cut-at-hash` where more than tags would be lost.
        """
        cut = self._cut_off()
        if not cut or _COMMENT.fullmatch(cut) or not isinstance(self.node, yaml.ScalarNode):
            return self.located_text()
        tags = _TAGS.fullmatch(cut)
        if not tags:
            return self.located_text()
        text = self._scalar(self.node)
        raw = (text.folded + tags[1]) if text.folded else ""
        return Text(text.value + tags[1], text.at, text.indent, raw)

    def choice(self, what: str, choices: type[Choice]) -> Choice | None:
        """Read the value as one of a few words; reports `unknown-choice`."""
        written = self.text()
        if not written:
            return None  # said already
        if written in [choice.value for choice in choices]:
            return choices(written)
        message = no_such(what, written, [choice.value for choice in choices])
        self.report(error("unknown-choice", message, self.at))
        return None

    def whole_number(self) -> int | None:
        """Read the value as a whole number of zero or more; reports `wrong-type`."""
        written = self.text()
        if re.fullmatch(r"[0-9]{1,9}", written):
            return int(written)
        if written:
            self._wrong_type(f'"{written}" is not a whole number.')
        return None

    @property
    def says_none(self) -> bool:
        """Whether a word is here that says that there is nothing, such as `none` or `n/a`, without quotes."""
        is_word = isinstance(self.node, yaml.ScalarNode) and self.node.style in (None, "")
        return is_word and self.node.value.casefold() in _NONE

    def _wrong_type(self, message: str) -> None:
        self.report(error("wrong-type", message, self.at))

    def _child(self, node: yaml.Node) -> "YamlValue":
        return YamlValue(node, self.source, self.lines, self.report, self.may_wait)

    def _pairs(self) -> Iterator[tuple[Text, "YamlValue"]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in self.node.value:
            if not self._child(key_node).is_text():
                continue
            key = self._child(key_node).located_text()
            if key.value in seen:
                message = f'"{key.value}" was given already in line {seen[key.value].line}. Keep one of the two.'
                self.report(error("duplicate-key", message, key.at))
                continue
            seen[key.value] = key.at
            yield key, self._child(value_node)

    def _named(self, what: str, known: Sequence[str]) -> Iterator[tuple[str, "YamlValue"]]:
        pairs = list(self._pairs())
        given = [key.value for key, _ in pairs]
        for key, value in pairs:
            if key.value in known:
                yield key.value, value
            else:
                message = f'{what} has no field "{key.value}". {hint_for(key.value, given, known)}'
                self.report(error("unknown-field", message.rstrip(), key.at))

    def _cut_message(self, cut: str) -> str:
        if self.node.value == "":
            name = cut.split()[0].strip("#,")
            return (
                f'To YAML, a comment begins at "{cut}", so nothing is given here. Name a theme without its #: '
                f'"{name}". Any other text that begins with # stands in "double quotes".'
            )
        return (
            f'YAML ignores everything from "{cut}" on, because of the " #" before it. '
            'Put the whole value in "double quotes".'
        )

    def _place(self, mark: yaml.Mark) -> Place:
        return self.source.place(mark.line, mark.column)

    def _end(self) -> Place:
        cut = self._cut_off()
        blank = len(cut) - len(cut.lstrip())
        return self.source.place(self.node.end_mark.line, self.node.end_mark.column + blank)

    def _cut_off(self) -> str:
        """Give what is behind an unquoted value in its line, if YAML took it for a comment."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.style not in (None, ""):
            return ""
        end = self.node.end_mark
        rest = without_invisible(self.lines[end.line][end.column :]) if end.line < len(self.lines) else ""
        if self.node.value == "" and end.column > 0:
            rest = rest if rest.startswith((" ", "\t")) else f" {rest}"
        return rest if _CUT.match(rest) else ""

    def _scalar(self, node: yaml.ScalarNode) -> Text:
        start, end = node.start_mark, node.end_mark
        if node.style in ("|", ">"):
            return self._block_scalar(node)
        quotes = 1 if node.style in ("'", '"') else 0
        if start.line == end.line:
            return Text(without_invisible(node.value), self.source.place(start.line, start.column + quotes))
        raw = "\n".join([self.lines[start.line][start.column :], *self.lines[start.line + 1 : end.line + 1]])
        return Text(without_invisible(node.value), self._place(start), folded=raw)

    def _block_scalar(self, node: yaml.ScalarNode) -> Text:
        first = node.start_mark.line + 1
        body = self.lines[first : max(first, node.end_mark.line + 1)]
        indent = next((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), 0)
        place = self.source.place(first, indent)
        if node.style == ">":
            return Text(without_invisible(node.value), Place(place.file, place.line, 1), folded="\n".join(body))
        return Text(without_invisible(node.value), place, indent)


class Fields(Struct, frozen=True):
    """Named values, each read by the type that its field wants."""

    whole: YamlValue
    values: dict[str, YamlValue]
    known: dict[str, Definition]
    """Every field that is allowed. Asking for another is a bug and raises KeyError."""

    def written(self, name: str) -> YamlValue | None:
        """Give a field's value, also one that is yet to be filled in; None where it is absent or empty."""
        value = self.values.get(self.known[name].name)
        return None if value is None or value.is_empty else value

    def get(self, name: str) -> YamlValue | None:
        """Give a field's value, or None where it is absent, empty or yet to be filled in."""
        value = self.written(name)
        return None if value is None or value.is_gap else value

    def require(self, name: str) -> None:
        """Report `missing-field`, with an example as the cure, where a field is absent or empty."""
        if self.written(name) is None and not self._is_answered_with_none(name):
            example = self.known[name].example
            at = self.values[name].at if name in self.values else self.whole.at
            self.whole.report(
                error("missing-field", f'The field "{name}" is missing. Add a line such as: {name}: {example}', at)
            )

    def _is_answered_with_none(self, name: str) -> bool:
        value = self.values.get(name)
        return self.known[name].can_be_empty and value is not None and (value.is_list or value.says_none)

    def inside(self, name: str) -> "Fields | None":
        """Read an optional field as the fields that are defined inside it; reports what `Value.fields` reports."""
        value = self.get(name)
        return value.fields(name, self.known[name].parts) if value else None

    def place(self, name: str) -> Place:
        """Tell where a field's value is, or where the fields begin."""
        value = self.values.get(name)
        return value.at if value else self.whole.at

    def text(self, name: str) -> str:
        """Give an optional field's text, or nothing."""
        value = self.get(name)
        return value.text() if value else ""

    def choice(self, name: str, what: str, choices: type[Choice]) -> Choice | None:
        """Give an optional field's word, one of a few, or None; reports `unknown-choice`."""
        value = self.get(name)
        return value.choice(what, choices) if value else None

    def items(self, name: str) -> list[YamlValue]:
        """Give an optional field's list, or an empty one; what of it is yet to be filled in is left out."""
        value = self.get(name)
        return [item for item in value.items() if not item.is_gap] if value else []
