"""Unique pupil numbers: a check letter and twelve digits, the last of which may be a letter.

Source of the check: Department for Education, "Unique pupil numbers: guidance" (the digits times 2 to 13, modulus 23,
as a letter of an alphabet without I, O and S).
"""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.personal.numbers import GAP
from learnbrief.personal.personal_item import PersonalItem

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_PUPIL = pattern(
    rf"(?<![0-9A-Za-z])(?:UPN)?([{_LETTERS}]{GAP}[0-9](?:{GAP}[0-9]){{10}}(?:{GAP}[0-9]|[{_LETTERS}]))(?![0-9A-Za-z])",
    re.IGNORECASE,
)


def pupil_numbers(text: str) -> Iterator[PersonalItem]:
    """Find unique pupil numbers whose check letter is right."""
    for match in _PUPIL.finditer(text):
        if is_pupil_number("".join(letter for letter in match[1].upper() if letter.isalnum())):
            yield PersonalItem("a unique pupil number", match.start(1), match.end(1))


def is_pupil_number(written: str) -> bool:
    """Tell whether thirteen characters in capitals satisfy the check."""
    values = [int(each) if each.isdigit() else _LETTERS.index(each) for each in written[1:]]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return len(written) == 13 and _LETTERS[total % 23] == written[0]
