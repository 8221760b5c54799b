"""What a card says, and in which colours."""

from learnbrief.cache.values import Value

DRAWING = 1
"""Which way of drawing this is; to be raised with each change that shows, because a picture's address holds it."""
WIDTH, HEIGHT = 800, 420
"""Pixels: of the shape that the Open Graph's readers show without cutting, and larger than most of them show it."""


class Card(Value, frozen=True):
    """What a picture for sharing says, from top to bottom; each part but the title may be empty."""

    name: str
    """What its file is called, before the digest."""
    site: str
    title: str
    publisher: str
    facts: str


class Colours(Value, frozen=True):
    """The colours of a card, each as `#rrggbb`."""

    paper: str = "#fdfcf9"
    ink: str = "#1d2426"
    thread: str = "#14505c"


class ColouredCard(Value, frozen=True):
    """A card with the colours in which it is drawn."""

    card: Card
    colours: Colours
