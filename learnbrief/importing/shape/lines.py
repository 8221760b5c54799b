"""Paragraphs parted where a line break parts what belongs apart: entries of a list, a heading and its text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from learnbrief.importing.shape.words import (
    ends_sentence,
    is_short,
    lines_of,
    plainly_names_a_section,
    wholly_bold,
    without_beginning,
)
from learnbrief.importing.tree import Block, BlockType, Run
from learnbrief.markup import Line
from learnbrief.markup.lookalikes.entries import candidates, entries


def lines_parted(blocks: Sequence[Block]) -> list[Block]:
    """Part paragraphs and entries at line breaks where their lines are entries, or the first is a heading."""
    return [part for block in blocks for each in _without_run_in(block) for part in _parts(each)]


def _without_run_in(block: Block) -> Iterator[Block]:
    """Part a paragraph from the bold words at its beginning, where they are those of a section."""
    if block.kind is BlockType.PARAGRAPH:
        lead = "".join(run.text for run in takewhile(lambda run: run.is_bold or not run.text.strip(), block.runs))
        rest = block.text[len(lead) :]
        end = len(lead) + (len(rest) - len(rest.lstrip(": ")) if rest.lstrip().startswith(":") else 0)
        heading = block.text[:end].strip()
        if (
            lead.strip()
            and block.text[end:].strip()
            and not block.text[end].isalnum()
            and plainly_names_a_section(heading)
        ):
            yield replace(block, runs=(Run(heading, is_bold=True),))
            yield replace(block, runs=without_beginning(block.runs, end))
            return
    yield block


def _parts(block: Block) -> Iterator[Block]:
    if block.kind not in (BlockType.PARAGRAPH, BlockType.ITEM) or "\n" not in block.text.strip():
        yield block
        return
    lines = lines_of(block)
    every = candidates([[Line(line.text.strip(), row, 0) for row, line in enumerate(lines)]])
    meant = entries(every, "")
    is_headed = _is_headed(block, lines)
    if not meant and not is_headed:
        yield block
        return
    gathered: list[Block] = []
    for row, line in enumerate(lines):
        if row and not (row in meant or (row - 1 in meant and wholly_bold(line)) or (is_headed and row == 1)):
            gathered[-1] = replace(gathered[-1], runs=(*gathered[-1].runs, Run("\n"), *line.runs))
        else:
            kind = block.kind if row == 0 else BlockType.PARAGRAPH
            gathered.append(replace(line, kind=kind, sign=block.sign if row == 0 else ""))
    yield from gathered


def _is_headed(block: Block, lines: Sequence[Block]) -> bool:
    """Tell whether the first line heads the others: bold above what is not, or with a section's words."""
    if block.kind is not BlockType.PARAGRAPH or len(lines) < 2 or not is_short(lines[0].text):
        return False
    if plainly_names_a_section(lines[0].text):
        return True
    return wholly_bold(lines[0]) and not wholly_bold(lines[1]) and not ends_sentence(lines[0].text)
