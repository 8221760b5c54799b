"""Excel's form, by way of the library openpyxl, which is the one thing here that knows it."""

import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from learnbrief.editing.action_log.forms import LARGEST, MOST_COLUMNS, MOST_ROWS, has_header
from learnbrief.editing.action_log.rows import ADDRESS, COLUMNS, WITHOUT_VALUE, Row
from learnbrief.model import ActionState
from learnbrief.problems import Place, Report, error

_WIDTHS = {"address": 40, "text": 70, "owner": 25, "due": 14, "state": 14, "as_of": 14, "evidence": 40, "answers": 40}
_TEXT_FORMAT = "@"
"""Keeps a spreadsheet from making a date of 2023-03."""
_LONGEST_CELL = 32_767
_MOST_UNPACKED = 10 * LARGEST
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a packed file can name; the same table gives the same bytes."""
_BROKEN = (
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LargeZipFile,
    LookupError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What openpyxl raises where a file is not what it takes for granted; it has no error of its own for that."""


def write_excel(rows: Sequence[Row]) -> bytes:
    """Write a table as a workbook of one sheet, every cell of which is text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Actions"
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column, text[:_LONGEST_CELL])
            cell.data_type = "s"
            cell.number_format = _TEXT_FORMAT
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for column, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = _WIDTHS[name]
    states = DataValidation("list", formula1=f'"{",".join(state.value for state in ActionState)}"', allow_blank=True)
    sheet.add_data_validation(states)
    letter = sheet.cell(1, COLUMNS.index("state") + 1).column_letter
    states.add(f"{letter}2:{letter}{max(2, len(rows))}")
    sheet.freeze_panes = "A2"
    written = BytesIO()
    book.save(written)
    return _without_clock(written.getvalue())


def _without_clock(content: bytes) -> bytes:
    """Pack a workbook again without the hour at which it was written."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            after.writestr(ZipInfo(name, _DAY), part, ZIP_DEFLATED)
    return packed.getvalue()


def read_excel(file: str, content: bytes, report: Report) -> list[Row]:
    """Read the sheet that names the columns. Reports `not-a-table`."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            message = f"This unpacks to more than {_MOST_UNPACKED // 1_000_000} MB. Save the table of actions alone."
            report(error("not-a-table", message, Place(file)))
            return []
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(BytesIO(content), read_only=True)
        for sheet, with_formulas in zip(book.worksheets, formulas.worksheets, strict=True):
            rows = list(_rows(sheet, with_formulas))
            if has_header(rows):
                return rows
    except _BROKEN:
        message = "This is no workbook that can be read: it is broken, has a password, or is of an older form. Open "
        message += "it in a spreadsheet, and save it as .xlsx or .csv."
        report(error("not-a-table", message, Place(file)))
        return []
    message = f'No sheet of this workbook has a column called "{ADDRESS}". Begin with one that `actions export` has '
    report(error("not-a-table", f"{message}written, and keep its first row.", Place(file)))
    return []


def _rows(sheet: Any, with_formulas: Any) -> Iterator[Row]:
    """Give the rows of a sheet as texts."""
    pairs = zip(
        *(each.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS) for each in (sheet, with_formulas)), strict=True
    )
    for row, formulas in pairs:
        cells = [WITHOUT_VALUE if _lacks_value(*pair) else _text(pair[0]) for pair in zip(row, formulas, strict=True)]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _lacks_value(cell: Any, with_formula: Any) -> bool:
    """Tell whether a cell is a formula that was never worked out, or gives an error; one may give an empty text."""
    is_unknown = cell.value is None and cell.data_type != "str"
    return bool(cell.data_type == "e" or (is_unknown and with_formula.data_type == "f"))


def _text(cell: Any) -> str:
    """Give a cell as it would have been written: a day as 2023-03-22, what shows no day as 2023-03."""
    value = cell.value
    if isinstance(value, datetime):
        value = value.date() if (value.hour, value.minute) == (0, 0) else value
    if isinstance(value, date) and not isinstance(value, datetime):
        shows_day = "d" in re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", str(cell.number_format)).lower()
        return value.isoformat() if shows_day else value.isoformat()[:7]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
