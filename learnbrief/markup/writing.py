"""Blocks to HTML that is not yet safe, remembering where in the source its links and tags are."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate

from learnbrief.markup.definitions import Definitions
from learnbrief.markup.inline import InlineWriter
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
    TableCell,
)
from learnbrief.markup.tables import table_html
from learnbrief.markup.tags import TABLE, blank_tags, names_and_addresses
from learnbrief.model import PassageKind

Spot = tuple[int, int]
"""Row and column, counted from 0."""

Words = tuple[PassageKind, str, tuple[Spot, ...]]
"""The words of a paragraph, heading or cell, with the beginning of each of its lines."""

_BOXES = {"[ ]": "☐", "[x]": "☑", "[X]": "☑"}


class Writing:
    """One piece of a source while it is written."""

    def __init__(self, inline: InlineWriter, definitions: Definitions) -> None:
        self._inline = inline
        self._definitions = definitions
        self._seen: dict[str, deque[Spot]] = {}
        self.first: Spot | None = None
        """Where the first line of it is."""
        self.too_much: list[Spot] = []
        """Where a paragraph begins whose emphasis was left as it is."""
        self.without_note: list[tuple[Spot, str]] = []
        """Where the marks of footnotes are that have no note, with their labels."""
        self.words: list[Words] = []

    def html(self, blocks: Iterable[MarkupBlock]) -> str:
        """Write blocks one below the other."""
        return "\n".join(self._block(block) for block in blocks)

    @property
    def holds_html(self) -> bool:
        """Whether it holds links or tags that its editor wrote."""
        return bool(self._seen)

    def next_spot(self, key: str) -> Spot | None:
        """Give the next place of an address, tag or attribute, each place once; then the beginning."""
        spots = self._seen.get(key)
        return spots.popleft() if spots else self.first

    def _block(self, block: MarkupBlock) -> str:
        match block:
            case Paragraph(lines=lines):
                return f"<p>{self._paragraph(lines)}</p>"
            case Table(lines=lines):
                self._remember(lines[:1], [(0, TABLE)])
                return table_html(lines, lambda cell: self._text([cell], PassageKind.CELL))
            case TableCell(line=line):
                return f"<p>{self._text([line], PassageKind.CELL)}</p>"
            case List():
                return self._list(block)
            case Quote(blocks=blocks):
                return f"<blockquote>\n{self.html(blocks)}\n</blockquote>"
            case Code(lines=lines):
                code = "".join(f"{escape(line.text, quote=False)}\n" for line in lines)
                return f"<pre><code>{code}</code></pre>"
            case RawHtml(lines=lines):
                html = _joined(lines)
                self._remember(lines, ((place, key) for key, place in names_and_addresses(html)))
                self._take_words(PassageKind.RUNNING, blank_tags(html), lines)
                return html
            case Rule():
                return "<hr>"
            case Heading(line=line):
                return f"<p><strong>{self._text([line], PassageKind.HEADING)}</strong></p>"
            case Footnote() | LinkTarget():
                return ""

    def _list(self, block: List) -> str:
        items = "\n".join(self._item(item, loose=block.loose) for item in block.items)
        if block.start is None:
            return f"<ul>\n{items}\n</ul>"
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>\n{items}\n</ol>"

    def _item(self, item: Item, *, loose: bool) -> str:
        parts = []
        for block in item.blocks:
            if isinstance(block, Paragraph) and not loose:
                parts.append(self._paragraph(block.lines))
            else:
                parts.append(self._block(block))
        inside = "\n".join(filter(None, parts))
        return f"<li>{inside}</li>"

    def _paragraph(self, lines: Sequence[Line]) -> str:
        """Write running text, a task's `[ ]` or `[x]` at its beginning shown as a box."""
        first = lines[0]
        box = _BOXES.get(first.text[:3], "") if first.text[3:4] in (" ", "\t") else ""
        return box + self._text([first.cut(3), *lines[1:]] if box else lines)

    def _text(self, lines: Sequence[Line], kind: PassageKind = PassageKind.RUNNING) -> str:
        text = _joined(lines)
        links, footnotes = self._definitions.links, self._definitions.footnotes
        written = self._inline.write(text, links, footnotes, in_table=kind is PassageKind.CELL)
        self._take_words(kind, written.words, lines)
        self._remember(lines, written.seen)
        if written.without_note:
            self.without_note += _with_spots(lines, written.without_note)
        if written.too_much:
            self.too_much.append((lines[0].row, lines[0].column))
        return written.html

    def _take_words(self, kind: PassageKind, words: str, lines: Sequence[Line]) -> None:
        self.words.append((kind, words, tuple((line.row, line.column) for line in lines)))

    def _remember(self, lines: Sequence[Line], seen: Iterable[tuple[int, str]]) -> None:
        if lines and self.first is None:
            self.first = (lines[0].row, lines[0].column)
        for spot, key in _with_spots(lines, seen):
            self._seen.setdefault(key, deque()).append(spot)


def _with_spots(lines: Sequence[Line], seen: Iterable[tuple[int, str]]) -> Iterator[tuple[Spot, str]]:
    """Give row and column of what is somewhere in the text of some lines."""
    starts = list(accumulate((len(line.text) + 1 for line in lines[:-1]), initial=0))
    for offset, key in seen:
        at = bisect_right(starts, offset) - 1
        yield (lines[at].row, lines[at].column + offset - starts[at]), key


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)
