"""A page's words, shapes and pictures as boxes within boxes, in the order in which they are read."""

from collections.abc import Sequence
from dataclasses import dataclass

from learnbrief.importing.pdf.boxes import Badge, find_badges, find_boxes, with_badge, with_bars, with_bullets
from learnbrief.importing.pdf.columns import in_columns
from learnbrief.importing.pdf.grids import Cells, find_cells, is_layout
from learnbrief.importing.pdf.lines import TextLine, lines_of
from learnbrief.importing.pdf.page import Box, PdfPage, PdfWord
from learnbrief.importing.pdf.region import Grid, Region, cells_in_columns
from learnbrief.importing.pdf.unruled import tagged_grids, unruled_grid


@dataclass(slots=True)
class _Made:
    """A box while its contents are gathered."""

    box: Box
    words: list[PdfWord]
    badges: list[Badge]
    inner: list["_Made"]
    grids: list[Grid]


def lay_out(page: PdfPage, words: Sequence[PdfWord]) -> Region:
    """Give what is on a page: `words` are those of its words that are no running header or footer."""
    badges = find_badges(page, words)
    in_badges = {id(word) for badge in badges for word in badge.words}
    words = [word for word in words if id(word) not in in_badges]
    tables, boxes = _tables_and_boxes(page, words)
    root = _Made(page.box, [], [], [], [])
    made = [_Made(box, [], [], [], []) for box in boxes]
    for each in made:
        _smallest(made, each.box, root, but=each).inner.append(each)
    in_tables = set()
    for cells in tables:
        inside = [word for word in words if cells.box.has(word.box.middle)]
        in_tables |= {id(word) for word in inside}
        _smallest(made, cells.box, root).grids.append(_grid(cells, inside, page))
    for grid, inside in tagged_grids(page, [word for word in words if id(word) not in in_tables]):
        in_tables |= {id(word) for word in inside}
        _smallest(made, grid.box, root).grids.append(grid)
    for word in words:
        if id(word) not in in_tables:
            _around(made, word.box, root).words.append(word)
    for badge in badges:
        _badge_home(made, badge, root).badges.append(badge)
    return _region(root, page, is_page=True)


def _tables_and_boxes(page: PdfPage, words: Sequence[PdfWord]) -> tuple[list[Cells], list[Box]]:
    """Find tables, and boxes; cells of a table that only arranges long texts are boxes too."""
    tables: list[Cells] = []
    boxes = find_boxes(page, words)
    for cells in find_cells(page):
        held = [[word for word in words if box.has(word.box.middle)] for box in cells.boxes]
        texts = [lines_of(words, page.number) for words in held if words]
        if cells.is_table() and not is_layout(held) and not _arranges(texts):
            tables.append(cells)
            continue
        known = [box for box, inside in zip(cells.boxes, held, strict=True) if inside]
        boxes += [
            box for box in known if not any(box.common(each) > 0.8 * max(box.area, each.area) for each in boxes)
        ]
    outside = [box for box in boxes if not any(cells.box.holds(box, 4) for cells in tables)]
    return tables, with_bars(outside)


def _arranges(cells: Sequence[Sequence[TextLine]]) -> bool:
    """Tell whether cells hold headings with what belongs under them, or lists, and so are boxes."""
    lists = sum(sum(bool(line.bullet) for line in lines) > 1 for lines in cells)
    headed = sum(_is_headed(lines) for lines in cells)
    return 2 * lists > len(cells) or 2 * headed > len(cells)


def _is_headed(lines: Sequence[TextLine]) -> bool:
    """Tell whether the first of some lines is set off from the others as a heading is."""
    if len(lines) < 2:
        return False
    first, last = lines[0], lines[-1]
    return (first.is_bold and not last.is_bold) or first.size > 1.1 * last.size


def _smallest(made: Sequence[_Made], box: Box, root: _Made, but: _Made | None = None) -> _Made:
    """Give the smallest box that holds another."""
    around = [each for each in made if each is not but and each.box.area > box.area and each.box.holds(box, 3)]
    return min(around, key=lambda each: each.box.area, default=root)


