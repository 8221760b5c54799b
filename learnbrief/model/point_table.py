"""A table whose rows are learning points, as its briefing shows it."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from learnbrief.cache.values import Value
from learnbrief.model.prose import Prose


class PointRow(Value, frozen=True):
    """A row, in the printed order."""

    cells: tuple[Prose, ...]
    """One for each column; that of its point's own words is empty."""
    point: int | None
    """Which of the list's points it is, counted from 0; None where the row makes none."""
    attributes: frozenset[str] = frozenset()
    """What its cells say already of the point: "owner", "due", "state"."""


class PointTable(Value, frozen=True):
    """The columns and rows around learning points."""

    head: tuple[Prose, ...]
    sides: tuple[str, ...]
    """On which side each column is: "left", "center", "right" or nothing."""
    column: int
    """Where the words of the points are."""
    rows: tuple[PointRow, ...]

    def changed(self, change: Callable[[Prose], Prose]) -> "PointTable":
        """Change all that it says besides its points."""
        rows = (replace(row, cells=tuple(map(change, row.cells))) for row in self.rows)
        return replace(self, head=tuple(map(change, self.head)), rows=tuple(rows))

    @property
    def prose(self) -> Iterator[Prose]:
        """All that it says besides its points."""
        yield from self.head
        for row in self.rows:
            yield from row.cells
