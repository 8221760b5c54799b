"""All points joined with those that are beside them, so that an edit costs what it changes.

Briefings go into blocks, and what points may share into shards. A block weighs its points and posts to each shard
which of them have something of its. A shard compares the points that it was given by all blocks, and gives the pairs
that are similar to the blocks of both; there it is chosen who is beside each. All of these are steps of the
cache: an edit changes one block, the shards of what was changed, and the blocks of what that is similar to.
"""

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b, sha256
from itertools import chain

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from learnbrief.analysis.candidates import KINDS, candidates, features_of, features_of_lessons, points_compared
from learnbrief.analysis.choosing import (
    HALF,
    NUMBER,
    OF_BRIEFING,
    SHARES_LESSON,
    THEIRS,
    Known,
    accept,
    choose,
    numbers_in,
    propose,
    rank,
    told_apart,
)
from learnbrief.analysis.similarity import BAR, Counts, Rarities, Related, Weights, score
from learnbrief.analysis.weighing import ComparedPoint, WeighedWords, read_words
from learnbrief.cache.cache import Cache, Shared
from learnbrief.cache.values import Value
from learnbrief.model import Role

Points = Shared[tuple[bytes, ...]]
"""The points of a briefing, each a `ComparedPoint`."""

BRIEFINGS, MOST_BLOCKS = 16, 64
"""How many briefings a block holds, about, unless there are more than so many blocks."""
COUNTED = 8
"""Groups of blocks whose counts are added first."""
_POSTING = struct.Struct(f"<I{NUMBER}s")
_ROLES = {role.value: number for number, role in enumerate(Role)}
_FIRST_DAY = 676_000
"""The day, as Python counts them, before which all days are one to the order of points: it is in 1851."""
_LAST = 0xFFFF


class _Block(Value, frozen=True):
    """Some briefings, by a digest of their names."""

    number: int
    members: tuple[Points, ...]

    @property
    def points(self) -> Iterator[bytes]:
        """All their points."""
        return chain.from_iterable(member.value for member in self.members)


class _Counted(Value, frozen=True):
    """Counts that are added before all are: then one edit has few added anew."""

    counts: tuple[Shared[Counts], ...]


class _BlockToIndex(Value, frozen=True):
    block: _Block
    rarities: Shared[Rarities]
    shards: int
    finds: bool


class _IndexedPoint(Value, frozen=True):
    """What a point is compared by."""

    weights: Weights
    lessons: frozenset[str]
    role: int


class _IndexedBlock(Value, frozen=True):
    numbers: tuple[bytes, ...]
    """Of each briefing, those of its points in a row."""
    points: tuple[bytes, ...]
    """An `_IndexedPoint` for each number."""
    postings: tuple[bytes, ...]
    """For each shard."""


class _Digests(Value, frozen=True):
    """An indexed block in short."""

    numbers: tuple[bytes, ...]
    postings: tuple[bytes, ...]


class _Shard(Value, frozen=True):
    """The points that have some of the features, with everything needed to compare them."""

    postings: Shared[Sequence[bytes]]
    reach: int
    related: Shared[Related]
    points: Shared[Mapping[bytes, bytes]]
    """By number, which is a digest of all that a point is compared by: so these play no part in a key."""


class Joined(Struct, frozen=True):
    """Which points are beside which, all by their numbers."""

    numbers: Mapping[str, bytes]
    """Of each briefing, those of its points in a row."""
    beside: Mapping[bytes, bytes]
    """The numbers beside each that has any, in a row."""
    rarities: Rarities


