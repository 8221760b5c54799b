"""A catalogue's themes in time: which briefings raise each, one after the other, and which are nearest to a day."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from learnbrief.model import Catalogue, Entry

NEAREST = 6
"""Briefings looked at on either side of a point in time, for each of its themes."""


@dataclass(frozen=True, slots=True)
class Step:
    """A briefing in the life of a theme."""

    place: date
    """Of its first point."""
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The briefings that raise a theme, earliest first; those of which nobody knows when stand behind the latest."""

    steps: Sequence[Step]
    places: Sequence[date]
    """Of each step."""

    def around(self, day: date) -> slice:
        """Say which steps are nearest to a day."""
        at = bisect_left(self.places, day)
        return slice(max(0, at - NEAREST), at + NEAREST + 1)


@dataclass(frozen=True)
class Timelines:
    """Everything is found out when it is first asked for, and once."""

    catalogue: Catalogue

    @cached_property
    def _timelines(self) -> dict[str, Timeline]:
        """By theme, as far as they were asked for."""
        return {}

    @cached_property
    def _rarities(self) -> dict[str, float]:
        """By theme, as far as they were asked for."""
        return {}

    def rarity(self, theme: str) -> float:
        """Weigh a theme: the fewer briefings raise it, the more it says that two of them share it."""
        if theme not in self._rarities:
            self._rarities[theme] = math.log(
                1 + len(self.catalogue.briefings) / (len(self.timeline(theme).steps) or 1)
            )
        return self._rarities[theme]

    def around(self, theme: str, day: date) -> Sequence[Step]:
        """Give the steps of a theme that are nearest to a day."""
        timeline = self.timeline(theme)
        return timeline.steps[timeline.around(day)]

    def timeline(self, theme: str) -> Timeline:
        """Give a theme's whole timeline."""
        if theme not in self._timelines:
            found = _steps(self.catalogue.by_theme.get(theme, ()))
            steps = sorted(found, key=lambda step: (step.place, step.slug))
            self._timelines[theme] = Timeline(steps, [step.place for step in steps])
        return self._timelines[theme]


def _steps(entries: Sequence[Entry]) -> Iterator[Step]:
    """Gather the points of each briefing, which stand together in the catalogue."""
    for slug, together in groupby(entries, key=lambda entry: entry.briefing.slug):
        own = list(together)
        yield Step(min(entry.point.held.place for entry in own), slug, own[0].briefing.title)
