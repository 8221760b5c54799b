"""What a text of a source leads to or shows: other briefings, pages of the site, pictures."""

from learnbrief.cache.values import Value
from learnbrief.model.vocabulary import Reference
from learnbrief.problems import Place


class Picture(Value, frozen=True):
    """A picture beside a source, and where the site shows it."""

    source: str
    """Path in the project."""
    address: str
    """Address in the site, without a slash before it."""


class LinkedPlace(Value, frozen=True):
    """A briefing that another one's text leads to, or a place in it."""

    briefing: Reference
    fragment: str


class LinkedPage(Value, frozen=True):
    """A page of the site that a text leads to by its address, or a place on it."""

    page: Reference
    """Its address, without a slash before it."""
    fragment: str


class OpenLink(Value, frozen=True):
    """A link to another file of the project, or a picture, before it is known where that is in the site."""

    stand_in: str
    """The address that stands for it meanwhile."""
    element: str
    url: str
    """As it was written."""
    at: Place
