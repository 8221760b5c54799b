"""Which briefings are nearest to one another, by their themes and in time.

Nothing here grows with the square of the site: of every theme only the briefings nearest in time are looked at.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from learnbrief.cache.cache import Cache, Shared, no_cache
from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Catalogue, Held

MOST_RELATED = 4
MOST_SHARED = 4
"""Themes that are named of those that two briefings share."""
RAREST = 8
"""Of a briefing's themes, those looked at to find its relations."""
NEAREST = 6
"""Briefings looked at on either side of a point in time, for each of its themes."""


class Related(Value, frozen=True):
    """A briefing near to another one, and the themes they share."""

    title: str
    url: str
    shared: str


class _InTime(Value, frozen=True):
    """A briefing, by what decides which others are near to it."""

    slug: str
    place: date
    topics: tuple[str, ...]
    themes: dict[str, date]
    """The themes that its points raise, each with the day of the first of these."""


class _Near(Value, frozen=True):
    slug: str
    shared: tuple[str, ...]


class Recurrence(Struct, frozen=True, dict=True):
    """The catalogue's themes in time. Made once for all pages."""

    catalogue: Catalogue
    cache: Cache = no_cache

    def related(self, briefing: Briefing) -> tuple[Related, ...]:
        """Find the briefings that share most with one, rarer themes weighing more."""
        by_slug, labels = self.catalogue.by_slug, self.catalogue.vocabulary.themes
        return tuple(
            Related(
                by_slug[near.slug].title,
                f"/{by_slug[near.slug].address}",
                ", ".join(labels[theme].label for theme in near.shared),
            )
            for near in self._nearest[briefing.slug]
        )

    @cached_property
    def _nearest(self) -> Mapping[str, tuple[_Near, ...]]:
        return self.cache.map(_nearest, [tuple(self.cache.refer(_in_time, self.catalogue.runs))])[0]


def _in_time(briefings: Shared[Sequence[Briefing]]) -> tuple[_InTime, ...]:
    return tuple(map(_when_raised, briefings.value))


def _when_raised(briefing: Briefing) -> _InTime:
    themes: dict[str, date] = {}
    raised: defaultdict[Held, set[str]] = defaultdict(set)
    for point in briefing.points:
        raised[point.held].update(point.themes)
    for held in sorted(raised, key=lambda held: held.place, reverse=True):
        themes |= dict.fromkeys(sorted(raised[held]), held.place)
    return _InTime(briefing.slug, briefing.held.place, tuple(topic.id for topic in briefing.topics), themes)


def _nearest(runs: tuple[Shared[tuple[_InTime, ...]], ...]) -> dict[str, tuple[_Near, ...]]:
    """Find the briefings nearest to each.

    On the timeline of a theme the earliest come first; those of which nobody knows when are behind the latest.
    """
    briefings = [briefing for run in runs for briefing in run.value]
    found: defaultdict[str, list[tuple[date, str]]] = defaultdict(list)
    for briefing in briefings:
        for theme, place in briefing.themes.items():
            found[theme].append((place, briefing.slug))
    timelines = {theme: sorted(steps) for theme, steps in found.items()}
    return {briefing.slug: _nearest_to(briefing, timelines, len(briefings)) for briefing in briefings}


def _nearest_to(
    briefing: _InTime, timelines: Mapping[str, Sequence[tuple[date, str]]], total: int
) -> tuple[_Near, ...]:
    """Weigh each theme: the fewer briefings raise it, the more it says that two of them share it."""
    times = {theme: len(timelines.get(theme, ())) or 1 for theme in {*briefing.topics, *briefing.themes}}
    rarities = {theme: math.log(1 + total / count) for theme, count in times.items()}
    shared: dict[str, list[str]] = {}
    weights: defaultdict[str, float] = defaultdict(float)
    for theme in sorted(rarities, key=lambda theme: (-rarities[theme], theme))[:RAREST]:
        timeline = timelines.get(theme, ())
        at = bisect_left(timeline, (briefing.place,))
        for _, slug in timeline[max(0, at - NEAREST) : at + NEAREST + 1]:
            if slug != briefing.slug:
                shared.setdefault(slug, []).append(theme)
                weights[slug] += rarities[theme]
    nearest = sorted(weights, key=lambda slug: (-weights[slug], slug))[:MOST_RELATED]
    return tuple(_Near(slug, tuple(shared[slug][:MOST_SHARED])) for slug in nearest)
