"""How digits are written: in which groups, with what between them."""

import re

from learnbrief.cache.pattern import pattern

_BETWEEN = r"(?:[^\w\n,;:|%£$#@=<>{}!?&\"]|_|\n[ \t>]*+(?![\n|*+-]))"
GAP = f"{_BETWEEN}{{0,8}}+"
"""What may be between two digits of one number; a comma or the wall of a table parts two."""
SPACE = f"{_BETWEEN}{{1,8}}+"
LOOSE = r"[^0-9A-Za-z]{0,12}+"
"""The same where a word before the number says what it is."""

_DATE = pattern(
    r"(?<![0-9])(?:0?[1-9]|[12][0-9]|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:[0-9]{4}|[0-9]{2})(?![0-9]|\1[0-9])"
)
_DIGITS = pattern(r"[0-9]")
_DOI = pattern(r"10\.[0-9]{4,9}/\S*\Z")
_OTHER = pattern(
    r"(?<![a-z])(?:isbn|issn|ean|barcode|charity|company|order|invoice|grant|tender|contract|isrctn)(?![a-rt-z])",
    re.IGNORECASE,
)
_OF_OTHER = pattern(
    r"(?:[\s0-9x,;:.()#/–-]|no\b|nos\b|numbers?\b|ref\b|reference\b|registration\b|registered\b|and\b|or\b|is\b)*+",
    re.IGNORECASE,
)
_BEFORE = 120


def grouped(*sizes: int) -> str:
    """Write a pattern for groups of digits of these sizes, parted."""
    return SPACE.join(f"[0-9]{{{size}}}" for size in sizes)


def digits_of(written: str) -> str:
    """Give the digits of a number without what is between them."""
    return "".join(_DIGITS.findall(written))


def holds_date(written: str) -> bool:
    """Tell whether digits are those of a day, such as 22/03/2022, and so no number."""
    return bool(_DATE.search(written))


def is_of_publication(text: str, start: int) -> bool:
    """Tell whether a number is part of a DOI, which may hold any digits."""
    return bool(_DOI.search(text, max(0, start - _BEFORE), start))


def is_other_number(text: str, start: int) -> bool:
    """Tell whether a word before a number says that it is a book's, a company's, an order's."""
    before = text[max(0, start - _BEFORE) : start]
    labels = list(_OTHER.finditer(before))
    return bool(labels) and bool(_OF_OTHER.fullmatch(before, labels[-1].end()))
