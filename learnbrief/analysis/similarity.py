"""How similar two learning points are: by their own tags and by their words, each weighing more the rarer it is.

Rarity goes in steps, each of twice as many points, so that one edit hardly ever changes that of anything.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

from learnbrief.analysis.weighing import WeighedPoint

FEWEST = 64
"""Points that there are held to be at the least, so that on a small site words can be rare."""
RAREST = 6
TAGS_COUNT, WORDS_COUNT = 1_000, 2_000
"""What two points score whose tags, or whose words, are all the same."""
BAR = 540
"""The score from which two points count as similar."""
RELATED = 0.7
"""What it counts of sharing a theme that one bears the theme and the other one that is next to it."""
HEAVIEST = 12
"""Of a point's words, those that are compared; the rest tell only how many others there are."""
_NAME = itemgetter(0)
_FEW_TAGS, _FEW_WORDS = 120, 1_920
"""What keeps points with a single common tag, or with few words, from being all alike."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a point weighs, rarity included. Tags and words are numbers, the same in all points."""

    tags: Mapping[int, int]
    words: Mapping[int, int]
    """The heaviest of those that other points have too, the heaviest first."""
    of_tags: float
    """What a score in tags is divided by."""
    of_words: float


class _Kept(NamedTuple):
    """A tag or a word as it is among all points."""

    number: int
    rarity: int


@dataclass(frozen=True, slots=True)
class Scale:
    """What every tag and word weighs, by how rare it is, in steps from 0 to 6."""

    tags: Mapping[str, _Kept]
    words: Mapping[str, _Kept]
    alone: frozenset[int]
    """The words that one point alone has."""
    near: Mapping[int, tuple[int, ...]]
    """The numbers of the themes next to a theme."""

    @classmethod
    def of(cls, points: Sequence[WeighedPoint], related: Mapping[str, Iterable[str]]) -> "Scale":
        """Find out how rare all is that points are compared by."""
        counts = Counter(map(_NAME, chain.from_iterable(point.words for point in points)))
        tags = _kept(Counter(map(_NAME, chain.from_iterable(point.tags for point in points))), len(points), first=0)
        words = _kept(counts, len(points), first=len(tags))
        near = {
            kept.number: tuple(tags[other].number for other in sorted(related.get(theme, ())) if other in tags)
            for theme, kept in tags.items()
        }
        return cls(tags, words, frozenset(words[name].number for name, count in counts.items() if count == 1), near)

    def weigh(self, point: WeighedPoint) -> Weights:
        """Weigh a point, which may be none of those that the scale was made of."""
        tags, of_tags = _weigh(point.tags, self.tags)
        words, of_words = _weigh(point.words, self.words)
        heaviest = sorted(words, key=words.__getitem__, reverse=True)[:HEAVIEST]
        return Weights(
            tags,
            {number: words[number] for number in heaviest},
            sqrt(of_tags + _FEW_TAGS),
            sqrt(of_words + _FEW_WORDS),
        )

    def rarity(self, name: str) -> int:
        """Say how rare a word is."""
        return self.words[name].rarity if name in self.words else RAREST

    def rarities(self, point: WeighedPoint) -> tuple[bytes, bytes]:
        """Say how rare each tag and each word of a point is."""
        return bytes(map(self.rarity_of_tag, map(_NAME, point.tags))), bytes(
            map(self.rarity, map(_NAME, point.words))
        )

    def rarity_of_tag(self, name: str) -> int:
        """Say how rare a tag is."""
        return self.tags[name].rarity if name in self.tags else RAREST

    def score(self, one: Weights, other: Weights) -> int:
        """Say how similar two points are; the same whichever comes first."""
        words, theirs = one.words, other.words
        in_words = sum([words[number] * theirs[number] for number in words.keys() & theirs.keys()])
        points = WORDS_COUNT * in_words / (one.of_words * other.of_words)
        if one.tags and other.tags:
            points += TAGS_COUNT * min(1.0, self._in_tags(one.tags, other.tags) / (one.of_tags * other.of_tags))
        return round(points)

    def _in_tags(self, one: Mapping[int, int], other: Mapping[int, int]) -> float:
        """Multiply the weights of the themes that both bear; less counts one that is next to a theme of the other."""
        same, near = 0, 0
        for theme, weight in one.items():
            if theme in other:
                same += weight * other[theme]
            else:
                for neighbour in self.near[theme]:
                    if neighbour in other and neighbour not in one:
                        near += weight * other[neighbour]
        return same + RELATED * near


def _kept(counts: Mapping[str, int], total: int, *, first: int) -> dict[str, _Kept]:
    all_of_them = max(total, FEWEST).bit_length()
    return {
        name: _Kept(first + number, min(RAREST, all_of_them - count.bit_length()))
        for number, (name, count) in enumerate(counts.items())
    }


def _weigh(weights: Iterable[tuple[str, int]], kept: Mapping[str, _Kept]) -> tuple[dict[int, int], int]:
    """Give the weights of what is known, and the sum of the squares of all; what is not known is the rarest."""
    found, squares = {}, 0
    for name, weight in weights:
        if one := kept.get(name):
            number, rarity = one
            weight *= rarity
            if weight:
                found[number] = weight
        else:
            weight *= RAREST
        squares += weight * weight
    return found, squares
