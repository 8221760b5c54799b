"""What the tests of PDF share: how a document compares with the text that its PDF was made of."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from learnbrief.importing.from_pdf import read_pdf
from learnbrief.importing.shape import shaped
from learnbrief.importing.shape.lists import is_written_as_number
from learnbrief.importing.tree import Block, BlockType, Document, walk
from tools.printed.text import FOLDER, Text, read_text

NAMES = sorted(path.stem for path in FOLDER.glob("*.pdf"))


@dataclass(frozen=True, slots=True)
class Compared:
    """How a document compares with its text."""

    points: int
    found: tuple[str, ...]
    """Points that came out as entries or rows, under any heading."""
    in_place: tuple[str, ...]
    """Those of them that stand under their own heading."""
    headings: tuple[str, ...]
    """Headings as they came out, without their numbers."""


@cache
def document(name: str) -> Document:
    """Read one of the PDFs."""
    read = read_pdf((FOLDER / f"{name}.pdf").read_bytes())
    assert isinstance(read, Document), read
    return read


def text_of(name: str) -> Text:
    """Give the text that a PDF was made of."""
    return read_text(name.rpartition(".")[2])


def compare(read: Document, text: Text) -> Compared:
    """Compare a document with its text."""
    under: dict[str, str] = {}
    headings: list[str] = []
    for block in shaped(read).blocks:
        if block.kind is BlockType.HEADING:
            headings.append(re.sub(r"^\d+ ", "", plain("".join(run.text for run in block.runs if not run.note))))
        for entry in _entries(block):
            under.setdefault(entry, headings[-1] if headings else "")
    wanted = [(plain(section.heading), plain(point)) for section in text.sections for point in section.points]
    found = tuple(point for _, point in wanted if point in under)
    in_place = tuple(point for heading, point in wanted if under.get(point) == heading)
    return Compared(len(wanted), found, in_place, tuple(headings))


def _entries(block: Block) -> Iterator[str]:
    if block.kind is BlockType.ITEM:
        yield plain(block.text)
    if block.kind is BlockType.TABLE:
        yield from (plain(row[0].text) for row in block.cells)


def plain(text: str) -> str:
    """Give a text's words alone."""
    return " ".join(re.findall(r"[^\W_]+", text)).casefold()


def lost_words(read: Document) -> Counter[str]:
    """Give the words that readers see and that are neither in a block nor told, and the other way round."""
    seen = Counter(plain(read.visible).split())
    letters = [block.sign for block in walk(read.blocks) if block.sign and not is_written_as_number(block.sign)]
    seen.update(plain(" ".join(letters)).split())
    kept: Counter[str] = Counter()
    for block in walk(read.blocks):
        if not block.cells:
            kept.update(plain(_text(block)).split())
    for note in read.notes:
        kept.update(plain(" ".join([note.id, *map(_text, note.blocks)])).split())
    for words in [*(told.words for told in read.left_out), *(unread.words for unread in read.unread)]:
        kept.update(plain(words).split())
    return (seen - kept) + (kept - seen)


def _text(block: Block) -> str:
    return "".join(f" {run.text}" if run.note else run.text for run in block.runs)


def addresses(read: Document) -> list[str]:
    """Give the addresses of all links."""
    return [run.address for block in walk(read.blocks) for run in block.runs if run.address]
