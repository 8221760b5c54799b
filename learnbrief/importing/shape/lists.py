"""Typed bullets, numbers and letters as entries of lists, nested as their signs and their indents tell."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from learnbrief.importing.shape.words import (
    is_short,
    plainly_names_a_section,
    sign_width,
    wholly_bold,
    without_beginning,
)
from learnbrief.importing.tree import Block, BlockType
from learnbrief.markup import Line
from learnbrief.markup.lookalikes import Sign, SignKind, sign_of
from learnbrief.markup.lookalikes.entries import candidates, entries


def is_written_as_number(sign: str) -> bool:
    """Tell whether an entry's sign is a number that the draft writes: "1.", "2)", "13"."""
    number = sign.strip().rstrip(".)")
    return number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS and sign.strip()[0] != "("


_MOST_DIGITS = 3


def with_entries(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Make entries of paragraphs that begin with a typed sign; give the signs that the draft will not show."""
    made = list(blocks)
    signs: list[str] = []
    for start, end in _stretches(blocks):
        every = candidates([[Line(blocks[at].text.strip(), at, 0)] for at in range(start, end)])
        meant = {start + at for at in entries(every, "") if every[at].sign}
        nesting = _Nesting()
        for at in range(start, end):
            sign = sign_of(blocks[at].text.strip()) if at in meant else None
            if sign is None or _is_heading(blocks, at, sign, meant):
                nesting = _Nesting()
                continue
            made[at], lost_sign = _entry(blocks[at], sign, nesting.level(sign, blocks[at].indent))
            signs += [lost_sign] if lost_sign else []
    return [_without_second_sign(block, signs) for block in made], signs


def _stretches(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Give each run of adjacent paragraphs: the index of the first, and the one after the last."""
    stretches: list[tuple[int, int]] = []
    for is_paragraph, run in groupby(range(len(blocks)), lambda at: blocks[at].kind is BlockType.PARAGRAPH):
        first, *others = run
        stretches += [(first, first + 1 + len(others))] if is_paragraph else []
    return stretches


def _is_heading(blocks: Sequence[Block], at: int, sign: Sign, meant: set[int]) -> bool:
    """Tell whether a numbered line is a heading: bold, or with a section's words, and no entry directly below it."""
    if sign.kind is not SignKind.NUMBERING or not is_short(blocks[at].text):
        return False
    words = blocks[at].text.strip()[sign.width :]
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    if wholly_bold(blocks[at]):
        return below is not None and not (at + 1 in meant and wholly_bold(below))
    is_alone = at + 1 not in meant or _differs(blocks[at + 1], sign)
    return is_alone and plainly_names_a_section(words) and below is not None


def _differs(block: Block, sign: Sign) -> bool:
    other = sign_of(block.text.strip())
    return other is not None and other.kind is not sign.kind


def _entry(block: Block, sign: Sign, level: int) -> tuple[Block, str]:
    """Make an entry of a paragraph; give the sign where the draft does not show it as it is."""
    shown = sign.written
    if shown[:1].isalpha() and len(shown.split()) > 1:
        return replace(block, kind=BlockType.ITEM, level=level, sign="•"), ""  # "Recommendation 2: …" are words of it
    runs = without_beginning(block.runs, sign_width(block.text))
    lost_sign = "" if is_written_as_number(shown) or not any(letter.isalnum() for letter in shown) else shown
    return replace(block, kind=BlockType.ITEM, runs=runs, level=level, sign=shown), lost_sign


def _without_second_sign(block: Block, signs: list[str]) -> Block:
    """Take off the bullet that was typed behind an entry's own."""
    if block.kind is not BlockType.ITEM:
        return block
    sign = sign_of(block.text.strip())
    if sign is None or not sign.is_sure or sign.kind is not SignKind.BULLET:
        return block
    signs += [sign.written] if any(letter.isalnum() for letter in sign.written) else []
    return replace(block, runs=without_beginning(block.runs, sign_width(block.text)))


@dataclass(slots=True)
class _Nesting:
    """Remembers which lists are open, outermost first."""

    open: list[tuple[str, int]] = field(default_factory=list)
    """What sort of sign each has, and how far it is in."""

    def level(self, sign: Sign, indent: int) -> int:
        """Tell how deep an entry is, and open or close lists for it."""
        sort = _sort(sign)
        while self.open and indent < self.open[-1][1]:
            self.open.pop()
        known = [at for at, (other, far) in enumerate(self.open) if other == sort and far == indent]
        if known:
            del self.open[known[-1] + 1 :]
        elif not self.open or indent > self.open[-1][1] or self._begins_inside(sign):
            self.open.append((sort, indent))
        else:
            self.open[-1] = (sort, indent)
        return len(self.open) - 1

    def _begins_inside(self, sign: Sign) -> bool:
        """Tell whether a first letter, or a bullet, is below a number."""
        above = self.open[-1][0]
        if sign.kind is SignKind.NUMBERING:
            return any(number in (1, ord("a")) for _, number in sign.counts) and above.startswith(
                ("number", "letter")
            )
        return above.startswith(("number", "letter"))


def _sort(sign: Sign) -> str:
    if sign.kind is not SignKind.NUMBERING:
        return "bullet"
    written = sign.written
    if any(letter.isdecimal() for letter in written):
        return (
            f"number {written.count('.')} {written[-1:]}"
            if "." in written.rstrip(".")
            else f"number {written[:1] == '('}"
        )
    return f"letter {written[:1] == '('} {len(sign.counts) == 1 and 'letter' in sign.counts[0][0]}"
