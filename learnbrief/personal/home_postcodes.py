"""Postcodes beside words that make them a home's."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from learnbrief.cache.pattern import pattern
from learnbrief.personal.personal_item import PersonalItem
from learnbrief.personal.prefilter import NEAR
from learnbrief.personal.tables import cells_below

_POSTCODE = pattern(
    r"(?<![0-9A-Za-z])[A-Z]{1,2}[\s._*-]{0,2}[0-9][0-9A-Z]?[^\w\n|,;:]{0,4}[_*]{0,3}[^\w\n|,;:]{0,4}[0-9][A-Z]{2}(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_PERSON = (
    r"(?:she|he|they|family|mother|father|mum|dad|parents?|child|children|baby|boy|girl|young person|couple|siblings?"
    r"|carers?|grandparents?|grandmother|grandfather|nan|adult|perpetrator|partner|tenant|who)"
)
_WHOSE = (
    r"(?:her|his|their|my|family|home|(?:mother|father|mum|dad|child|parent|carer|family|partner|person|baby|boy|girl|tenant"
    r"|grandmother|nan|grandparent|sibling|aunt|uncle)(?:['’]?s['’]?))"
)
_HOME = pattern(
    r"(?=[a-z])\b(?:"
    rf"{_WHOSE}[\s_-]+(?:(?:home|current|new|last|known|old|previous|former|permanent|full)[\s_-]+){{0,3}}"
    r"(?:address(?:es)?|postcode|post code|house|flat|home|property|tenancy|accommodation|residence)\b"
    r"|home[\s_-]*(?:address(?:es)?|postcode|post code|visit(?:ed|s)?|is|was)\b|home\s*[:=]|at home\b"
    r"|(?:lives?|lived|living|resid(?:es?|ed|ing|ent)|housed|tenan(?:t|cy)|cartref)\b"
    rf"|{_PERSON}\s+(?:had\s+|has\s+|have\s+|was\s+|were\s+|is\s+|are\s+)?"
    r"(?:moved|moves|relocated|placed|stay(?:s|ed|ing)?|fled)\b"
    r")",
    re.IGNORECASE,
)
_PLACE = pattern(
    r"\b(?:school|academy|college|university|centre|center|hospital|infirmary|surgery|clinic|council|hub|offices?"
    r"|station|church|mosque|temple|library|trust|board|partnership|charity|ltd|limited|hotel|nursery|unit|building"
    r"|court|headquarters|hq|po box|freepost|team|services?|department|care home|children['’]?s home|nursing home"
    r"|foundation|association|society|venue|training|meeting|conference|event|civic|town hall|practice|pharmacy"
    r"|refuge|home[- ]start|floor|suite|c/o)\b",
    re.IGNORECASE,
)
_BEHIND = pattern(
    r"[\s,(\[–—*_-]{0,6}(?:(?:is|was|being|the|her|his|their|family['’]?s?|mother['’]s|father['’]s|child['’]s|current"
    r"|home)\s+){0,4}(?:home(?:\s+(?:address|postcode))?(?=\s*(?:[)\],.;|*_]|$))|address)"
    rf"|[\s,(–—-]{{0,4}}where\s+(?:the\s+)?(?:{_PERSON}|(?-i:[A-Z][a-z]+))\s+(?:now\s+|still\s+)?(?:live|lives|lived|stay|stays|stayed|resides?)\b",
    re.IGNORECASE,
)
_HEADER = pattern(rf"\bhome[\s_-]+(?:address|postcode)|\b{_WHOSE}\s+(?:address|postcode)", re.IGNORECASE)
_STOP = pattern(r"[.!?](?:\s+)(?=[A-Z])|\n\s*\n|\n[ \t]*(?=[-*+#|])")


def home_postcodes(text: str) -> Iterator[PersonalItem]:
    """Find postcodes of homes; those of organisations, and those of nothing in particular, pass."""
    homes = [home.end() for home in _HOME.finditer(text)]
    for match in _POSTCODE.finditer(text):
        if _is_home(text, homes, match.start()) or _BEHIND.match(text, match.end()):
            yield PersonalItem("a home's postcode", match.start(), match.end())
    for start, cell in cells_below(text, _HEADER):
        if postcode := _POSTCODE.search(cell):
            yield PersonalItem("a home's postcode", start + postcode.start(), start + postcode.end())


def _is_home(text: str, homes: Sequence[int], postcode: int) -> bool:
    """Tell whether the sentence so far speaks of a home, and of no other place since."""
    last = bisect_right(homes, postcode) - 1
    if last < 0 or homes[last] < postcode - NEAR:
        return False
    return not _STOP.search(text, homes[last], postcode) and not _PLACE.search(text, homes[last], postcode)
