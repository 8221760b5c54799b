"""Pages to pieces: the steps in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from learnbrief.pdf.headings import with_headings
from learnbrief.pdf.joining import Words, over_ends, repeated_heads
from learnbrief.pdf.layout import lay_out
from learnbrief.pdf.numbers import by_numbers
from learnbrief.pdf.page import Page
from learnbrief.pdf.pieces import Piece, pieces_of
from learnbrief.pdf.region import Region
from learnbrief.pdf.running import Running, without_running


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a PDF."""

    pieces: tuple[Piece, ...]
    running: tuple[Running, ...]
    words: Words
    boxes: int
    drawn_order: str
    """The numbers of its sections as they stood, where they were put in order."""


def read(pages: Sequence[Page]) -> Reading:
    """Give what stands on pages, in the order of reading."""
    kept, running = without_running(pages)
    regions = [lay_out(page, words) for page, words in zip(pages, kept, strict=True)]
    pieces: list[Piece] = []
    boxes = 0
    for region in regions:
        pieces += pieces_of(region, boxes)
        boxes += _count(region)
    pieces, drawn_order = by_numbers(with_headings(pieces))
    heads = [Running(page, words, "heading of a table, printed again") for page, words in repeated_heads(pieces)]
    return Reading(
        tuple(over_ends(pieces)),
        (*running, *heads),
        Words.of(line.text for region in regions for line in region.lines()),
        boxes,
        drawn_order,
    )


def _count(region: Region) -> int:
    """Count the boxes within a box."""
    inner = [thing for column in region.columns for thing in column if isinstance(thing, Region)]
    return len(inner) + sum(_count(each) for each in inner)
