"""Tags and attributes: the words in `#` and `{…}` that stand at the end of a heading or a point."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from learnbrief.markup.structure import Line, List, MarkupBlock, Paragraph


@dataclass(frozen=True, slots=True)
class Tag:
    """A word such as `#neglect` at the end of a text."""

    id: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """One entry of `{…}`: a name with its value; `#my-id` has the name "id", `.box` the name "class"."""

    name: str
    value: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What was taken off the end of a text."""

    tags: tuple[Tag, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    unreadable: tuple[Attribute, ...] = ()
    """Braces that look like attributes and cannot be read as such; their text is the value."""

    def __add__(self, other: "Marks") -> "Marks":
        return Marks(
            self.tags + other.tags,
            self.attributes + other.attributes,
            self.unreadable + other.unreadable,
        )


_TAG = re.compile(r"#[A-Za-z0-9][A-Za-z0-9_-]*")
_ENTRY = re.compile(
    r"""\#(?P<id>[^\s{}="'#]+)
      | \.(?P<class>[A-Za-z][\w-]*)
      | (?P<name>[A-Za-z][\w-]*)=
        (?:"(?P<double>[^"{}]*)"|“(?P<curly>[^”{}]*)”|'(?P<single>[^'{}]*)'|(?P<bare>[^\s"'{}]+))
    """,
    re.VERBOSE,
)


IsTag = Callable[[str], bool]
"""Says whether a word behind `#` is a tag; if not it is text."""


def take_marks(lines: Sequence[Line], is_tag: IsTag) -> tuple[tuple[Line, ...], Marks]:
    """Take the tags and attributes off the end of a text, in whatever order they stand there."""
    left = list(lines)
    marks = Marks()
    while left:
        last = left[-1]
        text = last.text.rstrip()
        if not text:
            if len(left) == 1:
                break
            left.pop()
            continue
        start = _start_of_last_mark(text)
        if start < 0:
            break
        found = _read_mark(text[start:], last.row, last.column + start, is_tag)
        if found is None:
            break
        marks = found + marks
        left[-1] = replace(last, text=text[:start].rstrip())
    return (tuple(lines), marks) if marks == Marks() else (tuple(left), marks)


def take_marks_of_blocks(blocks: Sequence[MarkupBlock], is_tag: IsTag) -> tuple[tuple[MarkupBlock, ...], Marks]:
    """Take the marks off the end of every paragraph, nested lists included; an emptied paragraph goes."""
    left: list[MarkupBlock] = []
    marks = Marks()
    for block in blocks:
        if isinstance(block, Paragraph):
            lines, found = take_marks(block.lines, is_tag)
            if any(not line.is_blank for line in lines):
                left.append(Paragraph(lines))
        elif isinstance(block, List):
            parts = [take_marks_of_blocks(item.blocks, is_tag) for item in block.items]
            items = zip(block.items, parts, strict=True)
            left.append(replace(block, items=tuple(replace(item, blocks=inner) for item, (inner, _) in items)))
            found = sum((inner_marks for _, inner_marks in parts), start=Marks())
        else:
            left.append(block)
            found = Marks()
        marks = marks + found
    return tuple(left), marks


def _start_of_last_mark(text: str) -> int:
    """Find where the last word or the last `{…}` of a text begins, if it stands by itself."""
    start = text.rfind("{") if text.endswith("}") else max(text.rfind(" "), text.rfind("\t")) + 1
    return start if start <= 0 or text[start - 1].isspace() else -1


def _read_mark(mark: str, row: int, column: int, is_tag: IsTag) -> Marks | None:
    if _TAG.fullmatch(mark) and is_tag(mark[1:]):
        return Marks(tags=(Tag(mark[1:], row, column),))
    if not mark.startswith("{"):
        return None
    attributes = tuple(_read_entries(mark, row, column))
    if attributes:
        return Marks(attributes=attributes)
    if mark.startswith(("{#", "{.", "{:")) or "=" in mark:
        return Marks(unreadable=(Attribute("", mark, row, column),))
    return None


def _read_entries(braces: str, row: int, column: int) -> list[Attribute]:
    """Read the entries of `{…}`; none unless all of it can be read."""
    inner, at, found = braces[:-1], 1, []
    while at < len(inner):
        if inner[at].isspace():
            at += 1
            continue
        match = _ENTRY.match(inner, at)
        if not match or (match.end() < len(inner) and not inner[match.end()].isspace()):
            return []
        name = match["name"] or ("id" if match["id"] else "class")
        values = (match[group] for group in ("id", "class", "double", "curly", "single", "bare"))
        found.append(Attribute(name, next((value for value in values if value is not None), ""), row, column + at))
        at = match.end()
    return found
