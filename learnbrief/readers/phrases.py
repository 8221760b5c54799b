"""What a heading's words say of its section: its role and its audience."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from learnbrief.fields import read_yaml
from learnbrief.model import ROLES_WITH_POINTS, Role
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
    role_phrase: str = ""
    """What decided the role, as it stands in the heading; empty without a role."""
    audience_phrase: str = ""
    """What decided the audience, as it stands in the heading; empty without an audience."""
    says_only_its_role: bool = False
    """Whether the heading is nothing but the phrase that decided its role, and what may stand around it."""

    @property
    def plainly_holds_no_points(self) -> bool:
        """Whether the heading is plainly background, resources or the like: its lists are as they should be."""
        return self.role is not None and self.role not in ROLES_WITH_POINTS and self.says_only_its_role


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as phrases are compared, and where it stands in the heading."""

    plain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Match:
    """A phrase found: its first word, the one behind its last, and what it means."""

    start: int
    end: int
    meaning: str


Lexicon = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""Phrases and what they mean, by their first word."""

_NUMBERING = re.compile(
    r"\s*(?:\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5})[.):]\s+|[0-9]{1,3}\s*[-–—:.)]\s*|[0-9]{1,3}\s+)", re.I
)
_WORD = re.compile(r"&|[^\W_]+(?:['’][^\W_]+)*")

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
    roles = _matches(words, _role_lexicon())
    named = _matches(words, _audience_lexicon(audiences))
    particular = [match for match in named if match.meaning != EVERYONE] or named
    distinct = tuple(dict.fromkeys(match.meaning for match in particular))
    return Recognised(
        role=Role(roles[-1].meaning) if roles else None,
        audience=None if not distinct else distinct[0] if len(distinct) == 1 else EVERYONE,
        roles=tuple(dict.fromkeys(Role(match.meaning) for match in roles)),
        audiences=distinct,
        role_phrase=_as_written(heading, words, roles[-1:]),
        audience_phrase=_as_written(heading, words, particular),
        says_only_its_role=bool(roles) and roles[-1].end - roles[-1].start == len(words),
    )


def _as_written(heading: str, words: Sequence[_Word], matches: Sequence[_Match]) -> str:
    """Give what was found, as it stands in the heading."""
    found = (heading[words[match.start].start : words[match.end - 1].end] for match in matches)
    return ", ".join(dict.fromkeys(found))


@cache
def role_phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Read the phrase list that comes with the generator: each phrase as words, with its role."""
    problems: list[Problem] = []
    data = files("learnbrief.readers").joinpath("headings.yml").read_text(encoding="utf-8")
    whole = read_yaml(Text(data, Place("headings.yml")), problems.append)
    phrases = [
        (_phrase(phrase.text()), role.value)
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
    return _lexicon((_phrase(word), name) for name, words in audiences for word in words)


def _lexicon(phrases: Iterable[tuple[tuple[str, ...], str]]) -> Lexicon:
    lexicon: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, meaning in phrases:
        if phrase:
            lexicon.setdefault(phrase[0], []).append((phrase, meaning))
    return lexicon


def _phrase(text: str) -> tuple[str, ...]:
    """Reduce a phrase to the words by which it is compared."""
    return tuple(word.plain for word in _words(text))


def _words(text: str) -> tuple[_Word, ...]:
    """Reduce a heading to what makes a difference: its words without numbering, punctuation and plural s."""
    numbering = _NUMBERING.match(text)
    written = _WORD.finditer(text, numbering.end() if numbering else 0)
    return tuple(_Word(_plain(word[0]), word.start(), word.end()) for word in written)


def _plain(word: str) -> str:
    if word == "&":
        return "and"
    return _singular(word.casefold().replace("’", "").replace("'", ""))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word


def _matches(words: Sequence[_Word], lexicon: Lexicon) -> list[_Match]:
    """Find phrases in the order they stand, without those that stand inside a longer one."""
    plain = tuple(word.plain for word in words)
    found = [
        _Match(start, start + len(phrase), meaning)
        for start, word in enumerate(plain)
        for phrase, meaning in lexicon.get(word, ())
        if plain[start : start + len(phrase)] == phrase
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
