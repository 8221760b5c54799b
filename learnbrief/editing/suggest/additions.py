"""A source with tags or attributes added: bytes from bytes, with everything else as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learnbrief.editing.suggest.edits import Edit, edited
from learnbrief.editing.suggest.spots import Obstacle, find_spots
from learnbrief.problems import Place


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of the wish to add tags or attributes to one source, or to change them."""

    file: str
    content: bytes
    """The source with them; as it was where none could be added."""
    added: Mapping[Place, tuple[str, ...]]
    """Those that were added, by the place of their point."""
    left: tuple[Obstacle, ...]
    """The points that had to be left as they were."""
    refused: bool = False
    """Whether nothing was added because the source would have come to mean something else."""


def add_marks(
    file: str, content: bytes, wanted: Mapping[Place, Sequence[str]], *, are_attributes: bool = False
) -> Addition:
    """Add tags, or attributes such as `lesson=an-id`, to points, each named by its place.

    A point whose source cannot be edited safely is left.
    """
    spots = find_spots(file, content, for_attributes=are_attributes)
    edits: list[Edit] = []
    added: dict[Place, tuple[str, ...]] = {}
    left: list[Obstacle] = []
    for at, marks in wanted.items():
        spot = spots.get(at, Obstacle(at, "its place in the source was not found again"))
        if isinstance(spot, Obstacle):
            left.append(spot)
        elif marks:
            piece = spot.before + spot.between.join(marks) + spot.after
            edits.append(Edit(spot.row, spot.column, spot.column, piece))
            added[at] = tuple(marks)
    return Addition(file, edited(content, edits), added, tuple(left))
