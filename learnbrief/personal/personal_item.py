"""What is found: what it is, and where in a normalised text."""

from collections.abc import Callable, Iterator

from msgspec import Struct


class PersonalItem(Struct, frozen=True):
    """Something personal in a text."""

    what: str
    """As a message names it, such as "an NHS number"."""
    start: int
    end: int


Detector = Callable[[str], Iterator[PersonalItem]]
"""Looks through a normalised text; its time grows with the text's length, whatever is in it."""
