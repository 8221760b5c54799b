"""What the page of insights counts, orders and sets side by side, and how tables stay small."""

import html
import re
from collections import Counter

import pytest

from learnbrief.pages import relative_links
from learnbrief.settings import LinkForm
from learnbrief.views.cross_tabulation import MOST_COLUMNS, MOST_ROWS, _shade
from tests.support import VOCABULARY, built, made_pages, page, project

INSIGHTS = "insights/index.html"


def briefing(slug: str, held: str, body: str, *, partnership: str = "example", topics: str = "neglect") -> str:
    """Write a briefing of which only this matters."""
    return f"""--- briefings/{slug}.md
---
title: Briefing {slug}
partnership: {partnership}
kind: multi-agency-audit
held: {held}
published: 2025-12-01
summary: What it taught.
topics: [{topics}]
---
{body}
"""


WORLD = (
    VOCABULARY
    + briefing("a", "2019-05", "## Findings\n\n- Visits were missed.\n- Plans were lost. #plans\n")
    + briefing("b", "2021/22", "## What worked well\n\n- Visits were kept.\n", partnership="[example, other]")
    + briefing(
        "c",
        "2025",
        """## Recommendations

- Share at once. #information-sharing

## Actions {role=actions}

- Write a guide. {owner="MASH" due=2026-01 state=promised}
- Train all staff. {owner="Health" due=2025-06 state=under-way}
- Name a lead. {due=2025-07}
- Tell schools. {due=2025-01 state=done}
- Buy a van. {due=2025-01 state=dropped}
- Meet often.
""",
        partnership="other",
        topics="plans",
    )
)


def insights(text: str) -> str:
    """Build a project and give its page of insights."""
    return page(built(project(text)), INSIGHTS)


def section(text: str, anchor: str) -> str:
    """Give the part of the page below a heading."""
    return re.split(
        r"</section>\n(?:<section aria|</main>)", text.partition(f'<h2 id="{anchor}" class="knotted">')[2]
    )[0]


def rows(text: str) -> list[list[str]]:
    """Give the cells of a table as a reader gets them, row by row."""
    table = text.partition("<table")[2].partition("</table>")[0]
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    ]


def words(text: str) -> str:
    """Give the words of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


def test_themes_by_year() -> None:
    """Each cell counts a theme's points by the year in which their review was held; widest spread stands first."""
    assert rows(section(insights(WORLD), "_by-year")) == [
        ["Theme", "2019", "2021", "2025", "All points", "Briefings"],
        ["Plans", "1", "0", "7", "8", "2"],
        ["Neglect", "2", "1", "0", "3", "2"],
        ["Information sharing", "0", "0", "1", "1", "1"],
    ]


def test_themes_by_partnership() -> None:
    """What two partnerships published together counts for each of them, and once in the sum."""
    found = rows(section(insights(WORLD), "_by-partnership"))
    assert found[0] == [
        "Theme",
        "ESP, Example Safeguarding Partnership",
        "OSP, Other Safeguarding Partnership",
        "All points",
        "Briefings",
    ]
    assert found[2] == ["Neglect", "3", "1", "3", "2"]


def test_themes_by_role() -> None:
    """Good practice, findings and what is asked are told apart; a role that no point has takes no column."""
    found = rows(section(insights(WORLD), "_by-role"))
    assert found[0] == ["Theme", "Recommendation", "Good practice", "Finding", "Action", "All points", "Briefings"]
    assert found[1] == ["Plans", "1", "0", "1", "6", "8", "2"]


def test_cells_lead_to_their_points() -> None:
    """A count leads to the theme's page, narrowed to the year or partnership, or at the role's place."""
    text = insights(WORLD)
    assert '<a href="../themes/plans/index.html?year=2025">7</a>' in section(text, "_by-year")
    assert '<a href="../themes/neglect/index.html?partnership=other">1</a>' in section(text, "_by-partnership")
    assert '<a href="../themes/plans/index.html#_actions">6</a>' in section(text, "_by-role")
    assert "plans/index.html?year=2021" not in text


@pytest.mark.parametrize(
    ("form", "link"),
    [(LinkForm.FILES, "../themes/x/index.html?year=2022#_a"), (LinkForm.FOLDERS, "../themes/x/?year=2022#_a")],
)
def test_links_keep_their_query(form: LinkForm, link: str) -> None:
    """What follows a page's name in an address stays as it is, in both forms of links."""
    rooted = '<a href="/themes/x/index.html?year=2022#_a">'
    assert relative_links(rooted, INSIGHTS, form) == f'<a href="{link}">'
    assert relative_links('<a href="/a/index.html?b=c">', "a/index.html", LinkForm.FOLDERS) == '<a href="./?b=c">'


