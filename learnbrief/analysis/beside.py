"""What stands beside each learning point of a catalogue, and what is told of it there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from learnbrief.analysis.candidates import candidate_pairs
from learnbrief.analysis.choosing import ComparedPoint, choose_beside
from learnbrief.analysis.lexicon import Lexicon
from learnbrief.analysis.similarity import BAR, Scale
from learnbrief.analysis.telling import best_sentence, joining
from learnbrief.analysis.weighing import BriefingToWeigh, WeighedPoint, weigh_briefing
from learnbrief.cache.cache import Cache, Shared, digest_of, no_cache
from learnbrief.model import Catalogue, Entry

MOST_OF_NEIGHBOURS = 3
"""Points of neighbours beside one of ours."""


@dataclass(frozen=True, slots=True)
class RelatedPoint:
    """A point that stands beside another."""

    entry: Entry
    shares_lesson: bool
    words: str
    """The sentence of it that says best what both say."""
    joined_by: tuple[str, ...]
    """What joins the two: themes by their names, or what both speak of."""


@dataclass(frozen=True)
class RelatedPoints:
    """What stands beside the points of a catalogue. Everything is found out when it is first asked for, and once."""

    catalogue: Catalogue
    neighbours: Catalogue
    """What neighbours have learned: measured by the same rule, and shown apart."""
    cache: Cache = no_cache
    finds: bool = True
    """Whether the program's own finds are shown, or only what shares a lesson."""

    def beside(self, entry: Entry) -> tuple[RelatedPoint, ...]:
        """Give what stands beside a point, those that share a lesson first."""
        place = self._places[entry.address]
        return tuple(self._related(place, other) for other in self._chosen.get(place, ()))

    def points_beside(self, entry: Entry) -> tuple[Entry, ...]:
        """Give those points alone."""
        others = self._chosen.get(self._places[entry.address], ())
        return tuple(self.catalogue.entries[other] for other in others)

    def digest_beside(self, entry: Entry) -> bytes:
        """Digest all that what stands beside a point is made of, but for the vocabulary."""
        place = self._places[entry.address]
        ours = [self.catalogue.entries[other].digest for other in self._chosen.get(place, ())]
        theirs = [self.neighbours.entries[other].digest for other in self._chosen_of_neighbours.get(place, ())]
        if not ours and not theirs:
            return b""
        return digest_of((ours, theirs, self._scale.rarities(self._weighed[place])))

    def of_neighbours(self, entry: Entry) -> tuple[RelatedPoint, ...]:
        """Give what neighbours say that is similar to a point, the most similar first."""
        place = self._places[entry.address]
        return tuple(self._theirs_told(place, other) for other in self._chosen_of_neighbours.get(place, ()))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {entry.address: place for place, entry in enumerate(self.catalogue.entries)}

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon.of(self.catalogue.vocabulary)

    @cached_property
    def _weighed(self) -> Sequence[WeighedPoint]:
        return self._weigh(self.catalogue)

    @cached_property
    def _theirs(self) -> Sequence[WeighedPoint]:
        return self._weigh(self.neighbours)

    def _weigh(self, catalogue: Catalogue) -> Sequence[WeighedPoint]:
        lexicon = self._lexicon.shared
        asked = [BriefingToWeigh(Shared(briefing, briefing.fingerprint), lexicon) for briefing in catalogue.briefings]
        return tuple(chain.from_iterable(self.cache.map(weigh_briefing, asked)))

    @cached_property
    def _scale(self) -> Scale:
        return Scale.of(self._weighed, self._lexicon.related)

    @cached_property
    def _chosen(self) -> Mapping[int, tuple[int, ...]]:
        numbers = {briefing.slug: number for number, briefing in enumerate(self.catalogue.briefings)}
        points = [
            ComparedPoint(
                weighed,
                numbers[entry.briefing.slug],
                entry.point.role.value,
                frozenset(lesson.id for lesson in entry.point.lessons),
            )
            for entry, weighed in zip(self.catalogue.entries, self._weighed, strict=True)
        ]
        return choose_beside(points, self._lexicon.related, finds=self.finds, scale=self._scale)

    @cached_property
    def _chosen_of_neighbours(self) -> Mapping[int, tuple[int, ...]]:
        """Find for each of our points the neighbours' that clear the bar."""
        if not self.finds or not self.neighbours.entries:
            return {}
        ours = len(self._weighed)
        entries = (*self.catalogue.entries, *self.neighbours.entries)
        weights = [self._scale.weigh(weighed) for weighed in (*self._weighed, *self._theirs)]
        in_time = sorted(range(len(entries)), key=lambda place: (-entries[place].point.held.place.toordinal(), place))
        found: dict[int, list[tuple[int, int]]] = {}
        pairs = candidate_pairs([weights[place] for place in in_time], [int(place < ours) for place in in_time])
        for first, second in pairs:
            our_place, their_place = sorted((in_time[first], in_time[second]))
            strength = self._scale.score(weights[our_place], weights[their_place])
            if strength >= BAR:
                found.setdefault(our_place, []).append((-strength, their_place - ours))
        return {
            place: tuple(other for _, other in sorted(others)[:MOST_OF_NEIGHBOURS]) for place, others in found.items()
        }

    def _related(self, place: int, other: int) -> RelatedPoint:
        asking, entry = self.catalogue.entries[place], self.catalogue.entries[other]
        shared = {lesson.id for lesson in asking.point.lessons} & {lesson.id for lesson in entry.point.lessons}
        return self._told(place, entry, self._weighed[other], shares_lesson=bool(shared))

    def _theirs_told(self, place: int, other: int) -> RelatedPoint:
        return self._told(place, self.neighbours.entries[other], self._theirs[other], shares_lesson=False)

    def _told(self, place: int, entry: Entry, weighed: WeighedPoint, *, shares_lesson: bool) -> RelatedPoint:
        asking = self._weighed[place]
        return RelatedPoint(
            entry=entry,
            shares_lesson=shares_lesson,
            words=best_sentence(asking, weighed, entry.point.body.text, self._scale),
            joined_by=joining(asking, weighed, self.catalogue.vocabulary, self._scale),
        )
