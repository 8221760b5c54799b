"""Which points stand beside which: of all that are similar enough, or bear one lesson, few for each, and mutually.

First come those that share a lesson, then the most similar; of one role the second waits until every role has had its
first. A pair is joined only while both have room, so who stands beside a point has it beside itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from learnbrief.analysis.candidates import candidate_pairs
from learnbrief.analysis.similarity import BAR, Scale, Weights
from learnbrief.analysis.weighing import WeighedPoint

MOST = 4
"""Points beside a point."""
FEW = 2
"""So many may stand beside a point although there is no room for it beside them: else it would have none."""
LEFT_OUT, TOLD_APART = 1.25, 1.5
"""How far above the bar two points must be where one bears a lesson and the other none, and where both bear lessons
and none together: an editor who looked at them has not said that they are the same."""
_NEXT = 12
"""Points that bear a lesson behind one that does, in time, that may stand beside it."""
_SHARES_LESSON = 10_000


@dataclass(frozen=True, slots=True)
class ComparedPoint:
    """A point with all that decides beside which it stands."""

    weighed: WeighedPoint
    briefing: int
    """The number of its briefing."""
    role: str
    lessons: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two points that may stand beside one another."""

    strength: int
    one: int
    other: int


def choose_beside(
    points: Sequence[ComparedPoint],
    related: Mapping[str, frozenset[str]],
    *,
    finds: bool = True,
    scale: Scale | None = None,
) -> dict[int, tuple[int, ...]]:
    """Give the places of the points beside each point that has any, best first; `points` in the order of time.

    Without `finds` only those that share a lesson. The scale is that of these points, where it is at hand.
    """
    scale = scale or Scale.of([point.weighed for point in points], related)
    weights = [scale.weigh(point.weighed) for point in points]
    pairs = {(pair.one, pair.other): pair for pair in _similar(points, weights, scale)} if finds else {}
    for pair in _of_one_lesson(points, weights, scale):
        pairs[pair.one, pair.other] = pair
    return _join(list(pairs.values()), [point.role for point in points])


def is_similar(strength: int, one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two points that bear these lessons are similar enough to stand beside one another."""
    apart = 1.0 if one & other else (1.0, LEFT_OUT, TOLD_APART)[bool(one) + bool(other)]
    return strength >= BAR * apart


def _similar(points: Sequence[ComparedPoint], weights: Sequence[Weights], scale: Scale) -> Iterator[Pair]:
    for one, other in candidate_pairs(weights, [point.briefing for point in points]):
        strength = scale.score(weights[one], weights[other])
        if strength >= BAR and is_similar(strength, points[one].lessons, points[other].lessons):
            yield Pair(strength, one, other)


def _of_one_lesson(points: Sequence[ComparedPoint], weights: Sequence[Weights], scale: Scale) -> Iterator[Pair]:
    bearing: defaultdict[str, list[int]] = defaultdict(list)
    for place, point in enumerate(points):
        for lesson in point.lessons:
            bearing[lesson].append(place)
    for places in bearing.values():
        for at, one in enumerate(places):
            for other in places[at + 1 : at + 1 + _NEXT]:
                if points[one].briefing != points[other].briefing:
                    yield Pair(_SHARES_LESSON + scale.score(weights[one], weights[other]), one, other)


def _join(pairs: Iterable[Pair], roles: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """Join pairs, best first, as long as both points have room; then give those that have few what they lack."""
    best_first = sorted(pairs, key=lambda pair: (-pair.strength, pair.one, pair.other))
    turns = _turns(best_first, roles)
    beside: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(best_first, key=lambda pair: turns[pair.one, pair.other]):
        if len(beside[pair.one]) < MOST and len(beside[pair.other]) < MOST:
            beside[pair.one].append((-pair.strength, pair.other))
            beside[pair.other].append((-pair.strength, pair.one))
    for pair in best_first:
        for point, other in ((pair.one, pair.other), (pair.other, pair.one)):
            found = (-pair.strength, other)
            if len(beside[point]) < FEW and found not in beside[point]:
                beside[point].append(found)
    return {point: tuple(other for _, other in sorted(found)) for point, found in beside.items()}


def _turns(best_first: Iterable[Pair], roles: Sequence[str]) -> dict[tuple[int, int], tuple[bool, int]]:
    """Say of each pair whether it shares no lesson, and how many better ones of its role the two have at most."""
    met: defaultdict[tuple[int, str], int] = defaultdict(int)
    turns = {}
    for pair in best_first:
        seen = [(pair.one, roles[pair.other]), (pair.other, roles[pair.one])]
        turns[pair.one, pair.other] = (pair.strength < _SHARES_LESSON, max(met[each] for each in seen))
        for each in seen:
            met[each] += 1
    return turns
