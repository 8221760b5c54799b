"""What a Markdown text is made of: lines, and the blocks that they make."""

from msgspec import Struct

from learnbrief.cache.values import Value


class Line(Value, frozen=True):
    """A line of a text with the marks of the blocks around it taken off; there are very many of them."""

    text: str
    row: int
    """Counted from 0 in the whole text."""
    column: int
    """Where its text begins, counted from 0."""
    lazy: bool = False
    """Whether it goes on a container's paragraph although it lacks the container's marks."""

    @property
    def indent(self) -> int:
        """How many spaces it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text.strip()

    def cut(self, width: int) -> "Line":
        """Take characters off its beginning."""
        return Line(self.text[width:], self.row, self.column + width, self.lazy) if width else self


class Heading(Value, frozen=True):
    """A heading, attributes still in its text."""

    level: int
    line: Line


class Paragraph(Value, frozen=True):
    """Running text."""

    lines: tuple[Line, ...]


class Table(Value, frozen=True):
    """A head row, a row of dashes, and rows."""

    lines: tuple[Line, ...]


class TableCell(Value, frozen=True):
    """One cell of a table, taken out of it to be by itself."""

    line: Line

    @property
    def lines(self) -> tuple[Line]:
        """Its only one."""
        return (self.line,)


class Code(Value, frozen=True):
    """Text to be shown letter by letter."""

    lines: tuple[Line, ...]
    is_fenced: bool = True
    """Whether it is between fences; else blanks before it make it code."""


class RawHtml(Value, frozen=True):
    """HTML as its writer gave it, not yet made safe."""

    lines: tuple[Line, ...]


class Rule(Value, frozen=True):
    """A line across the page."""

    line: Line


class Quote(Value, frozen=True):
    """Blocks set off as somebody's words."""

    blocks: tuple["MarkupBlock", ...]


class Item(Value, frozen=True):
    """One entry of a list."""

    line: Line
    """The line it begins on."""
    blocks: tuple["MarkupBlock", ...]


class List(Value, frozen=True):
    """Entries with bullets, or with numbers from a first one on."""

    start: int | None
    items: tuple[Item, ...]
    loose: bool
    """Whether blank lines part its entries."""


class Footnote(Value, frozen=True):
    """The text of a footnote, which a reference elsewhere calls up by its label."""

    label: str
    blocks: tuple["MarkupBlock", ...]
    line: Line
    """The line it begins on."""


class LinkTarget(Struct, frozen=True):
    """The address that `[text][label]` leads to."""

    label: str
    url: str
    title: str
    line: Line


MarkupBlock = Heading | Paragraph | Table | TableCell | Code | RawHtml | Rule | Quote | List | Footnote | LinkTarget


def first_line(block: MarkupBlock) -> Line | None:
    """Give the line that a block begins on; None where nothing is in it."""
    match block:
        case Paragraph(lines) | Table(lines) | Code(lines) | RawHtml(lines):
            return lines[0] if lines else None
        case Quote(blocks) | Footnote(_, blocks):
            return first_line(blocks[0]) if blocks else None
        case List():
            return block.items[0].line
        case Heading() | Rule() | LinkTarget() | TableCell():
            return block.line
