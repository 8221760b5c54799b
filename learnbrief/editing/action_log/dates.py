"""Dates as a source writes them, and as spreadsheets write them back."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from learnbrief.model import DateFault, Held, day_label, parse_date
from learnbrief.readers import date_in_words
from learnbrief.readers.written_dates import day_if_any

_IN_FIGURES = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_MIDNIGHT = re.compile(r"(?:(?<=[0-9])T| )(?:00?:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM)$", re.IGNORECASE)
_SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?")
_NO_YEAR = re.compile(r"[0-9]{1,2}[ -][A-Za-z]{3,9}")


class Order(Enum):
    """What comes first in a date of figures: the day, as in Britain, or the month, as in America."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()


@dataclass(frozen=True, slots=True)
class UnreadDate:
    """Why a cell is not read as a date; the message ends with the cure."""

    message: str


def as_source(held: Held | None) -> str:
    """Write a date as a source does. A reporting year is written whole: spreadsheets take 2011/12 for a December."""
    if held is None or not held.is_known:
        return ""
    if (held.start.month, held.start.day) == (4, 1) and held.end == day_if_any(held.start.year + 1, 3, 31):
        return f"{held.start.year:04}-{held.end.year:04}"
    day = held.start.isoformat()
    for form in (day[:4], day[:7], day):
        read = parse_date(form)
        if isinstance(read, Held) and (read.start, read.end) == (held.start, held.end):
            return form
    begins_month = held.start.day == 1
    ends_month = held.end.day == calendar.monthrange(held.end.year, held.end.month)[1]
    length = 7 if begins_month and ends_month else 10
    return f"{held.start.isoformat()[:length]} to {held.end.isoformat()[:length]}"


def order_of(cells: Iterable[tuple[str, Held | None]]) -> Order | None:
    """Find out what comes first in the dates of a file; each cell comes with what it said before.

    A date counts if only one reading is possible, or if only one reading matches what it said before.
    """
    found = set()
    for written, before in cells:
        ways = _ways(_plain(written))
        same = [way for way in ways if before and ways[way] in _may_stand_for(before)]
        if len(set(ways.values())) == 1 and len(ways) == 1:
            found.add(next(iter(ways)))
        elif len(same) == 1:
            found.add(same[0])
    return found.pop() if len(found) == 1 else None


def date_of_cell(written: str, before: Held | None, order: Order | None) -> str | UnreadDate:
    """Read a date as spreadsheets write it, in a source's form; what it said before counts as that, however exact."""
    text = _plain(written)
    ways = _ways(text)
    if before and _says_the_same(text, ways, before):
        return as_source(before)
    if len(set(ways.values())) > 1 and order not in ways:
        one, other = ways.values()
        return UnreadDate(
            f'"{text}" can be {day_label(one)} or {day_label(other)}, and nothing in this table tells which. '
            f"Write {one.isoformat()} or {other.isoformat()}."
        )
    if ways:
        return (ways[order] if order in ways else next(iter(ways.values()))).isoformat()
    read = parse_date(text)
    if isinstance(read, Held):
        return text
    if in_words := date_in_words(text):
        return in_words
    if _SERIAL.fullmatch(text):
        cure = "This is the number that a spreadsheet keeps for a day. Format the cell as a date, and save again."
    elif _NO_YEAR.fullmatch(text):
        cure = "It has no year. Write the date as 2026-03, or 2026-03-31."
    else:
        assert isinstance(read, DateFault)
        cure = "Write a date as 2026-03, or 2026-03-31."
    return UnreadDate(f'"{text[:40]}" cannot be read as a date. {cure}')


def _plain(written: str) -> str:
    """Take off the midnight that spreadsheets put behind a day."""
    return _MIDNIGHT.sub("", " ".join(written.split()))


def _ways(text: str) -> dict[Order, date]:
    """Read a date of figures in each way that gives a day."""
    match = _IN_FIGURES.fullmatch(text)
    if not match:
        return {}
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if len(match[4]) == 2 else 0
    given = {Order.DAY_FIRST: day_if_any(year, second, first), Order.MONTH_FIRST: day_if_any(year, first, second)}
    return {order: day for order, day in given.items() if day}


def _says_the_same(text: str, ways: dict[Order, date], before: Held) -> bool:
    """Tell whether a cell may be what a spreadsheet made of what was there: of a month, its first day."""
    days = set(ways.values())
    for form in (text, date_in_words(text)):
        read = parse_date(form) if form else None
        if isinstance(read, Held):
            if (read.start, read.end) == (before.start, before.end):
                return True
            days |= {read.start} if read.start == read.end else set()
            if read.start.year - before.start.year == _CENTURY:
                days |= {_earlier(read.start)} if read.start == read.end else set()
                if (_earlier(read.start), _earlier(read.end)) == (before.start, before.end):
                    return True
    return bool(days & set(_may_stand_for(before)))


def _may_stand_for(before: Held) -> tuple[date, ...]:
    """Give the days by which a spreadsheet may keep a date: itself, or a month by its first; also a century late."""
    is_day_or_month = before.start.isoformat()[:7] == before.end.isoformat()[:7]
    if not is_day_or_month or (before.start != before.end and before.start.day != 1):
        return ()
    later = day_if_any(before.start.year + _CENTURY, before.start.month, before.start.day)
    return (before.start, later) if later and before.start.year < _THIS_CENTURY else (before.start,)


_CENTURY, _THIS_CENTURY = 100, 2000
"""Two figures for a year are of this century, unless an older one was there."""


def _earlier(day: date) -> date:
    return day_if_any(day.year - _CENTURY, day.month, day.day) or day