def join(
    ours: Mapping[str, Points], theirs: Mapping[str, Points], related: Related, cache: Cache, *, finds: bool = True
) -> Joined:
    """Find out which points are beside which; of neighbours' points only those that are beside ours.

    Briefings are given by their names. Without `finds` only what shares a lesson.
    """
    names, blocks = _blocks(ours, 0)
    counts = cache.refer(_count_block, blocks)
    groups = [_Counted(tuple(counts[first::COUNTED])) for first in range(min(COUNTED, len(counts)))]
    rarities = Rarities.of(cache.map(_add_counts, groups))
    if finds:
        their_names, their_blocks = _blocks(theirs, THEIRS)
        names, blocks = [*names, *their_names], [*blocks, *their_blocks]
    bits = max(0, len(ours) + len(theirs) - 1).bit_length()
    shards = 1 << min(bits, (bits + 10) // 2)  # an edit asks for all: above 1,024 there are fewer
    known = Shared(rarities)
    indexed = cache.refer(_index_block, [_BlockToIndex(block, known, shards, finds) for block in blocks])
    digests = cache.map(_digests, indexed)
    halves = _halves(indexed, digests, points_compared(rarities.points), Shared(related), cache)
    return Joined(
        dict(zip(names, chain.from_iterable(each.numbers for each in digests), strict=True)),
        _chosen(halves, cache),
        rarities,
    )


def _blocks(briefings: Mapping[str, Points], first: int) -> tuple[list[str], list[_Block]]:
    """Part briefings into blocks; gives their names in the order in which they are there."""
    count = 1
    while len(briefings) > BRIEFINGS * count and count < MOST_BLOCKS:
        count *= 2
    members: list[list[str]] = [[] for _ in range(count)]
    for name in sorted(briefings):
        members[sha256(name.encode()).digest()[0] % count].append(name)
    blocks = [
        _Block(first + number, tuple(briefings[name] for name in names)) for number, names in enumerate(members)
    ]
    return [name for names in members for name in names], blocks


def _count_block(block: _Block) -> Counts:
    return Counts.of(read_words(point).weighed for point in block.points)


def _add_counts(group: _Counted) -> Counts:
    return Counts.added(each.value for each in group.counts)


def _index_block(asked: _BlockToIndex) -> _IndexedBlock:
    """Weigh the points of a block, and post to each shard which of them have what belongs to it."""
    rarities = asked.rarities.value
    numbers, points = [], []
    postings: list[list[bytes]] = [[] for _ in range(asked.shards)]
    for member in asked.block.members:
        row = []
        for raw in member.value:
            point = read_words(raw)
            number = _number(point, raw, rarities, asked.block.number)
            weights = rarities.weigh(point.weighed)
            row.append(number)
            points.append(_ENCODER.encode(_IndexedPoint(weights, point.lessons, _ROLES[point.role])))
            features = [*features_of_lessons(point.lessons)] if asked.block.number < THEIRS else []
            if asked.finds:
                features += features_of(weights, rarities)
            for feature in features:
                postings[feature // KINDS % asked.shards].append(_POSTING.pack(feature, number))
        numbers.append(b"".join(row))
    return _IndexedBlock(tuple(numbers), tuple(points), tuple(map(b"".join, postings)))


def _number(point: ComparedPoint[WeighedWords], raw: bytes, rarities: Rarities, block: int) -> bytes:
    """Number a point by when it was learned, the latest first, by all that is known of it, and by its briefing."""
    time = _LAST - max(0, min(_LAST, point.when - _FIRST_DAY))
    whole = blake2b(raw + rarities.of_point(point.weighed), digest_size=6).digest()
    briefing = blake2b(point.briefing.encode(), digest_size=3).digest()
    return time.to_bytes(2) + whole + briefing + bytes((block,))


def _digests(indexed: Shared[_IndexedBlock]) -> _Digests:
    block = indexed.value
    return _Digests(
        block.numbers, tuple(blake2b(each, digest_size=8).digest() if each else b"" for each in block.postings)
    )


def _halves(
    indexed: Sequence[Shared[_IndexedBlock]],
    digests: Sequence[_Digests],
    reach: int,
    related: Shared[Related],
    cache: Cache,
) -> Mapping[int, bytes]:
    """Compare the points of all shards; gives the pairs that are similar enough, by the blocks of their points."""
    points: Shared[Mapping[bytes, bytes]] = Shared.lazy(partial(_by_number, indexed), b"number")
    shards = [
        _Shard(Shared.lazy(partial(_postings, indexed, number), b",".join(each)), reach, related, points)
        for number, each in enumerate(zip(*(block.postings for block in digests), strict=True))
    ]
    return _by_block(cache.map(_compare, shards))


def _by_number(indexed: Iterable[Shared[_IndexedBlock]]) -> Mapping[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for block in indexed:
        numbers = chain.from_iterable(map(numbers_in, block.value.numbers))
        found.update(zip(numbers, block.value.points, strict=True))
    return found


def _postings(indexed: Iterable[Shared[_IndexedBlock]], shard: int) -> Sequence[bytes]:
    return [block.value.postings[shard] for block in indexed]


def _compare(shard: _Shard) -> dict[int, bytes]:
    """Compare the points that share what belongs to a shard; each pair goes to the blocks of both."""
    by_number, related = shard.points.value, shard.related.value
    known: dict[bytes, _IndexedPoint] = {}
    found: defaultdict[int, list[bytes]] = defaultdict(list)
    for one, other in _pairs(shard):
        for number in (one, other):
            if number not in known:
                known[number] = _DECODER.decode(by_number[number])
        first, second = known[one], known[other]
        strength = score(first.weights, second.weights, related)
        if one[-1] < THEIRS and other[-1] < THEIRS:
            if first.lessons & second.lessons:
                strength += SHARES_LESSON
            else:
                strength = told_apart(strength, first.lessons, second.lessons)
        if strength < BAR:
            continue
        for number, beside, role in ((one, other, second.role), (other, one, first.role)):
            if number[-1] < THEIRS:
                found[number[-1]].append(HALF.pack(number, beside, strength, role))
    return {block: b"".join(halves) for block, halves in found.items()}


def _pairs(shard: _Shard) -> list[tuple[bytes, bytes]]:
    """Give the pairs of a shard that are worth comparing: of ours, and of ours with neighbours'."""
    having: defaultdict[int, list[bytes]] = defaultdict(list)
    for feature, number in _POSTING.iter_unpack(b"".join(shard.postings.value)):
        having[feature].append(number)
    found: set[tuple[bytes, bytes]] = set()
    for feature, numbers in having.items():
        if len(numbers) > 1:
            numbers.sort()
            ours = [number for number in numbers if number[-1] < THEIRS]
            found.update(candidates(feature, ours, shard.reach))
            if len(ours) < len(numbers):
                every = candidates(feature, numbers, shard.reach)
                found.update(pair for pair in every if (pair[0][-1] < THEIRS) != (pair[1][-1] < THEIRS))
    return sorted(pair for pair in found if pair[0][OF_BRIEFING:] != pair[1][OF_BRIEFING:])


def _chosen(halves: Mapping[int, bytes], cache: Cache) -> Mapping[bytes, bytes]:
    """Choose what is beside each point."""
    ranked = dict(zip(halves, cache.refer(rank, list(halves.values())), strict=True))
    for each in ranked.values():
        each.passes = True  # together they take more memory than all else
    proposed = _by_block(cache.map(propose, [Known(each) for each in ranked.values()]))
    known = {block: Known(each, proposed.get(block, b"")) for block, each in ranked.items()}
    accepted = _by_block(cache.map(accept, list(known.values())))
    known = {block: Known(each.ranked, each.proposed, accepted.get(block, b"")) for block, each in known.items()}
    return dict(chain.from_iterable(each.items() for each in cache.map(choose, list(known.values()))))


def _by_block(results: Iterable[Mapping[int, bytes]]) -> dict[int, bytes]:
    """Put together what several steps have for each block."""
    found: defaultdict[int, list[bytes]] = defaultdict(list)
    for result in results:
        for block, each in result.items():
            found[block].append(each)
    return {block: b"".join(each) for block, each in sorted(found.items())}


_ENCODER = Encoder(order="deterministic")
_DECODER = Decoder(_IndexedPoint)
