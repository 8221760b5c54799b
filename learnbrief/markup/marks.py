"""Tags and attributes: the words in `#` and `{…}` that are at the end of a heading or a point."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from learnbrief.cache.values import Value
from learnbrief.markup.definitions import walk_blocks
from learnbrief.markup.structure import Line, List, MarkupBlock, Paragraph


class Tag(Value, frozen=True):
    """A word such as `#neglect` at the end of a text."""

    id: str
    row: int
    column: int


class Attribute(Value, frozen=True):
    """One entry of `{…}`: a name with its value; `#my-id` has the name "id", `.box` the name "class"."""

    name: str
    value: str
    row: int
    column: int


class Marks(Value, frozen=True):
    """What was taken off the end of a text."""

    tags: tuple[Tag, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    unreadable: tuple[Attribute, ...] = ()
    """Braces that look like attributes and cannot be read as such; their text is the value."""


NO_MARKS = Marks()

_TAG = re.compile(r"#[A-Za-z0-9][A-Za-z0-9_-]*")
_ENTRY = re.compile(
    r"""\#(?P<id>[^\s{}="'#]+)
      | \.(?P<class>[A-Za-z][\w-]*)
      | (?P<name>[A-Za-z][\w-]*)=
        (?:"(?P<double>[^"{}]*)"|“(?P<curly>[^”{}]*)”|'(?P<single>[^'{}]*)'|(?P<bare>[^\s"'{}]+))
    """,
    re.VERBOSE,
)
_BRACES = re.compile(r"(?<![\\/{$=])\{\s*(?:#(?P<id>[A-Za-z0-9][\w-]*)(?=[\s}])|(?P<name>[a-z_]+)=[^\s{}])[^{}]*\}")
"""Braces that look like attributes, wherever they are."""
_TICKS = re.compile("`+")

IsTag = Callable[[str], bool]
"""Says whether a word behind `#` is a tag; if not it is text."""


def take_marks(lines: Sequence[Line], is_tag: IsTag) -> tuple[tuple[Line, ...], Marks]:
    """Take the tags and attributes off the end of a text, in any order."""
    for line in lines:
        if "#" in line.text or "}" in line.text:
            break
    else:
        return tuple(lines), NO_MARKS
    left = list(lines)
    taken: list[Marks] = []
    end, cut_row = len(left[-1].text) if left else 0, -1
    while left:
        last = left[-1]
        while end and last.text[end - 1].isspace():
            end -= 1
        if not end:
            if len(left) == 1:
                break
            left.pop()
            end = len(left[-1].text)
            continue
        start = _start_of_last_mark(last.text, end)
        found = None if start < 0 else _read_mark(last.text[start:end], last.row, last.column + start, is_tag)
        if found is None:
            break
        taken.append(found)
        end, cut_row = start, last.row
    if not taken:
        return tuple(lines), NO_MARKS
    if cut_row == left[-1].row:
        left[-1] = replace(left[-1], text=left[-1].text[:end].rstrip())
    return tuple(left), _together(reversed(taken))


def take_marks_of_blocks(blocks: Sequence[MarkupBlock], is_tag: IsTag) -> tuple[tuple[MarkupBlock, ...], Marks]:
    """Take the marks off the end of every paragraph, nested lists included; an emptied paragraph goes."""
    left: list[MarkupBlock] = []
    marks: list[Marks] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines, found = take_marks(block.lines, is_tag)
            marks.append(found)
            if found is NO_MARKS:
                left.append(block)
            elif any(not line.is_blank for line in lines):
                left.append(Paragraph(lines))
        elif isinstance(block, List):
            parts = [take_marks_of_blocks(item.blocks, is_tag) for item in block.items]
            items = zip(block.items, parts, strict=True)
            left.append(replace(block, items=tuple(replace(item, blocks=inner) for item, (inner, _) in items)))
            marks += [inner_marks for _, inner_marks in parts]
        else:
            left.append(block)
    return tuple(left), _together(marks)


def may_hold_marks(blocks: Sequence[MarkupBlock]) -> bool:
    """Tell quickly whether a sign of tags or attributes is anywhere in some blocks."""
    for block in walk_blocks(blocks):
        for line in getattr(block, "lines", ()):
            if "#" in line.text or "{" in line.text:
                return True
    return False


def stray_braces(lines: Sequence[Line], known: Sequence[str]) -> Iterator[Attribute]:
    """Find the `{#my-id}` and `{name=…}` that are left in a text, code aside; each is the value of what is given."""
    text = "\n".join(line.text for line in lines) if any("{" in line.text for line in lines) else ""
    found = [braces for braces in _BRACES.finditer(text) if braces["id"] or braces["name"] in known]
    code = _code_in(text) if found and "`" in text else []
    for braces in found:
        at = braces.start()
        if not any(start < at < end for start, end in code):
            before = text[:at]
            line = lines[before.count("\n")]
            yield Attribute("", braces[0].replace("\n", " "), line.row, line.column + at - before.rfind("\n") - 1)


def _code_in(text: str) -> list[tuple[int, int]]:
    """Find from where to where there is code between backticks."""
    spans: list[tuple[int, int]] = []
    following: dict[int, int] = {}
    closing: dict[int, int] = {}
    runs = [(run.start(), run.end()) for run in _TICKS.finditer(text)]
    for start, end in reversed(runs):
        if end - start in following:
            closing[start] = following[end - start]
        following[end - start] = end
    for start, _ in runs:
        is_code = start in closing and text[start - 1 : start] != "\\"
        if is_code and (not spans or start >= spans[-1][1]):
            spans.append((start, closing[start]))
    return spans


def _together(parts: Iterable[Marks]) -> Marks:
    """Put marks into one, in their order."""
    every = [marks for marks in parts if marks is not NO_MARKS]
    if len(every) < 2:
        return every[0] if every else NO_MARKS
    return Marks(
        tuple([tag for marks in every for tag in marks.tags]),
        tuple([attribute for marks in every for attribute in marks.attributes]),
        tuple([braces for marks in every for braces in marks.unreadable]),
    )


def _start_of_last_mark(text: str, end: int) -> int:
    """Find where the last word or the last `{…}` of a text begins, if it is by itself."""
    last_word = text[:end].rsplit(None, 1)[-1]
    start = text.rfind("{", 0, end) if last_word.endswith("}") else end - len(last_word)
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


def end_of_entry(line: str, start: int) -> int:
    """Find where an entry of `{…}` ends that begins at a column."""
    match = _ENTRY.match(line, start)
    return match.end() if match else start
