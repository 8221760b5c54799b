"""E-mail addresses at hosts where private people have theirs."""

import re
from collections.abc import Iterator
from itertools import islice

from learnbrief.cache.pattern import pattern
from learnbrief.personal.lists import private_hosts
from learnbrief.personal.personal_item import PersonalItem
from learnbrief.problems import MOST_SIGNS

_AT = pattern(r"@|[\[({<]\s{0,3}(?:at|@)\s{0,3}[\])}>]|\sat\s", re.IGNORECASE)
_DOT = pattern(r"\s{0,2}[\[({]\s{0,3}(?:dot|\.)\s{0,3}[\])}]\s{0,2}|\s{1,3}dot\s{1,3}|\s\.\s", re.IGNORECASE)
_HAS_DOT = pattern(r"dot|[ (\[{]\.", re.IGNORECASE)
_HOST = pattern(r"\s{0,3}([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5})(?![a-z0-9-]|\.[a-z0-9])", re.IGNORECASE)
_NAME = pattern(r"[^\s@<>()\[\]{}\"'|,;:=/?&]{1,64}\s{0,3}\Z")
_AROUND = 120


def private_emails(text: str) -> Iterator[PersonalItem]:
    """Find e-mail addresses at private hosts, those too in which "at" and "dot" are written out."""
    for at in islice(_AT.finditer(text), MOST_SIGNS):
        behind = text[at.end() : at.end() + _AROUND]
        plain = _DOT.sub(".", behind) if _HAS_DOT.search(behind) else behind
        if at[0].strip().lower() == "at" and plain == behind:
            continue  # "meet at example.com": an address has both words, or a sign
        host = _HOST.match(plain)
        if not host or not private_hosts().fullmatch(host[1].lower()):
            continue
        if name := _NAME.search(text, max(0, at.start() - _AROUND), at.start()):
            yield PersonalItem("a private e-mail address", name.start(), at.end() + _length(behind, host.end()))


def _length(behind: str, plain: int) -> int:
    """Tell how much of a text became so much once its dots were written as signs."""
    shrunk = 0
    for dot in _DOT.finditer(behind):
        if dot.start() - shrunk >= plain:
            break
        shrunk += len(dot[0]) - 1
    return plain + shrunk
