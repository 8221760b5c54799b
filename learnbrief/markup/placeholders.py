"""Placeholders for finished HTML in a text while its emphasis and abbreviations are looked for.

A placeholder says how what it stands for begins and ends, which decides what stars beside it mean. No source
can hold one: they are made of letters that no text may hold.
"""

import re
import unicodedata
from functools import lru_cache

SPACE, PUNCTUATION, LETTER = " ", ".", "a"
"""What a letter is to the stars beside it; all that is neither of the first two is the third."""

_BEGINS = {LETTER: "\ufdd1", PUNCTUATION: "\ufdd5", SPACE: "\ufdd6"}
_ENDS = {LETTER: "\ufdd2", PUNCTUATION: "\ufdd7", SPACE: "\ufdd8"}
_STANDS_FOR = {letter: letter_class for letters in (_BEGINS, _ENDS) for letter_class, letter in letters.items()}

PLACEHOLDER = re.compile("[\ufdd1\ufdd5\ufdd6]([0-9]+)[\ufdd2\ufdd7\ufdd8]")
NEVER_TEXT = re.compile("[\x02\x03\ufdd0-\ufdef]")
"""What would be taken for a placeholder of ours, or of the library that writes emphasis."""


def placeholder(number: int, written: str) -> str:
    """Give the placeholder of the HTML of a number, which was written so."""
    return f"{_BEGINS[letter_class(written[0])]}{number}{_ENDS[letter_class(written[-1])]}"


@lru_cache(maxsize=1024)
def letter_class(letter: str) -> str:
    """Tell whether a letter is a space, punctuation or anything else; a placeholder is what it stands for."""
    if letter in _STANDS_FOR:
        return _STANDS_FOR[letter]
    if letter.isspace():
        return SPACE
    return PUNCTUATION if unicodedata.category(letter)[0] in "PS" else LETTER
