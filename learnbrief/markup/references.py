"""References of HTML, such as `&amp;` and `&#106;`: which letters they stand for, and which they may not bring in."""

import html
import re

from learnbrief.problems import FORBIDDEN

_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]++)|([0-9]++));?")
_MOST_DIGITS = 7
"""Of the largest number that is a character; Python refuses to read very long ones."""


def unescape(text: str) -> str:
    """Give a text with letters in the place of its references; none of them is one that no text may hold."""
    return html.unescape(without_forbidden(text))


def without_forbidden(text: str) -> str:
    """Put the sign for an unknown letter in the place of references to what no text may hold; leave the others."""
    return _NUMBERED.sub(_allowed, text) if "&#" in text else text


def _allowed(reference: re.Match[str]) -> str:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    digits = digits.lstrip("0") or "0"
    number = int(digits, base) if len(digits) <= _MOST_DIGITS else 0
    letter = html.unescape(f"&#{number};")  # empty for some that are no letters
    return f"&#{number};" if letter and not FORBIDDEN.search(letter) else "\N{REPLACEMENT CHARACTER}"
