"""One made document, with what must come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

UNDECIDED = "?"
"""Stands for the role of points whose heading does not tell it: the draft must mark it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A document, and the points that an editor would find in it, each with the role that its heading tells."""

    name: str
    content: bytes
    points: tuple[tuple[str, str], ...]
    """Role and first words of each, in the printed order."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What must stand in the draft's fields."""


def of_role(role: str, *texts: str) -> tuple[tuple[str, str], ...]:
    """Give points of one role."""
    return tuple((role, text) for text in texts)
