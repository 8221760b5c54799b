"""Where a sentence begins and ends in an editor's words."""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.cache.values import Value

_STOP = pattern(r"(?<![.!?…])[.!?…]++[)\]\"'”’]*+(?=\s+[\"'“‘(\[]*([^\s\"'“‘(\[]))")
_BEFORE = pattern(r"[^\s(\[\"'“‘]*\Z")
_NEVER_END = frozenset("e.g i.e eg ie cf vs dr mr mrs ms mx prof rev st sgt insp hon messrs viz al".split())
"""Abbreviations behind which a sentence goes on."""
_BEFORE_NUMBERS = frozenset("no nos fig figs vol p pp para paras ch sec s ss art cl approx c ca".split())
"""Abbreviations behind which it goes on if a number follows."""
_LETTER = pattern(r"[^\W_]")


class Sentence(Value, frozen=True):
    """A sentence, and where it begins."""

    text: str
    start: int

    @property
    def words(self) -> int:
        """How many words it has; one with a hyphen counts as one."""
        return sum(bool(_LETTER.search(word)) for word in self.text.split())


def sentences(text: str) -> Iterator[Sentence]:
    """Part a paragraph into its sentences. Figures (3.5) and abbreviations (e.g., Dr., no. 5) do not end one."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, stop):
            yield _sentence(text, start, stop.end())
            start = stop.end()
    if text[start:].strip():
        yield _sentence(text, start, len(text))


def _ends(text: str, stop: re.Match[str]) -> bool:
    following = stop[1]
    if following.islower():
        return False
    if stop[0][0] != ".":
        return True
    before = _BEFORE.search(text, max(0, stop.start() - 40), stop.start())
    written = before[0] if before else ""
    word = written.lower()
    is_initial = len(word) == 1 and written.isupper() and word != "i"
    return not (word in _NEVER_END or is_initial or (word in _BEFORE_NUMBERS and following.isdigit()))


def _sentence(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    return Sentence(piece.strip(), start + len(piece) - len(piece.lstrip()))
