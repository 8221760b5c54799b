"""Characters that nobody sees, and line ends of other kinds: they come with text from a PDF or a word processor."""

import re
from collections.abc import Collection, Sequence

from learnbrief.editing.fix.rows import SourceLine

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]|(?<=[\x00-\u024f])[\u200c\u200d](?=[\x00-\u024f])")
"""Soft hyphens and blanks without width; joiners only between Latin letters: emoji and other scripts need them."""
_SEPARATORS = "\x0b\x0c\r\x85\u2028\u2029"
_SEPARATOR = re.compile(f"[{_SEPARATORS}]")
_ENTRY = re.compile(r"\s*(?:[-+*]|[0-9]{1,9}[.)])\s")
_IN_CODE = re.compile("\ufeff")
"""What no text may hold, code included."""


def without_invisible(row: SourceLine, *, is_code: bool = False) -> SourceLine:
    """Take away what nobody sees; in code only what it may not hold."""
    pattern = _IN_CODE if is_code else _INVISIBLE
    return row.fixed(pattern.sub("", row.text), "invisible characters taken away")


def on_one_line(row: SourceLine) -> SourceLine:
    """Put a blank in the place of each line separator inside a line; at its end it goes."""
    if not _SEPARATOR.search(row.text):
        return row
    return row.fixed(_SEPARATOR.sub(" ", row.text.rstrip(_SEPARATORS)), "a line separator made a blank")


def parted(rows: Sequence[SourceLine], whole: Collection[int], line_end: str) -> list[SourceLine]:
    """Part lines at their line separators, where the writer saw a new line; not those that must stay whole."""
    new: list[SourceLine] = []
    for at, row in enumerate(rows):
        if at in whole or not _SEPARATOR.search(row.text):
            new.append(on_one_line(row))
            continue
        pieces = [piece for piece in _SEPARATOR.split(row.text) if piece.strip()] or [""]
        more = len(pieces) - 1
        what = f"a line separator {'made a new line' if more else 'taken away'}"
        if any(_ENTRY.match(piece) for piece in pieces[1:]):
            what += ", which begins an entry of a list: a learning point if its section holds points"
        new += map(SourceLine, pieces, [*[line_end] * more, row.end], [(*row.said, what), *[()] * more])
    return new
