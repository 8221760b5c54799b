"""Pages as linked data: what they say of themselves, and that no text can break out of it."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnbrief.build import Site
from learnbrief.pages.sharing import json_in_script
from tests.support import FRONT, VOCABULARY, built, page, project

BASE = "https://example.org/learning"
BODY = "## Findings\n\n- Visits were announced. #plans\n"
SOURCE = "source: {title: The original, url: 'https://b.example/a.pdf'}\n"
PROJECT = f"""{VOCABULARY.replace("area: Other", "area: Other" + chr(10) + "  website: https://osp.example/")}
--- learnbrief.yml
title: Northbridge learns
description: What partnerships learned.
base_url: {BASE}
--- briefings/a.md
{FRONT.replace("partnership: example", "partnership: [example, other]").replace("summary", SOURCE + "summary")}
{BODY}
--- briefings/old.md
{FRONT.replace("2022-", "2020-").replace("summary", "status: archived" + chr(10) + "summary")}
{BODY}
--- briefings/gone.md
{FRONT.replace("2022-", "2019-").replace("summary", "status: withdrawn" + chr(10) + "summary")}
{BODY}
"""


class Reader(HTMLParser):
    """Reads a page's blocks of linked data, as any HTML parser does."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a block begins."""
        self.inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self.inside:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note where a block ends."""
        self.inside = False

    def handle_data(self, data: str) -> None:
        """Take in a block's text."""
        if self.inside:
            self.blocks[-1] += data


