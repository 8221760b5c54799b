"""From a YAML source's text to its first value, refusing what our sources may not use."""

import re
from collections.abc import Mapping

import yaml

from learnbrief.cache.pattern import pattern
from learnbrief.cache.program import own_file
from learnbrief.fields.cursor import YamlValue
from learnbrief.problems import FORBIDDEN, Place, Problem, Report, Text, error

DEEPEST = 20
"""Levels of nesting; SPEC 3."""


def read_yaml(source: Text, report: Report, *, may_wait: bool = False) -> YamlValue | None:
    """Read a YAML source as far as its shape; where values may wait to be filled in, a gap reads as not given.

    Reports `yaml-syntax`, `yaml-alias`, `yaml-tag`, `too-deep` and `control-character`; gives None where it could not
    be read. A source that holds nothing is read as fields of which none is given.
    """
    if not _is_plain(source, report):
        return None
    try:
        node = yaml.compose(source.value, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as fault:
        report(_syntax_problem(source, fault))
        return None
    if node is None:
        beginning = yaml.Mark("", 0, 0, 0, None, 0)
        node = yaml.MappingNode("tag:yaml.org,2002:map", [], beginning, beginning)
    return YamlValue(node, source, source.value.split("\n"), report, may_wait)


def read_own_data(name: str) -> Mapping[str, YamlValue]:
    """Read a data file of the package, by its path there: its parts by their names. A mistake in it is a bug."""
    problems: list[Problem] = []
    whole = read_yaml(Text(own_file(name).decode(), Place(name)), problems.append)
    parts = {part.value: value for part, value in whole.entries("")} if whole else {}
    assert not problems, problems
    return parts


def _is_plain(source: Text, report: Report) -> bool:
    """Look for what our sources may not use, event by event, before any tree is built of them."""
    if not _UNUSUAL_SIGNS.search(source.value) and source.value.count("[") + source.value.count("{") <= _MOST_FLOWS:
        return True
    depth, plain = 0, True
    try:
        for event in yaml.parse(source.value, Loader=yaml.CBaseLoader):
            mark = event.start_mark
            at = source.place(mark.line, mark.column) if mark else source.at
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                report(error("yaml-alias", _UNUSUAL.format("an alias or anchor", "& or *"), at))
                plain = False
            if getattr(event, "tag", None):
                report(error("yaml-tag", _UNUSUAL.format("a type tag", "!"), at))
                plain = False
            if isinstance(event, yaml.ScalarEvent) and (found := FORBIDDEN.search(event.value)):
                report(error("control-character", _INVISIBLE.format(ord(found[0])), at))
                plain = False
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                report(error("too-deep", f"Lists and fields are nested more than {DEEPEST} levels deep here.", at))
                return False
    except yaml.YAMLError as fault:
        report(_syntax_problem(source, fault))
        return False
    return plain


_MOST_FLOWS = 8
_UNUSUAL_SIGNS = re.compile(r"[&*!\\]|^(?:---|\.\.\.|[ ?:-]{6})", re.MULTILINE)
"""Of aliases, tags, escapes and second documents. What is nested too deep has many brackets, or lines that begin so
far to the right: only a list may stand as far to the left as what it is in."""
_INVISIBLE = (
    "A backslash in these double quotes stands for an invisible character (U+{0:04X}) that no text may hold. "
    "Write a backslash twice, or take it away."
)
_UNUSUAL = (
    "YAML reads this as {0}, which a briefing cannot use. "
    'If the text really begins with {1}, put the whole value in "double quotes".'
)

_SYNTAX_CURES = (
    (
        "mapping values are not allowed",
        'there is a colon where YAML does not expect one. If the text holds ": ", '
        'put the whole value in "double quotes"; if this is a new field, check how far its line is indented.',
    ),
    ("tab", "a tab stands here. Indent with spaces only."),
    (
        "cannot start any token",
        'a value may not begin with this character. Put the whole value in "double quotes".',
    ),
    (
        "could not find expected ':'",
        'this line is neither "field: value" nor the continuation of one. '
        "Add the colon, or indent the line under the value it belongs to.",
    ),
    ("unexpected end of stream", 'a quotation mark is opened here or above and never closed. Add the missing ".'),
    (
        "did not find expected key",
        "this line does not fit the lines above it. Check that it is indented exactly like its neighbours "
        "and that quotation marks are closed.",
    ),
    ("did not find expected '-' indicator", 'this line does not fit the list above it. Begin it with "- ".'),
    (
        "did not find expected ',' or",
        "a [list] or {group} is opened here or above and never closed, or lacks a comma.",
    ),
    (
        "expected a single document",
        'a line "---" begins a second document here. One file is one document: remove it.',
    ),
    ("did not find expected <document start>", "there is text here that belongs to no field."),
    ("block sequence entries are not allowed", "a list cannot begin here. Begin it on a line of its own."),
    ("unknown escape character", "a backslash in double quotes has a special meaning. Use 'single quotes' instead."),
)


_BEGINS_AT_FAULT = ("could not find expected ':'",)
"""What is said at the line below the one at fault, which is that where the fault's context begins."""


_VALUE = pattern(r"\s*(?:- +)*(?:[\w-]+: +)?(?=\S)")
"""What is before the value in a line."""
_TAG_IN_LIST = pattern(r"(?<=[\[ ,])#(?=[a-z0-9])")
_BEGINNINGS = (
    (
        pattern(r"""(["'])(?:(?!\1).)*\1[ \t]*[^\s#,\]}:]"""),
        "a value that begins with a quotation mark must end with it. Put the whole value in the other kind of "
        """quotes, as in '"Was not brought" audit'.""",
    ),
    (
        pattern(r"\[[^\[\]]*\][ \t]*[^\s#,\]}:]|\{[^{}]*\}[ \t]*[^\s#,\]}:]"),
        "to YAML, a value that begins with a bracket is a list and ends with the bracket. "
        'Put the whole value in "double quotes".',
    ),
    (
        pattern(r"(?<=: )(?:[*&!%@`]|[>|?-](?= ))"),
        'a value may not begin with this character. Put the whole value in "double quotes".',
    ),
    (
        pattern(r"[\w-]+:[^\S\n\t ]"),
        "a blank of another kind stands behind the colon. Take it away, and write an ordinary one.",
    ),
    (
        pattern("[“”‘’].*: "),
        'curly quotation marks are letters like others to YAML, and there is a ": " between them. '
        'Put the whole value in straight "double quotes".',
    ),
)
"""How a value may not begin, each with the cure."""


def _fault_of_value(line: str) -> tuple[int, str] | None:
    """Give the column and the cure where a line's value begins as none may; None where it is something else."""
    before = _VALUE.match(line)
    column = before.end() if before else 0
    if line[column : column + 1] == "[" and (tag := _TAG_IN_LIST.search(line, column)):
        return tag.start(), "to YAML, a comment begins at #. Name themes without it, as in topics: [neglect]."
    return next(((column, cure) for beginning, cure in _BEGINNINGS if beginning.match(line, column)), None)


def _syntax_problem(source: Text, fault: yaml.YAMLError) -> Problem:
    said = f"{getattr(fault, 'context', '')} {getattr(fault, 'problem', '')}"
    lines = source.value.split("\n")
    marks = (getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None))
    rows = [mark.line for mark in marks if mark]
    above = range(min(rows, default=0) - 1, -1, -1)
    for row in [*rows, *(above if "flow" in said else above[:1])]:
        if row < len(lines) and (found := _fault_of_value(lines[row])):
            return _unreadable(found[1], source.place(row, found[0]))
    row, column = _place_of_fault(fault, said, lines)
    line = lines[row]
    if "\t" in line[max(0, column - 1) : column + 1]:
        said = "tab"
    cure = next((cure for words, cure in _SYNTAX_CURES if words in said), "this cannot be read as YAML.")
    return _unreadable(cure, source.place(row, column))


def _unreadable(cure: str, at: Place) -> Problem:
    return error("yaml-syntax", f"The fields cannot be read from here on: {cure}", at)


def _place_of_fault(fault: yaml.YAMLError, said: str, lines: list[str]) -> tuple[int, int]:
    """Give row and column of a fault, counted from 0; YAML names one past the last line for what never ends."""
    problem, context = getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None)
    mark = context if context and any(words in said for words in _BEGINS_AT_FAULT) else problem or context
    if mark is None:
        return 0, 0
    row = min(mark.line, len(lines) - 1)
    return row, mark.column if row == mark.line else len(lines[row])
