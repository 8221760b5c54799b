"""What to do about a field that there is not."""

import re
from collections.abc import Sequence

from learnbrief.fields.gaps import is_gap
from learnbrief.problems import did_you_mean, nearest_names

_IN_QUOTES = 'Put all of it in "double quotes", or its colon begins a field.'
_IF_TEXT = 'If this is text, put all of it in "double quotes": its colon begins a field.'
_NAME = re.compile("[a-z_-]+")
"""How fields are called; what is called otherwise, where no field is known, is the beginning of a text."""


def hint_for(key: str, given: Sequence[str], known: Sequence[str]) -> str:
    """Give the cure for an unknown field, which is among all that are given."""
    if is_gap(key):
        return _IN_QUOTES
    is_text = not _NAME.fullmatch(key) and not any(nearest_names(name, known) for name in given)
    return _IF_TEXT if is_text else did_you_mean(key, known)
