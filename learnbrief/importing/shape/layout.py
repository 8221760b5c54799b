"""Tables that only arrange text on a page, as opposed to tables that are read as tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from learnbrief.importing.shape.words import is_short, names_a_section, wholly_bold
from learnbrief.importing.tree import Block, BlockType, Cell, walk
from learnbrief.markup import Line, Table
from learnbrief.markup.lookalikes import sign_of
from learnbrief.readers.action_words import action_columns

LONG = 25
"""Words of a cell that is read as text, not as an entry of a table."""


def is_layout(table: Block) -> bool:
    """Tell whether a table only arranges text: one cell, one column, or cells too long for a table."""
    rows = _filled(table)
    if not rows or is_action_table(table):
        return not rows
    if max(len(row) for row in rows) == 1:
        return True
    if any(cell.is_heading for cell in rows[0]) or _has_head(rows):
        return False
    return any(_is_long(cell) for row in rows for cell in row)


def is_action_table(table: Block) -> bool:
    """Tell whether the words of a table's first row make it a table of actions."""
    if table.kind is not BlockType.TABLE or len(table.cells) < 2:
        return False
    head = "|".join(" ".join(cell.text.replace("|", " ").split()) for cell in table.cells[0])
    return action_columns(Table((Line(f"|{head}|", 0, 0),))) is not None


def arranged(table: Block) -> Iterator[Cell]:
    """Give the cells of a table that only arranges text, in the order of reading, each label as a heading."""
    rows = _filled(table)
    at = 0
    while at < len(rows):
        row = rows[at]
        end = _end_of_columns(rows, at)
        if end > at + 1:
            for column, label in enumerate(row):
                yield from (_as_heading(label), *(below[column] for below in rows[at + 1 : end]))
            at = end
            continue
        if len(row) == 2 and _is_label(row[0]) and not _is_label(row[1]):
            yield from (_as_heading(row[0]), row[1])
        else:
            yield from row
        at += 1


def _end_of_columns(rows: Sequence[Sequence[Cell]], at: int) -> int:
    """Give the row behind those that are in columns below a row of labels; the next one where none do."""
    if len(rows[at]) < 2 or not _are_labels(rows[at]) or not all(cell.text.strip() for cell in rows[at]):
        return at + 1
    end = at + 1
    while end < len(rows) and len(rows[end]) == len(rows[at]) and any(map(_is_long, rows[end])):
        if _is_label(rows[end][0]) and not _is_label(rows[end][-1]):
            break
        end += 1
    return end


def with_title_apart(table: Block) -> tuple[Block, ...]:
    """Part a table from a first row that is over all its columns and only names it."""
    rows = table.cells
    filled = [cell for cell in rows[0] if cell.text.strip()] if rows else []
    if len(rows) > 2 and len(filled) == 1 and len(rows[0]) > 1 and _is_label(filled[0]):
        return (*filled[0].blocks, replace(table, cells=rows[1:]))
    return (table,)


def _filled(table: Block) -> list[Sequence[Cell]]:
    """Give the rows in which anything is, without their empty cells where a whole column is empty."""
    rows = [row for row in table.cells if any(cell.text.strip() for cell in row)]
    width = max((len(row) for row in rows), default=0)
    kept = [at for at in range(width) if any(at < len(row) and row[at].text.strip() for row in rows)]
    return [tuple(row[at] for at in kept if at < len(row)) for row in rows]


def _has_head(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the first row heads the others: all of it short, as no later row is, of three rows at least."""
    if len(rows) < 3 or not all(cell.text.strip() and _is_label(cell) for cell in rows[0]):
        return False
    if len(rows[0]) == 2 and all(names_a_section(cell.text) for cell in rows[0]):
        return False
    return all(len(row) == len(rows[0]) and not _are_labels(row) for row in rows[1:]) and all(
        _is_label(row[0]) for row in rows[1:]
    )


def _are_labels(row: Sequence[Cell]) -> bool:
    return all(_is_label(cell) for cell in row if cell.text.strip())


def _is_label(cell: Cell) -> bool:
    """Tell whether a cell holds a few words that may head what is beside or below it."""
    written = [block for block in walk(cell.blocks) if block.text.strip() or block.kind is BlockType.PICTURE]
    return bool(written) and len(written) <= 2 and all(is_short(block.text) for block in written) and not _lists(cell)


def _is_long(cell: Cell) -> bool:
    return len(cell.text.split()) >= LONG or _lists(cell) or any(wholly_bold(block) for block in cell.blocks[:-1])


def _lists(cell: Cell) -> bool:
    for block in cell.blocks:
        if block.kind in (BlockType.ITEM, BlockType.HEADING, BlockType.TABLE):
            return True
        sign = sign_of(block.text.strip())
        if sign and sign.is_sure:
            return True
    return False


def _as_heading(label: Cell) -> Cell:
    """Make a heading of the words beside or above a long cell."""
    written = [block for block in label.blocks if block.text.strip()]
    if len(written) != 1 or written[0].kind is not BlockType.PARAGRAPH:
        return label
    heading = replace(
        written[0], kind=BlockType.HEADING, level=0, why="short cell beside a long one taken for a heading"
    )
    return Cell(tuple(heading if block is written[0] else block for block in label.blocks))
