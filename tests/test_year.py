"""A year on one page: counts that lead to what they count, and nothing that the dates do not allow."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from msgspec import structs
from msgspec.structs import replace

from learnbrief.analysis import stories_of
from learnbrief.build import plan_site
from learnbrief.views.actions import _shown_before
from learnbrief.views.year_lessons import lessons_of_year
from learnbrief.views.year_partnerships import MOST_PARTNERSHIPS
from learnbrief.views.year_words import YearCounts, in_words
from tests.support import FRONT, VOCABULARY, made_pages, project

LESSONS = """--- briefings/_lessons.yml
plans-are-made: {statement: A plan is made., themes: [plans]}
facts-are-shared: {statement: Facts are shared., themes: [information-sharing]}
visits-are-made: {statement: Visits are made., themes: [neglect]}
"""


def briefing(name: str, held: str, body: str, more: str = "") -> str:
    """Make a briefing of a review."""
    front = FRONT.replace("in Example", name).replace("held: 2022-03", f"held: {held}{more}")
    return f"--- briefings/{name}.md\n{front}{body}"


PROJECT = (
    VOCABULARY
    + LESSONS
    + briefing("old", "2018", "## Findings\n\n- No plan. {lesson=plans-are-made}\n")
    + briefing("older", "2017", "## Findings\n\n- None at all. {lesson=plans-are-made}\n")
    + briefing("when", "unknown", "## Findings\n\n- No visit. {lesson=visits-are-made}\n")
    + briefing(
        "new",
        "2020",
        """## Findings

- Again no plan. {lesson=plans-are-made}
- No facts. {lesson=facts-are-shared}
- Once more no visit. {lesson=visits-are-made}

## Good practice

- =They listened.

## What is being done {role=actions}

