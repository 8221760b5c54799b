"""XML of a Word file as elements with short names, parsed so that no text can make it large or slow."""

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

_NAMES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_PASSED_OVER = frozenset(
    """w:rFonts w:lang w:color w:szCs w:bCs w:iCs w:proofErr w:bookmarkStart w:bookmarkEnd w:lastRenderedPageBreak
    w:spacing w:jc w:shd w:kern w:u w:highlight w:noProof w:rsid w:tcBorders w:tblBorders w:tblCellMar w:tcMar w:tabs
    w:pBdr w:keepNext w:keepLines w:widowControl w:contextualSpacing w:position w:effect w:bdr w:w w:em w:latentStyles
    w:permStart w:permEnd a:lnRef a:fillRef a:effectRef a:fontRef a:ln a:effectLst a:solidFill a:prstGeom a:custGeom
    a:xfrm wp:extent wp:effectExtent wp:positionH wp:positionV wp:simplePos w:rsids""".split()
)
"""Elements that only say how words look; leaving them and all in them out halves a tree."""
_DEEPEST = 250
"""Elements within one another. What Word writes stays far below; every walk through them goes as deep."""
_MOST = 1_000_000
"""Elements of one part, so that its tree stays within memory."""


class MarkupError(Exception):
    """A part is no XML that a Word file may hold; the message says why, as the end of a sentence."""


def parse(content: bytes) -> Element:
    """Parse a part of a Word file. Raises MarkupError: for what is broken, declares entities, or is too large."""
    builder = TreeBuilder()
    depth = count = passed = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count, passed
        tag = _short(name)
        if passed or tag in _PASSED_OVER:
            passed += 1
            return
        depth += 1
        count += 1
        if depth > _DEEPEST or count > _MOST:
            raise MarkupError("it holds more elements than a document may")
        builder.start(tag, {_short(key): value for key, value in attributes.items() if "rsid" not in key})

    def end(name: str) -> None:
        nonlocal depth, passed
        if passed:
            passed -= 1
            return
        depth -= 1
        builder.end(_short(name))

    def data(text: str) -> None:
        if not passed:
            builder.data(text)

    def refuse(*_: object) -> None:
        raise MarkupError("it declares entities, which no Word file does")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise MarkupError("it is cut short, or broken") from fault
    return builder.close()


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    """Give a name with the letters that stand for its namespace before it."""
    space, _, local = name.rpartition(" ")
    return f"{_NAMES[space]}:{local}" if space in _NAMES else local if not space else f"?:{local}"


def value(element: Element | None, name: str = "w:val") -> str:
    """Give an attribute of an element that may be missing; empty where either is."""
    return "" if element is None else element.get(name, "")


def down(element: Element | None, path: str) -> Element | None:
    """Give the first element on a way down: "w:pPr/w:pStyle"; None where it is not there, nor what it is in."""
    for name in path.split("/"):
        element = element.find(name) if element is not None else None
    return element


def number(written: str, otherwise: int = 0) -> int:
    """Read a whole number; give another one where it is none, or too long for one."""
    return int(written) if written.isdecimal() and len(written) < _LONGEST_NUMBER else otherwise


_LONGEST_NUMBER = 10
"""Figures; Python reads no number of thousands of them."""


def is_on(element: Element | None) -> bool:
    """Tell whether a property that is there is on: it is, unless it says no."""
    return element is not None and element.get("w:val", "true").lower() not in ("0", "false", "off", "none")


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Give every element of these names inside another."""
    return (inner for inner in element.iter() if inner.tag in names)
