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
    words = text.split()
    widths = list(map(_width, words))
    if max(widths, default=0) > width:
        words = [piece for word in words for piece in _pieces(word, width)]
        widths = list(map(_width, words))
    lines, begun, taken = [], 0, -_BLANK
    for number, needed in enumerate(widths):
        taken = taken + _BLANK + needed
        if taken > width:
            lines.append(" ".join(words[begun:number]))
            begun, taken = number, needed
    return (*lines, " ".join(words[begun:])) if words else ()


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


def _pieces(word: str, width: int) -> Iterator[str]:
    """Go through the pieces of a word, more than one where it is longer than a line."""
    begun, taken = 0, 0.0
    for number, letter in enumerate(word):
        needed = _letter_width(letter)
        if taken + needed > width and number > begun:
            yield word[begun:number]
            begun, taken = number, 0.0
        taken += needed
    yield word[begun:]


class _Widths(dict[str, float]):
    """The width of each word; most come often."""

    def __missing__(self, word: str) -> float:
        if len(self) == _MOST_WORDS:
            self.clear()
        self[word] = width = sum(map(_letter_width, word))
        return width


_MOST_WORDS = 20_000
_width = _Widths().__getitem__


@lru_cache(maxsize=500)
def _letter_width(letter: str) -> float:
    if letter in _WIDE:
        return 1.8
    if letter in _NARROW:
        return _BLANK
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.0
    return 1.3 if letter.isupper() or letter.isdigit() or not letter.isascii() else 1.0
