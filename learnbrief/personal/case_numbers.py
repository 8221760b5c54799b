"""A case's number with a first name: either alone tells nothing, both together tell who it is."""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.personal.lists import first_names
from learnbrief.personal.personal_item import PersonalItem

_NUMBER = pattern(
    r"\b(?:case|client|child|file|record|referral|mosaic|liquid\s?logic|lcs|carefirst|care\s?first|ics|system|crime|incident)"
    r"(?:[\s_-]*(?:file|record))?[\s_-]*(?:(?:number|numbers|no|nr|ref|reference|id|identifier)\b\.?)?"
    r"[\s:#=(\[*_`'\"–—-]{0,6}(?:is\s|was\s)?"
    r"((?:[A-Z]{1,4}[\s/-]?)?(?:[0-9]{2,4}[/-])?[0-9]{3,12}(?:[/-][0-9]{1,6})?)(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_WORD = pattern(r"[^\W\d_][\w'’-]*")
_NAMED = pattern(r"\b(?:name|first name|forename|known as|called)\s*[:=]?\s*[\"'“‘*_]{0,3}([A-Z][a-z]+)")
_STOP = pattern(r"[.!?]\s|\n\s*\n|\n[ \t]*[-*+#]")
_YEAR = pattern(r"(?:19|20)[0-9]{2}(?:[/-][0-9]{2,4})?")
_CAPITAL = pattern(r"[A-Z]")
_AROUND = 60


def case_numbers(text: str) -> Iterator[PersonalItem]:
    """Find case numbers in whose sentence a first name is."""
    for match in _NUMBER.finditer(text):
        number = match[1]
        if _YEAR.fullmatch(number) or sum(each.isdigit() for each in number) < 4:
            continue
        before = _STOP.split(text[max(0, match.start() - _AROUND) : match.start()])[-1]
        behind = _STOP.split(text[match.end() : match.end() + _AROUND])[0]
        if _names(before) or _names(behind):
            yield PersonalItem("a case number with a first name", match.start(1), match.end(1))


def _names(text: str) -> bool:
    if not _CAPITAL.search(text):
        return False
    words = (word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text))
    return any(word in first_names() for word in words) or bool(_NAMED.search(text))
