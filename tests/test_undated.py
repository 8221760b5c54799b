"""Dates that nobody knows, and dates of publication less exact than a day: told as they are, and never made up."""

import csv
import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnbrief.build import Site
from learnbrief.data import documents
from learnbrief.model import UNKNOWN, DateFault, Held, earliest, latest, parse_date, parse_held, parse_published
from learnbrief.other_sites.neighbours.open_data import site_from_file, site_from_open_data, written
from learnbrief.published import read_published
from tests.support import (
    FRONT,
    TODAY,
    VOCABULARY,
    built,
    for_each,
    laid_out,
    page,
    project,
    read,
    read_briefing,
    table,
)

BASE = "https://example.org/learning"
SETTINGS = f"""--- learnbrief.yml
title: Example learns
description: What partnerships learned.
base_url: {BASE}
"""
BODY = """
## Findings

- {words} came late. #plans
- {words} was lost. #neglect

## Actions

- {words} is mended. #plans {{due=2030 state=promised}}
"""


def dated(slug: str, *, held: str, published: str, more: str = "") -> str:
    """Write a briefing with its dates."""
    front = FRONT.replace("held: 2022-03", f"held: {held}").replace(
        "published: 2022-06-01", f"published: {published}"
    )
    front = front.replace("in Example", f"in {slug}").replace("summary:", f"{more}summary:")
    return f"--- briefings/{slug}.md\n{front}{BODY.format(words=slug.capitalize())}\n"


def world(*briefings: str) -> str:
    """Put briefings into a site with an address."""
    return VOCABULARY + SETTINGS + "".join(briefings)


LOST = dated("lost", held="unknown", published="unknown")
PUT = dated("put", held="unknown", published="unknown", more="updated: 2025-11-30\n")
ROUGH = dated("rough", held="2019-05", published="2019")
EXACT = dated("exact", held="2022-03", published="2022-06-01")
WHOLE = world(LOST, PUT, ROUGH, EXACT)


@pytest.fixture(scope="module")
def site() -> Site:
    """Build one site of briefings with and without dates."""
    return built(project(WHOLE))


# A date as a value


def test_an_unknown_date_is_read() -> None:
    """`unknown` is a date of its own, for the review and for its publication."""
    assert parse_held("unknown") == parse_held(" unknown ") == parse_published("unknown") == UNKNOWN
    assert (UNKNOWN.is_known, UNKNOWN.year, UNKNOWN.year_id, UNKNOWN.written) == (False, None, "undated", None)


PUBLISHED = {"2019-05-03": "3 May 2019", "2019-05": "May 2019", "2019-12": "December 2019", "2019": "2019"}


@pytest.mark.parametrize("given_as", PUBLISHED)
def test_publication_is_as_exact_as_is_known(given_as: str) -> None:
    """A day, a month or a year is shown as such, written as it was given, and sorts as its first day."""
    read = parse_published(given_as)
    assert isinstance(read, Held)
    assert (read.label, read.written) == (PUBLISHED[given_as], given_as)
    assert read.start == date.fromisoformat(f"{given_as}-01-01"[:10])


@for_each(("given_as", "code", "says"), table("undated-what-is-no-date-of-publication-says-why"))
def test_what_is_no_date_of_publication_says_why(given_as: str, code: str, says: str) -> None:
    """Whatever else stands there is told, with the ways to write it."""
    read = parse_published(given_as)
    assert isinstance(read, DateFault)
    assert read.code == code
    assert says in read.message


def test_who_does_not_know_is_told_the_word() -> None:
    """A date that cannot be read may be one that nobody knows; that of an action is then left out."""
    read, due = parse_held("not known"), parse_date("unknown")
    assert isinstance(read, DateFault)
    assert "unknown" in read.message
    assert isinstance(due, DateFault)
    assert "If nobody knows it" not in due.message


@given(day=st.dates())
def test_nothing_is_compared_with_what_nobody_knows(day: date) -> None:
    """An unknown date comes neither before nor after any other for certain."""
    known = Held(day, day, "")
    assert not UNKNOWN.is_after(known)
    assert not known.is_after(UNKNOWN)


def test_the_first_and_the_last_of_dates_are_known_ones() -> None:
    """What nobody knows is neither the first nor the last, unless nothing is known."""
    early, late = parse_date("2019"), parse_date("2022")
    assert isinstance(early, Held)
    assert isinstance(late, Held)
    assert earliest([UNKNOWN, late, early]) == early
    assert latest([early, UNKNOWN, late]) == late
    assert earliest([UNKNOWN]) == latest([UNKNOWN]) == UNKNOWN


