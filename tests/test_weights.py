"""How heavy a site is: no page over 150 kB or a hundred points, no feed over 100 kB, whatever their number."""

import re

import pytest

from benchmarks.weights import too_heavy
from learnbrief.build import Site
from tests.support import TODAY, VOCABULARY, built, page, project

YEARS = ("2019", "2021", "2022")
MANY = 230
MOST_POINTS = 100


def briefing(number: int, held: str) -> str:
    """Write a briefing with two points about plans under one lead-in, and an action."""
    return f"""--- briefings/b{number:03}.md
---
title: Briefing {number:03} about plans
partnership: example
kind: multi-agency-audit
held: {held}
published: 2025-12-01
summary: What audit {number} taught about plans.
topics: [neglect]
---
## Learning for managers

{"Long words explain what was seen. " * (number % 2)}Plans work where:

- all {number} of them say who does what, and by when; {"and each is read again. " * (number % 2)} #plans
- they are written {number} times. #information-sharing

## Findings

- {number} visits were late.

## Actions {{role=actions}}

- Look at plan {number} again. {{due={2023 + number % 5} state=promised}}
"""


def corpus(count: int) -> str:
    """Write a project of many briefings over some years, a few without a date, settings included."""
    held = [*YEARS * (count // 3 + 1)]
    held[-3:] = ["unknown"] * 3
    briefings = (briefing(number, when) for number, when in zip(range(count), held[-count:], strict=True))
    return f"{VOCABULARY}--- learnbrief.yml\nbase_url: https://example.org\n{''.join(briefings)}"


@pytest.fixture(scope="module")
def site() -> Site:
    """Build the project of many briefings."""
    return built(project(corpus(MANY)))


def test_nothing_is_heavy(site: Site) -> None:
    """No page is over 150 kB, a hundred points or a hundred lines of a list, no feed over 100 kB."""
    assert len([address for address in site.files if address.endswith(("feed.xml", "feed.json"))]) > 4
    assert list(too_heavy(site.files)) == []


def test_what_is_heavy_is_named() -> None:
    """The measure itself tells a heavy page, list, feed and picture from light ones."""
    files = {
        "themes/a/index.html": b"x" * 150_001,
        "themes/b/index.html": b"x" * 150_000,
        "themes/c/2020/index.html": b">In the briefing</a>" * 101,
        "years/2020/index.html": b'<li class="briefing-line">' * 101,
        "feed.xml": b"x" * 100_001,
        "assets/cards/a.png": b"x" * 8_001,
        "briefings/long/index.html": b"x" * 200_000,
        "data/points.json": b"x" * 200_000,
    }
    named = [line.partition(":")[0] for line in too_heavy(files)]
    assert named == [
        "assets/cards/a.png",
        "feed.xml",
        "themes/a/index.html",
        "themes/c/2020/index.html",
        "years/2020/index.html",
    ]


def years_of(site: Site, folder: str) -> list[str]:
    """Give the addresses of the pages of years in a folder, in order."""
    form = re.compile(rf"{folder}(\d{{4}}|undated)/(\d+/)?index\.html")
    return sorted(filter(form.fullmatch, site.files))


def test_every_point_of_a_large_theme_stands_with_its_year(site: Site) -> None:
    """Its own page shows the newest of each role; all stand on the pages of years, each once, under its briefing."""
    shown = [re.findall(r"all (\d+) of them", page(site, address)) for address in years_of(site, "themes/plans/")]
    found = [int(number) for part in shown for number in part]
    assert sorted(found) == list(range(MANY))
    assert [address.removeprefix("themes/plans/") for address in years_of(site, "themes/plans/")] == [
        f"{year}/index.html" for year in (*YEARS, "undated")
    ]
    own = page(site, "themes/plans/index.html")
    assert own.count('<div class="point ') == 3
    assert "All 230 points</h2>" in own
    assert "The newest 3 of each kind are below." in own
    assert '<a href="undated/index.html">Date not given</a> <span class="quiet">3 points</span>' in own
    assert 'href="../../search/index.html?theme=plans"' in own
    assert "Search all 230 points" in own
    assert "part 1" not in own


def test_a_small_theme_has_no_pages_of_years() -> None:
    """Up to a hundred points all stand on the theme's own page."""
    site = built(project(corpus(9)))
    assert years_of(site, "themes/plans/") == []
    assert page(site, "themes/plans/index.html").count('<div class="point ') == 9


def test_a_year_holds_more_than_a_page() -> None:
    """Then it goes on in parts, which lead to one another at head and end, and have titles of their own."""
    site = built(project(corpus(MANY).replace("held: 2021", "held: 2022")))
    first, second = page(site, "themes/plans/2022/index.html"), page(site, "themes/plans/2022/2/index.html")
    assert "part 1 of 2" in first
    assert first.count('<a href="2/index.html">Part 2 of 2</a>') == 2
    assert second.count('<a href="../index.html">Part 1 of 2</a>') == 2
    assert "<title>Plans: 2022 (theme) –" in first
    assert "<title>Plans: 2022 (theme) (part 2 of 2) –" in second


def test_a_lead_in_is_printed_once() -> None:
    """Points of one list stand under its words together."""
    points = "".join(f"- Point {number}. #plans\n" for number in range(120))
    text = briefing(1, "2022").replace("- they are", f"{points}- they are")
    html = page(built(project(f"{VOCABULARY}{text}")), "themes/plans/2022/index.html")
    assert html.count("Plans work where:") == 1
    assert html.count("Point ") >= 90


def test_a_past_year_stays_as_it_is() -> None:
    """What is new this year changes no page of a theme's other years, to the byte."""
    before, after = corpus(MANY), f"{corpus(MANY)}{briefing(999, '2025')}"
    one, other = built(project(before)), built(project(after))
    addresses = years_of(one, "themes/plans/")
    assert [address for address in addresses if one.files[address] != other.files[address]] == []
    assert one.files["themes/plans/index.html"] != other.files["themes/plans/index.html"]
    assert "themes/plans/2025/index.html" in other.files


def test_briefings_lead_to_their_years(site: Site) -> None:
    """The list shows the newest, and leads to the years, where every briefing stands once."""
    html = page(site, "briefings/index.html")
    assert html.count('<li class="briefing-line"') == MOST_POINTS
    assert "The newest 100 of 230 briefings." in html
    assert 'id="_filters"' not in html
    assert '<a href="../years/2022/index.html">2022</a>' in html
    assert '<a href="../years/undated/index.html">Date not given</a> <span class="quiet">3 briefings</span>' in html
    found = [
        re.findall(r'class="knotted"><a href="[./]*briefings/(b\d+)/', page(site, at))
        for at in years_of(site, "years/")
    ]
    assert sorted(slug for part in found for slug in part) == [f"b{number:03}" for number in range(MANY)]


def test_an_audience_has_its_own_points_first(site: Site) -> None:
    """Then come those for everyone, who are counted in; the search for the rest has both choices made."""
    html = page(site, "audiences/managers/index.html")
    assert '?audience=managers">460 learning points for this audience</a>' in html
    assert '?audience=everyone">460 for everyone</a>.' in html
    assert html.count(">In the briefing</a>") == MOST_POINTS
    assert 'href="../../search/index.html?audience=managers&amp;audience=everyone&amp;role=learning"' in html
    assert re.search(
        r'"managers/index.html"><strong>[^<]*</strong> <span class="quiet">920 points',
        page(site, "audiences/index.html"),
    )


def test_long_lists_go_on_beside_themselves(site: Site) -> None:
    """A partnership's briefings stand on its page and its later parts, each once."""
    addresses = [at for at in site.files if re.fullmatch(r"partnerships/example/(\d+/)?index\.html", at)]
    assert len(addresses) > 2
    found = [re.findall(r'class="knotted"><a href="[./]*briefings/(b\d+)/', page(site, at)) for at in addresses]
    assert sorted(slug for part in found for slug in part) == [f"b{number:03}" for number in range(MANY)]


def test_actions_of_a_state_stand_together(site: Site) -> None:
    """Insights show ten of a state and lead to all: those overdue first, longest first, then the oldest."""
    html = page(site, "insights/index.html")
    assert '<a href="actions/promised/index.html">All 230 actions: promised</a>' in html
    parts = [page(site, f"insights/actions/promised/{part}index.html") for part in ("", "2/", "3/")]
    found = [match for part in parts for match in re.findall(r"By: (\d+)</span>", part)]
    assert len(found) == MANY
    overdue = [year for year in found if int(year) < TODAY.year]
    assert found[: len(overdue)] == sorted(overdue)
    assert ">Overdue<" in parts[0]
    assert ">Overdue<" not in parts[2]
    assert 'href="overdue/index.html">All ' in page(site, "partnerships/example/index.html")
    assert ">Overdue<" in page(site, "partnerships/example/overdue/index.html")


def test_the_index_of_themes_is_as_long_as_the_vocabulary() -> None:
    """It takes at most 150 bytes a term, however many points there are."""
    themes = "".join(
        f"theme-{number}:\n  label: Theme number {number}\n  definition: D.\n  also: [{number} known, {number} or]\n"
        for number in range(100)
    )
    text = VOCABULARY.replace("--- briefings/_partnerships", f"{themes}--- briefings/_partnerships")
    tags = " ".join(f"#theme-{number}" for number in range(100))
    site = built(project(text + briefing(1, "2022").replace("#plans", tags)))
    terms = 3 * 100 + 3 + 3
    assert len(site.files["themes/index.html"]) <= 150 * terms
