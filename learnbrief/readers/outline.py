"""What both source forms come to before it is known what their sections mean."""

from dataclasses import dataclass

from learnbrief.markup import Definitions, Footnote, Line, LinkTarget, List, MarkupBlock
from learnbrief.problems import Place
from learnbrief.source import Text


@dataclass(frozen=True, slots=True)
class Given:
    """A value that an editor attached to a heading or a point, as an attribute, a tag or a YAML key."""

    name: str
    """`tag`, or an attribute's name."""
    value: str
    at: Place


@dataclass(frozen=True, slots=True)
class OutlineProse:
    """Blocks without a list at their top level."""

    blocks: tuple[MarkupBlock, ...]
    text: Text
    definitions: Definitions


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """An entry of a top-level list; a learning point, if its section holds such."""

    blocks: tuple[MarkupBlock, ...]
    text: Text
    definitions: Definitions
    at: Place
    given: tuple[Given, ...] = ()
    """What stands beside its text in the YAML form."""


@dataclass(frozen=True, slots=True)
class OutlineList:
    """A top-level list."""

    start: int | None
    items: tuple[OutlineItem, ...]


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """A heading's line, its attributes still in it."""

    line: Line
    text: Text
    definitions: Definitions
    level: int = 0
    """As a Markdown text gives it; 0 in the YAML form, where nesting gives it."""


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading with what stands below it."""

    heading: OutlineHeading | None
    given: tuple[Given, ...]
    """What stands beside the heading in the YAML form."""
    blocks: tuple[OutlineProse | OutlineList, ...]
    sections: tuple["OutlineSection", ...]
    at: Place


def split_blocks(
    blocks: tuple[MarkupBlock, ...], text: Text, definitions: Definitions
) -> tuple[OutlineProse | OutlineList, ...]:
    """Part a section's blocks into runs of prose and top-level lists, in their order."""
    parts: list[OutlineProse | OutlineList] = []
    run: list[MarkupBlock] = []

    def end_run() -> None:
        if run:
            parts.append(OutlineProse(tuple(run), text, definitions))
            run.clear()

    for block in blocks:
        if isinstance(block, List):
            end_run()
            items = (
                OutlineItem(item.blocks, text, definitions, text.place(item.line.row, item.line.column))
                for item in block.items
            )
            parts.append(OutlineList(block.start, tuple(items)))
        elif not isinstance(block, Footnote | LinkTarget):
            run.append(block)
    end_run()
    return tuple(parts)
