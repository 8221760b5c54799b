"""A catalogue's themes in time: which briefings raise each, one after the other, and which are nearest to a day."""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import groupby

from learnbrief.catalogue import Catalogue, Entry
from learnbrief.pages.words import beginning_of
from learnbrief.values import Value

NEAREST = 6
"""Briefings looked at on either side of a point in time, for each of its themes."""
MOST_OF_ONE = 4
"""Points looked at in each of those briefings."""
WORDS_SHOWN = 70
"""Letters of a point that stand beside others."""


class Candidate(Value, frozen=True):
    """A point that may stand beside others."""

    entry: Entry
    themes: int
    """One bit a theme."""
    day: int
    """Its place on the line of time, as a proleptic Gregorian ordinal."""
    address: str


@dataclass(frozen=True)
class Step:
    """A briefing in the life of a theme."""

    place: date
    """Of its first point."""
    slug: str
    entries: Sequence[Entry]
    """Its first points on the theme."""
    make_candidate: Callable[[Entry], Candidate]

    def told(self, tell: Callable[[Entry], str]) -> str:
        """Tell all that others can be told of it."""
        return "\n".join((self.slug, self.entries[0].briefing.title, *map(tell, self.entries)))

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Those points as candidates; most steps are never looked at by the preview, which makes few pages."""
        return tuple(map(self.make_candidate, self.entries))


class Timeline(Value, frozen=True):
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
    def _candidates(self) -> dict[int, Candidate]:
        """By the entry's identity, as far as they were asked for."""
        return {}

    @cached_property
    def bits(self) -> Mapping[str, int]:
        """Give each theme that is raised a bit of its own."""
        return {theme: 1 << place for place, theme in enumerate(sorted(self.catalogue.by_theme))}

    @cached_property
    def _rarities(self) -> dict[str, float]:
        """By theme, as far as they were asked for."""
        return {}

    @cached_property
    def _windows(self) -> dict[tuple[str, int, int], str]:
        """Digests of what stands around a day, by theme and steps, as far as they were asked for."""
        return {}

    @cached_property
    def _steps_told(self) -> dict[str, list[str]]:
        """What is told of each step, by theme, as far as it was asked for."""
        return {}

    @cached_property
    def _tellings(self) -> dict[int, str]:
        """By the entry's identity, as far as they were asked for."""
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
            found = self._steps(self.catalogue.by_theme.get(theme, ()))
            steps = sorted(found, key=lambda step: (step.place, step.slug))
            self._timelines[theme] = Timeline(steps, [step.place for step in steps])
        return self._timelines[theme]

    def bits_of(self, themes: tuple[str, ...]) -> int:
        """Give the bits of some themes."""
        return sum(map(self.bits.__getitem__, themes))

    def made_around(self, theme: str, day: date) -> str:
        """Digest all that anybody can be told of the steps around a day: these, and what is shown of their points."""
        timeline = self.timeline(theme)
        around = timeline.around(day)
        key = (theme, around.start, around.stop)
        if key not in self._windows:
            told = "\n".join(self._told_by_step(theme)[around])
            self._windows[key] = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        return self._windows[key]

    def _told_by_step(self, theme: str) -> list[str]:
        if theme not in self._steps_told:
            self._steps_told[theme] = [step.told(self._told) for step in self.timeline(theme).steps]
        return self._steps_told[theme]

    def _told(self, entry: Entry) -> str:
        """Tell all that is told of a point beside others, and by what it is chosen."""
        if id(entry) not in self._tellings:
            point, briefing = entry.point, entry.briefing
            self._tellings[id(entry)] = "\n".join(
                (
                    point.id,
                    str(point.held.place.toordinal()),
                    point.held.label,
                    point.role.value,
                    beginning_of(point.title or point.body.text, WORDS_SHOWN),
                    " ".join(point.themes),
                    " ".join(reference.id for reference in briefing.partnerships),
                )
            )
        return self._tellings[id(entry)]

    def _steps(self, entries: Sequence[Entry]) -> Iterator[Step]:
        """Gather the points of each briefing, which stand together in the catalogue."""
        for slug, together in groupby(entries, key=lambda entry: entry.briefing.slug):
            own = list(together)
            place = min(entry.point.held.place for entry in own)
            yield Step(place, slug, own[:MOST_OF_ONE], self._candidate)

    def _candidate(self, entry: Entry) -> Candidate:
        if id(entry) not in self._candidates:
            point = entry.point
            day = point.held.place.toordinal()
            self._candidates[id(entry)] = Candidate(entry, self.bits_of(point.themes), day, entry.address)
        return self._candidates[id(entry)]
