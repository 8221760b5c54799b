"""Lessons on the site: beside points, on pages of their own, in data and feeds; and points that are similar."""

import json
import re
from typing import Any

import pytest

from learnbrief.build import Site
from tests.support import FRONT, VOCABULARY, built, page, project

LESSONS = """--- briefings/_lessons.yml
minutes-reach-everyone:
  statement: Minutes reach every agency, and promptly.
  themes: [information-sharing, plans]
nobody-says-so:
  statement: Nobody says so.
  themes: [plans]
"""


def briefing(slug: str, held: str, body: str, *, partnership: str = "example", more: str = "") -> str:
    """Write one briefing of a project."""
    front = FRONT.replace("held: 2022-03", f"held: {held}").replace("published: 2022-06-01", "published: unknown")
    front = front.replace("in Example", f"in {slug}").replace("partnership: example", f"partnership: {partnership}")
    return f"--- briefings/{slug}.md\n{front.replace('topics:', f'{more}topics:')}{body}\n"


BEARS = "{lesson=minutes-reach-everyone}"
FOUND = briefing("found", "2018-05", f"## Findings\n\n- Genograms reached nobody. {BEARS}\n- Toys were missing.\n")
AGAIN = briefing("again", "2020-06", f"## Findings\n\n- Minutes came late. {BEARS}\n", partnership="other")
WELL = briefing("well", "2021-03", f"## Good practice\n\n- Minutes went out at once. #plans {BEARS}\n")
PROMISED = briefing(
    "promised",
    "2022/23",
    "## Actions {role=actions}\n\n- We send minutes by Friday. {lesson=minutes-reach-everyone state=promised}\n",
)
WORLD = "".join(
    (VOCABULARY, "--- learnbrief.yml\nbase_url: https://example.org\n", LESSONS, FOUND, AGAIN, WELL, PROMISED)
)
LESSON = "lessons/minutes-reach-everyone/index.html"


def words_of(html: str) -> str:
    """Give a page's words on one line."""
    main = html.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.fixture(scope="module")
def site() -> Site:
    """Build the project."""
    return built(project(WORLD))


# Beside a point


def test_a_point_says_how_often_its_lesson_was_learned(site: Site) -> None:
    """With the lesson stand how often and when it was learned, and the points next before and after."""
    said = words_of(page(site, "briefings/again/index.html"))
    assert "One of 4 times this lesson was learned, 2018 to 2022" in said
    assert "before: May 2018, Example , next: March 2021, Example" in said
    html = page(site, "briefings/again/index.html")
    assert 'before: <a href="../found/index.html#genograms-reached-nobody">' in html
    first = words_of(page(site, "briefings/found/index.html"))
    assert "before:" not in first


def test_the_same_lesson_and_similar_points_are_told_apart(site: Site) -> None:
    """What shares a lesson is headed so; what the program finds is similar, with number and years."""
    said = words_of(page(site, "briefings/found/index.html"))
    assert "The same lesson elsewhere: 3, 2020 to 2022" in said
    assert "June 2020, Other, as a finding: Minutes came late." in said
    more = briefing("more", "2023-01", "## Findings\n\n- Nobody found the missing toys. #plans\n")
    html = words_of(page(built(project(WORLD + more)), "briefings/more/index.html"))
    assert "Similar points: 1, 2018 May 2018, Example, as a finding: Toys were missing." in html
    assert "lesson" not in html


def test_what_joins_two_points_is_named() -> None:
    """A theme that both bear stands there by its name, and never a bare title in the place of the words."""
    titled = briefing(
        "titled", "2020", "## Findings\n\n### Genograms\n\nThe kinship was never drawn. Nobody asked. #plans\n"
    )
    plain = briefing("plain", "2021", "## Findings\n\n- Draw genograms of the kinship. #plans\n")
    said = words_of(page(built(project(VOCABULARY + titled + plain)), "briefings/plain/index.html"))
    assert "2020, Example, as a finding: The kinship was never drawn. Both: Plans" in said


def test_an_owner_turns_the_finds_off() -> None:
    """With the setting only what shares a lesson stands there, on pages and in the data."""
    more = briefing("more", "2023-01", "## Findings\n\n- Nobody found the missing toys. #plans\n")
    text = (WORLD + more).replace("base_url:", "similar_points: hidden\nbase_url:")
    site = built(project(text))
    assert "Similar points" not in page(site, "briefings/more/index.html")
    assert "The same lesson elsewhere" in page(site, "briefings/found/index.html")
    assert points(site)["nobody-found-the-missing-toys"]["same"] == []