def test_shades_follow_counts() -> None:
    """The greatest count is darkest, a count of one never dark, and zero bears no shade; the number always stands."""
    body = "## Findings\n\n" + "".join(f"- Point {number}.\n" for number in range(30))
    text = section(insights(VOCABULARY + briefing("a", "2020", f"{body}- Last. #plans\n")), "_by-year")
    assert re.findall(r'class="shade-(\d)">\s*<a[^>]*>(\d+)<', text) == [("5", "31"), ("1", "1")]
    assert "shade-0" not in text


def test_every_fifth_of_a_table_has_its_shade() -> None:
    """However great its numbers, a table's own fifths part light cells from dark ones: one great theme hides none."""
    every = [*range(1, 101), 10_000]
    shades = Counter(_shade(count, every) for count in every)
    assert set(shades) == {1, 2, 3, 4, 5}
    assert max(shades.values()) - min(shades.values()) <= 1
    assert [_shade(count, [1, 1, 1, 1]) for count in (0, 1)] == [0, 1]


def test_great_numbers_are_written_alike() -> None:
    """A number above a thousand has its comma wherever it stands on the page."""
    body = "## Findings\n\n" + "".join(f"- Point {number}.\n" for number in range(1_210))
    text = insights(VOCABULARY + briefing("a", "2020", f"{body}- Last. #plans\n"))
    assert "1,211" in text
    assert not re.search(r">\s*12\d\d\s*<", text)


def many_themes(count: int) -> str:
    """Write a vocabulary and a briefing that raises all of it."""
    themes = "".join(f"t{number}:\n  label: Theme {number:03}\n  definition: D.\n" for number in range(count))
    points = "".join(f"- Point {number}. #t{number}\n" for number in range(count))
    vocabulary = re.sub(r"neglect:(?s:.*?)(?=---)", themes, VOCABULARY, count=1)
    return vocabulary + briefing("a", "2020", f"## Findings\n\n{points}", topics="t0")


def test_tables_do_not_grow_without_end() -> None:
    """So many themes stand in a table, and a link leads to the data, which counts all."""
    text = insights(many_themes(MOST_ROWS + 3))
    part = section(text, "_by-year")
    assert part.count("<tr>") == MOST_ROWS + 1 == 21
    assert '<a href="../data/index.html">3 further themes</a>' in part


def test_few_themes_are_all_counted() -> None:
    """Where all themes have room nothing is left out."""
    text = insights(many_themes(MOST_ROWS))
    assert "further theme" not in text


def full_site() -> str:
    """Write a project in which every table, list and cell of Insights is full, with names as long as they get."""
    many = range(24)
    themes = "".join(
        f"training-and-guidance-{n:02}:\n  label: Training and guidance {n:02}\n  definition: D.\n" for n in many
    )
    names = "".join(
        f"hartlepool-stockton-{n:02}:\n  name: Hartlepool and Stockton Safeguarding {n:02}\n  area: A\n" for n in many
    )
    topics = ", ".join(f"training-and-guidance-{n:02}" for n in many)
    sections = "".join(
        f"## {heading}\n\n- {heading} words.\n\n" for heading in ("Findings", "What worked well", "Recommendations")
    )
    words = (
        "is written down, and read again by all who work with the family, and by those who lead them, at each review "
    )
    acts = "".join(
        f"- Guide {state} {words * 2} {{owner=MASH{state} evidence=https://example.org/{'e' * 60}}}\n"
        for state in (" state=promised", " state=under-way", " state=done", " state=dropped", "")
    )
    briefings = "".join(
        briefing(
            f"2020-training-and-guidance-{n}",
            str(2000 + n),
            f"{sections}## Actions {{role=actions}}\n\n{acts}",
            partnership=f"hartlepool-stockton-{n:02}",
            topics=topics,
        )
        for n in many
    )
    vocabulary = re.sub(r"neglect:(?s:.*?)(?=---)", themes, VOCABULARY, count=1)
    return re.sub(r"example:(?s:.*?)(?=---)", names, vocabulary + briefings, count=1)


def test_a_full_page_is_below_its_weight() -> None:
    """With every table and list as long as it gets, and all that leads to its points, the page is below 150 kB."""
    made = made_pages(project(full_site()), INSIGHTS)[INSIGHTS]
    assert 100_000 < len(made) < 150_000


