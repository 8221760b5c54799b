"""From the file's own places, which count from the lower left and may be turned, to those of the page as shown."""

from dataclasses import dataclass

from learnbrief.importing.pdf.page import Box


@dataclass(frozen=True, slots=True)
class Placing:
    """How a page lies."""

    left: float
    bottom: float
    right: float
    top: float
    """The edges of what is shown of it, in the file's own places."""
    quarter_turns: int
    """How often it is turned clockwise before it is shown."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarter_turns % 2 else (width, height)

    def point(self, across: float, up: float) -> tuple[float, float]:
        """Give where a point is shown."""
        match self.quarter_turns % 4:
            case 1:
                return up - self.bottom, across - self.left
            case 2:
                return self.right - across, up - self.bottom
            case 3:
                return self.top - up, self.right - across
        return across - self.left, self.top - up

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Give where a rectangle is shown."""
        one, other = self.point(left, top), self.point(right, bottom)
        return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))

    def is_level(self, across: float, up: float) -> bool:
        """Tell whether a line that goes this way in the file goes from left to right as shown."""
        match self.quarter_turns % 4:
            case 1:
                across, up = up, -across
            case 2:
                across, up = -across, -up
            case 3:
                across, up = -up, across
        return across > 0 and abs(up) < 0.05 * across
