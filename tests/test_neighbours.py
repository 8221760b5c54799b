"""What neighbours have learned stands beside our own: marked as theirs, made harmless, and under our themes."""

import copy
import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from learnbrief.build import Inputs, Site, build
from learnbrief.other_sites.neighbours import TheirSite
from learnbrief.other_sites.neighbours.open_data import (
    FILE_VERSION,
    MOST_POINTS,
    NotDataError,
    load,
    site_from_file,
    site_from_open_data,
    written,
)
from learnbrief.settings import read_settings
from learnbrief.views.neighbours import MOST_OF_A_ROLE
from tests.neighbouring import open_data
from tests.support import FRONT, VOCABULARY, built, codes, examples, files_of, for_each, page, project, read

OURS = f"""{VOCABULARY.replace("also: [chronic neglect]", "also: [chronic neglect, smart plans]")}
--- learnbrief.yml
base_url: https://ours.example
neighbours:
  region: {{name: Region Partnership, url: "https://region.example/learning"}}
--- briefings/ours.md
{FRONT.replace("2022-", "2023-")}
## Findings

- Visits were announced. #information-sharing
"""


def taken(data: Mapping[str, Any], left_out: Counter[str] | None = None) -> TheirSite:
    """Take what is shown from a neighbour's open data."""
    points, briefings = data["points.json"], data["briefings.json"]
    told = Counter[str]() if left_out is None else left_out
    themes = data.get("themes.json", {"themes": []})["themes"]
    return site_from_open_data(
        points["generated_from"], briefings["briefings"], points["points"], themes, lambda what: told.update([what])
    )


def with_neighbours(text: str, **sites: TheirSite) -> Inputs:
    """Make a project with what is kept of its neighbours."""
    inputs = project(text)
    kept = {f"neighbours/{name}.json": written(site) for name, site in sites.items()}
    return replace(inputs, sources={**inputs.sources, **kept})


@cache
def ours() -> Site:
    """Build our site with the neighbour's learning."""
    return built(with_neighbours(OURS, region=taken(open_data())))


# What is kept


def test_what_is_kept_is_read_back_the_same() -> None:
    """What was fetched survives being kept, to the byte, and nothing of it is left out."""
    left_out: Counter[str] = Counter()
    site = taken(open_data(), left_out)
    assert (len(site.briefings), site.points) == (2, 4)
    assert site_from_file(written(site), lambda what: left_out.update([what])) == site
    assert written(site_from_file(written(site), left_out.update)) == written(site)
    assert not left_out


def test_what_is_kept_does_not_depend_on_the_order_of_briefings() -> None:
    """Two fetches of the same learning give the same file, however a host orders it."""
    data = copy.deepcopy(dict(open_data()))
    data["briefings.json"]["briefings"].reverse()
    assert written(taken(data)) == written(taken(open_data()))


def test_a_point_says_what_it_said() -> None:
    """A kept point has its text, lead-in, headings, role, audience, themes and date."""
    first = next(briefing for briefing in taken(open_data()).briefings if briefing.slug == "first")
    point = first.points[0]
    assert point.text == "Bring records together in one place."
    assert (point.lead_in, point.headings) == ("What managers can do:", ("Key points for managers",))
    assert (point.role.value, point.audience) == ("learning", "managers")
    assert point.themes == ("child-neglect", "information-sharing")
    assert point.held.label == "March 2022"


BAD_POINTS: dict[str, dict[str, Any]] = {
    "no text": {"text": ""},
    "text that is a list": {"text": ["x"]},
    "text that nobody sees": {"text": "\u200b\u202e\x00"},
    "no id": {"id": None},
    "an id with a way out": {"id": "../../x"},
    "an id with markup": {"id": 'x" onclick="y'},
    "an id that is an address": {"id": "https://evil.example/"},
    "an id of another point": {"id": "bring-records-together-in-one-place"},
    "an id that is long": {"id": "x" * 101},
    "an unknown role": {"role": "advert"},
    "a role without points": {"role": "resources"},
    "a role that is an object": {"role": {}},
    "an unknown briefing": {"briefing": "nowhere"},
    "a briefing that is a list": {"briefing": []},
}


@for_each("change", BAD_POINTS.values())
def test_a_bad_point_is_left_out_and_said(change: dict[str, Any]) -> None:
    """A point that is not whole goes, is counted, and takes no other with it."""
    data = copy.deepcopy(dict(open_data()))
    (row,) = [row for row in data["points.json"]["points"] if row["id"] == "ask-what-the-child-says"]
    row |= change
    left_out: Counter[str] = Counter()
    assert taken(data, left_out).points == 3
    assert left_out.total() == 1


