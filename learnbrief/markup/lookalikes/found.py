"""What a text that looks like something else was found to be."""

from collections.abc import Callable
from enum import Enum, auto

from learnbrief.cache.values import Value
from learnbrief.markup.lookalikes.signs import Sign
from learnbrief.markup.structure import Line

IsHeading = Callable[[str], bool]
"""Says whether words name a kind of section, as those of a heading may."""


class TextPlace(Enum):
    """Where a text is, which decides what may be written in it."""

    BODY = auto()
    """A briefing in Markdown."""
    FIELD = auto()
    """A text in a field of YAML, in which there can be no heading."""
    PAGE = auto()
    """A page in the owner's own words, which holds no points."""


class LookalikeKind(Enum):
    """What a text looks like."""

    LIST = auto()
    SECOND_SIGN = auto()
    """The bullet of an entry that has one already."""
    INSIDE_LINE = auto()
    """Entries of a list within one line."""
    MARKED_HEADING = auto()
    """`##Text`: all that is wrong is the blank."""
    HEADING = auto()
    HEADING_INSIDE = auto()
    """A heading in an entry of a list, which begins no section."""
    GLUED_HEADING = auto()
    """A short line that a list directly above or below makes a part of itself, or of what leads in to it."""
    TABLE = auto()
    PARAGRAPH = auto()
    """Words that four blanks make program code."""


class Lookalike(Value, frozen=True):
    """Lines that look like something, and are not read as that."""

    what: LookalikeKind
    lines: tuple[Line, ...]
    signs: tuple[Sign, ...] = ()
    """What each line begins with, if it looks like a list."""
    why: str = ""
    """What makes it look so, in an editor's words, where there are several ways."""
    is_parted: bool = False
    """Whether a paragraph is between the entries of what looks like a list, which may belong to either."""
    inside: int = 0
    """The column at which the text of the list item around it is; 0 outside of one."""
