"""The two forms of a table: CSV, as any spreadsheet writes it, and Excel's own by way of the library openpyxl."""

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence

from learnbrief.data import written_row
from learnbrief.editing.action_log.rows import ADDRESS, Row
from learnbrief.problems import Place, Report, error

FORMS = (".csv", ".xlsx")
"""Endings of files that can be written and read."""
LARGEST = 20_000_000
"""Bytes of a file that is read."""
MOST_ROWS = 100_000
MOST_COLUMNS = 200

_SEPARATORS = ",;\t|"
_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n?")


class MissingLibraryError(Exception):
    """The library for Excel's form is not installed; the message is the line that installs it."""


def write_table(ending: str, rows: Sequence[Row]) -> bytes:
    """Write a table in the form of a file's ending. Raises MissingLibraryError."""
    if ending == ".csv":
        # Without a byte-order mark, Excel takes UTF-8 for an older encoding.
        return BOM_UTF8 + b"".join(map(written_row, rows))
    try:
        from learnbrief.editing.action_log.excel import write_excel
    except ModuleNotFoundError as fault:
        raise _missing(fault) from fault
    return write_excel(rows)


def read_table(file: str, content: bytes, report: Report) -> list[Row]:
    """Read a table as rows of texts, empty where it cannot be read. Reports `not-a-table`.

    Raises MissingLibraryError.
    """
    if len(content) > LARGEST:
        cure = f"It is larger than {LARGEST // 1_000_000} MB. Take away the sheets and columns that it does not need."
        report(error("not-a-table", cure, Place(file)))
        return []
    if content.startswith(b"PK\x03\x04") or file.lower().endswith(".xlsx"):
        try:
            from learnbrief.editing.action_log.excel import read_excel
        except ModuleNotFoundError as fault:
            raise _missing(fault) from fault
        return read_excel(file, content, report)
    return _read_csv(file, content, report)


def _missing(fault: ModuleNotFoundError) -> Exception:
    if fault.name != "openpyxl":
        return fault
    return MissingLibraryError(
        "Excel's form takes a library that is not installed. Save the table as CSV, which needs none, or run: "
        'python -m pip install "learnbrief[xlsx]"'
    )


def _read_csv(file: str, content: bytes, report: Report) -> list[Row]:
    """Read CSV in the encodings and with the separators that spreadsheets use."""
    text = _decoded(file, content, report)
    if text is None:
        return []
    named = _NAMED_SEPARATOR.match(text)
    separators = named[1] if named else _SEPARATORS
    lines = text[named.end() :] if named else text
    fault: csv.Error | None = None
    for separator in separators:
        rows: list[Row] = []
        reader = csv.reader(lines.splitlines(keepends=True), delimiter=separator, strict=True)
        try:
            for row in reader:
                rows.append(row)
                if len(rows) > MOST_ROWS:
                    break
        except csv.Error as met:
            fault = met
            if not has_header(rows):
                continue
            cure = "A quotation mark is open or stands alone. Save the table again in a spreadsheet"
            message = f"This row and what is below it cannot be read as CSV ({met}). {cure}."
            report(error("not-a-table", message, Place(file, len(rows) + 1)))
            return []
        if has_header(rows):
            return rows
    what = f"it is broken ({fault})" if fault else f'it has no column called "{ADDRESS}"'
    report(error("not-a-table", f"This is no table of actions: {what}. {_CURE}", Place(file)))
    return []


_CURE = "Begin with one that `actions export` has written, and keep its first row."


def has_header(rows: Sequence[Row]) -> bool:
    """Tell whether one of the first rows names the columns."""
    return any(ADDRESS in map(name_of_column, row) for row in rows[:MOST_ABOVE])


MOST_ABOVE = 20
"""Rows in which the names of columns are looked for: people put a title above."""


def name_of_column(cell: str) -> str:
    """Give a column's name as it was exported."""
    return re.sub(r"[\s_-]+", "_", cell.strip().lstrip("'").casefold())


def _decoded(file: str, content: bytes, report: Report) -> str | None:
    """Decode what a spreadsheet has written: UTF-8, UTF-16, or the encoding of Windows in Western Europe."""
    encodings = ("utf-16",) if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    report(error("not-a-table", f"This is no text, so it is no table in CSV. {_CURE}", Place(file)))
    return None
