"""What in a text looks like a list, a heading or a table, and is not read as one: reported while the text is read."""

from collections.abc import Sequence

from learnbrief.markup import MarkupBlock
from learnbrief.markup.lookalikes import TextPlace, find_lookalikes, lookalike_problem
from learnbrief.problems import Report, Text
from learnbrief.readers.phrases import recognise_heading


def report_lookalikes(
    blocks: Sequence[MarkupBlock], text: Text, place: TextPlace, report: Report, *, is_entry: bool = False
) -> None:
    """Report `unread-list`, `unread-heading`, `unread-table` and `indented-text`."""
    for found in find_lookalikes(blocks, text.value.split("\n"), names_a_section, is_entry=is_entry):
        report(lookalike_problem(found, text, place))


def names_a_section(words: str) -> bool:
    """Tell whether words would give a section its role if they were its heading."""
    return recognise_heading(words, ()).role is not None
