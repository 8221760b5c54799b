"""Every word that somebody sees who reads a Word file: gathered by a plain walk that knows no lists or headings."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from learnbrief.importing.word.drawings import DESCRIBED, chart_words, described, drawn_part
from learnbrief.importing.word.markup import descendants, down, is_on, value
from learnbrief.importing.word.package import Package
from learnbrief.importing.word.styles import Styles

_UNSEEN = frozenset(
    """w:del w:moveFrom w:delText w:instrText w:pPr w:rPr w:sdtPr w:tblPr w:tcPr w:sectPr w:fldData
    w:delInstrText""".split()
)
_APART = frozenset("w:p w:tc w:tr w:tbl a:p w:tab w:ptab w:br w:cr w:txbxContent w:drawing w:pict".split())


def visible_words(root: Element, part: str, package: Package, styles: Styles) -> str:
    """Give the words of a part, those of different paragraphs apart."""
    return "".join(_words(root, part, package, styles, ""))


def _words(element: Element, part: str, package: Package, styles: Styles, style: str) -> Iterator[str]:
    tag = element.tag
    if tag in _UNSEEN:
        return
    if tag == "w:p":
        style = value(down(element, "w:pPr/w:pStyle")) or styles.default_paragraph
    if tag == "w:r" and _is_hidden(element, styles, style):
        return
    if tag == "w:tr" and down(element, "w:trPr/w:del") is not None:
        return
    if tag == "mc:AlternateContent":
        # programs draw one of them; a reader of the fuller one sees the other's words too
        branches = ["".join(_inside(branch, part, package, styles, style)) for branch in element]
        yield max(branches, key=lambda words: len(words.split()), default="")
        return
    apart = " " if tag in _APART else ""
    yield apart
    if tag in ("w:t", "a:t", "m:t"):
        yield element.text or ""
    elif tag == "w:noBreakHyphen":
        yield "-"
    elif tag == "v:textpath":
        yield f" {element.get('string', '')} "
    elif tag == "c:chart":
        yield f" {' '.join(chart_words(element, part, package))} "
    elif tag == "dgm:relIds":
        root = drawn_part(element, "r:dm", part, package)
        yield " ".join(inner.text or "" for inner in descendants(root, "a:t")) if root is not None else ""
    yield from _inside(element, part, package, styles, style)
    if tag in ("w:drawing", "w:pict"):
        yield " ".join(dict.fromkeys(filter(None, map(described, descendants(element, *DESCRIBED)))))
    yield apart


def _inside(element: Element, part: str, package: Package, styles: Styles, style: str) -> Iterator[str]:
    for child in element:
        yield from _words(child, part, package, styles, style)


def _is_hidden(run: Element, styles: Styles, style: str) -> bool:
    own = down(run, "w:rPr/w:vanish")
    if own is not None:
        return is_on(own)
    character = styles.says(value(down(run, "w:rPr/w:rStyle")), "w:vanish")
    return bool(styles.says(style, "w:vanish") if character is None else character)
