"""Blocks of Markdown to safe HTML and plain text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from learnbrief.markup.html import inspect, plain_text, sanitise
from learnbrief.markup.inline import FOOTNOTE_MARK, make_markdown
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
from learnbrief.model import Prose
from learnbrief.problems import Place, Report, warning
from learnbrief.source import Text

Resolve = Callable[[str, str, Place], str]
"""Gives the address in the site for an element and the address that a source gives it; "" takes the link away."""

_TASK = re.compile(r"\[([ xX])\](?=[ \t])")
_FOOTNOTE_MARKS = re.compile(rf"{FOOTNOTE_MARK}([^{FOOTNOTE_MARK}]+){FOOTNOTE_MARK}")


@dataclass(frozen=True, slots=True)
class Definitions:
    """What one place of a text defines for all others: link addresses and footnotes, by label."""

    links: Mapping[str, tuple[str, str]]
    footnotes: Mapping[str, tuple[MarkupBlock, ...]]


NO_DEFINITIONS = Definitions({}, {})


def collect_definitions(blocks: Sequence[MarkupBlock]) -> Definitions:
    """Gather the link addresses and footnotes of a text; the first of two with one label holds."""
    links: dict[str, tuple[str, str]] = {}
    footnotes: dict[str, tuple[MarkupBlock, ...]] = {}
    for block in _walk(blocks):
        if isinstance(block, LinkTarget):
            links.setdefault(" ".join(block.label.split()).lower(), (block.url, block.title))
        elif isinstance(block, Footnote):
            footnotes.setdefault(block.label, block.blocks)
    return Definitions(links, footnotes)


class ProseWriter:
    """Writes pieces of one source as HTML. It holds a Python-Markdown set up for one glossary."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._markdown = make_markdown(glossary)

    def write(
        self,
        blocks: Sequence[MarkupBlock],
        text: Text,
        definitions: Definitions,
        resolve: Resolve,
        report: Report,
    ) -> Prose:
        """Write blocks as safe HTML and as plain text.

        `text` is the source they were found in, `resolve` says where its links lead. Reports `removed-html`
        for HTML that may not stay, and what `resolve` reports.
        """
        html = self._safe(blocks, text, definitions, resolve, report)
        html = self._number_footnotes(html, text, definitions, resolve, report)
        return Prose(html, plain_text(html))

    def write_line(self, line: Line, text: Text, definitions: Definitions, resolve: Resolve, report: Report) -> Prose:
        """Write one line, such as a heading, as safe HTML without a paragraph around it."""
        prose = self.write([Paragraph((line,))], text, definitions, resolve, report)
        return Prose(prose.html.removeprefix("<p>").removesuffix("</p>"), prose.text)

    def _safe(
        self,
        blocks: Sequence[MarkupBlock],
        text: Text,
        definitions: Definitions,
        resolve: Resolve,
        report: Report,
    ) -> str:
        html = self._html(blocks, definitions)
        findings = inspect(html)
        for removed in findings.removed:
            report(
                warning(
                    "removed-html",
                    f"The HTML {removed} was left out of the page: it is not needed there, or could do harm.",
                    _find(removed.rstrip(">"), blocks, text),
                )
            )
        addresses = {}
        for link in findings.links:
            address = resolve(link.element, link.url, _find(link.url, blocks, text))
            if address:
                addresses[link.url] = address
        return sanitise(html, addresses).strip()

    def _html(self, blocks: Sequence[MarkupBlock], definitions: Definitions) -> str:
        return "\n".join(self._block(block, definitions) for block in blocks)

    def _block(self, block: MarkupBlock, definitions: Definitions) -> str:
        match block:
            case Paragraph(lines=lines) | Table(lines=lines):
                return self._convert(lines, definitions)
            case List():
                return self._list(block, definitions)
            case Quote(blocks=blocks):
                return f"<blockquote>\n{self._html(blocks, definitions)}\n</blockquote>"
            case Code(lines=lines):
                return f"<pre><code>{escape(_joined(lines), quote=False)}\n</code></pre>"
            case RawHtml(lines=lines):
                return _joined(lines)
            case Rule():
                return "<hr>"
            case Heading(line=line):
                words = self._convert((line,), definitions).removeprefix("<p>").removesuffix("</p>")
                return f"<p><strong>{words}</strong></p>"
            case Footnote() | LinkTarget():
                return ""

    def _list(self, block: List, definitions: Definitions) -> str:
        items = "\n".join(self._item(item, definitions, loose=block.loose) for item in block.items)
        if block.start is None:
            return f"<ul>\n{items}\n</ul>"
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>\n{items}\n</ol>"

    def _item(self, item: Item, definitions: Definitions, *, loose: bool) -> str:
        parts = []
        for block in item.blocks:
            html = self._block(block, definitions)
            if isinstance(block, Paragraph) and not loose:
                html = html.removeprefix("<p>").removesuffix("</p>")
            parts.append(html)
        return f"<li>{_joined_parts(parts)}</li>"

    def _convert(self, lines: Sequence[Line], definitions: Definitions) -> str:
        self._markdown.reset()
        self._markdown.references = dict(definitions.links)
        self._markdown.footnote_labels = frozenset(definitions.footnotes)  # type: ignore[attr-defined]
        return self._markdown.convert(_with_hard_breaks(show_tasks(lines)))

    def _number_footnotes(
        self, html: str, text: Text, definitions: Definitions, resolve: Resolve, report: Report
    ) -> str:
        labels = list(dict.fromkeys(_FOOTNOTE_MARKS.findall(html)))
        if not labels:
            return html
        prefix = sha256(html.encode()).hexdigest()[:8]
        seen: set[str] = set()

        def reference(match: re.Match[str]) -> str:
            number = labels.index(match[1]) + 1
            anchor = "" if match[1] in seen else f' id="{prefix}_from_{number}"'
            seen.add(match[1])
            return f'<sup class="footnote"{anchor}><a href="#{prefix}_note_{number}">{number}</a></sup>'

        notes = []
        for number, label in enumerate(labels, 1):
            note = self._safe(definitions.footnotes[label], text, definitions, resolve, report)
            note = _FOOTNOTE_MARKS.sub("", note)
            back = f'<a class="footnote" href="#{prefix}_from_{number}" aria-label="Back to the text">↩</a>'
            notes.append(f'<li id="{prefix}_note_{number}">{note} {back}</li>')
        return f'{_FOOTNOTE_MARKS.sub(reference, html)}\n<ol class="footnotes">\n' + "\n".join(notes) + "\n</ol>"


def show_tasks(lines: Sequence[Line]) -> str:
    """Join a paragraph's lines, a task's `[ ]` or `[x]` at its beginning shown as a box."""
    text = _joined(lines)
    task = _TASK.match(text)
    return f"{'☐' if task[1] == ' ' else '☑'}{text[task.end() :]}" if task else text


def _with_hard_breaks(text: str) -> str:
    """A backslash at a line's end breaks the line, as two spaces do."""
    return re.sub(r"(?<!\\)\\\n", "  \n", text)


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _joined_parts(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)


def _walk(blocks: Sequence[MarkupBlock]) -> Iterator[MarkupBlock]:
    for block in blocks:
        yield block
        if isinstance(block, Quote | Footnote):
            yield from _walk(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                yield from _walk(item.blocks)


def _find(needle: str, blocks: Sequence[MarkupBlock], text: Text) -> Place:
    """Find where a word of the rendered HTML came from; the beginning of its block where that is not to be seen."""
    first: Line | None = None
    for line in _lines(blocks):
        first = first or line
        column = line.text.lower().find(needle.lower())
        if column >= 0:
            return text.place(line.row, line.column + column)
    return text.place(first.row, first.column) if first else text.at


def _lines(blocks: Sequence[MarkupBlock]) -> Iterator[Line]:
    for block in _walk(blocks):
        if isinstance(block, Paragraph | Table | Code | RawHtml):
            yield from block.lines
        elif isinstance(block, Heading):
            yield block.line
