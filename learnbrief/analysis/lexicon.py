"""What the words of a text mean: a theme of the vocabulary, an abbreviation of the glossary, a matter of the field.

Whichever wording is used counts as the one thing that it means. Where none is known, a word counts as its stem.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import product

from msgspec import Struct

from learnbrief.analysis.field_words import field_words
from learnbrief.analysis.terms import Terms, key_of_word, keys_in_text
from learnbrief.cache.cache import Shared, digest_of
from learnbrief.cache.values import Value
from learnbrief.model import Theme, Vocabulary
from learnbrief.search import ascii_words, fold, stem

THEME, ABBREVIATION, MATTER = "#", "=", "~"
"""What a meaning's name begins with; the name of a word's stem begins with a letter."""
WORD = 4
"""What a word weighs that says something."""
THEME_SAID, ABBREVIATION_SAID, MATTER_SAID = 4, 4, 12
"""What it weighs that a text says the name of something."""

_INSIDE = {THEME: 2, ABBREVIATION: 0, MATTER: 1}
"""What a word weighs that is in a wording of each kind."""

_WORDS = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


class Expression(Value, frozen=True):
    """Words in a row that mean something."""

    keys: tuple[str, ...]
    meaning: str
    weight: int


class KnownWordings(Value, frozen=True):
    """All wordings that mean something, and the stems of words that mean too little to compare."""

    known: tuple[Expression, ...]
    empty: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    """The label of each theme."""


class Lexicon(Struct, frozen=True, dict=True):
    """All wordings that are known."""

    by_word: Mapping[str, tuple[Expression, ...]]
    """Those of one word."""
    by_beginning: Mapping[tuple[str, str], tuple[Expression, ...]]
    """Longer ones by their first two words, the longest first."""
    seconds: Mapping[str, frozenset[str]]
    """The second words of longer ones by their first."""

    empty: frozenset[str]
    labels: Mapping[str, str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Lexicon":
        """Arrange the wordings of a vocabulary and of the field."""
        return cls.arranged(read_wordings(words_in(vocabulary)))

    @classmethod
    def arranged(cls, wordings: KnownWordings) -> "Lexicon":
        """Arrange wordings."""
        by_word: dict[str, list[Expression]] = {}
        by_beginning: dict[tuple[str, str], list[Expression]] = {}
        seconds: defaultdict[str, set[str]] = defaultdict(set)
        for wording in wordings.known:
            if len(wording.keys) == 1:
                by_word.setdefault(wording.keys[0], []).append(wording)
            else:
                first, second, *_ = wording.keys
                by_beginning.setdefault((first, second), []).append(wording)
                seconds[first].add(second)
        return cls(
            {word: tuple(group) for word, group in by_word.items()},
            {beginning: tuple(sorted(group, key=_shortest_last)) for beginning, group in by_beginning.items()},
            {first: frozenset(words) for first, words in seconds.items()},
            frozenset(wordings.empty),
            dict(wordings.labels),
        )

    def weigh_label(self, theme: str) -> dict[str, int]:
        """Give what the label of a theme says."""
        return self._of_labels.get(theme, {})

    def weigh(self, sentence: str) -> dict[str, int]:
        """Give what a sentence says, each with its weight; what it says twice counts once."""
        words = [*map(self._known.__getitem__, _words_in(sentence)), _END]
        said: dict[str, int] = {}
        inside: dict[int, int] = {}
        for start, end, wording in self._found(words):
            said[wording.meaning] = wording.weight
            weight = _INSIDE[wording.meaning[0]]
            for place in range(start, end):
                inside[place] = max(weight, inside.get(place, 0))
        stems = [word.stem for word in words]
        whole = stems.copy()
        for place, weight in inside.items():
            whole[place] = ""
            stems[place] = stems[place] if weight else ""
        said |= dict.fromkeys(stems, 0)  # in their order
        for place, weight in inside.items():
            said[stems[place]] = max(weight, said[stems[place]])
        said |= dict.fromkeys(whole, WORD)
        said.pop("", None)
        return said

    @cached_property
    def _of_labels(self) -> Mapping[str, dict[str, int]]:
        return {theme: self.weigh(label) for theme, label in self.labels.items()}

    @cached_property
    def _known(self) -> "_KnownWords":
        return _KnownWords(self._read)

    def _read(self, word: str) -> "_KnownWord":
        folded, keys = fold(word), keys_in_text(word)
        stemmed = stem(folded)
        return _KnownWord(
            keys=keys,
            stem="" if folded.isdigit() or stemmed in self.empty else stemmed,
            alone=tuple(wording for key in keys for wording in self.by_word.get(key, ())),
            seconds=frozenset().union(*(self.seconds.get(key, ()) for key in keys)),
        )

    def _found(self, words: "Sequence[_KnownWord]") -> Iterator[tuple[int, int, Expression]]:
        """Find wordings; of those of one kind, none that is inside a longer one."""
        last = {THEME: (0, 0), ABBREVIATION: (0, 0), MATTER: (0, 0)}
        for start, word in enumerate(words):
            if word.seconds and not word.seconds.isdisjoint(words[start + 1].keys):
                for wording in self._longer(words, start):
                    if _is_new(start, start + len(wording.keys), last, wording):
                        yield start, start + len(wording.keys), wording
            for wording in word.alone:
                if _is_new(start, start + 1, last, wording):
                    yield start, start + 1, wording

    def _longer(self, words: "Sequence[_KnownWord]", start: int) -> Iterator[Expression]:
        """Find the wordings of two words and more that begin at a place."""
        for beginning in product(words[start].keys, words[start + 1].keys):
            for wording in self.by_beginning.get(beginning, ()):
                rest = words[start + 2 : start + len(wording.keys)]
                if all(key in word.keys for key, word in zip(wording.keys[2:], rest, strict=False)):
                    yield wording


def _words_in(text: str) -> list[str]:
    if text.isascii() and "'" not in text:
        return ascii_words(text)
    return _WORDS.findall(unicodedata.normalize("NFC", text))


def _is_new(start: int, end: int, last: dict[str, tuple[int, int]], wording: Expression) -> bool:
    """Tell whether words lie inside no wording found so far, or are the last one's words; remember them if so."""
    kind = wording.meaning[0]
    is_new = end > last[kind][1] or (start, end) == last[kind]
    if is_new:
        last[kind] = (start, end)
    return is_new