def _around(made: Sequence[_Made], box: Box, root: _Made) -> _Made:
    around = [each for each in made if each.box.has(box.middle)]
    return min(around, key=lambda each: each.box.area, default=root)


def _badge_home(made: Sequence[_Made], badge: Badge, root: _Made) -> _Made:
    """Give the box that a number belongs to: the one it is in, or at whose edge it hangs."""
    within = [each for each in made if each.words and each.box.has(badge.box.middle)]
    if within:
        return min(within, key=lambda each: each.box.area)
    touched = [each for each in made if each.words and each.box.common(badge.box) > 0]
    if touched:
        return max(touched, key=lambda each: each.box.common(badge.box))
    beside = [
        each
        for each in made
        if each.words
        and -2 < each.box.left - badge.box.right < 30
        and each.box.top - 6 < badge.box.middle[1] < each.box.bottom + 6
    ]
    return min(beside, key=lambda each: each.box.left, default=root)


def _region(made: _Made, page: PdfPage, *, is_page: bool = False) -> Region:
    lines = with_bullets(lines_of(made.words, page.number), page)
    loose: list[TextLine] = []
    for badge in sorted(made.badges, key=lambda badge: (badge.box.top, badge.box.left)):
        numbered = with_badge(lines, badge, is_only=not is_page and len(made.badges) == 1)
        if numbered is None:
            loose.append(TextLine.of(badge.words, page.number))
        else:
            lines = numbered
    grids = list(made.grids)
    while found := unruled_grid(page, lines):
        grids.append(found[0])
        lines = [line for line in lines if line not in found[1]]
    inner = [_region(each, page) for each in made.inner if _has_words(each)]
    things: list[TextLine | Grid | Region] = [*lines, *loose, *inner, *grids]
    columns = in_columns(things)
    return Region(_inset(made.box), page.number, tuple(tuple(_rejoined(column)) for column in columns))


def _inset(box: Box) -> Box:
    """Make a box a little smaller, so that one that touches its neighbour is still beside it."""
    across, down = min(4, box.width / 10), min(2, box.height / 10)
    return Box(box.left + across, box.top + down, box.right - across, box.bottom - down)


def _has_words(made: _Made) -> bool:
    return bool(made.words or made.grids or made.badges) or any(_has_words(each) for each in made.inner)


def _rejoined(column: Sequence[TextLine | Grid | Region]) -> list[TextLine | Grid | Region]:
    """Put the parts of a line together again where the gap between them was no gutter."""
    rejoined: list[TextLine | Grid | Region] = []
    for thing in column:
        last = rejoined[-1] if rejoined else None
        if isinstance(thing, TextLine) and isinstance(last, TextLine) and _is_one_line(last, thing):
            whole = TextLine.of([*last.words, *thing.words], last.page)
            text_left = last.text_left if last.bullet else whole.text_left
            rejoined[-1] = TextLine(
                whole.words,
                Box.around([last.box, thing.box]),
                whole.base,
                last.page,
                last.bullet,
                last.number,
                text_left,
            )
        else:
            rejoined.append(thing)
    return rejoined


def _is_one_line(last: TextLine, thing: TextLine) -> bool:
    same_height = abs(last.base - thing.base) < 0.25 * max(last.size, thing.size)
    return same_height and not thing.bullet and not thing.number and thing.box.left > last.box.right - 1


def _grid(cells: Cells, words: Sequence[PdfWord], page: PdfPage) -> Grid:
    rows = cells.rows()
    flat = [box for row in rows for box in row]
    held: dict[Box, list[PdfWord]] = {}
    for word in words:
        around = (box for box in flat if box.has(word.box.middle))
        nearest = min(flat, key=lambda box: _distance(box, word.box))
        held.setdefault(min(around, key=lambda box: box.area, default=nearest), []).append(word)
    lines = {box: with_bullets(lines_of(words, page.number), page) for box, words in held.items()}
    columns = cells_in_columns([[(box.left, lines.get(box, ())) for box in row] for row in rows])
    return Grid(cells.box, page.number, tuple(row for row in columns if any(row)))


def _distance(box: Box, other: Box) -> float:
    return abs(box.middle[0] - other.middle[0]) + abs(box.middle[1] - other.middle[1])
