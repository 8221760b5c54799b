"""Paragraphs, tables and boxes of a part as blocks, in their order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from learnbrief.importing.shape.words import ends_sentence, is_short
from learnbrief.importing.tree import NOWHERE, Block, BlockType, Cell, LeftOut, Run, Spot, Unread
from learnbrief.importing.word.drawings import Drawing, shown_of_choice
from learnbrief.importing.word.markup import down, is_on, value
from learnbrief.importing.word.markup import number as figure
from learnbrief.importing.word.numbering import BULLET, Numbering
from learnbrief.importing.word.runs import ParagraphPart, Reader

_CONTENTS = re.compile(r"(?:toc|table of (?:figures|authorities)|index) ?(?:\d|heading)?")
"""Names of styles of a table of contents."""
_MOST_LEVELS = 9
_LARGER = 6
"""Half points by which a line is larger than others and so taken for a heading."""
_INDENT_STEP = 180
"""Twentieths of a point; indents are compared in such steps, so that a hair's breadth makes no nested list."""


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one part."""

    reader: Reader
    numbering: Numbering
    body_size: int
    """Of most letters in the document, in half points."""
    numbers: list[str] = field(default_factory=list)
    """Numbers that are printed before headings, which are words that readers see."""
    unread: list[Unread] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    boxes: int = 0
    _spot: Spot = NOWHERE

    def blocks(self, element: Element) -> Iterator[Block]:
        """Give the blocks in a body, a cell, a box, a header or a note."""
        for child in element:
            match child.tag:
                case "w:p":
                    yield from self._paragraph(child)
                case "w:tbl":
                    yield self._table(child)
                case "w:del" | "w:moveFrom":
                    self.reader.met.deletions += 1
                case "w:altChunk":
                    self.unread.append(Unread("a part from another document", self._spot))
                case "mc:AlternateContent":
                    shown = shown_of_choice(child)
                    yield from self.blocks(shown) if shown is not None else ()
                case "w:sdt" | "w:sdtContent" | "w:ins" | "w:moveTo" | "w:customXml" | "w:smartTag":
                    yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = paragraph.find("w:pPr")
        styles = self.reader.styles
        style = value(down(properties, "w:pStyle")) or styles.default_paragraph
        pieces = self.reader.pieces(paragraph, style)
        runs = tuple(piece.run for piece in pieces if piece.run)
        text = "".join(run.text for run in runs)
        sign = self._sign(properties, style) if text.strip() else None
        if _CONTENTS.fullmatch(styles.name(style)) and text.strip():
            self.left_out.append(LeftOut(text, "table of contents", self._spot))
            self._note_number(sign)
        elif text.strip():
            yield self._block(runs, pieces, properties, style, sign)
        else:
            yield Block(BlockType.BREAK)
        for piece in pieces:
            if piece.drawn:
                yield from self._drawn(piece.drawn)

    def _block(
        self,
        runs: tuple[Run, ...],
        pieces: Sequence[ParagraphPart],
        properties: Element | None,
        style: str,
        sign: tuple[str, int] | None,
    ) -> Block:
        styles = self.reader.styles
        level = self._heading_level(properties, style)
        if styles.name(style) == "title":
            return Block(BlockType.TITLE, self._numbered(runs, sign), at=self._spot)
        if level:
            return Block(BlockType.HEADING, self._numbered(runs, sign), level=level, at=self._spot)
        if sign:
            return Block(BlockType.ITEM, runs, level=sign[1], sign=sign[0], at=self._spot)
        name = styles.name(style)
        if name.startswith(("list bullet", "list number")):
            depth = int(name[-1]) - 1 if name[-1:].isdecimal() else 0
            return Block(BlockType.ITEM, runs, level=depth, sign=BULLET, at=self._spot)
        block = Block(BlockType.PARAGRAPH, runs, at=self._spot, indent=_indent(properties))
        sizes = [piece.size for piece in pieces if piece.run and piece.run.text.strip() and not piece.run.note]
        is_larger = bool(sizes) and min(sizes) >= self.body_size + _LARGER
        if is_larger and is_short(block.text) and not ends_sentence(block.text):
            return replace(block, kind=BlockType.HEADING, level=0, why="line in larger letters taken for a heading")
        return block

    def _heading_level(self, properties: Element | None, style: str) -> int:
        outline = value(down(properties, "w:outlineLvl"))
        if outline:
            return figure(outline, 9) + 1 if figure(outline, 9) < _MOST_LEVELS else 0
        return self.reader.styles.heading_level(style)

    def _sign(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """Give what Word prints before a paragraph of a list, and how deep it is."""
        number, level = self.reader.styles.numbering(style)
        own = value(down(properties, "w:numPr/w:numId"))
        level = value(down(properties, "w:numPr/w:ilvl")) or ("0" if own else level)
        depth = int(level) if level.isdecimal() and len(level) == 1 else 0
        sign = self.numbering.sign(own or number, depth)
        return (sign, depth) if sign else None

    def _numbered(self, runs: tuple[Run, ...], sign: tuple[str, int] | None) -> tuple[Run, ...]:
        """Put the number that Word prints before a heading among its words."""
        self._note_number(sign)
        return (Run(f"{sign[0]} "), *runs) if sign and sign[0] != BULLET else runs

    def _note_number(self, sign: tuple[str, int] | None) -> None:
        if sign and any(letter.isalnum() for letter in sign[0]):
            self.numbers.append(sign[0])

    def _drawn(self, each: Drawing) -> Iterator[Block]:
        if each.unread:
            self.unread.append(replace(each.unread, at=self._spot))
            if each.unread.words and each.unread.what == "a picture":
                yield Block(BlockType.PICTURE, (Run(each.unread.words),), at=self._spot)
            return
        self.boxes += 1
        before, self._spot = self._spot, Spot(inside=f"text box {self.boxes}")
        if each.box is not None:
            inside = tuple(self.blocks(each.box))
        else:
            inside = tuple(
                Block(BlockType.PARAGRAPH, (Run(line),), at=self._spot) for line in each.lines if line.strip()
            )
        self._spot = before
        if any(block.text.strip() for block in inside):
            yield Block(BlockType.BOX, cells=((Cell(inside),),), at=Spot(inside=f"text box {self.boxes}"))

    def _table(self, table: Element) -> Block:
        made: list[tuple[Cell, ...]] = []
        for row in _children(table, "w:tr"):
            if down(row, "w:trPr/w:del") is not None:
                self.reader.met.deletions += 1
                continue
            is_heading = is_on(down(row, "w:trPr/w:tblHeader"))
            cells: list[Cell] = []
            for cell in _children(row, "w:tc"):
                span = value(down(cell, "w:tcPr/w:gridSpan"))
                cells.append(Cell(tuple(self.blocks(cell)), is_heading=is_heading))
                cells += [Cell()] * (min(figure(span, 1), 40) - 1)
            made.append(tuple(cells))
        return Block(BlockType.TABLE, cells=tuple(made), at=self._spot)


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Give the rows of a table, or the cells of a row, those in wrappers too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml"):
            yield from _children(child, tag)


def _indent(properties: Element | None) -> int:
    found = down(properties, "w:ind")
    whole, first = value(found, "w:left") or value(found, "w:start"), value(found, "w:hanging")
    return max(0, figure(whole) - figure(first)) // _INDENT_STEP


def usual_size(root: Element, reader: Reader) -> int:
    """Give the size of most letters in a part, in half points."""
    letters: Counter[int] = Counter()
    for paragraph in root.iter("w:p"):
        style = value(down(paragraph, "w:pPr/w:pStyle"))
        size = reader.styles.size(style or reader.styles.default_paragraph) or reader.styles.default_size
        for run in paragraph.findall("w:r"):
            own = value(down(run, "w:rPr/w:sz"))
            length = sum(len(text.text or "") for text in run.findall("w:t"))
            letters[figure(own, size)] += length
    return letters.most_common(1)[0][0] if letters else reader.styles.default_size
