"""What is drawn on the page: text boxes of both kinds, lettering, pictures, charts and diagrams."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from learnbrief.importing.tree import Unread
from learnbrief.importing.word.markup import descendants
from learnbrief.importing.word.package import Package


@dataclass(frozen=True, slots=True)
class Drawing:
    """One thing that is drawn: a box with Word's own paragraphs, lines of text, or something unread."""

    box: Element | None = None
    lines: tuple[str, ...] = ()
    unread: Unread | None = None


DESCRIBED = ("wp:docPr", "v:shape", "pic:cNvPr")
"""Elements that may hold words which describe what is drawn."""


def shown_of_choice(element: Element) -> Element | None:
    """Give the one of several drawings of the same that is read: the newest that holds anything."""
    branches = [*element.findall("mc:Choice"), *element.findall("mc:Fallback")]
    return next((branch for branch in branches if holds_anything(branch)), branches[0] if branches else None)


def holds_anything(element: Element) -> bool:
    """Tell whether words or a picture are in an element."""
    wanted = "w:t a:t m:t w:sym v:textpath a:blip v:imagedata c:chart dgm:relIds w:object".split()
    return any(True for _ in descendants(element, *wanted))


def drawn(element: Element, part: str, package: Package) -> Iterator[Drawing]:
    """Give what is drawn in a `w:drawing`, a `w:pict` or a `w:object`, in the order in which it was drawn."""
    words = " ".join(dict.fromkeys(filter(None, map(described, descendants(element, *DESCRIBED)))))
    found = list(_inside(element, part, package))
    if found and words and all(each.unread is None for each in found):
        found.append(Drawing(unread=Unread("a box", words=words)))
    has_unread = False
    for each in found:
        if each.unread is not None and not has_unread:
            has_unread = True
            yield Drawing(unread=Unread(each.unread.what, words=f"{words} {each.unread.words}".strip()))
        elif each.unread is None or each.unread.words:
            yield each
    if not found and words:
        yield Drawing(unread=Unread("a drawing", words=words))


def described(element: Element) -> str:
    """Give the words that describe a drawing for those who do not see it."""
    return (element.get("descr") or element.get("alt") or "").strip()


def _inside(element: Element, part: str, package: Package) -> Iterator[Drawing]:
    for child in element:
        if child.tag == "mc:AlternateContent":
            shown = shown_of_choice(child)
            if shown is not None:
                yield from _inside(shown, part, package)
        elif child.tag == "w:txbxContent":
            yield Drawing(box=child)
        elif child.tag == "a:txBody":
            yield Drawing(lines=tuple(_paragraphs(child)))
        elif child.tag == "v:textpath":
            yield Drawing(lines=(child.get("string", ""),))
        elif child.tag in ("a:blip", "v:imagedata"):
            yield Drawing(unread=Unread("a picture"))
        elif child.tag == "c:chart":
            yield Drawing(unread=Unread("a chart", words=" ".join(chart_words(child, part, package))))
        elif child.tag == "dgm:relIds":
            root = drawn_part(child, "r:dm", part, package)
            bodies = descendants(root, "dgm:t") if root is not None else ()
            yield Drawing(lines=tuple(line for body in bodies for line in _paragraphs(body)))
        else:
            yield from _inside(child, part, package)


def _paragraphs(body: Element) -> Iterator[str]:
    for paragraph in descendants(body, "a:p"):
        words = "".join(
            inner.text or "" if inner.tag == "a:t" else " " for inner in descendants(paragraph, "a:t", "a:br")
        )
        if words.strip():
            yield words


def chart_words(element: Element, part: str, package: Package) -> Iterator[str]:
    """Give the words and numbers that a chart shows."""
    root = drawn_part(element, "r:id", part, package)
    words = (inner.text or "" for inner in descendants(root, "a:t", "c:v")) if root is not None else ()
    return filter(None, map(str.strip, words))


def drawn_part(element: Element, attribute: str, part: str, package: Package) -> Element | None:
    """Give the part that holds what is drawn, which an attribute names."""
    relation = package.relations(part).get(element.get(attribute, ""))
    return package.part(relation.target) if relation and not relation.is_outside else None
