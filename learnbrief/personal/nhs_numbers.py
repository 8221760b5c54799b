"""NHS numbers: ten digits, the last of which checks the others.

Source of the check: NHS Data Model and Dictionary, "NHS Number" (modulus 11, weights 10 to 2). The numbers of
Scotland (CHI) and Northern Ireland are made alike. So are ISBNs of ten digits, but these begin with 0 or 1 in
English, and are never written in groups of three, three and four.
"""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.personal.numbers import (
    LOOSE,
    SPACE,
    digits_of,
    grouped,
    holds_date,
    is_of_publication,
    is_other_number,
)
from learnbrief.personal.personal_item import PersonalItem

_SHAPES = tuple(
    pattern(rf"(?<![0-9A-Za-z])(?<![0-9]\.)(?={first})({shape})(?![0-9A-Za-z]|\.[0-9])")
    for first, shape in (
        ("[0-9]", grouped(3, 3, 4)),
        ("[3-9]", grouped(10)),
        ("[3-9]", grouped(5, 5)),
        ("[3-9]", grouped(6, 4)),
        ("[3-9]", grouped(3, 7)),
        ("[3-9]", r"[0-9]{4}([ .-])[0-9]{3}\2[0-9]{3}"),
        ("[3-9]", r"[0-9]{3}([ .-])[0-9]{4}\2[0-9]{3}"),
        ("[3-9]", r"[0-9]{2}([ .-])[0-9]{2}(?:\2[0-9]{2}){3}(?!\2[0-9])"),
        ("[0-9]", rf"[0-9](?:{SPACE}[0-9](?![0-9])){{9,}}+"),
    )
)
"""Numbers in the wild begin with 3 to 9; those of Scotland with a day, and need a word that says what they are."""
_LABEL = pattern(r"nhs|(?<![a-z])chi(?![a-z])|patient|health", re.IGNORECASE)
_LABELLED = pattern(
    rf"(?:\s*+(?:no|nos|num|number|numbers|id|identifier|is|was|of|the)(?![a-z]))*+[^0-9A-Za-z]{{0,12}}+"
    rf"([0-9](?:{LOOSE}[0-9]){{9}})(?![0-9A-Za-z]|{LOOSE}[0-9])",
    re.IGNORECASE,
)
_ABROAD = pattern(r"\+[0-9]{0,3}[\s().-]*\Z")
_WEIGHTS = range(10, 1, -1)


def nhs_numbers(text: str) -> Iterator[PersonalItem]:
    """Find NHS numbers by their shape and their check digit, and in any shape where a word says what they are."""
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if is_nhs_number(digits_of(match[1])) and not _is_other(text, match.start(1), match[1]):
                yield PersonalItem("an NHS number", match.start(1), match.end(1))
    for label in _LABEL.finditer(text):
        labelled = _LABELLED.match(text, label.end())
        if labelled and is_nhs_number(digits_of(labelled[1])):
            yield PersonalItem("an NHS number", labelled.start(1), labelled.end(1))


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits satisfy the check, and are not one digit ten times."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])


def _is_other(text: str, start: int, written: str) -> bool:
    return (
        bool(_ABROAD.search(text, max(0, start - 8), start))
        or holds_date(written)
        or is_of_publication(text, start)
        or is_other_number(text, start)
    )
