"""Which points are worth comparing: those that share something rare, or two things at once, or a lesson.

The work grows with the number of points, not with its square: what many points share brings together only those that
are nearest in time, and the more points there are, the fewer of them.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, combinations
from typing import Any, TypeVar
from zlib import crc32

from learnbrief.analysis.similarity import HEAVIEST, Rarities, Weights

FEWEST_NEXT, MOST_NEXT = 6, 256
"""Points behind one in time that it is compared with for each thing that it shares with them."""
NEXT_OF_LESSON = 12
"""Points that carry a lesson behind one that does, in time, that may be beside it."""
PAIRED, PAIRED_TAGS = 3, 1
"""So many of a point's words, and of its tags, are looked for two at a time: the heaviest."""
ALONE = HEAVIEST // 2
"""The heaviest that are looked for each alone where there are many points."""
_BITS = 15
_TOGETHER, _ALONE, _LESSON = range(3)
KINDS = 4
"""What a feature's number is a multiple of, but for its kind."""

Point = TypeVar("Point", bound=Any)


def features_of(point: Weights, rarities: Rarities) -> Iterator[int]:
    """Give a number for each feature a point may share with another; a collision between two numbers is harmless."""
    words = list(point.words)
    reach = points_compared(rarities.points)
    for name in chain(point.tags, words[: HEAVIEST if reach > FEWEST_NEXT else ALONE]):
        if rarities.at_least(name) <= 2 * reach:
            yield _numbered(crc32(name.encode()), _ALONE)
    tags = sorted(sorted(point.tags), key=point.tags.__getitem__, reverse=True)
    for one, other in combinations(sorted((*tags[:PAIRED_TAGS], *words[:PAIRED])), 2):
        yield _numbered(crc32(other.encode(), crc32(one.encode())), _TOGETHER)


def features_of_lessons(lessons: Collection[str]) -> Iterator[int]:
    """Give numbers for the lessons that a point carries."""
    return (_numbered(crc32(lesson.encode()), _LESSON) for lesson in lessons)


def candidates(feature: int, points: Sequence[Point], reach: int) -> Iterator[tuple[Point, Point]]:
    """Give the pairs of points worth comparing among those that have a feature; the points come in order of time."""
    kind = feature % KINDS
    if kind == _ALONE and len(points) > 2 * reach:
        return
    behind = NEXT_OF_LESSON if kind == _LESSON else reach
    for at, one in enumerate(points):
        for other in points[at + 1 : at + 1 + behind]:
            yield one, other


def points_compared(total: int) -> int:
    """Say how many points each is compared with for one feature: half as many whenever the total doubles."""
    return max(FEWEST_NEXT, min(MOST_NEXT, 1 << max(0, _BITS - total.bit_length())))


def _numbered(digest: int, kind: int) -> int:
    return digest - digest % KINDS + kind
