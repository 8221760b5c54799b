"""Headings that nobody marked as such: bold lines, lines in capitals, lines with a section's words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from learnbrief.importing.shape.words import (
    ends_sentence,
    holds_points,
    in_capitals,
    is_begun_anew,
    is_short,
    lines_of,
    names_a_section,
    plainly_names_a_section,
    wholly_bold,
)
from learnbrief.importing.tree import Block, BlockType, Run

BOLD = "bold line taken for a heading"
CAPITALS = "line in capitals taken for a heading"
WORDS = "line with the words of a heading taken for one"
LINES = "lines that follow one another taken for a list, from"
ALONE = "short line that stands alone taken for a heading"


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Find headings, and give each its level: what is only bold is below what was marked."""
    words = [block for block in blocks if block.kind in (BlockType.PARAGRAPH, BlockType.ITEM)]
    is_bold_throughout = sum(map(wholly_bold, words)) > _MOST_BOLD * len(words) and len(words) > _FEW
    found = [_found(blocks, at, bold_tells=not is_bold_throughout) for at in range(len(blocks))]
    if is_bold_throughout:
        found = [replace(block, runs=tuple(replace(run, is_bold=False) for run in block.runs)) for block in found]
    has_loud = any(block.why and block.kind is BlockType.HEADING and in_capitals(block.text) for block in found)
    first = next((at for at, block in enumerate(found) if block.kind is not BlockType.BREAK), 0)
    if not any(block.kind is BlockType.HEADING and block.why in ("", BOLD) for block in found[first + 1 :]):
        found = [_alone(found, at) for at in range(len(found))]
    level = 0
    for at, block in enumerate(found):
        if block.kind is not BlockType.HEADING:
            continue
        if block.level:
            level = block.level
        else:
            below = has_loud and not in_capitals(block.text)
            found[at] = replace(block, level=level + 1 + below)
    return found


def with_lines_as_entries(blocks: Sequence[Block]) -> list[Block]:
    """Make entries of the lines of a paragraph below a heading whose sections hold points: bullets that were lost."""
    made: list[Block] = []
    heading: Block | None = None
    for block in blocks:
        if block.kind is BlockType.HEADING:
            heading = block
        lines = (
            lines_of(block) if block.kind is BlockType.PARAGRAPH and heading and holds_points(heading.text) else []
        )
        if len(lines) > 1 and all(is_begun_anew(line.text) for line in lines):
            made += [replace(line, kind=BlockType.ITEM, sign="•", why="") for line in lines]
            made[-len(lines)] = replace(made[-len(lines)], why=LINES)
        else:
            made.append(block)
    return made


_MOST_BOLD, _FEW = 0.7, 4
"""Of all paragraphs, that are bold where boldness tells nothing; and how many there must be to say so."""


def _found(blocks: Sequence[Block], at: int, *, bold_tells: bool) -> Block:
    block = blocks[at]
    below = _below(blocks, at)
    if (
        bold_tells
        and block.kind is BlockType.ITEM
        and wholly_bold(block)
        and _is_numbered(block)
        and _begins_section(block, below)
    ):
        number = Run(f"{block.sign} ", is_bold=True)
        return replace(block, kind=BlockType.HEADING, runs=(number, *block.runs), sign="", level=0, why=BOLD)
    if block.kind is not BlockType.PARAGRAPH or not is_short(block.text) or below is None:
        return block
    why = _why(block, below, is_bold=bold_tells and wholly_bold(block))
    return replace(block, kind=BlockType.HEADING, level=0, why=why) if why else block


def _why(block: Block, below: Block, *, is_bold: bool) -> str:
    """Say what makes a paragraph a heading; nothing where it is none."""
    text = block.text.strip()
    plainly = plainly_names_a_section(text)
    if below.kind is BlockType.HEADING and not plainly:
        is_date = len(text.split()) <= 4 and any(letter.isdecimal() for letter in text)
        return BOLD if is_bold and not ends_sentence(text) and not is_date else ""
    if is_bold and (plainly or not ends_sentence(text)):
        return "" if text.endswith(":") and _leads_in(text, below) and not plainly else BOLD
    if in_capitals(text) and len(text.split()) > 1 and not ends_sentence(text):
        return CAPITALS
    if plainly and not ends_sentence(text):
        return WORDS
    heads = (
        below.kind is BlockType.ITEM and names_a_section(text) and not text.endswith(":") and not ends_sentence(text)
    )
    return WORDS if heads and len(text.split()) <= _FEW_WORDS else ""


_FEW_WORDS = 8
"""Words of a line above a list that names a section, and no sentence."""


def _leads_in(text: str, below: Block) -> bool:
    """Tell whether a line with a colon at its end is the beginning of the list below it, rather than a heading."""
    return below.kind is BlockType.ITEM and below.text.strip()[:1].islower() and len(text.split()) > 2


def _is_numbered(block: Block) -> bool:
    return any(letter.isdecimal() for letter in block.sign)


def _begins_section(block: Block, below: Block | None) -> bool:
    """Tell whether what follows a numbered bold line is no further entry of its list."""
    return is_short(block.text) and below is not None and not (below.kind is BlockType.ITEM and _is_numbered(below))


def _alone(blocks: Sequence[Block], at: int) -> Block:
    """Take a short line above a whole sentence for a heading, where a document has no other headings."""
    block = blocks[at]
    if block.kind is not BlockType.PARAGRAPH or not is_short(block.text):
        return block
    below = _below(blocks, at)
    is_first = at < _TOP and all(other.kind is BlockType.BREAK for other in blocks[:at])
    if is_first or below is None:
        return block
    text = block.text.strip()
    is_above_list = below.kind is BlockType.ITEM and not ends_sentence(text) and not text.endswith(":")
    is_sentence = len(below.text) > _SHORTEST and below.text.rstrip().endswith((".", "!", "?"))
    is_above_text = below.kind is BlockType.PARAGRAPH and bool(_WORDS_ALONE.fullmatch(text)) and is_sentence
    return replace(block, kind=BlockType.HEADING, level=0, why=ALONE) if is_above_list or is_above_text else block


def _below(blocks: Sequence[Block], at: int) -> Block | None:
    """Give what follows a block."""
    return next(
        (blocks[place] for place in range(at + 1, len(blocks)) if blocks[place].kind is not BlockType.BREAK), None
    )


_TOP = 50
"""Blocks among which a document's first line is, even where blank ones are above it."""


_WORDS_ALONE = re.compile(r"[A-Z][\w'’&/()-]*(?: [\w'’&/()-]+){0,5}")
_SHORTEST = 15
"""Letters of a sentence."""
