"""Telephone numbers of people: mobiles wherever they are, others where a word makes them somebody's own."""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.personal.numbers import GAP, holds_date, is_of_publication
from learnbrief.personal.personal_item import PersonalItem
from learnbrief.personal.tables import cells_below

_COUNTRY = rf"(?:(?:\+{GAP}|00{GAP})44{GAP}(?:0{GAP})?|44{GAP}|0{GAP})"
_START = rf"(?<![0-9A-Za-z])(?<![0-9]\.)(?!07{GAP}(?:19|20)[0-9]{{2}}(?![0-9]))"
_MOBILE = pattern(rf"{_START}({_COUNTRY}7(?:{GAP}[0-9]){{9}})(?![0-9])")
_LANDLINE = pattern(rf"{_START}({_COUNTRY}[12](?:{GAP}[0-9]){{8,9}})(?![0-9])")

_KIN = "mum|mam|mom|mother|father|dad|grandmother|grandfather|grandma|grandad|nan|gran|aunt|uncle|sister|brother"
_WHOSE = (
    rf"(?:{_KIN})(?:['’]?s)?|(?:parent|carer|partner|family|child|person|neighbour|boy|girl|tenant)(?:['’]s|s['’])"
    r"|her|his|my"
)
_PHONE = r"(?:(?:tele)?phone(?:\s+number)?|tel\b\.?(?:\s+no\b\.?)?|(?:contact\s+)?number|landline|contact|no\b\.?)"
_OWN = pattern(
    rf"(?:\bhome[\s_-]+{_PHONE}"
    rf"|\blandline"
    rf"|\b(?:{_WHOSE})\s+(?:own\s+|home\s+|house\s+|new\s+|old\s+|landline\s+)?{_PHONE}"
    rf"|\b(?:ring|call|phone|text|reach|rang|called|phoned)\s+(?:the\s+)?(?:{_WHOSE})(?:\s+at\s+home)?"
    rf"|\b(?:ring|call|phone|reach|rang|called|phoned)\s+(?:her|him|them)\s+at\s+home"
    r")"
    r"(?:[\s:=(\[\])\"'*_`~,–—.-]|\b(?:is|was|on|at|the|number|tel|as|now)\b)*$",
    re.IGNORECASE,
)
_AFTER = pattern(
    r"[\s(\[–—,*_-]{0,6}(?:home|landline|mum|mother|father|dad|(?:her|his)\s+(?:home|mother|father|mum|dad))"
    r"(?:['’]s)?(?:\s+(?:number|tel|phone|landline|home))?(?=\s*(?:[)\]|,;*_]|\.\s|\.?$))",
    re.IGNORECASE,
)
_HEADER = pattern(rf"\bhome[\s_-]+{_PHONE}|\blandline", re.IGNORECASE)
_BEFORE = 80


def phone_numbers(text: str) -> Iterator[PersonalItem]:
    """Find mobile numbers, and numbers of homes beside words that make them so."""
    for match in _MOBILE.finditer(text):
        if not holds_date(match[1]) and not is_of_publication(text, match.start()):
            yield PersonalItem("a mobile number", match.start(1), match.end(1))
    for match in _LANDLINE.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _OWN.search(before) or _AFTER.match(text, match.end()):
            yield PersonalItem("a home telephone number", match.start(1), match.end(1))
    for start, cell in cells_below(text, _HEADER):
        if number := _LANDLINE.search(cell):
            yield PersonalItem("a home telephone number", start + number.start(1), start + number.end(1))


def national(digits: str) -> str:
    """Give a telephone number's digits as they are dialled within the country."""
    for beginning in ("0044", "44"):
        if digits.startswith(beginning) and len(digits) > 10:
            return f"0{digits.removeprefix(beginning).removeprefix('0')}"
    return digits
