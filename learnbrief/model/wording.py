"""What an editor wrote, with its places: for checks alone. Pages see the finished prose."""

from bisect import bisect_right
from collections.abc import Iterable
from enum import Enum, auto
from operator import itemgetter

from learnbrief.cache.values import Value
from learnbrief.problems import Place, Text


class PassageKind(Enum):
    """Where a passage is."""

    RUNNING = auto()
    HEADING = auto()
    CELL = auto()


class Passage(Value, frozen=True):
    """The words of one paragraph, heading or cell, each letter where its source has it."""

    words: str
    """Its lines. What is no word to a reader is left blank: marks, code, tags, the address behind a link."""
    kind: PassageKind
    lines: tuple[tuple[int, int, int], ...]
    """Where each line begins: in the words, and as row and column of the text, counted from 0."""
    text: Text

    @classmethod
    def of(cls, words: str, kind: PassageKind, starts: Iterable[tuple[int, int]], text: Text) -> "Passage":
        """Make a passage of its words and the row and column at which each of its lines begins."""
        lines = []
        at = 0
        for line, (row, column) in zip(words.split("\n"), starts, strict=False):
            lines.append((at, row, column))
            at += len(line) + 1
        return cls(words, kind, tuple(lines), text)

    def place(self, at: int) -> Place:
        """Find the place of a letter of the words, counted from 0."""
        beginning, row, column = self.lines[bisect_right(self.lines, at, key=itemgetter(0)) - 1]
        return self.text.place(row, column + at - beginning)


class WrittenLink(Value, frozen=True):
    """A link as it was written."""

    words: str
    url: str
    at: Place


class WrittenPicture(Value, frozen=True):
    """A picture as it was written."""

    description: str
    at: Place


class WrittenTable(Value, frozen=True):
    """A table as it was written."""

    has_headers: bool
    at: Place


class WrittenHeading(Value, frozen=True):
    """A heading of a Markdown text."""

    level: int
    at: Place


class BlockKind(Enum):
    """What a block that is no learning point looks like."""

    PARAGRAPH = auto()
    LIST = auto()
    TABLE = auto()
    QUOTATION = auto()
    CODE = auto()
    HTML = auto()


class WrittenBlock(Value, frozen=True):
    """A paragraph, list or the like that is in a section and is no learning point."""

    kind: BlockKind
    at: Place


class Wording(Value, frozen=True):
    """Everything in a piece of prose that a check may look at, in the order in which it was written."""

    passages: tuple[Passage, ...] = ()
    links: tuple[WrittenLink, ...] = ()
    pictures: tuple[WrittenPicture, ...] = ()
    tables: tuple[WrittenTable, ...] = ()
    headings: tuple[WrittenHeading, ...] = ()
    blocks: tuple[WrittenBlock, ...] = ()
    """Those of a section's text; what is inside a learning point is not listed apart."""


def together(parts: Iterable[Wording]) -> Wording:
    """Put the wording of several pieces into one."""
    every = list(parts)
    return Wording(
        passages=tuple(passage for part in every for passage in part.passages),
        links=tuple(link for part in every for link in part.links),
        pictures=tuple(picture for part in every for picture in part.pictures),
        tables=tuple(table for part in every for table in part.tables),
        headings=tuple(heading for part in every for heading in part.headings),
        blocks=tuple(block for part in every for block in part.blocks),
    )
