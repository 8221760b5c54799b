"""A date is as exact as its editor knew: day, month, year, span or reporting year."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from learnbrief.model import DateFault, Held, day_label, parse_held
from tests.support import for_each

READ = {
    "2022-03-22": ("2022-03-22", "2022-03-22", "22 March 2022"),
    "2022-3-2": ("2022-03-02", "2022-03-02", "2 March 2022"),
    "2024-02-29": ("2024-02-29", "2024-02-29", "29 February 2024"),
    "2022-03": ("2022-03-01", "2022-03-31", "March 2022"),
    "2024-02": ("2024-02-01", "2024-02-29", "February 2024"),
    "2023-02": ("2023-02-01", "2023-02-28", "February 2023"),
    "2022-12": ("2022-12-01", "2022-12-31", "December 2022"),
    "2022": ("2022-01-01", "2022-12-31", "2022"),
    " 2022 ": ("2022-01-01", "2022-12-31", "2022"),
    "2022/23": ("2022-04-01", "2023-03-31", "2022/23"),
    "2022/2023": ("2022-04-01", "2023-03-31", "2022/23"),
    "2017-2018": ("2017-04-01", "2018-03-31", "2017/18"),
    "1999/00": ("1999-04-01", "2000-03-31", "1999/00"),
    "2022-08 to 2022-10": ("2022-08-01", "2022-10-31", "August to October 2022"),
    "2022-11 to 2023-01": ("2022-11-01", "2023-01-31", "November 2022 to January 2023"),
    "2022-03-22 to 2022-03-24": ("2022-03-22", "2022-03-24", "22 March to 24 March 2022"),
    "2022-03-22 to 2022-04": ("2022-03-22", "2022-04-30", "22 March to April 2022"),
    "2020 to 2022": ("2020-01-01", "2022-12-31", "2020 to 2022"),
    "2020 – 2022": ("2020-01-01", "2022-12-31", "2020 to 2022"),
    "2020 - 2022": ("2020-01-01", "2022-12-31", "2020 to 2022"),
    "2022 to 2022-03": ("2022-01-01", "2022-03-31", "2022 to March 2022"),
    "2021/22 to 2022/23": ("2021-04-01", "2023-03-31", "2021/22 to 2022/23"),
    "2022-03 to 2022-03": ("2022-03-01", "2022-03-31", "March 2022"),
}
"""By what an editor writes: first day, last day, label."""


@for_each("written", READ)
def test_every_precision_is_read(written: str) -> None:
    """A date gives its first day, its last day and the words a reader sees; its year is that of the first day."""
    held = parse_held(written)
    assert isinstance(held, Held)
    assert (held.start.isoformat(), held.end.isoformat(), held.label) == READ[written]
    assert held.year == int(READ[written][0][:4])


FAULTS = {
    "bad-date": [
        "",
        "spring 2022",
        "22",
        "22/03/2022",
        "22-03-2022",
        "March 2022",
        "2022-03-22T10:00",
        "2022 to",
        "x to y",
        "20222",
        "2022-003",
        "2022/3",
        "²⁰²²",
        "0000",
        "2022-03 to soon",
    ],
    "impossible-date": [
        "2022-02-30",
        "2021-02-29",
        "2022-13",
        "2022-00",
        "2022-01-00",
        "2022-22",
        "2022/24",
        "2022-2024",
        "2022/22",
        "0000-01",
        "2022-08 to 2022-13",
        "9999/00",
    ],
    "reversed-span": ["2022-10 to 2022-08", "2022 to 2021", "2022-03-22 to 2022-03-21", "2022/23 to 2021"],
}
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
