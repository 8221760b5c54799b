"""One source, mended line by line."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from learnbrief.fields import FILL_IN, read_yaml
from learnbrief.mend.dates import mended_date
from learnbrief.problems import Place, Problem
from learnbrief.source import Text

_LINE_END = re.compile(r"(\r?\n)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BLOCK_TEXT = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?:[^\s#'\"|>][^#'\"]*:[ ]+)?[|>][+-]?[0-9]?[+-]?[ \t]*(?:#.*)?")
"""A line of YAML behind which a text of several lines begins."""
_CURLY_KEY = re.compile(r"(?P<lead>[ \t]*(?:-[ ]+)*)[“”](?P<key>[A-Za-z_-]+)[“”](?P<rest>[ ]*:(?:[ \t].*)?)")
_FIELD = re.compile(r"(?P<lead>[ \t]*(?:-[ ]+)*(?P<key>[\w-]+):[ \t]+)(?P<value>.*?)(?P<rest>[ \t]*(?:[ \t]#.*)?)")
_GAP = re.compile(
    rf"(?P<lead>[ \t]*(?:-[ ]+)*(?:[\w-]+:[ \t]+)?)(?P<value>{FILL_IN}:.*?)(?P<rest>[ \t]*(?:[ \t]#(?:[ \t].*)?)?)"
)
"""A value that is yet to be filled in, with a note that YAML would take for a field's value."""
_CURLY_QUOTED = re.compile(r"[“”]([^“”\"\\]*)[“”]")
_QUOTED = re.compile(r"(['\"]?)(.*)\1")

_DATES = {"published": True, "updated": False, "review_by": False, "tested": False, "held": True, "due": True}
"""Fields that hold a date, and whether it may be less exact than a day."""
_NO_PROSE = frozenset(
    """partnership kind held published updated review_by status topics follows_up superseded_by aliases role audience
    slug id was themes due state broader related""".split()
)
"""Fields whose values are ids, dates or addresses, in which no quotation is meant."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was mended on a line."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A source as it is after mending."""

    content: bytes
    changes: tuple[Change, ...]


def mend(file: str, content: bytes) -> Mended:
    """Mend a source in Markdown or YAML; what is no UTF-8, or would not be read any more, is left as it is."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return Mended(content, ())
    parts = _LINE_END.split(text)
    lines, ends = parts[::2], [*parts[1::2], ""]
    mended, changes = _mend_lines(lines, is_markdown=file.lower().endswith(".md"))
    if not changes:
        return Mended(content, ())
    after = "".join(line + end for line, end in zip(mended, ends, strict=True))
    return Mended(after.encode("utf-8"), tuple(changes))


def _mend_lines(lines: list[str], *, is_markdown: bool) -> tuple[list[str], list[Change]]:
    start, end = _yaml_rows(lines) if is_markdown else (0, len(lines))
    mended, changes = _mend_yaml(lines[start:end])
    if not _is_read(mended) and _is_read(lines[start:end]):
        mended, changes = lines[start:end], []
    body, body_changes = _mend_markdown(lines[end:])
    moved = [Change(start + change.line, change.what) for change in changes]
    moved += [Change(end + change.line, change.what) for change in body_changes]
    return [*lines[:start], *mended, *body], moved


def _yaml_rows(lines: list[str]) -> tuple[int, int]:
    """Give the first row of the front matter and the one behind its last; the same where there is none."""
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        return 0, 0
    closing = (row for row, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    return 1, next(closing, 1)


def _is_read(lines: list[str]) -> bool:
    """Tell whether lines are YAML that can be read."""
    problems: list[Problem] = []
    read_yaml(Text("\n".join(lines).removeprefix("\ufeff"), Place("")), problems.append)
    return not problems


Step = Callable[[str], tuple[str, str]]
"""Gives a line as it should be, and what was mended; nothing where nothing was."""


def _mend_yaml(lines: list[str]) -> tuple[list[str], list[Change]]:
    mended: list[str] = []
    changes: list[Change] = []
    inside = -1
    """The column of the key whose text of several lines goes on; -1 outside of one."""
    for row, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if inside >= 0 and line.strip() and indent <= inside:
            inside = -1
        steps: tuple[Step, ...] = (_text_end,) if inside >= 0 else (_tabs, _key, _value, _gap, _line_end)
        for step in steps:
            line, what = step(line)
            changes += [Change(row + 1, what)] if what else []
        opening = _BLOCK_TEXT.fullmatch(line) if inside < 0 else None
        if opening:
            inside = len(opening["lead"]) if ":" in line else max(0, len(opening["lead"].rstrip()) - 1)
        mended.append(line)
    return mended, changes


def _mend_markdown(lines: list[str]) -> tuple[list[str], list[Change]]:
    mended: list[str] = []
    changes: list[Change] = []
    fence = ""
    for row, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or (mark[1].startswith(fence) and not line.strip().strip(fence[0]))):
            fence = "" if fence else mark[1]
        elif not fence:
            line, what = _text_end(line)
            changes += [Change(row + 1, what)] if what else []
        mended.append(line)
    return mended, changes


def _line_end(line: str) -> tuple[str, str]:
    stripped = line.rstrip(" \t")
    return stripped, "blanks at the end taken away" if stripped != line else ""


def _text_end(line: str) -> tuple[str, str]:
    """Take away blanks at the end of a line of Markdown; two of them break the line, and stay."""
    stripped = line.rstrip(" \t")
    kept = stripped + "  " if stripped and line.endswith("  ") else stripped
    return kept, "blanks at the end taken away" if kept != line else ""


def _tabs(line: str) -> tuple[str, str]:
    words = line.lstrip(" \t")
    before = line[: len(line) - len(words)]
    if "\t" not in before or not words:
        return line, ""
    return before.replace("\t", "  ") + words, "tab made two blanks"


def _key(line: str) -> tuple[str, str]:
    match = _CURLY_KEY.fullmatch(line)
    if not match:
        return line, ""
    return f"{match['lead']}{match['key']}{match['rest']}", f'quotes around "{match["key"]}" taken away'


def _value(line: str) -> tuple[str, str]:
    match = _FIELD.fullmatch(line)
    if not match:
        return line, ""
    value = match["value"]
    if match["key"] in _NO_PROSE or (_CURLY_QUOTED.fullmatch(value) and not _is_read([line.strip()])):
        value = _CURLY_QUOTED.sub(r'"\1"', value)
    said = ["curly quotes made straight"] if value != match["value"] else []
    if match["key"] in _DATES:
        value, dated = _date(value, may_be_vague=_DATES[match["key"]])
        said += dated
    return (f"{match['lead']}{value}{match['rest']}", "; ".join(said)) if said else (line, "")


def _gap(line: str) -> tuple[str, str]:
    match = _GAP.fullmatch(line)
    if not match:
        return line, ""
    quoted = match["value"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{match["lead"]}"{quoted}"{match["rest"]}', f"{FILL_IN} put in quotes"


def _date(value: str, *, may_be_vague: bool) -> tuple[str, list[str]]:
    quoted = _QUOTED.fullmatch(value)
    assert quoted
    day = mended_date(quoted[2].strip(), may_be_vague=may_be_vague)
    return (day, [f'"{quoted[2]}" written as {day}']) if day else (value, [])
