"""What looks like a list, a heading or a table and is not read as one is told; what only looks odd is left."""

from pathlib import Path

import pytest

from learnbrief.markup import parse_blocks
from learnbrief.markup.lookalikes import TextPlace
from learnbrief.problems import Place, Problem, Text
from learnbrief.readers.unread import report_lookalikes
from tests.support import for_each, table

ROOT = Path(__file__).parent.parent
NBSP = "\u00a0"


def told(body: str, form: TextPlace = TextPlace.BODY, *, is_entry: bool = False) -> list[tuple[int, str]]:
    """Give line and code of each problem of a text."""
    problems: list[Problem] = []
    report_lookalikes(parse_blocks(body), Text(body, Place("a.md")), form, problems.append, is_entry=is_entry)
    return [(problem.at.line, problem.code) for problem in sorted(problems)]


LISTS: dict[str, str] = table("lookalikes-lists")


@for_each("kind", LISTS)
def test_what_looks_like_a_list_is_told(kind: str) -> None:
    """Every bullet, letter and number that Markdown does not know is told once, where its list begins."""
    assert told(LISTS[kind]) == [(1, "unread-list")]
    assert told(f"The audit found:\n{LISTS[kind]}") == [(2, "unread-list")]
    assert told(f"## Findings\n\nText.\n\n{LISTS[kind]}\n\nMore.") == [(5, "unread-list")]


@for_each(("body", "line"), table("lookalikes-what-looks-like-a-list-is-told-at-the-ends-of-entries"))
def test_what_looks_like_a_list_is_told_at_the_ends_of_entries(body: str, line: int) -> None:
    """An entry of a list swallows the lines below it that look like entries; that is told at the first of them."""
    assert told(body) == [(line, "unread-list")]


NO_LISTS: list[str] = table("no-lists")


@for_each("body", NO_LISTS)
def test_what_is_no_list_is_left_in_peace(body: str) -> None:
    """A dash, star, number or letter at a line's beginning is no alarm by itself."""
    assert told(body) == []


HEADINGS = [
    ("##Findings\n\n- One.", 1),
    (f"##{NBSP}Findings\n\n- One.", 1),
    (f"#{NBSP}Findings", 1),
    ("###\u2003Findings", 1),
    (f"{NBSP}## Findings", 1),
    (f"{NBSP}##Findings", 1),
    ("Text.\n    ## Findings", 2),
    ("Text.\n##Findings", 2),
    ("- One.\n##Findings\n- Two.", 2),
    ("#Key findings\n\n- One.", 1),
    ("####### Too deep\n\nText.", 1),
    ("**Areas for improvement**\n\n- One.", 1),
    ("**Areas for improvement:**\n\n- One.", 1),
    ("**Areas for improvement**:\n- One.", 1),
    ("__Who was asked__\n\nText.", 1),
    ("***Who was asked?***\n\nText.", 1),
    ("<b>Who was asked</b>\n\nText.", 1),
    ("**Key findings**\nPlans were late.", 1),
    ("- One.\n**What comes next**\n- Two.", 2),
    ("- One.\n  ## What comes next\n- Two.", 2),
    ("- One.\n\n    ## What comes next\n\n- Two.", 3),
    ("- One.\n\n**What comes next**\n\n- Two.", 3),
    ("KEY FINDINGS\n\nPlans were late.", 1),
    ("RECOMMENDATIONS\n\n- One.", 1),
    ("WHO WAS ASKED?\n\nText.", 1),
    ("- One.\nWHO WAS ASKED\n- Two.", 2),
    ("- Agencies spoke often.\nWhat should change\n- Records were thin.", 2),
    ("- Agencies spoke often\nRecommendations\n- Records were thin", 2),
    ("- Agencies spoke often.\nRecommendations:\n- Records were thin.", 2),
    ("- Agencies spoke often.\nSocial care\n- Records were thin.", 2),
    ("1. Agencies spoke often.\nSocial care\n2. Records were thin.", 2),
    ("- Agencies spoke often.\nSocial care", 2),
    ("- Agencies spoke often.\n\nSocial care\n- Records were thin.", 3),
    ("- Agencies spoke often.\n\nRecommendations\n\n- Records were thin.", 3),
    ("Social care\n- Records were thin.", 1),
    ("Agencies spoke often.\nSocial care\n- Records were thin.", 2),
    ("What did we find?\n- Records were thin.", 1),
    ("Recommendations\n\nRecords must be kept.", 1),
    ("Recommendations\nRecords must be kept.", 1),
    ("02 – Background of Audit:\n\nThe audit was held in March.", 1),
    ("Emerging Themes / Risk Factors identified\n\n- Records were thin.", 1),
    ("Professional conversations\n\nAgencies must challenge each other, and be ready to be challenged.", 1),
]


