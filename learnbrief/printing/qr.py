"""An address as a QR code (ISO/IEC 18004), which leads from paper to the page, as a drawing for a template.

A code knows nothing of the site or of the page on which it is.
"""

from functools import lru_cache

from learnbrief.cache.values import Value
from learnbrief.printing.qr_symbol import qr_rows

_QUIET = 4
"""How many squares stay empty on each side, as the standard asks."""


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
    rows = qr_rows(address.encode())
    if rows is None:
        return None
    width = rows.index("\n")
    runs = rows.rstrip("0\n").replace("01", "0 1").replace("\n1", "\n 1").replace("10", "1 0").replace("1\n", "1 \n")
    steps = map(_steps(width).__getitem__, runs.split(" "))
    words = address.partition("://")[2].removesuffix("/")
    return QRCode(address, width + 2 * _QUIET, f"M{_QUIET} {_QUIET + 0.5}{''.join(steps)}", words)


class _Steps(dict[str, str]):
    """How a pen goes over squares that are side by side, light or dark, and from row to row; most come often."""

    def __init__(self, width: int) -> None:
        self._row = width + 1

    def __missing__(self, run: str) -> str:
        down = run.count("\n")
        across = len(run) - down * self._row
        self[run] = step = f"h{across}" if run[0] == "1" else f"m{across} {down}"
        return step


@lru_cache
def _steps(width: int) -> _Steps:
    return _Steps(width)
