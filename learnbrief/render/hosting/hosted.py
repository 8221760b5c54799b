"""What there is to tell a host, before any host's own way of writing it."""

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from msgspec import Struct

from learnbrief.cache.values import Value
from learnbrief.model import Briefing
from learnbrief.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
"""The Content-Security-Policy of every page, as `base.html` writes it too; SPEC 6.8."""
NOT_IN_FRAMES = "frame-ancestors 'none'"
"""What a policy can only say in a header: no other site shows ours as a part of its own."""
FOR_EVER = "public, max-age=31536000, immutable"
"""For files whose names change with their content."""
A_WHILE = "public, max-age=300"
"""For pages: five minutes, so that a new briefing, or one that was withdrawn, is soon seen."""

Headers = tuple[tuple[str, str], ...]

EVERYWHERE: Headers = (
    ("Content-Security-Policy", f"{POLICY}; {NOT_IN_FRAMES}"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", A_WHILE),
)
"""No policy for subdomains: they may be others'. No referrer: nobody else learns which briefing was read."""

_PLAIN = re.compile(r"[A-Za-z0-9._~/-]+")
"""Old addresses that every host takes as they are; others are left to the pages that forward."""


class HeaderRule(Value, frozen=True):
    """Headers for some addresses, in the place of those of the same name that hold everywhere."""

    folder: str
    """Where they lie, with a slash at its end; empty for the whole site."""
    name: str
    """The end of their names, or the whole name; empty for all that lies there."""
    headers: Headers


TYPES = {
    ".webmanifest": "application/manifest+json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv; charset=utf-8",
}
"""Content types that hosts often do not know, by the ending of names."""
FEED_TYPES = {"feed.xml": "application/atom+xml; charset=utf-8", "feed.json": "application/feed+json"}
"""Those that hosts cannot know from an ending."""

FINGERPRINTED = (
    HeaderRule("assets/", "", (("Cache-Control", FOR_EVER),)),
    HeaderRule("search/", ".js", (("Cache-Control", FOR_EVER),)),
)
DATA = HeaderRule("data/", "", (("Access-Control-Allow-Origin", "*"),))
"""Open data may be read by pages of other sites."""
ADMIN_HEADERS = HeaderRule("admin/", "", (("Content-Security-Policy", f"base-uri 'none'; {NOT_IN_FRAMES}"),))
"""The form for writing in the browser needs more than a page does; its own page says how much."""


class Redirect(Value, frozen=True):
    """An old address and where it leads."""

    old: str
    """From the slash at the top of the site."""
    new: str
    """From the slash at the top of the host's domain."""


class HostSettings(Struct, frozen=True):
    """What a host is configured with."""

    path: str
    """Below which the site is, without a slash at its end; empty at the root of a domain."""
    redirects: tuple[Redirect, ...]
    """The likeliest forms of all old addresses come first, because hosts take only so many."""
    rules: tuple[HeaderRule, ...]


def hosted(settings: Settings, briefings: Iterable[Briefing], moved: Iterable[tuple[str, str]] = ()) -> HostSettings:
    """Gather what a host needs to know of a site with these briefings, withdrawn ones included.

    `moved` holds what else is at another address now: the old one and the new one, below the site.
    """
    path = quote(urlsplit(settings.base_url).path)
    of_briefings = [
        (alias.id, briefing.address)
        for briefing in sorted(briefings, key=lambda briefing: briefing.slug)
        for alias in briefing.aliases
    ]
    moves = [
        (old, f"{path}/{new.removesuffix('index.html')}")
        for old, new in (*of_briefings, *moved)
        if _PLAIN.fullmatch(old)
    ]
    whole = [(old.removesuffix("index.html"), new) for old, new in moves]
    files = [(old, new) for old, new in moves if old.endswith("index.html")]
    without_slash = [(old.removesuffix("/index.html"), new) for old, new in files if old != "index.html"]
    return HostSettings(
        path=path,
        redirects=tuple(Redirect(f"/{old}", new) for old, new in (*whole, *without_slash, *files)),
        rules=(*FINGERPRINTED, DATA, *([ADMIN_HEADERS] if settings.admin else [])),
    )
