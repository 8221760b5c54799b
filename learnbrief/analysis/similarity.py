"""How similar two learning points are: by their own tags and by their words, each weighing more the rarer it is.

Rarity goes in steps, each of twice as many points, so that one edit hardly ever changes that of anything.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from math import sqrt
from operator import itemgetter

from learnbrief.analysis.lexicon import THEME
from learnbrief.analysis.weighing import WeighedWords
from learnbrief.cache.values import Value

FEWEST = 64
"""Points that there are held to be at the least, so that on a small site words can be rare."""
RAREST = 6
TAGS_COUNT, WORDS_COUNT = 1_000, 1_500
"""What two points score whose tags, or whose words, are all the same."""
BAR = 510
"""The score from which two points count as similar."""
EACH_DOUBLING = 4
"""By how many percent less similar two points count whenever there are twice as many."""
RELATED = 0.5
"""What it counts of sharing a theme that one carries the theme and the other one that is next to it."""
HEAVIEST = 12
"""Of a point's words, those that are compared; the rest tell only how many others there are."""
UNCOUNTED = 128
"""Of so many points of a block one is too few to count: a name that comes no more often there is rare anyway."""
_FEW_TAGS, _FEW_WORDS = 90, 500
"""What keeps points with a single common tag, or with few words, from being all alike."""
_NAME = itemgetter(0)

Related = Mapping[str, Iterable[str]]
"""The themes next to each."""


class Weights(Value, frozen=True):
    """What a point weighs, rarity included."""

    tags: dict[str, int]
    words: dict[str, int]
    """The heaviest, the heaviest first."""
    of_tags: int
    """What a score in tags is divided by, squared."""
    of_words: int


class Counts(Value, frozen=True):
    """How many points there are, and how many have each tag and each word, as far as these may be common."""

    points: int
    tags: dict[str, int]
    words: dict[str, int]

    @classmethod
    def of(cls, points: Iterable[WeighedWords]) -> "Counts":
        """Count what points have in common."""
        counted = list(points)
        tags = Counter(map(_NAME, chain.from_iterable(point.tags for point in counted)))
        words = Counter(map(_NAME, chain.from_iterable(point.words for point in counted)))
        return cls(len(counted), _common(tags, len(counted)), _common(words, len(counted)))

    @classmethod
    def added(cls, several: Iterable["Counts"]) -> "Counts":
        """Add counts."""
        tags: Counter[str] = Counter()
        words: Counter[str] = Counter()
        points = 0
        for each in several:
            points += each.points
            tags.update(each.tags)
            words.update(each.words)
        return cls(points, _common(tags, points), _common(words, points))


class Rarities(Value, frozen=True):
    """How rare each tag and word is, in steps from 0 to 6; the rarest are not listed."""

    points: int
    """About how many there are: this goes in the same steps."""
    tags: dict[str, int]
    words: dict[str, int]

    @classmethod
    def of(cls, several: Iterable[Counts]) -> "Rarities":
        """Find out how rare all is from counts."""
        counts = Counts.added(several)
        step = max(counts.points, FEWEST).bit_length()
        return cls(1 << step - 1, _less_rare(counts.tags, step), _less_rare(counts.words, step))

    def weigh(self, point: WeighedWords) -> Weights:
        """Weigh a point, which may be none of those that were counted."""
        tags, words = _weigh(point.tags, self.tags), _weigh(point.words, self.words)
        of_tags = sum([weight * weight for weight, _ in tags]) + _FEW_TAGS
        of_words = sum([weight * weight for weight, _ in words]) + _FEW_WORDS
        words.sort()
        return Weights(
            {name: -weight for weight, name in tags if weight},
            {name: -weight for weight, name in words[:HEAVIEST] if weight},
            of_tags * self._by_chance // 100,
            of_words * self._by_chance // 100,
        )

    @property
    def _by_chance(self) -> int:
        """What scores are divided by, in percent: among more points more are similar by chance."""
        return 100 + EACH_DOUBLING * (self.points.bit_length() - FEWEST.bit_length())

    def rarity(self, name: str) -> int:
        """Say how rare a word is, or a theme that is named."""
        return self.tags.get(name[1:], RAREST) if name[0] == THEME else self.words.get(name, RAREST)

    def at_least(self, word: str) -> int:
        """Say how many points have a word at the least."""
        return self.points >> self.words[word] if word in self.words else 0

    def rarity_of_tag(self, name: str) -> int:
        """Say how rare a tag is."""
        return self.tags.get(name, RAREST)

    def of_point(self, point: WeighedWords) -> bytes:
        """Say how rare each tag and each word of a point is."""
        tags = [self.tags.get(name, RAREST) for name, _ in point.tags]
        words = [self.words.get(name, RAREST) for name, _ in point.words]
        return bytes((*tags, RAREST + 1, *words))


def score(one: Weights, other: Weights, related: Related) -> int:
    """Say how similar two points are, from 0, where no word is common; the same whichever comes first."""
    theirs = other.words
    in_words = sum([weight * theirs[name] for name, weight in one.words.items() if name in theirs])
    if not in_words:
        return 0
    points = WORDS_COUNT * in_words / sqrt(one.of_words * other.of_words)
    if one.tags and other.tags:
        in_tags = _in_tags(one.tags, other.tags, related) / sqrt(one.of_tags * other.of_tags)
        points += TAGS_COUNT * min(1.0, in_tags)
    return round(points)


def _in_tags(one: Mapping[str, int], other: Mapping[str, int], related: Related) -> float:
    """Multiply the weights of the themes that both carry; less counts one that is next to a theme of the other."""
    same, near = 0, 0
    for theme, weight in one.items():
        if theme in other:
            same += weight * other[theme]
        else:
            for neighbour in related.get(theme, ()):
                if neighbour in other and neighbour not in one:
                    near += weight * other[neighbour]
    return same + RELATED * near


def _common(counts: Mapping[str, int], points: int) -> dict[str, int]:
    return {name: count for name, count in sorted(counts.items()) if count * UNCOUNTED > points}


def _less_rare(counts: Mapping[str, int], step: int) -> dict[str, int]:
    rarities = ((name, step - count.bit_length()) for name, count in sorted(counts.items()))
    return {name: rarity for name, rarity in rarities if rarity < RAREST}


def _weigh(weights: Iterable[tuple[str, int]], rarities: Mapping[str, int]) -> list[tuple[int, str]]:
    """Weigh tags or words by their rarity; each weight is negative, so that the heaviest sorts first."""
    rarity = rarities.get
    return [(-weight * rarity(name, RAREST), name) for name, weight in weights]
