"""Footnotes: a note explains words and is none of them; marks and notes find one another on every page."""

import json
import re
from html.parser import HTMLParser

from learnbrief.model import Prose, Role, Section
from tests.support import FRONT, VOCABULARY, briefing_project, built, for_each, page, project, read, read_briefing

NOTED = """## Key findings[^1]

- A point for all.

## Background[^2]

- Not a point.

[^1]: From interviews with managers.
[^2]: See the recommendations of 2019.
"""


class Outline(HTMLParser):
    """Reads a page: what stands in which element, the ids, and where links inside it lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.leads_to: list[str] = []
        self.notes_in: list[str] = []
        """For each list of notes, the elements that it stands in."""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element."""
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.leads_to += [given["href"][1:]] if given.get("href", "").startswith("#") else []
        if given.get("class") == "footnotes":
            self.notes_in.append(" ".join(self._open))
        if tag not in ("br", "hr", "img", "link", "meta", "input"):
            self._open.append(tag)
            self.text.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Take in an element's end."""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take in text."""
        for tag in set(self._open):
            self.text[tag][-1] += data


def outline_of(html: str) -> Outline:
    """Read a page on which every id stands once and every note's link finds its place."""
    found = Outline(html)
    assert sorted(set(found.ids)) == sorted(found.ids)
    assert {place for place in found.leads_to if "_note_" in place or "_from_" in place} <= set(found.ids)
    return found


def section(body: str) -> Section:
    """Read the first section of a briefing in which there is no problem."""
    return read_briefing(body).sections[0]


def test_a_note_plays_no_part_in_what_its_heading_means() -> None:
    """Neither role nor audience nor words of a heading come from its footnote."""
    findings, background = read_briefing(NOTED).sections
    assert (findings.role, findings.audience, findings.heading.text) == (Role.FINDINGS, "everyone", "Key findings")
    assert (background.role, background.points, background.id) == (Role.BACKGROUND, (), "_background")


def test_a_note_is_no_heading_in_data() -> None:
    """The open data gives a point's headings without their footnotes."""
    (point,) = json.loads(built(briefing_project(NOTED)).files["data/points.json"])["points"]
    assert (point["section"], point["audience"], point["text"]) == (["Key findings"], "everyone", "A point for all.")


def test_a_note_stands_below_the_section_of_its_heading() -> None:
    """A heading holds its words and the mark; the note stands in its section, behind the list."""
    found = outline_of(page(built(briefing_project(NOTED)), "briefings/a/index.html"))
    assert [heading for heading in found.text["h2"] if heading[-1:].isdigit()] == ["Key findings1", "Background1"]
    assert [place.split()[-1] for place in found.notes_in] == ["section", "section"]
    assert [item.strip() for item in found.text["li"] if "From interviews" in item] == [
        "From interviews with managers. ↩"
    ]


HEADINGS = {
    "below another": "## Findings\n\n### Schools[^1]\n\n- A plan.\n\n[^1]: Note.\n",
    "with attributes": "## Plans[^1] {role=learning}\n\n- A plan.\n\n[^1]: Note.\n",
    "underlined": "Findings[^1]\n---\n\n- A plan.\n\n[^1]: Note.\n",
    "in the midst": "## Findings[^1] of all\n\n- A plan.\n\n[^1]: Note.\n",
    "twice": "## Findings[^1]\n\n- A plan.[^1]\n\n[^1]: Note.\n",
    "several": "## Findings[^1][^2]\n\n- A plan.\n\n[^1]: Note.\n[^2]: Note.\n",
    "the same words twice": "## Findings[^1]\n\n- A plan.\n\n## Findings[^1]\n\n- Another.\n\n[^1]: Note.\n",
    "with a note in the note": "## Findings[^1]\n\n- A plan.\n\n[^1]: Note.[^2]\n[^2]: Note.[^1]\n",
    "a section that is a point": "## Findings[^1]\n\nA plan.[^1]\n\n[^1]: Note.\n",
    "of a list": "## Background[^1]\n\n- One.[^1]\n- One.[^1]\n\n[^1]: Note.\n",
}


@for_each("about", HEADINGS)
def test_no_heading_holds_its_notes(about: str) -> None:
    """Wherever marks stand in a heading, no heading of the page holds a note, and every link finds its place."""
    found = outline_of(page(built(briefing_project(HEADINGS[about])), "briefings/a/index.html"))
    headings = [text for level in range(1, 7) for text in found.text.get(f"h{level}", ())]
    assert not any("Note" in heading or "↩" in heading for heading in headings)
    assert found.notes_in
    assert not any(re.search(r"\bh[1-6]\b", place) for place in found.notes_in)


