"""What is known of a neighbour's site: as much of its open data as is shown beside our own learning."""

from msgspec import Struct

from learnbrief.model.held import Held
from learnbrief.model.roles import Role


class TheirTheme(Struct, frozen=True):
    """A theme of a neighbour's vocabulary."""

    id: str
    label: str
    """Empty where the neighbour does not say it."""
    also: tuple[str, ...]


class TheirPoint(Struct, frozen=True):
    """A neighbour's learning point, all of it plain text."""

    id: str
    title: str
    text: str
    lead_in: str
    headings: tuple[str, ...]
    role: Role
    audience: str
    themes: tuple[str, ...]
    """Ids of the neighbour's vocabulary, sorted."""
    held: Held


class TheirBriefing(Struct, frozen=True):
    """A neighbour's briefing with its points in their printed order."""

    slug: str
    title: str
    kind: str
    held: Held
    published: Held
    points: tuple[TheirPoint, ...]


class TheirSite(Struct, frozen=True):
    """All that is kept of a neighbour's site."""

    generated_from: str
    """The neighbour's own digest of its sources."""
    themes: tuple[TheirTheme, ...]
    """Those that its points raise, by id."""
    briefings: tuple[TheirBriefing, ...]
    """By slug."""

    @property
    def points(self) -> int:
        """How many learning points there are."""
        return sum(len(briefing.points) for briefing in self.briefings)
