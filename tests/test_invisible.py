"""Characters that nobody sees part no word and change no meaning, wherever pasting has left them."""

import json

from learnbrief.model import Role
from learnbrief.problems import without_invisible
from tests.support import FRONT, VOCABULARY, briefing_project, built, for_each, project, read, read_briefing, table
from tests.test_markup import html, prose
from tests.test_search import index_of, points_with

CASES: dict[str, str] = table("invisible-cases")
"""By a text: what is left of it."""


@for_each("text", CASES)
def test_only_what_no_script_needs_is_left_out(text: str) -> None:
    """What nobody sees goes, but for joiners in emoji and in scripts that join, and directions beside some."""
    assert without_invisible(text) == CASES[text]


PASTED = """## Key find\u00adings for man\u200bagers

- Safe\u00adguarding starts at home.
- Multi\u200bagency work helps. #infor\u00admation-sharing
- Thresh\u2060olds differ. {#thre\u00adsholds}
-\u200b [Pl\u00adans](https://exam\u200bple.org/pl\u00adans) and **\u200bMA\u00adSH** help.
- `Co\u00adde` is\u200b text; so is https://exam\u200bple.org/pl\u00adans
"""


def test_what_reads_as_one_word_is_one() -> None:
    """Headings, points, tags, ids, links and abbreviations are read as if nothing invisible stood in them."""
    clean = "".join(letter for letter in PASTED if letter not in "\u00ad\u200b\u2060")
    glossary = "--- briefings/_glossary.yml\nMASH: multi-agency safeguarding hub\n"
    pasted, others = (read(briefing_project(body, more=glossary))[0].briefings[0] for body in (PASTED, clean))
    assert pasted.sections == others.sections
    (section,) = pasted.sections
    assert (section.role, section.audience, len(section.points)) == (Role.FINDINGS, "managers", 5)
    assert section.points[1].tags == ("information-sharing",)


def test_what_reads_as_one_word_is_found_as_one() -> None:
    """Search and open data know the words that readers see."""
    site = built(briefing_project(PASTED))
    index = index_of(site)
    assert [len(points_with(index, word)) for word in ("safeguarding", "multiagency", "thresholds")] == [1, 1, 1]
    points = json.loads(site.files["data/points.json"])["points"]
    assert [point["id"] for point in points[:3]] == [
        "safeguarding-starts-at-home",
        "multiagency-work-helps",
        "thresholds",
    ]
    assert points[0]["text"] == "Safeguarding starts at home."


IN_YAML = """title: "Neg\u00adlect in March"
partnership: exam\u200bple
kind: multi-agency-audit
held: 2022\u200b-03
published: 2022-06-01
summary: What\u00ad was learned.
topics: [neg\u200blect]
sec\u00adtions:
  - heading: Find\u00adings
    points:
      - Safe\u00adguarding starts at home. #infor\u00admation-sharing
      - >-
        Multi\u200bagency work
        helps.
      - |
        Thresh\u2060olds differ.
"""


def test_values_in_yaml_are_read_without_them() -> None:
    """Titles, ids, dates, names of fields and points in YAML hold nothing invisible."""
    library, problems = read(project(f"{VOCABULARY}--- briefings/a.yml\n{IN_YAML}"))
    assert problems == []
    (briefing,) = library.briefings
    assert (briefing.title, briefing.summary.text) == ("Neglect in March", "What was learned.")
    assert (
        briefing.sections
        == read_briefing(
            "## Findings\n\n- Safeguarding starts at home. #information-sharing\n- Multiagency work helps.\n"
            "- Thresholds differ.\n",
            front=FRONT,
        ).sections
    )


def test_a_break_that_an_editor_wrote_stays_on_the_page() -> None:
    """A soft hyphen written as `&shy;` lets a browser break the word; the plain text holds the word whole."""
    written, problems = prose("Safe&shy;guarding\n\n<div>safe&shy;guarding&#8203;</div>")
    assert problems == []
    assert written.html.count("\u00ad") == 2
    assert written.text == "Safeguarding safeguarding"


def test_what_emoji_need_stays() -> None:
    """An emoji of several joined ones is one on the page and in the text."""
    family = "\U0001f469\u200d\U0001f4bb"
    assert html(f"Pl\u00adans {family}") == f"<p>Plans {family}</p>"
    assert prose(f"Plans {family}")[0].text == f"Plans {family}"