def test_a_point_is_called_by_its_heading_without_the_mark() -> None:
    """A section that is itself a point is titled by its heading's words alone; so is its id made."""
    (point,) = section("## Late plans[^1] {role=findings}\n\nThey came late.\n\n[^1]: All of them.\n").points
    assert (point.title, point.id, point.headings) == ("Late plans", "late-plans", ("Late plans",))


def test_a_mark_without_a_note_is_no_part_of_an_id() -> None:
    """An address does not change when the note that was forgotten is added."""
    with_note, without = (
        read(briefing_project(f"## Findings[^a]\n\n- Plans[^a] help.\n{note}"))[0].briefings[0]
        for note in ("\n[^a]: Note.\n", "")
    )
    assert with_note.points[0].id == without.points[0].id == "plans-help"
    assert with_note.sections[0].id == without.sections[0].id == "_findings"


SHOWN = {
    "directly below a paragraph": "- Plans.[^1]\n[^1]: They help.",
    "of another case": "- Plans.[^Note]\n\n[^nOTE]: They help.",
    "with letters of HTML": "- Plans.[^a&b<i>]\n\n[^a&b<i>]: They help.",
    "behind a link": "- [Plans](https://example.org/)[^1]\n\n[^1]: They help.",
    "in a link": "- [Plans[^1]](https://example.org/)\n\n[^1]: They help.",
    "in stars": "- **Plans[^1]**\n\n[^1]: They help.",
    "in an inner list": "- Plans:\n  - one[^1]\n\n[^1]: They help.",
    "in a table": "| Agency |\n| --- |\n| Schools[^1] |\n\n- Plans.\n\n[^1]: They help.",
    "in a quotation": "> Plans.[^1]\n\n- Plans.\n\n[^1]: They help.",
    "of several paragraphs": "- Plans.[^1]\n\n[^1]: They\n\n    help.",
    "with a list": "- Plans.[^1]\n\n[^1]: They\n    - help.",
}


@for_each("about", SHOWN)
def test_a_note_is_shown_where_its_mark_stands(about: str) -> None:
    """A mark becomes a number that leads to its note, in whatever it stands."""
    library, problems = read(briefing_project(f"## Findings\n\n{SHOWN[about]}\n"))
    assert problems == []
    (top,) = library.briefings[0].sections
    html = "".join(block.html if isinstance(block, Prose) else block.points[0].body.html for block in top.blocks)
    assert re.search(r'<sup class="footnote" id="[^"]+_from_1"><a href="#[^"]+_note_1">1</a></sup>', html)
    assert re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).replace(" .", ".").count("They help.") == 1


def test_a_note_may_call_up_another() -> None:
    """Notes that notes call up stand behind them, each once, however they lead to one another."""
    (point,) = section("## Findings\n\n- A.[^1]\n\n[^1]: B.[^2]\n[^2]: C.[^1][^2]\n").points
    assert re.findall(r'<li id="[^"]+_note_(\d)">', point.body.html) == ["1", "2"]
    assert point.body.text == "A. B. C."


IN_YAML = """
sections:
  - heading: Key findings[^1]
    text: |
      Remember to[^2]

      [^1]: From interviews with managers.
      [^2]: As often as needed.
    points:
      - |
        share plans.[^3]

        [^3]: All of them.
"""
IN_MARKDOWN = """## Key findings[^1]

Remember to[^2]

- share plans.[^3]

[^1]: From interviews with managers.
[^2]: As often as needed.
[^3]: All of them.
"""


def test_both_forms_show_the_same_notes() -> None:
    """In YAML a heading's notes stand in its section's text, a point's in its own; the page is that of Markdown."""
    in_yaml = project(f"{VOCABULARY}--- briefings/a.yml\n{FRONT.replace('---', '')}{IN_YAML}")
    library, problems = read(in_yaml)
    assert problems == []
    assert library.briefings[0].sections == read_briefing(IN_MARKDOWN).sections


def test_a_note_of_ones_own_page_stands_below_its_section() -> None:
    """On a page of one's own, too, a heading holds no note."""
    own = "--- templates/pages/help.md\n---\ntitle: Help\n---\n## Call[^1]\n\nUs.\n\n## Write\n\n[^1]: By day.\n"
    inputs = briefing_project("## Findings\n\n- A plan.\n", more=own)
    found = outline_of(built(inputs).files["help/index.html"].decode())
    assert [heading.strip() for heading in found.text["h2"][:2]] == ["Call1", "Write"]
    assert len(found.notes_in) == 1
