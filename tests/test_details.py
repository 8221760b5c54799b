"""What an editor folds away with `<details>` is folded away on the page, whatever it is, and nothing else is."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnbrief.model import PointList, Prose
from tests.support import (
    FRONT,
    VOCABULARY,
    briefing_project,
    built,
    examples,
    for_each,
    page,
    project,
    read,
    read_briefing,
)
from tests.test_footnotes import outline_of


class Folds(HTMLParser):
    """Reads a page: which words stand inside `<details>`, and which do not."""

    VOID = frozenset("br hr img input link meta".split())

    def __init__(self, html: str) -> None:
        super().__init__()
        self.folded = ""
        self.shown = ""
        self.lists: list[bool] = []
        """Of each list of points, whether it stands inside."""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element."""
        if tag not in self.VOID:
            self._open.append(tag)
        if (dict(attrs).get("class") or "").startswith("points"):
            self.lists.append("details" in self._open)

    def handle_endtag(self, tag: str) -> None:
        """Take in an element's end: on our pages each has one, in its place."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if "details" in self._open:
            self.folded += data
        else:
            self.shown += data


def folds_of(body: str) -> Folds:
    """Build a site of one briefing and read its page."""
    found = Folds(page(built(briefing_project(body)), "briefings/a/index.html"))
    assert "Shown." in found.shown
    assert "Shown." not in found.folded
    return found


FOLD = "<details>\n<summary>More</summary>\n\n{}\n\n</details>"
INSIDE = {
    "a list": "- Folded.\n- Folded.",
    "a numbered list": "3. Folded.\n4. Folded.",
    "a paragraph and a list": "Folded:\n\n- Folded.",
    "a list and a paragraph": "- Folded.\n\nFolded.",
    "lists and paragraphs by turns": "Folded:\n\n- Folded.\n\nFolded:\n\n1. Folded.\n\nFolded.",
    "a table": "| Folded. |\n| --- |\n| Folded. |",
    "a table and a list": "| Folded. |\n| --- |\n| Folded. |\n\n- Folded.",
    "a quotation and a list": "> Folded.\n\n- Folded.",
    "code and a list": "```\nFolded.\n```\n\n- Folded.",
    "another one": FOLD.format("- Folded."),
    "a list and another one": "- Folded.\n\n" + FOLD.format("- Folded.") + "\n\n- Folded.",
    "words with HTML": "<b>Folded.\n\n- Folded.</b>\n\nFolded.",
    "a footnote": "- Folded.[^1]\n\nFolded.[^1]",
}
"""By what stands inside: the text."""


@pytest.mark.parametrize("heading", ["Findings", "Background"])
@pytest.mark.parametrize("about", INSIDE)
def test_what_stands_inside_stays_inside(about: str, heading: str) -> None:
    """Lists, points, tables and paragraphs between the tags are folded away, and what is around them is not."""
    noted = "[^1]: Noted.\n" if "[^1]" in INSIDE[about] else ""
    found = folds_of(f"## {heading}\n\nShown.\n\n{FOLD.format(INSIDE[about])}\n\n- Shown.\n\nShown.\n\n{noted}")
    assert found.folded.count("Folded.") >= INSIDE[about].count("Folded.")
    assert "Folded" not in found.shown
    assert found.shown.count("Shown.") == 3


NOTED = {
    "a list": "Shown.[^1]\n\n" + FOLD.format("- Folded.[^2]") + "\n\n[^1]: Shown.\n[^2]: Folded.\n",
    "a table": "Shown.[^1]\n\n" + FOLD.format("| A |\n| - |\n| B.[^2] |") + "\n\n[^1]: Shown.\n[^2]: C.\n",
}


@pytest.mark.parametrize("heading", ["Findings", "Background", "Actions"])
@pytest.mark.parametrize("about", NOTED)
def test_no_note_of_what_is_shown_is_folded_away(about: str, heading: str) -> None:
    """The note of a mark that is shown is shown, too; and no id stands twice."""
    found = folds_of(f"## {heading}\n\n{NOTED[about]}")
    assert found.shown.count("Shown.") == 2
    outline_of(page(built(briefing_project(f"## {heading}\n\n{NOTED[about]}")), "briefings/a/index.html"))


def test_points_inside_are_points() -> None:
    """A point inside has its id, its tags and its lead-in, as one outside."""
    inside = read_briefing("## Findings\n\n" + FOLD.format("Remember to:\n\n- Share plans. #plans"))
    outside = read_briefing("## Findings\n\nRemember to:\n\n- Share plans. #plans")
    assert inside.points == outside.points
    assert folds_of("## Findings\n\n- Shown.\n\n" + FOLD.format("- Folded.")).lists == [False, True]


TWO = "\n".join(f"<details>\n<summary>{name}</summary>\n\n- Folded.\n\n</details>" for name in ("One", "Two"))


def test_one_may_follow_another_directly() -> None:
    """Where one ends and the next begins without an empty line, each holds what is its own."""
    (section,) = read_briefing(f"## Findings\n\n{TWO}\n").sections
    between = [block.html for block in section.blocks if not isinstance(block, PointList)]
    assert between == [
        "<details>\n<summary>One</summary>",
        "</details>\n<details>\n<summary>Two</summary>",
        "</details>",
    ]
    assert folds_of(f"## Findings\n\n{TWO}\n\nShown.\n").lists == [True, True]


UNMATCHED = {
    "never closed": "<details>\n<summary>More</summary>\n\n- A plan.",
    "never opened": "- A plan.\n\n</details>\n\nWords.\n\n- Another.",
    "closed twice": "<details>\n\n- A plan.\n\n</details>\n\n- Another.\n\n</details>",
    "inside another element": "<div>\n<details>\n\n- A plan.\n\n</details>\n</div>",
    "closed in a paragraph": "<details>\n\n- A plan.\n\nWords </details> and words.\n\n- Another.\n\n</details>",
    "opened in a paragraph": "Words <details> and words.\n\n- A plan.\n\n</details>",
    "without end": "<details>\n\n- A.\n\n" * 100 + "</details>\n\n" * 100,
    "closed by a heading": "<details>\n\n- A plan.\n\n## Background\n\n- Words.\n\n</details>",
}
"""By what is amiss: the text."""


@for_each("about", UNMATCHED)
def test_tags_that_do_not_match_leave_a_page_whole(about: str) -> None:
    """Whatever an editor forgets, every element of the page has its end in its place, and no point is lost."""
    inputs = briefing_project(f"## Findings\n\nShown.\n\n{UNMATCHED[about]}\n")
    library, _ = read(inputs)
    assert len(library.briefings[0].points) == UNMATCHED[about].count("- A")
    Folds(page(built(inputs), "briefings/a/index.html"))


def test_both_forms_fold_alike() -> None:
    """In YAML, a section's text folds away what stands between the tags."""
    text = "\n".join(f"      {line}" for line in FOLD.format("- Folded.").split("\n"))
    in_yaml = f"{FRONT.replace('---', '')}sections:\n  - heading: Findings\n    text: |\n{text}\n"
    library, problems = read(project(f"{VOCABULARY}--- briefings/a.yml\n{in_yaml}"))
    assert problems == []
    assert library.briefings[0].sections == read_briefing("## Findings\n\n" + FOLD.format("- Folded.")).sections


