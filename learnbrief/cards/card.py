"""What a card says, and in which colours."""

from dataclasses import dataclass

WIDTH, HEIGHT = 800, 420
"""Pixels: of the shape that the Open Graph's readers show without cutting, and larger than most of them show it."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture for sharing says, from top to bottom; each part but the title may be empty."""

    name: str
    """What its file is called, before the digest."""
    site: str
    title: str
    publisher: str
    facts: str


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a card, each as `#rrggbb`."""

    paper: str = "#fdfcf9"
    ink: str = "#1d2426"
    thread: str = "#14505c"
