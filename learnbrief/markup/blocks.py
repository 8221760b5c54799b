"""The block structure of a Markdown text: headings, lists, quotations, tables, code and paragraphs, with lines.

This is our one authority for structure. It follows the GitHub Flavored Markdown specification
(https://github.github.com/gfm/) as far as an editor's preview shows it, because that preview and our site must agree:
a list may follow a paragraph directly, nested lists are indented by two spaces.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from learnbrief.markup.structure import (
    Code,
    Footnote,
    Heading,
    Item,
    Line,
    LinkTarget,
    List,
    MarkupBlock,
    Paragraph,
    Quote,
    RawHtml,
    Rule,
    Table,
)

DEEPEST = 12
"""Lists and quotations inside one another; deeper ones are read as text."""

_FENCE = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r"( {0,3})([-+*]|([0-9]{1,9})([.)]))(?=[ \t]|$)")
_TABLE_DASHES = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?")
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_LINK_TARGET = re.compile(
    r" {0,3}\[([^\]^][^\]]*)\]:[ \t]*(?:<([^<>]*)>|(\S+))(?:[ \t]+(?:\"([^\"]*)\"|'([^']*)'|\(([^()]*)\)))?[ \t]*$"
)
_HTML_START = re.compile(r" {0,3}<(?:!--|\?|![A-Z]|/?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$))")
_HTML_ENDS = {"<!--": "-->", "<?": "?>", "<!": ">"}
_LITERAL_ELEMENTS = frozenset({"script", "pre", "style", "textarea"})
_BLOCK_ELEMENTS = frozenset(
    """address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl
    dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li
    link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th
    thead title tr track ul""".split()
)


def parse_blocks(text: str) -> tuple[MarkupBlock, ...]:
    """Read a text's block structure; every text has one."""
    lines = [Line(_spaces_for_tabs(line), row, 0) for row, line in enumerate(text.split("\n"))]
    return tuple(_Parser(lines, depth=0).blocks())


def _spaces_for_tabs(line: str) -> str:
    content = line.lstrip(" \t")
    return line[: len(line) - len(content)].expandtabs(4) + content


