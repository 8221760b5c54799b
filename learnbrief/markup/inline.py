"""Running text to HTML, by Python-Markdown, with what a git host's preview adds to it.

Only paragraphs and tables come here: their blocks were found already, so the library's own block reading is off.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

FOOTNOTE_MARK = "\ufdd0"
"""Stands around a footnote's label in rendered HTML until the footnotes are numbered; never a character of a text."""

_URL = r"(?<![\w/@.:])((?:https?://|www\.)[^\s<\x02\x03]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
_TRAILING = re.compile(r"(?:[?!.,:*_~'\"”’]|&[a-z]+;)$")
_LITERAL = frozenset({"a", "code", "pre", "abbr"})


def make_markdown(glossary: Mapping[str, str]) -> Markdown:
    """Set up Python-Markdown for running text; abbreviations of the glossary are marked with their meaning."""
    markdown = Markdown(extensions=[TableExtension(use_align_attribute=True)], output_format="html")
    for name in ("code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "indent", "reference"):
        markdown.parser.blockprocessors.deregister(name)
    markdown.parser.blockprocessors.register(ParagraphProcessor(markdown.parser), "paragraph", 10)
    markdown.preprocessors.deregister("html_block")
    markdown.ESCAPED_CHARS = [*markdown.ESCAPED_CHARS, *"~|:;,\"'$%&=?@/^<"]
    patterns = markdown.inlinePatterns
    patterns.register(_FootnoteReference(r"\[\^([^\]\s]+)\]", markdown), "footnote", 175)
    patterns.register(_BareAddress(_URL, markdown), "bare_address", 115)
    patterns.register(SimpleTagInlineProcessor(r"()~~(?=\S)(.+?)(?<=\S)~~", "del"), "strikethrough", 65)
    if glossary:
        markdown.treeprocessors.register(_Abbreviations(glossary), "abbreviations", 5)
    return markdown


class _FootnoteReference(InlineProcessor):
    """Leaves a mark that says which footnote is called up here."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | None, int | None, int | None]:  # type: ignore[override] # noqa: N802
        """Answer Python-Markdown's call for one match."""
        label = m.group(1)
        if label not in getattr(self.md, "footnote_labels", ()):
            return None, None, None
        return self.md.htmlStash.store(f"{FOOTNOTE_MARK}{label}{FOOTNOTE_MARK}"), m.start(0), m.end(0)


class _BareAddress(InlineProcessor):
    """Makes a link of a web or e-mail address that stands in the text.

    Source of the rule for trailing punctuation: GitHub Flavored Markdown, section 6.9.
    """

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override] # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Answer Python-Markdown's call for one match."""
        address = m.group(1)
        while True:
            shorter = _TRAILING.sub("", address)
            if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
                shorter = shorter[:-1]
            if shorter == address:
                break
            address = shorter
        if "@" in address and "://" not in address:
            url = f"mailto:{address}"
        else:
            url = f"http://{address}" if address.startswith("www.") else address
        if not re.search(r"\w\.\w|://\w", address):
            return None, None, None
        link = Element("a", href=url)
        link.text = AtomicString(address)
        return link, m.start(0), m.start(0) + len(address)


class _Abbreviations(Treeprocessor):
    """Marks every abbreviation of the glossary, in the singular and with an s, with its meaning."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        super().__init__()
        self.glossary = glossary
        longest_first = sorted(glossary, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(s?)(?![\w-])")

    def run(self, root: Element) -> None:
        """Walk the finished tree of one text."""
        self._mark(root)

    def _mark(self, element: Element) -> None:
        for child in list(element):
            if child.tag not in _LITERAL:
                self._mark(child)
            self._mark_tail(element, child)
        if element.text and element.tag not in _LITERAL:
            text, marks = self._split(element.text)
            element.text = text
            for index, mark in enumerate(marks):
                element.insert(index, mark)

    def _mark_tail(self, parent: Element, child: Element) -> None:
        if child.tail:
            child.tail, marks = self._split(child.tail)
            after = list(parent).index(child) + 1
            for index, mark in enumerate(marks):
                parent.insert(after + index, mark)

    def _split(self, text: str) -> tuple[str, list[Element]]:
        """Give the text before the first abbreviation, and an element for each with the text behind it."""
        marks: list[Element] = []
        before, end = text, 0
        for match in self.pattern.finditer(text):
            mark = Element("abbr", title=self.glossary[match[1]])
            mark.text = AtomicString(match[0])
            if marks:
                marks[-1].tail = AtomicString(text[end : match.start()])
            else:
                before = text[: match.start()]
            marks.append(mark)
            end = match.end()
        if marks:
            marks[-1].tail = AtomicString(text[end:])
        return AtomicString(before), marks
