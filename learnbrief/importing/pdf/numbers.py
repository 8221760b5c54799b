"""Printed numbers say the order: sections that begin with 1, 2, 7, 3 … are put as 1, 2, 3 … 7."""

from collections.abc import Sequence

from learnbrief.importing.pdf.pieces import NUMBER, Piece, PieceKind

_CIRCLED = {chr(0x2460 + at): at + 1 for at in range(20)} | {chr(0x2776 + at): at + 1 for at in range(10)}
_FEWEST = 3


def by_numbers(pieces: Sequence[Piece]) -> tuple[list[Piece], str]:
    """Put numbered sections in the order of their numbers; give their order before, where that was another."""
    starts = [at for at, piece in enumerate(pieces) if _number(piece) is not None]
    numbers = [_number(pieces[at]) or 0 for at in starts]
    if not _is_one_count(numbers) or numbers == sorted(numbers):
        return list(pieces), ""
    spans = [_span(pieces, at, starts) for at in starts]
    order = sorted(range(len(starts)), key=lambda at: numbers[at])
    made: list[Piece] = []
    last = 0
    for place, (start, end) in enumerate(spans):
        made += pieces[last:start]
        from_start, from_end = spans[order[place]]
        made += pieces[from_start:from_end]
        last = end
    made += pieces[last:]
    return made, ", ".join(str(number) for number in numbers)


def _number(piece: Piece) -> int | None:
    if piece.kind is not PieceKind.HEADING:
        return None
    if piece.number:
        return int(piece.number.strip(".:"))
    text = piece.text.lstrip()
    if text[:1] in _CIRCLED:
        return _CIRCLED[text[0]]
    match = NUMBER.match(text)
    return int(match[1]) if match else None


def _is_one_count(numbers: Sequence[int]) -> bool:
    """Tell whether numbers count from 1, or from 0, each once."""
    return len(numbers) >= _FEWEST and sorted(numbers) in (
        list(range(1, len(numbers) + 1)),
        list(range(len(numbers))),
    )


def _span(pieces: Sequence[Piece], at: int, starts: Sequence[int]) -> tuple[int, int]:
    """Give from where to where a numbered section goes: its box, or all up to the next one."""
    region = pieces[at].region
    end = at + 1
    limit = next((start for start in starts if start > at), len(pieces))
    if region:
        while end < limit and pieces[end].region == region:
            end += 1
        if end > at + 1:
            return at, end
    while end < limit and not _begins_anew(pieces, at, end):
        end += 1
    return at, end


def _begins_anew(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Tell whether a heading without a number is there that is as high as the numbered one."""
    piece = pieces[end]
    if piece.kind is PieceKind.TITLE:
        return True
    return piece.kind is PieceKind.HEADING and piece.level <= pieces[at].level
