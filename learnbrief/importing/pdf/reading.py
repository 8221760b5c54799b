"""Pages to pieces: the steps in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from learnbrief.importing.pdf.headings import with_headings
from learnbrief.importing.pdf.joining import Words, over_ends, repeated_heads, with_rest_of_box
from learnbrief.importing.pdf.layout import lay_out
from learnbrief.importing.pdf.numbers import by_numbers
from learnbrief.importing.pdf.page import Box, PdfPage
from learnbrief.importing.pdf.pieces import Piece, pieces_of
from learnbrief.importing.pdf.running import RunningLine, without_running


@dataclass(frozen=True, slots=True)
class PdfReading:
    """What was read of a PDF."""

    pieces: tuple[Piece, ...]
    running: tuple[RunningLine, ...]
    words: Words
    boxes: int
    drawn_order: str
    """The numbers of its sections in their order before, where they were put in order."""


def read(pages: Sequence[PdfPage]) -> PdfReading:
    """Give what is on pages, in the order of reading."""
    kept, running = without_running(pages)
    regions = [lay_out(page, words) for page, words in zip(pages, kept, strict=True)]
    pieces: list[Piece] = []
    boxes: dict[int, Box] = {}
    for page, region in zip(pages, regions, strict=True):
        own, own_boxes = pieces_of(region, len(boxes))
        pieces = with_rest_of_box(pieces, boxes, own, own_boxes, page.height)
        boxes |= own_boxes
    pieces, drawn_order = by_numbers(with_headings(pieces))
    heads = [RunningLine(page, words, "heading of a table, printed again") for page, words in repeated_heads(pieces)]
    return PdfReading(
        tuple(over_ends(pieces)),
        (*running, *heads),
        Words.of(line.text for region in regions for line in region.lines()),
        len(boxes),
        drawn_order,
    )
