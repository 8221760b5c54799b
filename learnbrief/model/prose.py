"""A piece of Markdown, made safe to be shown."""

from collections.abc import Sequence

from learnbrief.cache.values import Placed
from learnbrief.model.wording import Wording, together


class Prose(Placed, tag=0, frozen=True):
    """A piece of Markdown, made safe: its HTML and its plain text.

    An address of the site is in the HTML with a slash before it; rendering makes it relative.
    """

    unlike = frozenset({"wording"})

    html: str = ""
    text: str = ""
    wording: Wording = Wording()
    """What its editor wrote, with places; for checks alone."""

    @classmethod
    def joined(cls, parts: Sequence["Prose"]) -> "Prose":
        """Put pieces one below the other."""
        return cls(
            html="\n".join(part.html for part in parts),
            text=" ".join(part.text for part in parts),
            wording=together(part.wording for part in parts),
        )
