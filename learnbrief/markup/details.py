"""Which blocks are inside `<details>`, whose tags an editor writes as pieces of HTML before and behind them."""

from collections.abc import Sequence

from msgspec.structs import replace

from learnbrief.markup.footnotes import NOTES
from learnbrief.markup.structure import Line, MarkupBlock, RawHtml, first_line
from learnbrief.markup.tags import read_tags

_WITHOUT_END = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_DEEPEST = 12
"""Inside one another; deeper ones are written as if they were alone, so that no source makes a page without end."""
_OPENING, _CLOSING = "<details>", "</details>"


def details_open_behind(blocks: Sequence[MarkupBlock]) -> list[int]:
    """Tell for each block how many `<details>` are open behind it; 0 for all of them where the tags do not match."""
    none = [0] * len(blocks)
    depths: list[int] = []
    for block in blocks:
        before = depths[-1] if depths else 0
        behind = _open_behind(block, before) if isinstance(block, RawHtml) else before
        if behind is None or behind > _DEEPEST:
            return none
        depths.append(behind)
    return none if depths and depths[-1] else depths


def _open_behind(block: RawHtml, before: int) -> int | None:
    """Tell how many are open behind a piece of HTML; None where another element is open, or too many are closed."""
    html = "\n".join(line.text for line in block.lines)
    inside: list[str] = []
    depth = before
    for tag in read_tags(html):
        if not tag.closes:
            inside += [] if tag.name in _WITHOUT_END else [tag.name]
        elif tag.name in inside:
            del inside[len(inside) - 1 - inside[::-1].index(tag.name) :]
        elif tag.name == "details":
            depth -= 1
        if depth < 0:
            return None
    return depth + len(inside) if all(name == "details" for name in inside) else None


def with_details_closed(blocks: Sequence[MarkupBlock], before: int, behind: int) -> tuple[MarkupBlock, ...]:
    """Put tags around blocks that begin and end inside `<details>`, so that they can be written by themselves."""
    at = next((line for block in blocks if (line := first_line(block))), Line("", 0, 0))
    opening, closing = (RawHtml((replace(at, text=tag),)) for tag in (_OPENING, _CLOSING))
    return (*[opening] * before, *blocks, *[closing] * behind)


def without_details(html: str, before: int, behind: int) -> str:
    """Take those tags away again: others before and behind this piece of HTML are in their place."""
    own, start, notes = html.partition(NOTES)
    inner = _between_tags(own, before, behind)
    if inner is None:  # a paragraph has closed one in its midst
        inner = f"{_CLOSING * before}{own}{_OPENING * behind}"
    return f"{inner}\n{start}{notes}" if notes else inner


def _between_tags(html: str, before: int, behind: int) -> str | None:
    for _ in range(before):
        if not html.startswith(_OPENING):
            return None
        html = html.removeprefix(_OPENING).lstrip()
    for _ in range(behind):
        html = html.rstrip()
        if not html.endswith(_CLOSING):
            return None
        html = html.removesuffix(_CLOSING)
    return html.strip()
