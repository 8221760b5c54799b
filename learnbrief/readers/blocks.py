"""Of which kinds a section's text is that is no learning point, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from learnbrief.markup import Code, Paragraph, Quote, RawHtml, Table, first_line
from learnbrief.model import BlockKind, Prose, WrittenBlock
from learnbrief.readers.outline import OutlineProse


def with_blocks(prose: Prose, blocks: Iterable[WrittenBlock]) -> Prose:
    """Have a section's text know of which blocks it was written."""
    return replace(prose, wording=replace(prose.wording, blocks=tuple(blocks)))


def written_blocks(part: OutlineProse) -> Iterator[WrittenBlock]:
    """Tell the blocks of some text by their kinds and places; rules and comments are none."""
    for block in part.blocks:
        kind = _BLOCK_KINDS.get(type(block))
        line = first_line(block)
        if kind and line and not line.text.lstrip().startswith("<!--"):
            yield WrittenBlock(kind, part.text.place(line.row, line.column))


_BLOCK_KINDS: Mapping[type, BlockKind] = {
    Paragraph: BlockKind.PARAGRAPH,
    Table: BlockKind.TABLE,
    Quote: BlockKind.QUOTATION,
    Code: BlockKind.CODE,
    RawHtml: BlockKind.HTML,
}
