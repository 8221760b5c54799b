"""One source, fixed: its fields as fields, its text as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from learnbrief.editing.fix.fields import fix_fields
from learnbrief.editing.fix.rows import SourceLine, rows_of, text_of
from learnbrief.editing.fix.text import FixedText, fix_text
from learnbrief.problems import Problem, decode

_BYTE_ORDER_MARK = "\ufeff"
_NEVER_FIXED = frozenset({"too-large", "too-much", "not-utf-8", "conflict-mark"})
"""What makes a source no text to be fixed: nobody knows what it is, or which of its versions holds."""


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """What was fixed on a line, as it is numbered afterwards."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class FixedSource:
    """A source as it is after fixing."""

    content: bytes
    changes: tuple[Fix, ...]
    left: tuple[int, ...] = ()
    """Lines of what looks like something that it is not, and was left because it needs judgement."""


def fix(file: str, content: bytes) -> FixedSource:
    """Fix a source in Markdown or YAML; what is no text, or has no fields, is left as it is."""
    problems: list[Problem] = []
    decode(file, content, problems.append)
    if _NEVER_FIXED & {problem.code for problem in problems}:
        return FixedSource(content, ())
    text = content.decode("utf-8")
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    fixed = _fix_lines(rows_of(text.removeprefix(mark)), is_markdown=file.lower().endswith(".md"))
    changes = tuple(Fix(line, what) for line, row in enumerate(fixed.rows, 1) for what in row.said)
    after = (mark + text_of(fixed.rows)).encode("utf-8") if changes else content
    return FixedSource(after, changes, tuple(row + 1 for row in fixed.left))


def _fix_lines(rows: Sequence[SourceLine], *, is_markdown: bool) -> FixedText:
    start, end = (1, _end_of_fields(rows)) if is_markdown else (0, len(rows))
    if end < start:
        return FixedText(tuple(rows), ())
    line_end = next((row.end for row in rows if row.end), "\n")
    fields = fix_fields(rows[start:end], line_end)
    if not is_markdown:
        return fields
    above = (*rows[:start], *fields.rows, rows[end])
    body = fix_text(rows[end + 1 :], line_end, may_hold_headings=True)
    left = (*(start + at for at in fields.left), *(len(above) + at for at in body.left))
    return FixedText((*above, *body.rows), left)


def _end_of_fields(rows: Sequence[SourceLine]) -> int:
    """Give the row at which the front matter ends; -1 if it never ends, so that fields and text look alike."""
    if rows[0].text.rstrip() != "---":
        return -1
    return next((at for at, row in enumerate(rows[1:], 1) if row.text.rstrip() == "---"), -1)
