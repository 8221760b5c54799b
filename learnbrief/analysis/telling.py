"""What is told of a point beside another: the sentence that says best what both say, and what joins them."""

from collections.abc import Iterator

from learnbrief.analysis.lexicon import ABBREVIATION, MATTER, THEME
from learnbrief.analysis.similarity import Scale
from learnbrief.analysis.weighing import WeighedPoint, sentences_of
from learnbrief.model import Vocabulary

MOST_NAMED = 2
"""What joins two points is told in so many words at most."""


def best_sentence(asking: WeighedPoint, told: WeighedPoint, text: str, scale: Scale) -> str:
    """Give the sentence of the point told of, whose text this is, that matches the asking point best."""
    sentences = sentences_of(text)
    if len(sentences) < 2 or len(sentences) != len(told.sentences):
        return text
    weights = {name: weight * scale.rarity(name) for name, weight in asking.words}
    matches = [sum(weights.get(name, 0) for name in said) / (20 + len(said)) for said in told.sentences]
    return sentences[matches.index(max(matches))]


def joining(one: WeighedPoint, other: WeighedPoint, vocabulary: Vocabulary, scale: Scale) -> tuple[str, ...]:
    """Name what joins two points: the themes that both bear or name, else what else both say; the rarest first."""
    themes = [theme for theme, _ in _shared(one, other, scale) if theme in vocabulary.themes]
    if themes:
        return tuple(vocabulary.themes[theme].label for theme in themes[:MOST_NAMED])
    return tuple(name for name in _matters(one, other, scale))[:MOST_NAMED]


def _shared(one: WeighedPoint, other: WeighedPoint, scale: Scale) -> list[tuple[str, int]]:
    """Give the themes that both bear, then those that both name, each with what it weighs."""
    tags, theirs = dict(one.tags), dict(other.tags)
    words, their_words = dict(one.words), dict(other.words)
    found = {tag: 100 * tags[tag] * theirs[tag] * scale.rarity_of_tag(tag) for tag in tags if tag in theirs}
    for name in words:
        if name[0] == THEME and name in their_words:
            found.setdefault(name[1:], scale.rarity(name))
    return sorted(found.items(), key=lambda each: (-each[1], each[0]))


def _matters(one: WeighedPoint, other: WeighedPoint, scale: Scale) -> Iterator[str]:
    words, theirs = dict(one.words), dict(other.words)
    shared = [name for name in words if name in theirs and name[0] in (ABBREVIATION, MATTER)]
    for name in sorted(shared, key=lambda name: (-words[name] * theirs[name] * scale.rarity(name), name)):
        yield name[1:]
