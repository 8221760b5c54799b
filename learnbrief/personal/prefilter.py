"""Which kinds of personal data a text may hold at all, found so quickly that every source can be searched.

Nearly all that is looked for holds digits. So every digit becomes a 0, every letter a small one and all else a blank,
and one pattern goes from 0 to 0.
"""

import re
import string
from collections.abc import Iterator
from enum import StrEnum

from learnbrief.cache.pattern import pattern

NEAR = 80
"""Characters from a word to what it may speak of."""


class PersonalKind(StrEnum):
    """A kind of personal data to look for with the full patterns."""

    NUMBER = "number"
    """Nine digits or more: NHS numbers, pupil numbers, telephone numbers."""
    INSURANCE = "insurance"
    HOME = "home"
    CASE = "case"
    BIRTH = "birth"
    EMAIL = "email"


_FOLDED = bytes(
    ord("0" if letter in string.digits else letter.lower() if letter in string.ascii_letters else " ")
    for letter in map(chr, range(256))
)

_SPOT = pattern(
    rb"0(?:"
    rb"(?P<number>(?: {0,8}0){8})"
    rb"|(?P<insurance>(?: {0,8}0){5} {0,8}[a-d](?![a-z0]))"
    rb"|(?P<home>[a-z0]? {0,8}0[a-z]{2}(?![a-z0]))"
    rb"|(?P<case>0000|000 {1,3}0000"
    rb"|(?<=case 0|ase  0| ref 0|ref  0|e no 0| no  0|mber 0|ber  0|e id 0| id  0|ence 0|nce  0)000)"
    rb")"
)
_BIRTH = pattern(rb"b(?:irth|orn|(?<=dob)|(?<=d o b))")
_CASES = tuple(
    word.encode() for word in "case client child file record referral mosaic logic lcs care ics system crime".split()
)
"""What may have a number of that kind."""
_RARE_BIRTH = (b"turned ", b"turns ", b" geni")
"""Besides: turned 14 on 3 May; a date of birth in Welsh."""


def kinds_in(content: bytes) -> set[PersonalKind]:
    """Tell which kinds of personal data a text in UTF-8 may hold; most hold none."""
    folded = content.translate(_FOLDED)
    found = set(_spots(folded))
    if PersonalKind.CASE in found and not any(word in folded for word in _CASES):
        found.remove(PersonalKind.CASE)
    if _has_day_near(_BIRTH, folded) or any(word in folded for word in _RARE_BIRTH):
        found.add(PersonalKind.BIRTH)
    if b"@" in content or b" dot " in folded or b"at)" in content or b"at]" in content:
        found.add(PersonalKind.EMAIL)
    return found


def _has_day_near(words: re.Pattern[bytes], folded: bytes) -> bool:
    return any(b"0" in folded[max(0, word.start() - NEAR) : word.end() + NEAR] for word in words.finditer(folded))


def _spots(folded: bytes) -> Iterator[PersonalKind]:
    """Give a kind for each spot; where digits are close together, every kind that begins with one."""
    for spot in _SPOT.finditer(folded):
        kind = PersonalKind(spot.lastgroup or "")
        yield kind
        if kind is PersonalKind.NUMBER:
            yield from (PersonalKind.INSURANCE, PersonalKind.HOME, PersonalKind.CASE)
            return
