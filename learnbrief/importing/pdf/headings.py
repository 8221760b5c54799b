"""Which pieces are headings: by size, weight, colour and capitals beside what is around them, and by tags."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from learnbrief.importing.pdf.lines import TextLine, most_common
from learnbrief.importing.pdf.page import Colour
from learnbrief.importing.pdf.pieces import Piece, PieceKind, usual_size

_LONGEST = 140
_MOST_WORDS = 20
_MOST_LINES = 4
_STOPS = (".", ",", ";", "…")
_LARGER = 1.12
_MUCH_LARGER = 1.3
_ENOUGH = 40
"""Letters in a box from which its own looks count as the usual ones in it."""
_TAGGED = re.compile(r"H[1-6]?|Title")


@dataclass(frozen=True, slots=True)
class TypicalLook:
    """How most of a text looks."""

    size: float
    is_bold: bool
    colour: Colour


def with_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Tell headings from other pieces, give them levels, and find the title."""
    lines = [line for piece in pieces for line in piece.lines]
    if not lines:
        return list(pieces)
    body = _usual(lines)
    own = _usual_of_regions(pieces, body)
    found = [
        _as_heading(piece, own.get(piece.region, body), body, after, _is_alone(pieces, at))
        for at, (piece, after) in enumerate(zip_longest(pieces, pieces[1:]))
    ]
    found = [
        replace(piece, kind=PieceKind.HEADING, why="first line of a box taken for a heading")
        if _is_first_of_box(found, at)
        else piece
        for at, piece in enumerate(found)
    ]
    return _with_title(_with_levels(found), body)


def _usual(lines: Sequence[TextLine]) -> TypicalLook:
    size = usual_size(lines)
    of_size = [word for line in lines for word in line.words if abs(word.look.size - size) <= 0.5]
    return TypicalLook(
        size,
        most_common((word.look.is_bold, len(word.text)) for word in of_size),
        most_common((word.look.colour, len(word.text)) for word in of_size),
    )


def _usual_of_regions(pieces: Sequence[Piece], body: TypicalLook) -> dict[int, TypicalLook]:
    lines: dict[int, list[TextLine]] = {}
    for piece in pieces:
        lines.setdefault(piece.region, []).extend(piece.lines)
    return {
        region: _usual(held)
        if region and sum(len(word.text) for line in held for word in line.words) > _ENOUGH and len(held) > 2
        else body
        for region, held in lines.items()
        if held
    }


