"""Which of the points that are similar enough, or carry one lesson, are beside which: few for each, and mutually.

First come those that share a lesson, then the most similar; of one role the second waits until every role has had its
first. Each point proposes itself to its best; two that propose to one another are joined as long as there is room. So
it depends on a point's candidates, and on what these tell it, who is beside it; an edit changes this for few.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from struct import Struct

from learnbrief.analysis.similarity import BAR
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value

MOST = 4
"""Points beside a point."""
MOST_OF_NEIGHBOURS = 3
"""Points of neighbours beside one of ours."""
FEW = 2
"""So many may be beside a point although there is no room for it beside them: else it would have none."""
PROPOSALS = 5
"""So many of its best a point proposes itself to: one more than there is room for, since some will not have it."""
ONE_HAS_LESSONS, BOTH_HAVE_LESSONS = 1.25, 1.5
"""How far above the bar two points must be where only one carries lessons, and where both carry some and none
together: an editor who looked at them has not said that they are the same."""
SHARES_LESSON = 10_000
"""What the strength of a pair is above that shares a lesson."""

NUMBER, OF_BRIEFING = 12, 8
"""Bytes of a point's number, and of these before those of its briefing. The last byte says in which block that is."""
THEIRS = 128
"""The first block of neighbours' points."""
HALF = Struct(f"<{NUMBER}s{NUMBER}sHB")
"""A pair from the side of one point: its number, the other's, their strength, the other's role."""
_MESSAGE = Struct(f"<{NUMBER}s{NUMBER}s")
"""To a point from another."""
_THEIRS = b"+"

Candidate = tuple[int, bytes]
"""The strength of a pair, negative so that the best comes first, and the other point."""


Ranked = dict[bytes, tuple[Candidate, ...]]
"""The candidates of each point of a block, the best first, each role in its turn; in the same way neighbours' points,
under a number behind which a point has `_THEIRS`."""


class Known(Value, frozen=True):
    """What the points of a block know: their candidates, who proposed to them, and which candidates are full."""

    ranked: Shared[Ranked]
    proposed: bytes = b""
    full: bytes = b""


def is_similar(strength: int, one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two points that carry these lessons are similar enough to be beside one another."""
    apart = 1.0 if one & other else (1.0, ONE_HAS_LESSONS, BOTH_HAVE_LESSONS)[bool(one) + bool(other)]
    return strength >= BAR * apart


def rank(halves: bytes) -> Ranked:
    """Order the candidates of each point; a pair may have been found twice."""
    ours: defaultdict[bytes, set[tuple[int, bytes, int]]] = defaultdict(set)
    theirs: defaultdict[bytes, set[Candidate]] = defaultdict(set)
    for number, other, strength, role in HALF.iter_unpack(halves):
        if other[-1] < THEIRS:
            ours[number].add((-strength, other, role))
        else:
            theirs[number + _THEIRS].add((-strength, other))
    return {number: _in_turn(others) for number, others in ours.items()} | {
        number: tuple(sorted(others)[:MOST_OF_NEIGHBOURS]) for number, others in theirs.items()
    }


def propose(known: Known) -> dict[int, bytes]:
    """Send each point's proposal to its best candidates; gives the messages by the candidates' blocks."""
    return _messages_by_block((other, number) for number, best in _best(known) for _, other in best)


def decline(known: Known) -> dict[int, bytes]:
    """Tell the candidates of each full point that it is full; gives the messages by the candidates' blocks."""
    full = [number for number, joined in _joined(known) if len(joined) >= MOST]
    return _messages_by_block((other, number) for number in full for _, other in known.ranked.value[number])


def choose(known: Known) -> dict[bytes, bytes]:
    """Give the numbers of each point's related points as one byte string: ours best first, then neighbours'."""
    ranked, full = known.ranked.value, set(_MESSAGE.iter_unpack(known.full))
    chosen = {number[:NUMBER]: _row(theirs) for number, theirs in ranked.items() if len(number) > NUMBER}
    for number, joined in _joined(known):
        beside = joined[:MOST]
        if len(beside) < FEW:
            others = [each for each in ranked[number] if each not in beside and (number, each[1]) in full]
            beside += others[: FEW - len(beside)]
        if beside:
            chosen[number] = _row(sorted(beside)) + chosen.get(number, b"")
    return chosen


def numbers_in(row: bytes) -> Iterator[bytes]:
    """Give each number of a row."""
    return (row[at : at + NUMBER] for at in range(0, len(row), NUMBER))


def _messages_by_block(messages: Iterable[tuple[bytes, bytes]]) -> dict[int, bytes]:
    by_block: defaultdict[int, list[bytes]] = defaultdict(list)
    for other, number in messages:
        by_block[other[-1]].append(_MESSAGE.pack(other, number))
    return {block: b"".join(each) for block, each in by_block.items()}


def _best(known: Known) -> Iterator[tuple[bytes, Sequence[Candidate]]]:
    """Give for each point those to which it proposes itself."""
    for number, candidates in known.ranked.value.items():
        if len(number) == NUMBER:
            yield number, candidates[:PROPOSALS]


def _joined(known: Known) -> Iterator[tuple[bytes, list[Candidate]]]:
    """Give for each point those of them that proposed to it."""
    proposed = set(_MESSAGE.iter_unpack(known.proposed))
    for number, best in _best(known):
        yield number, [each for each in best if (number, each[1]) in proposed]


def _in_turn(others: Iterable[tuple[int, bytes, int]]) -> tuple[Candidate, ...]:
    """Order candidates: those that share a lesson, then of each role the first, the second, and so on."""
    met: defaultdict[int, int] = defaultdict(int)
    ranked = []
    for strength, other, role in sorted(others):
        ranked.append((strength > -SHARES_LESSON, met[role], strength, other))
        met[role] += 1
    return tuple((strength, other) for _, _, strength, other in sorted(ranked))


def _row(candidates: Iterable[Candidate]) -> bytes:
    return b"".join([other for _, other in candidates])
