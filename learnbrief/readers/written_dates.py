"""Dates as people write them, in the one form that Learnbrief reads; only where they can mean one day."""

import re
from calendar import day_name, month_abbr, month_name
from datetime import date

from learnbrief.cache.pattern import pattern
from learnbrief.model import DateFault, Held, parse_date, parse_held

MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name}
MONTHS["sept"] = 9
"""Their numbers, by their names in small letters."""
_DAYS = {name.lower(): number for number, name in enumerate(day_name)}

_WEEKDAY = r"(?:(?P<weekday>[A-Za-z]+),?\s+)?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>[12][0-9]{3})"
_IN_WORDS = (
    pattern(rf"{_WEEKDAY}{_DAY}(?:\s+(?:of\s+)?|-){_MONTH}(?:,?\s+|-){_YEAR}"),
    pattern(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}"),
)
_MONTH_IN_WORDS = pattern(rf"{_MONTH}(?:,?\s+|-){_YEAR}")
_DAY_FIRST = pattern(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2{_YEAR}")
_YEAR_FIRST = pattern(rf"{_YEAR}([/.-])([0-9]{{1,2}})\2([0-9]{{1,2}})")
_SPAN = pattern(r"(.+?)(\s+(?:to|until|-|–|—)\s+)(.+)")


def corrected_date(written: str, *, may_be_vague: bool) -> str | None:
    """Give a date in the form 2022-03-22, or 2022-03 where it may be vague; None where it is not one for certain.

    "22/03/2022" can only mean one day; "03/04/2022" can mean two, and is left to its writer.
    """
    span = _SPAN.fullmatch(written) if may_be_vague else None
    if span:
        first, last = (corrected_date(part, may_be_vague=True) or part for part in (span[1], span[3]))
        corrected = f"{first} to {last}"
        return corrected if (first, last) != (span[1], span[3]) and isinstance(parse_held(corrected), Held) else None
    day = _day_in_words(written) or _day_in_figures(written)
    if day:
        return day.isoformat() if day.isoformat() != written else None
    month = _MONTH_IN_WORDS.fullmatch(written) if may_be_vague else None
    number = MONTHS.get(month["month"].lower()) if month else None
    return f"{month['year']}-{number:02}" if month and number else None


def _day_in_words(written: str) -> date | None:
    for form in _IN_WORDS:
        match = form.fullmatch(written)
        month = MONTHS.get(match["month"].lower()) if match else None
        day = day_if_any(int(match["year"]), month, int(match["day"])) if match and month else None
        if match and day and (not match["weekday"] or _DAYS.get(match["weekday"].lower()) == day.weekday()):
            return day
    return None


def _day_in_figures(written: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(written):
        return day_if_any(int(match["year"]), int(match[3]), int(match[4]))
    if match := _DAY_FIRST.fullmatch(written):
        first, second, year = int(match[1]), int(match[3]), int(match["year"])
        meant = {day_if_any(year, second, first), day_if_any(year, first, second)} - {None}
        return meant.pop() if len(meant) == 1 else None
    return None


def day_if_any(year: int, month: int, day: int) -> date | None:
    """Give a day; None where the calendar has no such one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_SHORT_YEAR = r"(?P<short>[0-9]{2})"
_MONTH_AND_SHORT_YEAR = pattern(rf"(?P<rest>{_MONTH})(?:-| ?['’]){_SHORT_YEAR}")
_DAY_IN_WORDS_AND_SHORT_YEAR = pattern(
    rf"(?P<rest>[0-9]{{1,2}}(?P<between>[ -])[A-Za-z]{{3,9}})(?P=between){_SHORT_YEAR}"
)
_DAY_AND_SHORT_YEAR = pattern(rf"(?P<rest>[0-9]{{1,2}}([/.-])[0-9]{{1,2}}\2){_SHORT_YEAR}")
_SHORT_YEARS = ((_MONTH_AND_SHORT_YEAR, " 20"), (_DAY_IN_WORDS_AND_SHORT_YEAR, " 20"), (_DAY_AND_SHORT_YEAR, "20"))
"""How dates end whose century is ours, each with what is then between their two parts."""
_QUARTER = pattern(
    r"(?:Q|quarter )(?P<number>[1-4])(?: of)?,? (?P<year>[12][0-9]{3})[/–-](?P<next>[0-9]{2}|[0-9]{4})", re.IGNORECASE
)
_AROUND = pattern(
    r"(?:(?:(?:to be )?completed? )?by|before|until|due)?"
    r"(?: ?the)? ?(?:early|mid|late|end|beginning)?(?:[ -]of)?[ -]",
    re.IGNORECASE,
)
"""What may be before a date, which then is no more exact than it says itself."""


def date_in_words(written: str) -> str:
    """Give a date as a briefing writes it, where a text says one for certain: "by end of March 2023". Else nothing.

    A quarter is one of a reporting year: "Q4 2022/23" is January to March 2023, and "Q4 2023" could be two.
    """
    text = " ".join(written.split()).strip(" .;")
    around = _AROUND.match(text)
    return _as_written(text) or (_as_written(text[around.end() :]) if around else "")


def _as_written(text: str) -> str:
    if isinstance(parse_date(text), Held):
        return text
    if quarter := _QUARTER.fullmatch(text):
        return _quarter(int(quarter["number"]), parse_date(f"{quarter['year']}/{quarter['next']}"))
    for form, between in _SHORT_YEARS:
        if short := form.fullmatch(text):
            text = f"{short['rest']}{between}{short['short']}"
    return corrected_date(text, may_be_vague=True) or ""


def _quarter(number: int, years: Held | DateFault) -> str:
    """Give a quarter of a reporting year, the first of which begins in April."""
    if isinstance(years, DateFault):
        return ""
    year, month = years.start.year + (number == 4), 3 * number + 1 - 12 * (number == 4)
    return f"{year}-{month:02} to {year}-{month + 2:02}"
