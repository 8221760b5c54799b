"""Lessons, answers, evidence and old ids: what is read of them, and where readers see it."""

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnbrief.build import Inputs, Site
from learnbrief.model import Held, Reference
from learnbrief.problems import Place
from tests.support import FRONT, VOCABULARY, built, codes, examples, keys_of_pages, laid_out, page, project, read

AT = Place("")
LATER = (
    FRONT.replace("Neglect in", "Minutes in")
    .replace("2022-03", "2023-05")
    .replace("2022-06", "2023-09")
    .replace("ship: example", "ship: other")
)

WORLD = f"""{VOCABULARY}--- learnbrief.yml
base_url: https://learning.example.org
host: netlify
--- briefings/_themes.yml
neglect:
  label: Neglect
  definition: Needs that go unmet over time.
plans:
  label: Plans
  was: [planning, plan-making]
  definition: What is to be done.
information-sharing:
  label: Information sharing
  was: [sharing]
  definition: The right facts to the right people.
--- briefings/_partnerships.yml
example:
  name: Example Safeguarding Partnership
  area: Example
  succeeded_by: middle
middle:
  name: Middle Partnership
  succeeded_by: other
other:
  name: Other Safeguarding Partnership
  area: Other
--- briefings/_lessons.yml
minutes-reach-everyone:
  statement: Minutes & plans reach every agency.
  themes: [information-sharing, plans]
  was: [minutes-come]
nobodys:
  statement: Nobody has learned this yet.
  themes: [neglect]
--- briefings/2020.md
{FRONT}## Findings

- Minutes came late & to few. {{#late-minutes was="few-minutes" lesson=minutes-reach-everyone}}
- Plans were kept. #plans
--- briefings/2023.md
{LATER}## Actions taken

- Minutes go out by Friday.
  {{#friday owner=MASH due=2023-06 state=done as_of=2025-03}}
  {{evidence="https://example.org/a?b=1&c=2" answers="2020#few-minutes"}}
- They are read aloud. {{lesson=minutes-come answers=friday}}
"""


def world(**replaced: str) -> Inputs:
    """Make the project, with some of its text replaced."""
    text = WORLD
    for old, new in replaced.items():
        text = text.replace(old, new)
    return project(text)


@pytest.fixture(scope="module")
def site() -> Site:
    """Build the project."""
    return built(world())


def words_of(html: str) -> str:
    """Give a page's words on one line."""
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def points(site: Site) -> dict[str, dict[str, Any]]:
    """Give the points of the open data by their ids."""
    return {each["id"]: each for each in json.loads(page(site, "data/points.json"))["points"]}


def test_what_a_point_bears_is_read() -> None:
    """Lessons, answers, evidence and the day of a state are read from braces, old ids of lessons as today's."""
    library, problems = read(world())
    first, _, friday, aloud = (point for briefing in library.briefings for point in briefing.points)
    assert first.lessons == aloud.lessons == (Reference("minutes-reach-everyone", AT),)
    assert friday.answers == (Reference("2020#few-minutes", AT),)
    assert aloud.answers == (Reference("friday", AT),)
    assert friday.evidence == "https://example.org/a?b=1&c=2"
    assert friday.as_of == Held(date(2025, 3, 1), date(2025, 3, 31), "March 2025")
    assert [code for _, code in codes(problems)] == ["old-id"]


def test_a_lesson_is_said_in_its_words(site: Site) -> None:
    """Beside each point that bears a lesson stands its statement, which leads to the lesson's page."""
    html = page(site, "briefings/2020/index.html")
    link = '<a href="../../lessons/minutes-reach-everyone/index.html">Minutes &amp; plans reach every agency.</a>'
    assert html.count(f"Lesson: {link}") == 1


