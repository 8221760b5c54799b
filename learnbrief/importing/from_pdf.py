"""PDF read as a document. How a page's words become headings, entries and tables is the work of `pdf`."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from learnbrief.importing.pdf import (
    PdfPage,
    PdfPicture,
    PdfReading,
    PdfWord,
    Piece,
    PieceKind,
    UnreadablePdfError,
    read,
    read_pages,
)
from learnbrief.importing.pdf.lines import spaced
from learnbrief.importing.pdf.pieces import texts_of
from learnbrief.importing.shape.lists import is_written_as_number
from learnbrief.importing.tree import Block, BlockType, Cell, Document, LeftOut, Note, Refusal, Run, Spot, Unread

_START = b"%PDF-"
_SEARCHED = 1024
"""Bytes at the beginning in which the mark of a PDF is."""
_UNMAPPED = 0.1
"""The share of letters above which a file that does not say what its letters are cannot be read."""
_TURNED_ROUND = 0.2
"""The share of letters of scripts that run from right to left above which nothing is read."""
_FEWEST = 20
"""Letters of a file that is more than pictures."""
_SMALLEST_PICTURE = 40
"""Points of a side: what is smaller is an ornament."""

_KINDS = {
    PieceKind.TITLE: BlockType.TITLE,
    PieceKind.HEADING: BlockType.HEADING,
    PieceKind.ITEM: BlockType.ITEM,
    PieceKind.TEXT: BlockType.PARAGRAPH,
    PieceKind.NOTE: BlockType.PARAGRAPH,
}


def read_pdf(content: bytes) -> Document | Refusal:
    """Read a PDF, or say why it cannot be read and what to do."""
    if _START not in content[:_SEARCHED]:
        return Refusal("it is no PDF, whatever its name says. Open it, and save or export it as one.")
    try:
        pages = read_pages(content)
    except UnreadablePdfError as fault:
        return Refusal(f"it {fault}")
    refusal = _refusal(pages)
    return refusal or _document(pages, read(pages))


def _refusal(pages: Sequence[PdfPage]) -> Refusal | None:
    letters = sum(page.letters for page in pages)
    if sum(page.unmapped for page in pages) > _UNMAPPED * max(letters, 1):
        return Refusal(
            "its fonts do not say which letters they show, so that nothing in it can be read. Ask for the Word file, "
            "or have the text recognised first."
        )
    text = "".join(word.text for page in pages for word in page.words)
    if len(text) < _FEWEST:
        has_pictures = any(page.pictures for page in pages)
        what = "it holds only pictures" if has_pictures else "it holds no text"
        return Refusal(f"{what}. Ask for the Word file, or have the text recognised first.")
    letters_only = [letter for letter in text if letter.isalpha()]
    turned = sum(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters_only)
    if turned > _TURNED_ROUND * max(len(letters_only), 1):
        return Refusal("its text runs from right to left, which is not read. Ask for an English text of it.")
    return None


def _document(pages: Sequence[PdfPage], reading: PdfReading) -> Document:
    maker = _Maker(reading)
    blocks, notes = tuple(maker.blocks()), tuple(maker.notes())
    pictures = [(page, picture) for page in pages for picture in page.pictures if _is_seen(picture, page)]
    return Document(
        file_type="PDF",
        blocks=blocks,
        notes=notes,
        visible=_visible(pages, pictures, maker),
        left_out=(
            *(LeftOut(each.text, each.why, Spot(each.page)) for each in reading.running),
            *_letters_left_out(maker.signs),
            *(
                LeftOut(" ".join(page.turned), "text set upright or aslant", Spot(page.number))
                for page in pages
                if page.turned
            ),
        ),
        unread=(
            *(
                Unread(f"a picture, {each.box.width:.0f} × {each.box.height:.0f}", Spot(page.number), each.words)
                for page, each in pictures
            ),
            *(Unread("a page without any words", Spot(page.number)) for page in pages if not page.words),
        ),
        assumed=tuple(_assumed(pages, reading, maker.joined)),
        withheld=_withheld(pages),
        pages=len(pages),
        boxes=reading.boxes,
    )


class _Maker:
    """Makes blocks of pieces, and remembers the words that it joined and the footnotes that it found."""

    def __init__(self, reading: PdfReading) -> None:
        self._reading = reading
        self.joined: list[tuple[str, str, str]] = []
        self.signs: list[tuple[str, int]] = []
        """Numbers and letters before entries, with their pages."""
        marks = [piece.lines[0].mark for piece in reading.pieces if piece.kind is PieceKind.NOTE]
        count_on = marks == [str(number) for number in range(1, len(marks) + 1)]
        self._notes = frozenset(marks) if count_on else frozenset()
        """Marks of footnotes; none where they do not count through the whole document, as the draft's will."""

    def blocks(self) -> Iterator[Block]:
        """Make all blocks but for footnotes."""
        region = 0
        for piece in self._reading.pieces:
            if piece.region != region:
                yield Block(BlockType.BREAK)
                region = piece.region
            if piece.grid:
                yield self._table(piece)
            elif piece.kind is not PieceKind.NOTE or not self._notes:
                yield self._block(piece)

    def notes(self) -> Iterator[Note]:
        """Make the footnotes."""
        for piece in self._reading.pieces:
            if piece.kind is PieceKind.NOTE and self._notes:
                runs = self._runs(piece)
                yield Note(piece.lines[0].mark, (Block(BlockType.PARAGRAPH, runs, at=Spot(piece.page)),))

    def _block(self, piece: Piece, *, in_cell: bool = False) -> Block:
        kind = _KINDS[piece.kind]
        sign = piece.sign if kind is BlockType.ITEM else ""
        if any(map(str.isalnum, sign)):
            self.signs.append((sign, piece.page))
        return Block(
            kind, self._runs(piece, in_cell=in_cell), piece.level, 0, sign, at=Spot(piece.page), why=piece.why
        )

    def _table(self, piece: Piece) -> Block:
        assert piece.grid
        rows = []
        for at, row in enumerate(piece.grid.rows):
            cells = ([self._block(inner, in_cell=True) for inner in texts_of(lines, piece.region)] for lines in row)
            rows.append(tuple(Cell(tuple(blocks), is_heading=at < piece.grid.heads) for blocks in cells))
        return Block(BlockType.TABLE, cells=tuple(rows), at=Spot(piece.page))

    def _runs(self, piece: Piece, *, in_cell: bool = False) -> tuple[Run, ...]:
        """Give the words of a piece with their looks; what all of it has is no emphasis."""
        texts = list(self._texts(piece))
        if piece.numbering and piece.kind is PieceKind.ITEM:
            texts = _without_sign(texts, piece.sign)
        elif piece.kind is PieceKind.NOTE and self._notes:
            texts = _without_sign(texts, piece.lines[0].mark)
        is_heading = piece.kind in (PieceKind.HEADING, PieceKind.TITLE)
        is_all_bold = all(word.look.is_bold for _, word in texts) and (in_cell or piece.kind is PieceKind.ITEM)
        is_all_italic = all(word.look.is_italic for _, word in texts)
        runs: list[Run] = [Run(f"{piece.number} ")] if piece.number else []
        for at, (text, word) in enumerate(texts):
            is_bold = word.look.is_bold and not (is_heading or is_all_bold)
            is_italic = word.look.is_italic and not is_heading and not is_all_italic
            note = text.strip() if text.strip() in self._notes and at and _is_raised(word, texts[at - 1][1]) else ""
            if text.startswith(" ") and runs and not (word.address and word.address == runs[-1].address):
                runs[-1] = replace(runs[-1], text=f"{runs[-1].text} ") if not runs[-1].address else runs[-1]
                runs += [Run(" ")] if runs[-1].address else []
                text = text[1:]
            runs.append(Run(text, is_bold, is_italic, word.address, note))
        return tuple(runs)

    def _texts(self, piece: Piece) -> Iterator[tuple[str, PdfWord]]:
        """Give each word with what is before it; words that a line's end broke are joined."""
        held: list[tuple[str, PdfWord]] = []
        for line in piece.lines:
            parts = [(f"{blank}{word.text}", word) for blank, word in spaced(line.words)]
            if held and parts:
                before, first = held[-1][0].strip(), parts[0][0]
                whole = self._reading.words.joined(before, first)
                if whole is not None:
                    self.joined.append((before, first, whole))
                    begun = held[-1][0][: -len(before)] + whole[: len(whole) - len(first)]
                    held[-1] = (begun, held[-1][1])
                elif not before.endswith(("-", "/")) or not first[:1].isalnum() or len(before) == 1:
                    parts[0] = (f" {first}", parts[0][1])
            held += parts
        yield from held


