"""A theme's page: all points on it and only these, when it came up, and what became of what was promised."""

import json
import re
from collections.abc import Mapping

import pytest

from tests.sites import BuiltSite
from tests.support import FRONT, VOCABULARY, briefing_project, built, page, project

ACTIONS = """
## Good practice

- Plans were kept. #plans

## What we are doing

- Write it down. #plans {owner="The board" due=2023-03 state=done}
- Train everyone. #plans {due=2024-05 state=under-way}
- Think again. #plans
"""


def test_every_point_is_on_the_pages_of_all_its_themes_and_nothing_else_is(own_site: BuiltSite) -> None:
    """Over the repository's own briefings: points.json and the theme pages agree exactly."""
    site = own_site.site
    points = json.loads(site.files["data/points.json"])["points"]
    expected: dict[str, set[str]] = {}
    for point in points:
        for theme in point["themes"]:
            expected.setdefault(theme, set()).add(f"{point['briefing']}#{point['id']}")
    shown = {}
    for address in site.files:
        if match := re.fullmatch(r"themes/([^/]+)/index\.html", address):
            links = re.findall(
                r'<p class="source"><a href="\.\./\.\./briefings/([^/]+)/index\.html#([^"]+)">[^<]*</a>',
                page(site, address),
            )
            assert len(links) == len(set(links))
            if not links:
                continue  # nobody has raised it
            shown[match[1]] = {f"{slug}#{point}" for slug, point in links}
    assert shown == expected


def test_it_says_how_often_and_when() -> None:
    """First and last stand in one sentence, with the thread's years and its text."""
    second = FRONT.replace("held: 2022-03", "held: 2019").replace("in Example", "again")
    more = f"--- briefings/b.md\n{second}## Findings\n\n- Then. #plans\n"
    html = page(
        built(briefing_project("## Findings\n\n- Now. #plans\n- And now. #plans\n", more=more)),
        "themes/plans/index.html",
    )
    assert "Raised in 2 of 2 briefings, first 2019, last March 2022: 3 learning points." in html
    assert 'aria-label="Points by year: 1 point in 2019, 2 points in 2022"' in html
    assert html.count('<circle class="bead-shape role-findings"') == 3


def test_a_single_year_needs_no_picture() -> None:
    """Nothing is drawn where there is nothing to compare."""
    assert "<svg" not in page(built(briefing_project("## Findings\n\n- Now. #plans\n")), "themes/plans/index.html")


def test_it_says_what_was_promised_and_what_became_of_it() -> None:
    """Actions are counted by state, overdue ones said; each shows owner, date and state."""
    html = page(built(briefing_project(ACTIONS)), "themes/plans/index.html")
    assert "3 actions: 1 under way, 1 done, 1 with the state not given and 1 overdue." in html
    assert "Who: The board" in html
    assert "By: March 2023" in html


def test_a_follow_up_within_the_theme_is_named() -> None:
    """A briefing that looked again at an earlier one's learning is shown with it."""
    later = FRONT.replace("in Example", "a second time").replace("topics:", "follows_up: [a]\ntopics:")
    more = f"--- briefings/b.md\n{later}## Findings\n\n- Still. #plans\n"
    html = page(built(briefing_project("## Findings\n\n- First. #plans\n", more=more)), "themes/plans/index.html")
    assert "Neglect a second time</a> follows up <a" in html


def test_what_to_do_stands_first() -> None:
    """A theme opens with what to do; what to keep doing comes before what was found wanting."""
    text = "## Findings\n\n- Bad.\n\n## Good practice\n\n- Good.\n\n## Recommendations\n\n- Do it.\n"
    html = page(built(briefing_project(text)), "themes/neglect/index.html")
    places = [html.index(f'id="_{role}"') for role in ("recommendations", "good-practice", "findings")]
    assert places == sorted(places)


def drawn(points: Mapping[int, int]) -> str:
    """Draw a theme of so many findings in each year, the latest with one of good practice besides."""
    texts = {year: "## Findings\n\n" + "- It. #plans\n" * count for year, count in points.items()}
    texts[max(texts)] += "\n## Good practice\n\n- Good. #plans\n"
    fronts = {year: FRONT.replace("held: 2022-03", f"held: {year}").replace("Example", str(year)) for year in points}
    briefings = (f"--- briefings/b{year}.md\n{fronts[year]}{text}" for year, text in texts.items())
    return page(built(project(VOCABULARY + "".join(briefings))), "themes/plans/index.html")


