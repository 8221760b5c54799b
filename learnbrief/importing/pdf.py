"""PDF read as a document. How a page's words become headings, entries and tables is the work of the room `pdf`."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from learnbrief.importing.tree import Block, Cell, Document, Kind, LeftOut, Refusal, Run, Spot, Unread
from learnbrief.pdf import Form, Page, Picture, Piece, Reading, UnreadableError, Word, Words, read, read_pages, spaced

_START = b"%PDF-"
_SEARCHED = 1024
"""Bytes at the beginning in which the mark of a PDF stands."""
_UNMAPPED = 0.1
"""The share of letters above which a file that does not say what its letters are cannot be read."""
_TURNED_ROUND = 0.2
"""The share of letters of scripts that run from right to left above which nothing is read."""
_FEWEST = 20
"""Letters of a file that is more than pictures."""
_SMALLEST_PICTURE = 40
"""Points of a side: what is smaller is an ornament."""

_KINDS = {
    Form.TITLE: Kind.TITLE,
    Form.HEADING: Kind.HEADING,
    Form.ITEM: Kind.ITEM,
    Form.TEXT: Kind.PARAGRAPH,
}


def read_pdf(content: bytes) -> Document | Refusal:
    """Read a PDF, or say why it cannot be read and what to do."""
    if _START not in content[:_SEARCHED]:
        return Refusal("it is no PDF, whatever its name says. Open it, and save or export it as one.")
    try:
        pages = read_pages(content)
    except UnreadableError as fault:
        return Refusal(f"it {fault}")
    refusal = _refusal(pages)
    return refusal or _document(pages, read(pages))


def _refusal(pages: Sequence[Page]) -> Refusal | None:
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


def _document(pages: Sequence[Page], reading: Reading) -> Document:
    joined: list[tuple[str, str, str]] = []
    blocks = list(_blocks(reading, joined))
    pictures = [(page, picture) for page in pages for picture in page.pictures if _is_seen(picture, page)]
    return Document(
        form="PDF",
        blocks=tuple(blocks),
        visible=_visible(pages, pictures, joined),
        left_out=(
            *(LeftOut(each.text, each.why, Spot(each.page)) for each in reading.running),
            *(
                LeftOut(" ".join(page.turned), "text set upright or aslant", Spot(page.number))
                for page in pages
                if page.turned
            ),
        ),
        unread=tuple(Unread(_what(picture), Spot(page.number), picture.words) for page, picture in pictures),
        assumed=tuple(_assumed(pages, reading, joined)),
        withheld=_withheld(pages),
        pages=len(pages),
        boxes=reading.boxes,
    )


def _blocks(reading: Reading, joined: list[tuple[str, str, str]]) -> Iterator[Block]:
    region = 0
    for piece in reading.pieces:
        if piece.region != region:
            yield Block(Kind.BREAK)
            region = piece.region
        if piece.grid:
            yield _table(piece, reading.words, joined)
        else:
            yield _block(piece, reading.words, joined)


def _block(piece: Piece, words: Words, joined: list[tuple[str, str, str]]) -> Block:
    kind = _KINDS[piece.form]
    runs = _runs(piece, words, joined)
    sign = piece.sign if kind is Kind.ITEM else ""
    level = piece.level
    return Block(kind, tuple(runs), level, 0, sign, at=Spot(piece.page), why=piece.why)


def _table(piece: Piece, words: Words, joined: list[tuple[str, str, str]]) -> Block:
    assert piece.grid
    rows = []
    for at, row in enumerate(piece.grid.rows):
        cells = []
        for lines in row:
            blocks = tuple(_block(inner, words, joined) for inner in piece.cell_pieces(lines))
            cells.append(Cell(blocks, is_heading=at < piece.grid.heads))
        rows.append(tuple(cells))
    return Block(Kind.TABLE, cells=tuple(rows), at=Spot(piece.page))


def _runs(piece: Piece, words: Words, joined: list[tuple[str, str, str]]) -> list[Run]:
    """Give the words of a piece with their looks; what all of it has is no emphasis."""
    texts = list(_texts(piece, words, joined))
    if piece.numbering and piece.form is Form.ITEM:
        texts = _without_sign(texts, piece.sign)
    is_heading = piece.form in (Form.HEADING, Form.TITLE)
    is_all_bold = all(word.look.is_bold for _, word in texts)
    is_all_italic = all(word.look.is_italic for _, word in texts)
    runs: list[Run] = []
    for text, word in texts:
        is_bold = word.look.is_bold and not (is_heading or (is_all_bold and piece.form is Form.ITEM))
        look = (is_bold, word.look.is_italic and not is_heading and not is_all_italic, word.address)
        last = runs[-1] if runs else None
        if last and (last.is_bold, last.is_italic, last.address) == look:
            runs[-1] = Run(last.text + text, *look)
        elif last and text.startswith(" ") and not (last.address and last.address == word.address):
            runs += [Run(" "), Run(text[1:], *look)]
        else:
            runs.append(Run(text, *look))
    if piece.number:
        runs.insert(0, Run(f"{piece.number} "))
    return _smoothed(runs)


def _smoothed(runs: Sequence[Run]) -> list[Run]:
    """Put blanks that stand alone to the run before them."""
    made: list[Run] = []
    for run in runs:
        if made and run.text == " " and not made[-1].address:
            made[-1] = Run(made[-1].text + " ", made[-1].is_bold, made[-1].is_italic)
        else:
            made.append(run)
    return made


def _texts(piece: Piece, words: Words, joined: list[tuple[str, str, str]]) -> Iterator[tuple[str, Word]]:
    """Give each word with what stands before it; words that a line's end broke are joined."""
    held: list[tuple[str, Word]] = []
    for line in piece.lines:
        parts = [(f"{blank}{word.text}", word) for blank, word in spaced(line.words)]
        if held and parts:
            before, first = held[-1][0].strip(), parts[0][0]
            whole = words.joined(before, first)
            if whole is not None:
                joined.append((before, first, whole))
                held[-1] = (held[-1][0][: -len(before)] + whole[: len(whole) - len(first)], held[-1][1])
            elif not before.endswith(("-", "/")) or not first[:1].isalnum() or len(before) == 1:
                parts[0] = (f" {first}", parts[0][1])
        held += parts
    yield from held


