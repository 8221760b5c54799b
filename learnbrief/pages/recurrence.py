"""Where else a point's themes were raised, before and since, and which briefings are nearest to one another.

Nothing here grows with the square of the site: of every theme only the briefings nearest in time are looked at.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from learnbrief.catalogue import Catalogue, Entry
from learnbrief.model import Briefing, Link
from learnbrief.pages.points import theme_link
from learnbrief.pages.words import ROLE_PHRASES, beginning_of, count_of

MOST_SHOWN = 4
"""Points shown beside a point: as many as a reader takes in; the rest is one link away, on the themes' pages."""
NEAREST = 6
"""Briefings looked at on either side of a point in time, for each of its themes."""
MOST_OF_ONE = 4
"""Points looked at in each of those briefings."""
MOST_RELATED = 4
RAREST = 8
"""Of a briefing's themes, those looked at to find its relations."""


@dataclass(frozen=True, slots=True)
class Echo:
    """A point of another briefing that raised the same."""

    url: str
    when: str
    where: str
    role: str
    """What it was raised as: "as a recommendation"."""
    words: str
    """How it begins."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else a point's themes were raised."""

    since: tuple[Echo, ...]
    before: tuple[Echo, ...]
    rest: tuple[Link, ...]
    """The themes' pages, each with how much there is."""


@dataclass(frozen=True, slots=True)
class Related:
    """A briefing near to another one, and the themes they share."""

    title: str
    url: str
    shared: str


@dataclass(frozen=True)
class Recurrence:
    """The catalogue's themes in time. Made once for all pages."""

    catalogue: Catalogue

    @cached_property
    def _timelines(self) -> Mapping[str, list[tuple[date, str, list[Entry]]]]:
        """By theme: the briefings that raise it, earliest first, each with its points on the theme."""
        timelines = {}
        for theme, entries in self.catalogue.by_theme.items():
            by_briefing: dict[str, list[Entry]] = {}
            for entry in entries:
                by_briefing.setdefault(entry.briefing.slug, []).append(entry)
            steps = [(min(entry.point.held.start for entry in own), slug, own) for slug, own in by_briefing.items()]
            timelines[theme] = sorted(steps, key=lambda step: step[:2])
        return timelines

    def rarity(self, theme: str) -> float:
        """Weigh a theme: the fewer briefings raise it, the more it says that two of them share it."""
        return math.log(1 + len(self.catalogue.briefings) / max(1, len(self._timelines.get(theme, ()))))

    def elsewhere(self, entry: Entry) -> Elsewhere | None:
        """Find the points nearest to a point in theme and time, in other briefings; None where there are none."""
        candidates: dict[str, Entry] = {}
        for theme in entry.point.themes:
            for slug, entries in self._nearest(theme, entry):
                if slug != entry.briefing.slug:
                    candidates.update({other.address: other for other in entries[:MOST_OF_ONE]})
        nearest = sorted(candidates.values(), key=lambda other: self._distance(entry, other))
        shown: list[Entry] = []
        for other in nearest:
            if sum(each.briefing.slug == other.briefing.slug for each in shown) < MOST_SHOWN // 2:
                shown.append(other)
            if len(shown) == MOST_SHOWN:
                break
        if not shown:
            return None
        shown.sort(key=lambda other: (other.point.held.start, other.address), reverse=True)
        return Elsewhere(
            since=tuple(self._echo(other) for other in shown if other.point.held.start >= entry.point.held.start),
            before=tuple(self._echo(other) for other in shown if other.point.held.start < entry.point.held.start),
            rest=tuple(self._rest(entry)),
        )

    def related(self, briefing: Briefing) -> tuple[Related, ...]:
        """Find the briefings that share most with one, rarer themes weighing more."""
        rarest = sorted(briefing.themes, key=lambda theme: (-self.rarity(theme), theme))[:RAREST]
        shared: dict[str, list[str]] = {}
        for theme in rarest:
            for _, slug, _ in self._around(theme, briefing.held.start):
                if slug != briefing.slug:
                    shared.setdefault(slug, []).append(theme)
        weights = {slug: sum(map(self.rarity, themes)) for slug, themes in shared.items()}
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

    def _nearest(self, theme: str, entry: Entry) -> Iterator[tuple[str, list[Entry]]]:
        for _, slug, entries in self._around(theme, entry.point.held.start):
            yield slug, entries

    def _around(self, theme: str, day: date) -> Sequence[tuple[date, str, list[Entry]]]:
        timeline = self._timelines.get(theme, [])
        at = bisect_left(timeline, day, key=lambda step: step[0])
        return timeline[max(0, at - NEAREST) : at + NEAREST + 1]

    def _distance(self, entry: Entry, other: Entry) -> tuple[float, int, str]:
        """Order points by how much they share with one, then by how near they are in time."""
        shared = set(entry.point.themes) & set(other.point.themes)
        days = abs((other.point.held.start - entry.point.held.start).days)
        return (-round(sum(map(self.rarity, sorted(shared))), 6), days, other.address)

    def _echo(self, entry: Entry) -> Echo:
        point, briefing = entry.point, entry.briefing
        partnerships = self.catalogue.vocabulary.partnerships
        return Echo(
            url=f"/{entry.address}",
            when=point.held.label,
            where=" and ".join(partnerships[reference.id].area for reference in briefing.partnerships),
            role=ROLE_PHRASES[point.role],
            words=beginning_of(point.title or point.body.text, 90),
        )

    def _rest(self, entry: Entry) -> Iterator[Link]:
        rarest_first = sorted(entry.point.themes, key=lambda theme: (-self.rarity(theme), theme))
        for theme in rarest_first:
            briefings = len(self._timelines[theme])
            if briefings > 1:
                link = theme_link(theme, self.catalogue)
                points = count_of(len(self.catalogue.by_theme[theme]), "point")
                yield Link(f"{link.title}: {points} in {count_of(briefings, 'briefing')}", link.url)
