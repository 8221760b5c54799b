"""Places that an editor has yet to fill: `FILL IN`, with or without words behind it; SPEC 3.1."""

import re

FILL_IN = "FILL IN"
"""Stands at each such place, in capitals."""

_GAP = re.compile(rf"\s*{FILL_IN}\b[\s:]*(?P<note>.*?)\s*", re.DOTALL)


def is_gap(written: str) -> bool:
    """Tell whether a value is yet to be filled in."""
    return FILL_IN in written and bool(_GAP.fullmatch(written))


def note_of_gap(written: str) -> str:
    """Give what is behind the words: mostly what is to be written there."""
    match = _GAP.fullmatch(written)
    return " ".join(match["note"].split()) if match else ""