def _without_sign(texts: list[tuple[str, Word]], sign: str) -> list[tuple[str, Word]]:
    """Take the sign off that an entry begins with; it may be several words."""
    left = "".join(sign.split())
    rest = list(texts)
    while rest and left:
        text, word = rest[0]
        bare = text.strip()
        if left.startswith(bare):
            left = left[len(bare) :]
            rest.pop(0)
        elif bare.startswith(left):
            rest[0] = (bare[len(left) :], word)
            left = ""
        else:
            break
    if rest:
        rest[0] = (rest[0][0].lstrip(), rest[0][1])
    return rest


def _visible(
    pages: Sequence[Page], pictures: Iterable[tuple[Page, Picture]], joined: Sequence[tuple[str, str, str]]
) -> str:
    """Give all words in the order in which they were drawn, those that a line's end broke as the whole words."""
    parts = []
    for page in pages:
        parts.append("".join(f"{'' if word.is_glued else ' '}{word.text}" for word in page.words))
        parts += page.turned
    parts += [picture.words for _, picture in pictures]
    text = "\n".join(parts)
    for first, second, whole in joined:
        text = text.replace(f"{first} {second}", whole, 1)
    return text


def _is_seen(picture: Picture, page: Page) -> bool:
    box = picture.box
    is_ground = box.width > 0.9 * page.width and box.height > 0.9 * page.height
    is_large = box.width >= _SMALLEST_PICTURE and box.height >= _SMALLEST_PICTURE
    return bool(picture.words) or (is_large and not is_ground)


def _what(picture: Picture) -> str:
    return f"a picture, {picture.box.width:.0f} × {picture.box.height:.0f}"


def _assumed(pages: Sequence[Page], reading: Reading, joined: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    if reading.drawn_order:
        yield f"sections put in the order of their numbers (they stood as {reading.drawn_order})"
    if joined:
        told = ", ".join(f"“{whole}”" for _, _, whole in joined[:12])
        yield f"words that a line's end broke were joined: {told}{' …' if len(joined) > 12 else ''}"
    recognised = [str(page.number) for page in pages if page.is_recognised]
    if recognised:
        yield f"page {', '.join(recognised)}: a picture whose text a machine recognised; compare it word by word"


def _withheld(pages: Sequence[Page]) -> tuple[str, ...]:
    hidden = sum(page.hidden for page in pages)
    return (
        (f"{hidden} word{'s' if hidden != 1 else ''} that nobody sees: invisible, white on white or off the page",)
        if hidden
        else ()
    )
