"""A briefing's fields: what each must look like, and what holds where it is left out."""

import re
from collections.abc import Callable, Iterator

from learnbrief.fields import Fields, YamlValue, note_of_gap, read_contact, read_day, read_web_address
from learnbrief.markup import ProseWriter, Resolve, collect_definitions, parse_blocks
from learnbrief.model import (
    STAND_IN,
    UNKNOWN,
    Cases,
    DateFault,
    FrontMatter,
    Gap,
    Held,
    Link,
    Prose,
    Reference,
    Source,
    Status,
    parse_held,
    parse_published,
)
from learnbrief.problems import Place, Report, error, no_such
from learnbrief.readers.footnotes import report_marks_in_title, report_unused_notes
from learnbrief.readers.unfilled import with_gaps_marked
from learnbrief.settings import Settings

NameTheme = Callable[[str, Place], str]
"""Remembers where a theme is named, and gives its id of today."""


def read_front_matter(
    fields: Fields, settings: Settings, writer: ProseWriter, resolve: Resolve, theme: NameTheme, report: Report
) -> tuple[FrontMatter, bool]:
    """Read a briefing's fields; the second value tells whether all that are required could be read.

    Every mistake is reported, and other values take the place of those that could not be read.
    """
    gaps = tuple(_gaps(fields))
    waiting = {gap.name for gap in gaps}
    stand_in = Reference(STAND_IN, fields.whole.at)
    title = fields.written("title")
    if title:
        report_marks_in_title(title, report)
    partnerships = _references(fields, "partnership") or ((stand_in,) if "partnership" in waiting else ())
    kind = stand_in if "kind" in waiting else _kind(fields, settings, report)
    held = _date(fields.get("held"), parse_held, report)
    published = _date(fields.get("published"), parse_published, report)
    summary = _summary(fields, writer, resolve, report)
    topics = tuple(
        dict.fromkeys(Reference(theme(topic.id, topic.at), topic.at) for topic in _references(fields, "topics"))
    )
    superseded_by = fields.get("superseded_by")
    links = list(_links(fields, report))
    front = FrontMatter(
        title=title.text() if title else "",
        partnerships=partnerships,
        kind=kind or Reference("", fields.whole.at),
        held=held or UNKNOWN,
        published=published or UNKNOWN,
        status=fields.choice("status", "status", Status) or Status.PUBLISHED,
        summary=summary or Prose(),
        topics=topics,
        updated=read_day(fields.get("updated"), report),
        review_by=read_day(fields.get("review_by"), report),
        cases=_cases(fields.inside("cases")),
        follows_up=tuple(_reference(item) for item in fields.items("follows_up")),
        source=_source(fields.inside("source"), report),
        superseded_by=_reference(superseded_by) if superseded_by else None,
        aliases=tuple(_aliases(fields, report)),
        contact=read_contact(fields.get("contact"), report),
        links=tuple(link for link, _ in links),
        links_at=tuple(at for _, at in links),
        gaps=gaps,
    )
    is_complete = (
        title
        and partnerships
        and kind
        and (held or "held" in waiting)
        and (published or "published" in waiting)
        and summary
    )
    return front, bool(is_complete)


def unread_front_matter(at: Place) -> FrontMatter:
    """Stand in for fields that YAML cannot read, so that the body's mistakes are named too."""
    return FrontMatter(
        title="",
        partnerships=(),
        kind=Reference("", at),
        held=UNKNOWN,
        published=UNKNOWN,
        status=Status.DRAFT,
        summary=Prose(),
        topics=(),
    )


def _gaps(fields: Fields) -> Iterator[Gap]:
    """Give what is yet to be filled in, but for the fields that are texts: these say so on the page themselves."""
    for name in fields.known:
        value = fields.written(name)
        if value and name not in ("title", "summary", "sections"):
            yield from (Gap(name, note_of_gap(gap.text())) for gap in value.gaps())


def _reference(value: YamlValue) -> Reference:
    return Reference(value.text(), value.at)


def _references(fields: Fields, name: str) -> tuple[Reference, ...]:
    references = (_reference(item) for item in fields.items(name) if item.is_text())
    return tuple(dict.fromkeys(reference for reference in references if reference.id))


def _kind(fields: Fields, settings: Settings, report: Report) -> Reference | None:
    value = fields.get("kind")
    if value is None:
        return None
    kind = _reference(value)
    if kind.id and kind.id not in settings.kind_ids:
        report(error("unknown-kind", no_such("kind of review", kind.id, settings.kind_ids), kind.at))
        return None
    return kind if kind.id else None


def _date(value: YamlValue | None, parse: Callable[[str], Held | DateFault], report: Report) -> Held | None:
    written = value.text() if value else ""
    if not value or not written:
        return None  # said already
    held = parse(written)
    if isinstance(held, DateFault):
        report(error(held.code, held.message, value.at))
        return None
    return held


def _summary(fields: Fields, writer: ProseWriter, resolve: Resolve, report: Report) -> Prose | None:
    value = fields.written("summary")
    if value is None:
        return None
    text = value.located_text()
    blocks = parse_blocks(text.value)
    definitions = collect_definitions(blocks)
    summary = writer.write(blocks, text, definitions, resolve, report)
    report_unused_notes(definitions, text, report)
    return with_gaps_marked(summary)


def _cases(fields: Fields | None) -> Cases | None:
    count = fields.get("count") if fields else None
    number = count.whole_number() if count else None
    if fields is None or number is None:
        return None
    return Cases(number, fields.text("unit") or "cases", fields.text("note"))


def _source(fields: Fields | None, report: Report) -> Source | None:
    title = fields.get("title") if fields else None
    if fields is None or title is None:
        return None
    return Source(title.text(), read_web_address(fields.get("url"), report), fields.place("url"))


def _links(fields: Fields, report: Report) -> Iterator[tuple[Link, Place]]:
    for item in fields.items("links"):
        link = item.fields("A link", fields.known["links"].parts)
        title = link.get("title") if link else None
        url = link.get("url") if link else None
        if title and url:
            yield Link(title.text(), read_web_address(url, report)), url.at


def _aliases(fields: Fields, report: Report) -> Iterator[Reference]:
    """Read old site paths; each becomes the address of a page that forwards."""
    for item in fields.items("aliases"):
        path = item.text().removeprefix("./")
        if not path:
            continue  # said already
        parts = path.rstrip("/").split("/")
        if (
            not re.fullmatch(r"[^\\:?#\s]+", path)
            or path.startswith("/")
            or any(part.startswith(".") or not part for part in parts)
        ):
            message = (
                f'"{path}" cannot be an old address of this page: write the path below the site, '
                "such as briefings/old-name/, without a leading slash, blanks, https: or names with a dot first."
            )
            report(error("bad-alias", message, item.at))
            continue
        is_file = "." in parts[-1] and not path.endswith("/")
        yield Reference("/".join(parts) if is_file else "/".join([*parts, "index.html"]), item.at)
