"""Most lines are empty, plain text, or one more entry of a list: these are taken in without looking any further."""

from learnbrief.markup.nodes import Node, NodeKind
from learnbrief.markup.structure import Line

_BEGIN_BLOCKS = frozenset("#`~-+*=_>|<:[0123456789")
"""Letters with which a line may begin a block other than a paragraph; blanks may be before them."""


def begins_text(text: str) -> bool:
    """Tell whether a line can be nothing but text, by its first letter."""
    first = text[:1]
    return bool(first) and first not in _BEGIN_BLOCKS and not first.isspace()


def take_plainly(opened: list[Node], line: Line) -> bool:
    """Take in a line where the blocks that are open leave no doubt what it is; tells whether it was taken."""
    inmost = opened[-1]
    is_outside = len(opened) == 1
    if not line.text:
        ends = inmost.kind is NodeKind.PARAGRAPH and all(node.kind is not NodeKind.QUOTE for node in opened)
        if ends:
            opened.pop()
        return ends or is_outside
    if is_outside and begins_text(line.text):
        paragraph = _paragraph(line)
        inmost.children.append(paragraph)
        opened.append(paragraph)
        return True
    if not is_outside and _goes_on_list(opened[1], line.text):
        words = line.cut(2)
        item = Node(NodeKind.ITEM, words, [_paragraph(words)], width=2)
        opened[1].children.append(item)
        opened[2:] = (item, *item.children)
        return True
    return False


def _goes_on_list(around: Node, text: str) -> bool:
    is_list = around.kind is NodeKind.LIST and around.mark == "-"
    return is_list and text.startswith("- ") and begins_text(text[2:])


def _paragraph(line: Line) -> Node:
    return Node(NodeKind.PARAGRAPH, line, lines=[line], last=line.row)
