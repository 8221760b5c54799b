"""Running headers, running footers and page numbers: what is at the same place of many pages, or counts them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from learnbrief.importing.pdf.lines import TextLine, lines_of, most_common
from learnbrief.importing.pdf.page import PdfPage, PdfWord

_MARGIN = 0.12
"""Of a page's height: what is nearer to its edge may be running."""
_NUMBER = re.compile(
    r"(?:page\s*)?[-–—|]?\s*(?:\d{1,3}|[ivx]{1,5})\s*[-–—|]?(?:\s*(?:of|/)\s*\d{1,3})?(?:\s*\|?\s*p\s*a\s*g\s*e)?",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(
    r"(?:page\s*)?\d{1,3}\s*(?:of|/)\s*\d{1,3}|page\s*\d{1,3}|\d{1,3}\s*\|\s*p\s*a\s*g\s*e", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A line that is no part of the text."""

    page: int
    text: str
    why: str


def without_running(pages: Sequence[PdfPage]) -> tuple[list[list[PdfWord]], list[RunningLine]]:
    """Give the words of each page but for what is running, and what is."""
    edges = [_edge_lines(page) for page in pages]
    often = _often(edges, pages)
    counted = _counted(edges, pages)
    kept: list[list[PdfWord]] = []
    found: list[RunningLine] = []
    for page, lines in zip(pages, edges, strict=True):
        gone: set[int] = set()
        for line in lines:
            why = _why(line, page, often, is_counted=id(line) in counted)
            if why:
                found.append(RunningLine(page.number, line.text, why))
                gone |= {id(word) for word in line.words}
        kept.append([word for word in page.words if id(word) not in gone])
    return kept, found


def _edge_lines(page: PdfPage) -> list[TextLine]:
    margin = _MARGIN * page.height
    near = [word for word in page.words if word.box.bottom < margin or word.box.top > page.height - margin]
    return lines_of(near, page.number)


def _often(edges: Sequence[Sequence[TextLine]], pages: Sequence[PdfPage]) -> set[tuple[str, bool]]:
    """Give what is at the edge of at least two pages, and of a third of them, at the same height."""
    places: dict[tuple[str, bool], list[float]] = {}
    for page, lines in zip(pages, edges, strict=True):
        for line in lines:
            places.setdefault(_key(line, page), []).append(_height(line, page))
    least = max(2, len(pages) / 3)
    return {key for key, heights in places.items() if len(heights) >= least and max(heights) - min(heights) < 12}


def _counted(edges: Sequence[Sequence[TextLine]], pages: Sequence[PdfPage]) -> set[int]:
    """Give the lines that count pages: a number alone that is the page's own, or as far from it on two pages."""
    numbers = [
        (line, int(found[0]) - page.number)
        for page, lines in zip(pages, edges, strict=True)
        for line in lines
        if _NUMBER.fullmatch(line.text.strip())
        and (found := re.search(r"\d+", line.text))
        and not _is_large(line, page)
    ]
    shifts = Counter(shift for _, shift in numbers)
    return {id(line) for line, shift in numbers if shifts[shift] > 1 or (shift == 0 and len(pages) > 1)}


def _is_large(line: TextLine, page: PdfPage) -> bool:
    return line.size > 1.3 * most_common((word.look.size, len(word.text)) for word in page.words)


def _why(line: TextLine, page: PdfPage, often: set[tuple[str, bool]], *, is_counted: bool) -> str:
    is_at_top = line.box.middle[1] < page.height / 2
    is_often = _key(line, page) in often
    if is_counted or _NUMBER_ALONE.fullmatch(" ".join(line.text.split())):
        return "page number"
    heads_a_part = line.text.strip(".: ").isdigit() and _is_large(line, page)
    if (is_often and not heads_a_part) or all(word.is_running for word in line.words):
        return "running header" if is_at_top else "running footer"
    return ""


def _key(line: TextLine, page: PdfPage) -> tuple[str, bool]:
    return re.sub(r"\d+", "0", "".join(line.text.split()).casefold()), line.box.middle[1] < page.height / 2


def _height(line: TextLine, page: PdfPage) -> float:
    """Give how far it is from the edge that it is near to."""
    is_at_top = line.box.middle[1] < page.height / 2
    return line.base if is_at_top else page.height - line.base
