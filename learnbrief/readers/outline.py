"""What both source forms come to before it is known what their sections mean."""

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec.structs import replace

from learnbrief.cache.values import Value
from learnbrief.fields import is_gap
from learnbrief.markup import Definitions, Footnote, Line, LinkTarget, List, MarkupBlock, Table, details_open_behind
from learnbrief.problems import Place, Report, Text, error
from learnbrief.readers.action_words import action_columns

MOST_PARTS = 2_000
"""Headings and top-level entries of lists in one briefing; the longest annual report has some 500 points."""


class GivenValue(Value, frozen=True):
    """A value that an editor attached to a heading or a point, as an attribute, a tag or a YAML key."""

    name: str
    """`tag`, or an attribute's name."""
    value: str
    at: Place
    is_in_text: bool = False
    """Whether it is a `#word` at the end of a text."""

    @property
    def is_gap(self) -> bool:
        """Whether it is yet to be filled in."""
        return is_gap(self.value)


class OutlineProse(Value, frozen=True):
    """Blocks without a list at their top level."""

    blocks: tuple[MarkupBlock, ...]
    text: Text
    definitions: Definitions
    depths: tuple[int, ...] = ()
    """The number of open `<details>` before the first block and after each; empty if the text has none."""

    def piece(self, start: int, end: int) -> "OutlineProse":
        """Give some of its blocks."""
        return replace(self, blocks=self.blocks[start:end], depths=self.depths[start : end + 1])


class OutlineItem(Value, frozen=True):
    """An entry of a top-level list; a learning point, if its section holds such."""

    blocks: tuple[MarkupBlock, ...]
    text: Text
    definitions: Definitions
    at: Place
    given: tuple[GivenValue, ...] = ()
    """What is beside its text in the YAML form."""


class OutlineList(Value, frozen=True):
    """A top-level list."""

    start: int | None
    items: tuple[OutlineItem, ...]


class OutlineTable(Value, frozen=True):
    """A table of actions, each row of which is a learning point."""

    table: Table
    text: Text
    definitions: Definitions


class OutlineHeading(Value, frozen=True):
    """A heading's line, its attributes still in it."""

    line: Line
    text: Text
    definitions: Definitions
    level: int = 0
    """As a Markdown text gives it; 0 in the YAML form, where nesting gives it."""


class OutlineSection(Value, frozen=True):
    """A heading with what is below it."""

    heading: OutlineHeading | None
    given: tuple[GivenValue, ...]
    """What is beside the heading in the YAML form."""
    blocks: tuple[OutlineProse | OutlineList, ...]
    sections: tuple["OutlineSection", ...]
    at: Place


def split_blocks(
    blocks: tuple[MarkupBlock, ...], text: Text, definitions: Definitions
) -> tuple[OutlineProse | OutlineList, ...]:
    """Part a section's blocks into runs of prose and top-level lists, in their order.

    A run ends where `<details>` begin and end, so that no footnote of what is shown is folded away.
    """
    parts: list[OutlineProse | OutlineList] = []
    run: list[MarkupBlock] = []
    depths = [0]
    is_parted = any(isinstance(block, List | Table) for block in blocks)

    def end_run() -> None:
        if run:
            parts.append(OutlineProse(tuple(run), text, definitions, tuple(depths) if any(depths) else ()))
            run.clear()
            del depths[:-1]

    for block, depth in zip(blocks, details_open_behind(blocks), strict=True):
        if isinstance(block, List):
            end_run()
            items = (
                OutlineItem(item.blocks, text, definitions, text.place(item.line.row, item.line.column))
                for item in block.items
            )
            parts.append(OutlineList(block.start, tuple(items)))
        elif not isinstance(block, Footnote | LinkTarget):
            if is_parted and depth > depths[-1]:
                end_run()
            run.append(block)
            depths.append(depth)
            if is_parted and depth < depths[-2]:
                end_run()
    end_run()
    return tuple(parts)


def is_too_much(outline: Iterable[OutlineSection], report: Report) -> bool:
    """Report `too-much` where a briefing has more parts than could be shown on one page."""
    for at in islice(_parts(outline), MOST_PARTS, MOST_PARTS + 1):
        message = (
            f"From here on this briefing has more than {MOST_PARTS:,} headings and points, too many for one page. "
            "Part it into several briefings, each in a file of its own."
        )
        report(error("too-much", message, at))
        return True
    return False


def _parts(outline: Iterable[OutlineSection]) -> Iterator[Place]:
    """Tell where each heading, each top-level entry of a list and each row of a table of actions begins."""
    for section in outline:
        yield section.at
        for block in section.blocks:
            if isinstance(block, OutlineList):
                yield from (item.at for item in block.items)
            else:
                yield from _rows(block)
        yield from _parts(section.sections)


def _rows(part: OutlineProse) -> Iterator[Place]:
    for block in part.blocks:
        if isinstance(block, Table) and action_columns(block):
            yield from (part.text.place(line.row, line.column) for line in block.lines[2:])