def test_both_forms_read_the_same_dates() -> None:
    """`unknown` and a bare year are read alike in Markdown and in YAML, in fields and at headings."""
    front = FRONT.replace("held: 2022-03", "held: unknown").replace("published: 2022-06-01", "published: 2019")
    markdown = read_briefing("## Findings {held=unknown}\n\n- Late.\n", front=front)
    fields = front.replace("---\n", "")
    body = "sections:\n  - heading: Findings\n    held: unknown\n    points: [Late.]\n"
    yaml = read_briefing(body, front=fields, name="a.yml")
    for briefing in (markdown, yaml):
        assert (briefing.held, briefing.published.written) == (UNKNOWN, "2019")
        assert briefing.sections[0].held == briefing.points[0].held == UNKNOWN
    assert markdown.sections == yaml.sections


# Checks


@pytest.mark.parametrize(
    ("held", "published", "updated"),
    [
        ("unknown", "2019", "2019-01-01"),
        ("2022", "unknown", "1999-01-01"),
        ("unknown", "unknown", "2020-01-01"),
        ("2019-05", "2019", "2019-03-01"),
        ("2019-05-31", "2019-05", "2019-05-02"),
        ("2019/20", "2019-04", "2020-01-01"),
    ],
)
def test_what_may_be_right_is_no_mistake(held: str, published: str, updated: str) -> None:
    """Dates are compared only as far as they are known, so that a rough one raises no false alarm."""
    one = dated("one", held=held, published=published, more=f"updated: {updated}\n")
    found = [problem.code for problem in laid_out(project(world(one))).problems]
    assert not {"held-after-published", "updated-before-published"} & set(found)


@pytest.mark.parametrize(
    ("held", "published", "updated", "code"),
    [
        ("2020-01", "2019", "2021-01-01", "held-after-published"),
        ("2019-06", "2019-05", "2021-01-01", "held-after-published"),
        ("2018", "2019", "2018-12-31", "updated-before-published"),
        ("unknown", "2019-05", "2019-04-30", "updated-before-published"),
    ],
)
def test_what_cannot_be_right_is_told(held: str, published: str, updated: str, code: str) -> None:
    """A rough date is still compared with what lies outside it."""
    one = dated("one", held=held, published=published, more=f"updated: {updated}\n")
    site = laid_out(project(world(one)))
    assert [problem.code for problem in site.problems if problem.code == code], site.problems


def test_what_no_feed_tells_of_is_a_hint(site: Site) -> None:
    """A briefing with neither day is told, at the word; one that has either is not."""
    found = [problem.at.file for problem in site.hints if problem.code == "no-day-for-feeds"]
    assert found == ["briefings/lost.md"]


@pytest.mark.parametrize("status", ["draft", "archived", "withdrawn"])
def test_what_stands_in_no_feed_anyway_needs_no_day(status: str) -> None:
    """Drafts, archived and withdrawn briefings stand in none, so nothing is said."""
    one = dated("one", held="2022", published="unknown", more=f"status: {status}\n")
    assert not [problem for problem in laid_out(project(world(one))).hints if problem.code == "no-day-for-feeds"]


# Pages


def test_the_page_says_that_nobody_knows(site: Site) -> None:
    """A briefing's page says so of either date, and cites neither."""
    html = page(site, "briefings/lost/index.html")
    assert "<dt>Held</dt><dd>date not given</dd>" in html
    assert "<dt>Published</dt><dd>date of publication not given</dd>" in html
    citation = html.partition('id="__citation">')[2].partition("<")[0]
    assert citation == (
        f"Example Safeguarding Partnership: Neglect in lost. Multi-agency audit. {BASE}/briefings/lost/"
    )
    for never in ("0001", "9999", "1 January 1", "None", str(TODAY.year)):
        assert never not in html.replace("2026-01-31", "")


def test_the_page_says_no_more_than_is_known(site: Site) -> None:
    """A year of publication is shown as one, and cited."""
    html = page(site, "briefings/rough/index.html")
    assert "<dt>Published</dt><dd>2019</dd>" in html
    assert "Partnership (2019) Neglect in rough. Multi-agency audit, May 2019." in html
    assert "<dt>Changed</dt>" not in html


def test_programs_are_told_no_more_than_is_known(site: Site) -> None:
    """Linked data and the Open Graph leave out what nobody knows; the page stays an article."""
    lost, rough = page(site, "briefings/lost/index.html"), page(site, "briefings/rough/index.html")
    assert "datePublished" not in lost
    assert "temporalCoverage" not in lost
    assert "article:published_time" not in lost
    assert '<meta property="og:type" content="article">' in lost
    assert '"datePublished":"2019"' in rough
    assert '<meta property="article:published_time" content="2019">' in rough


