"""Lines of a column as paragraphs and entries of lists, and tables; in the order of reading."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from learnbrief.importing.pdf.lines import TextLine, most_common
from learnbrief.importing.pdf.page import Box
from learnbrief.importing.pdf.region import Grid, Region
from learnbrief.markup.lookalikes import Sign, SignKind, sign_of

_SENTENCE_END = (".", "!", "?", ":", ";", "”", "’", '"', ")", "…")


class PieceKind(Enum):
    """What a piece is."""

    TEXT = auto()
    ITEM = auto()
    HEADING = auto()
    TITLE = auto()
    GRID = auto()
    NOTE = auto()
    """A footnote, which begins with its mark."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, an entry of a list, a heading or a table."""

    kind: PieceKind
    lines: tuple[TextLine, ...]
    page: int
    region: int
    """Which box it is in; 0 for the page itself."""
    is_first_of_column: bool = False
    sign: str = ""
    numbering: Sign | None = None
    grid: Grid | None = None
    level: int = 0
    why: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(line.text for line in self.lines)

    @property
    def number(self) -> str:
        """The number that is beside it in a shape of its own."""
        return self.lines[0].number if self.lines else ""


@dataclass(slots=True)
class _Counter:
    regions: int
    boxes: dict[int, Box]


def pieces_of(region: Region, first_region: int) -> tuple[list[Piece], dict[int, Box]]:
    """Give all that is on a page, and its boxes by their numbers, which are counted on from one."""
    counter = _Counter(first_region, {})
    return list(_pieces(region, 0, counter)), counter.boxes


def _pieces(region: Region, number: int, counter: _Counter) -> Iterator[Piece]:
    for column in region.columns:
        held: list[TextLine] = []
        is_first = True
        for thing in column:
            if isinstance(thing, TextLine):
                held.append(thing)
                continue
            yield from texts_of(held, number, is_first_of_column=is_first)
            held, is_first = [], False
            if isinstance(thing, Grid):
                yield Piece(PieceKind.GRID, (), thing.page, number, grid=thing)
            else:
                counter.regions += 1
                counter.boxes[counter.regions] = thing.box
                yield from _pieces(thing, counter.regions, counter)
        yield from texts_of(held, number, is_first_of_column=is_first)


def texts_of(lines: Sequence[TextLine], region: int, *, is_first_of_column: bool = True) -> Iterator[Piece]:
    """Give the paragraphs and entries of lines that are below each other."""
    if not lines:
        return
    column = _Column(lines)
    held = [lines[0]]
    last_numbering: Sign | None = None
    numbering = column.numbering(lines[0], None)
    is_first = is_first_of_column
    for line in lines[1:]:
        begins = column.numbering(line, numbering or last_numbering)
        is_new = line.bullet or line.number or line.mark or begins is not None
        if not is_new and column.goes_on(held, line, numbering is not None):
            held.append(line)
            continue
        yield _piece(held, region, numbering, is_first_of_column=is_first)
        last_numbering = numbering or last_numbering
        held, numbering, is_first = [line], begins, False
    yield _piece(held, region, numbering, is_first_of_column=is_first)


def _piece(lines: list[TextLine], region: int, numbering: Sign | None, *, is_first_of_column: bool) -> Piece:
    first = lines[0]
    is_item = bool(first.bullet) or (numbering is not None and not first.number)
    sign = first.bullet or (numbering.written if numbering else "")
    kind = PieceKind.NOTE if first.mark else PieceKind.ITEM if is_item else PieceKind.TEXT
    return Piece(kind, tuple(lines), first.page, region, is_first_of_column, sign, numbering)


class _Column:
    """What lines below each other have in common."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self._right = max(line.box.right for line in lines)
        self._leading = _usual_leading(lines)
        self._sizes = Counter(round(line.size) for line in lines)

    def numbering(self, line: TextLine, before: Sign | None) -> Sign | None:
        """Give the number or letter that a line begins with, if it begins a list or goes on with one."""
        sign = sign_of(line.text)
        if line.bullet or sign is None or sign.kind is not SignKind.NUMBERING:
            return None
        counts = dict(sign.counts)
        goes_on = before is not None and any(counts.get(order) == number + 1 for order, number in before.counts)
        begins = any(number in (1, ord("a"), ord("A")) for number in counts.values())
        return sign if goes_on or begins else None

    def goes_on(self, held: Sequence[TextLine], line: TextLine, is_numbered: bool) -> bool:
        """Tell whether a line goes on with what is above it."""
        first, last = held[0], held[-1]
        size = max(last.size, line.size)
        leading = line.base - last.base
        if not 0.4 * size < leading < 2.2 * size or abs(last.size - line.size) > 0.08 * size:
            return False
        tags = last.words[-1].tag, line.words[0].tag
        is_short = self.is_short(last, line)
        looks_alike = last.is_bold == line.is_bold and last.look.colour == line.look.colour
        if not looks_alike and (is_short or not _begins_small(line)):
            return False
        if tags[0] and tags[1] and tags[0].element and tags[1].element:
            return tags[0].element == tags[1].element
        if self._is_wide(leading, size, held):
            return False
        if first.bullet or is_numbered:
            return self._goes_on_in_entry(first, line, is_short=is_short)
        if line.box.left > last.box.left + 1.2 * size and _ends(last.text) and len(held) > 1:
            return False
        return not is_short or _begins_small(line) or (looks_alike and size > 15 and self._sizes[round(size)] <= 3)

    def _goes_on_in_entry(self, first: TextLine, line: TextLine, *, is_short: bool) -> bool:
        if line.box.left < first.box.left - 3:
            return False
        if line.box.left >= first.text_left - 4 and line.box.left > first.box.left + 3:
            return True
        return not is_short or _begins_small(line)

    def _is_wide(self, leading: float, size: float, held: Sequence[TextLine]) -> bool:
        usual = self._leading.get(round(size), 1.25 * size)
        if len(held) > 1:
            usual = held[-1].base - held[-2].base
        return leading > 1.22 * usual + 1.2

    def is_short(self, last: TextLine, line: TextLine) -> bool:
        """Tell whether the next line's first word would have had room on a line, so that it was ended on purpose."""
        word = line.words[0]
        return last.box.right + 0.35 * word.look.size + word.box.width < self._right - 1


def _usual_leading(lines: Sequence[TextLine]) -> dict[int, float]:
    """Give the distance that lines of each size usually have: that of the narrow third."""
    found: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        leading = below.base - above.base
        if 0.8 * above.size < leading < 2.2 * above.size and abs(above.size - below.size) < 1:
            found.setdefault(round(above.size), []).append(leading)
    return {size: sorted(gaps)[len(gaps) // 4] for size, gaps in found.items()}


def _begins_small(line: TextLine) -> bool:
    first = next((letter for letter in line.text if letter.isalnum()), "")
    return first.islower()


def _ends(text: str) -> bool:
    return text.rstrip().endswith(_SENTENCE_END)


def usual_size(lines: Sequence[TextLine]) -> float:
    """Give the size that most letters have."""
    return most_common((round(word.look.size * 2) / 2, len(word.text)) for line in lines for word in line.words)


NUMBER = re.compile(r"(?:box|step|section|part)?\s*0?(\d{1,2})\s*(?:[-–—.:)|]\s*|\s+)(?=\D)", re.IGNORECASE)
"""A number that a heading begins with."""
