"""Lines that are meant as entries of a list, as opposed to lines that only happen to begin with the same sign."""

from collections.abc import Sequence
from itertools import pairwise

from learnbrief.cache.values import Value
from learnbrief.markup.lookalikes.signs import Sign, SignKind, is_decimal, is_first, sign_of
from learnbrief.markup.structure import Line

_LEADS_IN = (":", ";")
_ENDS = (".", "!", "?", "…", *_LEADS_IN)


class Candidate(Value, frozen=True):
    """A line that may be an entry of a list."""

    line: Line
    sign: Sign | None
    begins: bool
    """Whether it is the first of its paragraph."""


def candidates(paragraphs: Sequence[Sequence[Line]]) -> list[Candidate]:
    """Look how each line of some paragraphs begins."""
    return [Candidate(line, sign_of(line.text), at == 0) for lines in paragraphs for at, line in enumerate(lines)]


def entries(lines: Sequence[Candidate], bullet: str) -> set[int]:
    """Give which of the lines are meant as entries; `bullet` is that of the list around them, or nothing.

    One sign that is sure is enough. Of any other there must be two, the second where a new line begins for a reason,
    and numbers and letters must follow one another.
    """
    signed = [at for at, line in enumerate(lines) if line.sign]
    if not signed:
        return set()
    meant = {at for at in signed if _is_meant(lines, at, bullet)}
    alike: dict[str, list[int]] = {}
    for at in signed:
        alike.setdefault(_kind_of(lines[at].sign), []).append(at)
    for kind, rows in alike.items():
        if kind and len(rows) > 1 and _are_a_list(lines, rows):
            meant.update(rows)
    meant |= _in_order(lines, signed)
    for at in signed:
        sign = lines[at].sign
        is_bullet = sign is not None and sign.kind is not SignKind.NUMBERING
        if (is_bullet and at + 1 in meant) or (at - 1 in meant and (is_bullet or is_first(sign))):
            meant.add(at)
    return meant


def _kind_of(sign: Sign | None) -> str:
    """Tell signs apart that may not stand for one another in a list; ticks and crosses may. Numbers are counted."""
    if sign is None or sign.kind is SignKind.NUMBERING:
        return ""
    return "tick" if sign.kind is SignKind.TICK else sign.written


def _is_meant(lines: Sequence[Candidate], at: int, bullet: str) -> bool:
    sign = lines[at].sign
    return sign is not None and (sign.is_sure or (sign.written == bullet and lines[at].line.lazy))


def _are_a_list(lines: Sequence[Candidate], alike: Sequence[int]) -> bool:
    """Tell a list from running text in which a dash happens to be first in two lines."""
    first = alike[0]
    return (
        lines[first].begins
        or any(after == before + 1 for before, after in pairwise(alike))
        or lines[first - 1].line.text.rstrip().endswith(_LEADS_IN)
        or all(lines[at].begins or lines[at - 1].line.text.rstrip().endswith(_ENDS) for at in alike)
    )


def _in_order(lines: Sequence[Candidate], signed: Sequence[int]) -> set[int]:
    """Give the lines whose numbers or letters follow one another: a), b); 1.1, 1.2, 2.1; (i), (ii)."""
    last: dict[tuple[str, int], int] = {}
    found: set[int] = set()
    has_decimals = False
    for at in signed:
        sign = lines[at].sign
        for order, number in sign.counts if sign else ():
            if (order, number - 1) in last:
                found |= {last[order, number - 1], at}
                has_decimals |= is_decimal(sign)
            last[order, number] = at
        if has_decimals and is_decimal(sign) and is_first(sign):
            found.add(at)
    return found
