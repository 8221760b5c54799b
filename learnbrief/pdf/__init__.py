"""What stands in a PDF, in the order in which it is meant to be read: pieces of text with their looks.

The rules here are our own, because they are about briefings: filled and framed shapes are boxes, printed numbers say
their order, gutters part columns, size, weight and colour make headings. Nothing here fetches, and no model guesses.
"""

from learnbrief.pdf.joining import Words
from learnbrief.pdf.lines import spaced
from learnbrief.pdf.opening import UnreadableError, read_pages
from learnbrief.pdf.page import Page, Picture, Word
from learnbrief.pdf.pieces import Form, Piece
from learnbrief.pdf.reading import Reading, read

__all__ = [
    "Form",
    "Page",
    "Picture",
    "Piece",
    "Reading",
    "UnreadableError",
    "Word",
    "Words",
    "read",
    "read_pages",
    "spaced",
]