# A lesson's page


def test_a_lesson_tells_where_it_stands(site: Site) -> None:
    """One line says where and when it was found, done well and promised, and that nothing says it was done."""
    said = words_of(page(site, LESSON))
    assert said.startswith("Lesson Minutes reach every agency, and promptly.")
    assert (
        "Found in 4 briefings of 2 partnerships, 2018 to 2022; done well in March 2021; promised in 2022/23; "
        "nothing says yet that it was done." in said
    )


def test_its_points_hang_in_the_order_of_time(site: Site) -> None:
    """Every point stands there in its words, with its date and what it does, and the drawing beside it."""
    html = page(site, LESSON)
    marks = re.findall(r"<strong>([^<]*)</strong>, ([^<]*)</p>", html)
    assert marks == [
        ("Found", "May 2018"),
        ("Found again", "June 2020"),
        ("Done well", "March 2021"),
        ("Promised", "2022/23"),
    ]
    assert 'aria-label="Points by year: 1 point in 2018' in html
    assert "Minutes went out at once." in html
    for asked in ("To ask in a team", "Team pack on Plans", "themes/plans/index.html"):
        assert asked in html


@pytest.mark.parametrize(
    ("attributes", "held", "label"),
    [
        ("state=done as_of=2019-01", "2020-06", "Found again after it was done"),
        ("state=done as_of=2021-01", "2020-06", "Found again"),
        ("state=done", "2020-06", "Found again"),
        ("state=done as_of=2019-01", "unknown", "Found"),
        ("state=promised as_of=2019-01", "2020-06", "Found again"),
    ],
)
def test_found_again_after_it_was_done_only_by_dates(attributes: str, held: str, label: str) -> None:
    """Only where the action was done for certain before the review took place, it is said so."""
    again = AGAIN.replace("held: 2020-06", f"held: {held}")
    done = PROMISED.replace("state=promised", attributes)
    html = page(built(project(VOCABULARY + LESSONS + FOUND + again + done)), LESSON)
    assert f"<strong>{label}</strong>" in html
    assert ("found again after that" in html) is (label.endswith("done"))


def test_the_state_of_an_action_is_as_old_as_its_briefing() -> None:
    """Without a day of its own it was true when the briefing came out, else at the end of the review."""
    done = PROMISED.replace("state=promised", "state=done").replace("held: 2022/23", "held: 2018")
    late = AGAIN.replace("held: 2020-06", "held: 2019-02")
    assert "Found again after it was done" in page(built(project(VOCABULARY + LESSONS + late + done)), LESSON)
    done = done.replace("published: unknown", "published: 2019-03")
    assert "Found again after it was done" not in page(built(project(VOCABULARY + LESSONS + late + done)), LESSON)


def test_an_action_that_answers_belongs_to_the_story() -> None:
    """What answers a point that bears a lesson hangs on its thread, and counts as its answer."""
    answer = PROMISED.replace("lesson=minutes-reach-everyone", "answers=again#minutes-came-late")
    site = built(project(VOCABULARY + LESSONS + FOUND + AGAIN + answer))
    html = page(site, LESSON)
    assert "<strong>Promised</strong>" in html
    assert "Found in 2 briefings" in html
    assert "Answer: Promised; 1 point answers it." in page(site, "lessons/index.html")
    (lesson,) = json.loads(page(site, "data/lessons.json"))["lessons"]
    assert (lesson["answered"], lesson["done"], len(lesson["points"])) == (True, False, 2)


def test_a_long_thread_goes_on_in_parts() -> None:
    """A lesson of more than a hundred points has pages of its own for the rest, each with a title of its own."""
    many = "".join(f"- Minutes number {n} came late. {BEARS}\n" for n in range(130))
    site = built(project(VOCABULARY + LESSONS + FOUND + briefing("many", "2020", f"## Findings\n\n{many}")))
    first, second = page(site, LESSON), page(site, "lessons/minutes-reach-everyone/2/index.html")
    assert first.count("<strong>Found") + second.count("<strong>Found") == 131
    assert max(len(first.encode()), len(second.encode())) < 150_000
    assert "Part 2 of 2" in first
    assert "To ask in a team" not in second


