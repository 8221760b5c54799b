"""A date as a person gives it when asked, in the form that Learnbrief reads.

The person who answers sees what was read, so more is accepted than by `check --fix`. Days come before months, as
people in Britain write them, and what a span's first half leaves out is that of its second.
"""

import re

from learnbrief.model import Held, parse_held
from learnbrief.readers import corrected_date
from learnbrief.readers.written_dates import MONTHS

_MONTH_NAMES = "|".join(sorted(MONTHS))
_NOBODY_KNOWS = frozenset({"unknown", "not known", "nobody knows", "no idea", "don't know", "dont know", "?"})
_LEADING = re.compile(
    r"(?:in|on|during|of)\s+|(?:the\s+)?(?:(?:financial|reporting|academic)\s+)?year\s+|from\s+", re.I
)
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.I)
_SPAN = re.compile(r"(.+?)\s+(?:to|until|till|-|–|—)\s+(.+)", re.I)
_GLUED_DAY = re.compile(r"(\d{1,2})-([a-z]{3,9})-(\d{4})", re.I)
_GLUED_SPAN = re.compile(
    rf"(?<=[a-z\d])[-–—](?=(?:{_MONTH_NAMES})\b)|(?<=^\d)[-–—](?=\d\d?\s)|(?<=^\d\d)[-–—](?=\d\d?\s)", re.I
)
_ENDS_IN_YEAR = re.compile(r".*?((?:[a-z]{3,9}\.?,?\s+)?[12]\d{3})", re.I)
_DAY_FIRST = re.compile(r"([0-3]?\d)([/.-])([01]?\d)\2((?:20)?\d\d|[12]\d{3})")
_MONTH_FIRST = re.compile(r"([01]?\d)[/.-]([12]\d{3})")
_TWO_YEARS = re.compile(r"([12]\d{3})\s*[-–/]\s*(\d\d)")


def date_from_answer(answer: str) -> str:
    """Give what a person wrote as `parse_held` reads it; where it cannot be understood, give it back as it is."""
    words = " ".join(answer.split()).rstrip(".")
    if words.lower() in _NOBODY_KNOWS:
        return "unknown"
    words = _GLUED_SPAN.sub(" to ", _GLUED_DAY.sub(r"\1 \2 \3", words))
    return _span(words) or _one(words) or words


def _span(words: str) -> str | None:
    match = _BETWEEN.fullmatch(words) or _SPAN.fullmatch(_without_lead(words))
    if not match or _is_read(words):
        return None
    last = _one(match[2])
    if last is None:
        return None
    for first in filter(None, map(_one, _filled_up(match[1], match[2]))):
        return f"{first} to {last}"
    return None


def _filled_up(first: str, last: str) -> list[str]:
    """Give what the first half of a span may mean: as it is, with the year of the second, with its month and year."""
    end = _ENDS_IN_YEAR.fullmatch(last)
    if not end:
        return [first]
    return [first, f"{first} {end[1][-4:]}", f"{first} {end[1]}"]


def _one(words: str) -> str | None:
    """Read a date that is no span."""
    words = _without_lead(words)
    if _is_read(words):
        return words
    if match := _DAY_FIRST.fullmatch(words):
        year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
        return _if_read(f"{year}-{match[3]:0>2}-{match[1]:0>2}")
    if match := _MONTH_FIRST.fullmatch(words):
        return _if_read(f"{match[2]}-{match[1]:0>2}")
    if match := _TWO_YEARS.fullmatch(words):
        return _if_read(f"{match[1]}/{match[2]}")
    return corrected_date(words, may_be_vague=True)


def _without_lead(words: str) -> str:
    lead = _LEADING.match(words)
    return _without_lead(words[lead.end() :]) if lead else words


def _if_read(written: str) -> str | None:
    return written if _is_read(written) else None


def _is_read(written: str) -> bool:
    return isinstance(parse_held(written), Held)
