"""An address as a QR code (ISO/IEC 18004), which leads from paper to the page, as a drawing for a template.

A code knows nothing of the site or of the page on which it is.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from learnbrief.cache.values import Value

_QUIET = 4
"""How many squares stay empty on each side, as the standard asks."""
_MASK = 2
"""Readers read every pattern alike. To try all eight, as the standard asks, would take five times as long."""
_DARK = re.compile(b"\x01+")


class QRCode(Value, frozen=True):
    """A code as its lines are drawn, each a square wide; black on white in any colour scheme."""

    address: str
    """Where it leads, in full."""
    squares: int
    """How wide and high it is, the empty edge included."""
    lines: str
    """The path that draws it, in SVG's words."""
    words: str
    """The address as one reads it aloud and types it."""


@lru_cache(maxsize=500)
def qr_code(address: str) -> QRCode | None:
    """Draw a code that leads to an address; None for one that no code can hold."""
    import segno  # where nothing is rendered anew, none is drawn

    try:
        code = segno.make_qr(address, error="l", mask=_MASK)  # on clean paper the least correction will do
    except segno.DataOverflowError:
        return None
    words = address.partition("://")[2].removesuffix("/")
    return QRCode(address, len(code.matrix) + 2 * _QUIET, _lines(code.matrix), words)


def _lines(rows: Sequence[bytearray]) -> str:
    """Draw the dark squares of each row, a line for those side by side, each from where the last one ended."""
    lines = []
    left, above = -_QUIET, -_QUIET - 0.5
    move = "M"
    for number, row in enumerate(rows):
        for dark in _DARK.finditer(row):
            start, end = dark.span()
            lines.append(f"{move}{start - left} {number - above}h{end - start}")
            left, above, move = end, number, "m"
    return "".join(lines)