# The list


def test_the_list_says_what_keeps_coming_back(site: Site) -> None:
    """All lessons stand there, those of most briefings first, with their answer; a script narrows them."""
    other = briefing("other", "2020", "## Findings\n\n- Nobody says so. {lesson=nobody-says-so}\n")
    html = page(built(project(WORLD + other)), "lessons/index.html")
    said = words_of(html)
    assert said.index("Minutes reach every agency") < said.index("Nobody says so")
    assert (
        "4 briefings of 2 partnerships, 2018 to 2022: 4 learning points. Answer: Promised; 1 point answers it."
        in said
    )
    assert "1 briefing of 1 partnership, 2020: 1 learning point. No answer yet." in said
    assert re.search('data-role="actions findings good-practice"', html)
    for name in ("theme", "partnership", "role", "answer"):
        assert f'name="{name}"' in html


def test_a_lesson_that_nobody_may_see_leaves_no_trace() -> None:
    """A lesson that only a draft bears has no page, and stands in no list, data or feed."""
    draft = briefing(
        "draft", "2020", "## Findings\n\n- Nobody says so. {lesson=nobody-says-so}\n", more="status: draft\n"
    )
    site, shown = built(project(WORLD + draft)), built(project(WORLD + draft, drafts=True))
    assert not [address for address, content in site.files.items() if b"nobody-says-so" in content]
    assert "lessons/nobody-says-so/index.html" not in site.files
    assert "lessons/nobody-says-so/index.html" in shown.files


def test_without_lessons_there_is_no_list() -> None:
    """A site whose points bear none has no page of lessons and no link to one."""
    site = built(project(VOCABULARY + LESSONS + FOUND.replace(BEARS, "")))
    assert not [address for address in site.files if address.startswith("lessons/")]
    assert not [address for address, content in site.files.items() if b"lessons/index.html" in content]


# Data and feeds


def points(site: Site) -> dict[str, dict[str, Any]]:
    """Give the points of the open data by their ids."""
    return {each["id"]: each for each in json.loads(page(site, "data/points.json"))["points"]}


def test_lessons_are_open_data(site: Site) -> None:
    """A lesson is told with its points, briefings, first and last date, and whether there is an answer."""
    (lesson,) = json.loads(page(site, "data/lessons.json"))["lessons"]
    assert lesson == {
        "id": "minutes-reach-everyone",
        "url": "https://example.org/lessons/minutes-reach-everyone/",
        "statement": "Minutes reach every agency, and promptly.",
        "themes": ["information-sharing", "plans"],
        "points": [
            "https://example.org/briefings/found/#genograms-reached-nobody",
            "https://example.org/briefings/again/#minutes-came-late",
            "https://example.org/briefings/well/#minutes-went-out-at-once",
            "https://example.org/briefings/promised/#we-send-minutes-by-friday",
        ],
        "briefings": ["found", "again", "well", "promised"],
        "first": {"from": "2018-05-01", "to": "2018-05-31", "label": "May 2018"},
        "last": {"from": "2022-04-01", "to": "2023-03-31", "label": "2022/23"},
        "answered": True,
        "done": False,
    }


def test_points_name_those_beside_them(site: Site) -> None:
    """The data names what the page shows beside a point, and both ends name each other."""
    told = points(site)
    assert len(told["minutes-came-late"]["same"]) == 3
    for point in told.values():
        for address in point["same"]:
            assert point["url"] in told[address.partition("#")[2]]["same"]


def test_a_theme_feed_names_lessons() -> None:
    """Below each point that bears a lesson, a theme's feed says which."""
    text = WORLD.replace(f"came late. {BEARS}", f"came late. #plans {BEARS}").replace("unknown", "2023-01-01")
    feed = page(built(project(text)), "themes/plans/feed.xml")
    link = '<a href="https://example.org/lessons/minutes-reach-everyone/">Minutes reach every agency'
    assert f"Lesson: {link}" in feed


def test_nothing_is_said_to_come_back_that_stands_in_one_briefing() -> None:
    """The list says that none came back, and insights have no section of those that do."""
    site = built(project(VOCABULARY + LESSONS + FOUND))
    assert "Each was learned in one briefing so far: none has come back yet. 1 lesson." in words_of(
        page(site, "lessons/index.html")
    )
    assert 'id="_lessons"' not in page(site, "insights/index.html")
