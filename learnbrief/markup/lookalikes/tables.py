"""Finds lines that were meant as rows of a table but are not read as a table."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from learnbrief.markup.structure import Line

_TABBED = re.compile(r"\S *\t\s*\S")


def columns(text: str) -> str:
    """Give what parts a line into columns: tabs between words, or pipes, two at least; or nothing."""
    if text.count(" | ") > 1 or (text.startswith("|") and text.rstrip().count("|") > 1):
        return "|"
    return "\t" if "\t" in text and _TABBED.search(text) else ""


def rows_of_tables(lines: Sequence[Line], taken: Collection[Line]) -> Iterator[tuple[Line, ...]]:
    """Give each run of at least two lines with columns of one kind."""
    for kind, run in groupby(lines, lambda line: "" if line in taken else columns(line.text)):
        rows = tuple(run)
        if kind and len(rows) > 1:
            yield rows
