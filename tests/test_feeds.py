"""Feeds: valid by their standards and by a reader's program, with stable names, new told from changed."""

import json
import re
import uuid
import xml.etree.ElementTree as ET
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from msgspec.structs import replace

from learnbrief.build import Site
from learnbrief.feeds.entry import MOST_POINTS
from learnbrief.feeds.feeds import MOST_ENTRIES
from tests.support import FRONT, VOCABULARY, built, page, project

BASE = "https://example.org/learning"
ATOM = "{http://www.w3.org/2005/Atom}"
SETTINGS = f"""--- learnbrief.yml
title: Northbridge <learns> & "shares"
description: What partnerships learned.
base_url: {BASE}
"""
BOTH = FRONT.replace("Neglect in Example", "'Neglect & <plans> \"again\"'").replace(
    "partnership: example", "partnership: [example, other]"
)
BODY = """
## What worked well

The audit reminds us to:

- **share** plans with [the school](#told) & others.[^1] #plans
- say who was told. {#told}

[^1]: In four of twelve.

## Key points for managers

### Reviews

Reviews came late. #plans

## Actions

- A guide is written. #plans {owner="MASH" due=2024-06 state=done}
"""


def having(more: str) -> str:
    """Give the fields of a briefing with one more."""
    return FRONT.replace("summary:", f"{more}\nsummary:")


HIDDEN = f"""
--- briefings/draft.md
{having("status: draft").replace("Neglect", "Quixotic draft")}{BODY}
--- briefings/later.md
{FRONT.replace("2022-06-01", "2026-06-01").replace("Neglect", "Quixotic later")}{BODY}
--- briefings/gone.md
{having("status: withdrawn").replace("Neglect", "Quixotic gone")}{BODY}
"""
WORLD = f"""{VOCABULARY}{SETTINGS}
--- briefings/changed.md
{having("updated: 2023-05-07").replace("2022-", "2020-").replace("Neglect in", "Early neglect in")}{BODY}
--- briefings/old.md
{having("status: archived").replace("2022-", "2019-").replace("[neglect]", "[information-sharing]")}
--- briefings/both.md
{BOTH}{BODY}
--- briefings/last.md
{FRONT.replace("2022-", "2024-").replace("[neglect]", "[plans]")}
"""
"""Three briefings to tell of, one of them changed since; and one that is archived."""
FOLDERS = ("", "themes/plans/", "themes/information-sharing/", "partnerships/other/", "audiences/managers/")


@pytest.fixture(scope="module")
def site() -> Site:
    """Build the small project."""
    return built(project(WORLD))


def feeds(site: Site) -> set[str]:
    """Give the folders in which feeds stand, and see that each has both forms."""
    atom, told = (
        {name.removesuffix(ending) for name in site.files if name.endswith(ending)}
        for ending in ("feed.xml", "feed.json")
    )
    assert atom == told
    return atom


def document(site: Site, folder: str = "") -> Any:
    """Read a feed's JSON."""
    return json.loads(site.files[f"{folder}feed.json"])


def items(site: Site, folder: str = "") -> dict[str, Any]:
    """Give a feed's entries in their order, by their briefing's slug."""
    return {item["url"].split("/")[-2]: item for item in document(site, folder)["items"]}


def test_which_feeds_there_are(site: Site) -> None:
    """There is a feed of all briefings, and of each theme, partnership and audience that has a page."""
    assert feeds(site) == {
        "",
        *(f"themes/{theme}/" for theme in ("neglect", "plans", "information-sharing")),
        *(f"partnerships/{partner}/" for partner in ("example", "other")),
        *(f"audiences/{audience}/" for audience in ("everyone", "managers")),
    }
    assert all(f"{folder or 'briefings/'}index.html" in site.files for folder in feeds(site))


def test_without_an_address_there_is_none() -> None:
    """Where the owner has not said where the site stands there is no feed, and no page names one."""
    bare = built(project(WORLD.replace(f"base_url: {BASE}\n", "")))
    assert not feeds(bare)
    pages = [name for name in bare.files if name.endswith(".html")]
    assert not [name for name in pages if "/feed." in page(bare, name) or "How to follow" in page(bare, name)]


# By the standards


def is_full(address: str) -> bool:
    """Tell whether an address is an absolute one."""
    return bool(urlsplit(address).scheme and (urlsplit(address).netloc or address.startswith("urn:")))


