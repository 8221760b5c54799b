"""A text's blocks gone through for lines that look like something they are not read as.

Quotations and footnotes are left alone: the one is how others wrote, and nothing in either is ever a point.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from msgspec import Struct

from learnbrief.markup.lookalikes.entries import Candidate, candidates, entries
from learnbrief.markup.lookalikes.found import IsHeading, Lookalike, LookalikeKind
from learnbrief.markup.lookalikes.headings import (
    begins_small,
    ends_a_sentence,
    has_too_many_marks,
    heading_look,
    is_short_line,
    is_title,
    marks_of_heading,
)
from learnbrief.markup.lookalikes.signs import Sign, SignKind, has_sign_inside, sign_of
from learnbrief.markup.lookalikes.tables import rows_of_tables
from learnbrief.markup.structure import Code, Heading, Item, Line, List, MarkupBlock, Paragraph

_WORDS = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+,? [^\W\d_]{2}")
_OF_CODE = re.compile(r"[{}<>=$`\\]|--\w")
_MOST_WORDS = 6
"""Words of a line that would be reported for them alone; a sentence may hold a heading's words too."""
_LONGEST_FIRST_LINE = 50
"""Letters of a heading's words with the text glued below them; a line that was broken for its length is longer."""


class _Around(Struct, frozen=True):
    """Where some paragraphs are."""

    below: MarkupBlock | None
    """What comes behind them."""
    item: Item | None = None
    """The entry of a list that they belong to."""

    @property
    def column(self) -> int:
        """The column at which the text of the entry is."""
        return self.item.line.column if self.item else 0


def find_lookalikes(
    blocks: Sequence[MarkupBlock], lines: Sequence[str], is_heading: IsHeading, *, is_entry: bool = False
) -> Iterator[Lookalike]:
    """Find what looks like something else among the blocks of a text, whose lines are given as they are written.

    `is_entry` tells that the whole text is one entry of a list, as the text of a point in YAML is.
    """
    yield from _LookalikeSearch(lines, is_heading).among(blocks, Item(Line("", 0, 0), ()) if is_entry else None)