def blocks(html: str) -> list[Any]:
    """Give the linked data of a page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return [json.loads(block) for block in reader.blocks]


def graph(site: Site, address: str) -> dict[str, Any]:
    """Give what a page says, by type."""
    (block,) = blocks(page(site, address))
    assert block["@context"] == "https://schema.org"
    return {node["@type"]: node for node in block["@graph"]}


@pytest.fixture(scope="module")
def site() -> Site:
    """Build a site with a published, an archived and a withdrawn briefing."""
    return built(project(PROJECT))


def test_a_briefing_is_a_report(site: Site) -> None:
    """A briefing says who published it, when, what about and what time it covers, and names things by their pages."""
    assert graph(site, "briefings/a/index.html")["Report"] == {
        "@type": "Report",
        "@id": f"{BASE}/briefings/a/",
        "url": f"{BASE}/briefings/a/",
        "name": "Neglect in Example",
        "headline": "Neglect in Example",
        "description": "What an audit of neglect taught.",
        "inLanguage": "en-GB",
        "datePublished": "2022-06-01",
        "temporalCoverage": "2022-03-01/2022-03-31",
        "publisher": [
            {
                "@type": "Organization",
                "@id": f"{BASE}/partnerships/example/",
                "name": "Example Safeguarding Partnership",
                "url": f"{BASE}/partnerships/example/",
            },
            {
                "@type": "Organization",
                "@id": f"{BASE}/partnerships/other/",
                "name": "Other Safeguarding Partnership",
                "url": "https://osp.example/",
            },
        ],
        "about": [{"@type": "DefinedTerm", "@id": f"{BASE}/themes/neglect/", "name": "Neglect"}],
        "isPartOf": {"@id": f"{BASE}/#website"},
        "isBasedOn": {"@type": "CreativeWork", "name": "The original", "url": "https://b.example/a.pdf"},
    }


def test_an_archived_briefing_says_so(site: Site) -> None:
    """An archived briefing is marked as such, and one with no source names none."""
    report = graph(site, "briefings/old/index.html")["Report"]
    assert report["creativeWorkStatus"] == "Archived"
    assert "isBasedOn" not in report


def test_a_theme_is_a_term(site: Site) -> None:
    """A theme is a term of the vocabulary, with its other words, its definition and its id."""
    assert graph(site, "themes/neglect/index.html")["DefinedTerm"] == {
        "@type": "DefinedTerm",
        "@id": f"{BASE}/themes/neglect/",
        "url": f"{BASE}/themes/neglect/",
        "name": "Neglect",
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": f"{BASE}/themes/", "url": f"{BASE}/themes/"},
        "termCode": "neglect",
        "alternateName": ["chronic neglect"],
        "description": "Needs that go unmet over time.",
    }
    assert "alternateName" not in graph(site, "themes/plans/index.html")["DefinedTerm"]


def test_the_index_of_themes_is_a_set_of_terms(site: Site) -> None:
    """The index of themes is the set that every theme names."""
    assert graph(site, "themes/index.html")["DefinedTermSet"] == {
        "@type": "DefinedTermSet",
        "@id": f"{BASE}/themes/",
        "url": f"{BASE}/themes/",
        "name": "Themes of Northbridge learns",
        "inLanguage": "en-GB",
    }


def test_the_site_can_be_searched(site: Site) -> None:
    """The first page says what the site is, and how it is searched."""
    told = graph(site, "index.html")
    assert told == {
        "WebSite": {
            "@type": "WebSite",
            "@id": f"{BASE}/#website",
            "url": f"{BASE}/",
            "name": "Northbridge learns",
            "description": "What partnerships learned.",
            "inLanguage": "en-GB",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{BASE}/search/?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        }
    }


def test_the_way_to_a_page(site: Site) -> None:
    """A page below another says the way to it, and the last step is itself."""
    assert graph(site, "themes/neglect/index.html")["BreadcrumbList"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": f"{BASE}/"},
        {"@type": "ListItem", "position": 2, "name": "Themes", "item": f"{BASE}/themes/"},
        {"@type": "ListItem", "position": 3, "name": "Neglect (theme)"},
    ]
    assert not blocks(page(site, "briefings/a/sheet/index.html"))


def test_addresses_lead_to_pages(site: Site) -> None:
    """Every address of the site that linked data names is a page's or a data file's."""

    def named(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set().union(*map(named, value.values()))
        if isinstance(value, list):
            return set().union(*map(named, value))
        return {value} if isinstance(value, str) and value.startswith(BASE) else set()

    for address in site.files:
        for block in blocks(page(site, address)) if address.endswith(".html") else ():
            for url in named(block):
                file = url.removeprefix(f"{BASE}/").partition("?")[0].partition("#")[0]
                assert {file, f"{file}index.html"} & site.files.keys(), url


def test_what_nobody_is_told_of(site: Site) -> None:
    """A withdrawn briefing and the page for lost addresses say nothing, nor does a site without its address."""
    for address in ("briefings/gone/index.html", "404.html"):
        assert "ld+json" not in page(site, address)
    nowhere = built(project(PROJECT.replace(f"base_url: {BASE}\n", "")))
    assert [name for name in nowhere.files if b"ld+json" in nowhere.files[name]] == []


EVIL = "</script><script>alert(1)</script><!-- <script> & \u2028 ]]>"
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("<>&/!-\u2028\u2029\"'\\")))


@given(texts=st.lists(st.one_of(TEXTS, st.sampled_from([EVIL, "</SCRIPT >", "<!--<script>"])), max_size=5))
def test_no_text_breaks_out(texts: list[str]) -> None:
    """Whatever texts stand in linked data, an HTML parser finds one block and reads the same texts in it."""
    html = f'<script type="application/ld+json">{json_in_script(texts)}</script><p>after</p>'
    assert blocks(html) == [texts]
    assert not set("<>&\u2028\u2029") & set(json_in_script(texts))


def test_no_source_breaks_out() -> None:
    """A title, a label, a name and a description that try to end the block are read back as they were written."""
    evil = EVIL.replace("\u2028", "-")
    text = (
        PROJECT.replace("Neglect in Example", f"'{evil}'")
        .replace("label: Neglect", f"label: '{evil} n'")
        .replace("name: Other Safeguarding Partnership", f"name: '{evil} o'")
        .replace("title: The original", f"title: '{evil} s'")
    )
    report = graph(built(project(text)), "briefings/a/index.html")["Report"]
    told = (report["name"], report["about"][0]["name"], report["publisher"][1]["name"], report["isBasedOn"]["name"])
    assert told == (evil, f"{evil} n", f"{evil} o", f"{evil} s")


@pytest.mark.parametrize(
    ("updated", "told"),
    [("2022-09-01", "2022-09-01"), ("2026-01-31", "2026-01-31"), ("2022-06-01", None), ("2026-02-01", None)],
    ids=["changed", "changed today", "on the day it came out", "a day to come"],
)
def test_a_change_is_told_from_its_day_on(updated: str, told: str | None) -> None:
    """A briefing that says when it was changed says so in its linked data and on its page, from that day on."""
    site = built(project(PROJECT.replace("published: 2022-06-01", f"published: 2022-06-01\nupdated: {updated}")))
    assert graph(site, "briefings/a/index.html")["Report"].get("dateModified") == told
    assert ("<dt>Changed</dt>" in page(site, "briefings/a/index.html")) == bool(told)
