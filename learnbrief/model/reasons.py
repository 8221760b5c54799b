"""What decided a section's role and its audience: for those who have to explain it to an editor."""

from enum import Enum, auto

from learnbrief.cache.values import Value


class Decider(Enum):
    """What can decide a section's role, or its audience."""

    PHRASE = auto()
    """A phrase in its heading."""
    ATTRIBUTE = auto()
    """What its editor wrote beside its heading."""
    ABOVE = auto()
    """A heading above it."""
    FRONT = auto()
    """The briefing's own fields."""
    GAP = auto()
    """Nobody yet: its editor has marked it as to be filled in."""
    NOTHING = auto()
    """No phrase was known, and there was nothing to inherit."""


class Reason(Value, frozen=True):
    """What decided, and in which words."""

    by: Decider = Decider.NOTHING
    words: str = ""
    """The phrase as it is in the heading, or the heading above; empty where something else decided."""
    is_whole_heading: bool = False
    """Whether the heading is nothing but this phrase, and what may be around it, such as a number."""

    def below(self, heading: str) -> "Reason":
        """Give the reason of a section that inherits what was decided at a heading, or above it."""
        return Reason(Decider.ABOVE, heading) if self.by in (Decider.PHRASE, Decider.ATTRIBUTE) else self
