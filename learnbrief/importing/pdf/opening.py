"""A PDF's bytes as pages, by way of the library pypdfium2, which is the one thing here that reads the form itself."""

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from learnbrief.importing.pdf.drawings import Drawings, links_of
from learnbrief.importing.pdf.letters import (
    LetterReader,
    with_address,
    with_large_initials,
    without_shadows,
    words_of,
)
from learnbrief.importing.pdf.page import Colour, PdfPage, PdfPicture, PdfWord
from learnbrief.importing.pdf.placing import Placing
from learnbrief.importing.pdf.tags import Tags, describe
from learnbrief.importing.pdf.unpacking import unpacks_too_large

MOST_PAGES = 300
MOST_LETTERS = 400_000
"""Some seventy thousand words: what has more is no briefing, and would take longer than anybody waits."""
MOST_DRAWINGS = 100_000
"""Shapes and pictures in all; a file with more has maps or charts, and its later boxes are not looked at."""
_END = b"%%EOF"
_SEARCHED = 2_048
"""Bytes at a file's end in which its mark is."""
_PASSWORD_WANTED = 4
_NEAR = 24
"""How much a colour may differ from white and still not be seen on it."""


class UnreadablePdfError(Exception):
    """The bytes give no pages; the message says why, with the cure."""


def read_pages(content: bytes) -> list[PdfPage]:
    """Read every page.

    Raises UnreadablePdfError for what is no PDF, is encrypted, or has too many pages or letters.
    """
    if _END not in content[-_SEARCHED:]:
        raise UnreadablePdfError("is cut off: its end is missing. Ask for it again.")
    if unpacks_too_large(content):
        raise UnreadablePdfError("unpacks to far more than a document holds. Ask for the Word file.")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _PASSWORD_WANTED:
            raise UnreadablePdfError("is encrypted. Ask for a copy without a password.") from fault
        raise UnreadablePdfError("is no PDF that can be read; it may be damaged. Ask for it again.") from fault
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise UnreadablePdfError(
                f"has {count} pages, and at most {MOST_PAGES} are read. Take the part that you need."
            )
        if count == 0:
            raise UnreadablePdfError("has no pages that can be read; it may be damaged. Ask for it again.")
        return list(_pages(document, count))
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument, count: int) -> Iterator[PdfPage]:
    letters, left = 0, MOST_DRAWINGS
    for at in range(count):
        try:
            page = document[at]
        except pypdfium2.PdfiumError as fault:
            raise UnreadablePdfError(f"is damaged: page {at + 1} cannot be read. Ask for it again.") from fault
        try:
            read = _page(document, page, at + 1, left)
        finally:
            page.close()
        letters += read.letters
        left -= len(read.shapes) + len(read.pictures)
        if letters > MOST_LETTERS:
            raise UnreadablePdfError("holds more text than is read at once. Take the part that you need.")
        yield read


def _page(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int, most_drawings: int) -> PdfPage:
    left, bottom, right, top = page.get_cropbox()
    placing = Placing(left, bottom, right, top, page.get_rotation() // 90)
    tags = Tags(page.raw)
    drawings = Drawings(placing, [], [], most_drawings)
    drawings.read(page.raw)
    links = tuple(links_of(page.raw, document.raw, placing))
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    if not text_page:
        raise UnreadablePdfError(f"is damaged: page {number} cannot be read. Ask for it again.")
    try:
        lettering = LetterReader(text_page, placing, tags)
        drawn = list(words_of(lettering.letters()))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    width, height = placing.size
    page_box = PdfPage(number, width, height, ()).box
    shown = [each for each in drawn if page_box.has(each[0].box.middle)]
    is_recognised = not any(how.is_visible for _, how in shown) and any(
        box.area > 0.4 * width * height for box in drawings.pictures
    )
    level = [word for word, how in shown if not how.is_turned and (how.is_visible or is_recognised)]
    seen = [word for word in level if is_recognised or not _is_of_ground(word, drawings)]
    turned = [word.text for word, how in shown if how.is_turned and how.is_visible]
    return PdfPage(
        number,
        width,
        height,
        tuple(with_address(word, links) for word in with_large_initials(without_shadows(seen))),
        tuple(drawings.shapes),
        tuple(PdfPicture(box, words) for box, words in describe(drawings.pictures, tags.described)),
        turned=tuple(turned),
        hidden=len(drawn) - len(turned) - len(seen),
        unmapped=lettering.unmapped,
        letters=lettering.count,
        is_recognised=is_recognised and bool(seen),
    )


def _is_of_ground(word: PdfWord, drawings: Drawings) -> bool:
    """Tell whether a word is white and nothing but white lies under it, so that nobody sees it."""
    if not _is_white(word.look.colour) or any(box.has(word.box.middle) for box in drawings.pictures):
        return False
    grounds = (shape.fill for shape in drawings.shapes if shape.box.has(word.box.middle))
    return not any(fill is not None and not _is_white(fill) for fill in grounds)


def _is_white(colour: Colour) -> bool:
    return all(part > 255 - _NEAR for part in colour)