def _letters_left_out(signs: Sequence[tuple[str, int]]) -> Iterator[LeftOut]:
    """Tell of letters before entries, a line for each page; numbers stay in the draft."""
    letters = [(sign, page) for sign, page in signs if not is_written_as_number(sign)]
    for page in sorted({page for _, page in letters}):
        written = " ".join(sign for sign, of in letters if of == page)
        yield LeftOut(written, "letters before entries of lists, which are lists without them", Spot(page))


def _is_raised(word: PdfWord, before: PdfWord) -> bool:
    return word.look.size < 0.8 * before.look.size and word.base < before.base - 0.5


def _without_sign(texts: list[tuple[str, PdfWord]], sign: str) -> list[tuple[str, PdfWord]]:
    """Take the sign off that an entry begins with; it may be several words."""
    left = "".join(sign.split())
    rest = list(texts)
    while rest and left:
        text, word = rest[0]
        stripped = text.strip()
        if left.startswith(stripped):
            left = left[len(stripped) :]
            rest.pop(0)
        elif stripped.startswith(left):
            rest[0] = (stripped[len(left) :], word)
            left = ""
        else:
            break
    if rest:
        rest[0] = (rest[0][0].lstrip(), rest[0][1])
    return rest


def _visible(pages: Sequence[PdfPage], pictures: Iterable[tuple[PdfPage, PdfPicture]], maker: _Maker) -> str:
    """Give all words in the order in which they were drawn, those that a line's end broke as the whole words.

    What is before entries of lists is not among them: the account takes it from the entries.
    """
    parts = []
    for page in pages:
        parts.append("".join(f"{blank}{word.text}" for blank, word in spaced(page.words)))
        parts += page.turned
    parts += [picture.words for _, picture in pictures]
    text = "\n".join(parts)
    for first, second, whole in maker.joined:
        text = text.replace(f"{first} {second}", whole, 1)
    return " ".join(_without_signs(text.split(), Counter(sign for sign, _ in maker.signs)))


