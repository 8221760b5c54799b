"""A source with pieces of it replaced: every other byte stays as it was."""

from collections.abc import Iterable
from dataclasses import dataclass

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A piece of a line with what takes its place; an empty piece is a place to insert at."""

    row: int
    """Counted from 0."""
    column: int
    """Where the piece begins, counted from 0 without a byte-order mark."""
    end: int
    """Where it ends."""
    text: str
    """Where it holds new lines, they end as the lines beside them do."""
    takes_line: bool = False
    """Whether its whole line goes, whatever is on it; then no other edit is on that line."""


@dataclass(frozen=True, slots=True)
class InsertionPoint:
    """Where marks go in a line, and how they are written there."""

    row: int
    """Counted from 0."""
    column: int
    """Counted from 0, without a byte-order mark."""
    before: str
    """What is before the first added mark."""
    between: str
    """What is between two of them."""
    after: str = ""
    """What is behind the last."""


def edited(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Make edits that do not overlap."""
    last_first = sorted(edits, reverse=True)
    if not last_first:
        return content
    rows = content.decode().split("\n")
    for edit in last_first:
        line = rows[edit.row]
        if edit.takes_line:
            del rows[edit.row]
            if edit.row == len(rows):
                rows[-1] = rows[-1].removesuffix("\r")
            continue
        shift = int(edit.row == 0 and line.startswith(_BYTE_ORDER_MARK))
        adjacent = rows[max(0, edit.row - 1)] if edit.row == len(rows) - 1 else line
        lines_end = "\r\n" if adjacent.endswith("\r") else "\n"
        text = edit.text.replace("\n", lines_end)
        rows[edit.row] = line[: edit.column + shift] + text + line[edit.end + shift :]
    return "\n".join(rows).encode()
