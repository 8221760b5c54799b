"""Words on one height as lines, broken where a wide gap is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from learnbrief.importing.pdf.page import Box, Look, PdfWord
from learnbrief.markup.lookalikes import SignKind, sign_of

_SIGN_ALONE = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,5})[.):]?\)?|\d{1,2}(?:\.\d{1,2})+\.?")
_NO_LETTER = re.compile(r"[^\w\s]{1,2}|[\ue000-\uf8ff\ufffd]")
SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "zapfdingbats", "dingbats")
BULLET = "•"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words that are on one height, without a wide gap between them."""

    words: tuple[PdfWord, ...]
    box: Box
    base: float
    page: int
    bullet: str = ""
    """A sign that is drawn before it as a shape, or with another font."""
    number: str = ""
    """A number that is beside or above it in a shape of its own, or larger than it."""
    text_left: float = 0
    """Where its words begin, behind a sign."""

    @classmethod
    def of(cls, words: Sequence[PdfWord], page: int) -> "TextLine":
        """Put words into a line, in their order."""
        ordered = tuple(in_line(words))
        largest = max(ordered, key=lambda word: (word.look.size, -word.box.left))
        box = Box.around(word.box for word in ordered)
        return cls(ordered, box, largest.base, page, text_left=box.left)

    @property
    def text(self) -> str:
        """Its words with blanks between them."""
        return "".join(f"{blank}{word.text}" for blank, word in spaced(self.words))

    @property
    def mark(self) -> str:
        """The raised number that it begins with, as a footnote does."""
        first = self.words[0]
        is_raised = len(self.words) > 1 and first.look.size < 0.8 * self.size and self.base - first.base > 0.5
        return first.text if is_raised and first.text.isdigit() and len(first.text) < 3 else ""

    @property
    def size(self) -> float:
        """The size that most of its letters have."""
        return most_common((word.look.size, len(word.text)) for word in self.words)

    @property
    def look(self) -> Look:
        """The look that most of its letters have."""
        return most_common((word.look, len(word.text)) for word in self.words)

    @property
    def is_bold(self) -> bool:
        """Whether all its letters are bold, but for signs."""
        return all(word.look.is_bold for word in self.words if any(map(str.isalnum, word.text)))


def most_common(counted: Iterable[tuple[T, int]]) -> T:
    """Give what counts most; of equals the first."""
    weights: dict[T, int] = {}
    for each, weight in counted:
        weights[each] = weights.get(each, 0) + weight
    return max(weights, key=lambda each: weights[each])


def in_line(words: Iterable[PdfWord]) -> list[PdfWord]:
    """Put words in their order; those that go on with each other stay together."""
    whole: list[list[PdfWord]] = []
    for word in sorted(words, key=lambda word: word.order):
        if whole and word.goes_on_with(whole[-1][-1]):
            whole[-1].append(word)
        else:
            whole.append([word])
    return [word for group in sorted(whole, key=lambda group: group[0].box.left) for word in group]


def spaced(words: Sequence[PdfWord]) -> Iterable[tuple[str, PdfWord]]:
    """Give each word of a line with what is before it: a blank, or nothing."""
    before: PdfWord | None = None
    for word in words:
        is_glued = before is None or word.goes_on_with(before)
        yield "" if is_glued else " ", word
        before = word


def lines_of(words: Iterable[PdfWord], page: int) -> list[TextLine]:
    """Give the lines of a page or box; where a gap is wide, two columns or cells may be beside each other."""
    lines = [line for row in _rows(words) for line in _broken(row, page)]
    return sorted(lines, key=lambda line: (line.base, line.box.left))


