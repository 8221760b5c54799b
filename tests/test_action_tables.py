"""Tables of actions: which columns and words are recognised, and that each row is a learning point in its place."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from learnbrief.editing.suggest import Suggestion, add_suggested
from learnbrief.markup import Table, parse_blocks
from learnbrief.model import ActionState, Briefing, PointList, Prose
from learnbrief.readers import date_in_words
from learnbrief.readers.action_words import action_columns, state_in_words
from learnbrief.settings import DEFAULT_SETTINGS
from tests.support import (
    FRONT,
    VOCABULARY,
    briefing_project,
    built,
    codes,
    examples,
    files_of,
    for_each,
    laid_out,
    page,
    project,
    read,
)
from tests.support import table as rows_of
from tests.test_lessons import words_of

ROOT = Path(__file__).parent.parent


@for_each(("header", "columns"), rows_of("action-tables-columns-are-recognised"))
def test_columns_are_recognised(header: str, columns: list[int | None]) -> None:
    """Columns are known by the words of the first row, in whatever wording and order."""
    found = action_columns(table(header))
    assert found
    assert [found.what, found.owner, found.due, found.state] == columns


@for_each("header", rows_of("action-tables-other-tables-are-none-of-actions"))
def test_other_tables_are_none_of_actions(header: str) -> None:
    """A table needs what is to be done, and who or by when; words that merely hold one of these do not count."""
    assert action_columns(table(header)) is None


def table(header: str) -> Table:
    """Make a table of a first row."""
    width = header.count("|") - 1
    (found,) = parse_blocks(f"{header}\n{'| --- ' * width}|\n{'| a ' * width}|")
    assert isinstance(found, Table)
    return found


@for_each(("written", "date"), rows_of("action-tables-dates-in-words"))
def test_dates_in_words(written: str, date: str) -> None:
    """A date in words is read where it can mean one thing only."""
    assert date_in_words(written) == date


@for_each(("written", "state"), rows_of("action-tables-states-in-words"))
def test_states_in_words(written: str, state: str) -> None:
    """A state in words is read where the whole cell says it; a colour alone says nothing that all agree on."""
    assert state_in_words(written) == state
    assert not state or ActionState(state)


BODY = """## What we are doing

What the board agreed:

| No | Action | Lead | By when | Status |
| --- | :-- | --- | --: | --- |
| 1 | Minutes go **out** by Friday. #plans {#minutes was="old-minutes"} | MASH | March 2023 | Complete |
| 2 | Plans are read \\| heard. {owner="The board" due=2026-12 state=dropped as_of=2024} | MASH | soon | Amber |
| 3 | Visits are told[^1]. {answers=minutes} | | | |

It was looked at again.

- And one that stands in a list.

[^1]: To all.
"""


def in_yaml(body: str) -> str:
    """Write a body of one section as a YAML source's sections."""
    heading, _, text = body.partition("\n\n")
    lines = "".join(f"      {line}\n" if line else "\n" for line in text.split("\n"))
    return f"sections:\n  - heading: {heading.removeprefix('## ')}\n    text: |\n{lines}"


def of(body: str) -> Briefing:
    """Read a briefing."""
    library, _ = read(briefing_project(body))
    return library.briefings[0]


def test_each_row_is_a_point() -> None:
    """A row's point has the words, tags and attributes of its cell, who, by when and how far of the others."""
    first, second, third, last = of(BODY).points
    assert (first.id, first.former_ids, first.tags) == ("minutes", ("old-minutes",), ("plans",))
    assert first.body == Prose("<p>Minutes go <strong>out</strong> by Friday.</p>", "Minutes go out by Friday.")
    assert (first.owner, first.due and first.due.label, first.state) == ("MASH", "March 2023", ActionState.DONE)
    assert second.body.text == "Plans are read | heard."
    assert (second.owner, second.due and second.due.label) == ("The board", "December 2026")
    assert second.state is ActionState.DROPPED
    assert (third.owner, third.due, third.state) == ("", None, None)
    assert "To all." in third.body.text
    assert [point.lead_in for point in (first, second, third)] == ["What the board agreed:"] * 3
    assert last.lead_in == "It was looked at again."
    assert first.headings == ("What we are doing",)


def test_the_table_stays_on_its_page() -> None:
    """The table is printed whole and in its order; each row has its point's address, and says nothing twice."""
    html = page(built(briefing_project(BODY)), "briefings/a/index.html")
    rows = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    assert words_of(rows[0]) == "No Action Lead By when Status"
    assert rows[1].startswith('<tr class="point" id="minutes">')
    assert '<span id="old-minutes"></span>' in rows[1]
    assert "/themes/plans/index.html" in rows[1]
    assert "Answered by: Visits are told" in words_of(rows[1])
    assert words_of(rows[1]).count("MASH") == 1
    assert "Done" not in rows[1]
    assert '<td class="right">March 2023</td>' in rows[1]
    assert "Dropped as of 2024 Who: The board By: December 2026" in words_of(rows[2])
    assert words_of(rows[2]).endswith("MASH soon Amber")
    assert html.index("What the board agreed:") < html.index("<table>") < html.index("It was looked at again.")
    assert html.index("It was looked at again.") < html.index("And one that stands in a list.")


def test_notes_of_cells_are_told_apart() -> None:
    """Two cells that say the same, with the same note, have places of their own on the page."""
    rows = "| Read plans.[^1] | MASH[^1] |\n| Keep plans.[^1] | MASH[^1] |\n"
    body = f"## Actions taken\n\n| Action | Who |\n| --- | --- |\n{rows}\n[^1]: A note.\n"
    html = page(built(briefing_project(body)), "briefings/a/index.html")
    places = re.findall(r' id="([^"]*_from_1)"', html)
    assert len(places) == len(set(places)) == 4
    assert read(briefing_project(body))[1] == []


