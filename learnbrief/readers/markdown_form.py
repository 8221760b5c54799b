"""The Markdown form: front matter in YAML between two lines of `---`, then the body."""

from collections.abc import Sequence

from learnbrief.fields import Fields, read_yaml
from learnbrief.markup import (
    Definitions,
    Heading,
    MarkupBlock,
    collect_definitions,
    details_open_behind,
    parse_blocks,
)
from learnbrief.markup.lookalikes import TextPlace
from learnbrief.problems import Place, Report, Text, error, warning
from learnbrief.readers.outline import OutlineHeading, OutlineSection, split_blocks
from learnbrief.readers.unread import report_lookalikes
from learnbrief.schemas.definitions import FRONT

_FENCE = "---"


def read_markdown_form(text: Text, report: Report) -> tuple[Fields | None, tuple[OutlineSection, ...]]:
    """Part a source into its fields and the outline of its body.

    Reports `no-front-matter`, `front-matter-not-closed`, what reading the YAML reports, and what looks like something
    that it is not.
    """
    front, body = split_source(text, report)
    whole = read_yaml(front, report, may_wait=True) if front else None
    fields = whole.fields("A briefing", FRONT) if whole else None
    return fields, read_body(body, report) if body else ()


def read_body(body: Text, report: Report) -> tuple[OutlineSection, ...]:
    """Read a Markdown text as a tree of sections."""
    blocks = parse_blocks(body.value)
    report_lookalikes(blocks, body, TextPlace.BODY, report)
    _report_headings_in_details(blocks, body, report)
    definitions = collect_definitions(blocks)
    start = next((at for at, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    sections = _sections(blocks[start:], body, definitions)
    preamble = split_blocks(blocks[:start], body, definitions)
    if preamble:
        sections = (OutlineSection(None, (), preamble, (), body.at), *sections)
    return sections


def _report_headings_in_details(blocks: Sequence[MarkupBlock], body: Text, report: Report) -> None:
    """Report `heading-in-details`: what is below such a heading cannot be folded away."""
    for block, depth in zip(blocks, details_open_behind(blocks), strict=True):
        if depth and isinstance(block, Heading):
            message = (
                "A heading begins a section of the page, which cannot stand inside <details>: what is below it is "
                "shown, not folded away. Close <details> before the heading, and open another one below it."
            )
            report(warning("heading-in-details", message, body.place(block.line.row, block.line.column)))


def split_source(text: Text, report: Report) -> tuple[Text | None, Text | None]:
    """Part a Markdown source into front matter and body; reports `no-front-matter`, `front-matter-not-closed`."""
    lines = text.value.split("\n")
    if lines[0].rstrip() != _FENCE:
        message = (
            'A briefing begins with its fields: a first line "---", then "title: …" and the others, then a line '
            '"---" before the text.'
        )
        report(error("no-front-matter", message, text.at))
        return None, text
    for row, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            front = Text("\n".join(lines[1:row]), Place(text.at.file, text.at.line + 1))
            return front, text.from_line(row + 1)
    message = 'The fields that begin here are never closed. Add a line "---" between them and the text.'
    report(error("front-matter-not-closed", message, text.at))
    return None, None


def _sections(blocks: tuple[MarkupBlock, ...], text: Text, definitions: Definitions) -> tuple[OutlineSection, ...]:
    """Make a tree of headings: each takes in the deeper ones that follow it."""
    sections = []
    start = 0
    while start < len(blocks):
        heading = blocks[start]
        assert isinstance(heading, Heading)
        end = start + 1
        while end < len(blocks) and not (isinstance(below := blocks[end], Heading) and below.level <= heading.level):
            end += 1
        inside = blocks[start + 1 : end]
        own = next((at for at, block in enumerate(inside) if isinstance(block, Heading)), len(inside))
        sections.append(
            OutlineSection(
                OutlineHeading(heading.line, text, definitions, heading.level),
                (),
                split_blocks(inside[:own], text, definitions),
                _sections(inside[own:], text, definitions),
                text.place(heading.line.row, heading.line.column),
            )
        )
        start = end
    return tuple(sections)