def test_early_years_share_a_column() -> None:
    """Only the latest years have columns of their own; those before share one, whose count leads to a search."""
    written = "".join(
        briefing(f"b{year}", str(year), f"## Findings\n\n- In {year}.\n") for year in range(2000, 2003 + MOST_COLUMNS)
    )
    part = section(insights(VOCABULARY + written), "_by-year")
    assert rows(part)[0][:3] == ["Theme", "Before 2003", "2003"]
    assert rows(part)[1][1:3] == ["3", "1"]
    assert '<a href="../search/index.html?theme=neglect&amp;year=2000&amp;year=2001&amp;year=2002">3</a>' in part


def test_small_partnerships_are_counted_in_the_total() -> None:
    """Where there are many, those with fewest briefings have no column, as the note says; the total counts all."""
    many = MOST_COLUMNS + 2
    names = "".join(f"p{number:02}:\n  name: P{number:02}\n  area: A\n" for number in range(many))
    written = "".join(
        briefing(f"b{number}", "2020", "## Findings\n\n- A.\n", partnership=f"p{number:02}")
        for number in range(MOST_COLUMNS)
    )
    joint = f"[p{many - 2:02}, p{many - 1:02}]"
    written += briefing("joint", "2020", "## Findings\n\n- B.\n", partnership=joint)
    vocabulary = re.sub(r"example:(?s:.*?)(?=---)", names, VOCABULARY, count=1)
    part = section(insights(vocabulary + written), "_by-partnership")
    assert "The 10 partnerships with most briefings; the totals count all." in part
    found = rows(part)
    assert found[0][MOST_COLUMNS:] == [f"P{MOST_COLUMNS - 1:02}", "All points", "Briefings"]
    assert found[1][MOST_COLUMNS + 1 :] == ["11", "11"]


def test_what_recurs() -> None:
    """Themes of more than one briefing are listed with how widely, when first and when last they were raised."""
    text = section(insights(WORLD), "_recurring")
    assert "2 themes have been raised in more than one briefing." in text
    assert rows(text)[1:] == [
        ["Plans", "May 2019", "2025", "2", "8"],
        ["Neglect", "May 2019", "2021/22", "2", "3"],
    ]


def test_what_is_not_raised_for_long() -> None:
    """A theme last raised more than two years ago is listed with when; one raised since is not."""
    text = section(insights(WORLD), "_quiet")
    assert [row[0] for row in rows(text)[1:]] == ["Neglect"]
    assert "1 theme has not been raised for more than 2 years." in text
    fresh = section(insights(VOCABULARY + briefing("a", "2025", "## Findings\n\n- A.\n")), "_quiet")
    assert "no theme was last raised more than 2 years ago." in fresh


LESSONS = """--- briefings/_lessons.yml
visits-hold:
  statement: Visits are kept.
  themes: [neglect]
"""
APART = VOCABULARY + briefing("a", "2019", "## Findings\n\n- Doors stayed shut. #plans\n")


def answers(text: str) -> str:
    """Give the part about good practice that answers a failing, as a reader gets it; nothing where there is none."""
    found = insights(text)
    return words(section(found, "_answers")) if "_answers" in found else ""


def test_good_practice_answers_what_its_editor_names() -> None:
    """What an editor named as an answer stands beside the failing, each with its address."""
    well = "## What worked well\n\n- Keys are kept. {answers=a#doors-stayed-shut}\n"
    part = section(insights(APART + briefing("b", "2021", well)), "_answers")
    assert "Named as its answer Finding" in words(part)
    assert 'href="../briefings/a/index.html#doors-stayed-shut"' in part
    assert 'href="../briefings/b/index.html#keys-are-kept"' in part


def test_good_practice_of_the_same_lesson_answers_a_failing() -> None:
    """Of two briefings that bear one lesson the newest failing and the newest good practice stand there, once."""
    found = APART.replace("shut. #plans", "shut. {lesson=visits-hold}")
    well = briefing("b", "2021", "## What worked well\n\n- Keys are kept. {lesson=visits-hold}\n")
    later = briefing("c", "2023", "## What worked well\n\n- Bells are rung. {lesson=visits-hold}\n")
    assert answers(LESSONS + found + well + later).count("Visits are kept.") == 1
    assert "Bells are rung." in answers(LESSONS + found + well + later)


def test_a_shared_theme_is_no_answer() -> None:
    """What only bears the same theme does not stand there; what the measure of similar points finds does."""
    other = briefing("b", "2021", "## What worked well\n\n- Minutes went out at once. #plans\n")
    assert answers(APART + other) == ""
    alike = other.replace("Minutes went out at once.", "Doors that stayed shut were opened.")
    assert "Both: Plans Finding" in answers(APART + alike)


def test_no_answers_without_good_practice() -> None:
    """Where nothing worked well the part is left out, in the contents too."""
    text = insights(VOCABULARY + briefing("a", "2020", "## Findings\n\n- A.\n"))
    assert "_answers" not in text


