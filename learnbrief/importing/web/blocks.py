"""Elements as blocks: headings, paragraphs, lists however deep, tables, pictures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from learnbrief.importing.tree import Block, BlockType, Cell, Run, Unread
from learnbrief.importing.web.page import Element

_HEADING = re.compile(r"h([1-6])")
_BOLD = re.compile(r"font-weight\s*:\s*(?P<weight>\w+)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?P<style>\w+)", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(?P<level>\d)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*(?P<level>\d)|MsoHeading(?P<named>\d)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_UNREADABLE = {
    "iframe": "a frame with another page",
    "video": "a film",
    "audio": "a recording",
    "object": "an object",
}


@dataclass(frozen=True, slots=True)
class WebLook:
    """How words look where they are, and where they lead."""

    is_bold: bool = False
    is_italic: bool = False
    address: str = ""
    keeps_lines: bool = False
    is_heading: bool = False


@dataclass(slots=True)
class BlockMaker:
    """Makes the blocks of one page."""

    base: str
    note_of: Callable[[Element], str]
    """Gives the footnote that a link refers to; empty where it refers to none."""
    is_note: Callable[[Element], bool]
    """Tells whether an element holds a footnote, which is made elsewhere."""
    unread: list[Unread] = field(default_factory=list)
    _line: list[Run] = field(default_factory=list)

    def blocks(self, element: Element, look: WebLook = WebLook()) -> list[Block]:
        """Make the blocks of what is in an element."""
        return [*self._inside(element, look), *self._paragraph()]

    def _inside(self, element: Element, look: WebLook) -> Iterator[Block]:
        for child in element.children:
            if isinstance(child, str):
                text = child if look.keeps_lines else _SPACES.sub(" ", child)
                self._line.append(Run(text, look.is_bold, look.is_italic, look.address))
            elif not child.is_hidden and child.tag != "del" and not self.is_note(child):
                yield from self._element(child, look)

    def _element(self, element: Element, look: WebLook) -> Iterator[Block]:
        tag = element.tag
        look = _look(element, look)
        if tag == "br":
            self._line.append(Run("\n"))
        elif tag == "img":
            self._line.append(Run(" "))
            yield from self._picture(element)
        elif tag == "a":
            note = self.note_of(element)
            if note:
                self._line.append(Run(" ".join(element.text().split()), note=note))
            else:
                around = [Run(" ")] if element.is_mark_of_note else []
                self._line += around
                yield from self._inside(element, replace(look, address=self._address(element) or look.address))
                self._line += around
        elif tag in _UNREADABLE:
            self._line.append(Run(" "))
            self.unread.append(Unread(_UNREADABLE[tag]))
        elif element.is_inline:
            yield from self._inside(element, look)
        else:
            yield from self._paragraph()
            yield from self._block(element, look)
            yield from self._paragraph()

    def _block(self, element: Element, look: WebLook) -> Iterator[Block]:
        tag = element.tag
        if heading := _HEADING.fullmatch(tag):
            yield from self._as(
                BlockType.HEADING, element, WebLook(address=look.address, is_heading=True), level=int(heading[1])
            )
        elif tag in ("ul", "ol", "menu", "dir"):
            yield Block(BlockType.BREAK)
            yield from self._list(element, look, 0)
            yield Block(BlockType.BREAK)
        elif tag == "table":
            yield from self._table(element)
        elif tag in ("dt", "summary", "legend") or (tag == "button" and not look.is_heading):
            yield from self._as(BlockType.PARAGRAPH, element, replace(look, is_bold=True))
        elif tag == "pre":
            yield from self._inside(element, replace(look, keeps_lines=True))
        elif tag == "p" and (level := _WORD_LIST.search(element.get("style"))):
            yield self._word_entry(element, look, int(level["level"]) - 1)
        elif tag == "p" and (outline := _OUTLINE.search(f"{element.get('style')} {element.get('class')}")):
            yield from self._as(
                BlockType.HEADING, element, WebLook(), level=int(outline["level"] or outline["named"])
            )
        else:
            yield from self._inside(element, look)

    def _as(self, kind: BlockType, element: Element, look: WebLook, *, level: int = 0) -> Iterator[Block]:
        """Make one block of all the words in an element, and what else is there behind it."""
        inside = self.blocks(element, look)
        words = [block for block in inside if block.kind is BlockType.PARAGRAPH]
        if words:
            runs = [run for block in words for run in (Run("\n"), *block.runs)][1:]
            yield Block(kind, tuple(runs), level=level)
        yield from (block for block in inside if block.kind is not BlockType.PARAGRAPH)

    def _list(self, element: Element, look: WebLook, level: int) -> Iterator[Block]:
        start = element.get("start")
        number = int(start) if start.isdecimal() and len(start) < 5 else 1
        for child in element.children:
            if isinstance(child, str):
                if child.strip() or self._line:
                    self._line.append(Run(_SPACES.sub(" ", child), look.is_bold, look.is_italic))
            elif child.is_hidden or self.is_note(child):
                continue
            elif child.tag in ("ul", "ol", "menu", "dir"):
                yield from self._paragraph()
                yield from self._list(child, look, level + 1)
            elif child.tag == "li":
                yield from self._paragraph()
                sign = f"{number}." if element.tag == "ol" else "•"
                yield from self._entry(child, _look(child, look), level, sign)
                number += 1
            else:
                yield from self._element(child, look)
        yield from self._paragraph()

    def _entry(self, element: Element, look: WebLook, level: int, sign: str) -> Iterator[Block]:
        """Make an entry; further paragraphs in it belong to it, lists in it are nested."""
        aria = element.get("aria-level")
        level = max(level, int(aria) - 1) if aria.isdecimal() and len(aria) == 1 else level
        runs: list[Run] = []
        others: list[Block] = []
        for child in element.children:
            if isinstance(child, Element) and child.tag in ("ul", "ol", "menu", "dir") and not child.is_hidden:
                others += [*self._paragraph(), *self._list(child, look, level + 1)]
            else:
                others += self._inside(Element("li", {}, [child]), look)
                continue
            _gather(runs, others)
        others += self._paragraph()
        _gather(runs, others)
        if "".join(run.text for run in runs).strip():
            yield Block(BlockType.ITEM, tuple(runs), level=level, sign=sign)
        yield from others

    def _word_entry(self, element: Element, look: WebLook, level: int) -> Block:
        """Make an entry of a paragraph that Word's own HTML marks as one; its sign is in it as text."""
        signs = [inner for inner in element.elements() if _IGNORED.search(inner.get("style"))]
        sign = " ".join("".join(inner.text() for inner in signs).split()) or "•"
        entry = Element("p", {}, element.children_without(lambda inner: inner in signs))
        blocks = self.blocks(entry, look)
        runs = tuple(run for block in blocks for run in block.runs)
        is_number = any(letter.isdecimal() for letter in sign)
        return Block(BlockType.ITEM, runs, level=level, sign=sign if is_number or len(sign) > 1 else "•")

    def _table(self, element: Element) -> Iterator[Block]:
        rows: list[tuple[Cell, ...]] = []
        for row in _rows(element):
            cells: list[Cell] = []
            for cell in row.children:
                if isinstance(cell, Element) and cell.tag in ("td", "th") and not cell.is_hidden:
                    span = cell.get("colspan")
                    cells.append(Cell(tuple(self.blocks(cell)), is_heading=cell.tag == "th"))
                    cells += [Cell()] * (min(int(span), 30) - 1 if span.isdecimal() and len(span) < 4 else 0)
            if cells:
                rows.append(tuple(cells))
        for caption in (child for child in element.children if isinstance(child, Element)):
            if caption.tag == "caption" and not caption.is_hidden:
                yield from self._as(BlockType.PARAGRAPH, caption, WebLook())
        yield Block(BlockType.TABLE, cells=tuple(rows))

    def _picture(self, element: Element) -> Iterator[Block]:
        size = [element.get("width"), element.get("height")]
        what = f"a picture, {' × '.join(size)}" if all(side.isdecimal() for side in size) else "a picture"
        words = element.get("alt")
        self.unread.append(Unread(what, words=words))
        if words:
            yield Block(BlockType.PICTURE, (Run(words),))

    def _paragraph(self) -> Iterator[Block]:
        """End the paragraph that is being gathered; two line breaks in it part it."""
        runs, self._line = self._line, []
        parts: list[list[Run]] = [[]]
        breaks = 0
        for run in runs:
            if run.text == "\n":
                breaks += 1
            elif run.text.strip("\u00a0 \n\t") or run.note:
                breaks = 0
            if run.text == "\n" and breaks == 2:
                parts.append([])
            else:
                parts[-1].append(run)
        for part in parts:
            if any(run.text.strip("\u00a0 \n\t") or run.note for run in part):
                yield Block(BlockType.PARAGRAPH, _trimmed(part))

    def _address(self, element: Element) -> str:
        href = element.get("href").strip()
        return urljoin(self.base, href) if self.base and not href.startswith("#") else href


