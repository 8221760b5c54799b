"""The phrases that headings are recognised by, as they come with the generator."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache

from msgspec import Struct

from learnbrief.fields import YamlValue, read_own_data


class PhrasePosition(StrEnum):
    """Where in a heading a phrase counts."""

    ANYWHERE = "anywhere"
    BEGINNING = "beginning"
    ALONE = "alone"
    WHOLE = "whole"
    AROUND = "around"
    """It names no role, and may be around a phrase that does."""


class Phrase(Struct, frozen=True):
    """A phrase as it is compared, with what it means."""

    words: tuple[str, ...]
    meaning: str
    """A role or an audience."""
    where: PhrasePosition


Lexicon = Mapping[str, Sequence[Phrase]]
"""Phrases by their first word."""

AUDIENCE = "you"
"""The word that stands for the name of an audience in a phrase for a role."""

WORD = re.compile(r"&|[^\W_]+(?:['’][^\W_]+)*")


@cache
def role_phrases() -> tuple[Phrase, ...]:
    """Give the phrases that name roles."""
    return tuple(
        Phrase(words_of(phrase.text()), role.value, PhrasePosition(where.value))
        for role, kinds in _parts()["roles"].entries("")
        for where, phrases in kinds.entries("")
        for phrase in phrases.items()
    )


@cache
def role_lexicon() -> Lexicon:
    """Give the phrases that name roles, and those that may be around them."""
    return _lexicon([*role_phrases(), *(Phrase(words, "", PhrasePosition.AROUND) for words in _phrases("around"))])


@lru_cache(maxsize=64)
def audience_lexicon(audiences: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    """Give the words that name audiences."""
    return _lexicon(
        Phrase(words_of(phrase), audience, PhrasePosition.ANYWHERE)
        for audience, phrases in audiences
        for phrase in phrases
    )


@cache
def yielding_phrases() -> frozenset[tuple[str, ...]]:
    """Give the phrases that yield to another in "summary of learning"."""
    return frozenset(_phrases("yielding"))


@cache
def single_words(part: str) -> frozenset[str]:
    """Give a part of `headings.yml` that lists single words."""
    return frozenset(word for phrase in _phrases(part) for word in phrase)


def words_of(phrase: str) -> tuple[str, ...]:
    """Give a phrase's words as they are compared."""
    return tuple(compared(word) for word in WORD.findall(phrase))


def compared(word: str) -> str:
    """Reduce a word to what makes a difference: neither case, nor apostrophes, nor the plural (midwife, midwives)."""
    if word == "&":
        return "and"
    plain = word.casefold().replace("’", "").replace("'", "")
    if len(plain) > 2 and plain.endswith("s") and not plain.endswith("ss"):
        plain = f"{plain[:-3]}y" if plain.endswith("ies") else plain[:-1]
    return f"{plain[:-3]}ive" if plain.endswith("ife") else plain


def _lexicon(phrases: Iterable[Phrase]) -> Lexicon:
    lexicon: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.words:
            lexicon.setdefault(phrase.words[0], []).append(phrase)
    return lexicon


def _phrases(part: str) -> Iterator[tuple[str, ...]]:
    return (words_of(phrase.text()) for phrase in _parts()[part].items())


@cache
def _parts() -> Mapping[str, YamlValue]:
    return read_own_data("readers/headings.yml")
