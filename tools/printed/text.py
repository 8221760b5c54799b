"""The texts that PDFs are made of: a title, and sections with headings, paragraphs, entries, and tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from learnbrief.model import Briefing, Prose
from learnbrief.model import Section as ReadSection
from learnbrief.readers import read_library
from learnbrief.settings import read_settings

FOLDER = Path(__file__).parents[2] / "tests/documents/pdf"
_HEADING = re.compile(r"## (?:(?P<number>\d+) )?(?P<words>.*?) \{role=(?P<role>[a-z-]+)\}")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, an entry of a list, or a table's row."""

    kind: str
    """`text`, `entry`, `numbered` or `row`."""
    written: str

    @property
    def cells(self) -> list[str]:
        """The cells of a row."""
        return [cell.strip() for cell in self.written.strip("|").split("|")]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    heading: str
    number: str
    role: str
    parts: tuple[Part, ...]
    level: int = 2

    @property
    def points(self) -> list[str]:
        """What must come out as points, without links."""
        entries = [bare(part.written) for part in self.parts if part.kind in ("entry", "numbered")]
        rows = [part.cells[0] for part in self.parts if part.kind == "row"][1:]
        return entries + rows


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text."""

    title: str
    intro: tuple[Part, ...]
    sections: tuple[Section, ...]

    @property
    def links(self) -> list[str]:
        """Every address, in order."""
        parts = [*self.intro, *(part for section in self.sections for part in section.parts)]
        return [match[2] for part in parts for match in _LINK.finditer(part.written)]


def read_text(name: str) -> Text:
    """Read one of the texts, or one of this repository's own briefings by its slug."""
    return _written(name) if (FOLDER / f"texts/{name}.md").exists() else _briefing(name)


@cache
def _briefings() -> dict[str, Briefing]:
    root = FOLDER.parents[2]
    sources = {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "briefings").iterdir()}
    settings = read_settings({"learnbrief.yml": (root / "learnbrief.yml").read_bytes()}, lambda _: None)
    return {briefing.slug: briefing for briefing in read_library(sources, settings, lambda _: None).everything}


def _briefing(slug: str) -> Text:
    """Give the words of a briefing, without the tags and addresses that its original had not."""
    briefing = _briefings()[slug]
    sections = [
        Section(section.heading.text, "", section.role.value, tuple(_parts(section)), level)
        for level, section in _walk(briefing.sections, 2)
    ]
    return Text(briefing.title, (), tuple(section for section in sections if section.heading))


def _walk(sections: Sequence[ReadSection], level: int) -> Iterator[tuple[int, ReadSection]]:
    for section in sections:
        yield level, section
        yield from _walk(section.sections, level + 1)


def _parts(section: ReadSection) -> Iterator[Part]:
    for block in section.blocks:
        if isinstance(block, Prose):
            lines = re.findall(r"<(li|p)>(.*?)</\1>", block.html, re.DOTALL)
            yield from (Part("entry" if tag == "li" else "text", _without_marks(inner)) for tag, inner in lines)
        else:
            kind = "text" if any(point.title for point in block.points) else "entry"
            yield from (Part(kind, " ".join(point.body.text.split())) for point in block.points)


def _without_marks(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def _written(name: str) -> Text:
    title = ""
    intro: list[Part] = []
    sections: list[Section] = []
    heading: tuple[str, str, str] | None = None
    parts: list[Part] = []
    for line in [*(FOLDER / f"texts/{name}.md").read_text("utf-8").splitlines(), "## end {role=other}"]:
        match = _HEADING.fullmatch(line)
        if match:
            if heading:
                sections.append(Section(*heading, tuple(parts)))
                parts = []
            heading = (match["words"], match["number"] or "", match["role"])
        elif line.startswith("# "):
            title = line[2:]
        elif line.strip() and not line.startswith("| ---"):
            (parts if heading else intro).append(_part(line))
    return Text(title, tuple(intro), tuple(sections))


def _part(line: str) -> Part:
    if line.startswith("- "):
        return Part("entry", line[2:])
    if numbered := re.match(r"\d+\. ", line):
        return Part("numbered", line[numbered.end() :])
    return Part("row" if line.startswith("|") else "text", line)


def bare(written: str) -> str:
    """Give a text without its links' addresses."""
    return _LINK.sub(r"\1", written)


def linked(written: str) -> list[tuple[str, str]]:
    """Give the pieces of a text, each with the address that it leads to."""
    pieces, end = [], 0
    for match in _LINK.finditer(written):
        pieces += [(written[end : match.start()], ""), (match[1], match[2])]
        end = match.end()
    return [piece for piece in [*pieces, (written[end:], "")] if piece[0]]
