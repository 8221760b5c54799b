"""The owner's branding: what the settings name, looked up among the project's files."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from learnbrief.branding.branding import Branding, Stylesheet
from learnbrief.branding.colours import STYLE, hexadecimal, read_colours
from learnbrief.markup import ProseWriter, collect_definitions, parse_blocks
from learnbrief.model import Library, Link, LinkedPage, Prose, Reference
from learnbrief.problems import Place, Report, Text, error
from learnbrief.readers.footnotes import report_unused_notes
from learnbrief.readers.links import LinkResolver, fingerprinted
from learnbrief.settings import SETTINGS_FILE, BrandingSettings, ColourSettings, MenuEntry


def read_branding(
    settings: BrandingSettings, files: Mapping[str, bytes], library: Library, report: Report
) -> Branding:
    """Look up what the settings name.

    Reports `bad-url`, what links and pictures in a source report, and what `read_colours` does. Whether the pages
    that are named exist is looked at once there are pages.
    """
    slugs = {briefing.at.file: briefing.slug for briefing in library.everything}
    reader = _BrandingReader(LinkResolver(SETTINGS_FILE, "", slugs, files, report), library, report)
    if settings.logo and settings.logo.file.value:
        reader.links.resolve("img", settings.logo.file.value, settings.logo.file.at)
    logo = reader.links.pictures[0] if reader.links.pictures else None
    footer_text, urgent = reader.prose(settings.footer_text), reader.prose(settings.urgent)
    return Branding(
        logo=logo,
        logo_alt=settings.logo.alt if settings.logo else "",
        accent=hexadecimal(settings.colours.accent.value) if settings.colours else "",
        colours=_colours(settings.colours, files, report) if settings.colours else None,
        navigation=tuple(reader.menu(settings.navigation)),
        footer=tuple(reader.menu(settings.footer)),
        footer_text=footer_text,
        urgent=urgent,
        pictures=tuple(reader.links.pictures),
        pages=tuple(reader.pages),
    )


def _colours(settings: ColourSettings, files: Mapping[str, bytes], report: Report) -> Stylesheet | None:
    style = files.get(f"templates/{STYLE}", b"").decode(errors="replace")
    content = read_colours(settings, style, report).encode()
    return Stylesheet(fingerprinted("assets/colours.css", content), content) if content else None


class _BrandingReader(Struct, frozen=True):
    """Reads links and texts that are on every page, and gathers the pages of the site that they lead to."""

    links: LinkResolver
    library: Library
    report: Report

    @property
    def pages(self) -> Iterator[LinkedPage]:
        """Every page that was led to, those of briefings too."""
        yield from self.links.pages
        for link in self.links.links:
            yield LinkedPage(Reference(f"briefings/{link.briefing.id}/index.html", link.briefing.at), link.fragment)

    def menu(self, entries: Iterable[MenuEntry]) -> Iterator[Link]:
        """Give the links of a menu: a page of the site, or an address that begins with https://."""
        for entry in entries:
            url, at = entry.url.value, entry.url.at
            if url.startswith("https://"):
                yield Link(entry.title, url)
            elif ":" in url or url.startswith("//"):
                message = f'"{url[:80]}" is neither a page of this site, such as /themes/, nor begins with https://'
                self.report(error("bad-url", message, at))
            else:
                yield Link(entry.title, self.links.page(url, at))

    def prose(self, text: Text | None) -> Prose:
        """Write a text, in which a link may also lead to a page of the site, as /themes/."""
        if text is None:
            return Prose()
        blocks = parse_blocks(text.value)
        writer = ProseWriter(self.library.vocabulary.glossary)
        definitions = collect_definitions(blocks)
        prose = writer.write(blocks, text, definitions, self._resolve, self.report)
        report_unused_notes(definitions, text, self.report)
        return prose

    def _resolve(self, element: str, url: str, at: Place) -> str:
        if element == "a" and re.match("#.", url):
            message = f'This text stands on every page, and "{url}" is a place on one. Write the page before it.'
            self.report(error("broken-link", message, at))
            return ""
        return self.links.resolve(element, url, at)