def _without_signs(words: Iterable[str], signs: Counter[str]) -> Iterator[str]:
    """Leave out what is before entries, alone or at the beginning of a word, as often as it does."""
    for word in words:
        sign = word if signs[word] > 0 else next((sign for sign in signs if _is_glued(sign, word, signs)), "")
        signs[sign] -= 1
        if word != sign:
            yield word.removeprefix(sign)


def _is_glued(sign: str, word: str, signs: Counter[str]) -> bool:
    return signs[sign] > 0 and word.startswith(sign) and not sign.isalnum()


def _is_seen(picture: PdfPicture, page: PdfPage) -> bool:
    box = picture.box
    is_ground = box.width > 0.9 * page.width and box.height > 0.9 * page.height
    is_large = box.width >= _SMALLEST_PICTURE and box.height >= _SMALLEST_PICTURE
    return bool(picture.words) or (is_large and not is_ground)


def _assumed(pages: Sequence[PdfPage], reading: PdfReading, joined: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    if reading.drawn_order:
        yield f"sections put in the order of their numbers (they stood as {reading.drawn_order})"
    if joined:
        shown = ", ".join(f"“{whole}”" for _, _, whole in joined[:12])
        yield f"words that a line's end broke were joined: {shown}{' …' if len(joined) > 12 else ''}"
    recognised = [str(page.number) for page in pages if page.is_recognised]
    if recognised:
        yield f"page {', '.join(recognised)}: a picture whose text a machine recognised; compare it word by word"


def _withheld(pages: Sequence[PdfPage]) -> tuple[str, ...]:
    hidden = sum(page.hidden for page in pages)
    words = f"{hidden} word{'s' if hidden != 1 else ''}"
    return (f"{words} that nobody sees: invisible, white on white or off the page",) if hidden else ()
