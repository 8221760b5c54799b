"""How much fits on paper: a text in lines, counted as a browser would break it, and cut where there is no room.

Widths are estimates, in letters of middling width, no smaller than in the widest of the usual fonts (DejaVu's and
Verdana); fonts differ, so callers leave some room.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WIDE = frozenset("mwMW@%&—…œæ")
_NARROW = frozenset("fijlt.,:;!|'’()[]-")
_BLANK = 0.65
"""The width of a blank, and of each narrow letter."""


@lru_cache(maxsize=5_000)
def lines_of(text: str, width: int) -> tuple[str, ...]:
    """Break a text into lines, at blanks if possible; the same point is in the packs of several themes."""
    lines: list[str] = []
    line, taken = "", 0.0
    for word, needed in _pieces(text, width):
        if line and taken + _BLANK + needed > width:
            lines.append(line)
            line, taken = "", 0.0
        line, taken = (f"{line} {word}", taken + _BLANK + needed) if line else (word, needed)
    return (*lines, line) if line else ()


def cut(text: str, width: int, most: int) -> str:
    """Give as much of a text as fits into so many lines, with an ellipsis where more follows."""
    lines = lines_of(text, width)
    if len(lines) <= most:
        return " ".join(text.split())
    *before, last = lines[:most]
    while last and len(lines_of(f"{last} …", width)) > 1:
        shorter, _, _ = last.rpartition(" ")
        last = shorter if shorter or before else last[:-2]
    return " ".join([*before, last, "…"] if last else [*before, "…"])


def _pieces(text: str, width: int) -> Iterator[tuple[str, float]]:
    """Go through a text's words with their widths; a word that is longer than a line comes in pieces."""
    for word in text.split():
        whole = _width(word)
        if whole <= width:
            yield word, whole
            continue
        piece, taken = "", 0.0
        for letter in word:
            needed = _width(letter)
            if piece and taken + needed > width:
                yield piece, taken
                piece, taken = "", 0.0
            piece, taken = piece + letter, taken + needed
        yield piece, taken


@lru_cache(maxsize=10_000)
def _width(text: str) -> float:
    """Measure a word; most words come often."""
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> float:
    if letter in _WIDE:
        return 1.8
    if letter in _NARROW:
        return _BLANK
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.0
    return 1.3 if letter.isupper() or letter.isdigit() or not letter.isascii() else 1.0
