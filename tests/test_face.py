"""The face of the pages, as far as it shows without a browser: what it weighs, and what a briefing says first."""

import gzip
import re

import pytest

from learnbrief.build import Site
from tests.sites import BuiltSite
from tests.support import built, page, project

CSS_LIMIT, JS_LIMIT = 14_000, 10_000
OF_SEARCH = 14 * 1024
"""What the search's own script may weigh; other scripts on its page stay below what every page may load."""
"""Bytes as they are sent, compressed."""


@pytest.fixture(scope="module")
def site(own_site: BuiltSite) -> Site:
    """Give the site of the repository's own sources."""
    return own_site.site


def sent(files: list[bytes]) -> int:
    """Count the bytes of files that are sent compressed, each by itself."""
    return sum(len(gzip.compress(content, 9, mtime=0)) for content in files)


def test_styles_are_light(site: Site) -> None:
    """All styles together stay below 14 KB over the wire, and ask for no font."""
    styles = [content for name, content in site.files.items() if name.endswith(".css")]
    assert styles
    assert sent(styles) < CSS_LIMIT
    assert not [content for content in styles if b"@font-face" in content or b"url(" in content]


def test_scripts_are_light(site: Site) -> None:
    """No page loads more than 10 KB of scripts over the wire, the search's own script and its index aside."""
    loaded = {}
    for name in site.files:
        if name.endswith(".html"):
            scripts = re.findall(r'<script src="[./]*(assets/[^"]+)"', page(site, name))
            others = [script for script in scripts if not script.startswith("assets/search")]
            assert sent([site.files[script] for script in set(scripts) - set(others)]) < OF_SEARCH
            loaded[name] = sent([site.files[script] for script in others])
    assert max(loaded.values()) > 1_000
    assert {name: weight for name, weight in loaded.items() if weight >= JS_LIMIT} == {}


def test_no_page_brings_a_script_of_its_own(site: Site) -> None:
    """What stands in a page between script tags is data for search engines; scripts are files."""
    kinds = {
        (kind, bool(text.strip()))
        for name in site.files
        if name.endswith(".html")
        for kind, text in re.findall(r"(?s)<script([^>]*)>(.*?)</script>", page(site, name))
        if text.strip() or "src=" not in kind
    }
    assert kinds <= {(' type="application/ld+json"', True)}


def test_a_briefing_says_who_what_when_and_how_many(site: Site) -> None:
    """Facts stand above the text: who published it, what it is, when it was held, how many, and how long to read."""
    html = page(site, "briefings/2022-06-dudley-domestic-abuse/index.html")
    facts = html[html.index('<dl class="facts">') : html.index("</dl>")]
    for name, value in (
        ("Published by", "Dudley Safeguarding People Partnership"),
        ("Kind of review", "Multi-agency case file audit"),
        ("Held", "27 June 2022"),
        ("Learning points", "11"),
        ("Reading time", "about 3 minutes"),
        ("About", "Domestic abuse"),
    ):
        assert re.search(rf"<dt>{name}</dt><dd>(<a [^>]*>)?{re.escape(value)}", facts), name


def test_reading_time_is_never_nothing() -> None:
    """A briefing of a few words still takes a minute."""
    text = """\
--- briefings/_themes.yml
neglect: {label: Neglect, definition: Care that falls short.}
--- briefings/_partnerships.yml
example: {name: Example Partnership, short: EP, area: Example}
--- briefings/a.md
---
title: A
partnership: example
kind: deep-dive
held: 2022
published: 2022-05-01
summary: Short.
topics: [neglect]
---
## Findings

- One.
"""
    assert "about 1 minute<" in page(built(project(text)), "briefings/a/index.html")