BAD_BRIEFINGS: dict[str, dict[str, Any]] = {
    "a slug with a way out": {"slug": "../admin"},
    "a slug of another site": {"slug": "//evil.example"},
    "no title": {"title": "\n"},
    "no kind": {"kind": ""},
    "no date": {"held": {"from": "long ago"}},
    "no date of publication": {"published": "long ago"},
    "a date that ends before it begins": {"held": {"from": "2022-02-01", "to": "2022-01-01", "label": "2022"}},
    "a day that is not in the calendar": {"published": "2022-02-30"},
    "a day in another form": {"published": "20220201"},
}


@for_each("change", BAD_BRIEFINGS.values())
def test_a_bad_briefing_is_left_out_and_said(change: dict[str, Any]) -> None:
    """A briefing that is not whole goes with its points, and the other stays."""
    data = copy.deepcopy(dict(open_data()))
    (row,) = [row for row in data["briefings.json"]["briefings"] if row["slug"] == "first"]
    row |= change
    left_out: Counter[str] = Counter()
    assert [briefing.slug for briefing in taken(data, left_out).briefings] == ["second"]
    assert left_out.total() >= 1


def test_addresses_stay_on_the_neighbours_site() -> None:
    """Whatever addresses a neighbour gives, ours lead to where its site stands, and its HTML is not kept."""
    data = copy.deepcopy(dict(open_data()))
    for row in (*data["points.json"]["points"], *data["briefings.json"]["briefings"]):
        row["url"] = "javascript:alert(1)//evil.example"
        row["html"] = '<img src="https://evil.example/x.png" onerror="alert(1)">'
        row["summary"] = "evil.example"
    assert b"evil.example" not in written(taken(data))
    site = built(with_neighbours(OURS, region=taken(data)))
    assert not [name for name, content in site.files.items() if b"evil.example" in content]


HOSTILE = "<script>alert(1)</script> \u202eevil\x1b[31m </p><img src=x onerror=alert(1)> ::error::x {{ 7 * 7 }}"