def test_a_page_of_ones_own_folds_headings_too() -> None:
    """On a page of one's own, where headings are no sections, they stay inside as well."""
    text = FOLD.format("## Folded\n\n- Folded.")
    own = f"--- templates/pages/help.md\n---\ntitle: Help\n---\nShown.\n\n{text}\n"
    found = Folds(built(briefing_project("## Findings\n\n- A plan.\n", more=own)).files["help/index.html"].decode())
    assert found.folded.count("Folded") == 2
    assert "Folded" not in found.shown


def test_a_table_of_actions_stays_inside() -> None:
    """Where a table's rows are points, the table and what is around it stay inside too."""
    table = "Folded.\n\n| What | Who |\n| --- | --- |\n| Folded plans are shared. | MASH |\n\nFolded."
    found = folds_of(f"## Actions\n\nShown.\n\n{FOLD.format(table)}\n\nShown.\n")
    assert found.folded.count("Folded") == 3
    assert "Folded" not in found.shown
    (point,) = read_briefing(f"## Actions\n\n{FOLD.format(table)}\n").points
    assert (point.body.text, point.owner) == ("Folded plans are shared.", "MASH")


PIECES = [
    "<details>",
    "</details>",
    "<details>\n<summary>More</summary>",
    "</details>\n<details>",
    "- A plan.",
    "Words.",
]
ODD = [
    "Words </details>",
    "<div>",
    "</div>",
    "<b>",
    "> Words.",
    "Words.[^1]",
    "| A |\n| - |\n| B |",
    "<!-- -->",
    "## Findings",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(ODD)), max_size=12))
@examples(300)
def test_no_tags_part_a_page_in_the_wrong_place(pieces: list[str]) -> None:
    """Whatever stands between whatever tags, a section's pieces are whole together, and no list is lost."""
    library, _ = read(briefing_project("## Findings\n\n- A plan.\n\n" + "\n\n".join(pieces) + "\n\n[^1]: Note.\n"))
    for section in (section for top in library.briefings[0].sections for section in top.walk()):
        blocks = (block.html if isinstance(block, Prose) else "<ul></ul>" for block in section.blocks)
        Folds("\n".join(blocks))
    assert len(library.briefings[0].points) > pieces.count("- A plan.")
