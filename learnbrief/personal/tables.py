"""Cells that are below a header."""

import re
from collections.abc import Iterator

_LONGEST = 200
"""Rows that are gone through below a header."""


def cells_below(text: str, header: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Give the cells of Markdown tables that are below a header, each with its place in the text.

    A row that was gone through is no header any more, whatever is in it.
    """
    done = 0
    for match in header.finditer(text) if "|" in text else ():
        line_start = text.rfind("\n", 0, match.start()) + 1
        if line_start < done:
            continue
        column = text.count("|", line_start, match.start())
        start = _behind_line(text, match.end())
        if "|" not in text[line_start:start]:
            continue
        for _ in range(_LONGEST):
            end = _behind_line(text, start)
            cells = text[start:end].split("|")
            if len(cells) == 1:
                break
            if column < len(cells):
                yield start + sum(len(cell) + 1 for cell in cells[:column]), cells[column]
            start = done = end


def _behind_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1
