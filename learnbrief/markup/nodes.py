"""Blocks while their lines are still coming in, and what becomes of them once the text has ended."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from learnbrief.markup.brackets import read_definition
from learnbrief.markup.structure import (
    Code,
    Footnote,
    Heading,
    Item,
    Line,
    LinkTarget,
    List,
    MarkupBlock,
    Paragraph,
    Quote,
    RawHtml,
    Rule,
    Table,
)


class NodeKind(Enum):
    """What a block is."""

    TEXT = auto()
    QUOTE = auto()
    LIST = auto()
    ITEM = auto()
    FOOTNOTE = auto()
    PARAGRAPH = auto()
    TABLE = auto()
    INDENTED = auto()
    FENCED = auto()
    HTML = auto()
    HEADING = auto()
    RULE = auto()


class Node(Struct):
    """A block that may still grow."""

    kind: NodeKind
    line: Line
    """Where it begins."""
    children: list["Node"] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    last: int = -1
    """The row of its last own line or mark."""
    width: int = 0
    """How far an item's content is indented, or a fence."""
    mark: str = ""
    """A list's bullet or bracket, a fence, the end of raw HTML, a footnote's label."""
    number: int | None = None
    """A list's first number, or a heading's level."""

    def add(self, line: Line) -> None:
        """Take in a line of its own."""
        self.lines.append(line)
        self.last = line.row


def finished(nodes: Sequence[Node]) -> tuple[MarkupBlock, ...]:
    """Make blocks of nodes that will not grow any more."""
    return tuple([block for node in nodes for block in _blocks(node)])


def _blocks(node: Node) -> Iterator[MarkupBlock]:
    match node.kind:
        case NodeKind.PARAGRAPH:
            targets, left = take_definitions(node.lines)
            yield from targets
            if left:
                yield Paragraph(tuple([line.cut(line.indent) if line.text[0] == " " else line for line in left]))
        case NodeKind.QUOTE:
            yield Quote(finished(node.children))
        case NodeKind.LIST:
            items = [Item(_inside_text(item.line), finished(item.children)) for item in node.children]
            yield List(node.number, tuple(items), _is_loose(node))
        case NodeKind.FOOTNOTE:
            yield Footnote(node.mark, finished(node.children), _inside_text(node.line))
        case NodeKind.HEADING:
            yield Heading(node.number or 1, node.line)
        case NodeKind.RULE:
            yield Rule(node.line)
        case NodeKind.TABLE:
            yield Table(tuple(node.lines))
        case NodeKind.HTML:
            yield RawHtml(tuple(node.lines))
        case NodeKind.INDENTED | NodeKind.FENCED:
            is_fenced = node.kind is NodeKind.FENCED
            yield Code(tuple(node.lines if is_fenced else without_blank_end(node.lines)), is_fenced)


def _inside_text(line: Line) -> Line:
    """Give a line whose column is one of the text, which tabs behind a mark may have moved it out of."""
    return line if line.column >= 0 else replace(line, column=0)


def without_blank_end(lines: Sequence[Line]) -> list[Line]:
    """Leave out blank lines at the end."""
    left = list(lines)
    while left and left[-1].is_blank:
        left.pop()
    return left


def take_definitions(lines: Sequence[Line]) -> tuple[list[LinkTarget], list[Line]]:
    """Take the addresses of links off the beginning of a paragraph."""
    targets: list[LinkTarget] = []
    if not lines or not lines[0].text.lstrip().startswith("["):
        return targets, list(lines)
    text = "\n".join(line.text.strip() for line in lines)
    row = at = 0
    while found := read_definition(text, at):
        targets.append(LinkTarget(found.label, found.url, found.title, lines[row]))
        row += text.count("\n", at, found.end) + 1
        at = found.end + 1
    return targets, list(lines[row:])


def _is_loose(node: Node) -> bool:
    """Tell whether a blank line is between a list's items, or directly between the blocks of one."""
    return _parted(node.children) or any(_parted(item.children) for item in node.children)


def _parted(nodes: Sequence[Node]) -> bool:
    return any(after.line.row - _last_row(before) > 1 for before, after in pairwise(nodes))


def _last_row(node: Node) -> int:
    """Give the last row of a block, blank lines behind it left out."""
    if node.kind is NodeKind.INDENTED:
        return without_blank_end(node.lines)[-1].row
    own = max(node.last, node.line.row)
    return max(own, _last_row(node.children[-1])) if node.children else own