FINDING = '<circle class="bead-shape role-findings"'
PRACTICE = '<circle class="bead-shape role-good-practice"'


def test_each_bead_is_a_point_as_long_as_there_is_room() -> None:
    """Eight points hang in a year, each as a bead, and nothing is said of a scale."""
    html = drawn({2019: 8, 2022: 7})
    assert (html.count(FINDING), html.count(PRACTICE)) == (15, 1)
    assert "Each mark" not in html


def test_few_points_and_many_look_different() -> None:
    """Where a year has no room for its points, a bead stands for several in every year, and each year is counted."""
    html = drawn({2019: 26, 2022: 137})
    assert "Each mark stands for up to 18 points." in html
    assert html.count(FINDING) + html.count(PRACTICE) == 2 + 8
    assert [f">{count}</text>" in html for count in (26, 138)] == [True, True]


def test_a_crowded_year_shows_every_role() -> None:
    """Where not all points have room, each role has a bead before any has two."""
    assert drawn({2019: 1, 2022: 39}).count(PRACTICE) == 1


def test_a_long_time_still_fits() -> None:
    """Where the years are many, only every fifth is written out."""
    second = FRONT.replace("held: 2022-03", "held: 2004").replace("in Example", "again")
    more = f"--- briefings/b.md\n{second}## Findings\n\n- Then. #plans\n"
    html = page(built(briefing_project("## Findings\n\n- Now. #plans\n", more=more)), "themes/plans/index.html")
    assert re.findall(r'y="14">(\d+)<', html) == ["2005", "2010", "2015", "2020"]


def test_the_themes_it_comes_with_are_counted() -> None:
    """Companions are the themes that the same points raise, most frequent first."""
    body = "## Findings\n\n- A. #plans\n- B. #plans\n- C. #information-sharing\n"
    html = page(built(briefing_project(body)), "themes/neglect/index.html")
    companions = re.findall(
        r'<a href="\.\./[a-z-]+/index\.html">([^<]+)</a> <span class="quiet">(\d) points?</span>', html
    )
    assert companions[:2] == [("Plans", "2"), ("Information sharing", "1")]


def test_points_can_be_narrowed_only_where_there_is_a_choice() -> None:
    """The filter asks nothing that has one answer."""
    one = page(built(briefing_project("## Findings\n\n- A.\n")), "themes/neglect/index.html")
    two = page(
        built(briefing_project("## Findings\n\n- A.\n\n## Key points for managers\n\n- B.\n")),
        "themes/neglect/index.html",
    )
    assert "_filters" not in one
    assert 'name="audience"' in two
    assert 'name="year"' not in two


def test_counts_of_a_theme_that_is_cut_lead_to_what_they_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page cannot be narrowed, since not all is on it: a year has a page, and the search finds the rest."""
    project_of_two = briefing_project("## Findings\n\n- Now. #plans\n- And now. #plans\n")
    whole = page(built(project_of_two), "insights/index.html")
    monkeypatch.setattr("learnbrief.pages.parts.MOST", 1)
    cut = page(built(project_of_two), "insights/index.html")
    assert 'href="../themes/plans/index.html?year=2022"' in whole
    assert 'href="../themes/plans/2022/index.html"' in cut
    assert 'href="../search/index.html?theme=plans&amp;partnership=example"' in cut
    assert 'href="../themes/plans/index.html#_findings"' in whole
    assert 'href="../search/index.html?theme=plans&amp;role=findings"' in cut


def test_every_role_has_its_place_on_a_page_that_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A role of which no point is new enough is named and counted all the same, with the way to its points."""
    monkeypatch.setattr("learnbrief.pages.parts.MOST", 1)
    html = page(built(briefing_project(f"## Findings\n\n- Late. #plans\n{ACTIONS}")), "themes/plans/index.html")
    assert html.count('<div class="point ') == 1
    assert '<h2 id="_actions" class="knotted">' in html
    assert 'href="../../search/index.html?theme=plans&amp;role=actions">Search all 3 points' in html