def test_text_is_text_wherever_it_is_shown() -> None:
    """Markup, control characters and commands in a neighbour's words are words to a reader, or nothing at all."""
    data = copy.deepcopy(dict(open_data()))
    for row in data["points.json"]["points"]:
        row |= {"text": HOSTILE, "lead_in": HOSTILE, "title": HOSTILE, "section": [HOSTILE]}
        row["held"]["label"] = "<b>2022</b>"
    for row in data["briefings.json"]["briefings"]:
        row["title"] = HOSTILE
    site = built(with_neighbours(OURS, region=taken(data)))
    shown = page(site, "themes/neglect/index.html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; evil [31m" in shown
    for name, content in site.files.items():
        text = content.decode("utf-8", "replace") if name.endswith((".html", ".js", ".json", ".xml")) else ""
        assert "\u202e" not in text, name
        assert "\x1b" not in text, name
        assert not (name.endswith(".html") and ("<script>alert" in text or "<img src=x" in text or "<b>2022" in text))


def test_long_texts_are_cut() -> None:
    """No text of a neighbour's takes more room than a point does, and a cut one says so."""
    data = copy.deepcopy(dict(open_data()))
    data["points.json"]["points"][0]["text"] = "word " * 100_000
    longest = max((point.text for briefing in taken(data).briefings for point in briefing.points), key=len)
    assert len(longest) <= 2000
    assert longest.endswith(" …")


def test_one_neighbour_is_not_a_flood() -> None:
    """More points than any partnership has are refused as a whole."""
    data = copy.deepcopy(dict(open_data()))
    (row,) = [row for row in data["points.json"]["points"] if row["briefing"] == "second"]
    data["points.json"]["points"] = [{**row, "id": f"p-{number}"} for number in range(MOST_POINTS + 1)]
    with pytest.raises(NotDataError):
        taken(data)


@for_each(
    "content",
    [b"", b"[]", b"null", b"\xff\xfe", b'{"form": 1', b"[" * 100_000, b'{"form": 2}', b'{"form": 1, "themes": []}'],
)
def test_what_is_no_data_is_refused(content: bytes) -> None:
    """What is no JSON, too deep, or of another form gives one clear refusal."""
    with pytest.raises(NotDataError):
        site_from_file(content, lambda _: None)


anything: some.SearchStrategy[Any] = some.sampled_from(
    [None, True, 0, -1.5, "", "x", "learning", "2022-01-01", [], [[]], [None], {}, {"from": {}}]
)


@examples(60)
@given(some.data())
def test_no_data_is_beyond_reading(data: some.DataObject) -> None:
    """Whatever stands in whatever field, reading gives data or a refusal, and what it gives is read back the same."""
    documents = copy.deepcopy(dict(open_data()))
    rows = [*documents["points.json"]["points"], *documents["briefings.json"]["briefings"]]
    for _ in range(3):
        row = data.draw(some.sampled_from(rows))
        row[data.draw(some.sampled_from(sorted(row)))] = data.draw(anything)
    documents["points.json"]["points"].append(data.draw(anything))
    site = taken(documents)
    assert load(written(site))["form"] == FILE_VERSION
    assert site_from_file(written(site), lambda _: None) == site


# Themes


def test_a_theme_is_found_by_id_name_and_synonym() -> None:
    """Their theme is ours of the same id, else of the same name, else of a word that we know for it."""
    shown = page(ours(), "themes/neglect/index.html")
    assert "Bring records together" in shown
    assert "Letters went astray" not in shown
    assert "Letters went astray" in page(ours(), "themes/information-sharing/index.html")
    assert "Letters went astray" in page(ours(), "themes/plans/index.html")


def test_a_theme_without_a_word_of_ours_is_left_out_and_said() -> None:
    """A theme that nobody here knows gives a hint with its name; its points are found under their other themes."""
    nameless = {**open_data(), "themes.json": {"themes": []}}
    site = built(with_neighbours(OURS, region=taken(nameless)))
    (hint,) = [problem for problem in site.hints if problem.code == "neighbour-theme"]
    assert "child-neglect" in hint.message
    assert "Bring records together" not in page(site, "themes/neglect/index.html")
    assert "Bring records together" in page(site, "themes/information-sharing/index.html")
    assert not [problem for problem in ours().hints if problem.code == "neighbour-theme"]


def test_a_theme_that_only_neighbours_raise_has_a_page() -> None:
    """It is in the index of themes, and counts nowhere as raised here."""
    assert "From neighbours" in page(ours(), "themes/plans/index.html")
    assert "Raised in 0 of 1 briefing." in page(ours(), "themes/plans/index.html")
    index = page(ours(), "themes/index.html")
    assert 'href="plans/index.html">Plans</a>' in index
    assert "raised by neighbours" in index
    assert "2 of 3 themes raised so far" in index
    assert "themes/plans/" not in page(ours(), "index.html")
    assert [name for name in ours().files if name.startswith("themes/plans/")] == ["themes/plans/index.html"]
    assert "feed.xml" not in page(ours(), "themes/plans/index.html").replace('href="../../feed.xml"', "")


# Pages


def section_of(site: Site, theme: str) -> str:
    """Give the part of a theme's page that is about neighbours."""
    return page(site, f"themes/{theme}/index.html").partition('id="_neighbours"')[2].partition("</section>")[0]


def test_a_themes_page_shows_neighbours_points_as_theirs() -> None:
    """They stand in a section of their own, by role, with whose they are, and lead to their pages."""
    section = section_of(ours(), "neglect")
    contents = page(ours(), "themes/neglect/index.html").partition("</nav>")[2].partition('id="_neighbours"')[0]
    assert '<a href="#_neighbours">From neighbours</a> <span class="quiet">3 points</span>' in contents
    assert "3 learning points of 1 neighbour" in section
    assert section.index("What to learn from it") < section.index("Good practice")
    assert section.count('<span class="beside">Neighbour</span> Region Partnership:') == 3
    address = "https://region.example/learning/briefings/first/#bring-records-together-in-one-place"
    assert f'<a href="{address}">Neglect in Example, March 2022</a>' in section
    assert "from=neighbours" not in section


def many(count: int) -> TheirSite:
    """Make a neighbour with one briefing of many points on one theme."""
    site = taken(open_data())
    first = site.briefings[0]
    points = tuple(replace(first.points[0], id=f"p-{number}", text=f"Point {number}.") for number in range(count))
    return replace(site, briefings=(replace(first, points=points),))


def test_a_themes_page_shows_only_some_of_each_neighbour() -> None:
    """Of each role a few are shown, of each neighbour one before a second of any; the rest is one link away."""
    text = OURS.replace("neighbours:\n", "neighbours:\n  next: {name: Next, url: 'https://next.example'}\n")
    site = built(with_neighbours(text, region=many(40), next=many(1)))
    section = section_of(site, "neglect")
    assert section.count("<li") == MOST_OF_A_ROLE
    assert section.count("Next:") == 1
    assert "Search all 41 learning points of neighbours" in section
    assert '"../../search/index.html?theme=neglect&amp;from=neighbours"' in section


SIMILAR = "- Scattered records were never brought together. #information-sharing\n"
"""What the neighbour says, in other words."""


def test_a_point_says_where_neighbours_say_something_similar() -> None:
    """Beside a point stands what neighbours say that is similar, apart from what was learned here."""
    site = built(with_neighbours(f"{OURS}{SIMILAR}", region=taken(open_data())))
    shown = page(site, "briefings/ours/index.html")
    beside = shown.partition("Similar points of neighbours: 1, 2022")[2].partition("</details>")[0]
    assert "March 2022, Region Partnership, neighbour, as learning: Bring records together" in beside
    assert 'href="https://region.example/learning/briefings/first/#bring-records' in beside


def test_our_own_points_lose_no_room() -> None:
    """However much neighbours say, the points of our own beside a point, and the data, are the same."""
    other = f"--- briefings/earlier.md\n{FRONT}\n## Findings\n\n{SIMILAR}"
    text, again = f"{OURS}{SIMILAR}{other}", replace(taken(open_data()).briefings[0].points[0], text=SIMILAR[2:50])
    site = many(40)
    points = tuple(replace(again, id=f"p-{number}") for number in range(40))
    theirs = replace(site, briefings=(replace(site.briefings[0], points=points),))
    together, alone = built(with_neighbours(text, region=theirs)), built(project(text))
    shown, without = (page(each, "briefings/ours/index.html") for each in (together, alone))
    before = without.partition('<details class="elsewhere">')[2].partition("</details>")[0]
    assert "Scattered records" in before
    assert before.strip() in shown
    assert shown.partition("Similar points of neighbours")[2].partition("</details>")[0].count("<li>") == 3
    assert together.files["data/points.json"] == alone.files["data/points.json"]


def test_the_open_data_is_ours_alone() -> None:
    """What we publish as data, count as ours and tell crawlers is the same with and without neighbours."""
    alone = built(project(OURS)).files
    together = ours().files
    ours_alone = ("data/", "insights/", "feed.", "briefings/index.html", "partnerships/", "index.html")
    for name in (name for name in alone if name.startswith(ours_alone)):
        assert together[name].replace(b"&amp;from=here", b"") == alone[name], name
    assert set(together) - set(alone) <= {
        *(name for name in together if name.startswith("search/")),
        "themes/plans/index.html",
    }


def test_the_search_index_knows_whose_a_point_is() -> None:
    """Neighbours are choices of the facet of partnerships, and only a site with neighbours asks whose a point is."""
    (first,) = [
        content.decode()
        for name, content in ours().files.items()
        if name.startswith("search/index.") and name.endswith(".js")
    ]
    index = json.loads(first.partition(",")[2].rpartition(")")[0])
    assert [
        "neighbours/region",
        "Region Partnership (neighbour)",
        "Region Partnership",
        "Region Partnership",
    ] in index["facets"]["partnership"]
    assert ["table-top", "Table top"] in index["facets"]["kind"]
    assert [choice for choice, _ in index["facets"]["from"]] == ["here", "neighbours"]
    assert 'id="_facet-from"' in page(ours(), "search/index.html")
    assert 'id="_facet-from"' not in page(built(project(OURS)), "search/index.html")


def test_a_hub_needs_no_briefing_of_its_own() -> None:
    """A site that only gathers has themes' pages and a search, of neighbours' learning alone."""
    hub = OURS.partition("--- briefings/ours.md")[0]
    site = built(with_neighbours(hub, region=taken(open_data())))
    assert (site.briefings, site.points) == (0, 0)
    assert "Letters went astray" in page(site, "themes/plans/index.html")
    assert json.loads(page(site, "data/points.json"))["points"] == []


def test_an_audience_that_only_a_neighbour_knows_is_everyone() -> None:
    """A point for an audience without a name here speaks to everyone."""
    inputs = with_neighbours(OURS, region=taken(open_data()))
    told = [content for name, content in build(inputs).files.items() if name.startswith("search/index.")]
    assert b"schools" not in told[0]


# Settings


def test_a_list_can_be_shared_by_a_region() -> None:
    """The entry at this site's own address is passed over; the others come in the order of their ids."""
    text = """--- learnbrief.yml
base_url: https://me.example/learning/
neighbours:
  z: {name: Z, url: "https://z.example/index.html"}
  me: {name: Me, url: "https://me.example/learning"}
  a: {name: A, url: "https://a.example/"}
"""
    found = read_settings(files_of(text), lambda problem: pytest.fail(str(problem))).neighbours
    assert [(neighbour.id, neighbour.url) for neighbour in found] == [
        ("a", "https://a.example/"),
        ("z", "https://z.example/"),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example",
        "https://a@b.example/",
        "https://a.example/?x",
        "https://a.example/#x",
        "https://a.example/../b",
    ],
)
def test_a_neighbours_address_is_where_a_site_begins(url: str) -> None:
    """An address with a query, a place, a name to sign in with or steps up is an error on its line."""
    _, problems = read(project(f'{VOCABULARY}--- learnbrief.yml\nneighbours:\n  a: {{name: A, url: "{url}"}}\n'))
    assert codes(problems) == [(2, "bad-url")]
