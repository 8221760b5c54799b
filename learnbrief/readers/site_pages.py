"""Pages in the owner's own words: Markdown in `templates/pages/`, one page a file."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from msgspec.structs import replace

from learnbrief.fields import check_id, read_yaml
from learnbrief.markup import Heading, ProseWriter, collect_definitions, details_open_behind, parse_blocks
from learnbrief.markup.lookalikes import TextPlace
from learnbrief.model import Library, Prose, SitePage, WrittenHeading
from learnbrief.problems import Place, Report, Text, decode
from learnbrief.readers.blocks import write_blocks
from learnbrief.readers.footnotes import report_unused_notes
from learnbrief.readers.identity import Ids, slug_from
from learnbrief.readers.links import OWN_PAGES, LinkResolver
from learnbrief.readers.markdown_form import split_source
from learnbrief.readers.outline import OutlineProse
from learnbrief.readers.unread import report_lookalikes
from learnbrief.schemas.definitions import PAGE


def read_site_pages(files: Mapping[str, bytes], library: Library, report: Report) -> tuple[SitePage, ...]:
    """Read every page among a project's files, in the order of their names; each has one field, its title."""
    slugs = {briefing.at.file: briefing.slug for briefing in library.everything}
    writer = ProseWriter(library.vocabulary.glossary)
    pages = []
    for file in sorted(files):
        if not file.startswith(OWN_PAGES) or not file.endswith(".md"):
            continue
        slug = PurePosixPath(file).stem
        text = decode(file, files[file], report)
        if text is None or not check_id(slug, "a page's address", Place(file), report):
            continue
        resolver = LinkResolver(file, f"{slug}/index.html", slugs, files, report)
        page = _read(slug, text, writer, resolver, report)
        if page:
            pages.append(page)
    return tuple(pages)


def _read(slug: str, text: Text, writer: ProseWriter, resolver: LinkResolver, report: Report) -> SitePage | None:
    front, body = split_source(text, report)
    whole = read_yaml(front, report) if front else None
    fields = whole.fields("A page", PAGE) if whole else None
    title = fields.get("title") if fields else None
    if title is None or body is None:
        return None
    return SitePage(
        slug=slug,
        title=title.text(),
        body=Prose.joined([part for part in _parts(body, writer, resolver, report) if part.html]),
        linked=tuple(resolver.links),
        linked_pages=tuple(resolver.pages),
        pictures=tuple(dict.fromkeys(resolver.pictures)),
        at=Place(text.at.file),
    )


def _parts(body: Text, writer: ProseWriter, resolver: LinkResolver, report: Report) -> Iterator[Prose]:
    """Write the page's blocks; a heading becomes a heading of the page, below its title."""
    blocks = parse_blocks(body.value)
    report_lookalikes(blocks, body, TextPlace.PAGE, report)
    definitions = collect_definitions(blocks)
    ids = Ids()
    notes = Prose()
    before = 0
    for block, behind in zip(blocks, details_open_behind(blocks), strict=True):
        if isinstance(block, Heading):
            yield notes
            words, notes = writer.write_line(block.line, body, definitions, resolver.resolve, report)
            level = max(2, block.level)
            anchor = ids.free(f"_{slug_from(words.text, 'section')}")
            written = WrittenHeading(block.level, body.place(block.line.row, block.line.column))
            wording = replace(words.wording, headings=(written,))
            yield Prose(f'<h{level} id="{anchor}">{words.html}</h{level}>', words.text, wording)
        else:
            part = OutlineProse((block,), body, definitions, (before, behind) if before or behind else ())
            yield write_blocks(part.blocks, part, writer, resolver.resolve, report)
        before = behind
    yield notes
    report_unused_notes(definitions, body, report)
