"""A date is as exact as its editor knew: day, month, year, span or reporting year."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from learnbrief.model import DateFault, Held, day_label, parse_held
from tests.support import for_each, table

READ: Any = table("dates")
"""By what an editor writes: first day, last day, label."""


@for_each("written", READ)
def test_every_precision_is_read(written: str) -> None:
    """A date gives its first day, its last day and the words a reader sees; its year is that of the first day."""
    held = parse_held(written)
    assert isinstance(held, Held)
    assert [held.start.isoformat(), held.end.isoformat(), held.label] == READ[written]
    assert held.year == int(READ[written][0][:4])


FAULTS: Any = table("dates-that-are-none")
"""By problem code: what cannot be read."""


@for_each(("code", "written"), [(code, written) for code, texts in FAULTS.items() for written in texts])
def test_what_is_no_date_says_why(code: str, written: str) -> None:
    """A text that is no date, an impossible one, or a span that ends before it begins has its own code."""
    fault = parse_held(written)
    assert isinstance(fault, DateFault)
    assert fault.code == code


def test_a_month_that_is_a_reporting_year_is_shown_the_way() -> None:
    """Whoever writes 2022-23 meant the reporting year, and is told how to write it."""
    fault = parse_held("2022-23")
    assert isinstance(fault, DateFault)
    assert "2022/23" in fault.message


@given(st.dates())
def test_every_day_reads_as_itself(day: date) -> None:
    """Every day of the calendar is read back from its ISO form."""
    assert parse_held(day.isoformat()) == Held(day, day, day_label(day))


@given(st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    """Whatever stands in a date, it is read or it is a fault, never a crash; a date ends where it begins or later."""
    held = parse_held(text)
    assert isinstance(held, DateFault) or held.start <= held.end