def texts(element: ET.Element, name: str) -> list[str]:
    """Give the texts of an element's children of one name."""
    return [(child.text or "").strip() for child in element.findall(ATOM + name)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_atom_is_valid(site: Site, folder: str) -> None:
    """A feed and its entries have all that RFC 4287 asks for (4.1.1, 4.1.2), once where it may be there once."""
    feed = ET.fromstring(site.files[f"{folder}feed.xml"])
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        assert_atom_element(element)
    (own,) = [link.attrib["href"] for link in feed.findall(f"{ATOM}link") if link.attrib["rel"] == "self"]
    assert own == f"{BASE}/{folder}feed.xml"
    ids = [texts(entry, "id")[0] for entry in entries]
    assert len(ids) == len(set(ids))
    updated = [texts(entry, "updated")[0] for entry in entries]
    assert updated == sorted(updated, reverse=True)
    for entry in entries:
        (content,) = entry.findall(f"{ATOM}content")
        assert content.attrib["type"] == "html"
        assert all(is_full(target) for target in re.findall(r'(?:href|src)="([^"]*)"', content.text or ""))


def assert_atom_element(element: ET.Element) -> None:
    """Hold a feed, or an entry of one, to what both must have."""
    for name in ("id", "title", "updated"):
        (text,) = texts(element, name)
        assert text
    assert is_full(texts(element, "id")[0])
    moments = [datetime.fromisoformat(each) for name in ("updated", "published") for each in texts(element, name)]
    assert all(moment.tzinfo for moment in moments)
    assert moments == sorted(moments, reverse=True)
    links = [link.attrib for link in element.findall(f"{ATOM}link")]
    kinds = [(link["rel"], link["type"]) for link in links]
    assert all(is_full(link["href"]) for link in links)
    assert len(kinds) == len(set(kinds))
    assert ("alternate", "text/html") in kinds
    authors = element.findall(f"{ATOM}author")
    assert authors
    assert all(texts(author, "name")[0] and is_full(texts(author, "uri")[0]) for author in authors)
    categories = [category.attrib for category in element.findall(f"{ATOM}category")]
    assert all(category["term"] and category["label"] for category in categories)


@pytest.mark.parametrize("folder", FOLDERS)
def test_json_feed_is_valid(site: Site, folder: str) -> None:
    """A feed has version, title and items, an item id, content and days with their zone, as JSON Feed 1.1 asks."""
    feed = document(site, folder)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{BASE}/{folder}feed.json"
    assert is_full(feed["home_page_url"])
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert is_full(item["url"])
        assert all(datetime.fromisoformat(item[name]).tzinfo for name in item if name.startswith("date_"))
        assert all(isinstance(tag, str) for tag in item["tags"])
    for author in (author for each in (feed, *feed["items"]) for author in each["authors"]):
        assert author["name"]
        assert is_full(author["url"])


def test_a_reader_s_program_reads_them(site: Site) -> None:
    """feedparser finds nothing to complain of in any feed, and reads names and text as they were written."""
    headers = {"content-type": "application/atom+xml; charset=utf-8"}
    for folder in feeds(site):
        read = feedparser.parse(site.files[f"{folder}feed.xml"], response_headers=headers)
        assert not read.bozo, read.get("bozo_exception")
        assert read.version == "atom10"
        told = document(site, folder)["items"]
        assert [entry.id for entry in read.entries] == [item["id"] for item in told]
        assert [entry.published for entry in read.entries] == [item["date_published"] for item in told]
        changed = [item.get("date_modified", item["date_published"]) for item in told]
        assert [entry.updated for entry in read.entries] == changed
    (both,) = [entry for entry in feedparser.parse(site.files["feed.xml"]).entries if "both" in entry.link]
    assert both.title_detail.value == 'Neglect & <plans> "again"'
    names = [author.name for author in both.authors]
    assert names == ["Example Safeguarding Partnership", "Other Safeguarding Partnership"]
    assert {tag.term for tag in both.tags} == {"neglect", "plans"}


# What they tell


def test_new_and_changed_are_told_apart(site: Site) -> None:
    """What came out or changed last comes first; only what changed says so, in its fields and in its text."""
    told = items(site)
    assert list(told) == ["last", "changed", "both"]
    assert told["changed"]["date_published"] == "2020-06-01T00:00:00Z"
    assert told["changed"]["date_modified"] == "2023-05-07T00:00:00Z"
    assert told["changed"]["content_html"].startswith("<p><strong>Changed on 7 May 2023.</strong></p>")
    assert "date_modified" not in told["both"]
    assert "Changed" not in told["both"]["content_html"]


def test_a_theme_s_feed_holds_the_points_on_it(site: Site) -> None:
    """An entry of a theme's feed shows the points that raise the theme, with heading and lead-in, and no other."""
    html = items(site, "themes/plans/")["both"]["content_html"]
    assert "<h3>Good practice: What worked well</h3>\n<p>The audit reminds us to:</p>" in html
    link = f'<a href="{BASE}/briefings/both/#told">the school</a>'
    assert f"<strong>share</strong> plans with {link} &amp; others." in html
    assert "<h3>Learning: Key points for managers</h3>" in html
    assert "<strong>Reviews</strong>" in html
    assert "Done · Who: MASH · By: June 2024" in html
    assert "In four of twelve." in html
    assert "say who was told" not in html
    assert "say who was told" in items(site, "themes/neglect/")["both"]["content_html"]


def test_a_theme_s_feed_holds_what_is_about_it(site: Site) -> None:
    """A briefing that is about a theme and makes no point of it is told of too."""
    assert list(items(site, "themes/plans/")) == ["last", "changed", "both"]
    assert list(items(site, "themes/neglect/")) == ["changed", "both"]


def test_partnerships_and_audiences(site: Site) -> None:
    """A partnership's feed holds its briefings, an audience's the points that speak to it."""
    assert list(items(site, "partnerships/other/")) == ["both"]
    assert "<li>Good practice: 2</li>" in items(site, "partnerships/other/")["both"]["content_html"]
    managers = items(site, "audiences/managers/")
    assert list(managers) == ["changed", "both"]
    assert "Reviews came late" in managers["both"]["content_html"]
    assert "say who was told" not in managers["both"]["content_html"]


def test_what_is_archived_is_no_news(site: Site) -> None:
    """An archived briefing is in no feed; one may still follow a theme that only it raised."""
    assert document(site, "themes/information-sharing/")["items"] == []
    assert "<updated>2019-06-01T00:00:00Z</updated>" in page(site, "themes/information-sharing/feed.xml")


@pytest.mark.parametrize("drafts", [False, True])
def test_what_is_hidden_is_in_no_feed(site: Site, drafts: bool) -> None:
    """Drafts, embargoed and withdrawn briefings are in no feed, not even in a preview that shows them."""
    with_hidden = built(project(WORLD + HIDDEN, drafts=drafts))
    for folder in feeds(with_hidden):
        for name in ("feed.xml", "feed.json"):
            assert with_hidden.files[folder + name] == site.files[folder + name]


def test_a_change_to_come_is_not_told() -> None:
    """`updated` holds from its day on."""
    world = project(WORLD.replace("updated: 2023-05-07", "updated: 2026-03-01"))
    assert "date_modified" not in items(built(world))["changed"]
    after = items(built(replace(world, today=date(2026, 3, 1))))
    assert after["changed"]["date_modified"] == "2026-03-01T00:00:00Z"
    assert next(iter(after)) == "changed"


def test_feeds_are_short() -> None:
    """A feed holds the newest thirty."""
    days = [f"{number % 12 + 1:02}-{number // 12 + 1:02}" for number in range(MOST_ENTRIES + 3)]
    many = "".join(
        f"--- briefings/b{day}.md\n{FRONT.replace('2022-06-01', f'2023-{day}').replace('Neglect', day)}"
        for day in days
    )
    told = items(built(project(VOCABULARY + SETTINGS + many)))
    assert list(told) == [f"b{day}" for day in sorted(days, reverse=True)][:30]


def test_no_feed_is_heavy() -> None:
    """However much briefings say on a theme, a feed stays below 40 kB; what an entry leaves out is counted."""
    point = "- Plans & minutes <b>did</b> not say who was to do what, by when, or how anybody would know. #plans\n"
    long = f"{FRONT}## Findings\n\n{point * 60}"
    many = "".join(f"--- briefings/b{number:02}.md\n{long}" for number in range(40))
    site = built(project(VOCABULARY + SETTINGS + many))
    feeds = {name: content for name, content in site.files.items() if name.endswith(("feed.xml", "feed.json"))}
    assert len(feeds) > 6
    assert {name for name, content in feeds.items() if len(content) > 40_000} == set()
    told = json.loads(feeds["themes/plans/feed.json"])["items"]
    assert len(told) > 3
    for entry in told:
        shown = entry["content_html"].count("This point in its briefing")
        assert shown == MOST_POINTS
        assert f"<p>{60 - shown} points more in the briefing.</p>" in entry["content_html"]
    huge = built(
        project(f"{VOCABULARY}{SETTINGS}--- briefings/b.md\n{FRONT}## Findings\n\n- {'x ' * 99_000}#plans\n")
    )
    assert all(len(huge.files[name]) < 40_000 for name in ("themes/plans/feed.xml", "themes/plans/feed.json"))
    assert "1 point more in the briefing." in huge.files["themes/plans/feed.xml"].decode()


def test_a_site_without_briefings() -> None:
    """A site that has nothing yet can be followed."""
    empty = built(project(VOCABULARY + SETTINGS))
    assert document(empty)["items"] == []
    assert not feedparser.parse(empty.files["feed.xml"]).bozo
    assert "<updated>2026-01-31T00:00:00Z</updated>" in page(empty, "feed.xml")


def test_what_xml_cannot_hold() -> None:
    """A sign that no XML may hold comes into no feed, however it is written: readers of sources see to that."""
    body = '\n## Findings\n\n- A&#8;B &#xFFFE; `&#12;` <b title="&#31;">&#xD800;</b> #plans\n'
    spoilt = built(project(f"{VOCABULARY}{SETTINGS}--- briefings/a.md\n{FRONT}{body}"))
    for folder in feeds(spoilt):
        assert not feedparser.parse(spoilt.files[f"{folder}feed.xml"]).bozo
        ET.fromstring(spoilt.files[f"{folder}feed.xml"])


# Names


def test_names_last(site: Site) -> None:
    """An entry keeps its id when title, days, text and the site's address change."""
    other = WORLD.replace("Neglect", "Want").replace("2022-06-01", "2022-07-01").replace("late", "too late")
    moved = built(replace(project(other), base_url="https://new.example"))
    for folder in feeds(site):
        before, after = items(site, folder), items(moved, folder)
        assert {slug: item["id"] for slug, item in before.items()} == {
            slug: item["id"] for slug, item in after.items()
        }


def test_names_are_those_of_the_standard(site: Site) -> None:
    """An id is the UUID that RFC 9562 (5.5) makes of the partnership, the slug and the part that is followed."""
    namespace = uuid.UUID("d24449ca-211c-4326-858e-cda5bd92c154")
    assert items(site)["both"]["id"] == uuid.uuid5(namespace, "example/both#").urn
    assert items(site, "partnerships/other/")["both"]["id"] == items(site)["both"]["id"]
    assert items(site, "themes/plans/")["both"]["id"] == uuid.uuid5(namespace, "example/both#themes/plans").urn


# On the pages


def named(html: str) -> list[tuple[str, str, str]]:
    """Give the feeds that a page's head names: type, title, address."""
    return re.findall(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">', html)


@pytest.mark.parametrize(
    ("address", "own", "words"),
    [
        ("themes/plans/index.html", "Plans", "Follow this theme"),
        ("partnerships/other/index.html", "Other Safeguarding Partnership", "Follow this partnership"),
        ("audiences/managers/index.html", "Managers", "Follow this audience"),
    ],
)
def test_pages_lead_to_their_feed(site: Site, address: str, own: str, words: str) -> None:
    """A page names the feed of what it shows first and then that of all briefings, and readers see a link to it."""
    html = page(site, address)
    site_title = "Northbridge &lt;learns&gt; &amp; &#34;shares&#34;"
    assert named(html) == [
        ("application/atom+xml", f"{own} – {site_title}", "feed.xml"),
        ("application/atom+xml", f"All briefings – {site_title}", "../../feed.xml"),
    ]
    assert f'<a href="feed.xml" type="application/atom+xml">{words}</a>' in html
    assert f"{BASE}/{address.removesuffix('index.html')}feed.xml" in html


def test_other_pages_name_the_feed_of_all(site: Site) -> None:
    """Every other page names the feed of all briefings; the list of them lets readers follow it."""
    for address in ("index.html", "briefings/both/index.html", "kinds/multi-agency-audit/index.html", "404.html"):
        html = page(site, address)
        assert [title.partition(" –")[0] for _, title, _ in named(html)] == ["All briefings"]
        assert "How to follow" not in html
    link = '<a href="../feed.xml" type="application/atom+xml">Follow all briefings</a>'
    assert link in page(site, "briefings/index.html")
