"""Which briefings are nearest to one another, by their themes and in time.

Nothing here grows with the square of the site: of every theme only the briefings nearest in time are looked at.
"""

from dataclasses import dataclass
from functools import cached_property

from learnbrief.analysis.timelines import Timelines
from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Catalogue

MOST_RELATED = 4
RAREST = 8
"""Of a briefing's themes, those looked at to find its relations."""


class Related(Value, frozen=True):
    """A briefing near to another one, and the themes they share."""

    title: str
    url: str
    shared: str


@dataclass(frozen=True)
class Recurrence:
    """The catalogue's themes in time. Made once for all pages."""

    catalogue: Catalogue

    @cached_property
    def _timelines(self) -> Timelines:
        return Timelines(self.catalogue)

    def related(self, briefing: Briefing) -> tuple[Related, ...]:
        """Find the briefings that share most with one, rarer themes weighing more."""
        rarest = sorted(briefing.themes, key=lambda theme: (-self._timelines.rarity(theme), theme))[:RAREST]
        shared: dict[str, list[str]] = {}
        for theme in rarest:
            for step in self._timelines.around(theme, briefing.held.place):
                if step.slug != briefing.slug:
                    shared.setdefault(step.slug, []).append(theme)
        weights = {slug: sum(map(self._timelines.rarity, themes)) for slug, themes in shared.items()}
        nearest = sorted(weights, key=lambda slug: (-weights[slug], slug))[:MOST_RELATED]
        labels = self.catalogue.vocabulary.themes
        return tuple(
            Related(
                self.catalogue.by_slug[slug].title,
                f"/{self.catalogue.by_slug[slug].address}",
                ", ".join(labels[theme].label for theme in shared[slug][:4]),
            )
            for slug in nearest
        )
