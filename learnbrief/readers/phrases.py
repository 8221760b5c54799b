"""What a heading's words say of its section: its role and its audience."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from learnbrief.fields import read_yaml
from learnbrief.model import Role
from learnbrief.problems import Place, Problem
from learnbrief.settings import EVERYONE, Audience
from learnbrief.source import Text


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a heading was recognised as."""

    role: Role | None = None
    audience: str | None = None
    roles: tuple[Role, ...] = ()
    """All roles that its words name, in their order; more than one leaves a doubt."""
    audiences: tuple[str, ...] = ()
    """All audiences that its words name, those that mean everyone left out where others are named."""


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    meaning: str


Lexicon = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""Phrases and what they mean, by their first word."""

_NUMBERING = re.compile(r"\s*(?:\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5})[.):]\s+|[0-9]{1,3}\s*[-–—:.)]\s*|[0-9]{1,3}\s+)")


LONGEST_HEADING = 300
"""Letters of a heading that is still looked through; none has more, and what has is a paragraph gone astray."""


def recognise_heading(heading: str, audiences: Sequence[Audience]) -> Recognised:
    """Recognise a heading by its words: the longest phrase wins, and of two roles the one named last."""
    if len(heading) > LONGEST_HEADING:
        return Recognised()
    return _recognised(heading, tuple((audience.id, tuple(audience.words)) for audience in audiences))


@lru_cache(maxsize=4096)
def _recognised(heading: str, audiences: tuple[tuple[str, tuple[str, ...]], ...]) -> Recognised:
    words = _words(heading)
    roles = [Role(match.meaning) for match in _matches(words, _role_lexicon())]
    named = [match.meaning for match in _matches(words, _audience_lexicon(audiences))]
    particular = [audience for audience in named if audience != EVERYONE] or named
    distinct = tuple(dict.fromkeys(particular))
    audience = None if not distinct else distinct[0] if len(distinct) == 1 else EVERYONE
    return Recognised(roles[-1] if roles else None, audience, tuple(dict.fromkeys(roles)), distinct)


@cache
def role_phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Read the phrase list that comes with the generator: each phrase as words, with its role."""
    problems: list[Problem] = []
    data = files("learnbrief.readers").joinpath("headings.yml").read_text(encoding="utf-8")
    whole = read_yaml(Text(data, Place("headings.yml")), problems.append)
    phrases = [
        (_words(phrase.text()), role.value)
        for role, value in (whole.entries("") if whole else ())
        for phrase in value.items()
    ]
    assert not problems, problems
    return tuple(phrases)


@cache
def _role_lexicon() -> Lexicon:
    return _lexicon(role_phrases())


@lru_cache(maxsize=64)
def _audience_lexicon(audiences: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return _lexicon((_words(word), name) for name, words in audiences for word in words)


def _lexicon(phrases: Iterable[tuple[tuple[str, ...], str]]) -> Lexicon:
    lexicon: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, meaning in phrases:
        if phrase:
            lexicon.setdefault(phrase[0], []).append((phrase, meaning))
    return lexicon


def _words(text: str) -> tuple[str, ...]:
    """Reduce a heading to what makes a difference: its words without numbering, punctuation and plural s."""
    plain = text.casefold().replace("&", " and ").replace("’", "'").replace("'", "")
    plain = _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain
    return tuple(_singular(word) for word in re.findall(r"[^\W_]+", plain))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word


def _matches(words: tuple[str, ...], lexicon: Lexicon) -> list[_Match]:
    """Find phrases in the order they stand, without those that stand inside a longer one."""
    found = [
        _Match(start, start + len(phrase), meaning)
        for start, word in enumerate(words)
        for phrase, meaning in lexicon.get(word, ())
        if words[start : start + len(phrase)] == phrase
    ]
    outermost = [
        match
        for match in found
        if not any(
            other.start <= match.start
            and match.end <= other.end
            and other.end - other.start > match.end - match.start
            for other in found
        )
    ]
    return sorted(outermost, key=lambda match: (match.start, match.end))