def test_an_unknown_date_comes_last(site: Site) -> None:
    """The newest come first, and behind them all what has no date."""
    order = [briefing["slug"] for briefing in json.loads(page(site, "data/briefings.json"))["briefings"]]
    assert order == ["exact", "rough", "lost", "put"]
    home = page(site, "index.html")
    assert home.index("Neglect in exact") < home.index("Neglect in rough") < home.index("Neglect in lost")


def test_it_can_be_chosen_where_lists_are_narrowed(site: Site) -> None:
    """A list can be narrowed to what has no date; it counts under no year."""
    html = page(site, "briefings/index.html")
    years = html.partition('name="year"')[2].partition("</select>")[0]
    assert [part.partition('"')[0] for part in years.split('value="')[1:]] == ["", "2022", "2019", "undated"]
    assert ">Date not given</option>" in years
    assert html.count('data-year="undated"') == 2


def test_the_search_has_a_facet_for_it(site: Site) -> None:
    """The facet of years ends with what has no date, and its points are filed there."""
    name = next(name for name in site.files if name.startswith("search/index."))
    index = json.loads(page(site, name).partition(",")[2].removesuffix(");\n"))
    assert index["facets"]["year"] == [["2022", "2022"], ["2019", "2019"], ["undated", "Date not given"]]


def test_insights_count_it_under_no_year(site: Site) -> None:
    """The table by year has a column beside the years, which leads to its points."""
    html = page(site, "insights/index.html")
    table = html.partition('id="_by-year"')[2].partition("</table>")[0]
    assert "No date" in table
    assert "?year=undated" in table
    assert "9999" not in html


def test_a_theme_tells_its_first_and_last_known_date(site: Site) -> None:
    """What nobody knows is neither the first nor the last time that a theme was raised."""
    html = page(site, "themes/plans/index.html")
    assert "first May 2019, last March 2022" in html
    assert "4 points without a date" in html
    only = page(built(project(world(LOST))), "themes/plans/index.html")
    assert "Raised in 1 of 1 briefing, date not given: 2 learning points." in only


def test_what_has_no_date_stands_beside_what_has_one() -> None:
    """Beside a point stands a similar one without a date, which is told as it is, and the other way round."""
    site = built(project(WHOLE.replace(" came late.", ": scattered records were never brought together.")))
    exact, lost = page(site, "briefings/exact/index.html"), page(site, "briefings/lost/index.html")
    beside = exact.partition(">Similar points: ")[2].partition("</details>")[0]
    assert "date not given, Example, as a finding: Lost: scattered records" in beside
    assert "March 2022, Example" in lost.partition(">Similar points: ")[2].partition("</details>")[0]


def test_nothing_of_it_is_long_unheard_of(site: Site) -> None:
    """A theme whose last time nobody knows cannot be said to be quiet."""
    one = dated("one", held="unknown", published="2019")
    assert "no theme was last raised more than" in page(built(project(world(one))), "insights/index.html")


def test_only_undated_briefings_make_a_site() -> None:
    """A site in which nobody knows any date is built, with all its pages."""
    site = built(project(world(LOST, PUT)))
    assert "themes/plans/pack/index.html" in site.files
    assert "date not given" in page(site, "themes/plans/pack/index.html")


@pytest.mark.parametrize(
    ("published", "is_out"), [("2026-02", False), ("2026-01", True), ("2027", False), ("2026", True)]
)
def test_a_month_or_year_to_come_is_an_embargo(published: str, is_out: bool) -> None:
    """Until its first day nothing is shown; then it is out."""
    site = laid_out(project(world(EXACT, dated("other", held="2025", published=published))))
    assert ("briefings/other/index.html" in site.files) is is_out
    assert ("Neglect in other" in page(site, "feed.xml")) is is_out


def test_an_embargoed_year_names_its_first_day() -> None:
    """In a preview the page says until when."""
    site = laid_out(project(world(dated("other", held="2025", published="2027")), drafts=True))
    assert "under embargo until 1 January 2027" in page(site, "briefings/other/index.html")


# Feeds


