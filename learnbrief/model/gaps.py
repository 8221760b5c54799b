"""What a draft still lacks, as its page shows it."""

from learnbrief.cache.values import Value

STAND_IN = "_fill-in"
"""Stands for a partnership or a kind of review that is yet to be filled in: no editor can give such an id."""


class Gap(Value, frozen=True):
    """A value that is yet to be filled in."""

    name: str
    """The field or attribute that it belongs to."""
    note: str = ""
    """What its editor has noted there, such as what is to be written."""
