"""Which of the points that are similar enough, or carry one lesson, are beside which: few for each, and mutually.

First come those that share a lesson, then the most similar; the first of a role or a briefing come before the rest.
Each point proposes itself to its best, and two that propose to one another are joined. Where room is left, a point
accepts others that proposed themselves. What still fits is beside it though it is not beside that: what shares a
lesson, and of its best what is far above the bar. So it depends on a point's candidates, and on what these tell it,
who is beside it; an edit changes this for few.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from struct import Struct

from learnbrief.analysis.similarity import BAR
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value

MOST = 4
"""Points beside a point."""
MOST_OF_NEIGHBOURS = 3
"""Points of neighbours beside one of ours."""
FAR_ABOVE = 1.5
"""How far above the bar two points must be for one to be beside the other that has no room for it."""
ONE_HAS_LESSONS, BOTH_HAVE_LESSONS = 1.5, 2
"""What the strength of two points is divided by of which only one carries lessons, or both do and none together: an
editor who looked at them has not said that they are the same."""
SHARES_LESSON = 10_000
"""What the strength of a pair is above that shares a lesson."""

NUMBER, OF_BRIEFING = 12, 8
"""Bytes of a point's number, and of these before those of its briefing. The last byte says in which block that is."""
THEIRS = 128
"""The first block of neighbours' points."""
HALF = Struct(f"<{NUMBER}s{NUMBER}sHB")
"""A pair from the side of one point: its number, the other's, their strength, the other's role."""
_NUMBERS = Struct(f"{NUMBER}s")
_MESSAGE = Struct(f"<{NUMBER}s{NUMBER}s")
"""To a point from another."""
_THEIRS = b"+"

Candidate = tuple[int, bytes]
"""The strength of a pair, negative so that the best comes first, and the other point."""


Ranked = dict[bytes, tuple[Candidate, ...]]
"""The candidates of each point of a block, the best first, each role in its turn; in the same way neighbours' points,
under a number behind which a point has `_THEIRS`."""


class Known(Value, frozen=True):
    """What the points of a block know: their candidates, who proposed to them, and who accepted them."""

    ranked: Shared[Ranked]
    proposed: bytes = b""
    accepted: bytes = b""


def told_apart(strength: int, one: frozenset[str], other: frozenset[str]) -> int:
    """Give the strength of two points that carry these lessons and share none."""
    if one and other:
        return strength // BOTH_HAVE_LESSONS
    return int(strength / ONE_HAS_LESSONS) if one or other else strength


def rank(halves: bytes) -> Ranked:
    """Order the candidates of each point; a pair may have been found twice."""
    ours: defaultdict[bytes, list[tuple[int, bytes, int]]] = defaultdict(list)
    theirs: defaultdict[bytes, set[Candidate]] = defaultdict(set)
    for number, other, strength, role in HALF.iter_unpack(halves):
        if other[-1] < THEIRS:
            ours[number].append((-strength, other, role))
        else:
            theirs[number + _THEIRS].add((-strength, other))
    return {number: _in_turn(others) for number, others in ours.items()} | {
        number: tuple(sorted(others)[:MOST_OF_NEIGHBOURS]) for number, others in theirs.items()
    }


def propose(known: Known) -> dict[int, bytes]:
    """Send each point's proposal to its best candidates; gives the messages by the candidates' blocks."""
    return _messages_by_block((other, number) for number, ranked in _ours(known) for _, other in ranked[:MOST])


def accept(known: Known) -> dict[int, bytes]:
    """Tell those that a point with room accepts; gives the messages by their blocks."""
    return _messages_by_block((other, number) for number, _, more in _joined(known) for _, other in more)


def choose(known: Known) -> dict[bytes, bytes]:
    """Give the numbers of each point's related points as one byte string: ours best first, then neighbours'."""
    ranked, accepted = known.ranked.value, set(_MESSAGE.iter_unpack(known.accepted))
    chosen = {number[:NUMBER]: _row(theirs) for number, theirs in ranked.items() if len(number) > NUMBER}
    for number, joined, more in _joined(known):
        candidates = ranked[number]
        best = candidates[:MOST]
        beside = [each for each in best if each in joined or (number, each[1]) in accepted]
        beside = (beside + more)[:MOST]
        if len(beside) < MOST:
            rest = [each for each in candidates if each not in beside and (-each[0] >= SHARES_LESSON or each in best)]
            far = [each for each in rest if -each[0] >= BAR * FAR_ABOVE]
            beside = (beside + far)[:MOST] or rest[:1]
        if beside:
            chosen[number] = _row(sorted(beside)) + chosen.get(number, b"")
    return chosen


def numbers_in(row: bytes) -> Iterator[bytes]:
    """Give each number of a row."""
    return chain.from_iterable(_NUMBERS.iter_unpack(row))


def _messages_by_block(messages: Iterable[tuple[bytes, bytes]]) -> dict[int, bytes]:
    by_block: defaultdict[int, list[bytes]] = defaultdict(list)
    for other, number in messages:
        by_block[other[-1]].append(_MESSAGE.pack(other, number))
    return {block: b"".join(each) for block, each in by_block.items()}


def _ours(known: Known) -> Iterator[tuple[bytes, Sequence[Candidate]]]:
    """Give the candidates of each point that are ours."""
    return ((number, ranked) for number, ranked in known.ranked.value.items() if len(number) == NUMBER)


def _joined(known: Known) -> Iterator[tuple[bytes, list[Candidate], list[Candidate]]]:
    """Give for each point those of its best that proposed to it, and others as far as there is room."""
    proposed = set(_MESSAGE.iter_unpack(known.proposed))
    for number, ranked in _ours(known):
        joined = [each for each in ranked[:MOST] if (number, each[1]) in proposed]
        more = (each for each in ranked[MOST:] if (number, each[1]) in proposed)
        yield number, joined, list(islice(more, MOST - len(joined)))


def _in_turn(others: Iterable[tuple[int, bytes, int]]) -> tuple[Candidate, ...]:
    """Order candidates: those that share a lesson first, and the first of a role or a briefing before the rest."""
    sharing: set[int | bytes] = set()
    apart: set[int | bytes] = set()
    ranked = []
    for strength, other, role in sorted(set(others)):
        briefing, is_apart = other[OF_BRIEFING:], strength > -SHARES_LESSON
        met = apart if is_apart else sharing
        ranked.append((is_apart, (role in met) + (briefing in met), strength, other))
        met.add(role)
        met.add(briefing)
    ranked.sort()
    return tuple([each[2:] for each in ranked])


def _row(candidates: Iterable[Candidate]) -> bytes:
    return b"".join([other for _, other in candidates])
