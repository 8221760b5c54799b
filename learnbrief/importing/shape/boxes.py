"""Boxes that tell by their numbers in which order they are read, whatever order they were drawn in."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from learnbrief.importing.tree import Block, BlockType, Cell, Run

_NUMBER = re.compile(r"\s*(?:step|box|minute)?\s*(?P<number>\d{1,2})(?:\b|(?=[A-Za-z]))", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"\s*\d{1,2}[.):]?\s*")


def in_order_of_numbers(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Put boxes that are together in the order of their numbers; give their order before where that moved any."""
    ordered = list(blocks)
    moved: list[str] = []
    for group in _groups(blocks):
        numbered = [at for at in group if _number(blocks[at])]
        numbers = [_number(blocks[at]) for at in numbered]
        if len(numbered) < 2 or len(set(map(int, numbers))) < len(numbers) or 2 * len(numbered) < len(group):
            continue
        in_order = sorted(numbered, key=lambda at: int(_number(blocks[at])))
        if in_order != numbered:
            moved += numbers
            for place, at in zip(numbered, in_order, strict=True):
                ordered[place] = blocks[at]
    return ordered, moved


def with_numbers_joined(blocks: Sequence[Block]) -> list[Block]:
    """Put a number that is in a box of its own before the words of the box beside it."""
    joined = list(blocks)
    for before, box in pairwise(_boxes(blocks)):
        inside = blocks[box].cells[0][0].blocks
        if _NUMBER_ALONE.fullmatch(blocks[before].text) and not _NUMBER.match(blocks[box].text):
            number = Run(f"{blocks[before].text.strip()} ", is_bold=True)
            first = next((at for at, block in enumerate(inside) if block.text.strip()), None)
            if first is not None and not inside[first].cells:
                words = replace(inside[first], runs=(number, *inside[first].runs))
                inside = (*inside[:first], words, *inside[first + 1 :])
                joined[box] = replace(blocks[box], cells=((Cell(inside),),))
                joined[before] = Block(BlockType.BREAK)
    return joined


def _boxes(blocks: Sequence[Block]) -> list[int]:
    return [at for at, block in enumerate(blocks) if block.kind is BlockType.BOX and block.cells and block.cells[0]]


def _groups(blocks: Sequence[Block]) -> list[list[int]]:
    """Give boxes between which nothing is written."""
    groups: list[list[int]] = []
    is_open = False
    for at, block in enumerate(blocks):
        if block.kind is BlockType.BOX:
            if is_open:
                groups[-1].append(at)
            else:
                groups.append([at])
            is_open = True
        elif block.text.strip():
            is_open = False
    return groups


def _number(block: Block) -> str:
    """Give the number that a box begins with; nothing where it has none."""
    match = _NUMBER.match(block.text)
    return match["number"] if match else ""
