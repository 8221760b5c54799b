"""Which points are related to each learning point of a catalogue, and what pages show of them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain

from msgspec import Struct

from learnbrief.analysis.choosing import NUMBER, THEIRS, numbers_in
from learnbrief.analysis.joining import Joined, Points, join
from learnbrief.analysis.lexicon import Lexicon, read_wordings, related_themes, words_in
from learnbrief.analysis.related_excerpt import asked_by, best_sentence, said_by_both, shared_themes
from learnbrief.analysis.weighing import (
    BriefingToWeigh,
    WeighedPoint,
    Weights,
    read_point,
    read_tags,
    sentences_of,
    weigh_briefing,
)
from learnbrief.cache.cache import Cache, Shared, digest_of, no_cache
from learnbrief.model import Catalogue, Entry


class RelatedPoint(Struct, frozen=True):
    """A point shown beside another because both say the same or something similar."""

    entry: Entry
    shares_lesson: bool
    words: str
    """The sentence of it that says best what both say."""
    joined_by: tuple[str, ...]
    """What joins the two, where no lesson does: themes by their names, or what both speak of."""


AddressesOfEach = tuple[tuple[str, ...], ...]
"""Addresses for each point of a briefing."""


class RelatedPoints(Struct, frozen=True, dict=True):
    """The related points of each point in a catalogue. Each result is computed once, when it is first asked for."""

    catalogue: Catalogue
    neighbours: Catalogue
    """What neighbours have learned: measured by the same rule, and shown apart."""
    cache: Cache = no_cache
    finds: bool = True
    """Whether the program's own finds are shown, or only what shares a lesson."""

    def beside(self, entry: Entry) -> tuple[RelatedPoint, ...]:
        """Give a point's related points on this site, those that share a lesson first."""
        return self._related(entry, [other for other in self._beside(entry) if other[-1] < THEIRS])

    def points_beside(self, entry: Entry) -> tuple[Entry, ...]:
        """Give the same points as bare entries, without the reasons."""
        return tuple(self._entries[other] for other in self._beside(entry) if other[-1] < THEIRS)

    def addresses_beside(self, slug: str) -> Shared[AddressesOfEach]:
        """Give the addresses of the points beside each point of a briefing, in its printed order."""
        return Shared.lazy(partial(self._addresses_beside, slug), self.digest_beside(slug), passes=True)

    def _addresses_beside(self, slug: str) -> AddressesOfEach:
        beside, entries = self._joined.beside, self._entries
        rows = (numbers_in(beside.get(number, b"")) for number in numbers_in(self._joined.numbers[slug]))
        return tuple(tuple([entries[other].address for other in row if other[-1] < THEIRS]) for row in rows)

    def of_neighbours(self, entry: Entry) -> tuple[RelatedPoint, ...]:
        """Give what neighbours say that is similar to a point, the most similar first."""
        if not self.neighbours.entries:
            return ()
        return self._related(entry, [other for other in self._beside(entry) if other[-1] >= THEIRS])

    def digest_beside(self, slug: str) -> bytes:
        """Digest everything that the related points of a briefing's points depend on, except the vocabulary."""
        return self._digests.get(slug, b"")

    @cached_property
    def _digests(self) -> Mapping[str, bytes]:
        """Such a digest of each briefing."""
        beside = self._joined.beside
        return {
            slug: digest_of([number + beside[number] for number in numbers_in(row) if number in beside])
            for slug, row in self._joined.numbers.items()
        }

    def _beside(self, entry: Entry) -> Iterator[bytes]:
        return numbers_in(self._joined.beside.get(self._number(entry), b""))

    def _number(self, entry: Entry) -> bytes:
        place = NUMBER * _place(entry, self.catalogue)
        return self._joined.numbers[entry.briefing.slug][place : place + NUMBER]

    @cached_property
    def _joined(self) -> Joined:
        related = related_themes(self.catalogue.vocabulary)
        return join(self._ours, self._theirs, related, self.cache, finds=self.finds)

    @cached_property
    def _entries(self) -> Mapping[bytes, Entry]:
        """All points by their numbers."""
        numbers = self._joined.numbers
        by_briefing = {**self.catalogue.by_briefing, **(self.neighbours.by_briefing if self.finds else {})}
        row = b"".join(numbers[slug] for slug in by_briefing)
        return dict(zip(numbers_in(row), chain.from_iterable(by_briefing.values()), strict=True))

    @cached_property
    def _ours(self) -> Mapping[str, Points]:
        return self._weigh(self.catalogue)

    @cached_property
    def _theirs(self) -> Mapping[str, Points]:
        return self._weigh(self.neighbours)

    @cached_property
    def _lexicon(self) -> Shared[Lexicon]:
        (wordings,) = self.cache.refer(read_wordings, [words_in(self.catalogue.vocabulary)])
        return Shared.lazy(lambda: Lexicon.arranged(wordings.value), wordings.digest)

    def _weigh(self, catalogue: Catalogue) -> Mapping[str, Points]:
        briefings = [catalogue.by_slug[slug] for slug in catalogue.by_briefing]
        asked = [BriefingToWeigh(Shared(briefing, briefing.fingerprint), self._lexicon) for briefing in briefings]
        return dict(zip(catalogue.by_briefing, self.cache.refer(weigh_briefing, asked), strict=True))

    def _kept(self, entry: Entry) -> bytes:
        """Give a `ComparedPoint` as it is kept."""
        catalogue, points = (self.neighbours, self._theirs) if entry.briefing.home else (self.catalogue, self._ours)
        return points[entry.briefing.slug].value[_place(entry, catalogue)]

    def _related(self, asking: Entry, numbers: Sequence[bytes]) -> tuple[RelatedPoint, ...]:
        weighed = read_point(self._kept(asking)).weighed if numbers else None
        return tuple([self._related_point(asking, weighed, number) for number in numbers]) if weighed else ()

    def _related_point(self, asking: Entry, weighed: WeighedPoint, number: bytes) -> RelatedPoint:
        other, rarities = self._entries[number], self._joined.rarities
        text = other.point.body.text
        theirs = {lesson.id for lesson in other.point.lessons} if number[-1] < THEIRS else set()
        shared = [lesson.id for lesson in asking.point.lessons if lesson.id in theirs]
        if len(sentences_of(text)) > 1:
            asked = (*chain.from_iterable(map(self._said_by, shared)), *asked_by(weighed))
            text = best_sentence(asked, read_point(self._kept(other)).weighed, text, rarities)
        return RelatedPoint(other, bool(shared), text, () if shared else self._joined_by(weighed, self._kept(other)))

    def _joined_by(self, weighed: WeighedPoint, kept: bytes) -> tuple[str, ...]:
        vocabulary, rarities = self.catalogue.vocabulary, self._joined.rarities
        themes = shared_themes(weighed.tags, read_tags(kept).weighed.tags, vocabulary, rarities)
        return themes or said_by_both(weighed, read_point(kept).weighed, rarities)

    def _said_by(self, lesson: str) -> Weights:
        """Say what the statement of a lesson says, at half the weight of a point's own words."""
        said = self._lexicon.value.weigh(self.catalogue.vocabulary.lessons[lesson].statement)
        return tuple((name, weight // 2) for name, weight in said.items())


def _place(entry: Entry, catalogue: Catalogue) -> int:
    """Say which of its briefing's points it is."""
    return catalogue.by_briefing[entry.briefing.slug].index(entry)
