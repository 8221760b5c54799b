"""A saved page, or HTML from the clipboard, to a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from learnbrief.importing.plain import decoded
from learnbrief.importing.shape.words import without_beginning
from learnbrief.importing.tree import Block, BlockType, Document, LeftOut, Note, Refusal
from learnbrief.importing.web.blocks import BlockMaker
from learnbrief.importing.web.main_content import main_content, set_apart
from learnbrief.importing.web.page import NOTE_MARK, Element, parse_page

_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<name>[\w-]+)", re.IGNORECASE)
_NOTE_NAME = re.compile(r"_?(?:ftn|edn|fn|footnote|endnote|note|cite_note)[-_:]?\d+", re.IGNORECASE)
_MOST_TAGS = 200_000
_COMMENTS = re.compile(r"mso-element\s*:\s*comment(?:-list)?", re.IGNORECASE)


def read_web(content: bytes) -> Document | Refusal:
    """Read HTML."""
    text = _decoded(content)
    if text is None:
        return Refusal(
            "it is no page that can be read: it holds bytes that no text has. Save the page again as HTML."
        )
    if text.count("<") > _MOST_TAGS:
        return Refusal("it holds more markup than a page may. Copy its text into Word, and save it as .docx.")
    page = parse_page(text)
    withheld = list(_withheld(page.root))
    notes = _Notes.of(page.root)
    set_apart(page.root)
    main, left_out = main_content(page.root)
    maker = BlockMaker(page.base, notes.note_of, notes.is_note)
    blocks = _with_title(maker.blocks(main))
    needs_title = not any(block.kind is BlockType.TITLE for block in blocks)
    if page.title and not needs_title:
        left_out.insert(0, LeftOut(page.title, "the page's name in the browser"))
    return Document(
        file_type="saved page",
        blocks=tuple(blocks),
        visible=f"{page.title} {page.root.text()}",
        title=page.title if needs_title else "",
        notes=tuple(notes.made(maker)),
        left_out=tuple(left_out),
        unread=tuple(maker.unread),
        withheld=tuple(withheld),
    )


def _decoded(content: bytes) -> str | None:
    """Decode a page by its byte-order mark or by what it says of itself."""
    said = _CHARSET.search(content[:4096])
    if said and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = said["name"].decode("ascii").lower()
        try:
            if name not in ("utf-8", "utf8", "utf-16", "unicode"):
                return content.decode("cp1252" if name == "iso-8859-1" else name, "replace").replace("\0", "")
        except LookupError:
            pass
    return decoded(content)


def _with_title(blocks: list[Block]) -> list[Block]:
    """Mark the page's only first heading as its title."""
    firsts = [at for at, block in enumerate(blocks) if block.kind is BlockType.HEADING and block.level == 1]
    if len(firsts) == 1:
        blocks[firsts[0]] = replace(blocks[firsts[0]], kind=BlockType.TITLE, level=0)
    return blocks


def _withheld(root: Element) -> Iterator[str]:
    """Say what is there and is not taken over; takes comments of Word's out."""
    hidden = [element for element in root.elements() if element.is_hidden and element.text().strip()]
    if hidden:
        yield "hidden text"
    deleted = [element for element in root.elements() if element.tag == "del" and element.text().strip()]
    if deleted:
        yield f"{len(deleted)} tracked {'deletion' if len(deleted) == 1 else 'deletions'}"
    lists = [element for element in root.elements() if _COMMENTS.search(element.get("style"))]
    if lists:
        yield "comments"
    for element in root.elements():
        element.children = [
            child
            for child in element.children
            if isinstance(child, str)
            or not (_COMMENTS.search(child.get("style")) or "msocomanchor" in child.get("class").lower())
        ]


@dataclass(slots=True)
class _Notes:
    """The footnotes of a page: links to a place on it that holds one."""

    targets: dict[str, Element] = field(default_factory=dict)
    """The element that holds a note, by its id."""
    ids: dict[int, str] = field(default_factory=dict)
    """The id of a note, by its element."""

    @classmethod
    def of(cls, root: Element) -> "_Notes":
        notes = cls()
        holders = dict(_holders(root))
        for link in [element for element in root.elements() if element.tag == "a"]:
            name = link.get("href").removeprefix("#")
            target = holders.get(name) if link.get("href").startswith("#") else None
            is_note = target and _NOTE_NAME.fullmatch(name) and NOTE_MARK.fullmatch(link.text())
            if target and is_note and name not in notes.targets and link not in target.elements():
                notes.targets[name] = target
                notes.ids[id(target)] = name
        return notes

    def note_of(self, link: Element) -> str:
        """Give the note that a link is the mark of; one with words of its own is a link and no mark."""
        name = link.get("href").removeprefix("#")
        is_mark = link.get("href").startswith("#") and NOTE_MARK.fullmatch(link.text())
        return name if is_mark and name in self.targets else ""

    def is_note(self, element: Element) -> bool:
        """Tell whether an element holds a note."""
        return id(element) in self.ids or element.get("id") in self.targets

    def made(self, maker: BlockMaker) -> Iterator[Note]:
        """Make the notes, each without the mark that leads back."""
        for name, target in self.targets.items():
            note = Element("div", {}, target.children_without(_leads_back))
            blocks = [block for block in maker.blocks(note) if block.kind is not BlockType.BREAK]
            yield Note(name, (_without_mark(blocks[0]), *blocks[1:]) if blocks else ())


def _without_mark(block: Block) -> Block:
    """Take the typed number of a note off its beginning."""
    mark = _TYPED_MARK.match(block.text)
    return replace(block, runs=without_beginning(block.runs, mark.end())) if mark else block


_TYPED_MARK = re.compile(r"\s*(?:\[\d{1,3}\]|\(?\d{1,3}[.)]|\d{1,3}(?=\s)|\*{1,3})\s*")


def _holders(root: Element) -> Iterator[tuple[str, Element]]:
    """Give the block that holds each place that a link may lead to."""
    for element in root.elements():
        name = element.get("id") or (element.get("name") if element.tag == "a" else "")
        if name and element.tag in ("li", "p", "div", "dd", "td", "aside", "section"):
            yield name, element
        for child in element.children:
            inner = child.get("name") or child.get("id") if isinstance(child, Element) and child.tag == "a" else ""
            if inner and element.tag in ("p", "li", "div", "dd"):
                yield inner, element


def _leads_back(element: Element) -> bool:
    is_link = element.tag in ("a", "sup")
    return is_link and bool(NOTE_MARK.fullmatch(element.text()) or element.text().strip() in "↩^↑")
