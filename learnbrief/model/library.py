"""Everything that was read, hidden briefings included; and what of it a reader may see on a given day."""

from datetime import date

from msgspec import Struct

from learnbrief.model.briefing import Briefing
from learnbrief.model.roles import Status
from learnbrief.model.vocabulary import Vocabulary


class Library(Struct, frozen=True):
    """A project's briefings with the vocabulary they name."""

    briefings: tuple[Briefing, ...]
    """In the order of their paths."""
    vocabulary: Vocabulary
    unfinished: tuple[Briefing, ...] = ()
    """What could be read of those whose required fields cannot; for checks alone, so that all mistakes are named."""

    @property
    def everything(self) -> tuple[Briefing, ...]:
        """All briefings, unfinished ones included."""
        return (*self.briefings, *self.unfinished)

    def visible(self, today: date, *, drafts: bool) -> tuple[Briefing, ...]:
        """Give the briefings whose points readers may see; with drafts, unfinished and embargoed ones too."""
        shown = (Status.PUBLISHED, Status.ARCHIVED, *([Status.DRAFT] if drafts else []))
        return tuple(
            briefing for briefing in self.briefings if briefing.status in shown and (drafts or briefing.is_out(today))
        )

    def withdrawn(self, today: date) -> tuple[Briefing, ...]:
        """Give the briefings that were published once and whose address now says that they were withdrawn."""
        return tuple(
            briefing for briefing in self.briefings if briefing.status is Status.WITHDRAWN and briefing.is_out(today)
        )
