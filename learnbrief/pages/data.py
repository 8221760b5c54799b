"""Documents of plain values, and the files that crawlers look for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import JSONEncoder
from typing import Any
from urllib.parse import urlsplit

from learnbrief.pages.addresses import canonical
from learnbrief.pages.page import Contents, Page


@dataclass(frozen=True, slots=True)
class JsonView:
    """A document of plain values, to be written as JSON."""

    document: Any


encode: Callable[[Any], str] = JSONEncoder(ensure_ascii=False).encode
"""Writes a record. How long records are decides how files are cut, so they come encoded to where files are made."""


@dataclass(frozen=True, slots=True)
class RecordsView:
    """An object with a few values and a list of many records, each encoded already."""

    values: Mapping[str, Any]
    name: str
    """Of the list."""
    records: Sequence[str]


@dataclass(frozen=True, slots=True)
class RobotsView:
    """What crawlers are told."""

    sitemap: str
    """Its full address; empty where the owner has not said where the site stands."""
    hidden: str
    """The path that they are to leave alone; empty where there is none."""


@dataclass(frozen=True, slots=True)
class SitemapView:
    """Full addresses of all pages that search engines should know."""

    addresses: tuple[str, ...]


def crawler_pages(contents: Contents, pages: tuple[Page, ...]) -> Iterator[Page]:
    """Make `robots.txt`, and where the owner has said where the site stands, the sitemap."""
    base = contents.settings.base_url
    hidden = f"{urlsplit(base).path}/admin/" if contents.settings.admin else ""
    robots = RobotsView(f"{base}/sitemap.xml" if base else "", hidden)
    yield Page("robots.txt", "robots.txt", lambda: robots, is_listed=False)
    if base:
        listed = sorted(page.address for page in pages if page.is_listed and page.address.endswith(".html"))
        view = SitemapView(tuple(canonical(address, base) for address in listed))
        yield Page("sitemap.xml", "sitemap.xml", lambda: view, is_listed=False)
