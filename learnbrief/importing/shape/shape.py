"""The steps by which a tree as it was read becomes headings, paragraphs, entries and tables in one row, in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from learnbrief.importing.markdown import beginning
from learnbrief.importing.shape.boxes import in_order_of_numbers, with_numbers_joined
from learnbrief.importing.shape.headings import with_headings, with_lines_as_entries
from learnbrief.importing.shape.layout import arranged, is_layout, with_title_apart
from learnbrief.importing.shape.lines import lines_parted
from learnbrief.importing.shape.lists import is_written_as_number, with_entries
from learnbrief.importing.shape.typed_tables import with_typed_tables
from learnbrief.importing.tree import Block, BlockType, Document, walk

_AROUND_BOX = Block(BlockType.BREAK)
_WITHOUT_WORDS = (BlockType.BREAK, BlockType.PICTURE)
"""What says something even without words."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A document's blocks in one row: no box, no table that only arranges, no blank paragraph."""

    blocks: tuple[Block, ...]
    assumed: tuple[str, ...]
    """What was taken to be so, a line each."""
    signs: tuple[str, ...]
    """Bullets and letters of typed lists that the draft writes in its own way, each as often as it was there."""


def shaped(document: Document) -> Shaped:
    """Find what a document says by its looks."""
    assumed: list[str] = [*document.assumed]
    flat = [_with_plain_letters(block) for block in _flat(document.blocks, assumed)]
    parted = lines_parted([block for block in flat if block.text.strip() or block.kind in _WITHOUT_WORDS])
    listed, signs = with_entries(with_typed_tables(parted))
    headed = with_lines_as_entries(with_headings(listed))
    blocks = tuple(block for block in headed if block.kind is not BlockType.BREAK)
    signs += [block.sign for block in document_entries(document) if not is_written_as_number(block.sign)]
    for block in blocks:
        if block.why:
            assumed.append(f"{block.why}: “{beginning(block.text, _LONGEST)}”")
    return Shaped(blocks, tuple(dict.fromkeys(assumed)), tuple(signs))


def _with_plain_letters(block: Block) -> Block:
    """Give a block ordinary blanks and letters, and none that nobody sees: no soft hyphen, no two letters in one."""
    texts = [_plain(run.text) for run in block.runs]
    if not block.cells and all(run.text == text for run, text in zip(block.runs, texts, strict=True)):
        return block
    runs = tuple(replace(run, text=text) for run, text in zip(block.runs, texts, strict=True))
    cells = tuple(
        tuple(replace(cell, blocks=tuple(map(_with_plain_letters, cell.blocks))) for cell in row)
        for row in block.cells
    )
    return replace(block, runs=runs, cells=cells)


def _plain(text: str) -> str:
    return _LIGATURE.sub(lambda letters: normalize("NFKC", letters[0]), _UNSEEN.sub("", _BLANK.sub(" ", text)))


_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")


def _flat(blocks: Sequence[Block], assumed: list[str]) -> list[Block]:
    """Take boxes and tables that only arrange text apart."""
    flat: list[Block] = []
    ordered, moved = in_order_of_numbers(with_numbers_joined(blocks))
    if moved:
        assumed.append(f"boxes put in the order of their numbers (they stood as {', '.join(moved)})")
    for block in ordered:
        if block.kind is BlockType.BOX:
            inside = block.cells[0][0].blocks if block.cells and block.cells[0] else ()
            flat += [_AROUND_BOX, *_flat(inside, assumed), _AROUND_BOX]
        elif block.kind is BlockType.TABLE and len(parts := with_title_apart(block)) > 1:
            flat += [*_flat(parts, assumed), _AROUND_BOX]
        elif block.kind is BlockType.TABLE and is_layout(block):
            assumed.append(f"a table that only arranges text, read cell by cell: “{beginning(block.text, _LONGEST)}”")
            for cell in arranged(block):
                flat += [_AROUND_BOX, *_flat(cell.blocks, assumed), _AROUND_BOX]
        elif block.kind is BlockType.TABLE:
            flat.append(replace(block, cells=tuple(row for row in block.cells if any(cell.text for cell in row))))
        else:
            flat.append(block)
    return flat


def document_entries(document: Document) -> Iterator[Block]:
    """Give the entries whose sign the reader knew: a number or letter that the original prints, and does not hold."""
    for block in walk(document.blocks):
        if (
            block.kind is BlockType.ITEM
            and _plain(block.text).strip()
            and any(letter.isalnum() for letter in block.sign)
        ):
            yield block


_LONGEST = 60
"""Letters by which an editor knows a block again."""
