"""The words of a paragraph with their looks, links and footnotes; what is deleted or hidden is counted, not read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from learnbrief.importing.tree import Run
from learnbrief.importing.word.drawings import Drawing, drawn, holds_anything, shown_of_choice
from learnbrief.importing.word.markup import descendants, down, is_on, number, value
from learnbrief.importing.word.package import Package
from learnbrief.importing.word.styles import Styles

_LINK = re.compile(r"\s*HYPERLINK\s+(?:\\l\s+\"(?P<anchor>[^\"]*)\"|\"(?P<address>[^\"]*)\"|(?P<bare>[^\s\"\\]+))")
_SIGNS = dict(
    pair.split("=")
    for pair in "F0B7=• F0A7=▪ F0D8=➢ F0E0=→ F0E8=→ F0FC=✓ F0FB=✗ F0FE=☑ F0A8=☐ F06F=☐ F076=❖ F0F0=⇨".split()
)
"""Signs of the fonts Symbol and Wingdings, by their place there."""
_GONE = ("w:del", "w:moveFrom")
_PASSED = frozenset("w:pPr w:rPr w:sdtPr w:sdtEndPr w:tblPr w:tblGrid w:trPr w:tcPr w:sectPr".split())


@dataclass(slots=True)
class SkippedCounts:
    """What was met that is not read."""

    deletions: int = 0
    hidden: int = 0
    symbols: int = 0
    embedded: int = 0


@dataclass(frozen=True, slots=True)
class ParagraphPart:
    """A run, or something drawn between runs."""

    run: Run | None = None
    drawn: Drawing | None = None
    size: int = 0
    """Of its letters, in half points."""


@dataclass(slots=True)
class Reader:
    """Reads the paragraphs of one part."""

    package: Package
    styles: Styles
    part: str
    met: SkippedCounts
    note_numbers: dict[str, str]
    """The number of each footnote and endnote, by its id; those that are met are numbered on."""
    _fields: list[list[str]] = field(default_factory=list)
    """Of each open field, its instruction and the address that it leads to once that is known."""

    def pieces(self, paragraph: Element, style: str) -> list[ParagraphPart]:
        """Give all that is in a paragraph."""
        return list(self._inside(paragraph, "", style))

    def _inside(self, element: Element, address: str, style: str) -> Iterator[ParagraphPart]:
        for child in element:
            tag = child.tag
            if tag == "w:r":
                yield from self._run(child, address, style)
            elif tag in _GONE:
                self.met.deletions += any(True for _ in descendants(child, "w:delText", "w:t"))
            elif tag == "w:hyperlink":
                yield from self._inside(child, self._address(child) or address, style)
            elif tag == "w:fldSimple":
                link = _LINK.match(child.get("w:instr", ""))
                yield from self._inside(child, (link and _leads_to(link)) or address, style)
            elif tag == "mc:AlternateContent":
                shown = shown_of_choice(child)
                if shown is not None:
                    yield from self._inside(shown, address, style)
            elif tag == "m:t":
                yield ParagraphPart(Run(child.text or ""))
            elif tag in ("w:drawing", "w:pict", "w:object"):
                yield from self._drawn(child)
            elif tag not in _PASSED:
                yield from self._inside(child, address, style)

    def _run(self, run: Element, address: str, style: str) -> Iterator[ParagraphPart]:
        properties = run.find("w:rPr")
        character = value(down(properties, "w:rStyle"))
        if self._says("w:vanish", properties, character, style) and holds_anything(run):
            self.met.hidden += 1
            return
        look = Run(
            "",
            is_bold=self._says("w:b", properties, character, style),
            is_italic=self._says("w:i", properties, character, style),
        )
        size = self._size(properties, character, style)
        for child in run:
            of_field = next((found for _, found in reversed(self._fields) if found), "")
            yield from self._part_of_run(child, look, address or of_field, size)

    def _part_of_run(self, child: Element, look: Run, address: str, size: int) -> Iterator[ParagraphPart]:
        tag = child.tag
        if tag == "w:fldChar":
            self._field(child.get("w:fldCharType", ""))
        elif tag == "w:instrText":
            if self._fields:
                self._fields[-1][0] += child.text or ""
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            id_ = note_id(child)
            number = self.note_numbers.setdefault(id_, str(len(self.note_numbers) + 1))
            yield ParagraphPart(Run(number, note=id_))
        elif tag == "mc:AlternateContent":
            shown = shown_of_choice(child)
            for inner in shown if shown is not None else ():
                yield from self._part_of_run(inner, look, address, size)
        elif tag in ("w:drawing", "w:pict", "w:object"):
            yield from self._drawn(child)
        elif tag == "w:ruby":
            yield from self._inside(child, address, "")
        elif text := self._text(child):
            yield ParagraphPart(replace(look, text=text, address=address), size=size)

    def _text(self, child: Element) -> str:
        match child.tag:
            case "w:t":
                return child.text or ""
            case "w:tab" | "w:ptab":
                return "\t"
            case "w:br" | "w:cr":
                return "\n"
            case "w:noBreakHyphen":
                return "-"
            case "w:sym":
                sign = _SIGNS.get(child.get("w:char", "").upper(), "")
                self.met.symbols += not sign
                return sign
        return ""

    def _drawn(self, element: Element) -> Iterator[ParagraphPart]:
        if element.tag == "w:object":
            self.met.embedded += 1
        yield from (ParagraphPart(drawn=each) for each in drawn(element, self.part, self.package))

    def _says(self, what: str, properties: Element | None, character: str, style: str) -> bool:
        """Tell whether a run has a property: by itself, by its own style, or by its paragraph's."""
        own = down(properties, what)
        if own is not None:
            return is_on(own)
        said = self.styles.says(character, what) if character else None
        return bool(self.styles.says(style, what) if said is None else said)

    def _size(self, properties: Element | None, character: str, style: str) -> int:
        own = number(value(down(properties, "w:sz")))
        return own or self.styles.size(character) or self.styles.size(style) or self.styles.default_size

    def _address(self, link: Element) -> str:
        relation = self.package.relations(self.part).get(link.get("r:id", ""))
        anchor = link.get("w:anchor", "")
        if relation and relation.is_outside:
            return f"{relation.target}#{anchor}" if anchor and "#" not in relation.target else relation.target
        return f"#{anchor}" if anchor else ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["", ""])
        elif kind == "separate" and self._fields:
            link = _LINK.match(self._fields[-1][0])
            self._fields[-1][1] = _leads_to(link) if link else ""
        elif kind == "end" and self._fields:
            self._fields.pop()


def note_id(reference: Element) -> str:
    """Give the id of the note that a reference, or a note itself, carries."""
    kind = "end" if reference.tag.startswith("w:endnote") else "foot"
    return f"{kind} {reference.get('w:id', '')}"


def _leads_to(link: re.Match[str]) -> str:
    return f"#{link['anchor']}" if link["anchor"] else link["address"] or link["bare"] or ""