- The form is new. {state=done as_of=2021}
- The rota is shared. {owner=MASH due=2021-03 state=promised}
- The list is kept.
""",
        "\nfollows_up: [old]",
    )
    + briefing("twin", "2020-05", "## Findings\n\n- Nor there. {lesson=plans-are-made}\n")
)
ACTIONS = "../../search/index.html?year=2020&role=actions"
YEAR = "years/2020/index.html"


def text_of(html: str) -> str:
    """Give what a reader sees of a page's main part, on one line."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Make the year's page, its file, and what its counts lead to."""
    return made_pages(project(PROJECT), YEAR, "years/2020/2020.csv")


def test_lessons_are_sorted_by_what_the_dates_tell() -> None:
    """First, again with which time, or neither where a review without a date bears the lesson, too."""
    plan = plan_site(replace(project(PROJECT), hints=False)).plan
    assert plan
    stories = stories_of(plan.catalogue).values()
    lessons = lessons_of_year(stories, "2020")
    assert [(each.statement, each.note.partition(".")[0]) for each in (*lessons.first, *lessons.again)] == [
        ("Facts are shared.", "For the first time"),
        ("A plan is made.", "For the 3rd and 4th time"),
    ]
    (unsure,) = lessons.unsure
    assert (unsure.statement, unsure.note[:8]) == ("Visits are made.", "Found in")
    assert [each.statement for each in lessons_of_year(stories, "2017").first] == ["A plan is made."]


def test_the_words_are_ready_to_copy(files: dict[str, bytes]) -> None:
    """Paragraphs tell of all that is counted, and of nothing else."""
    words = files[YEAR].decode().partition('<div id="__words">')[2].partition("</div>")[0]
    assert re.findall(r"<p>(.*?)</p>", words) == [
        "The reviews of 2020 led to 2 learning briefings of 1 partnership, with 8 learning points.",
        "1 lesson was learned for the first time. 1 lesson had been learned before and was learned again. Learned "
        "for the 3rd and 4th time: “A plan is made”. For 1 lesson the dates do not tell whether this was the first "
        "time.",
        "What worked: 1 point of good practice in 1 briefing.",
        "As the briefings report it, of 3 actions: 1 promised, 1 done and 1 of which nobody says how far. Of all "
        "these, 1 is overdue. Of 1 there has been no news for a year or more.",
        "1 briefing looked again at what earlier ones had taught.",
    ]


def test_each_count_leads_to_what_it_counts(files: dict[str, bytes]) -> None:
    """What is counted stands at the place that its figure leads to, or is found by the search behind it."""
    html = files[YEAR].decode()
    table = html.partition('id="__figures"')[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th><td class="sum">(?:<a href="(.*?)">)?(\d+)', table)
    assert {what: (int(count), url.replace("&amp;", "&")) for what, url, count in rows} == {
        "Briefings": (2, "#_briefings"),
        "Learning points": (8, "../../search/index.html?year=2020"),
        "Lessons learned for the first time": (1, "#_first"),
        "Lessons learned again": (1, "#_again"),
        "Lessons learned, first or again not known": (1, "#_unsure"),
        "Points on what worked": (1, "#_practice"),
        "Actions: promised": (1, f"{ACTIONS}&state=promised"),
        "Actions: under way": (0, ""),
        "Actions: done": (1, f"{ACTIONS}&state=done"),
        "Actions: dropped": (0, ""),
        "Actions: state not given": (1, f"{ACTIONS}&state=not-given"),
        "Actions: overdue": (1, "#_overdue"),
        "Actions without news for a year or more": (1, "#_silent"),
        "Briefings that looked again at earlier learning": (1, "#_followed"),
    }
    for _, url, count in rows:
        if url.startswith("#") and url not in ("#_briefings", "#_overdue"):
            section = html.partition(f'aria-labelledby="{url[1:]}"')[2].partition("</section>")[0]
            assert section.count("<li>") == int(count), url
    assert "search/index.html?year=2020&amp;partnership=example&amp;role=actions" in html


def test_the_file_holds_a_row_for_each(files: dict[str, bytes]) -> None:
    """The table beside the page tells of each thing that is counted; its size stands beside the link to it."""
    content = files["years/2020/2020.csv"].decode("utf-8-sig")
    head, *rows = list(csv.reader(StringIO(content)))
    assert head == ["part", "words", "published_by", "held", "note", "url"]
    assert [row[0] for row in rows] == [
        *("briefing", "briefing", "lesson: first time", "lesson: again", "lesson: not told", "what worked"),
        *("action: overdue", "action: promised", "action: done", "action: state not given", "action: without news"),
        "looked again",
    ]
    assert rows[5][1] == "'=They listened."
    assert rows[6][4:] == ["MASH, due March 2021", "briefings/new/#the-rota-is-shared"]
    size = max(1, round(len(files["years/2020/2020.csv"]) / 1000))
    assert f'<a href="2020.csv" download>2020.csv, {size} kB</a>' in files[YEAR].decode()


def test_a_large_year_stays_light() -> None:
    """Of many actions a few stand on the page, the others on pages of their own; the page stays below its bound."""
    actions = "".join(
        f"- Action {number} of many, told in a sentence. {{due=2021 state=promised}}\n" for number in range(130)
    )
    practice = "".join(f"- Practice {number}.\n" for number in range(30))
    body = f"## Good practice\n\n{practice}\n## Actions {{role=actions}}\n\n{actions}"
    text = VOCABULARY + "".join(briefing(f"b{number:02}", "2020", body) for number in range(40))
    inputs = project(text, today=date(2026, 1, 31))
    addresses = ("years/2020/overdue/2/index.html", "years/2020/without-news/2/index.html")
    made = made_pages(inputs, YEAR, *addresses)
    assert len(made[YEAR]) < 150_000
    assert text_of(made[YEAR].decode()).count(" of many,") <= 20
    assert '<a href="without-news/index.html">All 5,200 actions without news</a>' in made[YEAR].decode()
    assert [made[address].count(b"of many,") for address in addresses] == [100, 100]


def test_what_is_left_out_is_counted() -> None:
    """Of more partnerships than a page should hold the rest are counted; what counts nothing leads nowhere."""
    names = [f"area-{number}" for number in range(MOST_PARTNERSHIPS + 1)]
    known = "".join(f"{name}:\n  name: {name} Partnership\n  short: P{name}\n  area: {name}\n" for name in names)
    text = VOCABULARY.replace("--- briefings/_partnerships.yml\n", f"--- briefings/_partnerships.yml\n{known}")
    for name in names:
        body = "## Findings\n\n- A point.\n" if name == names[0] else "## Background\n\nText.\n"
        text += briefing(name, "2020", body).replace("partnership: example", f"partnership: {name}")
    html = made_pages(project(text), YEAR)[YEAR].decode()
    assert "<p>1 more stands in the file above.</p>" in html
    table = html.partition('id="__partnerships"')[2].partition("</table>")[0]
    assert table.count("<tr>") == 1 + MOST_PARTNERSHIPS
    assert table.count("search/index.html") == 1


def test_one_action_is_no_them() -> None:
    """What is said of a year's only action fits one."""
    none = YearCounts("2020", 1, 1, 1, 0, 0, 0, "", 0, 0, 1, {}, 0, 0, 0)
    one = structs.replace(none, states={"promised": 1, "done": 0}, overdue=1, silent=1)
    assert [*in_words(none)][1:] == ["Nobody says how far the one action is."]
    assert [*in_words(one)][1:] == [
        "The one action is promised, as its briefing reports it. It is overdue. "
        "There has been no news of it for a year or more."
    ]
    assert _shown_before(1, 1) == "It is overdue and stands above."
    assert _shown_before(1, 2) == "1 of them, overdue, stands above."
