"""Documents of plain values, and the files that crawlers look for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from learnbrief.cache.values import Value
from learnbrief.pages.addresses import canonical
from learnbrief.pages.page import Contents, Page

LONGEST_SITEMAP = 50_000
"""Addresses in one sitemap (https://www.sitemaps.org/protocol.html); its 50 MB are never reached with so few."""


class JsonView(Value, frozen=True):
    """A document of plain values, to be written as JSON."""

    document: Any


def encode(record: Any) -> bytes:
    """Write a record. Their length decides how files are cut, so they come encoded to where files are made."""
    return msgspec.json.encode(record)


class RecordsView(Value, frozen=True):
    """An object with a few values and a list of many records, each encoded already."""

    values: Mapping[str, Any]
    name: str
    """Of the list."""
    records: Iterable[bytes]


class RobotsView(Value, frozen=True):
    """Rules for crawlers."""

    sitemap: str
    """Its full address; empty where the owner has not said where the site is."""
    hidden: str
    """The path that they are to leave alone; empty where there is none."""


class SitemapView(Value, frozen=True):
    """Full addresses of pages that search engines should know, or of the files that list them."""

    addresses: tuple[str, ...]
    is_index: bool


def crawler_pages(contents: Contents, pages: tuple[Page, ...]) -> Iterator[Page]:
    """Make `robots.txt`, and where the owner has said where the site is, the sitemap."""
    base = contents.settings.base_url
    hidden = f"{urlsplit(base).path}/admin/" if contents.settings.admin else ""
    robots = RobotsView(f"{base}/sitemap.xml" if base else "", hidden)
    yield Page("robots.txt", "robots.txt", robots, is_listed=False)
    if base:
        listed = sorted(page.address for page in pages if page.is_listed and page.address.endswith(".html"))
        yield from _sitemaps([canonical(address, base) for address in listed], base)


def _sitemaps(listed: list[str], base: str) -> Iterator[Page]:
    """Make the sitemap; where it would be too long, one file for each part, and an index of them in its place."""
    parts = [tuple(listed[first : first + LONGEST_SITEMAP]) for first in range(0, len(listed), LONGEST_SITEMAP)]
    if len(parts) == 1:
        yield Page("sitemap.xml", "sitemap.xml", SitemapView(parts[0], is_index=False), is_listed=False)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    index = SitemapView(tuple(f"{base}/{name}" for name in names), is_index=True)
    yield Page("sitemap.xml", "sitemap.xml", index, is_listed=False)
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "sitemap.xml", SitemapView(part, is_index=False), is_listed=False)
