"""A year as a table for spreadsheets: a row for each thing that its page counts."""

from collections.abc import Iterable

from learnbrief.cache.values import Value
from learnbrief.data import TableView, harmless, written_row
from learnbrief.pages.addresses import canonical

COLUMNS = ("part", "words", "published_by", "held", "note", "url")


class YearRow(Value, frozen=True):
    """One thing that a year's page counts."""

    cells: tuple[str, ...]

    @classmethod
    def of(cls, part: str, words: str, publishers: str, held: str, note: str, address: str, base: str) -> "YearRow":
        """Make a row in which no cell is taken for a formula."""
        page, mark, point = address.partition("#")
        url = (canonical(page, base) or page.removesuffix("index.html")) + mark + point
        return cls(tuple(harmless(cell) for cell in (part, words, publishers, held, note, url)))


def year_file(rows: Iterable[YearRow]) -> TableView:
    """Write the table."""
    return TableView(written_row(COLUMNS), [written_row(row.cells) for row in rows])
