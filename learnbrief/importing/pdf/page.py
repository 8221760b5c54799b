"""What is on a page of a PDF: words with their looks, shapes, pictures. Places count from its upper left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, boxes: Iterable["Box"]) -> Self:
        """Give the smallest that holds all of some."""
        held = list(boxes)
        return cls(
            min(box.left for box in held),
            min(box.top for box in held),
            max(box.right for box in held),
            max(box.bottom for box in held),
        )

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """How much it covers."""
        return max(self.width, 0) * max(self.height, 0)

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def has(self, point: tuple[float, float]) -> bool:
        """Tell whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def holds(self, other: "Box", slack: float = 2) -> bool:
        """Tell whether another lies in it, but for a little."""
        return (
            self.left - slack <= other.left
            and self.right + slack >= other.right
            and self.top - slack <= other.top
            and self.bottom + slack >= other.bottom
        )

    def common(self, other: "Box") -> float:
        """Give how much of both is common to them."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0) * max(height, 0)

    def is_beside(self, other: "Box") -> bool:
        """Tell whether they share some of their height and no width."""
        is_apart = self.right <= other.left + 1 or other.right <= self.left + 1
        return is_apart and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.3 * min(
            self.height, other.height
        )


Colour = tuple[int, int, int]
"""Red, green and blue, up to 255."""
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look."""

    size: float
    """In points, as shown."""
    is_bold: bool = False
    is_italic: bool = False
    colour: Colour = BLACK
    font: str = ""


@dataclass(frozen=True, slots=True)
class PdfTag:
    """What a tagged file says of a word."""

    kind: str
    """The nearest block that it is in: "P", "H2", "LI", "TD", …"""
    element: int
    """Which block; words of one have the same."""
    is_sign: bool = False
    """Whether it is what is printed before an entry of a list."""
    depth: int = 0
    """How many lists it is in."""
    cell: tuple[int, int, int] | None = None
    """In which table, row and column."""


@dataclass(frozen=True, slots=True)
class PdfWord:
    """Letters without a blank between them, of one look; a word may be several where its look changes."""

    text: str
    box: Box
    base: float
    """Where its line is."""
    look: Look
    address: str = ""
    """Where a link on it leads."""
    tag: PdfTag | None = None
    is_glued: bool = False
    """Whether it goes on with the word drawn before it, without a blank."""
    order: int = 0
    """Which word of its page it is, in the order in which they were drawn."""
    is_running: bool = False
    """Whether the file marks it as a running header or footer, or as decoration."""

    def goes_on_with(self, before: "PdfWord") -> bool:
        """Tell whether it goes on with another, without a blank."""
        return self.is_glued and self.order == before.order + 1


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """A drawn shape."""

    box: Box
    fill: Colour | None
    is_framed: bool
    """Whether its outline is drawn."""


@dataclass(frozen=True, slots=True)
class PdfPicture:
    """A picture, with the words that describe it, if the file has them."""

    box: Box
    words: str = ""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as it is shown."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    words: tuple[PdfWord, ...]
    """In the order in which they were drawn."""
    shapes: tuple[DrawnShape, ...] = ()
    pictures: tuple[PdfPicture, ...] = ()
    turned: tuple[str, ...] = ()
    """Words that are upright or aslant, such as a watermark."""
    hidden: int = 0
    """How many words nobody sees: invisible, in the ground's colour, or off the page."""
    unmapped: int = 0
    """How many letters the file does not say what they are."""
    letters: int = 0
    """How many letters there are."""
    is_recognised: bool = False
    """Whether its words are invisible ones over a picture, as text recognition leaves them."""

    @property
    def box(self) -> Box:
        """Its own edges."""
        return Box(0, 0, self.width, self.height)