def test_a_heading_among_lines_that_look_like_a_list_is_told() -> None:
    """Where bullets are not read as a list, a heading glued to them is told beside them."""
    expected = [(1, "unread-list"), (2, "unread-heading")]
    assert told("• One.\nRecommendations\n\n- Two.") == expected
    assert told("• One.\n**Recommendations**\n\n• Two.") == expected
    assert told("• One.\nSocial care\n• Two.") == expected
    assert told("Social care\n• One.\n• Two.") == [(1, "unread-heading"), (2, "unread-list")]
    assert told("• One that goes on\nin the next line\n• Two.") == [(1, "unread-list")]
    assert told("Managers should\n• share what they know.") == [(2, "unread-list")]
    assert told("• One.\nSocial care\n\n- Two.") == expected


@for_each(("body", "line"), HEADINGS)
def test_what_looks_like_a_heading_is_told(body: str, line: int) -> None:
    """A line that is marked, set off, or glued to a list as only headings are is told in its line."""
    assert told(body) == [(line, "unread-heading")]


NO_HEADINGS: list[str] = table("no-headings")


@for_each("body", NO_HEADINGS)
def test_what_is_no_heading_is_left_in_peace(body: str) -> None:
    """Bold sentences, addresses, abbreviations, lead-ins and tags are no alarm."""
    assert told(body) == []


@pytest.mark.parametrize(("body", "line"), table("lookalikes-what-looks-like-a-table-is-told"))
def test_what_looks_like_a_table_is_told(body: str, line: int) -> None:
    """Columns of tabs, and rows of pipes without their line of dashes, are told once, at their first row."""
    assert told(body) == [(line, "unread-table")]


@for_each("body", table("lookalikes-what-is-no-table-is-left-in-peace"))
def test_what_is_no_table_is_left_in_peace(body: str) -> None:
    """A single tab, real tables and lists with tabs behind their signs are no alarm."""
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("    Plans were late.", 1),
        ("\tPlans were late.", 1),
        ("## Findings\n\n    - Plans were late.\n    - Records were thin.", 3),
        ("- One.\n\n        Plans were late.", 3),
        ("Text.\n\n     Plans were late,\n     and nobody said so.", 3),
    ],
)
def test_words_that_blanks_make_code_are_told(body: str, line: int) -> None:
    """Prose behind four blanks or a tab is shown as program code, which nobody meant."""
    assert told(body) == [(line, "indented-text")]


@pytest.mark.parametrize("body", table("lookalikes-code-is-left-in-peace"))
def test_code_is_left_in_peace(body: str) -> None:
    """What stands between fences, looks like code, or goes on a paragraph, is no alarm."""
    assert told(body) == []


def test_the_text_of_a_field_has_its_own_cures() -> None:
    """In YAML a heading cannot stand in a text, and a point is an entry already: only a second bullet is told."""
    assert told("##Findings", TextPlace.FIELD) == [(1, "unread-heading")]
    assert told("• One", TextPlace.FIELD, is_entry=True) == [(1, "unread-list")]
    assert told("One\n\n## Two", TextPlace.FIELD, is_entry=True) == [(3, "unread-heading")]
    assert told("One\n• Two", TextPlace.FIELD, is_entry=True) == [(2, "unread-list")]
    assert told("**One**", TextPlace.FIELD, is_entry=True) == []
    assert told("One", TextPlace.FIELD, is_entry=True) == []


@for_each(
    "path",
    [
        *sorted((ROOT / "briefings").glob("2*.md")),
        *sorted((ROOT / "tests/golden/project").rglob("*.md")),
        *sorted((ROOT / "templates/pages").glob("*.md")),
    ],
)
def test_good_texts_raise_no_alarm(path: Path) -> None:
    """The briefings that come with the program, the golden project and the pages are what they look like."""
    body = path.read_text("utf-8").split("\n---\n", 1)[1]
    assert told(body) == []
