"""Words as the index knows them, however they are written: folded alike in Python and in the browser.

`templates/assets/words.js` does the same there. What a text brings besides its words, such as "bystanders" for
"by-standers", is for the index alone.
"""

import re
import unicodedata
from functools import cache
from typing import Any

_APOSTROPHES = "'’ʼ‘`′"
_HYPHENS = "-‐‑‒–"
_STROKES = str.maketrans(
    {
        **dict(zip("ŁłØøĐđÐðĦħŦŧı", "LlOoDdDdHhTti", strict=True)),
        "ß": "ss",
        "ẞ": "SS",
        "Æ": "AE",
        "æ": "ae",
        "Œ": "OE",
        "œ": "oe",
        "Þ": "TH",
        "þ": "th",
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
    }
)
"""Letters that Unicode does not take apart, and signs that are written in several ways."""
_TO_FOLD = re.compile("[^\x00-_a-\x7f]")
"""A backtick, and all beyond ASCII: told by what it is not, which is compiled in a hundredth of the time."""
_UNSEEN = frozenset(["Mn", "Mc", "Me", "Cf"])
"""Marks, and what no reader sees: soft hyphens, joiners, spaces of no width."""
_ALONE, _END = r"(?<![^\W_])", r"(?![^\W_])"
_POSSESSIVE = re.compile(rf"(?<=[^\W_])'s{_END}")
_TWO_LETTERS = re.compile(rf"{_ALONE}([^\W\d_])(?: ?& ?| and )([^\W\d_]){_END}")
_AND_A_LETTER = re.compile(rf" and [^\W\d_]{_END}")
_DOT_INSIDE = re.compile(r"\.[^\W\d_]")
_DOTTED = re.compile(rf"{_ALONE}[^\W\d_](?:\.[^\W\d_])+{_END}")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_AND_MORE = re.compile(r"(?<=[0-9])\+")
_SECTION = re.compile(rf"{_ALONE}(?:sections?|sec|ss?)\.?[ \n]?([0-9]+[a-z]?)s?{_END}")
_NUMBER_PLURAL = re.compile(rf"(?<=[0-9])s{_END}")
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"[^\W_]+")
_BLANKS = bytes(code if chr(code).isalnum() else 32 for code in range(256))
"""What parts words in ASCII."""

_HYPHENATED = re.compile(rf"{_ALONE}[^\W_]+(?:-[^\W_]+)+")
_SHORT_PLURAL = re.compile(rf"([A-Z][A-Z0-9]+)s{_END}")
_FIRST_PARTS = frozenset(
    "anti by co cross ex grand inter intra mid multi non over post pre re self semi step sub under well".split()
)
"""What begins words that some write as one, some with a hyphen and some as two."""
_SECOND_PART = (
    r"(?!(?:than|that|them|then|there|these|they|this|those|their|what|when|where|which|with|have|been|some|each|both)"
    rf"{_END})[^\W\d_]{{4,}}"
)
_WRITTEN_APART = re.compile(rf"{_ALONE}({'|'.join(sorted(_FIRST_PARTS))})[ \n]({_SECOND_PART})")


def fold(text: str) -> str:
    """Take away what makes no difference to a searcher: case, accents, apostrophes, how an abbreviation is dotted."""
    if text.isascii() and text.isalpha():
        return text.lower()
    folded = _TO_FOLD.sub(_folded, text).lower()
    if "'" in folded:
        folded = _POSSESSIVE.sub("", folded).replace("'", "")
    if "&" in folded or _AND_A_LETTER.search(folded):
        folded = _TWO_LETTERS.sub(r"\1and\2", folded).replace("&", " and ")
    if _DOT_INSIDE.search(folded):
        folded = _DOTTED.sub(_undotted, folded)
    if _DIGIT.search(folded):
        folded = _AND_MORE.sub(" plus", _THOUSANDS.sub("", folded))
        folded = _NUMBER_PLURAL.sub("", _SECTION.sub(r"s\1", folded))
    return folded


def _folded(letter: re.Match[str]) -> str:
    return _without_accents(letter[0])


@cache
def _without_accents(letter: str) -> str:
    """Take a letter apart and keep what is neither a mark nor invisible; case is not changed."""
    parts = unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in parts if unicodedata.category(part) not in _UNSEEN)
    return kept.translate(_STROKES)


def _undotted(dotted: re.Match[str]) -> str:
    return dotted[0].replace(".", "")


def ascii_words(text: str) -> list[str]:
    """Give the words of a text that is all ASCII, quicker than a pattern does."""
    return text.encode().translate(_BLANKS).decode().split()


def words_of(text: str) -> list[str]:
    """Give a text's folded words, and after them other ways in which they may be written."""
    folded = fold(text)
    words: list[str] = ascii_words(folded) if folded.isascii() else _WORD.findall(folded)
    if "-" in folded:
        words += [compound.replace("-", "") for compound in _HYPHENATED.findall(folded)]
    if not _FIRST_PARTS.isdisjoint(words):
        words += [first + second for first, second in _WRITTEN_APART.findall(folded)]
    words += [short.lower() for short in _SHORT_PLURAL.findall(text)]
    if _DIGIT.search(folded):
        for section in [word for word in words if word[0] == "s" and word[1:2].isdigit()]:
            words += ["section", section[1:]]
    return words


@cache
def stem(word: str) -> str:
    """Give what a word shares with its inflections, by the Snowball stemmer for English."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer

    return Stemmer("english", 0)  # which need remember nothing, as we do
