"""The structure of a tagged file: which block each piece of marked text belongs to."""

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2.raw as pdfium

from learnbrief.importing.pdf.page import Box, PdfTag

_BLOCKS = frozenset(
    "P H H1 H2 H3 H4 H5 H6 Title LI Lbl LBody TD TH Caption Note FENote BlockQuote Figure Formula TOCI".split()
)
_MOST_ELEMENTS = 200_000
_DEEPEST = 60


class Tags:
    """What the structure of one page says, by the numbers of marked texts."""

    def __init__(self, page: "pdfium.FPDF_PAGE") -> None:
        self._found: dict[int, PdfTag] = {}
        self._count = 0
        self._tables = 0
        self.described: list[str] = []
        """Words that describe pictures, in the order of the structure."""
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        try:
            for at in range(max(pdfium.FPDF_StructTree_CountChildren(tree), 0)):
                self._walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), PdfTag("", 0), 0)
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def tag(self, number: int) -> PdfTag | None:
        """Give what is said of a marked text."""
        return self._found.get(number)

    def _walk(self, element: "pdfium.FPDF_STRUCTELEMENT", above: PdfTag, deep: int) -> None:
        self._count += 1
        if not element or deep > _DEEPEST or self._count > _MOST_ELEMENTS:
            return
        kind = _text(lambda room, length: pdfium.FPDF_StructElement_GetType(element, room, length))
        tag = self._tag(kind, above)
        if kind == "Figure":
            said = _text(lambda room, length: pdfium.FPDF_StructElement_GetAltText(element, room, length))
            if said.strip():
                self.described.append(" ".join(said.split()))
        for number in _numbers(element):
            self._found.setdefault(number, tag)
        for at in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                self._walk(child, tag, deep + 1)

    def _tag(self, kind: str, above: PdfTag) -> PdfTag:
        element = self._count if kind in _BLOCKS else above.element
        depth = above.depth + (kind == "L")
        cell = above.cell
        if kind == "Table":
            self._tables += 1
            cell = (self._tables, 0, 0)
        elif kind == "TR" and cell:
            cell = (cell[0], self._count, 0)
        elif kind in ("TD", "TH") and cell:
            cell = (cell[0], cell[1], self._count)
        is_sign = kind == "Lbl" or (above.is_sign and kind not in _BLOCKS)
        if kind == "LBody" and above.kind == "LI":
            element = above.element
        within_item = above.kind in ("LI", "LBody") and kind in ("P", "LBody", "Span")
        shown = above.kind if kind not in _BLOCKS or within_item or kind == "LBody" else kind
        if kind == "Lbl":
            shown, element = "LI", above.element
        return PdfTag(shown, element, is_sign, depth, cell)


def _numbers(element: "pdfium.FPDF_STRUCTELEMENT") -> Iterator[int]:
    for at in range(min(max(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element), 0), _MOST_ELEMENTS)):
        yield pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at)


def _text(ask: Callable[..., int]) -> str:
    """Ask for a text in the library's way: first for its length, then for itself."""
    length = ask(None, 0)
    if not 2 < length < 100_000:
        return ""
    room = ctypes.create_string_buffer(length)
    ask(room, length)
    return room.raw[: length - 2].decode("utf-16-le", "replace")


def describe(boxes: list[Box], described: list[str]) -> list[tuple[Box, str]]:
    """Give pictures their descriptions, which the structure tells in the order in which they are read."""
    ordered = sorted(boxes, key=lambda box: (box.top, box.left))
    words = [*described, *[""] * len(ordered)][: len(ordered)]
    if ordered and len(described) > len(ordered):
        words[-1] = " ".join(described[len(ordered) - 1 :])
    return list(zip(ordered, words, strict=True))
