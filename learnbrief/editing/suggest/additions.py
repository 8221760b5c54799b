"""A source with tags or attributes added: bytes from bytes, with everything else as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learnbrief.editing.suggest.spots import Obstacle, Spot, find_spots
from learnbrief.problems import Place

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of the wish to add tags, or attributes, to one source."""

    file: str
    content: bytes
    """The source with them; as it was where none could be added."""
    added: Mapping[Place, tuple[str, ...]]
    """Those that were added, by the place of their point."""
    left: tuple[Obstacle, ...]
    """The points that had to be left as they were."""
    refused: bool = False
    """Whether nothing was added because the source would have come to mean something else."""


def add_tags(file: str, content: bytes, wanted: Mapping[Place, Sequence[str]]) -> Addition:
    """Add tags to points, each named by its place; a point whose source cannot be edited safely is left."""
    return _add(file, content, wanted, find_spots(file, content))


def add_attributes(file: str, content: bytes, wanted: Mapping[Place, Sequence[str]]) -> Addition:
    """Add attributes such as `lesson=an-id` to points in the same way."""
    return _add(file, content, wanted, find_spots(file, content, for_attributes=True))


def _add(
    file: str, content: bytes, wanted: Mapping[Place, Sequence[str]], spots: Mapping[Place, Spot | Obstacle]
) -> Addition:
    written: list[tuple[Spot, str]] = []
    added: dict[Place, tuple[str, ...]] = {}
    left: list[Obstacle] = []
    for at, marks in wanted.items():
        spot = spots.get(at, Obstacle(at, "its place in the source was not found again"))
        if isinstance(spot, Obstacle):
            left.append(spot)
        elif marks:
            written.append((spot, spot.before + spot.between.join(marks) + spot.after))
            added[at] = tuple(marks)
    return Addition(file, _insert(content, written) if written else content, added, tuple(left))


def _insert(content: bytes, written: Sequence[tuple[Spot, str]]) -> bytes:
    """Put pieces of text into a source, new lines ended as their neighbours are."""
    rows = content.decode().split("\n")
    for spot, piece in sorted(written, key=lambda pair: (pair[0].row, pair[0].column), reverse=True):
        line = rows[spot.row]
        column = spot.column + (spot.row == 0 and line.startswith(_MARK))
        neighbour = rows[max(0, spot.row - 1)] if spot.row == len(rows) - 1 else line
        lines_end = "\r\n" if neighbour.endswith("\r") else "\n"
        rows[spot.row] = line[:column] + piece.replace("\n", lines_end) + line[column:]
    return "\n".join(rows).encode()
