"""Which briefings are nearest to one another, by their themes and in time.

Nothing here grows with the square of the site: of every theme only the briefings nearest in time are looked at.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Catalogue

MOST_RELATED = 4
RAREST = 8
"""Of a briefing's themes, those looked at to find its relations."""
NEAREST = 6
"""Briefings looked at on either side of a point in time, for each of its themes."""


class Related(Value, frozen=True):
    """A briefing near to another one, and the themes they share."""

    title: str
    url: str
    shared: str


@dataclass(frozen=True)
class Recurrence:
    """The catalogue's themes in time. Made once for all pages."""

    catalogue: Catalogue

    def related(self, briefing: Briefing) -> tuple[Related, ...]:
        """Find the briefings that share most with one, rarer themes weighing more."""
        rarest = sorted(briefing.themes, key=lambda theme: (-self._rarities[theme], theme))[:RAREST]
        shared: dict[str, list[str]] = {}
        weights: defaultdict[str, float] = defaultdict(float)
        for theme in rarest:
            for slug in self._around(theme, briefing.held.place):
                if slug != briefing.slug:
                    shared.setdefault(slug, []).append(theme)
                    weights[slug] += self._rarities[theme]
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

    def _around(self, theme: str, day: date) -> Sequence[str]:
        """Give the slugs of the briefings with points on a theme that are nearest to a day."""
        timeline = self._timelines.get(theme, ())
        at = bisect_left(timeline, (day,))
        return [slug for _, slug in timeline[max(0, at - NEAREST) : at + NEAREST + 1]]

    @cached_property
    def _rarities(self) -> Mapping[str, float]:
        """Weigh each theme: the fewer briefings raise it, the more it says that two of them share it."""
        times = {theme: len(self._timelines.get(theme, ())) or 1 for theme in self.catalogue.vocabulary.themes}
        return {theme: math.log(1 + len(self.catalogue.briefings) / count) for theme, count in times.items()}

    @cached_property
    def _timelines(self) -> Mapping[str, Sequence[tuple[date, str]]]:
        """Give of each theme the slugs of the briefings with points on it, each behind the day of the first of these.

        The earliest come first; those of which nobody knows when stand behind the latest.
        """
        found: defaultdict[str, list[tuple[date, str]]] = defaultdict(list)
        for slug, entries in self.catalogue.by_briefing.items():
            first: dict[str, date] = {}
            for entry in entries:
                place = entry.point.held.place
                for theme in entry.point.themes:
                    if place < first.setdefault(theme, place):
                        first[theme] = place
            for theme, place in first.items():
                found[theme].append((place, slug))
        return {theme: sorted(steps) for theme, steps in found.items()}
