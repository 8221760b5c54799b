"""A date as exact as its editor knew: day, month, year, span, reporting year, or one that nobody knows."""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property
from operator import attrgetter

from msgspec import Struct

from learnbrief.cache.values import Value

UNDATED = "undated"
"""Stands for the year of what has none, in addresses, filters and the search."""


class Held(Value, order=True, dict=True, gc=True, frozen=True):
    """A stretch of days with the words a reader sees for it.

    A date that nobody knows is somewhere in the whole calendar. So it comes neither before nor after any other for
    certain, and where the newest come first it is last.
    """

    start: date
    end: date
    label: str

    @property
    def is_known(self) -> bool:
        """Whether somebody knows it, however roughly."""
        return self != UNKNOWN

    @property
    def year(self) -> int | None:
        """The year it is counted under: that of its first day; None where nobody knows it."""
        return self.start.year if self.is_known else None

    @cached_property
    def year_id(self) -> str:
        """That year as text, or the word that stands for none."""
        return _in_words(self.start.year) if self.is_known else UNDATED

    @property
    def place(self) -> date:
        """Its place on a timeline: its first day, or after all others if it is unknown."""
        return self.start if self.is_known else self.end

    @property
    def written(self) -> str | None:
        """A day, month or year as ISO 8601 writes it, no more exact than it is; None where nobody knows it."""
        if not self.is_known:
            return None
        day = self.start.isoformat()
        if self.start == self.end:
            return day
        return day[:7] if self.start.month == self.end.month else day[:4]

    def is_after(self, other: "Held") -> bool:
        """Tell whether it comes after another for certain."""
        return self.start > other.end


_in_words = cache(str)
"""Writes a year; each is in memory once."""

UNKNOWN = Held(date.min, date.max, "date not given")
"""A date that nobody knows."""


def earliest(dates: Iterable[Held]) -> Held:
    """Give the date that begins first; unknown where all are."""
    return min(_known(dates), key=attrgetter("start", "end"), default=UNKNOWN)


def latest(dates: Iterable[Held]) -> Held:
    """Give the date that ends last; unknown where all are."""
    return max(_known(dates), key=attrgetter("end", "start"), default=UNKNOWN)


def _known(dates: Iterable[Held]) -> list[Held]:
    """Leave out what nobody knows, and what is there already: the points of a briefing mostly share one date."""
    return [held for held in dict.fromkeys(dates) if held.is_known]


def year_choices(dates: Iterable[Held]) -> list[tuple[str, str]]:
    """List the years of dates, each as what stands for it and its name: latest first, what has none last."""
    return [
        (held.year_id, held.year_id if held.is_known else held.label.capitalize())
        for held in sorted({held.year_id: held for held in dates}.values(), key=lambda held: held.start, reverse=True)
    ]


class DateFault(Struct, frozen=True):
    """Why a text is not a date: a problem's code and message, the place being the reader's to add."""

    code: str
    message: str