def test_both_ends_of_an_answer_show_it(site: Site) -> None:
    """The answer leads to the answered point under its id of today, and back, each in the other's words."""
    earlier, later = (page(site, f"briefings/{slug}/index.html") for slug in ("2020", "2023"))
    assert '<a href="../2020/index.html#late-minutes">Minutes came late &amp; to few.</a>' in later
    assert "Answers: Minutes came late &amp; to few. (March 2022, Example, as a finding)" in words_of(later)
    assert '<a href="../2023/index.html#friday">Minutes go out by Friday.</a>' in earlier
    told = "Answered by: Minutes go out by Friday. (May 2023, Other, as an action, done, as of March 2025, evidence)"
    assert told in words_of(earlier)
    told = "Answers: Minutes go out by Friday. (here, as an action, done, as of March 2025, evidence)"
    assert told in words_of(later)
    assert "Answered by: They are read aloud. (here, as an action)" in words_of(later)


def test_what_shows_an_action_stands_beside_its_state(site: Site) -> None:
    """On every page where the action stands, its state is dated and leads to what shows it."""
    for address in ("briefings/2023/index.html", "themes/neglect/index.html", "partnerships/other/index.html"):
        html = page(site, address)
        assert "Done as of March 2025 Who: MASH By: June 2023 Evidence" in words_of(html)
        assert '<a href="https://example.org/a?b=1&amp;c=2">Evidence' in html


def test_open_data_tells_it(site: Site) -> None:
    """Ids of lessons, addresses of answered points, evidence and the day of the state are data."""
    found = points(site)
    assert found["late-minutes"]["lessons"] == ["minutes-reach-everyone"]
    assert found["late-minutes"]["answers"] == []
    assert found["friday"]["answers"] == ["https://learning.example.org/briefings/2020/#late-minutes"]
    assert found["friday"]["evidence"] == "https://example.org/a?b=1&c=2"
    assert found["friday"]["as_of"] == {"from": "2025-03-01", "to": "2025-03-31", "label": "March 2025"}
    assert found["late-minutes"]["evidence"] is None
    assert found["late-minutes"]["as_of"] is None


@pytest.mark.parametrize(("hidden", "shown"), [("2020", "2023"), ("2023", "2020")])
def test_an_answer_to_what_is_hidden_shows_nothing(hidden: str, shown: str) -> None:
    """Neither a draft that is answered nor a draft that answers is shown, told in data, or a problem."""
    begin = f"--- briefings/{hidden}.md\n---\n"
    site = built(world(**{begin: f"{begin}status: draft\n"}))
    said = words_of(page(site, f"briefings/{shown}/index.html"))
    assert "Minutes came late" not in said or "Answered by" not in said
    assert "Minutes go out" not in said or "Answers: Minutes came" not in said
    assert all("2020" not in "".join(point["answers"]) for point in points(site).values())
    assert {code for _, code in codes(site.problems)} <= {"old-id", "accessibility-missing"}


def test_the_page_of_an_answered_point_is_made_anew_with_the_answer() -> None:
    """The key of a page holds the answers on it, so that no page is kept that lacks one or has one too many."""
    keys = [
        keys_of_pages(world(**{"Minutes go out by Friday": words, "They are read aloud": "Others are read"}))
        for words in ("They are read aloud", "They are read out")
    ]
    assert keys[0]["briefings/2020/index.html"] != keys[1]["briefings/2020/index.html"]


def test_a_lesson_that_nobody_bears_leaves_no_trace(site: Site) -> None:
    """A lesson that no visible point bears stands nowhere, and the digest of the sources does not tell of it."""
    assert not [name for name, content in site.files.items() if b"Nobody has learned" in content]
    without = world(**{"nobodys:\n  statement: Nobody has learned this yet.\n  themes: [neglect]\n": ""})
    assert built(without).files == site.files
    other = built(world(**{"every agency": "all"}))
    digests = {json.loads(page(each, "data/points.json"))["generated_from"] for each in (site, other)}
    assert len(digests) == 2


def test_old_ids_of_themes_lead_to_them(site: Site) -> None:
    """At a theme's old address a page forwards to it, as at its pack's, and its feed stands; hosts are told."""
    assert 'content="0; url=../plans/index.html"' in page(site, "themes/planning/index.html")
    assert 'content="0; url=../../plans/pack/index.html"' in page(site, "themes/plan-making/pack/index.html")
    for name in ("feed.xml", "feed.json"):
        assert site.files[f"themes/planning/{name}"] == site.files[f"themes/plans/{name}"]
    assert 'content="0; url=../information-sharing/index.html"' in page(site, "themes/sharing/index.html")
    assert "/themes/planning/ /themes/plans/ 301!" in page(site, "_redirects")
    assert "themes/planning" not in page(site, "sitemap.xml")