class _LookalikeSearch(Struct, frozen=True):
    lines: Sequence[str]
    is_heading: IsHeading

    def among(self, blocks: Sequence[MarkupBlock], item: Item | None = None) -> Iterator[Lookalike]:
        """Go through blocks that are beside one another."""
        at = 0
        while at < len(blocks):
            block, end = blocks[at], at + 1
            if isinstance(block, Paragraph):
                while end < len(blocks) and isinstance(blocks[end], Paragraph):
                    end += 1
                stretch = [each.lines for each in blocks[at:end] if isinstance(each, Paragraph)]
                around = _Around(blocks[end] if end < len(blocks) else None, item)
                yield from self._in_paragraphs(stretch, around, is_first=at == 0)
            elif isinstance(block, List):
                for each in block.items:
                    yield from self.among(each.blocks, each)
            elif isinstance(block, Heading) and item:
                yield Lookalike(LookalikeKind.HEADING_INSIDE, (block.line,))
            elif isinstance(block, Code) and not block.is_fenced and _is_prose(block.lines):
                yield Lookalike(LookalikeKind.PARAGRAPH, block.lines)
            at = end

    def _bullet(self, item: Item | None) -> str:
        """Give the bullet or number with which an entry begins."""
        if item is None:
            return ""
        written = self.lines[item.line.row] if item.line.row < len(self.lines) else ""
        return written[: item.line.column].split()[-1] if written[: item.line.column].split() else ""

    def _in_paragraphs(
        self, paragraphs: list[tuple[Line, ...]], around: _Around, *, is_first: bool
    ) -> Iterator[Lookalike]:
        is_entry = is_first and around.item is not None
        if is_entry:
            yield from _second_sign(paragraphs[0][0], around)
            yield from _inside_lines([paragraphs[0][0]], ())
            if len(paragraphs) == 1 and len(paragraphs[0]) == 1:
                return
        every = candidates(paragraphs)
        if is_entry:
            every[0] = Candidate(every[0].line, None, begins=True)
        meant = entries(every, self._bullet(around.item))
        found = [every[at] for at in sorted(meant)]
        if found:
            signs = tuple(each.sign for each in found if each.sign)
            is_parted = any(every[at].begins and at not in meant for at in range(min(meant), max(meant)))
            lines = tuple(each.line for each in found)
            yield Lookalike(LookalikeKind.LIST, lines, signs, is_parted=is_parted, inside=around.column)
        listed = {each.line: each.sign for each in found if each.sign}
        taken = set(listed)
        yield from _inside_lines([each.line for each in every[is_entry:]], taken)
        for rows in rows_of_tables([each.line for each in every], taken):
            taken.update(rows)
            yield Lookalike(LookalikeKind.TABLE, rows)
        for at, paragraph in enumerate(paragraphs):
            parts = _parts(paragraph, listed)
            behind = _parts(paragraphs[at + 1], listed)[:1] if at + 1 < len(paragraphs) else []
            for part, below in zip_longest(parts, [*parts[1:], *behind], fillvalue=around.below):
                if isinstance(part, Paragraph):
                    yield from self._headings(part.lines, _Around(below, around.item), listed, taken)

    def _headings(
        self, lines: Sequence[Line], around: _Around, listed: Collection[Line], taken: Collection[Line]
    ) -> Iterator[Lookalike]:
        """Look through some lines, of which the first may be the entry that they are below."""
        for at, line in enumerate(lines):
            if line not in taken:
                yield from self._heading(lines, at, around, is_below_entry=lines[0] in listed)

    def _heading(
        self, lines: Sequence[Line], at: int, around: _Around, *, is_below_entry: bool
    ) -> Iterator[Lookalike]:
        """Give the line if it is meant as a heading; inside an entry of a list only what is not indented can be."""
        line = lines[at]
        if around.item and not line.lazy:
            return
        if marks_of_heading(line.text, self.is_heading):
            yield Lookalike(LookalikeKind.MARKED_HEADING, (line,))
        elif has_too_many_marks(line.text):
            yield Lookalike(LookalikeKind.HEADING, (line,), why="begins with more than six #")
        elif (look := heading_look(line.text, self.is_heading)) and self._is_where_headings_are(lines, at, around):
            yield Lookalike(LookalikeKind.HEADING, (line,), why=look)
        elif around.item or is_below_entry:
            yield from self._below_list(lines, at, around)
        else:
            yield from self._above(lines, at, around)

    def _is_where_headings_are(self, lines: Sequence[Line], at: int, around: _Around) -> bool:
        """Tell whether a line that is set off is where a heading may be, and not in an address or at the end."""
        if around.item:
            return True
        if at == len(lines) - 1 and (at == 0 or ends_a_sentence(lines[at - 1])):
            return around.below is not None and not isinstance(around.below, Heading)
        return at == 0 and self.is_heading(lines[at].text)

    def _below_list(self, lines: Sequence[Line], at: int, around: _Around) -> Iterator[Lookalike]:
        """Give a line directly below a list, which belongs to its last entry as it is."""
        text = lines[at].text.rstrip().removesuffix(":")
        is_end = at == len(lines) - 1
        before = lines[at - 1]
        if is_short_line(text, self.is_heading) and (
            self.is_heading(text) or (is_end and at > 0 and ends_a_sentence(before))
        ):
            yield Lookalike(LookalikeKind.GLUED_HEADING, (lines[at],), why="below", inside=around.column)

    def _above(self, lines: Sequence[Line], at: int, around: _Around) -> Iterator[Lookalike]:
        """Give a short line above a list, or one that carries a heading's words above a text."""
        line, below = lines[at], around.below
        is_end = at == len(lines) - 1 and (at == 0 or ends_a_sentence(lines[at - 1]))
        if is_end and isinstance(below, List):
            if is_short_line(line.text, self.is_heading) and self._heads(line, below):
                yield Lookalike(LookalikeKind.GLUED_HEADING, (line,), why="above")
        elif at == 0 and (why := self._title(lines, below)):
            yield Lookalike(LookalikeKind.HEADING, (line,), why=why)

    def _heads(self, line: Line, below: List) -> bool:
        """Tell whether a line above a list heads it, and does not only lead in to it."""
        first = [block.lines[0] for item in below.items for block in item.blocks[:1] if isinstance(block, Paragraph)]
        return (self.is_heading(line.text) or _is_glued(line, below)) and not begins_small(first)

    def _title(self, lines: Sequence[Line], below: MarkupBlock | None) -> str:
        """Say why the first of some lines, or the only one, reads like the title of what is below it."""
        text = lines[0].text.rstrip().removesuffix(":")
        if not is_short_line(text, self.is_heading):
            return ""
        is_alone = len(lines) == 1 and isinstance(below, Paragraph)
        is_whole = len(lines) > 1 and len(text) <= _LONGEST_FIRST_LINE and lines[1].text[:1].isupper()
        if (is_alone or is_whole) and self.is_heading(text) and len(text.split()) <= _MOST_WORDS:
            return "bears the words of a heading and has no full stop"
        if is_alone and isinstance(below, Paragraph) and is_title(lines[0].text, below.lines):
            return "stands alone without a full stop"
        return ""


def _second_sign(line: Line, around: _Around) -> Iterator[Lookalike]:
    """Find a bullet behind the bullet of an entry."""
    sign = sign_of(line.text)
    if sign and sign.is_sure and sign.kind is SignKind.BULLET:
        yield Lookalike(LookalikeKind.SECOND_SIGN, (line,), (sign,), inside=around.column)


def _inside_lines(lines: Iterable[Line], taken: Collection[Line]) -> Iterator[Lookalike]:
    """Find entries of a list within one line, but for lines that are reported already."""
    for line in lines:
        if line not in taken and has_sign_inside(line.text):
            yield Lookalike(LookalikeKind.INSIDE_LINE, (line,))


def _parts(lines: Sequence[Line], listed: Mapping[Line, Sign]) -> list[Paragraph | List]:
    """Split a paragraph as if its list-like lines were a list; text after an entry is kept with that entry's line."""
    if not listed:
        return [Paragraph(tuple(lines))]
    parts: list[Paragraph | List] = []
    for is_list, group in groupby(lines, lambda line: line in listed):
        part = tuple(group)
        if is_list:
            items = (Item(line, (Paragraph((line.cut(listed[line].width),)),)) for line in part)
            parts.append(List(None, tuple(items), loose=False))
        else:
            above = parts[-1] if parts else None
            entry = (above.items[-1].line,) if isinstance(above, List) else ()
            parts.append(Paragraph((*entry, *part)))
    return parts


def _is_glued(line: Line, below: MarkupBlock) -> bool:
    return isinstance(below, List) and below.items[0].line.row == line.row + 1


def _is_prose(lines: Sequence[Line]) -> bool:
    """Tell words from program code."""
    return any(_WORDS.search(line.text) for line in lines) and not any(_OF_CODE.search(line.text) for line in lines)
