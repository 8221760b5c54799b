"""A Word file to a document: its text, notes, headers and footers, and what is there that nobody takes over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from learnbrief.importing.tree import Block, BlockType, Document, LeftOut, Note, Refusal, Unread
from learnbrief.importing.word.blocks import BlockReader, usual_size
from learnbrief.importing.word.markup import MarkupError, descendants, is_on
from learnbrief.importing.word.numbering import Numbering
from learnbrief.importing.word.package import Package, broken, open_package
from learnbrief.importing.word.runs import Reader, SkippedCounts, note_id
from learnbrief.importing.word.styles import Styles
from learnbrief.importing.word.visible import visible_words


def read_word(content: bytes) -> Document | Refusal:
    """Read a Word file."""
    package = open_package(content)
    if isinstance(package, Refusal):
        return package
    try:
        return _File(package).document()
    except MarkupError as fault:
        return broken(fault)


@dataclass(slots=True)
class _File:
    """One Word file while it is read."""

    package: Package
    met: SkippedCounts = field(default_factory=SkippedCounts)
    note_numbers: dict[str, str] = field(default_factory=dict)
    visible: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    boxes: int = 0

    def document(self) -> Document:
        """Read all of it."""
        main = self.package.main
        styles = Styles.of(self._related(main, "styles"))
        numbering = Numbering.of(self._related(main, "numbering"))
        root = self.package.part(main)
        body = root.find("w:body") if root is not None else None
        if body is None:
            raise MarkupError("it has no text inside")
        blocks = self._blocks(body, main, styles, numbering, is_main=True)
        notes = list(self._notes(styles, numbering))
        for name, why in self._around(body):
            self._around_text(name, why, styles, numbering)
        numbers = [number for note in notes for number in (self.note_numbers[note.id],) * 2]
        return Document(
            file_type="Word file",
            blocks=tuple(blocks),
            visible="\n".join([*self.visible, *numbers]),
            notes=tuple(notes),
            left_out=tuple(self.left_out),
            unread=tuple(self.unread),
            withheld=tuple(self._withheld()),
            boxes=self.boxes,
        )

    def _related(self, part: str, kind: str) -> Element | None:
        name = self.package.related(part, kind)
        return self.package.part(name) if name else None

    def _blocks(
        self, root: Element, part: str, styles: Styles, numbering: Numbering, *, is_main: bool = False
    ) -> list[Block]:
        """Read the blocks of a part, and gather the words that are seen in it."""
        reader = Reader(self.package, styles, part, self.met, self.note_numbers)
        size = usual_size(root, reader) if is_main else 1000
        maker = BlockReader(reader, numbering, size, boxes=self.boxes)
        blocks = list(maker.blocks(root))
        self.boxes = maker.boxes
        self.unread += maker.unread
        self.left_out += maker.left_out
        self.visible += [visible_words(root, part, self.package, styles), *maker.numbers]
        return blocks

    def _notes(self, styles: Styles, numbering: Numbering) -> Iterator[Note]:
        """Read the footnotes and endnotes that the text refers to, in the order of their numbers."""
        found: dict[str, tuple[Element, str]] = {}
        for kind in ("footnotes", "endnotes"):
            name = self.package.related(self.package.main, kind)
            root = self.package.part(name) if name else None
            for note in root if root is not None else ():
                found[note_id(note)] = (note, name)
        for id_ in list(self.note_numbers):
            if id_ in found:
                note, name = found[id_]
                blocks = [
                    block
                    for block in self._blocks(note, name, styles, numbering)
                    if block.kind is not BlockType.BREAK
                ]
                yield Note(id_, tuple(blocks))
            else:
                self.visible.append(self.note_numbers.pop(id_))  # its mark is in the text, and it does not

    def _around(self, body: Element) -> Iterator[tuple[str, str]]:
        """Give the headers and footers that are shown, each once, with what it is."""
        relations = self.package.relations(self.package.main)
        settings = self._related(self.package.main, "settings")
        has_even = settings is not None and is_on(settings.find("w:evenAndOddHeaders"))
        seen: set[str] = set()
        for section in descendants(body, "w:sectPr"):
            for reference in section:
                if reference.tag not in ("w:headerReference", "w:footerReference"):
                    continue
                kind = reference.get("w:type", "default")
                is_shown = kind == "default" or (is_on(section.find("w:titlePg")) if kind == "first" else has_even)
                relation = relations.get(reference.get("r:id", ""))
                if is_shown and relation and relation.target not in seen:
                    seen.add(relation.target)
                    yield relation.target, f"running {reference.tag[2:8]}"

    def _around_text(self, name: str, why: str, styles: Styles, numbering: Numbering) -> None:
        """Leave the words of a header or footer out, and tell them."""
        root = self.package.part(name)
        if root is None:
            return
        blocks = self._blocks(root, name, styles, numbering)
        words = "\n".join(
            block.text for block in blocks if block.kind is not BlockType.PICTURE and block.text.strip()
        )
        if words.strip():
            self.left_out.append(LeftOut(words, why))

    def _withheld(self) -> Iterator[str]:
        """Say what is there and is not taken over."""
        comments = self._related(self.package.main, "comments")
        count = sum(True for _ in descendants(comments, "w:comment")) if comments is not None else 0
        if count:
            yield f"{count} {'comment' if count == 1 else 'comments'}"
        if self.met.deletions:
            yield f"{self.met.deletions} tracked {'deletion' if self.met.deletions == 1 else 'deletions'}"
        if self.met.hidden:
            yield "hidden text"
        if self.met.embedded:
            yield f"{self.met.embedded} embedded {'object' if self.met.embedded == 1 else 'objects'}"
        if self.met.symbols:
            yield f"{self.met.symbols} signs of a symbol font"
        core = self._related("", "core-properties")
        names = [core.findtext(name) for name in ("dc:creator", "cp:lastModifiedBy")] if core is not None else []
        if any(name and name.strip() for name in names):
            yield "the author's name"