def _is_alone(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a piece is all that is in its box."""
    region = pieces[at].region
    near = [piece for piece in pieces[max(at - 1, 0) : at + 2] if piece.region == region]
    return region != 0 and len(near) == 1


def _is_first_of_box(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a piece is a few words that begin a box, with a list or a paragraph under them."""
    piece, after = pieces[at], next(iter(pieces[at + 1 : at + 2]), None)
    if piece.kind is not PieceKind.TEXT or piece.region == 0 or (at and pieces[at - 1].region == piece.region):
        return False
    if after is None or after.region != piece.region or after.kind not in (PieceKind.TEXT, PieceKind.ITEM):
        return False
    text = piece.text.strip()
    is_short = len(piece.lines) == 1 and len(text.split()) <= 6 and not text.endswith((*_STOPS, ":", "?", "!"))
    return is_short and _may_be_heading(piece, text) and not _begins_small(after.text)


def _as_heading(piece: Piece, usual: TypicalLook, body: TypicalLook, after: Piece | None, is_alone: bool) -> Piece:
    if piece.kind not in (PieceKind.TEXT, PieceKind.ITEM) or (
        piece.kind is PieceKind.ITEM and piece.numbering is None
    ):
        return piece
    text = piece.text.strip()
    tagged = next((line.words[0].tag.kind for line in piece.lines if line.words[0].tag), "")
    is_tagged = bool(_TAGGED.fullmatch(tagged)) and len(text) < 2 * _LONGEST
    if not is_tagged and not _may_be_heading(piece, text):
        return piece
    why = "" if is_tagged else _why(piece, text, usual, body, is_alone=is_alone)
    if not is_tagged and not why:
        return piece
    is_last_of_box = piece.region != 0 and not is_alone and (after is None or after.region != piece.region)
    if why in ("bold line", "line in capitals", "coloured line") and (after is None or is_last_of_box):
        return piece
    return replace(piece, kind=PieceKind.HEADING, sign="", why=f"{why} taken for a heading" if why else "")


def _may_be_heading(piece: Piece, text: str) -> bool:
    words = text.split()
    is_short = len(text) <= _LONGEST and len(words) <= _MOST_WORDS and len(piece.lines) <= _MOST_LINES
    return is_short and any(letter.isalpha() for letter in text) and not _begins_small(text)


def _begins_small(text: str) -> bool:
    first = next((letter for letter in text if letter.isalpha()), "")
    return first.islower()


def _why(piece: Piece, text: str, usual: TypicalLook, body: TypicalLook, *, is_alone: bool) -> str:
    """Say how a piece is set off as headings are; nothing where it is not."""
    look = most_common((word.look, len(word.text)) for line in piece.lines for word in line.words)
    ends = text.endswith(_STOPS)
    least = min(usual.size, body.size) if usual.size > 1.5 * body.size else usual.size
    if look.size >= _MUCH_LARGER * least and not (ends and len(text) > 60):
        return "larger line"
    if ends:
        return ""
    if look.size >= _LARGER * least:
        return "larger line"
    is_bold = all(line.is_bold for line in piece.lines)
    if is_bold and not usual.is_bold:
        return "bold line"
    if piece.number:
        return "line beside a number"
    if is_alone and len(text.split()) <= 10:
        return "line in a box of its own"
    if text.isupper() and len(text) > 3 and len(text.split()) <= 12:
        return "line in capitals"
    is_grey = max(look.colour) - min(look.colour) <= 40  # black beside white is set off by its ground alone
    is_set_off = not is_grey and _differs(look.colour, usual.colour)
    if (
        is_set_off
        and len(text.split()) <= 10
        and not any(word.address for line in piece.lines for word in line.words)
    ):
        return "coloured line"
    return ""


def _differs(one: Colour, other: Colour) -> bool:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) > 120


def _size(piece: Piece) -> float:
    return most_common((word.look.size, len(word.text)) for line in piece.lines for word in line.words)


def _with_levels(pieces: list[Piece]) -> list[Piece]:
    """Give headings levels by their sizes; those that differ little are of one level."""
    sizes: list[float] = []
    for size in sorted({_size(piece) for piece in pieces if piece.kind is PieceKind.HEADING}, reverse=True):
        if not sizes or size < 0.92 * sizes[-1]:
            sizes.append(size)
    return [
        replace(piece, level=1 + sum(size > 1.08 * _size(piece) for size in sizes))
        if piece.kind is PieceKind.HEADING
        else piece
        for piece in pieces
    ]


def _with_title(pieces: list[Piece], body: TypicalLook) -> list[Piece]:
    """Make the largest heading of the first page the title; of equals, the first, where it is above all else."""
    headings = [piece for piece in pieces if piece.kind is PieceKind.HEADING]
    on_first = [piece for piece in headings if piece.page == pieces[0].page]
    if not on_first:
        return pieces
    largest = max(on_first, key=_size)
    others = [piece for piece in headings if piece is not largest and _size(piece) > 0.97 * _size(largest)]
    is_first = largest is headings[0]
    is_above_text = largest is pieces[0] and len(pieces) > 1 and pieces[1].kind is not PieceKind.ITEM
    if (_size(largest) < 1.15 * body.size and not is_above_text) or (others and not is_first):
        return pieces
    return [replace(piece, kind=PieceKind.TITLE, level=0, why="") if piece is largest else piece for piece in pieces]
