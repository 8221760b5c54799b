"""Drawn shapes as what holds words: filled and framed boxes, small shapes with a number, or in place of a bullet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from learnbrief.importing.pdf.lines import BULLET, TextLine, most_common
from learnbrief.importing.pdf.page import WHITE, Box, DrawnShape, PdfPage, PdfWord

_NARROWEST = 50
_LOWEST = 14
_SMALL = 62
"""Points of a side: a shape that is no larger may hold a number, and is no box."""
_HIGHEST_BAR = 48
"""Points of a bar with a heading above its box."""
_MOST_BOXES = 300
"""On one page; the smallest are then no boxes."""
_TOUCHING = 1.6
_HIGHEST_LINE = 32


@dataclass(frozen=True, slots=True)
class Badge:
    """A number in a small shape of its own."""

    box: Box
    words: tuple[PdfWord, ...]

    @property
    def text(self) -> str:
        """The number as it is printed."""
        return "".join(word.text for word in self.words)


def find_boxes(page: PdfPage, words: Sequence[PdfWord]) -> list[Box]:
    """Give the boxes that words are in, the largest first; none that is as large as the page."""
    found: list[Box] = []
    candidates = [shape for shape in _stacked(page.shapes) if _may_hold(shape, page)]
    for shape in sorted(candidates, key=lambda shape: -shape.box.area)[:_MOST_BOXES]:
        if not any(_is_same(shape.box, box) for box in found):
            inside = [word for word in words if shape.box.has(word.box.middle)]
            if inside and not _is_highlight(shape.box, inside):
                found.append(shape.box)
    return found


def with_bars(boxes: Sequence[Box]) -> list[Box]:
    """Add a box around each pair of a low bar, which holds a heading, and the box that it is on."""
    pairs = []
    for bar in boxes:
        below = [box for box in boxes if _is_on(bar, box)]
        if bar.height < _HIGHEST_BAR and below:
            pairs.append(Box.around([bar, min(below, key=lambda box: box.top)]))
    return sorted({*boxes, *pairs}, key=lambda box: -box.area)


def _is_on(bar: Box, box: Box) -> bool:
    is_as_wide = abs(bar.left - box.left) < 5 and abs(bar.right - box.right) < 5
    return is_as_wide and -4 < box.top - bar.bottom < 6 and box.height > 0.8 * bar.height


def _may_hold(shape: DrawnShape, page: PdfPage) -> bool:
    box = shape.box
    is_drawn = shape.is_framed or shape.fill is not None
    is_page = box.width > 0.9 * page.width and box.height > 0.85 * page.height
    return is_drawn and box.width >= _NARROWEST and box.height >= _LOWEST and not is_page


def _is_same(one: Box, other: Box) -> bool:
    """Tell whether two boxes are one with its shadow or its frame."""
    return one.common(other) > 0.88 * max(one.area, other.area)


def _is_highlight(box: Box, inside: Sequence[PdfWord]) -> bool:
    """Tell whether a shape only colours the words that are in it, as a marker does."""
    text = Box.around(word.box for word in inside)
    return box.height < 1.35 * text.height and box.width < text.width + 8 and box.height < 30


def _stacked(shapes: Sequence[DrawnShape]) -> list[DrawnShape]:
    """Make one of shapes of one colour that are on each other, as the lines of a shaded paragraph do."""
    made: list[DrawnShape] = []
    for shape in sorted(shapes, key=lambda shape: (shape.box.left, shape.box.top)):
        last = made[-1] if made else None
        if last and _continues(last, shape):
            made[-1] = replace(last, box=Box.around([last.box, shape.box]))
        else:
            made.append(shape)
    return made


def _continues(above: DrawnShape, below: DrawnShape) -> bool:
    return (
        above.fill is not None
        and above.fill == below.fill != WHITE
        and not above.is_framed
        and not below.is_framed
        and abs(above.box.left - below.box.left) < _TOUCHING
        and abs(above.box.right - below.box.right) < _TOUCHING
        and below.box.height < _HIGHEST_LINE
        and -_TOUCHING < below.box.top - above.box.bottom < _TOUCHING
    )


def find_badges(page: PdfPage, words: Sequence[PdfWord]) -> list[Badge]:
    """Give the numbers that are in small shapes: circles, squares, drops."""
    found: list[Badge] = []
    taken: set[int] = set()
    numbers = [word for word in words if word.text.strip(".:").isdigit()]
    shapes = [shape.box for shape in page.shapes if shape.fill is not None or shape.is_framed]
    for box in sorted([*shapes, *(picture.box for picture in page.pictures)], key=lambda box: box.area):
        if not (8 <= box.width <= _SMALL and 8 <= box.height <= _SMALL and 0.5 < box.width / box.height < 2):
            continue
        if not any(box.has(word.box.middle) for word in numbers):
            continue
        inside = [word for word in words if box.has(word.box.middle) and id(word) not in taken]
        if inside and len(inside) <= 2 and "".join(word.text for word in inside).strip(".:").isdigit():
            found.append(Badge(box, tuple(inside)))
            taken |= {id(word) for word in inside}
    usual = most_common((word.look.size, len(word.text)) for word in words) if words else 0
    for word in words:
        is_large = word.look.size > 1.5 * usual and word.text.strip(".:").isdigit() and len(word.text) <= 3
        if is_large and id(word) not in taken and _is_alone(word, words):
            found.append(Badge(word.box, (word,)))
    return found


def _is_alone(word: PdfWord, words: Sequence[PdfWord]) -> bool:
    """Tell whether no other word of its size is beside a word."""
    return not any(
        other is not word
        and abs(other.base - word.base) < 2
        and other.look.size > 0.8 * word.look.size
        and -2 < min(abs(other.box.left - word.box.right), abs(word.box.left - other.box.right)) < word.look.size
        for other in words
    )


def with_badge(lines: Sequence[TextLine], badge: Badge, *, is_only: bool) -> list[TextLine] | None:
    """Give a number to the line that it belongs to: beside it or, where none is there, below it.

    The only number of a box, which is left of all else in it, belongs to its first line.
    """
    across = badge.box.middle[0]
    if is_only and lines and all(line.box.left > badge.box.right - 2 for line in lines):
        first = min(lines, key=lambda line: line.box.top)
        return [replace(line, number=badge.text) if line is first else line for line in lines]
    below = [
        line
        for line in lines
        if -8 < line.box.top - badge.box.bottom < 45
        and line.box.left - 12 < across < max(line.box.right, line.box.left + 60)
    ]
    beside = [
        line
        for line in lines
        if badge.box.top - 2 <= line.box.middle[1] <= badge.box.bottom + 2
        and -8 < line.box.left - badge.box.right < 70
    ]
    for candidates in (beside, below):
        free = [line for line in candidates if not line.number]
        if free:
            chosen = min(free, key=lambda line: (line.box.top, line.box.left))
            return [replace(line, number=badge.text) if line is chosen else line for line in lines]
    return None


def with_bullets(lines: Sequence[TextLine], page: PdfPage) -> list[TextLine]:
    """Give a bullet to each line that a small filled shape is before."""
    shapes = [shape.box for shape in page.shapes if _may_be_bullet(shape.box)]
    pictures = [picture.box for picture in page.pictures if _may_be_bullet(picture.box)]
    marks = [*shapes, *pictures]
    return [_with_bullet(line, marks) for line in lines]


def _may_be_bullet(box: Box) -> bool:
    return 1.2 <= box.width <= 18 and 1.2 <= box.height <= 18 and 0.4 < box.width / box.height < 2.5


def _with_bullet(line: TextLine, marks: Iterable[Box]) -> TextLine:
    if line.bullet or line.number:
        return line
    size = line.size
    near = [
        mark
        for mark in marks
        if -1 < line.box.left - mark.right < 3 * size
        and line.box.top - 1 < mark.middle[1] < line.box.bottom + 1
        and mark.height < 1.5 * size
    ]
    if not near:
        return line
    mark = max(near, key=lambda mark: mark.right)
    return replace(line, bullet=BULLET, box=Box.around([line.box, mark]), text_left=line.box.left)