def _shortest_last(wording: Expression) -> int:
    return -len(wording.keys)


class _KnownWords(dict[str, "_KnownWord"]):
    """Words as a lexicon knows them; each is read when it is first asked for."""

    def __init__(self, read: Callable[[str], "_KnownWord"]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> "_KnownWord":
        known = self[word] = self._read(word)
        return known


class _KnownWord(Struct, frozen=True):
    """A word of a text, as a lexicon knows it."""

    keys: tuple[str, ...]
    """What it may stand for in a wording."""
    stem: str
    """Empty where it says too little."""
    alone: tuple[Expression, ...]
    """The wordings that it is by itself."""
    seconds: frozenset[str]
    """What may come behind it in longer ones."""


_END = _KnownWord((), "", (), frozenset())
"""Stands behind the last word."""


def words_in(vocabulary: Vocabulary) -> Shared[Vocabulary]:
    """Give a vocabulary with a digest of its words alone."""
    themes = [(theme.id, theme.label, theme.also) for theme in vocabulary.themes.values()]
    return Shared(vocabulary, digest_of((themes, vocabulary.glossary)))


def read_wordings(vocabulary: Shared[Vocabulary]) -> KnownWordings:
    """Gather the wordings of a vocabulary and of the field."""
    themes, glossary = vocabulary.value.themes.values(), vocabulary.value.glossary
    known = (*_of_themes(themes), *_of_glossary(glossary), *_of_field())
    empty = tuple(sorted(set(map(stem, field_words().empty))))
    return KnownWordings(known, empty, tuple((theme.id, theme.label) for theme in themes))


def _of_themes(themes: Iterable[Theme]) -> Iterator[Expression]:
    return (Expression(term.keys, THEME + term.theme, THEME_SAID) for term in Terms.of_themes(themes))


def _of_glossary(glossary: Mapping[str, str]) -> Iterator[Expression]:
    for abbreviation, meaning in glossary.items():
        for written in (abbreviation, meaning):
            if keys := _keys(written):
                yield Expression(keys, ABBREVIATION + abbreviation, ABBREVIATION_SAID)


@cache
def _of_field() -> tuple[Expression, ...]:
    return tuple(
        Expression(_keys(written), MATTER + name, MATTER_SAID)
        for name, wordings in field_words().matters.items()
        for written in wordings
    )


def _keys(written: str) -> tuple[str, ...]:
    return tuple(map(key_of_word, _WORDS.findall(written)))


def related_themes(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Give the themes next to each: related, broader, narrower."""
    found: dict[str, set[str]] = {}
    for theme in vocabulary.themes.values():
        for other in (*theme.related, *((theme.broader,) if theme.broader else ())):
            found.setdefault(theme.id, set()).add(other.id)
            found.setdefault(other.id, set()).add(theme.id)
    return {theme: tuple(sorted(others)) for theme, others in found.items()}
