"""The vocabulary's terms, and where a text uses one of them.

A term is a theme's label, each word of `also`, and the id as words. It is found where all its words are in a row
within a sentence, in whatever form English bends them. An abbreviation is found in capitals only.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache

from msgspec import Struct

from learnbrief.cache.pattern import pattern
from learnbrief.model import Theme
from learnbrief.search import fold, stem

_WORD = pattern(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9]+(?=s?$)")
_STOP = pattern("[.?!;:…]")
_BLANK = pattern(r"\s")
_CHANGES_THE_SENSE = ("ly", "er", "or")
"""Endings that a stem loses although another word is meant: timely is not time, an abuser is not abuse."""


class TermKind(StrEnum):
    """What a term is to its theme."""

    LABEL = "label"
    SYNONYM = "synonym"
    ID = "id"


class Term(Struct, frozen=True):
    """A wording of a theme."""

    theme: str
    written: str
    kind: TermKind
    keys: tuple[str, ...]
    """What each of its words must be in a text: an abbreviation, or all forms of a word."""

    @property
    def strength(self) -> int:
        """How much it says to find it: as much as it has words; an abbreviation is seldom used by chance."""
        return len(self.keys) + any(key.isupper() for key in self.keys)


class TermMatch(Struct, frozen=True):
    """A term in a text."""

    term: Term
    start: int
    """The number of its first word in the text."""
    end: int
    """The number of the word behind it."""
    words: str
    """As the text has them."""


class _TermWord(Struct, frozen=True):
    written: str
    start: int
    """Of its first character in the text."""
    keys: tuple[str, ...]
    begins: bool
    """Whether a full stop or the like parts it from the word before."""

    @property
    def end(self) -> int:
        return self.start + len(self.written)


class Terms(Struct, frozen=True):
    """All terms of a vocabulary."""

    by_first_word: Mapping[str, tuple[Term, ...]]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "Terms":
        """Arrange terms so that a text can be searched for all of them at once."""
        groups: dict[str, list[Term]] = {}
        for term in terms:
            groups.setdefault(term.keys[0], []).append(term)
        return cls({key: tuple(group) for key, group in groups.items()})

    @classmethod
    def of_themes(cls, themes: Iterable[Theme]) -> "Terms":
        """Gather the terms of themes."""
        return cls.of(term for theme in themes for term in _terms_of(theme))

    def __iter__(self) -> Iterator[Term]:
        return (term for group in self.by_first_word.values() for term in group)

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Find the terms of a text in its order; one that is inside a longer one is not meant for itself."""
        text = unicodedata.normalize("NFC", text)
        words = tuple(_words(text))
        found = [match for at in range(len(words)) for match in self._from(words, at, text)]
        longest: list[TermMatch] = []
        furthest = 0
        for match in sorted(found, key=lambda match: (match.start, -match.end)):
            twin = bool(longest) and (longest[-1].start, longest[-1].end) == (match.start, match.end)
            if match.end > furthest or twin:
                longest.append(match)
                furthest = match.end
        return tuple(longest)

    def _from(self, words: tuple[_TermWord, ...], at: int, text: str) -> Iterator[TermMatch]:
        """Find the terms that begin with a word."""
        for first in words[at].keys:
            for term in self.by_first_word.get(first, ()):
                taken = words[at : at + len(term.keys)]
                if (
                    len(taken) == len(term.keys)
                    and all(key in word.keys for key, word in zip(term.keys, taken, strict=True))
                    and not any(word.begins for word in taken[1:])
                ):
                    yield TermMatch(term, at, at + len(taken), text[taken[0].start : taken[-1].end])


def same_words(first: str, second: str) -> bool:
    """Tell whether two texts have the same words in the same forms."""
    return _folded_words(first) == _folded_words(second)


def _folded_words(text: str) -> list[str]:
    return [fold(word.written) for word in _words(text)]


def _terms_of(theme: Theme) -> Iterator[Term]:
    """Give a theme's terms, of those with the same words in the same forms the first only."""
    seen: set[tuple[str, ...]] = set()
    wordings = [(theme.label, TermKind.LABEL), *((word, TermKind.SYNONYM) for word in theme.also)]
    for written, kind in [*wordings, (_id_as_words(theme), TermKind.ID)]:
        words = tuple(_folded_words(written))
        if words and words not in seen:
            seen.add(words)
            yield Term(theme.id, written, kind, tuple(key_of_word(word.written) for word in _words(written)))


def _id_as_words(theme: Theme) -> str:
    """Give an id as words, in capitals what the label or a synonym has in capitals."""
    written = [word.written for term in (theme.label, *theme.also) for word in _words(term)]
    capitals = {fold(word): word for word in written if _abbreviation(word)}
    return " ".join(capitals.get(word, word) for word in theme.id.split("-"))


def _words(text: str) -> Iterator[_TermWord]:
    end = 0
    for match in _WORD.finditer(text):
        stop = _STOP.search(text, end, match.start())
        begins = bool(stop and _BLANK.search(text, stop.end(), match.start()))
        yield _TermWord(match[0], match.start(), keys_in_text(match[0]), begins)
        end = match.end()


def key_of_word(word: str) -> str:
    """Give the key that a term's word matches in a text: an abbreviation, or the stem of a word."""
    return _abbreviation(word) or _form(word)


@cache
def keys_in_text(word: str) -> tuple[str, ...]:
    """Give the keys that a text's word may match in a term: its stem, and the abbreviation it may be."""
    return tuple(sorted(filter(None, {_form(word), _abbreviation(word)})))


def _abbreviation(word: str) -> str:
    """Give an abbreviation in the singular; nothing where a word is none."""
    if word.islower():
        return ""
    match = _ABBREVIATION.match(re.sub("['’ʼ]", "", word))
    return match[0] if match else ""


def _form(word: str) -> str:
    """Give what a word shares with its inflections, and with no word of another sense."""
    folded = fold(word)
    stemmed = stem(folded)
    singular = folded.removesuffix("s")
    for ending in _CHANGES_THE_SENSE:
        if singular.endswith(ending) and not stemmed.endswith((ending, "li")):
            return f"{stemmed}+{ending}"
    return stemmed
