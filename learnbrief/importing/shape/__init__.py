"""What a document says by its looks: typed bullets, bold lines for headings, tables and boxes that only arrange."""

from learnbrief.importing.shape.shape import shaped
