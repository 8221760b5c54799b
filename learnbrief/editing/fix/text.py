"""A text in Markdown, fixed: what was meant as a list or a heading, what nobody sees, tabs, and blanks at line ends.

What needs judgement is left as it is, and its lines are reported. A text that was fixed once is not changed again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from learnbrief.editing.fix.characters import parted, without_invisible
from learnbrief.editing.fix.lists import fixed_list, without_second_sign
from learnbrief.editing.fix.rows import SourceLine, lines_of
from learnbrief.markup import (
    Code,
    Heading,
    MarkupBlock,
    RawHtml,
    Table,
    parse_blocks,
    walk_blocks,
)
from learnbrief.markup.lookalikes import BLANKS, Lookalike, LookalikeKind, find_lookalikes
from learnbrief.readers import names_a_section

_MOST_ROUNDS = 20
_MARKS = re.compile(rf"[ \t{BLANKS}]*(?P<marks>#{{1,6}})[ \t{BLANKS}]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BEFORE_WORDS = re.compile(r"(?:[ \t]*+(?:>|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t])))*+[ \t]*+")


@dataclass(frozen=True, slots=True)
class FixedText:
    """A text after fixing."""

    rows: tuple[SourceLine, ...]
    left: tuple[int, ...]
    """The rows of what looks like something that it is not, and was left because it needs judgement."""


def fix_text(rows: Sequence[SourceLine], line_end: str, *, may_hold_headings: bool) -> FixedText:
    """Fix a text. New lines get a line end of their own. Makes no headings where none may be, as in YAML."""
    now = list(rows)
    for _ in range(_MOST_ROUNDS):
        before, now = now, _fix_once(now, line_end, may_hold_headings=may_hold_headings)
        if lines_of(now) == lines_of(before):
            break
    left = sorted({found.lines[0].row for found in _lookalikes(now)})
    return FixedText(tuple(now), tuple(left))


def _fix_once(rows: Sequence[SourceLine], line_end: str, *, may_hold_headings: bool) -> list[SourceLine]:
    code, whole = _protected(rows)
    now = [without_invisible(row, is_code=at in code) for at, row in enumerate(rows)]
    now = parted(now, whole | code, line_end)
    now = _with_lists_and_headings(now, line_end, may_hold_headings=may_hold_headings)
    fenced = _fenced(now)
    now = [row if at in fenced else without_blanks_at_end(row) for at, row in enumerate(now)]
    now = _without_tabs(now)
    return _with_room_around_headings(now) if may_hold_headings else now


def _blocks(rows: Sequence[SourceLine]) -> tuple[MarkupBlock, ...]:
    return parse_blocks("\n".join(lines_of(rows)))


def _lookalikes(rows: Sequence[SourceLine]) -> Iterable[Lookalike]:
    return find_lookalikes(_blocks(rows), lines_of(rows), names_a_section)


def _protected(rows: Sequence[SourceLine]) -> tuple[set[int], set[int]]:
    """Give the rows of code and HTML, which stay as they are, and those of headings and tables, which stay whole."""
    code: set[int] = set()
    whole: set[int] = set()
    for block in walk_blocks(_blocks(rows)):
        match block:
            case Code(lines=lines) | RawHtml(lines=lines):
                code.update(line.row for line in lines)
            case Table(lines=lines):
                whole.update(line.row for line in lines)
            case Heading(line=line):
                whole.add(line.row)
    return code, whole


def _with_lists_and_headings(
    rows: Sequence[SourceLine], line_end: str, *, may_hold_headings: bool
) -> list[SourceLine]:
    new: dict[int, list[SourceLine]] = {}
    for found in _lookalikes(rows):
        if found.what is LookalikeKind.LIST:
            new |= fixed_list(found, rows, line_end)
        elif found.what is LookalikeKind.SECOND_SIGN:
            new |= without_second_sign(found, rows)
        elif found.what is LookalikeKind.MARKED_HEADING and may_hold_headings:
            new |= _fixed_heading(found, rows)
    return [each for at, row in enumerate(rows) for each in new.get(at, [row])]


def _fixed_heading(found: Lookalike, rows: Sequence[SourceLine]) -> dict[int, list[SourceLine]]:
    at = found.lines[0].row
    text = _MARKS.sub(r"\g<marks> ", rows[at].text, count=1)
    said = "a blank put behind its #: this is a heading now, and what stands below it is read under it"
    return {at: [rows[at].fixed(text, said)]}


def _without_tabs(rows: Sequence[SourceLine]) -> list[SourceLine]:
    """Put blanks in the place of tabs, as many as they are wide before words; columns of tabs are left."""
    if not any("\t" in row.text for row in rows):
        return list(rows)
    code, _ = _protected(rows)
    left = code | {line.row for found in _lookalikes(rows) for line in found.lines}
    return [row if at in left or "\t" not in row.text else _without_tab(row) for at, row in enumerate(rows)]


def _without_tab(row: SourceLine) -> SourceLine:
    before = _BEFORE_WORDS.match(row.text)
    assert before
    words = row.text[before.end() :].replace("\t", " ")
    return row.fixed(before[0].expandtabs(4) + words, "tabs made blanks")


def without_blanks_at_end(row: SourceLine) -> SourceLine:
    """Take away blanks at the end of a line; two of them break the line, and stay."""
    stripped = row.text.rstrip(" \t")
    kept = stripped + "  " if stripped and row.text.endswith("  ") else stripped
    return row.fixed(kept, "blanks at the end taken away")


def _fenced(rows: Sequence[SourceLine]) -> set[int]:
    """Give the rows of code between fences, and of the fences."""
    fenced: set[int] = set()
    fence = ""
    for at, row in enumerate(rows):
        mark = _FENCE.match(row.text)
        if mark and (not fence or (mark[1].startswith(fence) and not row.text.strip().strip(fence[0]))):
            fence = "" if fence else mark[1]
            fenced.add(at)
        elif fence:
            fenced.add(at)
    return fenced


def _with_room_around_headings(rows: Sequence[SourceLine]) -> list[SourceLine]:
    """Put an empty line above and below each heading that is marked with #."""
    marked = {
        block.line.row
        for block in _blocks(rows)
        if isinstance(block, Heading) and rows[block.line.row].text.lstrip().startswith("#")
    }
    new: list[SourceLine] = []
    for at, row in enumerate(rows):
        needs_room = at > 0 and rows[at - 1].text.strip() and row.text.strip() and {at - 1, at} & marked
        if needs_room:
            new.append(SourceLine("", rows[at - 1].end, ("an empty line put beside the heading",)))
        new.append(row)
    return new