def _rows(words: Iterable[PdfWord]) -> list[list[PdfWord]]:
    """Put words together that are on one height; a small raised one belongs to the line beside it."""
    rows: list[list[PdfWord]] = []
    for word in sorted(words, key=lambda word: word.base):
        row = next((row for row in reversed(rows[-4:]) if _is_on(word, row)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    whole: list[list[PdfWord]] = []
    for row in rows:
        others = (other for other in rows if other is not row)
        other = next((other for other in others if _belongs_to(row, other)), None)
        if other is None:
            whole.append(row)
        else:
            other.extend(row)
    return whole


def _belongs_to(row: Sequence[PdfWord], other: Sequence[PdfWord]) -> bool:
    """Tell whether what is a little higher or lower is a part of a line: marks of footnotes, and bullets."""
    if len(row) == 1 and is_symbol(row[0]):
        middle = row[0].box.middle[1]
        return any(
            word.box.top < middle < word.box.bottom and 0 < word.box.left - row[0].box.right < 3 * word.look.size
            for word in other
        )
    return all(_is_raised(word, other) for word in row)


def _is_on(word: PdfWord, row: Sequence[PdfWord]) -> bool:
    return abs(word.base - row[0].base) < 0.3 * min(word.look.size, row[0].look.size)


def _is_raised(word: PdfWord, row: Sequence[PdfWord]) -> bool:
    """Tell whether a word is the mark of a footnote on a line, or the like."""
    return any(
        len(word.text) <= 3
        and word.look.size < 0.8 * other.look.size
        and 0 <= other.base - word.base < 0.7 * other.look.size
        and (-1 < word.box.left - other.box.right < other.look.size or _is_number_before(word, other))
        for other in row
    )


def _is_number_before(word: PdfWord, other: PdfWord) -> bool:
    return word.text.isdigit() and -1 < other.box.left - word.box.right < other.look.size


def _broken(row: list[PdfWord], page: int) -> Iterable[TextLine]:
    held: list[PdfWord] = []
    for word in in_line(row):
        if (
            held
            and not word.goes_on_with(held[-1])
            and word.box.left - max(other.box.right for other in held) > _widest(held, word)
        ):
            yield with_sign(TextLine.of(held, page))
            held = []
        held.append(word)
    if held:
        yield with_sign(TextLine.of(held, page))


def _widest(held: Sequence[PdfWord], word: PdfWord) -> float:
    """Give the widest gap that still belongs to a line; behind a sign alone it is wider."""
    size = max(held[-1].look.size, min(word.look.size, 2 * held[-1].look.size))
    return 4.5 * size if len(held) == 1 and is_sign_alone(held[0]) else 1.1 * size


def is_symbol(word: PdfWord) -> bool:
    """Tell whether a word is one sign of a font of signs, or of none that is known."""
    if len(word.text) != 1:
        return False
    is_of_such_font = any(name in word.look.font.lower() for name in SYMBOL_FONTS)
    return is_of_such_font or bool(_NO_LETTER.fullmatch(word.text))


def is_sign_alone(word: PdfWord) -> bool:
    """Tell whether a word is nothing but what is before an entry of a list."""
    if (word.tag and word.tag.is_sign) or is_symbol(word):
        return True
    is_letter = word.text in ("o", "§", "Ø")
    return bool(is_letter or _SIGN_ALONE.fullmatch(word.text) or _NO_LETTER.fullmatch(word.text))


def with_sign(line: TextLine) -> TextLine:
    """Tell a sign at a line's beginning from its words, where its font, tag or look says that it is one."""
    first = line.words[0]
    if len(line.words) == 1 or not is_sign_alone(first):
        return line
    rest = line.words[1:]
    gap = rest[0].box.left - first.box.right
    is_symbol = any(name in first.look.font.lower() for name in SYMBOL_FONTS)
    is_odd = first.text in ("\ufffd", "\uf0b7", "o", "") or "\ue000" <= first.text[:1] <= "\uf8ff"
    if not (is_symbol or is_odd or (first.tag and first.tag.is_sign)) and not _is_bullet(line.text):
        return line
    if first.text == "o" and gap < 0.5 * first.look.size and not rest[0].text[:1].isupper():
        return line
    sign = first.text if first.text.isprintable() and first.text != "\ufffd" and not is_symbol else BULLET
    return replace(line, words=rest, bullet=sign, text_left=rest[0].box.left)


def _is_bullet(text: str) -> bool:
    sign = sign_of(text)
    return sign is not None and sign.kind is not SignKind.NUMBERING
