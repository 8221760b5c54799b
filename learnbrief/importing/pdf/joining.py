"""What a line's, column's or page's end broke apart: words, sentences, tables."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from learnbrief.importing.pdf.lines import TextLine
from learnbrief.importing.pdf.page import Box
from learnbrief.importing.pdf.pieces import Piece, PieceKind
from learnbrief.importing.pdf.region import Grid

_BROKEN = re.compile(r"[^\W\d_]+[-‐]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED = frozenset(
    """after all anti by child co cross decision down early e ex face family follow full hand high home in inter
    intra key lead life lived long low mid multi non off on one out over part person post pre problem re safe school
    self semi short single small social solution strength sub third trauma two up well whole work""".split()
)
"""First halves of words that are written with a hyphen."""
_ENDS = (".", "!", "?", ":", "”", "’", '"')


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, to tell whether a word at a line's end is written with a hyphen."""

    known: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Words":
        """Gather the words of lines; those at their ends may be broken, and do not count."""
        whole = (re.sub(r"^\S+|\S+-$", " ", text) if text.endswith("-") else text for text in texts)
        return cls(frozenset(word.casefold() for text in whole for word in _WORD.findall(text)))

    def joined(self, first: str, second: str) -> str | None:
        """Give the word that a line's end broke after a hyphen; None where nothing was broken."""
        head, tail = _BROKEN.search(first), _WORD.match(second)
        if not head or not tail or not second[:1].islower():
            return None
        begun, rest = head[0][:-1].casefold(), tail[0].casefold()
        is_known_whole = f"{begun}{rest}" in self.known
        is_hyphened = f"{begun}-{rest}" in self.known or (not is_known_whole and begun in _HYPHENATED)
        return first + second if is_hyphened else first[:-1] + second


def with_rest_of_box(
    pieces: list[Piece], boxes: Mapping[int, Box], own: list[Piece], own_boxes: Mapping[int, Box], height: float
) -> list[Piece]:
    """Add the pieces of a page to those before; a box that a page's end broke is one."""
    first = next((piece for piece in own if piece.region), None)
    if first is None or _begins_anew(first) or own_boxes[first.region].top > 0.15 * height:
        return [*pieces, *own]
    box = own_boxes[first.region]
    broken = [number for number, other in boxes.items() if _goes_over(other, box, height)]
    page = first.page - 1
    last = max((at for at, piece in enumerate(pieces) if piece.region in broken and piece.page == page), default=-1)
    if last < 0:
        return [*pieces, *own]
    rest = [replace(piece, region=pieces[last].region) for piece in own if piece.region == first.region]
    others = [piece for piece in own if piece.region != first.region]
    return [*pieces[: last + 1], *rest, *pieces[last + 1 :], *others]


def _begins_anew(piece: Piece) -> bool:
    return piece.kind is not PieceKind.ITEM and not piece.text[:1].islower()


def _goes_over(box: Box, rest: Box, height: float) -> bool:
    is_as_wide = abs(box.left - rest.left) < 4 and abs(box.right - rest.right) < 4
    return is_as_wide and box.bottom > 0.8 * height


def over_ends(pieces: Sequence[Piece]) -> list[Piece]:
    """Join sentences and tables that go on in the next column or on the next page."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        if last and _goes_on(last, piece):
            made[-1] = replace(last, lines=(*last.lines, *piece.lines))
        elif last and last.grid and piece.grid and _is_same_table(last.grid, piece.grid):
            made[-1] = replace(last, grid=_joined_tables(last.grid, piece.grid))
        else:
            made.append(piece)
    return made


def _joined_tables(first: Grid, second: Grid) -> Grid:
    """Put the rows of two parts of a table together; a row that a page's end broke is one."""
    rows = second.rows[1:] if _repeats(first, second) else second.rows
    if rows and _is_rest_of_row(rows[0]):
        whole = tuple((*above, *below) for above, below in zip(first.rows[-1], rows[0], strict=True))
        return replace(first, page=second.page, rows=(*first.rows[:-1], whole, *rows[1:]))
    return replace(first, page=second.page, rows=(*first.rows, *rows))


def _is_rest_of_row(row: Sequence[Sequence[TextLine]]) -> bool:
    """Tell whether a row is what had no room on the page before: not all cells have any, and none begins anew."""
    filled = [cell[0].text for cell in row if cell]
    return 0 < len(filled) < len(row) and all(text[:1].islower() for text in filled)


def repeated_heads(pieces: Sequence[Piece]) -> list[tuple[int, str]]:
    """Give the headings of tables that are printed again on the next page, with the page."""
    found = []
    for last, piece in pairwise(pieces):
        if last.grid and piece.grid and _is_same_table(last.grid, piece.grid) and _repeats(last.grid, piece.grid):
            words = " ".join(line.text for cell in piece.grid.rows[0] for line in cell)
            found.append((piece.page, words))
    return found


def _goes_on(last: Piece, piece: Piece) -> bool:
    if (
        last.kind not in (PieceKind.TEXT, PieceKind.ITEM)
        or piece.kind is not PieceKind.TEXT
        or not piece.is_first_of_column
    ):
        return False
    if last.region != 0 and last.page == piece.page and last.region != piece.region:
        return False
    if abs(last.lines[-1].size - piece.lines[0].size) > 0.5 or piece.number:
        return False
    text = piece.text.lstrip("\"'“‘(")
    return text[:1].islower() or (
        not last.text.rstrip().endswith(_ENDS) and last.lines[-1].look == piece.lines[0].look
    )


def _is_same_table(last: Grid, grid: Grid) -> bool:
    is_next = grid.page == last.page + 1
    is_as_wide = abs(last.box.left - grid.box.left) < 4 and abs(last.box.right - grid.box.right) < 4
    return is_next and is_as_wide and bool(last.rows) and len(last.rows[0]) == len(grid.rows[0])


def _repeats(last: Grid, grid: Grid) -> bool:
    return _texts(last) == _texts(grid)


def _texts(grid: Grid) -> list[str]:
    return [" ".join(line.text for line in cell).casefold() for cell in grid.rows[0]]
