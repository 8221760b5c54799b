"""An outline as lines of text."""

from collections.abc import Iterator

from learnbrief.editing.outline.outline import Outline, OutlinedPoint, OutlinedSection, OutlinedText
from learnbrief.editing.outline.words import (
    audience_of,
    carried_by,
    counts_in_words,
    part_in_words,
    role_of,
    title_of,
)
from learnbrief.problems import escape_control_characters

_NUMBER = 5
"""Letters kept for the number of a line."""


def as_text(outline: Outline) -> str:
    """Write an outline: how much was read, then each heading, point and other part with its line."""
    lines = [f"{outline.file}: {counts_in_words(outline)}"]
    for section in outline.sections:
        lines += _section(section, outline, 0)
    return "\n".join(map(escape_control_characters, lines))


def _section(section: OutlinedSection, outline: Outline, depth: int) -> Iterator[str]:
    yield ""
    yield _line(section.line, depth, title_of(section))
    yield _line(None, depth, f"  role: {role_of(section, outline)}")
    yield _line(None, depth, f"  audience: {audience_of(section, outline)}")
    for part in section.parts:
        yield from _part(part, depth + 1)
    if not section.parts and not section.sections:
        yield _line(None, depth + 1, "nothing stands below it")
    for inner in section.sections:
        yield from _section(inner, outline, depth + 1)


def _part(part: OutlinedPoint | OutlinedText, depth: int) -> Iterator[str]:
    yield _line(part.line, depth, part_in_words(part))
    if isinstance(part, OutlinedPoint):
        yield _line(None, depth, "  ".join(["", part.address, *carried_by(part)]))


def _line(number: int | None, depth: int, words: str) -> str:
    return f"{number or '':>{_NUMBER}}  {'  ' * depth}{words}".rstrip()