def test_feeds_go_by_the_day_that_is_known(site: Site) -> None:
    """The first day of a year, else the day of the last change; what has neither stands in no feed."""
    items = json.loads(page(site, "feed.json"))["items"]
    told = {item["url"].rstrip("/").rpartition("/")[2]: item["date_published"][:10] for item in items}
    assert told == {"put": "2025-11-30", "exact": "2022-06-01", "rough": "2019-01-01"}
    assert "date_modified" not in items[0]
    for name in site.files:
        if name.endswith(("feed.xml", "feed.json")):
            assert "Neglect in lost" not in page(site, name)
            assert "0001-01-01" not in page(site, name)


def test_a_change_to_come_gives_no_day_yet() -> None:
    """Where the day of the change is still to come, the briefing is in no feed until then."""
    later = dated("later", held="2022", published="unknown", more="updated: 2026-06-01\n")
    assert "Neglect in later" not in page(built(project(world(EXACT, later))), "feed.xml")
    assert "Neglect in later" in page(built(project(world(EXACT, later), today=date(2026, 6, 1))), "feed.xml")


# Open data


def test_data_holds_nothing_for_it(site: Site) -> None:
    """What nobody knows is null in JSON and empty in the table; a rough date is written as it is."""
    briefings = {each["slug"]: each for each in json.loads(page(site, "data/briefings.json"))["briefings"]}
    assert (briefings["lost"]["held"], briefings["lost"]["published"]) == (None, None)
    assert briefings["rough"]["published"] == "2019"
    assert briefings["exact"]["published"] == "2022-06-01"
    assert (briefings["put"]["updated"], briefings["rough"]["updated"]) == ("2025-11-30", None)
    points = [each for each in json.loads(page(site, "data/points.json"))["points"] if each["briefing"] == "lost"]
    assert {(each["held"], each["year"]) for each in points} == {(None, None)}
    rows = [row for row in csv.DictReader(StringIO(page(site, "data/points.csv"))) if row["briefing"] == "lost"]
    assert {(row["held"], row["held_from"], row["held_to"], row["year"]) for row in rows} == {("", "", "", "")}


def test_points_without_a_year_have_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where points are cut by year, those without one stand in the last file, and are read back from there."""
    monkeypatch.setattr(documents, "LARGEST", 1)
    site = built(project(WHOLE))
    index = json.loads(page(site, "data/points.json"))
    assert [(file["year"], file["url"]) for file in index["files"]] == [
        (2022, f"{BASE}/data/points/2022.json"),
        (2019, f"{BASE}/data/points/2019.json"),
        (None, f"{BASE}/data/points/undated.json"),
    ]
    undated = json.loads(page(site, "data/points/undated.json"))
    assert undated["year"] is None
    assert {each["briefing"] for each in undated["points"]} == {"lost", "put"}
    read_back = read_published(lambda name: site.files.get(f"data/{name}"), TODAY)
    assert read_back
    assert {briefing.slug: len(briefing.points) for briefing in read_back.briefings}["lost"] == 3
    assert "points/undated.json" in page(site, "data/index.html")


def test_what_was_published_without_a_date_is_known_as_published(site: Site) -> None:
    """Our own data, read back, holds what has no date of publication."""
    read_back = read_published(lambda name: site.files.get(f"data/{name}"), TODAY)
    assert read_back
    assert {briefing.slug for briefing in read_back.briefings} == {"lost", "put", "rough", "exact"}


def test_neighbours_may_not_know_either(site: Site) -> None:
    """A neighbour's briefing without dates, or with rough ones, is taken, kept and read back."""
    data: dict[str, Any] = {
        name: json.loads(page(site, f"data/{name}.json"))[name] for name in ("briefings", "points", "themes")
    }
    left_out: list[str] = []
    theirs = site_from_open_data("", data["briefings"], data["points"], data["themes"], left_out.append)
    assert not left_out
    assert site_from_file(written(theirs), left_out.append) == theirs
    assert not left_out
    dates = {briefing.slug: (briefing.held, briefing.published.written) for briefing in theirs.briefings}
    assert dates["lost"] == (UNKNOWN, None)
    assert dates["rough"][1] == "2019"
    assert {point.held for briefing in theirs.briefings if briefing.slug == "put" for point in briefing.points} == {
        UNKNOWN
    }


def test_hidden_ones_are_hidden_still() -> None:
    """A draft or a withdrawn briefing without dates shows no more than any other."""
    hidden = dated("hidden", held="unknown", published="unknown", more="status: draft\n")
    library, _ = read(project(world(EXACT, hidden)))
    assert [briefing.slug for briefing in library.visible(TODAY, drafts=False)] == ["exact"]
    assert all(b"Neglect in hidden" not in content for content in built(project(world(EXACT, hidden))).files.values())