MONTHS = tuple(calendar.month_name)
"""Names by number; `calendar` gives English ones unless a program sets another locale, which ours never does."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_YEAR = re.compile(r"[0-9]{4}")
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_REPORTING_YEAR = re.compile(r"([0-9]{4})(?:/([0-9]{2})|[/-]([0-9]{4}))")
_LONGEST = 60
"""Letters; a span of two days in words of their own takes fewer."""
_SPAN = re.compile(r"(.+?)\s+(?:to|until|-|–|—)\s+(.+)")

_UNKNOWN_WORD = "unknown"
_FORMS = "Write 2022-03-22, 2022-03, 2022, 2022-08 to 2022-10, or 2022/23 for a reporting year."
_OR_UNKNOWN = f"If nobody knows it, write {_UNKNOWN_WORD}."
_PUBLISHED_FORMS = f"Write a day such as 2022-03-22, or 2022-03 or 2022 where no more is known. {_OR_UNKNOWN}"


def parse_held(written: str) -> Held | DateFault:
    """Read a date of any precision, or one that nobody knows."""
    if written.strip() == _UNKNOWN_WORD:
        return UNKNOWN
    held = parse_date(written)
    if isinstance(held, DateFault) and held.code == "bad-date" and _UNKNOWN_WORD not in written:
        return DateFault(held.code, f"{held.message} {_OR_UNKNOWN}")
    return held


def parse_published(written: str) -> Held | DateFault:
    """Read a day, month or year in ISO 8601, or one that nobody knows.

    Gives a fault `bad-date` or `impossible-date` where the text is none of them.
    """
    text = written.strip()
    if text == _UNKNOWN_WORD:
        return UNKNOWN
    if len(text) > _LONGEST or not _ISO.fullmatch(text):
        return DateFault("bad-date", f'"{text[:_LONGEST]}" is not a day. {_PUBLISHED_FORMS}')
    if _MONTH.fullmatch(text) and not 1 <= int(text[5:]) <= 12:
        return DateFault("impossible-date", f"There is no month {text}: months run from 01 to 12.")
    return _parse_one(text)


def parse_date(written: str) -> Held | DateFault:
    """Read a date of any precision.

    A reporting year runs from 1 April to 31 March: the financial year of public bodies in the United Kingdom.
    Gives a fault `bad-date`, `impossible-date` or `reversed-span` where the text is not a date.
    """
    text = written.strip()
    if len(text) > _LONGEST:
        return DateFault("bad-date", f"This is too long to be a date. {_FORMS}")
    span = _SPAN.fullmatch(text)
    if not span:
        return _parse_one(text)
    first, last = _parse_one(span[1].strip()), _parse_one(span[2].strip())
    if isinstance(first, DateFault):
        return first
    if isinstance(last, DateFault):
        return last
    if last.end < first.start:
        message = f'"{text}" ends before it begins. Write the earlier date first: {span[2]} to {span[1]}.'
        return DateFault("reversed-span", message)
    return Held(first.start, last.end, _span_label(first, last))


def day_label(day: date) -> str:
    """Write a day as readers of British English expect it: 22 March 2022."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def _parse_one(text: str) -> Held | DateFault:
    if match := _DAY.fullmatch(text):
        return _day(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _REPORTING_YEAR.fullmatch(text):
        return _reporting_year(text, int(match[1]), int(match[2] or match[3]))
    if match := _MONTH.fullmatch(text):
        return _month(text, int(match[1]), int(match[2]))
    if _YEAR.fullmatch(text) and int(text) > 0:
        year = int(text)
        return Held(date(year, 1, 1), date(year, 12, 31), text)
    if text == _UNKNOWN_WORD:
        message = f'"{text}" cannot stand here. Leave the date out, or write {text} alone for "held" or "published".'
        return DateFault("bad-date", message)
    return DateFault("bad-date", f'"{text}" is not a date that Learnbrief can read. {_FORMS}')


def _day(text: str, year: int, month: int, day: int) -> Held | DateFault:
    try:
        exact = date(year, month, day)
    except ValueError:
        return DateFault("impossible-date", f"There is no day {text} in the calendar.")
    return Held(exact, exact, day_label(exact))


def _month(text: str, year: int, month: int) -> Held | DateFault:
    if not 1 <= month <= 12 or year < 1:
        cure = f" For the reporting year write {year}/{month:02d}." if month == (year + 1) % 100 else ""
        return DateFault("impossible-date", f"There is no month {text}: months run from 01 to 12.{cure}")
    last = calendar.monthrange(year, month)[1]
    return Held(date(year, month, 1), date(year, month, last), f"{MONTHS[month]} {year}")


def _reporting_year(text: str, first: int, last: int) -> Held | DateFault:
    if not 1 <= first < 9999 or last not in (first + 1, (first + 1) % 100):
        cure = f" Write {first}/{(first + 1) % 100:02d}, or a span such as {first} to {first + 2}."
        return DateFault(
            "impossible-date", f"{text} is not a reporting year, which runs over two years in a row.{cure}"
        )
    return Held(date(first, 4, 1), date(first + 1, 3, 31), f"{first}/{(first + 1) % 100:02d}")


def _span_label(first: Held, last: Held) -> str:
    """Say a span without naming the same month or year twice."""
    if first.label == last.label:
        return first.label
    shared = f" {first.start.year}"
    if first.label.endswith(shared) and last.label.endswith(shared) and first.label != shared.strip():
        return f"{first.label.removesuffix(shared)} to {last.label}"
    return f"{first.label} to {last.label}"