def test_actions_are_counted() -> None:
    """Every action is counted by its state; what is past its date and neither done nor dropped is overdue."""
    found = rows(section(insights(WORLD), "_actions"))
    heads = ["Partnership", "Promised", "Under way", "Done", "Dropped", "State not given", "All", "Of these overdue"]
    counts = ["1", "1", "1", "1", "2", "6", "2"]
    assert found == [heads, ["Other Safeguarding Partnership", *counts], ["All partnerships", *counts]]


def test_each_count_of_actions_leads_to_them() -> None:
    """A partnership's counts lead to their place on its page, the sums to lists of their own or to the search."""
    site = built(project(WORLD))
    (other, total) = re.findall(
        r"<tr><th scope=\"row\">.*?</tr>", section(page(site, INSIGHTS), "_actions"), re.DOTALL
    )
    places = ("promised", "under-way", "done", "dropped", "not-given", "actions", "overdue")
    assert re.findall(r'<td class="sum"><a href="([^"]*)"', other) == [
        f"../partnerships/other/index.html#_{place}" for place in places
    ]
    lists = [f"actions/{place}/index.html" for place in places if place != "actions"]
    assert re.findall(r'<td class="sum"><a href="([^"]*)"', total) == [
        *lists[:5],
        "../search/index.html?role=actions",
        lists[5],
    ]
    anchors = re.findall(r'<h[23] id="_([\w-]+)"', page(site, "partnerships/other/index.html"))
    assert set(places) <= set(anchors)
    assert [path for path in lists if f"insights/{path}" not in site.files] == []
    assert "Train all staff" in page(site, "insights/actions/overdue/index.html")


def test_actions_are_listed_by_state() -> None:
    """Each says who and by when and whether it is overdue; the due date's last day is not overdue."""
    lists = section(insights(WORLD), "_actions").split("<h3")[1:]
    assert [re.findall(r"#([a-z-]+)\"", part) for part in lists] == [
        ["write-a-guide"],
        ["train-all-staff"],
        ["tell-schools"],
        ["buy-a-van"],
        ["name-a-lead", "meet-often"],
    ]
    assert "Overdue Under way Who: Health By: June 2025 Other Safeguarding Partnership, 2025" in words(lists[1])
    assert [part.count("Overdue") for part in lists] == [0, 1, 0, 0, 1]


def test_lessons_that_keep_coming_back_stand_first() -> None:
    """Each says how often it came back and what answers it; found again is told with the two points that say so."""
    text = LESSONS + APART.replace("shut. #plans", "shut. {lesson=visits-hold}")
    act = "## Actions {role=actions}\n\n- Knock again. {lesson=visits-hold state=done as_of=2020}\n"
    text += briefing("b", "2019", act) + briefing("c", "2024", "## Findings\n\n- Nobody came. {lesson=visits-hold}\n")
    found = insights(text)
    assert "Visits are kept. 3 times in 3 briefings, 2019 to 2024. Answer: Done, and found again after that" in words(
        section(found, "_lessons")
    )
    part = section(found, "_found-again")
    assert "Done: 2020, Example. Found again: 2024, Example." in words(part)
    assert re.findall(r'href="\.\./briefings/([^"]+)"', part) == [
        "b/index.html#knock-again",
        "c/index.html#nobody-came",
    ]
    assert "_found-again" not in insights(text.replace("as_of=2020", "as_of=2025"))


def test_no_actions_no_part() -> None:
    """A site without actions has no part about them."""
    assert "_actions" not in insights(VOCABULARY + briefing("a", "2020", "## Findings\n\n- A.\n"))


def test_an_empty_site() -> None:
    """Before the first briefing the page is there and its tables are not."""
    text = insights(VOCABULARY)
    assert "0 learning points on 0 themes in 0 briefings" in words(text)
    assert "<table" not in text


def test_drafts_are_not_counted() -> None:
    """A draft changes nothing on the page."""
    draft = briefing("d", "2024", "## Findings\n\n- Secret.\n").replace("summary", "status: draft\nsummary")
    assert insights(WORLD + draft) == insights(WORLD)


def test_counts_not_shares() -> None:
    """The page shows no percentage: small numbers of cases would make it misleading, and could point at people."""
    assert "%" not in words(insights(WORLD).partition("<main")[2])


def test_a_theme_without_points_is_not_counted() -> None:
    """A briefing without points raises its topics, but there is nothing to count."""
    text = insights(WORLD + briefing("e", "2025", "", topics="neglect"))
    assert rows(section(text, "_by-year"))[2][-1] == "2"
