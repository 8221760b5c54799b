"""A table's rows and cells. Source of the rules: GitHub Flavored Markdown, section 4.10."""

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from learnbrief.markup.structure import Line

_CELL = re.compile(r"(?:[^|\\]|\\.?)*+")
_MOST_FILLED = 65_536
"""Cells that rows lack and that are added; a few letters of a source could ask for millions."""

WriteCell = Callable[[Line], str]


def table_html(lines: Sequence[Line], write: WriteCell) -> str:
    """Write a table; each cell is written by the function given."""
    head = cells_of(lines[0])
    sides = [f' align="{side}"' if side else "" for side in sides_of(lines[1])]
    parts = ["<table>\n<thead>", _row(head, "th", sides, write), "</thead>"]
    filled = 0
    if len(lines) > 2:
        parts.append("<tbody>")
        for line in lines[2:]:
            cells = cells_of(line)[: len(head)]
            missing = min(len(head) - len(cells), _MOST_FILLED - filled)
            filled += missing
            empty = Line("", line.row, line.column)
            parts.append(_row([*cells, *[empty] * missing], "td", sides, write))
        parts.append("</tbody>")
    return "\n".join([*parts, "</table>"])


def _row(cells: Sequence[Line], element: str, sides: Sequence[str], write: WriteCell) -> str:
    written = (
        f"<{element}{side}>{write(cell) if cell.text else ''}</{element}>"
        for cell, side in zip(cells, sides, strict=False)
    )
    return "\n".join(["<tr>", *written, "</tr>"])


def cells_of(line: Line) -> list[Line]:
    """Part a row at its pipes; one behind a backslash is text."""
    text = line.text.rstrip()
    at = line.indent
    at += text.startswith("|", at)
    cells: list[Line] = []
    while at < len(text) or not cells:
        match = _CELL.match(text, at)
        assert match
        inner = match[0].strip()
        start = at + len(match[0]) - len(match[0].lstrip())
        cells.append(replace(line, text=inner, column=line.column + start))
        at = match.end() + 1
    return cells


def sides_of(line: Line) -> list[str]:
    """Tell on which side each column is, by the row of dashes: "left", "center", "right" or nothing."""
    return [_side(cell.text) for cell in cells_of(line)]


def _side(dashes: str) -> str:
    left, right = dashes.startswith(":"), dashes.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""
