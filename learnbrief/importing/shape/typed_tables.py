"""Tables that were typed: rows of words with tabs or upright strokes between them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from learnbrief.importing.shape.words import lines_of, runs_parted
from learnbrief.importing.tree import Block, BlockType, Cell, Run
from learnbrief.markup.lookalikes import sign_of

WHY = "lines with tabs or strokes between their words taken for a table"
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")


def with_typed_tables(blocks: Sequence[Block]) -> list[Block]:
    """Make a table of each two or more lines that are together and have as many columns."""
    made: list[Block] = []
    for shape, group in groupby(_lines_apart(blocks), _shape):
        lines = list(group)
        if shape is None or len(lines) < 2:
            made += lines
        else:
            rows = tuple(tuple(_cells(line, shape[0])) for line in lines if not _RULE.fullmatch(line.text))
            made.append(Block(BlockType.TABLE, cells=rows, at=lines[0].at, why=WHY))
    return made


def _lines_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the lines of a paragraph one by one where all of them are rows."""
    for block in blocks:
        lines = lines_of(block) if block.kind is BlockType.PARAGRAPH and "\n" in block.text.strip() else []
        if lines and all(map(_shape, lines)):
            yield from lines
        else:
            yield block


def _shape(block: Block) -> tuple[str, int] | None:
    """Tell what parts a line into columns, and how many there are; None where nothing does."""
    text = block.text.strip()
    if block.kind is not BlockType.PARAGRAPH or "\n" in text:
        return None
    if text.count("|") > 1 and (text.startswith("|") or " | " in text):
        return "|", text.strip("|").count("|")
    sign = sign_of(text)
    if "\t" in text and not (sign and sign.width > text.index("\t")):
        return "\t", len(re.findall(r"\t+", text))
    return None


def _cells(line: Block, between: str) -> Iterator[Cell]:
    parts = [
        Cell((Block(BlockType.PARAGRAPH, runs),) if _has_words(runs) else ())
        for runs in runs_parted(line.runs, between)
    ]
    text = line.text.strip()
    if between == "|":
        yield from parts[text.startswith("|") : len(parts) - text.endswith("|")]
    else:
        yield from (part for part in parts if part.blocks)


def _has_words(runs: Sequence[Run]) -> bool:
    return any(run.text.strip() for run in runs)