def test_elsewhere_a_row_reads_as_what_is_done() -> None:
    """On a theme's page the action stands with its state, who and by when, and without the other cells."""
    said = words_of(page(built(briefing_project(BODY)), "themes/neglect/index.html"))
    assert "What the board agreed: Minutes go out by Friday. Done Who: MASH By: March 2023" in said
    assert "Amber" not in said


def test_what_cannot_be_read_is_hinted_at() -> None:
    """A date or state that is not read is a hint at its cell, unless an attribute says it; empty cells are none."""
    body = BODY.replace(" due=2026-12 state=dropped", "")
    _, problems = read(briefing_project(body))
    assert codes(problems) == [(17, "unread-cell"), (17, "unread-cell")]
    assert read(briefing_project(BODY))[1] == []


def test_a_cell_may_wait() -> None:
    """In a draft a cell may be left to fill in, and its row's point says so as one with such an attribute does."""
    front = FRONT.replace("---\n", "---\nstatus: draft\n", 1)
    library, problems = read(briefing_project(BODY.replace("March 2023", "FILL IN"), front=front))
    assert {code for _, code in codes(problems)} == {"to-fill-in"}
    first = library.briefings[0].points[0]
    assert first.due is None
    assert [gap.name for gap in first.gaps] == ["due"]


@pytest.mark.parametrize("role", ["findings", "recommendations", "background"])
def test_only_in_a_section_of_actions(role: str) -> None:
    """In any other section such a table is text, as it was."""
    briefing = of(BODY.replace("doing\n", f"doing {{role={role}}}\n").replace("- And one", "And one"))
    lists = [block for block in briefing.sections[0].blocks if isinstance(block, PointList)]
    assert all(block.table is None for block in lists)
    assert len(briefing.points) == (0 if role == "background" else 1)


def test_a_table_that_says_nothing_to_do_is_text() -> None:
    """Where no row says what is to be done there is no point in the table, and the section stays one point."""
    (point,) = of("## Actions taken\n\n| Action | Who |\n| --- | --- |\n| | MASH |\n").points
    assert point.title == "Actions taken"


def test_many_rows_are_too_much() -> None:
    """Rows count as points do, so that no briefing has more than a page can hold."""
    rows = "| Plans are read. | MASH |\n" * 2000
    found = laid_out(briefing_project(f"## Actions taken\n\n| Action | Who |\n| --- | --- |\n{rows}")).problems
    assert "too-much" in {problem.code for problem in found}


def test_tags_can_be_added_to_rows() -> None:
    """A tag that is suggested for a row goes to the end of what is to be done, and nothing else changes."""
    for name, source in (("a.md", f"{FRONT}{BODY}"), ("a.yml", f"{FRONT}{in_yaml(BODY)}".replace("---\n", ""))):
        sources = {**files_of(VOCABULARY), f"briefings/{name}": source.encode()}
        library, _ = read(project(f"{VOCABULARY}--- briefings/{name}\n{source}"))
        second = library.briefings[0].points[1]
        (addition,) = add_suggested(sources, DEFAULT_SETTINGS, [Suggestion(second.at, "plans", "", 1)])
        assert addition.left == ()
        assert addition.content.decode() == source.replace("heard. {", "heard. #plans {")


CELLS = st.sampled_from(
    [
        "",
        "Plans are read.",
        "Plans #plans",
        "#plans",
        "MASH",
        "March 2023",
        "soon",
        "Complete",
        "a \\| b",
        "*a*",
        "{#x}",
    ]
)


ROWS = st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=4)
HEADERS = st.permutations(["Action", "Who", "By when", "Status", "Note"])


@given(ROWS, HEADERS)
@examples(60)
def test_both_forms_read_the_same(rows: list[list[str]], header: list[str]) -> None:
    """Whatever stands in the cells, in Markdown and in YAML it is the same briefing, with the same problems."""
    lines = [" | ".join(["", *cells, ""]).strip() for cells in (header, ["---"] * 5, *rows)]
    body = "## Actions taken\n\n" + "\n".join(line or "|" for line in lines) + "\n"
    yaml_source = f"{FRONT}{in_yaml(body)}".replace("---\n", "", 1).replace("\n---\n", "\n", 1)
    texts = (f"{VOCABULARY}--- briefings/a.md\n{FRONT}{body}", f"{VOCABULARY}--- briefings/a.yml\n{yaml_source}")
    (markdown, said), (yaml_form, said_too) = (read(project(text)) for text in texts)
    assert markdown.briefings == yaml_form.briefings
    assert [problem.code for problem in said] == [problem.code for problem in said_too]


def test_the_words_are_those_of_the_document() -> None:
    """The tables in docs/format.md hold every word of action_words.yml, and no other."""
    data = yaml.safe_load((ROOT / "learnbrief/readers/action_words.yml").read_text("utf-8"))
    written = (ROOT / "docs/format.md").read_text("utf-8")
    part = written.partition("\n## Tables of actions\n")[2].partition("\n## Text\n")[0]
    told = {
        name: [word.strip() for word in cell.split(";")]
        for name, cell in re.findall(r"(?m)^\| `?([a-z-]+)`? \| ([^|]*;[^|]*) \|$", part)
    }
    columns: Mapping[str, Mapping[str, list[str]]] = data["columns"]
    words = {name: [word for place in places.values() for word in place] for name, places in columns.items()}
    assert told == {**words, **data["states"]}
