"""Which points are worth comparing: those that share something rare, or two things at once.

The work grows with the number of points, not with its square: what many points share brings together only those that
are nearest in time, and the more points there are, the fewer of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

from learnbrief.analysis.similarity import Weights

FEWEST_NEXT, MOST_NEXT = 6, 256
"""Points behind one in time that it is compared with for each thing that it shares with them."""
_BITS = 15
PAIRED = 3
"""Of a point's words, the heaviest of which two at a time are looked for."""


def candidate_pairs(points: Sequence[Weights], groups: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the places of points to compare, the smaller first, each pair once.

    Points stand in the order of time. Those of one group, such as of one briefing, are not compared.
    """
    reach = points_compared(len(points))
    size = len(points)
    found: set[int] = set()
    for places in _sharing(points, 2 * reach):
        for at, place in enumerate(places):
            for other in places[at + 1 : at + 1 + reach]:
                if groups[other] != groups[place]:
                    found.add(place * size + other)
    return (divmod(pair, size) for pair in sorted(found))


def points_compared(total: int) -> int:
    """Say with how many points each is compared for one thing, in steps that halve as their number doubles."""
    return max(FEWEST_NEXT, min(MOST_NEXT, 1 << max(0, _BITS - total.bit_length())))


def _sharing(points: Sequence[Weights], rare: int) -> Iterable[list[int]]:
    """Gather the places of points that share one rare thing, or two things."""
    counts = Counter(chain.from_iterable(chain(point.tags, point.words) for point in points))
    several = len(counts) + 1
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    for place, point in enumerate(points):
        for number in chain(point.tags, point.words):
            if counts[number] <= rare:
                sharing[number].append(place)
        weightiest = sorted(chain(point.tags, list(point.words)[:PAIRED]))
        for one, other in combinations(weightiest, 2):
            sharing[several * (one + 1) + other].append(place)
    return (places for places in sharing.values() if len(places) > 1)
