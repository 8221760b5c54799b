"""Text set in the card's two fonts: what they can write, how wide it is, and where its lines break.

The fonts travel with the package, each with its licence beside it. Lines are laid out by Pillow's own basic layout,
because the other one depends on a library that only some systems have.
"""

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont, Layout, truetype

from learnbrief.cache.program import own_file
from learnbrief.cache.values import Value


class Font(StrEnum):
    """A font's file."""

    TITLE = "Newsreader-SemiBold.ttf"
    PLAIN = "PublicSans-Medium.ttf"


class BrokenText(Value, frozen=True):
    """A text broken into lines."""

    size: int
    lines: tuple[str, ...]


class Glyph(Value, frozen=True):
    """A letter in a font and size."""

    mask: Image.Image | None
    """Its shape in white on black; None for a blank."""
    left: int
    top: int
    """Where the mask is, from the point on the baseline where the letter begins."""
    advance: float
    """How far on the next letter begins."""


_UNASSIGNED = "\U0010ffff"
"""Stands in no font, so that a font draws its sign for what it lacks."""
_ELLIPSIS = "…"


@lru_cache(maxsize=2_000)
def glyph(font: Font, size: int, letter: str) -> Glyph:
    """Draw a letter, once for all cards: the titles of a nation are written with the same ones."""
    opened = _opened(font, size)
    left, top, right, bottom = (round(edge) for edge in opened.getbbox(letter, anchor="ls"))
    advance = opened.getlength(letter)
    if right <= left or bottom <= top:
        return Glyph(None, 0, 0, advance)
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), letter, fill=255, font=opened, anchor="ls")
    return Glyph(mask, left, top, advance)


@lru_cache(maxsize=16)
def _opened(font: Font, size: int) -> FreeTypeFont:
    """Open a font in a size, in pixels."""
    file = BytesIO(own_file(f"branding/cards/fonts/{font.value}"))
    return truetype(file, size, layout_engine=Layout.BASIC)


@lru_cache(maxsize=500)
def writable(text: str, font: Font) -> str:
    """Give a text as a font can write it: without signs that it lacks, and empty if it lacks a letter or digit."""
    written = ""
    for letter in unicodedata.normalize("NFC", " ".join(text.split())):
        if _has(font, letter):
            written += letter
        elif unicodedata.category(letter)[0] in "LMN":
            return ""
    return " ".join(written.split())


@lru_cache(maxsize=500)
def set_in_lines(text: str, font: Font, width: int, sizes: tuple[tuple[int, int], ...]) -> BrokenText:
    """Set a text as large as it fits, in lines of about one length.

    `sizes` are pairs of a size and the most lines in it, largest first. What does not fit the last is cut, with an
    ellipsis.
    """
    for size, most in sizes:
        lines = _lines(text, font, size, width)
        if len(lines) <= most:
            return BrokenText(size, _balanced(text, font, size, width, len(lines)) if len(lines) > 1 else lines)
    return BrokenText(size, _cut(lines[:most], font, size, width))


def _balanced(text: str, font: Font, size: int, width: int, count: int) -> tuple[str, ...]:
    """Find the narrowest column in which a text still takes so many lines."""
    least, enough = 0, width
    while enough - least > 4:
        middle = (least + enough) // 2
        if len(_lines(text, font, size, middle)) > count:
            least = middle
        else:
            enough = middle
    return _lines(text, font, size, enough)


def _lines(text: str, font: Font, size: int, width: int) -> tuple[str, ...]:
    """Break a text at blanks, and a word that is longer than a line anywhere."""
    blank = width_of(font, size, " ")
    lines: list[str] = []
    line, taken = "", 0.0
    for word in _pieces(text, font, size, width):
        needed = width_of(font, size, word)
        if line and taken + blank + needed > width:
            lines.append(line)
            line, taken = word, needed
        else:
            line, taken = (f"{line} {word}", taken + blank + needed) if line else (word, needed)
    return (*lines, line) if line else ()


def _pieces(text: str, font: Font, size: int, width: int) -> Iterator[str]:
    for word in text.split():
        while len(word) > 1 and width_of(font, size, word) > width:
            fits = next(
                at for at in range(len(word) - 1, 0, -1) if at == 1 or width_of(font, size, word[:at]) <= width
            )
            yield word[:fits]
            word = word[fits:]
        yield word


def _cut(lines: tuple[str, ...], font: Font, size: int, width: int) -> tuple[str, ...]:
    """Put an ellipsis behind the last line, in the place of as much as it needs."""
    last = lines[-1]
    while last and width_of(font, size, f"{last}{_ELLIPSIS}") > width:
        shorter = last.rpartition(" ")[0]
        last = shorter or last[:-1]
    return (*lines[:-1], f"{last.rstrip(' ,;:.–—-')}{_ELLIPSIS}")


@lru_cache(maxsize=20_000)
def width_of(font: Font, size: int, word: str) -> float:
    """Measure a word, or some."""
    return sum(glyph(font, size, letter).advance for letter in word)


@lru_cache(maxsize=5_000)
def _has(font: Font, letter: str) -> bool:
    return letter == " " or _drawn(font, letter) != _drawn(font, _UNASSIGNED)


def _drawn(font: Font, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = _opened(font, 40).getmask(letter)
    return mask.size, bytes(mask)
