"""The pages of a small project: which there are, what each shows, and that every link in them leads somewhere."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from learnbrief.build import Inputs, Site
from learnbrief.pages import documents as data
from tests.support import FRONT, VOCABULARY, briefing_project, built, laid_out, page, project

BASE = "https://example.org/learning"

WORLD = """
--- learnbrief.yml
title: Example learning
description: What Example learned.
base_url: https://example.org/learning/
accessibility:
  conformance: partial
  failures: [Maps have no text.]
  tested: 2026-01-01
  method: by hand
  contact: access@example.org
  response: within a week
--- briefings/_themes.yml
harm:
  label: Harm
  definition: What hurts.
neglect:
  label: Neglect
  also: [chronic neglect]
  broader: harm
  related: [plans, missing]
  definition: Needs unmet over time.
plans:
  label: Plans
  also: [SMART]
  definition: Who does what by when.
missing:
  label: Missing children
  also: [absconding]
  definition: Children whose whereabouts nobody knows.
--- briefings/_partnerships.yml
east:
  name: East Safeguarding Partnership
  short: ESP
  area: East
  website: https://east.example.org/
  email: east@example.org
  procedures: {title: East procedures, url: "https://east.example.org/procedures"}
west:
  name: West Safeguarding Partnership
  short: WSP
  area: West
idle:
  name: Idle Safeguarding Partnership
--- briefings/_glossary.yml
MASH: multi-agency safeguarding hub
--- briefings/2018-old.md
---
title: Neglect in East
partnership: east
kind: multi-agency-audit
held: 2018-03
published: 2018-06-01
review_by: 2020-01-31
status: archived
superseded_by: 2022-new
summary: What an *early* audit taught.
topics: [neglect]
---
## Findings

- The old finding stood alone.
--- briefings/2022-new.md
---
title: Neglect and plans
partnership: east
kind: deep-dive
held: 2022-03 to 2022-05
published: 2022-07-01
summary: What a second look taught the MASH.
topics: [neglect]
follows_up: [2018-old]
cases: {count: 7, unit: children, note: 3 under five}
source: {title: The published briefing, url: "https://east.example.org/briefing.pdf"}
contact: author@example.org
links: [{title: Further reading, url: "https://elsewhere.example.org/more"}]
aliases: [briefings/neglect-2022/, old/neglect.html]
---
## Background

