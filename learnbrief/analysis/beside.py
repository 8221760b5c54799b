"""Which points are related to each learning point of a catalogue, and what pages show of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from learnbrief.analysis.choosing import THEIRS, numbers_in
from learnbrief.analysis.joining import Joined, Points, join
from learnbrief.analysis.lexicon import Lexicon, read_wordings, related_themes, words_in
from learnbrief.analysis.telling import best_sentence, joining
from learnbrief.analysis.weighing import BriefingToWeigh, WeighedPoint, read_point, weigh_briefing
from learnbrief.cache.cache import Cache, Shared, no_cache
from learnbrief.model import Catalogue, Entry


@dataclass(frozen=True, slots=True)
class RelatedPoint:
    """A point shown beside another because both say the same or something similar."""

    entry: Entry
    shares_lesson: bool
    words: str
    """The sentence of it that says best what both say."""
    joined_by: tuple[str, ...]
    """What joins the two: themes by their names, or what both speak of."""


@dataclass(frozen=True)
class RelatedPoints:
    """The related points of each point in a catalogue. Each result is computed once, when it is first asked for."""

    catalogue: Catalogue
    neighbours: Catalogue
    """What neighbours have learned: measured by the same rule, and shown apart."""
    cache: Cache = no_cache
    finds: bool = True
    """Whether the program's own finds are shown, or only what shares a lesson."""

    def beside(self, entry: Entry) -> tuple[RelatedPoint, ...]:
        """Give a point's related points on this site, those that share a lesson first."""
        return tuple(self._told(entry, other) for other in self._beside(entry) if other[-1] < THEIRS)

    def points_beside(self, entry: Entry) -> tuple[Entry, ...]:
        """Give the same points as bare entries, without the reasons."""
        return tuple(self._known[other].entry for other in self._beside(entry) if other[-1] < THEIRS)

    def of_neighbours(self, entry: Entry) -> tuple[RelatedPoint, ...]:
        """Give what neighbours say that is similar to a point, the most similar first."""
        return tuple(self._told(entry, other) for other in self._beside(entry) if other[-1] >= THEIRS)

    def digest_beside(self, entry: Entry) -> bytes:
        """Digest everything that a point's related points depend on, except the vocabulary."""
        number = self._numbers[entry.address]
        beside = self._joined.beside.get(number, b"")
        return number + beside if beside else b""

    def _beside(self, entry: Entry) -> Iterator[bytes]:
        return numbers_in(self._joined.beside.get(self._numbers[entry.address], b""))

    @cached_property
    def _joined(self) -> Joined:
        related = related_themes(self.catalogue.vocabulary)
        return join(self._ours, self._theirs, related, self.cache, finds=self.finds)

    @cached_property
    def _numbers(self) -> Mapping[str, bytes]:
        """The number of each point, by its address."""
        return {
            entry.address: number
            for slug, entries in self.catalogue.by_briefing.items()
            for entry, number in zip(entries, numbers_in(self._joined.numbers[slug]), strict=True)
        }

    @cached_property
    def _ours(self) -> Mapping[str, Points]:
        return self._weigh(self.catalogue)

    @cached_property
    def _theirs(self) -> Mapping[str, Points]:
        return self._weigh(self.neighbours)

    def _weigh(self, catalogue: Catalogue) -> Mapping[str, Points]:
        (wordings,) = self.cache.refer(read_wordings, [words_in(self.catalogue.vocabulary)])
        lexicon = Shared.later(lambda: Lexicon.arranged(wordings.value), wordings.digest)
        briefings = [catalogue.by_slug[slug] for slug in catalogue.by_briefing]
        asked = [BriefingToWeigh(Shared(briefing, briefing.fingerprint), lexicon) for briefing in briefings]
        return dict(zip(catalogue.by_briefing, self.cache.refer(weigh_briefing, asked), strict=True))

    @cached_property
    def _known(self) -> "Mapping[bytes, _Known]":
        """All points by their numbers."""
        return {
            number: _Known(entry, weighed[slug], place)
            for catalogue, weighed in ((self.catalogue, self._ours), (self.neighbours, self._theirs))
            for slug, entries in catalogue.by_briefing.items()
            if slug in self._joined.numbers
            for place, (entry, number) in enumerate(zip(entries, numbers_in(self._joined.numbers[slug]), strict=True))
        }

    def _told(self, asking: Entry, number: bytes) -> RelatedPoint:
        one, other = self._known[self._numbers[asking.address]], self._known[number]
        shared = {lesson.id for lesson in asking.point.lessons} & {lesson.id for lesson in other.entry.point.lessons}
        rarities = self._joined.rarities
        return RelatedPoint(
            entry=other.entry,
            shares_lesson=number[-1] < THEIRS and bool(shared),
            words=best_sentence(one.weighed, other.weighed, other.entry.point.body.text, rarities),
            joined_by=joining(one.weighed, other.weighed, self.catalogue.vocabulary, rarities),
        )


@dataclass(frozen=True)
class _Known:
    """A point, and where it is found weighed."""

    entry: Entry
    points: Points
    place: int

    @cached_property
    def weighed(self) -> WeighedPoint:
        """What it is compared by."""
        return read_point(self.points.value[self.place]).weighed
