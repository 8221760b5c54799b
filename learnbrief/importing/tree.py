"""A document as a tree that knows nothing of the form it came from: what readers make, and the writer takes.

A reader gives what the document says by its own structure, and each paragraph's words, boldness and links. What a
paragraph says by its looks alone (a typed bullet, a short bold line, a table that only arranges boxes) `shape` finds
afterwards, alike for all forms; a reader that knows better, as from sizes of letters, gives a `HEADING` or an `ITEM`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto


class BlockType(StrEnum):
    """What a block is."""

    TITLE = auto()
    """The document's title, marked as such by its writer."""
    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    """An entry of a list. Adjacent entries belong to one list, until a block of another kind is between."""
    TABLE = auto()
    BOX = auto()
    """A text box: its one cell holds what is in it. Adjacent boxes are put in the order of the numbers they begin
    with; a reader that knows where boxes are on a page gives them in the order of reading."""
    PICTURE = auto()
    """Its runs hold the words that describe it, if there are any."""
    BREAK = auto()
    """Where a list ends though nothing is there, such as an empty paragraph or the edge of a box."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the original a block is, as an editor would look for it."""

    page: int | None = None
    """Counted from 1; None where the form has no pages."""
    inside: str = ""
    """What it is in, such as "text box 3" or "table 2"."""

    def __str__(self) -> str:
        """Name the place: "page 2, text box 3"."""
        return ", ".join(filter(None, (f"page {self.page}" if self.page else "", self.inside)))


NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. A line break inside a paragraph is "\\n"; blanks and signs are as the original has them."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    address: str = ""
    """Where a link on these words leads, as the original has it."""
    note: str = ""
    """The id of the footnote that these words, such as "1", refer to."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an entry of a list, a table or a picture."""

    kind: BlockType
    runs: tuple[Run, ...] = ()
    level: int = 0
    """Of a heading, 1 for the outermost. Of an entry, 0 for the outermost list. Headings of a reader that cannot tell
    levels apart are all 1."""
    indent: int = 0
    """How far it is in, in a unit of the reader's own. Typed entries that are further in are nested."""
    sign: str = ""
    """What is printed before an entry and is not among its runs: "•", "2.", "(i)"."""
    cells: tuple[tuple["Cell", ...], ...] = ()
    """Of a table, its rows; of a box, one row of one cell."""
    at: Spot = NOWHERE
    why: str = ""
    """What a block was taken for that the original does not say outright, for the report: "bold line taken for a
    heading". Empty where it says so by its own structure."""

    @property
    def text(self) -> str:
        """Its words without their looks; of a table or box, those of all its cells."""
        if self.cells:
            return "\n".join(block.text for row in self.cells for cell in row for block in cell.blocks)
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: blocks as anywhere else. One that spans columns is given once, and empty ones behind it."""

    blocks: tuple[Block, ...] = ()
    is_heading: bool = False

    @property
    def text(self) -> str:
        """Its words without their looks."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or an endnote."""

    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that readers of the original see and the draft does not hold: a running header, a page number, a menu."""

    words: str
    """As they are in the original, each time they do."""
    why: str
    """What they are, in an editor's words: "running header"."""
    at: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class Unread:
    """What no words could be got from, such as a picture."""

    what: str
    """With its size, if that is known: "a picture, 340 × 120"."""
    at: Spot = NOWHERE
    words: str = ""
    """Words that describe it in the original, which are counted as visible."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader read of one file."""

    file_type: str
    """What it is, in an editor's words: "Word file", "saved page", "text", "PDF"."""
    blocks: tuple[Block, ...]
    visible: str
    """Every word that somebody sees who reads the original, in any order and each as often as it is seen: headers,
    page numbers, notes, boxes and descriptions of pictures included. It is gathered by a way of its own, apart from
    the blocks, because the draft is held to it."""
    title: str = ""
    """A title that is in no block, such as that of a saved page."""
    notes: tuple[Note, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unread: tuple[Unread, ...] = ()
    assumed: tuple[str, ...] = ()
    """What the reader took to be so, each a line for the editor: "boxes put in the order of their numbers"."""
    withheld: tuple[str, ...] = ()
    """What was there and is not taken over, without its words: "3 comments", "the author's name"."""
    pages: int | None = None
    """How many there are, where the form has pages."""
    boxes: int = 0
    """How many boxes hold words."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file cannot be read, and the cure, in one sentence or two, which the editor gets instead of a draft."""

    message: str


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give every block, those in cells of tables behind the table they are in."""
    for block in blocks:
        yield block
        for row in block.cells:
            for cell in row:
                yield from walk(cell.blocks)
