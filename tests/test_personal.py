"""Nothing personal is published: it is found wherever it stands, however it is written, and not repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from learnbrief.build import Inputs
from learnbrief.personal import search_name, search_source
from learnbrief.personal.nhs_numbers import is_nhs_number
from tests.support import FRONT, VOCABULARY, briefing_project, examples, for_each, laid_out, project, table
from tools.measure_personal import Line, lines

LINES = tuple(lines())
NHS = "9998193036"


def found(text: str) -> list[tuple[int, int, str]]:
    """Give line, column and kind of all that is found in a text."""
    findings = search_source("briefings/a.md", text.encode())
    return [(finding.at.line, finding.at.column, finding.what) for finding in findings]


def errors(inputs: Inputs) -> list[tuple[str, int]]:
    """Give file and line of each error about personal data; with any, there is no site."""
    site = laid_out(replace(inputs, hints=False))
    at = [(problem.at.file, problem.at.line) for problem in site.problems if problem.code == "personal-data"]
    assert bool(site.files) is not bool(at)
    return at


# The labelled lines


def test_the_labelled_lines_are_many_and_half_of_them_innocent() -> None:
    """Recall and false alarms are measured on enough lines, none of them there twice."""
    personal = {line.text for line in LINES if line.is_personal}
    innocent = {line.text for line in LINES if not line.is_personal}
    assert len(personal) + len(innocent) == len(LINES) >= 300
    assert len(innocent) >= 150
    assert not personal & innocent


def test_all_that_is_personal_is_found() -> None:
    """Of the lines that hold something personal every one is named as what it is."""
    missed: list[Line] = [line for line in LINES if line.is_personal and not line.is_right]
    assert missed == []


@for_each(("text", "what"), table("personal-it-is-found-in-ids-that-editors-give"))
def test_it_is_found_in_ids_that_editors_give(text: str, what: str) -> None:
    """An id becomes part of an address, where a number may be glued to a word."""
    assert {kind for _, _, kind in found(text)} == {what}


@pytest.mark.parametrize("name", ["part-7-of-12-2022", "page-44", "covid-19-2020-21", "s47-2022-03", "2022-23"])
def test_ids_with_plain_numbers_pass(name: str) -> None:
    """Numbers of parts, pages, sections and years are nobody's own."""
    assert found(f"- A plan. {{#{name}}}\n\nThe plan was {name}, see [it](#{name}).\n") == []


def test_what_only_looks_personal_passes() -> None:
    """Of the look-alikes at most two are taken for personal."""
    alarms: list[Line] = [line for line in LINES if not line.is_personal and not line.is_right]
    assert len(alarms) <= 2, alarms


@given(
    st.lists(
        st.sampled_from([" ", "-", ".", "\u00a0", "\u200b", "**", "&nbsp;", "%20", "<i>"]), min_size=2, max_size=2
    )
)
@examples(40)
def test_no_spacing_hides_a_number(between: list[str]) -> None:
    """A number is found with anything between its groups."""
    text = between[0].join((NHS[:3], NHS[3:6])) + between[1] + NHS[6:]
    assert [what for _, _, what in found(f"Seen: {text}.")] == ["an NHS number"]


@given(st.integers(0, 9), st.integers(1, 9))
@examples(40)
def test_a_number_with_a_slip_is_none(place: int, slip: int) -> None:
    """Whichever digit is changed, the check digit is wrong, and the number nobody's."""
    changed = NHS[:place] + str((int(NHS[place]) + slip) % 10) + NHS[place + 1 :]
    assert not is_nhs_number(changed)
    assert found(f"{changed[:3]} {changed[3:6]} {changed[6:]}") == []


# Places


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("One.\nNHS 999 819 3036", 2, 5),
        ("&amp; &#57;&#57;&#57; 819 3036", 1, 7),
        ("\ufeffOne.\r\nA\u200b 07700 900123", 2, 4),
        ("<b>One</b> **07700** <i>900123</i>", 1, 14),
        ("x%20%3A jo%40gmail.com", 1, 9),
        ("| DOB |\n| --- |\n| 3/5/2009 |", 3, 3),
    ],
)
def test_what_is_found_has_the_place_where_it_is_written(text: str, line: int, column: int) -> None:
    """However a text is encoded, line and column are those of the source."""
    assert [(row, at) for row, at, _ in found(text)] == [(line, column)]


