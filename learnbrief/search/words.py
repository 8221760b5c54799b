"""Words as the index knows them: folded alike in Python and in the browser, grouped by stem in Python alone."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import snowballstemmer

_APOSTROPHES = re.compile("['’ʼ`]")
_HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‐‑][^\W_]+)+")  # begun at a word's first letter only
_WORD = re.compile(r"[^\W_]+")
_STEMMER = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """Take away what makes no difference to a searcher: case, accents, apostrophes.

    `templates/assets/words.js` does the same in the browser.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.category(letter).startswith("M"))
    return _APOSTROPHES.sub("", bare).lower()


def words_of(text: str) -> Iterator[str]:
    """Give a text's folded words in order; a hyphenated word as its parts, then joined."""
    folded = fold(text)
    yield from _WORD.findall(folded)
    for compound in _HYPHENATED.findall(folded):
        yield re.sub(r"[^\w]", "", compound)


@cache
def stem(word: str) -> str:
    """Give what a word shares with its inflections, by the Snowball stemmer for English."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed
