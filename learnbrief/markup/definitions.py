"""What one place of a text defines for all others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from learnbrief.markup.brackets import normalised
from learnbrief.markup.structure import Footnote, Line, LinkTarget, List, MarkupBlock, Paragraph, Quote


@dataclass(frozen=True, slots=True)
class Definitions:
    """What one place of a text defines for all others: link addresses and footnotes, by label."""

    links: Mapping[str, tuple[str, str]]
    footnotes: Mapping[str, tuple[MarkupBlock, ...]]


NO_DEFINITIONS = Definitions({}, {})


def collect_definitions(blocks: Sequence[MarkupBlock]) -> Definitions:
    """Gather the link addresses and footnotes of a text; the first of two with one label holds."""
    links: dict[str, tuple[str, str]] = {}
    footnotes: dict[str, tuple[MarkupBlock, ...]] = {}
    for block in _walk(blocks):
        if isinstance(block, LinkTarget):
            links.setdefault(normalised(block.label), (block.url, block.title))
        elif isinstance(block, Footnote):
            footnotes.setdefault(block.label, block.blocks)
    return Definitions(links, footnotes)


def paragraph_lines(blocks: Sequence[MarkupBlock]) -> Iterator[Line]:
    """Go through the lines of running text, those in lists and quotations included."""
    for block in _walk(blocks):
        if isinstance(block, Paragraph):
            yield from block.lines


def _walk(blocks: Sequence[MarkupBlock]) -> Iterator[MarkupBlock]:
    for block in blocks:
        yield block
        if isinstance(block, Quote | Footnote):
            yield from _walk(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                yield from _walk(item.blocks)
