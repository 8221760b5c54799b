"""The title of a document: as its writer marked it, else its first line where that reads like one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from learnbrief.fields import is_gap
from learnbrief.importing.markdown import clean_text
from learnbrief.importing.shape.words import ends_sentence, plainly_names_a_section
from learnbrief.importing.tree import Block, BlockType

_LONGEST = 200
_MOST_WORDS = 25


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A title, and the blocks without it."""

    title: str
    """Empty where nothing reads like one."""
    because: str
    """Where it was, in an editor's words."""
    blocks: tuple[Block, ...]


def titled(blocks: Sequence[Block], given: str) -> FoundTitle:
    """Find a document's title; it is then in the field and no longer in the body."""
    if is_gap(given):
        given = ""
    titles = [at for at, block in enumerate(blocks) if block.kind is BlockType.TITLE]
    marked = next((at for at in titles if not is_gap(clean_text(blocks[at].text))), None)
    if marked is not None:
        rest = (*map(_as_paragraph, blocks[:marked]), *map(_as_paragraph, blocks[marked + 1 :]))
        return FoundTitle(clean_text(blocks[marked].text), "the document's title", rest)
    first = next((at for at, block in enumerate(blocks) if not _goes_above_title(block)), None)
    if first is not None and _reads_like_title(blocks, first):
        rest = (*blocks[:first], *blocks[first + 1 :])
        which = "its first heading" if blocks[first].kind is BlockType.HEADING else "its first line"
        return FoundTitle(clean_text(blocks[first].text), which, rest)
    return FoundTitle(clean_text(given), "the name that its page bears" if given else "", tuple(blocks))


def _goes_above_title(block: Block) -> bool:
    """Tell whether a block is a picture, or says who may see the document, as a line above the title does."""
    return block.kind is BlockType.PICTURE or bool(_MARKING.fullmatch(clean_text(block.text)))


_MARKING = re.compile(
    r"\W*(?:official[\W_]*sensitive|official|restricted|confidential|not protectively marked|public|draft|final)"
    r"(?:\W+(?:sensitive|personal|version|v ?\d[\d.]*))*\W*",
    re.IGNORECASE,
)


def _as_paragraph(block: Block) -> Block:
    """Make text of a second title, such as a subtitle."""
    return replace(block, kind=BlockType.PARAGRAPH) if block.kind is BlockType.TITLE else block


def _reads_like_title(blocks: Sequence[Block], at: int) -> bool:
    block = blocks[at]
    text = clean_text(block.text)
    if block.kind not in (BlockType.HEADING, BlockType.PARAGRAPH) or not text or len(text) > _LONGEST or is_gap(text):
        return False
    if plainly_names_a_section(text) or (block.kind is BlockType.PARAGRAPH and ends_sentence(text)):
        return False
    if block.kind is BlockType.PARAGRAPH and any(run.address or run.note for run in block.runs):
        return False
    return len(text.split()) <= _MOST_WORDS and at + 1 < len(blocks)
