"""Open data, and the files that crawlers look for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from learnbrief.catalogue import Entry
from learnbrief.model import Briefing, Held
from learnbrief.pages.addresses import absolute_links, canonical
from learnbrief.pages.page import Contents, Page
from learnbrief.settings import LinkForm

LONGEST_SITEMAP = 50_000
"""Addresses in one sitemap (https://www.sitemaps.org/protocol.html); its 50 MB are never reached with so few."""


@dataclass(frozen=True, slots=True)
class JsonView:
    """A document of plain values, to be written as JSON."""

    document: Any


@dataclass(frozen=True, slots=True)
class RobotsView:
    """What crawlers are told."""

    sitemap: str
    """Its full address; empty where the owner has not said where the site stands."""
    hidden: str
    """The path that they are to leave alone; empty where there is none."""


@dataclass(frozen=True, slots=True)
class SitemapView:
    """Full addresses of pages that search engines should know, or of the files that list them."""

    addresses: tuple[str, ...]
    is_index: bool


def data_pages(contents: Contents) -> Iterator[Page]:
    """Make the open data: briefings and points."""
    yield Page("data/points.json", "records", partial(_points, contents), is_listed=False)
    yield Page("data/briefings.json", "records", partial(_briefings, contents), is_listed=False)


def crawler_pages(contents: Contents, pages: tuple[Page, ...]) -> Iterator[Page]:
    """Make `robots.txt`, and where the owner has said where the site stands, the sitemap."""
    base = contents.settings.base_url
    hidden = f"{urlsplit(base).path}/admin/" if contents.settings.admin else ""
    robots = RobotsView(f"{base}/sitemap.xml" if base else "", hidden)
    yield Page("robots.txt", "robots.txt", lambda: robots, is_listed=False)
    if base:
        listed = sorted(page.address for page in pages if page.is_listed and page.address.endswith(".html"))
        yield from _sitemaps([canonical(address, base) for address in listed], base)


def _sitemaps(listed: list[str], base: str) -> Iterator[Page]:
    """Make the sitemap; where it would be too long, one file for each part, and an index of them in its place."""
    parts = [tuple(listed[first : first + LONGEST_SITEMAP]) for first in range(0, len(listed), LONGEST_SITEMAP)]
    if len(parts) == 1:
        yield Page("sitemap.xml", "sitemap.xml", partial(SitemapView, parts[0], is_index=False), is_listed=False)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    index = SitemapView(tuple(f"{base}/{name}" for name in names), is_index=True)
    yield Page("sitemap.xml", "sitemap.xml", lambda: index, is_listed=False)
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "sitemap.xml", partial(SitemapView, part, is_index=False), is_listed=False)


def _points(contents: Contents) -> JsonView:
    points = [_point(entry, contents) for entry in contents.catalogue.entries]
    return JsonView({"generated_from": contents.sources_digest, "points": points})


def _briefings(contents: Contents) -> JsonView:
    return JsonView({"briefings": [_briefing(briefing, contents) for briefing in contents.catalogue.briefings]})


def _point(entry: Entry, contents: Contents) -> dict[str, Any]:
    point, briefing = entry.point, entry.briefing
    base = contents.settings.base_url
    return {
        "id": point.id,
        "former_ids": list(point.former_ids),
        "url": f"{canonical(briefing.address, base) or briefing.address.removesuffix('index.html')}#{point.id}",
        "briefing": briefing.slug,
        "title": point.title,
        "text": point.body.text,
        "html": absolute_links(point.body.html, base, LinkForm.FOLDERS),
        "lead_in": point.lead_in or None,
        "section": list(point.headings),
        "role": point.role.value,
        "audience": point.audience,
        "themes": list(point.themes),
        "tags": list(point.tags),
        "partnership": _partnership(briefing),
        "kind": briefing.kind.id,
        "held": _held(point.held),
        "year": point.held.year,
        "owner": point.owner or None,
        "due": _held(point.due) if point.due else None,
        "state": point.state.value if point.state else None,
    }


def _briefing(briefing: Briefing, contents: Contents) -> dict[str, Any]:
    base = contents.settings.base_url
    return {
        "slug": briefing.slug,
        "aliases": [alias.id.removesuffix("index.html") for alias in briefing.aliases],
        "url": canonical(briefing.address, base) or briefing.address.removesuffix("index.html"),
        "title": briefing.title,
        "summary": briefing.summary.text,
        "partnership": _partnership(briefing),
        "kind": briefing.kind.id,
        "held": _held(briefing.held),
        "published": briefing.published.isoformat(),
        "status": briefing.status.value,
        "topics": [topic.id for topic in briefing.topics],
        "themes": list(briefing.themes),
        "points": len(briefing.points),
    }


def _partnership(briefing: Briefing) -> str | list[str]:
    ids = [reference.id for reference in briefing.partnerships]
    return ids[0] if len(ids) == 1 else ids


def _held(held: Held) -> dict[str, str]:
    return {"from": held.start.isoformat(), "to": held.end.isoformat(), "label": held.label}
