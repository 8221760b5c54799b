"""What a theme's page opens with: lessons, what it asks of whom, what worked, what was promised, what is new."""

import re
from datetime import date

from tests.support import FRONT, VOCABULARY, built, page, project
from tests.test_lesson_pages import LESSONS, briefing, words_of

PLANS = "themes/plans/index.html"
BEARS = "{lesson=minutes-reach-everyone}"
OLD = briefing("old", "2018-05", f"## Findings\n\n- Plans came late. #plans {BEARS}\n- Plans came never. #plans\n")
NEW = briefing(
    "new",
    "2025-03",
    f"""## Key points for managers

- A plan was seen. Managers should read it. #plans
- Plans are short. #plans
- Plans are kept. #plans
- Plans are signed. #plans

## Recommendations

- Send plans at once. #plans {BEARS}
- Read plans aloud. #plans

## Good practice

- Plans went out. #plans

## Actions {{role=actions}}

- A form. #plans {{state=promised as_of=2021-02}}
- A guide. #plans {{state=under-way as_of=2020}}
- A poster. #plans {{state=done as_of=2019}}

## Questions {{role=questions}}

- Who reads plans? #plans
""",
)


def opening(text: str, address: str = PLANS, today: date = date(2025, 11, 1)) -> str:
    """Build a project and give what a theme's page opens with."""
    return page(built(project(VOCABULARY + LESSONS + text, today=today)), address).partition('<details class="all')[0]


def part(html: str, anchor: str) -> str:
    """Give the words of one part."""
    inside = html.partition(f'<h2 id="{anchor}" class="knotted">')[2].partition("</section>")[0]
    return words_of(f"<main>{inside}</main>")


def test_it_opens_with_its_answer() -> None:
    """Each part says in short sentences, with when and where, what a reader asks first."""
    html = opening(OLD + NEW)
    lessons = part(html, "_lessons")
    assert "Minutes reach every agency, and promptly. 2 times in 2 briefings of 1 partnership" in lessons
    assert "2018 to 2025. No answer yet" in lessons
    asks = part(html, "_what-it-asks")
    assert "Managers All 13 points for managers Managers should read it. New March 2025, Example" in asks
    assert asks.index("Managers should") < asks.index("Everyone") < asks.index("Read plans aloud.")
    assert "Plans went out." in part(html, "_what-worked")
    promised = part(html, "_what-was-promised")
    assert "3 actions: 1 promised, 1 under way and 1 done." in promised
    assert "The oldest without news Under way 2020, no news for 4 years A guide." in promised
    assert "Who reads plans?" in part(html, "_what-to-ask")
    assert "Plans came" not in html


def test_no_point_stands_in_it_twice() -> None:
    """What is new and stands above already is marked there instead."""
    html = opening(OLD + NEW)
    words = re.findall(r'<p class="source">(?:<span class="mark">New</span> )?<a href="([^"]+)"', html)
    assert len(words) == len(set(words)) > 8
    new = part(html, "_what-is-new")
    assert "Learning, for managers Plans are signed." in new
    assert "Managers should read it." not in new


def test_what_is_old_is_not_new() -> None:
    """New is what was published, or else held, in the twelve months before today; else the part is left out."""
    assert "_what-is-new" in opening(OLD + NEW, today=date(2026, 3, 1))
    assert "_what-is-new" not in opening(OLD + NEW, today=date(2026, 4, 1))


def test_without_lessons_the_newest_stand_in_their_place() -> None:
    """What is recommended and learned, and where there is none, what was found."""
    without = NEW.replace(BEARS, "")
    newest = part(opening(without), "_newest")
    assert "The newest recommendations and learning Recommendation Send plans at once." in newest
    found = briefing("found", "2020", "## Findings\n\n" + "- Found. #plans\n" * 6)
    assert part(opening(found), "_newest").count("Finding Found.") == 5


def test_a_theme_with_few_points_shows_those_of_narrower_ones() -> None:
    """Its own stand there at once; those of narrower themes stand under their names, and none twice."""
    narrower = VOCABULARY.replace("plans:\n", "plans:\n  broader: neglect\n", 1)
    front = FRONT.replace("topics: [neglect]", "topics: []")
    body = "## Findings\n\n- Both. #neglect #plans\n- Narrow. #plans\n- Own. #neglect\n"
    html = page(built(project(f"{narrower}--- briefings/a.md\n{front}{body}")), "themes/neglect/index.html")
    assert "all-points" not in html
    assert html.count('<div class="point ') == 2
    assert part(html, "_narrower").startswith("From narrower themes Plans 2 points")
    assert "Narrow." in part(html, "_narrower")
    assert "Both." not in part(html, "_narrower")