def _look(element: Element, look: WebLook) -> WebLook:
    """Give how words look in an element, which its style may say against what its tag says."""
    bold = look.is_bold or element.tag in ("b", "strong", "th")
    italic = look.is_italic or element.tag in ("i", "em", "cite")
    if weight := _BOLD.search(element.get("style")):
        said = weight["weight"].lower()
        bold = said in ("bold", "bolder") or (said.isdecimal() and len(said) < 5 and int(said) >= 600)
    if style := _ITALIC.search(element.get("style")):
        italic = style["style"].lower() in ("italic", "oblique")
    return replace(look, is_bold=bold, is_italic=italic)


def _gather(runs: list[Run], blocks: list[Block]) -> None:
    """Move the paragraphs that are first among blocks to an entry's own words."""
    while blocks and blocks[0].kind in (BlockType.PARAGRAPH, BlockType.BREAK):
        if blocks[0].runs:
            runs += [Run("\n")] if runs else []
            runs += blocks[0].runs
        del blocks[0]


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    while runs and runs[0].text in ("\n", " ") and not runs[0].note:
        runs = runs[1:]
    while runs and runs[-1].text in ("\n", " ") and not runs[-1].note:
        runs = runs[:-1]
    return tuple(replace(run, text=_tight(run.text)) if "\n" in run.text else run for run in runs)


def _tight(text: str) -> str:
    """Take the blanks around line breaks away."""
    first, *others = text.split("\n")
    if not others:
        return text
    return "\n".join([first.rstrip(" \t"), *(line.strip(" \t") for line in others[:-1]), others[-1].lstrip(" \t")])


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element) and child.tag == "tr":
            yield child
        elif isinstance(child, Element) and child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)
