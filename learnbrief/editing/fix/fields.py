"""Fields in YAML, fixed: tabs, curly quotes, forms of dates, what nobody sees, and the texts that fields hold."""

import re
from collections.abc import Sequence
from dataclasses import replace

from learnbrief.editing.fix.characters import on_one_line, without_invisible
from learnbrief.editing.fix.rows import SourceLine, lines_of
from learnbrief.editing.fix.text import FixedText, fix_text, without_blanks_at_end
from learnbrief.fields import FILL_IN, double_quoted, read_yaml
from learnbrief.markup.lookalikes import SignKind, sign_of
from learnbrief.problems import Place, Problem, Text
from learnbrief.readers import corrected_date

_BLOCK_TEXT = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)(?:(?P<key>[^\s#'\"|>][^#'\"]*):[ ]+)?(?P<form>[|>])[+-]?[0-9]?[+-]?[ \t]*(?:#.*)?"
)
"""A line of YAML behind which a text of several lines begins."""
_CURLY_KEY = re.compile(r"(?P<lead>[ \t]*(?:-[ ]+)*)[“”](?P<key>[A-Za-z_-]+)[“”](?P<rest>[ ]*:(?:[ \t].*)?)")
_FIELD = re.compile(r"(?P<lead>[ \t]*(?:-[ ]+)*(?P<key>[\w-]+):[ \t]+)(?P<value>.*?)(?P<rest>[ \t]*(?:[ \t]#.*)?)")
_GAP = re.compile(
    rf"(?P<lead>[ \t]*(?:-[ ]+)*(?:[\w-]+:[ \t]+)?)(?P<value>{FILL_IN}:.*?)(?P<rest>[ \t]*(?:[ \t]#(?:[ \t].*)?)?)"
)
"""A value that is yet to be filled in, with a note that YAML would take for a field's value."""
_CURLY_QUOTED = re.compile(r"[“”]([^“”\"\\]*)[“”]")
_QUOTED = re.compile(r"(['\"]?)(.*)\1")
_ENTRY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)+(?:text:[ ]+)?[\"']?)(?P<text>.*)")
"""A point, whose text may begin with a bullet of its own."""

_DATES = {"published": True, "updated": False, "review_by": False, "tested": False, "held": True, "due": True}
"""Fields that hold a date, and whether it may be less exact than a day."""
_NO_PROSE = frozenset(
    """partnership kind held published updated review_by status topics follows_up superseded_by aliases role audience
    slug id was themes due state broader related""".split()
)
"""Fields whose values are ids, dates or addresses, in which no quotation is meant."""


def fix_fields(rows: Sequence[SourceLine], line_end: str) -> FixedText:
    """Fix lines of YAML; all are left as they are if they could not be read any more."""
    lines, texts = _fix_lines(rows)
    fixed = _with_texts(lines, texts, line_end)
    if not _is_read(lines_of(fixed.rows)) and _is_read(lines_of(rows)):
        return FixedText(tuple(rows), ())
    return fixed


def _is_read(lines: Sequence[str]) -> bool:
    """Tell whether lines are YAML that can be read."""
    problems: list[Problem] = []
    read_yaml(Text("\n".join(lines), Place("")), problems.append)
    return not problems


def _fix_lines(rows: Sequence[SourceLine]) -> tuple[list[SourceLine], list[range]]:
    """Fix line by line; gives also where texts of several lines are that are Markdown."""
    fixed: list[SourceLine] = []
    texts: list[range] = []
    inside, start = -1, -1
    """The column of the key whose text of several lines goes on, and where that began if it is Markdown; or -1."""
    for at, before in enumerate(rows):
        row = on_one_line(without_invisible(before))
        indent = len(row.text) - len(row.text.lstrip(" "))
        if inside >= 0 and row.text.strip() and indent <= inside:
            texts += [range(start, at)] if start >= 0 else []
            inside, start = -1, -1
        for step in (without_blanks_at_end,) if inside >= 0 else (_tabs, _key, _value, _gap, _entry, _line_end):
            row = step(row)
        opening = _BLOCK_TEXT.fullmatch(row.text) if inside < 0 else None
        if opening:
            inside = len(opening["lead"]) if opening["key"] else max(0, len(opening["lead"].rstrip()) - 1)
            start = at + 1 if opening["form"] == "|" and opening["key"] in ("text", None) else -1
        fixed.append(row)
    texts += [range(start, len(rows))] if start >= 0 else []
    return fixed, texts


def _with_texts(rows: Sequence[SourceLine], texts: Sequence[range], line_end: str) -> FixedText:
    """Fix the texts in Markdown that fields hold."""
    new: list[SourceLine] = []
    left: list[int] = []
    done = 0
    for text in texts:
        new += rows[done : text.start]
        inner = rows[text.start : text.stop]
        indent = min((len(row.text) - len(row.text.lstrip(" ")) for row in inner if row.text.strip()), default=0)
        fixed = fix_text([replace(row, text=row.text[indent:]) for row in inner], line_end, may_hold_headings=False)
        left += [len(new) + at for at in fixed.left]
        new += [replace(row, text=" " * indent + row.text if row.text else "") for row in fixed.rows]
        done = text.stop
    return FixedText((*new, *rows[done:]), tuple(left))


def _line_end(row: SourceLine) -> SourceLine:
    return row.fixed(row.text.rstrip(" \t"), "blanks at the end taken away")


def _tabs(row: SourceLine) -> SourceLine:
    words = row.text.lstrip(" \t")
    before = row.text[: len(row.text) - len(words)]
    return row.fixed(before.replace("\t", "  ") + words, "tab made two blanks") if words else row


def _entry(row: SourceLine) -> SourceLine:
    """Take away the bullet with which the text of an entry begins."""
    match = _ENTRY.fullmatch(row.text)
    sign = sign_of(match["text"]) if match else None
    if match is None or sign is None or not sign.is_sure or sign.kind is not SignKind.BULLET or sign.written in "-*+":
        return row
    return row.fixed(match["lead"] + match["text"][sign.width :], "a second bullet taken away")


def _key(row: SourceLine) -> SourceLine:
    match = _CURLY_KEY.fullmatch(row.text)
    if not match:
        return row
    return row.fixed(f"{match['lead']}{match['key']}{match['rest']}", f'quotes around "{match["key"]}" taken away')


def _value(row: SourceLine) -> SourceLine:
    match = _FIELD.fullmatch(row.text)
    if not match:
        return row
    value = match["value"]
    if match["key"] in _NO_PROSE or (_CURLY_QUOTED.fullmatch(value) and not _is_read([row.text.strip()])):
        value = _CURLY_QUOTED.sub(r'"\1"', value)
    said = ["curly quotes made straight"] if value != match["value"] else []
    if match["key"] in _DATES:
        value, dated = _date(value, may_be_vague=_DATES[match["key"]])
        said += dated
    return row.fixed(f"{match['lead']}{value}{match['rest']}", "; ".join(said)) if said else row


def _gap(row: SourceLine) -> SourceLine:
    match = _GAP.fullmatch(row.text)
    if not match:
        return row
    return row.fixed(f"{match['lead']}{double_quoted(match['value'])}{match['rest']}", f"{FILL_IN} put in quotes")


def _date(value: str, *, may_be_vague: bool) -> tuple[str, list[str]]:
    quoted = _QUOTED.fullmatch(value)
    assert quoted
    day = corrected_date(quoted[2].strip(), may_be_vague=may_be_vague)
    return (day, [f'"{quoted[2]}" written as {day}']) if day else (value, [])