Text that is [no point](2018-old.md#the-old-finding-stood-alone).

## What worked well

- The health visitor kept calling. #plans {#kept-calling was="health-visitor another-old-id"}

## Key points for managers

The audit reminds us to:

- share the plan; see [what worked](#kept-calling). #plans

## What is being done {role=actions}

- Write a guide. {owner="MASH" due=2023-03 state=done}
--- briefings/2024-joint.yml
title: A year of both
partnership: [east, west]
kind: annual-learning
held: 2023/24
published: 2024-09-01
summary: What both partnerships taught each other.
topics: [plans]
follows_up: [2022-new]
sections:
  - heading: Recommendations
    points:
      - Plan together.
--- briefings/2021-gone.md
---
title: Withdrawn words
partnership: west
kind: rapid-review
held: 2021
published: 2021-05-01
status: withdrawn
superseded_by: 2024-joint
summary: Unsound summary.
topics: [missing]
---
## Findings

- Unsound finding.
"""


@dataclass
class Html(HTMLParser):
    """What a test asks of a page: its ids, links, headings and words."""

    source: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    text: str = ""
    title: str = ""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        self.close()
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and addresses."""
        self.open.append(tag)
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src", "action") if name in given and tag != "base"]
        if given.get("http-equiv", "").lower() == "refresh":
            self.links.append(given["content"].partition("url=")[2])

    def handle_data(self, data: str) -> None:
        """Note the words."""
        if self.open and self.open[-1] == "title":
            self.title += data
        self.text += f"{data} "

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self.open and self.open.pop() != tag:
            pass


def html_of(site: Site, address: str) -> Html:
    """Read one of a site's pages."""
    return _read(page(site, address))


def pages_of(files: Mapping[str, bytes]) -> dict[str, Html]:
    """Read all of a site's pages."""
    return {name: _read(content.decode()) for name, content in files.items() if name.endswith(".html")}


@lru_cache(maxsize=200)
def _read(html: str) -> Html:
    return Html(html)


def broken_links(files: Mapping[str, bytes], *, base: str = BASE, folders: bool = False) -> list[str]:
    """Name every link inside a site that is not of the form asked for, or leads to no file or no place in it."""
    pages = pages_of(files)
    return [
        f"{address}: {link} ({fault})"
        for address, html in pages.items()
        for link in html.links
        if (fault := _fault(address, link, pages, files, base, folders=folders))
    ]


def _fault(
    address: str, link: str, pages: Mapping[str, Html], files: Mapping[str, bytes], base: str, *, folders: bool
) -> str:
    if re.match(r"(https?|mailto|tel):", link):
        own = link.startswith(f"{base}/")
        return "" if not own or _target(link.removeprefix(f"{base}/")) in files else "no such page at base_url"
    path, _, fragment = re.sub(r"\?[^#]*", "", link).partition("#")
    if address == "404.html" and path:
        root = re.sub(r"https?://[^/]+", "", base)
        if not path.startswith(f"{root}/"):
            return "the page for lost addresses must name the whole path"
        target = path.removeprefix(f"{root}/")
    elif path.startswith("/") or ":" in path:
        return "not relative"
    else:
        target = posixpath.join(posixpath.dirname(address), path) if path else address
    is_folder = _target(target) != posixpath.normpath(target)
    if path and is_folder is not folders and (is_folder or target.endswith("index.html")):
        return "not in the form of the setting"
    place = _target(target)
    if place not in files:
        return f"no file {place}"
    return f"no place {fragment}" if fragment and fragment not in pages[place].ids else ""


def _target(path: str) -> str:
    whole = posixpath.normpath(path)
    return posixpath.normpath(f"./{path}/index.html") if path.endswith("/") or whole == "." else whole


@pytest.fixture(scope="module")
def site() -> Site:
    """Build the small project."""
    return built(project(WORLD))


ADDRESSES = """
404.html about/index.html accessibility/index.html glossary/index.html index.html robots.txt sitemap.xml
audiences/index.html audiences/everyone/index.html audiences/managers/index.html
briefings/index.html briefings/2018-old/index.html briefings/2021-gone/index.html briefings/2022-new/index.html
briefings/2024-joint/index.html briefings/neglect-2022/index.html old/neglect.html
data/index.html data/briefings.json data/points.json
kinds/index.html kinds/annual-learning/index.html kinds/deep-dive/index.html kinds/multi-agency-audit/index.html
partnerships/index.html partnerships/east/index.html partnerships/west/index.html
themes/index.html themes/neglect/index.html themes/plans/index.html
"""


LATER = "|".join(
    [
        r"themes/(?:harm|missing)/index\.html",
        r"assets/(?:cards/)?[\w-]+\.[0-9a-f]{10}\.\w+",
        r"site\.webmanifest",
        r"search/.*|insights/(?:actions/[\w-]+/)?index\.html|years/(?:\d{4}|undated)/index\.html|years/\d{4}/\d{4}\.csv|themes/[\w-]+/pack/index\.html|briefings/[\w-]+/sheet/index\.html",
        r"(?:(?:themes|partnerships|audiences)/[\w-]+/)?feed\.(?:xml|json)",
        r"data/(?:(?:points|briefings|themes)\.csv|themes\.json(?:ld)?|lessons\.json|[\w.]+\.schema\.json)",
    ]
)
"""Addresses of the contract that have no tests here."""


def test_addresses(site: Site) -> None:
    """The site has the pages of the contract, and beside fingerprinted assets no other."""
    expected = set(ADDRESSES.split())
    assert expected <= site.files.keys()
    others = site.files.keys() - expected
    assert [name for name in others if not re.fullmatch(LATER, name)] == []


@pytest.mark.parametrize("form", ["files", "folders"])
@pytest.mark.parametrize("base", ["https://example.org", BASE, "https://example.org/a/b", ""])
def test_every_link_leads_somewhere(form: str, base: str) -> None:
    """Every link is relative, of the form set, and leads to a file and a place that are there; 404's are rooted."""
    files = built(replace(project(f"{WORLD}--- learnbrief.yml\nlinks: {form}\n"), base_url=base)).files
    assert broken_links(files, base=base or "https://example.org", folders=form == "folders") == []


def test_the_link_checker_finds_faults() -> None:
    """The checker itself tells a broken link from a sound one."""
    files = {
        "a/index.html": b'<p id="x"><a href="../b/index.html">',
        "404.html": b'<a href="b.html">',
        "b.html": b'<a href="a/index.html#y"><a href="/a/index.html"><a href="a/"><a href="a/index.html#x">',
    }
    assert len(broken_links(files)) == 5


def test_titles_are_unique(site: Site) -> None:
    """No two pages bear the same title."""
    titles = Counter(html.title for html in pages_of(site.files).values())
    assert [title for title, count in titles.items() if count > 1 or not title] == []


def test_ids_are_unique(site: Site) -> None:
    """No page has an id twice."""
    assert {address: ids for address, html in pages_of(site.files).items() if (ids := twice(html))} == {}


def twice(html: Html) -> list[str]:
    """Give the ids that a page has more than once."""
    return [id_ for id_, count in Counter(html.ids).items() if count > 1]


@pytest.mark.parametrize(
    "body",
    [
        "## Main\n\nText.\n",
        "## Main findings\n\n- A.\n\n## Main findings\n\n- B.\n",
        "## Findings\n\n- Same.\n- Same.\n",
    ],
)
def test_headings_take_no_id_of_the_frame(body: str) -> None:
    """Whatever a heading or a point says, its id is the only one of its name on the page."""
    assert twice(html_of(built(briefing_project(body)), "briefings/a/index.html")) == []


def test_footnotes_have_ids_of_their_own() -> None:
    """Two points with the same words and the same footnote have notes of their own."""
    body = "## Findings\n\n- Same.[^1]\n- Same.[^1]\n\n[^1]: A note.\n"
    site = built(briefing_project(body))
    assert [address for address, html in pages_of(site.files).items() if twice(html)] == []


@pytest.mark.parametrize("body", ["## More\n\na\n\n## More\n\nb\n", "## Main\n\ntext\n"])
def test_own_pages_have_unique_ids(body: str) -> None:
    """Headings of an owner's page that are alike have different ids."""
    inputs = with_page(briefing_project(""), f"---\ntitle: Help\n---\n{body}")
    assert twice(html_of(built(inputs), "help/index.html")) == []


def test_abbreviations_have_unique_ids() -> None:
    """Abbreviations that differ in case only, or are called as the frame's parts, have ids of their own."""
    glossary = (
        "--- briefings/_glossary.yml\nCP: child protection\nCp: chief planner\nMAIN: a main thing\nS 47: enquiry\n"
    )
    html = html_of(built(briefing_project("", more=glossary)), "glossary/index.html")
    assert twice(html) == []
    assert [id_ for id_ in html.ids if " " in id_] == []


def test_pictures_are_found_from_every_page() -> None:
    """A picture's address is relative on every page, whatever its description holds."""
    inputs = briefing_project("## Findings\n\n- A map ![less < is > more](map.png)\n")
    files = built(replace(inputs, sources={**inputs.sources, "briefings/map.png": b"picture"})).files
    assert broken_links(files, base="https://example.org") == []
    assert b"picture" in files.values()


def with_page(inputs: Inputs, text: str) -> Inputs:
    """Put an owner's page beside the built-in ones."""
    return replace(inputs, templates={**inputs.templates, "pages/help.md": text.encode()})


# What pages show


def test_home(site: Site) -> None:
    """The first page counts what is there, and its latest briefings leave out archived and withdrawn ones."""
    html = html_of(site, "index.html")
    assert "5 learning points from 3 briefings" in html.text
    latest = [link for link in html.links if link.startswith("briefings/2")]
    assert latest == ["briefings/2024-joint/index.html", "briefings/2022-new/index.html"]
    assert {"audiences/managers/index.html", "themes/neglect/index.html"} <= set(html.links)


def test_a_theme_that_nobody_raised(site: Site) -> None:
    """Its page says so, with the nearest that were raised; nothing counts it, and no search engine hears of it."""
    index = html_of(site, "themes/index.html")
    assert "Missing children not raised yet" in index.text
    assert "2 of 4 themes raised so far" in index.text
    html = html_of(site, "themes/missing/index.html")
    assert 'yet. Nearest to it: <a href="../neglect/index.html">Neglect</a>.' in html.source
    assert '<meta name="robots" content="noindex">' in html.source
    assert b"themes/missing/" not in site.files["sitemap.xml"]
    assert {"themes/missing/pack/index.html", "themes/missing/feed.xml"}.isdisjoint(site.files)


def test_synonyms_are_see_entries(site: Site) -> None:
    """A synonym stands in the A to Z, in its own place, and leads to its theme."""
    html = page(site, "themes/index.html")
    assert re.search(r'chronic neglect\s*<i>see</i>\s*<a href="neglect/index.html">Neglect</a>', html)
    letters = re.findall(r"<h3[^>]*>(.)</h3>", html)
    assert letters == ["A", "C", "H", "M", "N", "P", "S"]


def test_narrower_themes_stand_below_broader_ones(site: Site) -> None:
    """The index shows the tree, although nobody raised its root."""
    tree = page(site, "themes/index.html").partition("_by-broader-theme")[2]
    narrower = (
        r'<li><a href="harm/index.html">Harm</a>\s.*?<ul role="list">\s*<li><a href="neglect/index.html">Neglect</a>'
    )
    assert re.search(narrower, tree, re.DOTALL)


def test_theme_page(site: Site) -> None:
    """A theme's page says what it means and shows every point with where it comes from, good practice first."""
    html = html_of(site, "themes/neglect/index.html")
    for words in (
        "Needs unmet over time.",
        "chronic neglect",
        "The audit reminds us to: share the plan",
        "Who: MASH",
        "By: March 2023",
        "Done",
    ):
        assert words in html.text
    points = [link for link in html.links if "#" in link and link.startswith("../../briefings/")]
    assert len({point for point in points if "kept-calling" not in point}) == 3
    assert "../../briefings/2022-new/index.html#kept-calling" in points
    assert html.text.index("share the plan") < html.text.index("kept calling") < html.text.index("The old finding")


def test_withdrawn(site: Site) -> None:
    """A withdrawn briefing's address stays and says so; none of its points or words stand anywhere."""
    html = html_of(site, "briefings/2021-gone/index.html")
    assert "has been withdrawn" in html.text
    assert "../2024-joint/index.html" in html.links
    assert [name for name, content in site.files.items() if b"Unsound" in content] == []
    assert [name for name, content in site.files.items() if b"2021-gone" in content] in (
        [],
        ["briefings/2021-gone/index.html"],
    )
    assert "kinds/rapid-review/index.html" not in site.files


def test_aliases_of_withdrawn_briefings() -> None:
    """An old address of a withdrawn briefing goes on working: it leads to the page that says so."""
    front = FRONT.replace("summary", "status: withdrawn\naliases: [briefings/before/]\nsummary")
    files = built(briefing_project("", front=front)).files
    assert "../a/index.html" in Html(files["briefings/before/index.html"].decode()).links


def test_a_link_to_a_withdrawn_briefing() -> None:
    """Withdrawing a briefing does not break those that link to it: its address stays."""
    withdrawn = FRONT.replace("summary", "status: withdrawn\nsummary")
    site = laid_out(briefing_project("[The other](b.md).\n", more=f"--- briefings/b.md\n{withdrawn}"))
    assert [problem.code for problem in site.problems if problem.severity == "error"] == []


def test_archived(site: Site) -> None:
    """An archived briefing is kept and marked, on its page and in lists, and its points are shown."""
    assert "This briefing is archived" in html_of(site, "briefings/2018-old/index.html").text
    assert "Neglect in East Archived" in html_of(site, "briefings/index.html").text
    assert "The old finding stood alone." in html_of(site, "themes/neglect/index.html").text


def test_review_past(site: Site) -> None:
    """A briefing whose review date is past says so; before that day it does not."""
    words = "due for review by 31 January 2020"
    assert words in html_of(site, "briefings/2018-old/index.html").text
    early = built(project(WORLD, today=replace_year(2020)))
    assert words not in html_of(early, "briefings/2018-old/index.html").text


def replace_year(year: int) -> date:
    """Give the last day of a January."""
    return date(year, 1, 31)


def test_superseded(site: Site) -> None:
    """A briefing that another replaced leads to it."""
    html = html_of(site, "briefings/2018-old/index.html")
    assert "taken this one's place: Neglect and plans" in html.text
    assert "../2022-new/index.html" in html.links


def test_no_publisher_goes_by_its_short_name_alone(site: Site) -> None:
    """A page shows a short name as an abbreviation, which is explained, or beside the full name."""
    unseen = re.compile(r"<(script|abbr)\b.*?</\1>|<[^>]+>", re.DOTALL)
    for address in (name for name in site.files if name.endswith(".html")):
        shown = unseen.sub(" ", page(site, address).partition("<body")[2])
        for short in ("ESP", "WSP"):
            assert not re.search(rf"\b{short}\b", shown) or re.search(rf"\([^()]*\b{short}\b", shown), address


def test_following_up(site: Site) -> None:
    """A briefing shows what it follows up and what followed it, each with a link."""
    html = html_of(site, "briefings/2022-new/index.html")
    assert "What it follows up Neglect in East (East Safeguarding Partnership, March 2018)" in html.text
    both = "East Safeguarding Partnership and West Safeguarding Partnership"
    assert f"What followed it up A year of both ({both}, 2023/24)" in html.text
    assert {"../2018-old/index.html", "../2024-joint/index.html"} <= set(html.links)


def test_aliases(site: Site) -> None:
    """Old addresses lead on to the briefing, without a script, and no crawler is sent to them."""
    for address, target in {
        "briefings/neglect-2022/index.html": "../2022-new/index.html",
        "old/neglect.html": "../briefings/2022-new/index.html",
    }.items():
        assert f'content="0; url={target}"' in page(site, address)
        assert target in html_of(site, address).links
        assert "noindex" in page(site, address)


def test_former_ids(site: Site) -> None:
    """The ids that a point bore before are still places on its page, inside the point."""
    html = page(site, "briefings/2022-new/index.html")
    assert {"kept-calling", "health-visitor", "another-old-id"} <= set(Html(html).ids)
    assert html.index('id="kept-calling"') < html.index('id="health-visitor"') < html.index("kept calling.")


def test_facts(site: Site) -> None:
    """A briefing says who published it, what was looked at, when, how to reach its author and how to cite it."""
    html = html_of(site, "briefings/2022-new/index.html")
    for words in (
        "7 children (3 under five)",
        "March to May 2022",
        "1 July 2022",
        "East Safeguarding Partnership (2022) Neglect and plans. Deep dive, March to May 2022. "
        f"{BASE}/briefings/2022-new/",
    ):
        assert words in html.text
    assert {
        "mailto:author@example.org",
        "https://east.example.org/briefing.pdf",
        "https://elsewhere.example.org/more",
        "../../partnerships/east/index.html",
        "../../kinds/deep-dive/index.html",
    } <= set(html.links)


def test_abbreviations_are_explained(site: Site) -> None:
    """An abbreviation of the glossary carries its meaning wherever prose uses it, and stands in the glossary."""
    assert '<abbr title="multi-agency safeguarding hub">MASH</abbr>' in page(site, "briefings/2022-new/index.html")
    assert "MASH multi-agency safeguarding hub" in html_of(site, "glossary/index.html").text


def test_two_partnerships(site: Site) -> None:
    """A briefing of two partnerships names both, and stands on the pages of both."""
    html = html_of(site, "briefings/2024-joint/index.html")
    assert "East Safeguarding Partnership , West Safeguarding Partnership" in html.text
    assert "East Safeguarding Partnership and West Safeguarding Partnership (2024)" in html.text
    for partnership in ("east", "west"):
        assert "Plan together." in html_of(site, f"partnerships/{partnership}/index.html").text


def test_partnership_page(site: Site) -> None:
    """A partnership's page gives its area, website, address and procedures; one that published nothing has none."""
    html = html_of(site, "partnerships/east/index.html")
    counts = (
        'East. <a href="#_briefings">3 briefings</a>, <a href="../../search/index.html?partnership=east">5 learning'
    )
    assert f"{counts} points</a>." in html.source
    assert {"https://east.example.org/", "mailto:east@example.org", "https://east.example.org/procedures"} <= set(
        html.links
    )
    assert "Idle" not in html_of(site, "partnerships/index.html").text


def test_audience_page(site: Site) -> None:
    """An audience's page holds its own points, then those for everyone, and none for another audience."""
    text = html_of(site, "audiences/managers/index.html").text
    assert text.index("share the plan") < text.index("kept calling")
    assert "kept calling" in html_of(site, "audiences/everyone/index.html").text
    assert "share the plan" not in html_of(site, "audiences/everyone/index.html").text


def test_accessibility_statement(site: Site) -> None:
    """The statement says what the settings say, and every page leads to it."""
    html = html_of(site, "accessibility/index.html")
    for words in ("partly meets", "Maps have no text.", "1 January 2026", "by hand", "within a week"):
        assert words in html.text
    assert "mailto:access@example.org" in html.links
    others = {address: other.links for address, other in pages_of(site.files).items()}
    others.pop("accessibility/index.html")
    assert [name for name, links in others.items() if not any("accessibility/" in link for link in links)] == []


def test_full_addresses(site: Site) -> None:
    """Canonical links and the sitemap use base_url and the folder form, whatever the links inside look like."""
    for address, full in {
        "index.html": f"{BASE}/",
        "briefings/2022-new/index.html": f"{BASE}/briefings/2022-new/",
    }.items():
        assert f'<link rel="canonical" property="og:url" href="{full}">' in page(site, address)
        assert f"<loc>{full}</loc>" in page(site, "sitemap.xml")
    assert f"Sitemap: {BASE}/sitemap.xml" in page(site, "robots.txt")
    assert "index.html" not in page(site, "sitemap.xml")


def test_a_long_sitemap_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are more pages than a sitemap may list, an index leads to parts that list each page once."""
    whole = re.findall("<loc>(.*)</loc>", page(built(project(WORLD)), "sitemap.xml"))
    monkeypatch.setattr(data, "LONGEST_SITEMAP", len(whole) // 3 + 1)
    site = built(project(WORLD))
    index = ElementTree.fromstring(site.files["sitemap.xml"])
    assert index.tag.endswith("}sitemapindex")
    parts = [str(place.text).removeprefix(f"{BASE}/") for place in index.iter() if place.tag.endswith("}loc")]
    assert parts == [f"sitemap-{number}.xml" for number in range(1, 4)]
    listed = [re.findall("<loc>(.*)</loc>", page(site, part)) for part in parts]
    assert [address for part in listed for address in part] == whole
    assert max(map(len, listed)) <= len(whole) // 3 + 1


def test_what_crawlers_are_not_told_of(site: Site) -> None:
    """Pages of withdrawn briefings, old addresses and the page for lost ones are in no sitemap."""
    listed = page(site, "sitemap.xml")
    assert [part for part in ("gone", "neglect-2022", "old/neglect", "404") if part in listed] == []


def test_without_a_base_url() -> None:
    """Where the owner has not said where the site stands, there is no sitemap and no canonical link."""
    site = built(replace(project(WORLD), base_url=""))
    assert "sitemap.xml" not in site.files
    assert [name for name, content in site.files.items() if b"canonical" in content] == []


def test_an_empty_project() -> None:
    """A project without a briefing, as on the first day, is a site whose links lead somewhere."""
    site = built(project(VOCABULARY))
    assert broken_links(site.files, base="https://example.org") == []
    assert "0 learning points from 0 briefings" in html_of(site, "index.html").text


# What is hidden

HIDDEN = """--- briefings/2023-quixotic.md
---
title: Quixotic title
partnership: idle
kind: dip-sample
held: 2023-quixotic
published: 2023-06-01
summary: Quixotic summary.
topics: [missing]
aliases: [quixotic/]
follows_up: [2022-new]
---
## Findings for leaders

- Quixotic finding. ![Quixotic](quixotic.png)
"""
DRAFT = HIDDEN.replace("held: 2023-quixotic", "held: 2023-05\nstatus: draft")
EMBARGOED = HIDDEN.replace("held: 2023-quixotic", "held: 2023-05").replace("2023-06-01", "2026-02-01")
WITHDRAWN_LATER = EMBARGOED.replace("held:", "status: withdrawn\nheld:")


def with_picture(text: str) -> Inputs:
    """Make a project in which a hidden briefing's picture lies."""
    inputs = project(text)
    return replace(inputs, sources={**inputs.sources, "briefings/quixotic.png": b"quixotic"})


@pytest.mark.parametrize("hidden", [DRAFT, EMBARGOED, WITHDRAWN_LATER], ids=["draft", "embargoed", "withdrawn later"])
def test_hidden_briefings_leave_no_trace(hidden: str) -> None:
    """With a draft or an embargoed briefing every byte of the site is as if its file were not there."""
    referring = WORLD.replace("follows_up: [2022-new]", "follows_up: [2022-new, 2023-quixotic]").replace(
        "superseded_by: 2022-new", "superseded_by: 2023-quixotic"
    )
    bare = WORLD.replace("superseded_by: 2022-new\n", "")
    with_it, without_it = built(with_picture(referring + hidden)).files, built(project(bare)).files
    assert {
        name for name, content in with_it.items() if b"quixotic" in content.lower() or "quixotic" in name
    } == set()
    digested = {"data/points.json"}  # its digest is of sources, and these name what is hidden
    assert {name for name in without_it if with_it.get(name) != without_it[name]} <= digested
    assert with_it.keys() == without_it.keys()


def test_hidden_briefings_leave_the_digest_alone() -> None:
    """Where no source names it, a hidden briefing changes not even the digest."""
    assert built(with_picture(WORLD + DRAFT)).files == built(project(WORLD)).files


def test_own_pages_cannot_name_hidden_briefings() -> None:
    """A link from an owner's page to a briefing that is not out is an error, as from a briefing."""
    inputs = with_page(
        with_picture(WORLD + DRAFT), "---\ntitle: Help\n---\n[Soon](../../briefings/2023-quixotic.md)\n"
    )
    site = laid_out(inputs)
    assert [(problem.code, problem.at.line) for problem in site.problems if problem.severity == "error"] == [
        ("link-to-hidden", 4)
    ]


def test_own_pages_link_to_places_that_are_there() -> None:
    """A link from an owner's page to a place that a briefing does not have is an error, as from a briefing."""
    inputs = with_page(
        project(WORLD), "---\ntitle: Help\n---\n[A point](../../briefings/2022-new.md#no-such-point)\n"
    )
    site = laid_out(inputs)
    assert [(problem.code, problem.at.line) for problem in site.problems if problem.severity == "error"] == [
        ("broken-link", 4)
    ]


def test_sources_link_to_pages_of_the_site() -> None:
    """A link to a page of the site, or to an owner's page by its file, is relative and leads to its place."""
    text = (
        "[A](/themes/neglect) [B](/themes/neglect/index.html#_briefings) [C](/search/?q=a&theme=neglect) [D](/) "
        "[E](about.md) [F](#whom-to-call) [G](/glossary/#mash) [H](/themes/#:~:text=Neglect)\n\n## Whom to call\nUs."
    )
    site = built(with_page(project(WORLD), f"---\ntitle: Help\n---\n{text}\n"))
    links = [
        "../themes/neglect/index.html",
        "../themes/neglect/index.html#_briefings",
        "../search/index.html?q=a&theme=neglect",
        "../index.html",
        "../about/index.html",
        "#_whom-to-call",
        "../glossary/index.html#mash",
        "../themes/index.html#:~:text=Neglect",
    ]
    found = html_of(site, "help/index.html").links
    assert " ".join(links) in " ".join(found)


@pytest.mark.parametrize("hidden", [DRAFT, EMBARGOED], ids=["draft", "embargoed"])
def test_drafts_are_marked(hidden: str) -> None:
    """A preview shows what is hidden, marked; every page says that it is a preview, and no crawler is sent there."""
    site = built(replace(with_picture(WORLD + hidden), drafts=True))
    html = page(site, "briefings/2023-quixotic/index.html")
    assert "It is not published." in html
    assert "noindex" in html
    assert "quixotic" not in page(site, "sitemap.xml")
    assert re.search("Quixotic title (Draft|Under embargo)", html_of(site, "briefings/index.html").text)
    assert [address for address, other in pages_of(site.files).items() if "A preview" not in other.text] == []


def attributes(html: str, name: str) -> Iterator[str]:
    """Give the values of one attribute wherever it stands."""
    return (match[1] for match in re.finditer(rf'\s{name}="([^"]*)"', html))


def test_the_list_can_be_narrowed(site: Site) -> None:
    """Every line of the list carries what the filters ask for, and every choice fits some line."""
    html = page(site, "briefings/index.html")
    for name in ("partnership", "kind", "year", "audience", "theme"):
        select = re.search(rf'<select[^>]* name="{name}">(.*?)</select>', html, re.DOTALL)
        assert select
        choices = set(attributes(select[1], "value")) - {""}
        carried = {value for values in attributes(html, f"data-{name}") for value in values.split()}
        assert choices == carried, name


def test_a_list_of_very_many_briefings_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each list has all of its briefings once, newest first, on pages that lead to one another."""
    monkeypatch.setattr("learnbrief.pages.parts.MOST", 2)
    many = "".join(
        f"--- briefings/b{year}.md\n{FRONT.replace('2022-03', str(year)).replace('Neglect in', f'{year} in')}"
        "## Findings\n\n- Seen.\n"
        for year in range(2017, 2022)
    )
    site = built(project(f"{VOCABULARY}{many}"))
    for folder in ("partnerships/example", "kinds/multi-agency-audit", "themes/neglect"):
        addresses = [f"{folder}/index.html", f"{folder}/2/index.html", f"{folder}/3/index.html"]
        shown = []
        for address in addresses:
            shown += re.findall(r'<h[23] class="knotted"><a href="[./a-z]*b(\d+)/index.html">', page(site, address))
        assert shown == ["2021", "2020", "2019", "2018", "2017"], folder
        assert '<a href="2/index.html">Part 2 of 3</a>' in page(site, addresses[0])
        assert '<a href="../index.html">Part 1 of 3</a>' in page(site, addresses[1])
        assert '<a href="../3/index.html">Part 3 of 3</a>' in page(site, addresses[1])
        assert "5 briefings, part 3 of 3, newest first." in page(site, addresses[2])
    first = page(site, "briefings/index.html")
    assert 'id="_filters"' not in first
    assert 'href="../search/index.html">Search what was learned' in first
    assert "years/2017/index.html" in first


def test_a_review_of_many_things_is_about_none() -> None:
    """Where a briefing has no topics, nothing stands empty in their place."""
    site = built(briefing_project("## Findings\n\n- A plan. #plans\n", front=FRONT.replace("[neglect]", "[]")))
    assert "<dt>About</dt>" not in page(site, "briefings/a/index.html")