class _Parser:
    """Goes through the lines of one text or container once, from top to bottom."""

    def __init__(self, lines: Sequence[Line], depth: int) -> None:
        self.lines = lines
        self.depth = depth
        self.at = 0

    def blocks(self) -> list[MarkupBlock]:
        found: list[MarkupBlock] = []
        while self.at < len(self.lines):
            if self.lines[self.at].is_blank:
                self.at += 1
            else:
                found.append(self._block())
        return found

    def _block(self) -> MarkupBlock:
        line = self.lines[self.at]
        if line.indent >= 4:
            return self._indented_code()
        if match := _FENCE.match(line.text):
            return self._fenced_code(match[1] or match[2])
        if match := _HEADING.match(line.text):
            return self._heading(match)
        if _RULE.match(line.text):
            self.at += 1
            return Rule(line)
        if _QUOTE.match(line.text) and self.depth < DEEPEST:
            return self._quote()
        if _ITEM.match(line.text) and self.depth < DEEPEST:
            return self._list()
        if self._begins_html(line, in_paragraph=False):
            return self._html()
        if match := _FOOTNOTE.match(line.text):
            return self._footnote(match)
        if match := _LINK_TARGET.match(line.text):
            self.at += 1
            return LinkTarget(match[1], match[2] or match[3] or "", match[4] or match[5] or match[6] or "", line)
        if self._begins_table(self.at):
            return self._table()
        return self._paragraph()

    def _heading(self, match: re.Match[str]) -> Heading:
        line = self.lines[self.at]
        self.at += 1
        text = (match[2] or "").rstrip()
        without_hashes = text.rstrip("#")
        if without_hashes[-1:] in ("", " ", "\t"):
            text = without_hashes.rstrip()
        start = match.start(2) if match[2] else len(line.text)
        return Heading(len(match[1]), Line(text, line.row, line.column + start))

    def _indented_code(self) -> Code:
        taken: list[Line] = []
        while self.at < len(self.lines) and (self.lines[self.at].is_blank or self.lines[self.at].indent >= 4):
            taken.append(self.lines[self.at].cut(4))
            self.at += 1
        while taken and taken[-1].is_blank:
            taken.pop()
        return Code(tuple(taken))

    def _fenced_code(self, fence: str) -> Code:
        opening = self.lines[self.at]
        closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
        self.at += 1
        taken: list[Line] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if closing.match(line.text):
                break
            taken.append(line.cut(min(line.indent, opening.indent)))
        return Code(tuple(taken))

    def _quote(self) -> Quote:
        taken: list[Line] = []
        open_leaf = _OpenLeaf()
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if (mark := _QUOTE.match(line.text)) and not line.lazy:
                taken.append(line.cut(mark.end()))
            elif self._is_lazy(line, open_leaf):
                taken.append(replace(line, lazy=True))
            else:
                break
            open_leaf.feed(taken[-1])
            self.at += 1
        return Quote(tuple(_Parser(taken, self.depth + 1).blocks()))

    def _list(self) -> List:
        first = _ITEM.match(self.lines[self.at].text)
        assert first
        kind = first[4] or first[2]
        items: list[Item] = []
        loose = False
        while self.at < len(self.lines):
            line = self.lines[self.at]
            mark = _ITEM.match(line.text)
            if not mark or (mark[4] or mark[2]) != kind or _RULE.match(line.text):
                break
            item, inner_blank = self._item(line, mark)
            items.append(item)
            blank_after = self.lines[self.at - 1].is_blank
            loose = loose or inner_blank or (blank_after and self._item_follows(kind))
        return List(int(first[3]) if first[3] else None, tuple(items), loose)

    def _item_follows(self, kind: str) -> bool:
        if self.at >= len(self.lines):
            return False
        mark = _ITEM.match(self.lines[self.at].text)
        return bool(mark and (mark[4] or mark[2]) == kind)

    def _item(self, line: Line, mark: re.Match[str]) -> tuple[Item, bool]:
        """Take one item's lines; the second value says whether a blank line parts its blocks."""
        after = line.text[mark.end() :]
        spaces = len(after) - len(after.lstrip(" \t"))
        width = mark.end() + (spaces if 1 <= spaces <= 4 and after.strip() else 1)
        taken = [line.cut(width)]
        open_leaf = _OpenLeaf()
        open_leaf.feed(taken[0])
        self.at += 1
        while self.at < len(self.lines):
            following = self.lines[self.at]
            if following.is_blank:
                if taken[0].is_blank and len(taken) == 1:
                    break
                taken.append(following.cut(width))
            elif following.indent >= width and not following.lazy:
                taken.append(following.cut(width))
            elif self._is_lazy(following, open_leaf):
                taken.append(replace(following, lazy=True))
            else:
                break
            open_leaf.feed(taken[-1])
            self.at += 1
        while len(taken) > 1 and taken[-1].is_blank:
            taken.pop()
        blocks = tuple(_Parser(taken, self.depth + 1).blocks())
        return Item(taken[0], blocks), len(blocks) > 1 and _blank_between(blocks, taken)

    def _is_lazy(self, line: Line, open_leaf: "_OpenLeaf") -> bool:
        """Tell whether a line without a container's marks goes on the paragraph that ends the container."""
        return line.lazy or (open_leaf.is_paragraph and not line.is_blank and not self._interrupts(line))

    def _html(self) -> RawHtml:
        line = self.lines[self.at]
        stripped = line.text.lstrip().lower()
        end = next((end for start, end in _HTML_ENDS.items() if stripped.startswith(start)), "")
        match = _HTML_START.match(line.text)
        if match and match[1] and match[1].lower() in _LITERAL_ELEMENTS and not stripped.startswith("</"):
            end = f"</{match[1].lower()}>"
        taken: list[Line] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not end and line.is_blank:
                break
            taken.append(line)
            self.at += 1
            if end and end in line.text.lower():
                break
        return RawHtml(tuple(taken))

    @staticmethod
    def _begins_html(line: Line, *, in_paragraph: bool) -> bool:
        match = _HTML_START.match(line.text)
        if not match:
            return False
        if not match[1] or match[1].lower() in _LITERAL_ELEMENTS | _BLOCK_ELEMENTS:
            return True
        return not in_paragraph and bool(re.fullmatch(r" {0,3}<[^<>]*>[ \t]*", line.text))

    def _footnote(self, match: re.Match[str]) -> Footnote:
        taken = [self.lines[self.at].cut(match.end())]
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.is_blank or line.indent >= 4:
                taken.append(line.cut(4))
            elif not taken[-1].is_blank and not self._interrupts(line) and not _FOOTNOTE.match(line.text):
                taken.append(line)
            else:
                break
            self.at += 1
        return Footnote(match[1], tuple(_Parser(taken, self.depth + 1).blocks()))

    def _begins_table(self, at: int) -> bool:
        if at + 1 >= len(self.lines) or "|" not in self.lines[at].text:
            return False
        dashes = self.lines[at + 1].text
        return bool(_TABLE_DASHES.fullmatch(dashes.strip())) and _cells(self.lines[at].text) == _cells(dashes)

    def _table(self) -> Table:
        taken = list(self.lines[self.at : self.at + 2])
        self.at += 2
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.is_blank or self._interrupts(line):
                break
            taken.append(line)
            self.at += 1
        return Table(tuple(taken))

    def _paragraph(self) -> Paragraph | Heading:
        taken: list[Line] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if taken and not line.lazy:
                underline = _UNDERLINE.match(line.text)
                if underline:
                    self.at += 1
                    text = " ".join(part.text.strip() for part in taken)
                    first = taken[0].cut(taken[0].indent)
                    return Heading(1 if underline[1][0] == "=" else 2, Line(text, first.row, first.column))
                if line.is_blank or self._interrupts(line) or self._begins_table(self.at):
                    break
            taken.append(line)
            self.at += 1
        return Paragraph(tuple(line.cut(line.indent) for line in taken))

    @classmethod
    def _interrupts(cls, line: Line) -> bool:
        """Tell whether a line ends the paragraph before it although no blank line stands between."""
        if line.indent >= 4:
            return False
        item = _ITEM.match(line.text)
        if item and line.text[item.end() :].strip() and item[3] in (None, "1"):
            return True
        return bool(
            _FENCE.match(line.text)
            or _HEADING.match(line.text)
            or _RULE.match(line.text)
            or _QUOTE.match(line.text)
            or cls._begins_html(line, in_paragraph=True)
        )


