"""What partnerships agree on before they write: themes, partnerships, abbreviations."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from learnbrief.packing import packed_quickly
from learnbrief.problems import Place


@packed_quickly
@dataclass(frozen=True, slots=True)
class Reference:
    """An id as a source names it, with the place where it does."""

    id: str
    at: Place = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject that learning points raise, from the controlled vocabulary."""

    id: str
    label: str
    also: tuple[str, ...]
    """What people type or write instead; a term belongs to one theme only."""
    broader: Reference | None
    related: tuple[Reference, ...]
    definition: str
    at: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: to a web address, or to an address of the site, which begins with a slash."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Partnership:
    """Who publishes."""

    id: str
    name: str
    short: str
    area: str
    website: str
    email: str
    procedures: Link | None
    website_at: Place = field(default=Place(""), compare=False, repr=False)
    procedures_at: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that briefings may name."""

    themes: Mapping[str, Theme]
    partnerships: Mapping[str, Partnership]
    glossary: Mapping[str, str]
    """Abbreviation to meaning."""
