"""Stars, underscores and tildes to emphasis, as an extension of Python-Markdown, whose own rules differ.

Source of the rules: the CommonMark specification 0.31.2 (https://spec.commonmark.org/), section 6.2 and the appendix
"Process emphasis"; for `~~`, GitHub Flavored Markdown, section 6.5. The time it takes is in proportion to the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, TreeBuilder

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import AtomicString, Registry
from msgspec import Struct, field

from learnbrief.markup.placeholders import PUNCTUATION, SPACE, letter_class

_RUN = re.compile(r"\*+|_+|(?<!~)~~(?!~)")


class _Run(Struct):
    """Equal marks in a row that may begin or end emphasis."""

    at: int
    mark: str
    length: int
    left: int
    """How many of its marks are not used yet."""
    opens: bool
    closes: bool
    ended: list[str] = field(default_factory=list)
    """The elements that it ends, in their order."""
    begun: list[str] = field(default_factory=list)
    """The elements that it begins, the innermost first."""

    def fits(self, closer: "_Run") -> bool:
        """Tell whether it may begin what the other ends; lengths keep `*a**b*` from being misread (rule 9)."""
        if self.mark != closer.mark:
            return False
        is_doubtful = self.closes or closer.opens
        return not (is_doubtful and (self.length + closer.length) % 3 == 0 and self.length % 3)


class Emphasis(InlineProcessor):
    """Reads all emphasis of a text at once."""

    def __init__(self) -> None:
        super().__init__(".+")

    def handleMatch(  # type: ignore[override]  # noqa: N802 as its base calls and gives it
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Give a text as an element with the emphasis inside it; its base wants to know from where to where."""
        runs = list(_runs(data))
        _pair(runs)
        return _element(data, runs), 0, len(data)


class EmphasisWriter:
    """Writes emphasis as HTML, in texts whose other markup is set aside already."""

    def __init__(self) -> None:
        self._markdown = Markdown(output_format="html")
        self._markdown.inlinePatterns = Registry()
        self._markdown.inlinePatterns.register(Emphasis(), "emphasis", 0)
        self._library = InlineTreeprocessor(self._markdown)

    def write(self, text: str) -> str:
        """Write a text's emphasis."""
        root, paragraph = Element("div"), Element("p")
        paragraph.text = text
        root.append(paragraph)
        self._library.run(root)
        html: str = self._markdown.serializer(paragraph[0])
        return html.removeprefix("<p>").removesuffix("</p>")

    @staticmethod
    def count_marks(text: str) -> int:
        """Count the marks that may begin or end emphasis."""
        return sum(run.length for run in _runs(text))


def _runs(text: str) -> Iterator[_Run]:
    for found in _RUN.finditer(text):
        before = letter_class(text[found.start() - 1]) if found.start() else SPACE
        behind = letter_class(text[found.end()]) if found.end() < len(text) else SPACE
        opens = behind != SPACE and (behind != PUNCTUATION or before in (SPACE, PUNCTUATION))
        closes = before != SPACE and (before != PUNCTUATION or behind in (SPACE, PUNCTUATION))
        mark, length = found[0][0], len(found[0])
        if mark == "_" and opens and closes:
            opens, closes = before == PUNCTUATION, behind == PUNCTUATION
        if opens or closes:
            yield _Run(found.start(), mark, length, length, opens, closes)


def _pair(runs: Iterable[_Run]) -> None:
    """Find for each run that ends emphasis the nearest before it that begins it."""
    openers: list[_Run] = []
    nothing_before: dict[tuple[str, bool, int], int] = {}
    """By what a run asks for: the place before which there is nothing that fits."""
    for run in runs:
        wanted = (run.mark, run.opens, run.length % 3)
        while run.closes and run.left:
            at = _nearest(openers, run, nothing_before.get(wanted, 0))
            if at < 0:
                nothing_before[wanted] = run.at
                break
            _join(openers[at], run)
            del openers[at + bool(openers[at].left) :]
        if run.opens and run.left:
            openers.append(run)


def _nearest(openers: Sequence[_Run], closer: _Run, earliest: int) -> int:
    for at in range(len(openers) - 1, -1, -1):
        if openers[at].at < earliest:
            break
        if openers[at].fits(closer):
            return at
    return -1


def _join(opener: _Run, closer: _Run) -> None:
    used = min(2, opener.left, closer.left)
    element = "del" if opener.mark == "~" else "strong" if used == 2 else "em"
    opener.begun.append(element)
    closer.ended.append(element)
    opener.left -= used
    closer.left -= used


def _element(text: str, runs: Iterable[_Run]) -> Element:
    """Build the element that holds the text, whose marks have found one another."""
    builder = TreeBuilder()
    builder.start("p", {})
    at = 0
    for run in runs:
        builder.data(text[at : run.at])
        for element in run.ended:
            builder.end(element)
        builder.data(run.mark * run.left)
        for element in reversed(run.begun):
            builder.start(element, {})
        at = run.at + run.length
    builder.data(text[at:])
    builder.end("p")
    whole: Element = builder.close()
    for inside in whole.iter():
        inside.text, inside.tail = _finished(inside.text), _finished(inside.tail)
    return whole


def _finished(text: str | None) -> str:
    """Have the library write a text as it is: it would take `&#99999999;` for a reference, unlike the scan."""
    return AtomicString((text or "").replace("&", "&amp;"))
