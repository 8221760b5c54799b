"""Where else a point's themes were raised, before and since, and which briefings are nearest to one another.

Nothing here grows with the square of the site: of every theme only the briefings nearest in time are looked at.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from learnbrief.cache import digest_of
from learnbrief.catalogue import Catalogue, Entry
from learnbrief.model import Briefing, Held
from learnbrief.pages.timelines import WORDS_SHOWN, Candidate, Timelines
from learnbrief.pages.words import ROLE_PHRASES, beginning_of
from learnbrief.values import Value

MOST_SHOWN = 4
"""Points shown beside a point: as many as a reader takes in; its themes lead to the rest."""
MOST_OF_NEIGHBOURS = 3
"""Points of neighbours shown besides."""
MOST_RELATED = 4
RAREST = 8
"""Of a briefing's themes, those looked at to find its relations."""


class Echo(Value, frozen=True):
    """A point of another briefing that raised the same."""

    url: str
    when: str
    where: str
    role: str
    """What it was raised as: "as a recommendation"."""
    words: str
    """How it begins."""


class Elsewhere(Value, frozen=True):
    """Where else a point's themes were raised."""

    since: tuple[Echo, ...]
    before: tuple[Echo, ...]
    whenever: tuple[Echo, ...]
    """What is neither for certain, because nobody knows when the one or the other was."""
    neighbours: tuple[Echo, ...] = ()
    """What neighbours say of them, latest first."""


class Related(Value, frozen=True):
    """A briefing near to another one, and the themes they share."""

    title: str
    url: str
    shared: str


@dataclass(frozen=True)
class Recurrence:
    """The catalogue's themes in time. Made once for all pages."""

    catalogue: Catalogue
    neighbours: "Recurrence | None" = None
    """What neighbours raised; it stands apart, so that it takes no room from our own."""

    @cached_property
    def _timelines(self) -> Timelines:
        return Timelines(self.catalogue)

    @cached_property
    def _weights(self) -> dict[int, float]:
        """What sharing a set of themes weighs, as far as it was asked for."""
        return {}

    @cached_property
    def _echoes(self) -> dict[str, Echo]:
        return {}

    @cached_property
    def _found(self) -> dict[tuple[str, tuple[str, ...], Held], Elsewhere | None]:
        """What was found for points that are alike in briefing, themes and time."""
        return {}

    def elsewhere(self, entry: Entry) -> Elsewhere | None:
        """Find the points nearest to a point in theme and time, in other briefings; None where there are none."""
        key = (entry.briefing.slug, entry.point.themes, entry.point.held)
        if key not in self._found:
            self._found[key] = self._elsewhere(*key)
        return self._found[key]

    def _elsewhere(self, slug: str, themes: tuple[str, ...], held: Held) -> Elsewhere | None:
        shown = self._nearest(slug, themes, held.place)
        theirs = self.neighbours.echoes(themes, held.place) if self.neighbours else ()
        if not shown and not theirs:
            return None
        shown.sort(key=_newest_last, reverse=True)
        day = held.place.toordinal()
        dated = [other for other in shown if held.is_known and other.entry.point.held.is_known]
        return Elsewhere(
            since=tuple(self._echo(other) for other in dated if other.day >= day),
            before=tuple(self._echo(other) for other in dated if other.day < day),
            whenever=tuple(self._echo(other) for other in shown if other not in dated),
            neighbours=theirs,
        )

    def made_of(self, briefing: Briefing) -> tuple[object, ...]:
        """Give all that the echoes of a briefing's points, and its relations, are made of; `vocabulary` aside.

        A point that comes or goes in another briefing changes it only for those nearest in time.
        """
        windows = {(theme, point.held.place) for point in briefing.points for theme in point.themes}
        windows |= {(theme, briefing.held.place) for theme in briefing.themes}
        themes = sorted({theme for theme, _ in windows})
        return (
            [(theme, self._timelines.rarity(theme), len(self._timelines.timeline(theme).steps)) for theme in themes],
            [self._timelines.made_around(theme, day) for theme, day in sorted(windows)],
        )

    def echoes(self, themes: tuple[str, ...], place: date) -> tuple[Echo, ...]:
        """Find the points nearest to themes and a day, in whatever briefing they stand, latest first."""
        raised = tuple(theme for theme in themes if theme in self._timelines.bits)
        nearest = self._nearest("", raised, place)[:MOST_OF_NEIGHBOURS]
        nearest.sort(key=_newest_last, reverse=True)
        return tuple(map(self._echo, nearest))

    def _nearest(self, slug: str, themes: tuple[str, ...], place: date) -> list[Candidate]:
        """Choose among other briefings' points: those that share most, then those nearest in time; few of each."""
        bits = self._timelines.bits_of(themes)
        sharing: dict[int, dict[str, Candidate]] = {}
        for theme in themes:
            for step in self._timelines.around(theme, place):
                if step.slug != slug:
                    for candidate in step.candidates:
                        sharing.setdefault(candidate.themes & bits, {})[candidate.address] = candidate
        weights: dict[float, list[Candidate]] = {}
        for shared, found in sharing.items():
            weights.setdefault(self._weight(shared), []).extend(found.values())
        day = place.toordinal()
        shown: list[Candidate] = []
        of_one: Counter[str] = Counter()
        for weight in sorted(weights, reverse=True):
            for other in sorted(weights[weight], key=lambda other: (abs(other.day - day), other.address)):
                briefing = other.entry.briefing.slug
                if of_one[briefing] < MOST_SHOWN // 2:
                    of_one[briefing] += 1
                    shown.append(other)
                if len(shown) == MOST_SHOWN:
                    return shown
        return shown

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

    def _weight(self, shared: int) -> float:
        """Weigh a set of shared themes."""
        if shared not in self._weights:
            rarities = (self._timelines.rarity(theme) for theme, bit in self._timelines.bits.items() if bit & shared)
            self._weights[shared] = round(sum(rarities), 6)
        return self._weights[shared]

    def _echo(self, candidate: Candidate) -> Echo:
        if candidate.address not in self._echoes:
            self._echoes[candidate.address] = self._echo_of(candidate.entry)
        return self._echoes[candidate.address]

    def _echo_of(self, entry: Entry) -> Echo:
        point, briefing = entry.point, entry.briefing
        partnerships = self.catalogue.vocabulary.partnerships
        where = " and ".join(partnerships[reference.id].area for reference in briefing.partnerships)
        return Echo(
            url=entry.link,
            when=point.held.label,
            where=f"{where}, neighbour" if briefing.home else where,
            role=ROLE_PHRASES[point.role],
            words=beginning_of(point.title or point.body.text, WORDS_SHOWN),
        )


class RecurrenceOf:
    """Where else the themes of one briefing were raised; found out when it is asked for."""

    def __init__(self, recurrence: Recurrence, briefing: Briefing) -> None:
        self._recurrence = recurrence
        self._briefing = briefing

    @property
    def digest(self) -> bytes:
        """Digest all that it is made of."""
        return digest_of(self._recurrence.made_of(self._briefing))

    @property
    def elsewhere(self) -> dict[str, Elsewhere | None]:
        """Give what stands beside each of its points, by their ids."""
        points = self._briefing.points
        return {point.id: self._recurrence.elsewhere(Entry(self._briefing, point)) for point in points}

    @property
    def related(self) -> tuple[Related, ...]:
        """Give the briefings that share most with it."""
        return self._recurrence.related(self._briefing)


def _newest_last(candidate: Candidate) -> tuple[date, str]:
    return candidate.entry.point.held.start, candidate.address
