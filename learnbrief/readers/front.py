"""A briefing's fields: what each must look like, and what holds where it is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from learnbrief.fields import Fields, Value, read_contact, read_day, read_web_address
from learnbrief.markup import ProseWriter, Resolve, collect_definitions, parse_blocks
from learnbrief.model import Cases, DateFault, Held, Link, Prose, Reference, Source, Status, parse_held
from learnbrief.problems import Place, Report, error, no_such
from learnbrief.settings import Settings

FRONT_FIELDS = (
    "title",
    "partnership",
    "kind",
    "held",
    "published",
    "review_by",
    "status",
    "summary",
    "topics",
    "cases",
    "follows_up",
    "source",
    "superseded_by",
    "aliases",
    "role",
    "audience",
    "slug",
    "contact",
    "links",
)


@dataclass(frozen=True, slots=True)
class Front:
    """The values of a briefing's fields."""

    title: str
    partnerships: tuple[Reference, ...]
    kind: Reference
    held: Held
    published: date
    status: Status
    summary: Prose
    topics: tuple[Reference, ...]
    review_by: date | None
    cases: Cases | None
    follows_up: tuple[Reference, ...]
    source: Source | None
    superseded_by: Reference | None
    aliases: tuple[Reference, ...]
    contact: str
    links: tuple[Link, ...]
    links_at: tuple[Place, ...]
    is_complete: bool
    """Whether all required fields could be read; the values of the others stand in for them."""


def read_front(fields: Fields, settings: Settings, writer: ProseWriter, resolve: Resolve, report: Report) -> Front:
    """Read a briefing's fields; every mistake is reported."""
    title = fields.require("title", "What the audit taught us")
    partnerships = _references(fields, "partnership", "your-partnership")
    kind = _kind(fields, settings, report)
    held = _held(fields, report)
    published = read_day(fields.require("published", "2026-01-31"), report)
    summary = _summary(fields, writer, resolve, report)
    topics = _references(fields, "topics", "[neglect]")
    status = fields.get("status")
    superseded_by = fields.get("superseded_by")
    links = list(_links(fields, report))
    return Front(
        title=title.text() if title else "",
        partnerships=partnerships,
        kind=kind or Reference("", fields.whole.at),
        held=held or _NEVER,
        published=published or date.min,
        status=(status.choice("status", Status) if status else None) or Status.PUBLISHED,
        summary=summary or Prose(),
        topics=topics,
        review_by=read_day(fields.get("review_by"), report),
        cases=_cases(fields.get("cases")),
        follows_up=tuple(_reference(item) for item in fields.items("follows_up")),
        source=_source(fields.get("source"), report),
        superseded_by=_reference(superseded_by) if superseded_by else None,
        aliases=tuple(_aliases(fields, report)),
        contact=read_contact(fields.get("contact"), report),
        links=tuple(link for link, _ in links),
        links_at=tuple(at for _, at in links),
        is_complete=bool(title and partnerships and kind and held and published and summary and topics),
    )


def unread_front(at: Place) -> Front:
    """Stand in for fields that YAML cannot read, so that the body's mistakes are named too."""
    nothing = Reference("", at)
    return Front(
        title="",
        partnerships=(),
        kind=nothing,
        held=_NEVER,
        published=date.min,
        status=Status.DRAFT,
        summary=Prose(),
        topics=(),
        review_by=None,
        cases=None,
        follows_up=(),
        source=None,
        superseded_by=None,
        aliases=(),
        contact="",
        links=(),
        links_at=(),
        is_complete=False,
    )


_NEVER = Held(date.min, date.min, "")
"""Stands in for a date that cannot be read, so that all other mistakes are named too."""


def _reference(value: Value) -> Reference:
    return Reference(value.text(), value.at)


def _references(fields: Fields, name: str, example: str) -> tuple[Reference, ...]:
    fields.require(name, example)
    return tuple(dict.fromkeys(_reference(item) for item in fields.items(name)))


def _kind(fields: Fields, settings: Settings, report: Report) -> Reference | None:
    value = fields.require("kind", "multi-agency-audit")
    if value is None:
        return None
    kind = _reference(value)
    if kind.id and kind.id not in settings.kind_ids:
        report(error("unknown-kind", no_such("kind of review", kind.id, settings.kind_ids), kind.at))
        return None
    return kind if kind.id else None


def _held(fields: Fields, report: Report) -> Held | None:
    value = fields.require("held", "2026-01")
    if value is None:
        return None
    written = value.text()
    if not written:
        return None  # said already
    held = parse_held(written)
    if isinstance(held, DateFault):
        report(error(held.code, held.message, value.at))
        return None
    return held


def _summary(fields: Fields, writer: ProseWriter, resolve: Resolve, report: Report) -> Prose | None:
    value = fields.require("summary", "One or two sentences on what was looked at and what matters most.")
    if value is None:
        return None
    text = value.located_text()
    blocks = parse_blocks(text.value)
    return writer.write(blocks, text, collect_definitions(blocks), resolve, report)


def _cases(value: Value | None) -> Cases | None:
    fields = value.fields("cases", ("count", "unit", "note")) if value else None
    count = fields.require("count", "7") if fields else None
    number = count.whole_number() if count else None
    if fields is None or number is None:
        return None
    return Cases(number, fields.text("unit") or "cases", fields.text("note"))


def _source(value: Value | None, report: Report) -> Source | None:
    fields = value.fields("source", ("title", "url")) if value else None
    title = fields.require("title", "Learning briefing, published by the partnership") if fields else None
    if fields is None or title is None:
        return None
    return Source(title.text(), read_web_address(fields.get("url"), report), fields.place("url"))


def _links(fields: Fields, report: Report) -> Iterator[tuple[Link, Place]]:
    for item in fields.items("links"):
        link = item.fields("A link", ("title", "url"))
        title = link.require("title", "What it leads to") if link else None
        url = link.require("url", "https://example.org/") if link else None
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
                "such as briefings/old-name/, without a leading slash, blanks, https: or names with a dot first"
            )
            report(error("bad-alias", message, item.at))
            continue
        is_file = "." in parts[-1] and not path.endswith("/")
        yield Reference("/".join(parts) if is_file else "/".join([*parts, "index.html"]), item.at)
