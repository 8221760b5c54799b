"""A Markdown text as headings, lists and prose with their lines; prose to safe HTML and plain text.

This room knows Markdown as a git host shows it, and HTML as far as it is harmless. It does not know what a
heading or a list item means to a briefing, nor where a link leads.
"""

from learnbrief.markup.blocks import parse_blocks
from learnbrief.markup.definitions import (
    NO_DEFINITIONS,
    Definitions,
    collect_definitions,
    paragraphs,
    table_lines,
    walk_blocks,
)
from learnbrief.markup.details import details_open_behind, with_details_closed, without_details
from learnbrief.markup.marks import (
    NO_MARKS,
    Marks,
    end_of_entry,
    may_hold_marks,
    stray_braces,
    take_marks,
    take_marks_of_blocks,
)
from learnbrief.markup.prose import ProseWriter, Resolve, words_without_notes
from learnbrief.markup.structure import (
    Code,
    Footnote,
    Heading,
    Line,
    LinkTarget,
    List,
    MarkupBlock,
    Paragraph,
    Quote,
    RawHtml,
    Table,
    TableCell,
    first_line,
)
from learnbrief.markup.tables import cells_of, sides_of