def test_an_old_id_counts_as_the_new_one() -> None:
    """A topic or tag under an old id raises the theme of today, and a warning asks for the new id."""
    site = built(
        world(
            **{"- Plans were kept. #plans": "- Plans were kept. #planning", "topics: [neglect]": "topics: [sharing]"}
        )
    )
    tagged = points(site)["plans-were-kept"]
    assert tagged["themes"] == ["information-sharing", "plans"]
    assert tagged["tags"] == ["plans"]
    assert [code for _, code in codes(site.problems)].count("old-id") == 4


def test_an_old_address_meets_no_other(site: Site) -> None:
    """An alias of a briefing at a theme's old address is an error at the old id."""
    found = laid_out(
        world(**{"title: Minutes in Example\n": "title: Minutes in Example\naliases: [themes/planning/]\n"})
    )
    (problem,) = (each for each in found.problems if each.code == "duplicate-address")
    assert problem.at == Place("briefings/_themes.yml", 6, 9)


def test_the_body_that_exists_today_is_named(site: Site) -> None:
    """The page of a partnership that exists no longer, and its briefings, name the last that took its place."""
    html = page(site, "partnerships/example/index.html")
    assert '<a href="../other/index.html">Other Safeguarding Partnership</a>' in html
    assert "This partnership no longer exists. Other Safeguarding Partnership has taken its place." in words_of(html)
    briefing = page(site, "briefings/2020/index.html")
    assert "Example Safeguarding Partnership (now Other Safeguarding Partnership)" in words_of(briefing)
    assert "(now" not in page(site, "briefings/2023/index.html")


def test_a_body_without_a_page_is_named_without_a_link() -> None:
    """What took a partnership's place may have published nothing yet, and then has no page to lead to."""
    html = page(built(world(**{"  succeeded_by: other\n": ""})), "briefings/2020/index.html")
    assert "(now Middle Partnership)" in html


ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "lesson": st.lists(
            st.sampled_from(["minutes-reach-everyone", "minutes-come", "nobodys"]), min_size=1, max_size=3
        ),
        "answers": st.lists(st.sampled_from(["2020#late-minutes", "first", "a#first"]), min_size=1, max_size=2),
        "evidence": st.sampled_from(["https://example.org/", "https://example.org/a?b=c&d"]),
        "as_of": st.sampled_from(["2025", "2025-03", "2025-03-04", "2024/25"]),
        "was": st.just("old-one"),
    },
)


def as_braces(given: dict[str, Any]) -> str:
    """Write what a point bears as attributes."""
    values = {name: value if isinstance(value, str) else " ".join(value) for name, value in given.items()}
    return " ".join(f'{{{name}="{value}"}}' for name, value in values.items())


def as_keys(given: dict[str, Any]) -> str:
    """Write what a point bears as keys in YAML."""
    values = {name: value if isinstance(value, str) else f"[{', '.join(value)}]" for name, value in given.items()}
    return "".join(f"        {name}: {value}\n" for name, value in values.items())


@given(ATTRIBUTES)
@examples(25)
def test_both_forms_read_the_same(given: dict[str, Any]) -> None:
    """Whatever a point bears, in braces and in keys of YAML it is the same briefing."""
    heading = "Actions taken"
    markdown = f"{FRONT}## {heading}\n\n- First. {{#first}}\n- Second. {as_braces(given)}\n"
    points = f"      - First. {{#first}}\n      - text: Second.\n{as_keys(given)}"
    yaml = f"{FRONT}sections:\n  - heading: {heading}\n    points:\n{points}".replace("---\n", "")
    texts = (f"{WORLD}--- briefings/a.md\n{markdown}", f"{WORLD}--- briefings/a.yml\n{yaml}")
    both = [read(project(text))[0].briefings[-1] for text in texts]
    assert both[0].slug == "a"
    assert both[0] == both[1]
