"""Letters of a page, as the library for PDF gives them, made into words."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2.raw as pdfium

from learnbrief.importing.pdf.page import Box, Colour, Look, PdfTag, PdfWord
from learnbrief.importing.pdf.placing import Placing
from learnbrief.importing.pdf.tags import Tags

_BLANKS = frozenset(" \t\r\n\u00a0\u2002\u2003\u2009\u202f\u3000")
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u0000")
_LINE_END_HYPHEN = frozenset("\u0002\ufffe\u00ad")
"""What the library makes of a hyphen at a line's end."""
_LIGATURES = {0xFB00 + at: text for at, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_WIDEST_GAP = 0.3
"""Of a letter's size: more than that between two letters is a blank."""
_ABOVE, _BELOW = 0.78, 0.22
"""Of a letter's size: how far it reaches above its line and below it."""
_FILLED_AND_OUTLINED, _INVISIBLE = 2, 3
"""Modes in which letters are drawn; a font that has no bold is made so by its outline."""
_FAINTEST = 12
"""Of 255, the opacity that somebody may still see."""
_SHADOW = 2
"""Points beside itself at which a word's shadow is drawn."""
_SMALLEST = 1.5
"""Points of letters that somebody may still see."""
UNKNOWN_LETTER = "\ufffd"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter where it is."""

    text: str
    box: Box
    base: float
    drawn: "TextObject"
    is_after_blank: bool


@dataclass(frozen=True, slots=True)
class TextObject:
    """What the letters of one text object share."""

    look: Look
    tag: PdfTag | None
    is_visible: bool
    is_running: bool
    is_turned: bool


def words_of(letters: Iterator[Letter]) -> Iterator[tuple[PdfWord, TextObject]]:
    """Put letters together that follow one another without a blank, in the order in which they were drawn."""
    held: list[Letter] = []
    order, is_glued = 0, False
    for letter in letters:
        goes_on = bool(held) and _is_glued(held[-1], letter)
        if held and not (goes_on and letter.drawn is held[-1].drawn):
            yield _word(held, order, is_glued=is_glued), held[0].drawn
            held, order, is_glued = [], order + 1, goes_on
        held.append(letter)
    if held:
        yield _word(held, order, is_glued=is_glued), held[0].drawn


def _is_glued(before: Letter, letter: Letter) -> bool:
    """Tell whether a letter goes on with the one before it."""
    if letter.is_after_blank or letter.drawn.is_turned != before.drawn.is_turned:
        return False
    if letter.drawn.is_turned:
        return True
    size = max(before.drawn.look.size, 1)
    gap = letter.box.left - before.box.right
    return abs(letter.base - before.base) < 0.1 * size and -0.5 * size < gap < _WIDEST_GAP * size


def _word(letters: list[Letter], order: int, *, is_glued: bool) -> PdfWord:
    first = letters[0]
    return PdfWord(
        "".join(letter.text for letter in letters),
        Box.around(letter.box for letter in letters),
        first.base,
        first.drawn.look,
        tag=first.drawn.tag,
        is_running=first.drawn.is_running,
        is_glued=is_glued,
        order=order,
    )


class LetterReader:
    """Reads the letters of one page.

    The library is asked a dozen things of each letter, so what it writes its answers into is made once, and what
    letters share is looked up once.
    """

    def __init__(self, text_page: "pdfium.FPDF_TEXTPAGE", placing: Placing, tags: Tags) -> None:
        self._page = text_page
        self._placing = placing
        self._tags = tags
        self._by_object: dict[int, TextObject] = {}
        self._by_look: dict[_Said, TextObject] = {}
        self._fonts: dict[int, tuple[str, bool, bool]] = {}
        self._rectangle = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._across, self._up, self._size = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
        self._colours = [ctypes.c_uint() for _ in range(4)]
        self.unmapped = 0
        self.count = 0

    def letters(self) -> Iterator[Letter]:
        """Give every letter, in the order in which they were drawn; blanks only show in what follows them."""
        is_after_blank = True
        for at in range(pdfium.FPDFText_CountChars(self._page)):
            text = self._text(at)
            if text in _UNSEEN:
                continue
            if text in _BLANKS or (text != "-" and pdfium.FPDFText_IsGenerated(self._page, at) == 1):
                is_after_blank = True
                continue
            if not pdfium.FPDFText_GetLooseCharBox(self._page, at, self._rectangle):
                continue
            edges = self._rectangle
            box = self._placing.box(edges.left, edges.top, edges.right, edges.bottom)
            self.count += 1
            drawn = self._drawn_as(at)
            pdfium.FPDFText_GetCharOrigin(self._page, at, self._across, self._up)
            base = self._placing.point(self._across.value, self._up.value)[1]
            if not drawn.is_turned:  # fonts differ in what they say of their heights, and some say nothing
                box = Box(box.left, base - _ABOVE * drawn.look.size, box.right, base + _BELOW * drawn.look.size)
            if _is_no_letter(text) or pdfium.FPDFText_HasUnicodeMapError(self._page, at) == 1:
                self.unmapped += 1
                text = UNKNOWN_LETTER
            yield Letter(text, box, base, drawn, is_after_blank)
            is_after_blank = False

    def _text(self, at: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._page, at)
        if code in _LIGATURES:
            return _LIGATURES[code]
        text = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN_LETTER
        return "-" if text in _LINE_END_HYPHEN else text

    def _drawn_as(self, at: int) -> TextObject:
        """Give what the text object of a letter says, looked up once for each."""
        drawing = pdfium.FPDFText_GetTextObject(self._page, at)
        key = ctypes.cast(drawing, ctypes.c_void_p).value or 0
        if key not in self._by_object:
            said = self._said(at, drawing)
            if said not in self._by_look:
                self._by_look[said] = self._made(*said)
            self._by_object[key] = self._by_look[said]
        return self._by_object[key]

    def _said(self, at: int, drawing: "pdfium.FPDF_PAGEOBJECT") -> "_Said":
        """Ask the library what it knows of a text object."""
        pdfium.FPDFText_GetMatrix(self._page, at, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d) or 1
        pdfium.FPDFTextObj_GetFontSize(drawing, self._size)
        has_colour = pdfium.FPDFPageObj_GetFillColor(drawing, *self._colours)
        red, green, blue, opacity = (colour.value for colour in self._colours) if has_colour else (0, 0, 0, 255)
        return (
            round(abs(self._size.value) * scale, 1),
            (red, green, blue),
            opacity,
            self._font(drawing),
            pdfium.FPDFTextObj_GetTextRenderMode(drawing),
            "Artifact" in _marks(drawing),
            not self._placing.is_level(self._matrix.a, self._matrix.b),
            pdfium.FPDFPageObj_GetMarkedContentID(drawing),
        )

    def _made(
        self,
        size: float,
        colour: Colour,
        opacity: int,
        font: tuple[str, bool, bool],
        mode: int,
        is_running: bool,
        is_turned: bool,
        mark: int,
    ) -> TextObject:
        name, is_bold, is_italic = font
        look = Look(size, is_bold or mode == _FILLED_AND_OUTLINED, is_italic, colour, name)
        is_visible = mode != _INVISIBLE and opacity > _FAINTEST and size >= _SMALLEST
        return TextObject(look, self._tags.tag(mark), is_visible, is_running, is_turned)

    def _font(self, drawing: "pdfium.FPDF_PAGEOBJECT") -> tuple[str, bool, bool]:
        """Give the name of a text object's font, and whether it is bold and italic."""
        font = pdfium.FPDFTextObj_GetFont(drawing)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            self._fonts[key] = _described(font)
        return self._fonts[key]


_Said = tuple[float, Colour, int, tuple[str, bool, bool], int, bool, bool, int]


def _described(font: "pdfium.FPDF_FONT") -> tuple[str, bool, bool]:
    room = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(font, room, 256)
    name = room.raw[: max(min(length, 256) - 1, 0)].decode("utf-8", "replace").rpartition("+")[2]
    flags = max(pdfium.FPDFFont_GetFlags(font), 0)
    lowered = name.lower()
    says_bold = any(word in lowered for word in ("bold", "black", "heavy", "semibd", "demi"))
    is_bold = says_bold or bool(flags & 1 << 18) or pdfium.FPDFFont_GetWeight(font) >= 600
    return name, is_bold, "italic" in lowered or "oblique" in lowered or bool(flags & 1 << 6)


def _marks(drawing: "pdfium.FPDF_PAGEOBJECT") -> Iterator[str]:
    """Give the names of what a text object is marked as."""
    for at in range(min(max(pdfium.FPDFPageObj_CountMarks(drawing), 0), 20)):
        room = (ctypes.c_ushort * 64)()
        length = ctypes.c_ulong()
        if pdfium.FPDFPageObjMark_GetName(pdfium.FPDFPageObj_GetMark(drawing, at), room, 128, length):
            yield bytes(room)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def _is_no_letter(text: str) -> bool:
    return text == UNKNOWN_LETTER or (not text.isprintable() and unicodedata.category(text[0]) in ("Cc", "Cn"))


def without_shadows(words: list[PdfWord]) -> list[PdfWord]:
    """Leave out words that are drawn once more a little beside themselves, as shadows are."""
    seen: set[tuple[str, int, int]] = set()
    kept: list[PdfWord] = []
    for word in words:
        across, down = round(word.box.left / _SHADOW), round(word.box.top / _SHADOW)
        if not any((word.text, across + x, down + y) in seen for x in (-1, 0, 1) for y in (-1, 0, 1)):
            kept.append(word)
            seen.add((word.text, across, down))
    return kept


def with_large_initials(words: list[PdfWord]) -> list[PdfWord]:
    """Put each large first letter, which reaches over several lines, before the word that it begins."""
    made = list(words)
    for word in words:
        following = _begun_by(word, words) if len(word.text) == 1 and word.text.isupper() else None
        if following:
            box = Box(word.box.left, following.box.top, word.box.right, following.box.bottom)
            initial = replace(word, base=following.base, box=box, order=following.order - 1)
            made.remove(word)
            at = made.index(following)
            made[at : at + 1] = [initial, replace(following, is_glued=True)]
    return made


def _begun_by(initial: PdfWord, words: list[PdfWord]) -> PdfWord | None:
    """Give the word that a large letter begins: a smaller one beside its upper part, in small letters."""
    beside = [
        word
        for word in words
        if initial.look.size > 1.8 * word.look.size
        and word.text[:1].islower()
        and -1 < word.box.left - initial.box.right < word.look.size
        and abs(word.box.top - initial.box.top) < word.look.size
    ]
    return min(beside, key=lambda word: word.base, default=None)


def with_address(word: PdfWord, links: tuple[tuple[Box, str], ...]) -> PdfWord:
    """Give a word the address of the link that lies on it."""
    address = next((address for box, address in links if box.has(word.box.middle)), "")
    return replace(word, address=address) if address else word
