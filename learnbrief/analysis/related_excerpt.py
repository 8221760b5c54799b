"""What pages show of a related point: the sentence that best says what both points say, and what joins them."""

from collections.abc import Callable

from learnbrief.analysis.lexicon import ABBREVIATION, MATTER, THEME, WORD
from learnbrief.analysis.similarity import Rarities
from learnbrief.analysis.weighing import OWN, WeighedPoint, Weights, sentences_of
from learnbrief.model import Vocabulary

MOST_NAMED = 2
"""What joins two points is said in so many words at most."""


def best_sentence(asking: Weights, other: WeighedPoint, text: str, rarities: Rarities) -> str:
    """Give the sentence of another point's text that best matches what is asked about; if none does, the longest."""
    if len(other.sentences) < 2:
        return text
    weights = {name: weight * rarities.rarity(name) for name, weight in asking}

    def match(sentence: str, said: tuple[str, ...]) -> tuple[float, int]:
        share = sum(weights.get(name, 0) for name in said) / (20 + len(said))
        return share / 2 if sentence.startswith("This ") or sentence.endswith("?") else share, len(sentence)

    return max(zip(sentences_of(text), other.sentences, strict=True), key=lambda each: match(*each))[0]


def asked_by(point: WeighedPoint) -> Weights:
    """Give what a point asks about: its words, and the themes that it is about."""
    return (*point.words, *((THEME + tag, weight * WORD // OWN) for tag, weight in point.tags))


def shared_subjects(
    one: WeighedPoint, other: WeighedPoint, vocabulary: Vocabulary, rarities: Rarities
) -> tuple[str, ...]:
    """Name what joins two points: themes that both are about, else what both speak of."""
    return shared_themes(one.tags, other.tags, vocabulary, rarities) or said_by_both(one, other, rarities)


def shared_themes(one: Weights, other: Weights, vocabulary: Vocabulary, rarities: Rarities) -> tuple[str, ...]:
    """Name the themes that two points are about, by the tags of each."""
    themes = _of_both(one, other, rarities.rarity_of_tag)
    return tuple([vocabulary.themes[theme].label for theme in themes[:MOST_NAMED]])


def said_by_both(one: WeighedPoint, other: WeighedPoint, rarities: Rarities) -> tuple[str, ...]:
    """Name what two points both speak of."""
    words = _of_both(one.words, other.words, rarities.rarity)
    return tuple(name[1:] for name in words if name[0] in (ABBREVIATION, MATTER))[:MOST_NAMED]


def _of_both(one: Weights, other: Weights, rarity: Callable[[str], int]) -> list[str]:
    """Give what both have, the heaviest first."""
    theirs = dict(other)
    shared = {name: weight * theirs[name] * rarity(name) for name, weight in one if name in theirs}
    return sorted(shared, key=lambda name: (-shared[name], name))
