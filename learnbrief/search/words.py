"""Words as the index knows them: folded alike in Python and in the browser, grouped by stem in Python alone."""

import re
import unicodedata
from functools import cache

import snowballstemmer

_APOSTROPHES = "'’ʼ`"
_TO_FOLD = re.compile(f"[{_APOSTROPHES}\x80-\U0010ffff]")
_HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]+(?:[-‐][^\W_]+)+")  # begun at a word's first letter only
_WORD = re.compile(r"[^\W_]+")
_STEMMER = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """Take away what makes no difference to a searcher: case, accents, apostrophes.

    `templates/assets/words.js` does the same in the browser.
    """
    return _TO_FOLD.sub(_folded, text).lower()


def _folded(letter: re.Match[str]) -> str:
    return _bare(letter[0])


@cache
def _bare(letter: str) -> str:
    """Take a letter apart and keep what is neither a mark nor an apostrophe; case is not changed."""
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if part not in _APOSTROPHES and unicodedata.category(part)[0] != "M")


def words_of(text: str) -> list[str]:
    """Give a text's folded words in order, then each hyphenated word as one."""
    folded = fold(text)
    words: list[str] = _WORD.findall(folded)
    if "-" in folded or "‐" in folded:
        words += ["".join(_WORD.findall(compound)) for compound in _HYPHENATED.findall(folded)]
    return words


@cache
def stem(word: str) -> str:
    """Give what a word shares with its inflections, by the Snowball stemmer for English."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed
