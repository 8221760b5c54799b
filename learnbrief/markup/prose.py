"""Blocks of Markdown to safe HTML and plain text."""

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from learnbrief.markup.definitions import Definitions
from learnbrief.markup.footnotes import NOTES, number_footnotes
from learnbrief.markup.html import Findings, Sanitiser, inspect, plain_text, without_tags
from learnbrief.markup.inline import MOST_EMPHASIS, InlineWriter, any_of, simply_emphasised
from learnbrief.markup.structure import Line, MarkupBlock, Paragraph
from learnbrief.markup.tags import TABLE
from learnbrief.markup.writing import Spot, Writing
from learnbrief.model import Passage, PassageKind, Prose, Wording, WrittenLink, WrittenPicture, WrittenTable, together
from learnbrief.problems import Place, Report, Text, warning

Resolve = Callable[[str, str, Place], str]
"""Gives the address in the site for an element and the address that a source gives it; "" takes the link away."""

DEEPEST_HTML = 500
"""Elements inside one another, far more than any text has; a browser would not go deeper either."""

_PLAIN = re.compile("[^\\\\`_\\[\\]<>&~@\x00-\x09\x0b-\x1f\x7f-\xa0\ufdd0-\ufdef]*")
"""Text without any of the letters with which markup begins, stars aside."""
_HEADING = re.compile("<h[1-6]>")


class ProseWriter:
    """Writes pieces of one source as HTML, abbreviations of one glossary marked with their meaning."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._inline = InlineWriter(glossary)
        self._abbreviations = any_of(glossary)
        self._sanitiser = Sanitiser()

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
        for HTML that may not stay, `unread-heading` for its headings, `too-much-markup` for emphasis beyond measure,
        and what `resolve` reports.
        """
        return self._written_plainly(blocks, text) or self.write_in_full(blocks, text, definitions, resolve, report)

    def write_in_full(
        self,
        blocks: Sequence[MarkupBlock],
        text: Text,
        definitions: Definitions,
        resolve: Resolve,
        report: Report,
    ) -> Prose:
        """Write blocks without the short way for plain text, which gives the same: a test holds it to that."""
        main, notes = self._with_notes(blocks, text, definitions, resolve, report)
        return Prose.joined([main, notes]) if notes.html else main

    def write_line(
        self, line: Line, text: Text, definitions: Definitions, resolve: Resolve, report: Report
    ) -> tuple[Prose, Prose]:
        """Write one line, such as a heading, without a paragraph around it; and apart from it, its footnotes."""
        blocks = [Paragraph((line,))]
        plain = self._written_plainly(blocks, text)
        prose, notes = (plain, Prose()) if plain else self._with_notes(blocks, text, definitions, resolve, report)
        passages = tuple(replace(passage, kind=PassageKind.HEADING) for passage in prose.wording.passages)
        wording = replace(prose.wording, passages=passages)
        return Prose(prose.html.removeprefix("<p>").removesuffix("</p>"), prose.text, wording), notes

    def _written_plainly(self, blocks: Sequence[MarkupBlock], text: Text) -> Prose | None:
        """Write paragraphs that need not be converted; None where there is anything else.

        Nearly all pieces are so.
        """
        html: list[str] = []
        said: list[str] = []
        passages: list[Passage] = []
        for block in blocks:
            if not isinstance(block, Paragraph):
                return None
            words = "\n".join([line.text for line in block.lines])
            plain = self._plain(words)
            if not plain:
                return None
            html.append(f"<p>{plain}</p>")
            starts = [(line.row, line.column) for line in block.lines]
            passages.append(Passage.of(words.replace("*", " "), PassageKind.RUNNING, starts, text))
            said += (plain_text(plain) if "<" in plain else words).split()
        return Prose("\n".join(html), " ".join(said), Wording(passages=tuple(passages)))

    def _plain(self, words: str) -> str:
        """Write a text in which nothing is markup but stars and abbreviations; nothing where there is more to it."""
        is_plain = (
            _PLAIN.fullmatch(words)
            and " \n" not in words
            and "://" not in words
            and "www." not in words.lower()
            and words == words.strip()
        )
        if not is_plain:
            return ""
        html = words
        if "*" in words:
            html = simply_emphasised(words) if words.count("*") <= MOST_EMPHASIS else ""
        return self._inline.explained(html) if self._abbreviations.search(html) else html

    def _safe(
        self,
        blocks: Sequence[MarkupBlock],
        text: Text,
        definitions: Definitions,
        resolve: Resolve,
        report: Report,
    ) -> Prose:
        """Write blocks as safe HTML, footnotes not yet numbered and its text not yet taken out."""

        def place(spot: Spot | None) -> Place:
            return text.place(*spot) if spot else text.at

        writing = Writing(self._inline, definitions)
        html = writing.html(blocks)
        findings = inspect(html) if writing.holds_html else Findings()
        if findings.depth > DEEPEST_HTML:
            message = (
                f"More than {DEEPEST_HTML} HTML elements stand inside one another here; their text alone is shown."
            )
            report(warning("too-much-markup", message, place(writing.first)))
            return Prose(without_tags(html))
        for spot in writing.too_much:
            message = (
                f"More than {MOST_EMPHASIS} stars, underscores or tildes stand in this paragraph; they are shown as "
                "they are. Part it into several paragraphs."
            )
            report(warning("too-much-markup", message, place(spot)))
        for spot, label in writing.without_note:
            message = (
                f"There is no note for the mark [^{label}], so readers see it as it stands. Write the note on a line "
                f'of its own, "[^{label}]: …", or remove the mark. To show it as text, put \\ before it.'
            )
            report(warning("missing-footnote", message, place(spot)))
        for removed in findings.removed:
            if _HEADING.fullmatch(removed):
                message = (
                    f"This looks like a heading, and is not read as one: it is written in HTML, and {removed} was "
                    'left out of the page. Write "## " before its words instead.'
                )
                report(warning("unread-heading", message, place(writing.next_spot(removed))))
                continue
            message = f"The HTML {removed} was left out of the page: it is not needed there, or could do harm."
            report(warning("removed-html", message, place(writing.next_spot(removed))))
        addresses: dict[str, str] = {}
        links: list[WrittenLink] = []
        pictures: list[WrittenPicture] = []
        for link in findings.links:
            at = place(writing.next_spot(link.url))
            if link.element == "img":
                pictures.append(WrittenPicture(link.words, at))
            else:
                links.append(WrittenLink(link.words, link.url, at))
            address = resolve(link.element, link.url, at)
            if address:
                addresses[link.url] = address
        wording = Wording(
            passages=tuple(Passage.of(words, kind, starts, text) for kind, words, starts in writing.words),
            links=tuple(links),
            pictures=tuple(pictures),
            tables=tuple(WrittenTable(has, place(writing.next_spot(TABLE))) for has in findings.tables),
        )
        return Prose(self._sanitiser.sanitise(html, addresses).strip(), wording=wording)

    def _with_notes(
        self,
        blocks: Sequence[MarkupBlock],
        text: Text,
        definitions: Definitions,
        resolve: Resolve,
        report: Report,
    ) -> tuple[Prose, Prose]:
        """Write blocks, and the footnotes that they call up, whose words are not among those of the text."""
        main = self._safe(blocks, text, definitions, resolve, report)
        wordings: list[Wording] = []

        def write(label: str) -> str:
            definitions.used.add(label)
            note = self._safe(definitions.footnotes[label], definitions.text or text, definitions, resolve, report)
            wordings.append(note.wording)
            return note.html

        html, notes = number_footnotes(main.html, write)
        written = Prose(notes, plain_text(notes), together(wordings)) if notes else Prose()
        return Prose(html, plain_text(html), main.wording), written


def words_without_notes(prose: Prose) -> str:
    """Give what a text says without its footnotes."""
    own, notes, _ = prose.html.partition(NOTES)
    return plain_text(own) if notes else prose.text
