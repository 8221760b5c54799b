"""The block structure of a Markdown text: headings, lists, quotations, tables, code and paragraphs, with lines.

This is our one authority for structure. It follows the GitHub Flavored Markdown specification
(https://github.github.com/gfm/) as far as an editor's preview shows it, because that preview and our site must agree:
a list may follow a paragraph directly, nested lists are indented by two spaces. As its appendix proposes, each line
first goes on the blocks that are open, then opens new ones, and what is left of it is text.
"""

import re

from learnbrief.markup.nodes import Node, NodeKind, finished, take_definitions
from learnbrief.markup.openings import (
    FENCE,
    FOOTNOTE,
    HEADING,
    ITEM,
    QUOTE,
    RULE,
    UNDERLINE,
    begins_html,
    begins_table,
    end_of_html,
)
from learnbrief.markup.plain_lines import begins_text, take_plainly
from learnbrief.markup.structure import Line, MarkupBlock
from learnbrief.problems import without_invisible

DEEPEST = 12
"""Lists and quotations inside one another; deeper ones are read as text."""

_CONTAINERS = (NodeKind.QUOTE, NodeKind.ITEM, NodeKind.FOOTNOTE)
_LITERAL = (NodeKind.FENCED, NodeKind.INDENTED, NodeKind.HTML)
"""Blocks in which nothing begins."""
_HOLD_OTHERS = (NodeKind.ITEM, NodeKind.TEXT, NodeKind.LIST, NodeKind.QUOTE, NodeKind.FOOTNOTE)

_BEGIN_CONTAINERS = frozenset(">-+*[0123456789")
"""Letters with which a line may begin a quotation, an item or a footnote."""

_MARKS = re.compile(r"(?:[ \t]*+(?:>|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t])))*+[ \t]*+")
"""What is before a line's words, in which a tab is as wide as it looks; a line's column is that of its words."""


def parse_blocks(text: str) -> tuple[MarkupBlock, ...]:
    """Read a text's block structure; every text has one."""
    parser = _Parser()
    for row, raw in enumerate(without_invisible(text).split("\n")):
        line = _MARKS.sub(lambda marks: marks[0].expandtabs(4), raw, count=1) if "\t" in raw else raw
        parser.take(Line(line, row, len(raw) - len(line)))
    return finished(parser.open[0].children)


