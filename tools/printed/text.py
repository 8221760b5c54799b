"""The texts that PDFs are made of: a title, and sections with headings, paragraphs, entries, and tables."""

import re
from dataclasses import dataclass
from pathlib import Path

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
    """Read one of the texts."""
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
