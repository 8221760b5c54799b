"""A source with tags added: bytes from bytes, with everything else as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learnbrief.problems import Place
from learnbrief.suggest.spots import Obstacle, Spot, find_spots

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of the wish to add tags to one source."""

    file: str
    content: bytes
    """The source with the tags; as it was where none could be added."""
    added: Mapping[Place, tuple[str, ...]]
    """The tags that were added, by the place of their point."""
    left: tuple[Obstacle, ...]
    """The points that had to be left as they were."""
    refused: bool = False
    """Whether nothing was added because the source would have come to mean something else."""


def add_tags(file: str, content: bytes, wanted: Mapping[Place, Sequence[str]]) -> Addition:
    """Add tags to points, each named by its place; a point whose source cannot be edited safely is left."""
    spots = find_spots(file, content)
    written: list[tuple[Spot, str]] = []
    added: dict[Place, tuple[str, ...]] = {}
    left: list[Obstacle] = []
    for at, themes in wanted.items():
        spot = spots.get(at, Obstacle(at, "its place in the source was not found again"))
        if isinstance(spot, Obstacle):
            left.append(spot)
        elif themes:
            written.append((spot, spot.before + spot.between.join(themes)))
            added[at] = tuple(themes)
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
