"""What the words and the look of one paragraph may tell, whatever is around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from learnbrief.importing.tree import Block, BlockType, Run
from learnbrief.markup.lookalikes import sign_of
from learnbrief.markup.lookalikes.headings import LONGEST, MOST_WORDS
from learnbrief.model import ROLES_WITH_POINTS
from learnbrief.readers.phrases import recognise_heading
from learnbrief.settings import BUILT_IN_AUDIENCES

_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_ENDS = (".", "!", "…", ",", ";")


def is_short(text: str) -> bool:
    """Tell whether a text is no longer than a heading may be."""
    words = " ".join(text.split())
    return 0 < len(words) <= LONGEST and len(words.split()) <= MOST_WORDS


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do, and headings do not."""
    return text.rstrip().rstrip("\"'”’)").endswith(_SENTENCE_ENDS)


def wholly_bold(block: Block) -> bool:
    """Tell whether all letters of a paragraph are bold."""
    lettered = [run for run in block.runs if _LETTER.search(run.text)]
    return (
        block.kind in (BlockType.PARAGRAPH, BlockType.ITEM)
        and bool(lettered)
        and all(run.is_bold for run in lettered)
    )


def in_capitals(text: str) -> bool:
    """Tell whether all of a few letters at least are capitals."""
    return len(_LETTER.findall(text)) > 5 and text.upper() == text


def names_a_section(text: str) -> bool:
    """Tell whether words would give a section its role if they were its heading."""
    return recognise_heading(" ".join(text.split()).rstrip(":"), BUILT_IN_AUDIENCES).role is not None


def plainly_names_a_section(text: str) -> bool:
    """Tell whether a text is nothing but the words by which a section tells its role."""
    recognised = recognise_heading(" ".join(text.split()).rstrip(":"), BUILT_IN_AUDIENCES)
    return recognised.role is not None and recognised.says_only_its_role


def without_beginning(runs: tuple[Run, ...], width: int) -> tuple[Run, ...]:
    """Take letters off the beginning of some runs, and the blanks behind them."""
    left: list[Run] = []
    for run in runs:
        taken = min(width, len(run.text))
        width -= taken
        text = run.text[taken:]
        if not left and not width:
            text = text.lstrip()
        if text or (run.note and not taken):
            left.append(Run(text, run.is_bold, run.is_italic, run.address, run.note))
    return tuple(left)


def sign_width(text: str) -> int:
    """Tell how many letters a typed sign and the blanks around it take at the beginning of a text."""
    inner = text.lstrip()
    sign = sign_of(inner)
    return len(text) - len(inner) + sign.width if sign else 0


def lines_of(block: Block) -> list[Block]:
    """Part a paragraph at its line breaks."""
    return [
        replace(block, runs=runs)
        for runs in runs_parted(block.runs, "\n")
        if "".join(run.text for run in runs).strip()
    ]


def runs_parted(runs: Sequence[Run], at: str) -> Iterator[tuple[Run, ...]]:
    """Part runs wherever a sign is in them, such as a line break."""
    part: list[Run] = []
    for run in runs:
        first, *others = run.text.split(at)
        part.append(replace(run, text=first))
        for other in others:
            yield tuple(part)
            part = [replace(run, text=other, note="")]
    yield tuple(part)


def is_begun_anew(line: str) -> bool:
    """Tell whether a line begins as a sentence does, and is no continuation of the one above it."""
    return line.strip()[:1].isupper() and len(line.split()) > 2


def holds_points(heading: str) -> bool:
    """Tell whether a section of this heading holds learning points."""
    role = recognise_heading(" ".join(heading.split()), BUILT_IN_AUDIENCES).role
    return role is not None and role in ROLES_WITH_POINTS
