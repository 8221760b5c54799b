"""A section's text as it is written, and of which kinds that is that is no learning point, and where it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from learnbrief.markup import (
    Code,
    MarkupBlock,
    Paragraph,
    ProseWriter,
    Quote,
    RawHtml,
    Resolve,
    Table,
    first_line,
    with_details_closed,
    without_details,
)
from learnbrief.model import BlockKind, Prose, WrittenBlock
from learnbrief.problems import Report
from learnbrief.readers.outline import OutlineItem, OutlineProse, OutlineTable


def with_blocks(prose: Prose, blocks: Iterable[WrittenBlock]) -> Prose:
    """Add to a section's text the blocks that it was written from."""
    return replace(prose, wording=replace(prose.wording, blocks=tuple(blocks)))


def written_blocks(part: OutlineProse) -> Iterator[WrittenBlock]:
    """Summarise the blocks of a text by kind and place, without rules and comments."""
    for block in part.blocks:
        is_list = isinstance(block, RawHtml) and any(_LIST.search(line.text) for line in block.lines)
        kind = BlockKind.LIST if is_list else _BLOCK_KINDS.get(type(block))
        line = first_line(block)
        if kind and line and not line.text.lstrip().startswith("<!--"):
            yield WrittenBlock(kind, part.text.place(line.row, line.column))


def list_html(start: int | None, entries: Iterable[str]) -> str:
    """Write a list of entries that are HTML already, with numbers from `start` on or with bullets."""
    items = "\n".join(f"<li>{_without_paragraph(entry)}</li>" for entry in entries)
    number = f' start="{start}"' if start not in (None, 1) else ""
    return f"<ul>\n{items}\n</ul>" if start is None else f"<ol{number}>\n{items}\n</ol>"


def _without_paragraph(html: str) -> str:
    """Take away the `<p>` around a piece of HTML that is one paragraph."""
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return inner if "<p>" not in inner and len(inner) == len(html) - len("<p></p>") else html


def html_lists(part: OutlineProse) -> tuple[WrittenBlock, ...]:
    """Give the lists of a text that are written in HTML."""
    return tuple(block for block in written_blocks(part) if block.kind is BlockKind.LIST)


_LIST = re.compile(r"<[uo]l\b", re.IGNORECASE)
_BLOCK_KINDS: Mapping[type, BlockKind] = {
    Paragraph: BlockKind.PARAGRAPH,
    Table: BlockKind.TABLE,
    Quote: BlockKind.QUOTATION,
    Code: BlockKind.CODE,
    RawHtml: BlockKind.HTML,
}


def write_blocks(
    blocks: Sequence[MarkupBlock],
    part: OutlineProse | OutlineItem | OutlineTable,
    writer: ProseWriter,
    resolve: Resolve,
    report: Report,
) -> Prose:
    """Write what is left of a part's blocks, which may begin and end inside `<details>`."""
    if not isinstance(part, OutlineProse) or not part.depths:
        return writer.write(blocks, part.text, part.definitions, resolve, report)
    before, behind = part.depths[0], part.depths[-1]
    whole = with_details_closed(blocks, before, behind)
    prose = writer.write(whole, part.text, part.definitions, resolve, report)
    return replace(prose, html=without_details(prose.html, before, behind))
