"""When an audit or review took place, as exactly as its editor knew: day, month, year, span or reporting year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """A stretch of days with the words a reader sees for it."""

    start: date
    end: date
    label: str

    @property
    def year(self) -> int:
        """The year it is counted under: that of its first day."""
        return self.start.year


@dataclass(frozen=True, slots=True)
class DateFault:
    """Why a text is not a date: a problem's code and message, the place being the reader's to add."""

    code: str
    message: str


MONTHS = tuple(calendar.month_name)
"""Names by number; `calendar` gives English ones unless a program sets another locale, which ours never does."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_YEAR = re.compile(r"[0-9]{4}")
_REPORTING_YEAR = re.compile(r"([0-9]{4})(?:/([0-9]{2})|[/-]([0-9]{4}))")
_LONGEST = 60
"""Letters; a span of two days in words of their own takes fewer."""
_SPAN = re.compile(r"(.+?)\s+(?:to|until|-|–|—)\s+(.+)")

_FORMS = "Write 2022-03-22, 2022-03, 2022, 2022-08 to 2022-10, or 2022/23 for a reporting year."


def parse_held(written: str) -> Held | DateFault:
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