EVERYWHERE = {
    "title": "--- briefings/a.md\n" + FRONT.replace("Neglect in Example", "Neglect, 07700 900123"),
    "summary": "--- briefings/a.md\n" + FRONT.replace("What an audit", "Call 07700 900123. What an audit"),
    "alternative text": f"--- briefings/a.md\n{FRONT}![07700 900123](a.png)\n--- briefings/a.png\n",
    "link": f"--- briefings/a.md\n{FRONT}[Call](tel:07700900123)\n",
    "comment in Markdown": f"--- briefings/a.md\n{FRONT}<!-- 07700 900123 -->\n",
    "comment in YAML": "--- briefings/a.md\n" + FRONT.replace("title:", "# 07700 900123\ntitle:"),
    "code": f"--- briefings/a.md\n{FRONT}```\n07700 900123\n```\n",
    "footnote": f"--- briefings/a.md\n{FRONT}A plan.[^1]\n\n[^1]: 07700 900123\n",
    "point's id": f"--- briefings/a.md\n{FRONT}## Findings\n- A plan. {{#call-07700-900123}}\n",
    "alias": "--- briefings/a.md\n" + FRONT.replace("title:", "aliases: [old/07700900123]\ntitle:"),
    "draft": "--- briefings/a.md\n" + FRONT.replace("title:", "status: draft\ntitle:") + "07700 900123\n",
    "embargoed": "--- briefings/a.md\n" + FRONT.replace("2022-06-01", "2030-06-01") + "07700 900123\n",
    "withdrawn": "--- briefings/a.md\n" + FRONT.replace("title:", "status: withdrawn\ntitle:") + "07700 900123\n",
    "drawing": '--- briefings/a.svg\n<svg xmlns="http://www.w3.org/2000/svg"><text>07700 900123</text></svg>\n',
    "drawing's title": '--- briefings/a.svg\n<svg xmlns="http://www.w3.org/2000/svg"><g id="07700 900123"/></svg>\n',
    "template": "--- templates/parts/note.html\n<p>07700 900123</p>\n",
    "name of a page": "--- templates/pages/call-07700-900123.md\n---\ntitle: Call\n---\nHere.\n",
    "name of a picture": "--- briefings/jo-07700900123.png\n",
    "name of a folder": f"--- briefings/07700-900123/a.md\n{FRONT}",
}


@for_each("where", EVERYWHERE)
def test_it_is_found_wherever_it_stands(where: str) -> None:
    """There is no place in a source, nor in its name, where something personal is read over."""
    inputs = project(VOCABULARY + EVERYWHERE[where])
    own = {name.removeprefix("templates/"): text for name, text in inputs.sources.items() if "templates/" in name}
    sources = {name: text for name, text in inputs.sources.items() if "templates/" not in name}
    assert len(errors(replace(inputs, sources=sources, templates={**inputs.templates, **own}))) == 1


def test_notes_and_figures_of_drawings_are_not_searched() -> None:
    """What is never published, and the numbers that a drawing is drawn with, are nobody's own."""
    notes = "--- briefings/_notes.md\n07700 900123\n"
    drawing = '--- briefings/a.svg\n<svg xmlns="http://www.w3.org/2000/svg"><path d="M 07700 900123"/></svg>\n'
    assert errors(project(f"{VOCABULARY}{notes}{drawing}--- briefings/a.md\n{FRONT}")) == []


def test_a_first_name_in_a_files_name_may_be_small() -> None:
    """In an address there are no capitals, and a case with a name is found all the same."""
    assert [finding.what for finding in search_name("briefings/case-number-123456-ellie.md")] == [
        "a case number with a first name"
    ]


# Exceptions


@pytest.mark.parametrize(("exception", "written"), table("personal-exceptions-pass"))
def test_exceptions_pass(exception: str, written: str) -> None:
    """What an owner names passes in every spelling, and nothing else does."""
    text = (
        f'{VOCABULARY}--- learnbrief.yml\npersonal_data: {{exceptions: ["{exception}"]}}\n--- briefings/a.md\n{FRONT}'
    )
    assert errors(project(f"{text}{written}\n")) == []
    assert errors(project(f"{text}{written}\n\n07700 900124\n")) == [("briefings/a.md", 12)]


# Messages


def test_no_message_repeats_what_was_found() -> None:
    """Neither the error itself nor another about the same words quotes them, however they are encoded."""
    front = FRONT.replace("kind: multi-agency-audit", "kind: 07700 900123\ncontact: jo&#64;gmail.com")
    site = laid_out(briefing_project("## Findings\n- [A](jo@gmail.com) b. {07700900123=4}\n", front=front))
    told = " ".join(problem.message for problem in site.problems)
    assert {"unknown-kind", "bad-contact", "personal-data"} <= {problem.code for problem in site.problems}
    assert not [part for part in ("900123", "jo@", "jo&#64;", "gmail") if part in told]


# Nasty texts


@for_each(
    "piece", "1␣ 07␣ @ a@a. &#38;#38; %25 \\ < <a␣ <!-- [^ *1* born␣1␣ |dob|1␣ DY98␣1AA␣ case␣12345␣ nhs␣1 1␤".split()
)
def test_no_text_keeps_the_search_busy(piece: str) -> None:
    """Whatever is repeated two thousand times, the search ends, and tells no more than anybody would read."""
    text = piece.replace("␣", " ").replace("␤", "\n") * 2_000
    assert len(found(text)) <= 40
