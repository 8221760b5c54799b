"""What pages show of a related point: the sentence that best says what both points say, and what joins them."""

from learnbrief.analysis.lexicon import ABBREVIATION, MATTER, THEME
from learnbrief.analysis.similarity import Rarities
from learnbrief.analysis.weighing import WeighedPoint, Weights, sentences_of
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


def shared_subjects(
    one: WeighedPoint, other: WeighedPoint, vocabulary: Vocabulary, rarities: Rarities
) -> tuple[str, ...]:
    """Name what joins two points: themes that both carry, else those that both name, else what both speak of."""
    theirs = {tag for tag, _ in other.tags}
    themes = [tag for tag, _ in one.tags if tag in theirs]
    themes.sort(key=lambda tag: (-rarities.rarity_of_tag(tag), tag))
    if not themes:
        said = _words_of_both(one, other, rarities)
        themes = [name[1:] for name in said if name[0] == THEME and name[1:] in vocabulary.themes]
        if not themes:
            return tuple(name[1:] for name in said if name[0] in (ABBREVIATION, MATTER))[:MOST_NAMED]
    return tuple(vocabulary.themes[theme].label for theme in themes[:MOST_NAMED])


def _words_of_both(one: WeighedPoint, other: WeighedPoint, rarities: Rarities) -> list[str]:
    """Give what both say, the heaviest first."""
    theirs = dict(other.words)
    shared = {name: weight * theirs[name] * rarities.rarity(name) for name, weight in one.words if name in theirs}
    return sorted(shared, key=lambda name: (-shared[name], name))
