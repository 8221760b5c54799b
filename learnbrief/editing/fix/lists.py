"""Lines that look like a list made one: their bullets become hyphens, letters and numbers stay behind them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from learnbrief.editing.fix.rows import SourceLine
from learnbrief.markup.lookalikes import BLANKS, Lookalike, Sign, SignKind

_LEADING = re.compile(rf"[ \t{BLANKS}]*")
_MARKS = re.compile(rf"[ \t{BLANKS}]*(?:(?:[-+*]|[0-9]{{1,9}}[.)])[ \t{BLANKS}]+)*")
"""What may be before the text of an entry."""
_OF_MARKDOWN = frozenset("-+*")
_COUNTED = re.compile(r"\d{1,3}[.)]")
"""Numbers that Markdown knows, but for the blank behind them."""


_Open = tuple[int, Sign]
"""A list that an entry may go on: how far it is indented, and its last sign."""


def fixed_list(found: Lookalike, rows: Sequence[SourceLine], line_end: str) -> dict[int, list[SourceLine]]:
    """Give the new lines for each line of a list, by their rows; none where it needs judgement.

    It does where a paragraph is between two entries: nobody knows whose it is, or if it leads in to the next.
    """
    at = [line.row for line in found.lines]
    if found.is_parted:
        return {}
    new: dict[int, list[SourceLine]] = {}
    open_lists: list[_Open] = []
    keeps_ticks = len({sign.written for sign in found.signs if sign.kind is SignKind.TICK}) > 1
    for row, sign in zip(at, found.signs, strict=True):
        text = rows[row].text
        leading = _LEADING.match(text)
        if leading is None or not text.startswith(sign.written, leading.end()):
            return {}
        indent = len(leading[0].expandtabs(4))
        _descend(open_lists, indent, sign)
        blanks = " " * (min(indent, found.inside) + 2 * (len(open_lists) - 1))
        rest = text[leading.end() + len(sign.written) :].lstrip(f" \t{BLANKS}")
        entries = _parted(rest, sign)
        begin = f"{blanks}{_bullet(sign, keeps_ticks=keeps_ticks)}"
        ends = (*[rows[row].end or line_end] * (len(entries) - 1), rows[row].end)
        new[row] = [SourceLine(f"{begin}{entry}", end) for entry, end in zip(entries, ends, strict=True)]
        new[row][0] = replace(new[row][0], said=rows[row].said)
    first = at[0]
    if _COUNTED.fullmatch(found.signs[0].written) and first and rows[first - 1].text.strip():
        new[first].insert(0, SourceLine("", rows[first - 1].end))
    if all(lines == [rows[row]] for row, lines in new.items()):
        return {}
    at_first = 0 if new[first][0].text else 1
    count = sum(len(lines) for lines in new.values()) - at_first
    new[first][at_first] = _with_word(new[first][at_first], found.signs[0], count)
    return new


def _parted(text: str, sign: Sign) -> list[str]:
    """Part a line at the bullets inside it that are its own: lines copied from a PDF run together."""
    if not sign.is_sure or sign.written in _OF_MARKDOWN:
        return [text]
    return re.split(rf"(?<=\S)[ \t{BLANKS}]+{re.escape(sign.written)}[ \t{BLANKS}]+(?=\S)", text)


def _with_word(row: SourceLine, sign: Sign, count: int) -> SourceLine:
    """Say what was made of the lines, on the first of them."""
    lines = f"{count} lines that begin with “{sign.written}” are entries of a list now, each"
    what = lines if count > 1 else "this line is an entry of a list now,"
    return replace(row, said=(*row.said, f"{what} a learning point if its section holds points"))


def without_second_sign(found: Lookalike, rows: Sequence[SourceLine]) -> dict[int, list[SourceLine]]:
    """Take away the bullet of an entry that has one already."""
    (line,), (sign,) = found.lines, found.signs
    row = rows[line.row]
    before, written, rest = row.text.partition(sign.written)
    if not written or not _MARKS.fullmatch(before):
        return {}
    return {line.row: [row.fixed(before + rest.lstrip(f" \t{BLANKS}"), "a second bullet taken away")]}


def _bullet(sign: Sign, *, keeps_ticks: bool) -> str:
    """Give what an entry begins with: a hyphen, and its sign where that says something."""
    if sign.kind is SignKind.NUMBERING:
        return f"{sign.written} " if _COUNTED.fullmatch(sign.written) else f"- {sign.written} "
    says_something = sign.kind is SignKind.TICK and (keeps_ticks or sign.written.startswith("["))
    return f"- {sign.written} " if says_something else "- "


def _descend(open_lists: list[_Open], indent: int, sign: Sign) -> None:
    """Put an entry into the list that it goes on, which ends those inside; else into a new one inside the last."""
    while open_lists and open_lists[-1][0] > indent:
        open_lists.pop()
    same = [at for at, (other, last) in enumerate(open_lists) if other == indent and _goes_on(last, sign)]
    if same:
        del open_lists[same[-1] :]
    open_lists.append((indent, sign))


def _goes_on(last: Sign, sign: Sign) -> bool:
    """Tell whether a sign may be the next of a list: the same bullet, the next number, or the first one again."""
    if sign.kind is not SignKind.NUMBERING or last.kind is not SignKind.NUMBERING:
        return last.kind is sign.kind and (sign.kind is SignKind.TICK or last.written == sign.written)
    orders = {order for order, _ in last.counts}
    is_next = any((order, number - 1) in last.counts for order, number in sign.counts)
    is_first = any(order in orders and number in (1, ord("a")) for order, number in sign.counts)
    depth = sign.written.strip("().").count(".")
    return is_next or is_first or (depth > 0 and depth == last.written.strip("().").count("."))