def _cells(row: str) -> int:
    """Count a table row's cells; a pipe behind a backslash is text."""
    inner = re.sub(r"\\.", "", row.strip())
    return inner.removeprefix("|").removesuffix("|").count("|") + 1


class _OpenLeaf:
    """Follows a container's lines and knows whether the innermost block at their end is a paragraph."""

    def __init__(self) -> None:
        self.is_paragraph = False
        self._fence = ""

    def feed(self, line: Line) -> None:
        if line.lazy:
            return
        text = line.text
        while mark := _QUOTE.match(text) or _ITEM.match(text):
            text = text[mark.end() :].removeprefix(" ")
        fence = _FENCE.match(text.lstrip(" "))
        marks = (fence[1] or fence[2]) if fence else ""
        if self._fence:
            closes = marks.startswith(self._fence) and not text.strip().strip(marks[0])
            self._fence = "" if closes else self._fence
        elif marks:
            self._fence, self.is_paragraph = marks, False
        elif not text.strip() or _HEADING.match(text) or _RULE.match(text) or _UNDERLINE.match(text):
            self.is_paragraph = False
        elif not self.is_paragraph:
            self.is_paragraph = not text.startswith("    ") and not _HTML_START.match(text)


def _blank_between(blocks: Sequence[MarkupBlock], lines: Sequence[Line]) -> bool:
    """Tell whether a blank line stands directly between two of an item's blocks."""
    starts = {_first_row(block) for block in blocks[1:]}
    return any(line.is_blank and after.row in starts for line, after in pairwise(lines))


def _first_row(block: MarkupBlock) -> int:
    match block:
        case Heading(line=line) | Rule(line=line) | LinkTarget(line=line):
            return line.row
        case Paragraph(lines=lines) | Table(lines=lines) | Code(lines=lines) | RawHtml(lines=lines):
            return lines[0].row if lines else -1
        case List(items=items):
            return items[0].line.row
        case Quote(blocks=blocks) | Footnote(blocks=blocks):
            return _first_row(blocks[0]) if blocks else -1
