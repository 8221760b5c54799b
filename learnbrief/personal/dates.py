"""Days in their many wordings."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from learnbrief.cache.pattern import pattern

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th))?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.?"
_WELSH = r"(?:ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)"
_NUMBER = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19[0-9]{2}|20[0-9]{2})"
_SHORT_YEAR = rf"(?:{_YEAR}|['’]?[0-9]{{2}})"
_BETWEEN = r"\s?[./\\–-]\s?"
_MONTHS = rf"(?:{_MONTH}|{_WELSH})"
_MARKS = r"[*_`~]{0,3}"

_WORDED = (
    rf"{_DAY}{_ORDINAL}[\s.,-]{{0,3}}(?:day\s)?(?:of\s|o\s)?{_MARKS}{_MONTHS}(?![a-z]){_MARKS}"
    rf"(?:[\s.,'’-]{{0,3}}{_SHORT_YEAR}(?![0-9]))?"
    rf"|{_MONTHS}\s{_DAY}{_ORDINAL}(?![0-9])(?:,?\s{_SHORT_YEAR}(?![0-9]))?"
)
_FIGURES = (
    rf"{_DAY}(?:{_BETWEEN}|\s){_NUMBER}(?:{_BETWEEN}|\s){_SHORT_YEAR}(?![0-9])"
    rf"|{_YEAR}(?:{_BETWEEN}|\s){_NUMBER}(?:{_BETWEEN}|\s){_DAY}(?![0-9])"
    rf"|{_NUMBER}/{_DAY}/{_YEAR}(?![0-9])"
)
DAY = pattern(rf"(?<![0-9a-z])(?:{_WORDED}|{_FIGURES})", re.IGNORECASE)
"""A day with or without its year."""
DAY_ALONE = pattern(
    rf"(?<![0-9])(?:{_WORDED}|{_FIGURES}"
    rf"|{_MONTHS}[\s,.'’/-]{{1,3}}{_SHORT_YEAR}(?![0-9])|{_NUMBER}[/.-]{_YEAR}(?![0-9])"
    r"|[0-9]{8}(?![0-9])|[0-9]{6}(?![0-9]))",
    re.IGNORECASE,
)
"""Behind words that leave no doubt: figures without anything between them, and a month with its year, too."""

_DIGITS = pattern(r"[0-9]+")
_MONTH_BEFORE = pattern(rf"(?<![a-z0-9]){_MONTHS}\s\Z", re.IGNORECASE)
_LONGEST_MONTH = 12


_MOST_NUMBERS = 4
"""A day has three at most; one more may be beside it, as in "born at 28 weeks on 3/5/2009"."""


def first_day(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the first day in a part of a text."""
    return next(_days(text, islice(_DIGITS.finditer(text, start, end), _MOST_NUMBERS), start, end), None)


def last_day(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the last day in a part of a text."""
    days = list(_days(text, list(_DIGITS.finditer(text, start, end))[-_MOST_NUMBERS:], start, end))
    return days[-1] if days else None


def _days(text: str, numbers: Iterable[re.Match[str]], start: int, end: int) -> Iterator[re.Match[str]]:
    """Give the days that begin with one of these numbers, or with a month before it."""
    done = start
    for number in numbers:
        if number.start() < done:
            continue
        month = _MONTH_BEFORE.search(text, max(done, number.start() - _LONGEST_MONTH), number.start())
        if day := (month and DAY.match(text, month.start(), end)) or DAY.match(text, number.start(), end):
            done = day.end()
            yield day
