"""What a text of a source leads to or shows: other briefings, pages of the site, pictures."""

from dataclasses import dataclass

from learnbrief.model.vocabulary import Reference


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside a source, and where the site shows it."""

    source: str
    """Path in the project."""
    address: str
    """Address in the site, without a slash before it."""


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """A briefing that another one's text leads to, or a place in it."""

    briefing: Reference
    fragment: str


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """A page of the site that a text leads to by its address, or a place on it."""

    page: Reference
    """Its address, without a slash before it."""
    fragment: str
