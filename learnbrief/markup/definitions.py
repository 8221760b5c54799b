"""What one place of a text defines for all others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from learnbrief.markup.brackets import normalised
from learnbrief.markup.structure import (
    Footnote,
    Line,
    LinkTarget,
    List,
    MarkupBlock,
    Paragraph,
    Quote,
    RawHtml,
    Table,
    TableCell,
)
from learnbrief.problems import Text


class Definitions(Struct, frozen=True):
    """What one place of a text defines for all others: link addresses and footnotes, by label."""

    links: Mapping[str, tuple[str, str]]
    footnotes: Mapping[str, tuple[MarkupBlock, ...]]
    notes: tuple[Footnote, ...] = ()
    """Every footnote that is written there, those that another of the same label keeps from being shown included."""
    text: Text | None = None
    """The text that they are in, where it is not the one that is being written."""
    used: set[str] = field(default_factory=set)
    """The labels of footnotes that were shown so far."""

    def unused(self) -> Iterator[tuple[Footnote, Footnote | None]]:
        """Give the footnotes that no reader sees, each with the one that is shown in its place."""
        first: dict[str, Footnote] = {}
        for note in self.notes:
            label = normalised(note.label)
            shown = first.setdefault(label, note)
            if shown is not note:
                yield note, shown
            elif label not in self.used:
                yield note, None


NO_DEFINITIONS = Definitions({}, {})


def collect_definitions(blocks: Sequence[MarkupBlock]) -> Definitions:
    """Gather the link addresses and footnotes of a text; the first of two with one label holds."""
    links: dict[str, tuple[str, str]] = {}
    footnotes: dict[str, tuple[MarkupBlock, ...]] = {}
    notes: list[Footnote] = []
    for block in walk_blocks(blocks):
        if isinstance(block, LinkTarget):
            links.setdefault(normalised(block.label), (block.url, block.title))
        elif isinstance(block, Footnote):
            footnotes.setdefault(normalised(block.label), block.blocks)
            notes.append(block)
    return Definitions(links, footnotes, tuple(notes))


def paragraphs(blocks: Sequence[MarkupBlock]) -> Iterator[Sequence[Line]]:
    """Go through the paragraphs of running text, those in lists and quotations included."""
    for block in walk_blocks(blocks):
        if isinstance(block, (Paragraph, TableCell)):
            yield block.lines


def table_lines(blocks: Sequence[MarkupBlock]) -> Iterator[Line]:
    """Go through the rows of tables, of those in HTML too."""
    for block in walk_blocks(blocks):
        is_html = isinstance(block, RawHtml) and any("<t" in line.text.lower() for line in block.lines)
        if isinstance(block, Table) or (isinstance(block, RawHtml) and is_html):
            yield from block.lines


def walk_blocks(blocks: Iterable[MarkupBlock]) -> Iterator[MarkupBlock]:
    """Give every block, those inside quotations, footnotes and lists behind what they are in."""
    for block in blocks:
        yield block
        if isinstance(block, (Quote, Footnote)):
            yield from walk_blocks(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                yield from walk_blocks(item.blocks)