class _Parser:
    """Goes through the lines of one text once, from top to bottom."""

    def __init__(self) -> None:
        self.open = [Node(NodeKind.TEXT, Line("", 0, 0))]
        """The blocks that the next line may go on, each inside the one before it."""
        self.rest = self.open[0].line
        """What is left of the line when the marks of the blocks around it are taken off."""
        self.matched = 1
        """How many of the open blocks the line goes on."""

    def take(self, line: Line) -> None:
        """Take in the next line, the short way if there is one; a test holds that to what the long way comes to."""
        if not take_plainly(self.open, line):
            self.take_in_full(line)

    def take_in_full(self, line: Line) -> None:
        """Take in the next line, whatever it is and wherever."""
        self.rest = line
        self.matched = 1
        while self.matched < len(self.open):
            goes_on = self._goes_on(self.open[self.matched])
            if goes_on is None:
                return
            if not goes_on:
                break
            self.matched += 1
        if self._innermost.kind in _LITERAL:
            self._take_literally()
            return
        while not self._is_text:
            if not self._begins_container():
                if self._begins_leaf():
                    return
                break
        self._take_text()

    @property
    def _innermost(self) -> Node:
        """The innermost of the blocks that the line goes on."""
        return self.open[self.matched - 1]

    @property
    def _is_text(self) -> bool:
        """Whether nothing but text can begin here, as in most lines; blank ones count as text."""
        return begins_text(self.rest.text) or self.rest.is_blank

    def _goes_on(self, node: Node) -> bool | None:
        """Tell whether the line goes on an open block, and take off its marks; None if it was its end."""
        line = self.rest
        match node.kind:
            case NodeKind.LIST:
                return True
            case NodeKind.PARAGRAPH | NodeKind.TABLE:
                return not line.is_blank
            case NodeKind.QUOTE:
                return self._goes_on_quote(node)
            case NodeKind.ITEM:
                if line.is_blank and not node.children:
                    return False
                return self._goes_on_indented(node.width)
            case NodeKind.FOOTNOTE:
                return self._goes_on_indented(4)
            case NodeKind.INDENTED:
                return self._goes_on_indented(4)
            case NodeKind.FENCED:
                return self._goes_on_fence(node)
            case NodeKind.HTML:
                return bool(node.mark) or not line.is_blank
        return True

    def _goes_on_quote(self, node: Node) -> bool:
        mark = QUOTE.match(self.rest.text)
        if mark:
            self.rest = self.rest.cut(mark.end())
            node.last = self.rest.row
        return bool(mark)

    def _goes_on_indented(self, width: int) -> bool:
        if not self.rest.is_blank and self.rest.indent < width:
            return False
        self.rest = self.rest.cut(width)
        return True

    def _goes_on_fence(self, node: Node) -> bool | None:
        line = self.rest
        if line.indent < 4 and line.text.strip() and not line.text.strip().strip(node.mark[0]):
            closing = line.text.strip()
            if len(closing) >= len(node.mark):
                node.last = line.row
                del self.open[self.matched :]
                return None
        self.rest = line.cut(min(line.indent, node.width))
        return True

    def _take_literally(self) -> None:
        node = self._innermost
        node.add(self.rest)
        if node.kind is NodeKind.HTML and node.mark and node.mark in self.rest.text.lower():
            self.open.pop()

    def _begins_container(self) -> bool:
        """Open the quotation, item or footnote that begins here, if one does."""
        line = self.rest
        if line.indent >= 4 or line.text.lstrip(" ")[:1] not in _BEGIN_CONTAINERS:
            return False
        if (mark := QUOTE.match(line.text)) and not self._is_deepest:
            self._add(Node(NodeKind.QUOTE, line, last=line.row))
            self.rest = line.cut(mark.end())
            return True
        if (mark := ITEM.match(line.text)) and not self._is_deepest and self._may_begin_item(mark):
            self._add_item(mark)
            return True
        if mark := FOOTNOTE.match(line.text):
            self._add(Node(NodeKind.FOOTNOTE, line, mark=mark[1]))
            self.rest = line.cut(mark.end())
            return True
        return False

    @property
    def _is_deepest(self) -> bool:
        """Whether no list or quotation may begin inside those that the line goes on."""
        within = self.open[: self.matched] if self.matched > DEEPEST else ()
        return sum(node.kind in _CONTAINERS for node in within) >= DEEPEST

    def _may_begin_item(self, mark: re.Match[str]) -> bool:
        """Tell whether a list item may begin here. A rule is not one, and not every item may end a paragraph."""
        line = self.rest
        if RULE.match(line.text) or self._underlines():
            return False
        return self._innermost.kind is not NodeKind.PARAGRAPH or (
            mark[3] in (None, "1") and bool(line.text[mark.end() :].strip())
        )

    def _add_item(self, mark: re.Match[str]) -> None:
        line, kind = self.rest, mark[4] or mark[2]
        after = line.text[mark.end() :]
        spaces = len(after) - len(after.lstrip(" \t"))
        width = mark.end() + (spaces if 1 <= spaces <= 4 and after.strip() else 1)
        self.rest = line.cut(width)
        if self._innermost.kind is not NodeKind.LIST or self._innermost.mark != kind:
            self._add(Node(NodeKind.LIST, line, mark=kind, number=int(mark[3]) if mark[3] else None))
        self._add(Node(NodeKind.ITEM, self.rest, width=width))

    def _begins_leaf(self) -> bool:
        """Take the line for the beginning of code, a heading, a rule, HTML or a table, if it is one."""
        line, inside = self.rest, self._innermost
        if line.indent >= 4:
            return self._begins_indented_code()
        if match := HEADING.match(line.text):
            self._add_leaf(_heading(match, line))
        elif match := FENCE.match(line.text):
            self._add(Node(NodeKind.FENCED, line, last=line.row, width=line.indent, mark=match[1] or match[2]))
        elif begins_html(line, in_paragraph=inside.kind is NodeKind.PARAGRAPH or self._may_be_lazy):
            self._add(Node(NodeKind.HTML, line, mark=end_of_html(line)))
            self._take_literally()
        elif inside.kind is NodeKind.PARAGRAPH and self._makes_table(inside):
            pass
        elif self._underlines():
            self._make_heading(inside)
        elif RULE.match(line.text):
            self._add_leaf(Node(NodeKind.RULE, line))
        else:
            return False
        return True

    def _begins_indented_code(self) -> bool:
        if self.rest.is_blank or self.open[-1].kind is NodeKind.PARAGRAPH:
            return False
        self._add(Node(NodeKind.INDENTED, self.rest))
        self._innermost.add(self.rest.cut(4))
        return True

    def _makes_table(self, paragraph: Node) -> bool:
        """Make a table of a paragraph's last line and the dashes below it."""
        head = paragraph.lines[-1]
        if head.lazy or head.indent >= 4 or not begins_table(head.text, self.rest.text):
            return False
        paragraph.lines.pop()
        if paragraph.lines:
            paragraph.last = paragraph.lines[-1].row
        else:
            self.open[self.matched - 2].children.pop()
        self.matched -= 1
        self._add(Node(NodeKind.TABLE, head))
        self._innermost.add(head)
        self._innermost.add(self.rest)
        return True

    def _underlines(self) -> bool:
        """Tell whether the line makes a heading of the paragraph above it."""
        inside = self._innermost
        is_line = inside.kind is NodeKind.PARAGRAPH and self.rest.indent < 4 and UNDERLINE.match(self.rest.text)
        return bool(is_line and take_definitions(inside.lines)[1])

    def _make_heading(self, paragraph: Node) -> None:
        underline = UNDERLINE.match(self.rest.text)
        assert underline
        _, lines = take_definitions(paragraph.lines)
        del paragraph.lines[len(paragraph.lines) - len(lines) :]
        first = lines[0].cut(lines[0].indent)
        words = Line(" ".join(line.text.strip() for line in lines), first.row, first.column)
        if not paragraph.lines:
            self.open[self.matched - 2].children.pop()
        self.matched -= 1
        self._add_leaf(Node(NodeKind.HEADING, words, last=self.rest.row, number=1 if underline[1][0] == "=" else 2))

    @property
    def _may_be_lazy(self) -> bool:
        """Whether the line may go on the paragraph that ends the containers whose marks it lacks."""
        return self.matched < len(self.open) and self.open[-1].kind is NodeKind.PARAGRAPH and not self.rest.is_blank

    def _take_text(self) -> None:
        inside = self._innermost
        if self._may_be_lazy:
            self.open[-1].add(Line(self.rest.text, self.rest.row, self.rest.column, lazy=True))
        elif self.rest.is_blank:
            del self.open[self.matched :]
        elif inside.kind in (NodeKind.PARAGRAPH, NodeKind.TABLE):
            inside.add(self.rest)
        else:
            self._add(Node(NodeKind.PARAGRAPH, self.rest))
            self._innermost.add(self.rest)

    def _add(self, node: Node) -> None:
        """Open a block inside the innermost one that may hold it; what the line does not go on is closed."""
        del self.open[self.matched :]
        is_item = node.kind is NodeKind.ITEM
        while (kind := self.open[-1].kind) not in _HOLD_OTHERS or (kind is NodeKind.LIST) is not is_item:
            self.open.pop()
        self.open[-1].children.append(node)
        self.open.append(node)
        self.matched = len(self.open)

    def _add_leaf(self, node: Node) -> None:
        """Add a block that is complete."""
        self._add(node)
        self.open.pop()


def _heading(match: re.Match[str], line: Line) -> Node:
    text = (match[2] or "").rstrip()
    without_hashes = text.rstrip("#")
    if without_hashes[-1:] in ("", " ", "\t"):
        text = without_hashes.rstrip()
    start = match.start(2) if match[2] else len(line.text)
    return Node(NodeKind.HEADING, Line(text, line.row, line.column + start), number=len(match[1]))
