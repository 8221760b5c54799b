"""What is in a PDF, in the order in which it is meant to be read: pieces of text with their looks.

The rules here are our own, because they are about briefings: filled and framed shapes are boxes, printed numbers say
their order, gutters part columns, size, weight and colour make headings. Nothing here fetches, and no model guesses.
"""

from learnbrief.importing.pdf.opening import UnreadablePdfError, read_pages
from learnbrief.importing.pdf.page import PdfPage, PdfPicture, PdfWord
from learnbrief.importing.pdf.pieces import Piece, PieceKind
from learnbrief.importing.pdf.reading import PdfReading, read
