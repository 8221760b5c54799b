"""Nothing is lost in silence: what was written as a finding becomes a point, or a problem says that it did not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from learnbrief.model import Role
from learnbrief.problems import Problem, Severity
from tests.support import FRONT, VOCABULARY, briefing_project, for_each, laid_out, project, read, table

NOTHING_LOST = frozenset(
    "no-points list-without-points unread-list unread-heading unread-table indented-text text-between-entries "
    "tag-in-table misplaced-tag empty-section".split()
)


def told(body: str, *, front: str = FRONT, name: str = "a.md", more: str = "") -> list[Problem]:
    """Give the problems about what is lost, errors and hints included."""
    site = laid_out(briefing_project(body, front=front, name=name, more=more))
    return [problem for problem in (*site.problems, *site.hints) if problem.code in NOTHING_LOST]


def codes(body: str, *, front: str = FRONT, name: str = "a.md") -> list[tuple[int, str]]:
    """Give line below the fields and code of each of these problems; a briefing without points is not meant here."""
    found = told(f"{body}\n\n## Findings\n\n- Plans were late.\n", front=front, name=name)
    return [(problem.at.line - front.count("\n"), problem.code) for problem in found]


YAML_FRONT = FRONT.replace("---\n", "")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("## Colours\n\n- One.", ["line 12", "heading “Colours”", "{role=learning} behind", "{role=other} says so"]),
        ("## What happened when nobody came\n\n- One.", ["“What happened”", '"background"', "{role=background}"]),
        ("## Colours\n\n### Red\n\n- One.", ["“Red”"]),
        ("- One.", ["before the first heading", '"## Findings"']),
        ("## Colours\n\n- One.\n\nText.\n\n1. Two.", ["lines 12 and 16"]),
    ],
)  # fmt: skip
def test_a_list_that_makes_no_points_is_told(body: str, said: list[str]) -> None:
    """The message names the lists' lines, the role with the words that decided it, and what to write."""
    (problem,) = [each for each in told(body) if each.code == "list-without-points"]
    assert problem.severity is Severity.WARNING
    assert [words for words in said if words not in problem.message] == []


def test_the_cure_is_that_of_the_form() -> None:
    """In YAML a role stands beside a heading, not behind it."""
    body = "sections:\n  - heading: Colours\n    points: [One.]\n"
    (problem,) = [each for each in told(body, front=YAML_FRONT, name="a.yml") if each.code == "list-without-points"]
    assert "write role: learning beside its heading" in problem.message
    assert "role: other says so" in problem.message


@for_each("body", table("nothing-lost-a-list-where-it-should-be-is-no-alarm"))
def test_a_list_where_it_should_be_is_no_alarm(body: str) -> None:
    """Plain headings for background and resources, roles, and what takes these over, settle every doubt."""
    assert codes(body) == []


@pytest.mark.parametrize("role", ["background", "other", "learning"])
def test_a_role_among_the_fields_settles_too(role: str) -> None:
    """An editor who gave the whole briefing a role has said what its lists are."""
    front = FRONT.replace("topics:", f"role: {role}\ntopics:")
    assert codes("## Colours\n\n- One.", front=front) == []


def test_a_role_yet_to_be_filled_in_is_no_doubt() -> None:
    """In a draft, a section whose role is still to be given holds points, and its gap is told as such."""
    front = FRONT.replace("topics:", "status: draft\ntopics:")
    assert codes('## Colours {role="FILL IN"}\n\n- One.', front=front) == []


def test_a_misplaced_tag_says_why_no_point_is_there() -> None:
    """The error names the role and what decided it, or that only entries of lists are points."""
    front = FRONT.count("\n")
    body = "## Findings\n\nText. #plans\n\n- One.\n\n## Background\n\nText. #plans\n\n## Colours\n\n- One. #plans\n"
    errors = {problem.at.line - front: problem.message for problem in told(body) if problem.code == "misplaced-tag"}
    assert list(errors) == [3, 9, 13]
    assert "only the entries of lists" in errors[3]
    assert '"background", by “Background”' in errors[9]
    assert "{role=learning}" in errors[9]
    assert "nothing in the heading “Colours”" in errors[13]


@pytest.mark.parametrize("status", ["published", "archived", "draft", "withdrawn"])
def test_a_briefing_without_points(status: str) -> None:
    """It is a warning, in a draft a hint, and nothing where none of its points would be shown anyway."""
    front = FRONT.replace("topics:", f"status: {status}\ntopics:")
    found = [problem.severity for problem in told("## Background\n\nText.\n", front=front)]
    expected = {"draft": [Severity.HINT], "withdrawn": []}
    assert found == expected.get(status, [Severity.WARNING])
    assert told("## Findings\n\nText.\n", front=front) == []
    assert [problem.code for problem in told("", front=front)] == (
        ["no-points"] if found and status != "draft" else []
    )


@pytest.mark.parametrize("field", ["status: draft", "published: 2026-12-01"])
def test_what_is_not_out_yet_is_told_as_well(field: str) -> None:
    """In a draft, and in a briefing under embargo, the same is told while there is time to mend it."""
    front = FRONT.replace("published: 2022-06-01\n", "") if field.startswith("published") else FRONT
    front = front.replace("topics:", f"{field}\ntopics:")
    body = "## Colours\n\n- One.\n\n**Two**\n\n• Three."
    assert codes(body, front=front) == [(1, "list-without-points"), (5, "unread-heading"), (7, "unread-list")]


@for_each(
    ("body", "lines"),
    [
        ("## Findings\n\n1. One.\n\nMore.\n\n2. Two.", [5]),
        ("## Findings\n\n1. One.\n2. Two.\n\nMore.\n\nAnd more.\n\n3. Three.", [6]),
        ("## Findings\n\n1) One.\n\nMore.\n\n2) Two.", [5]),
        ("## Findings\n\n1. One.\n\nMore.\n\n1. Two.\n\nMore.\n\n1. Three.", [5, 9]),
        ("## Findings\n\n1. One.\n\nFor schools:\n\n2. Two.", []),
        ("## Findings\n\n1. One.\n\n   More.\n\n2. Two.", []),
        ("## Findings\n\n- One.\n\nMore.\n\n- Two.", []),
        ("## Findings\n\n1. One.\n2. Two.\n\nMore to come.\n\n1. One more.\n2. And one.", []),
        ("## Findings\n\n1. One.\n\n> More.\n\n2. Two.", []),
        ("## Background\n\n1. One.\n\nMore.\n\n2. Two.", []),
    ],
)
def test_text_between_the_entries_of_a_numbered_list(body: str, lines: list[int]) -> None:
    """Only where the numbers go on, the text is no quotation, and no colon says that it leads in."""
    assert codes(body) == [(line, "text-between-entries") for line in lines]


TABLE = "| A | B |\n| --- | --- |\n"


@for_each(
    ("body", "line"),
    [
        (f"## Findings\n\n- One.\n\n{TABLE}| Two #plans | 3 |", 7),
        (f"## Findings\n\n{TABLE}| Two | 3 #plans |", 5),
        (f"## Background\n\n{TABLE}| #plans Two | 3 |", 5),
        (f"## Findings\n\n- One:\n\n  {TABLE.replace('| ---', '  | ---', 1)}  | Two #plans | 3 |", 7),
        ("## Findings\n\n- One.\n\n<table><tr><td>Two #plans</td></tr></table>", 5),
        (f"## Findings\n\n- One.\n\n{TABLE}| Two #nobody | #1 |", 0),
        (f"## Findings\n\n- One.\n\n{TABLE}| Two \\#plans | x#plans |", 0),
        ("## Findings\n\n- One.\n\n```\n| #plans |\n```", 0),
    ],
)
def test_a_tag_in_a_table(body: str, line: int) -> None:
    """A theme's tag in a cell is told, in HTML too; what is no theme's is text."""
    found = [each for each in codes(body) if each[1] != "unread-table"]
    assert found == ([(line, "tag-in-table")] if line else [])


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("## Findings\n\n<ul><li>One.</li></ul>", [3]),
        ("## Findings\n\n- One.\n\n<OL>\n<li>Two.</li>\n</OL>", [5]),
        ("## Findings\n\n- One <sub>2</sub>.", []),
        ("## Background\n\n<ul><li>One.</li></ul>", []),
    ],
)
def test_lists_in_html(body: str, lines: list[int]) -> None:
    """A list in HTML makes no points, which is told where a list would."""
    assert codes(body) == [(line, "unread-list") for line in lines]


def test_a_list_in_html_below_a_doubtful_heading() -> None:
    """There it is told as any list is."""
    assert codes("## Colours\n\n<ul><li>One.</li></ul>") == [(1, "list-without-points")]


@pytest.mark.parametrize("code", ["no-points", "list-without-points", "unread-list"])
def test_an_owner_weighs_what_is_advice(code: str) -> None:
    """Under `checks:` each of these can be turned off, or made an error that stops the build."""
    body = "## Colours\n\n- One.\n\nText:\n• Two.\n"
    for weight, severity in (("off", None), ("hint", Severity.HINT), ("error", Severity.ERROR)):
        inputs = briefing_project(body)
        settings = f"title: T\nchecks:\n  {code}: {weight}\n".encode()
        site = laid_out(replace(inputs, sources={**inputs.sources, "learnbrief.yml": settings}))
        found = {problem.severity for problem in (*site.problems, *site.hints) if problem.code == code}
        assert found == ({severity} if severity else set())
        assert bool(site.files) is (severity is not Severity.ERROR)


# Whatever the editor writes

HEADINGS = {
    "## Findings\n\n": Role.FINDINGS,
    "## What worked well\n": Role.GOOD_PRACTICE,
    "## Colours {role=learning}\n\n": Role.LEARNING,
    "## Colours\n\n": None,
    "## What happened when nobody came\n\n": None,
    "##Recommendations\n\n": None,
    "#\u00a0Recommendations\n\n": None,
    "**Recommendations**\n\n": None,
    "RECOMMENDATIONS\n\n": None,
    "Recommendations\n\n": None,
    "Recommendations\n": None,
    "<h2>Recommendations</h2>\n\n": None,
    "    ## Recommendations for all\n\n": None,
}
"""How a heading may be written, with the role of what stands below it if it is one."""
SIGNS: list[str] = table("nothing-lost-signs")
SECTIONS = st.tuples(st.sampled_from(list(HEADINGS)), st.sampled_from(SIGNS), st.sampled_from(["\n", "\n\n"]))


def written(sections: list[tuple[str, str, str]]) -> tuple[str, list[tuple[str, Role | None]]]:
    """Write sections of two findings each; give the body, and each finding with the role it was written under."""
    body, findings = "", []
    for at, (heading, sign, parted) in enumerate(sections):
        second = {"a) ": "b) ", "(i) ": "(ii) ", "1.1 ": "1.2 ", "1. ": "2. "}.get(sign, sign)
        words = [f"Finding {chr(97 + at)}{number} was made." for number in (1, 2)]
        body += f"{heading}{sign}{words[0]}{parted}{second}{words[1]}\n{'' if parted == chr(10) else chr(10)}"
        findings += [(word, HEADINGS[heading]) for word in words]
    return body, findings


@given(st.lists(SECTIONS, min_size=1, max_size=4))
def test_a_finding_becomes_a_point_or_is_told(sections: list[tuple[str, str, str]]) -> None:
    """Each finding is a point, alone and under its heading's role; or a problem stands nearby."""
    body, findings = written(sections)
    inputs = project(f"{VOCABULARY}--- briefings/a.md\n{FRONT}{body}")
    library, _ = read(inputs)
    points = {point.body.text: point.role for point in library.briefings[0].points}
    lines = {problem.at.line for problem in laid_out(inputs).problems if problem.code in NOTHING_LOST}
    whole = f"{FRONT}{body}".splitlines()
    for finding, role in findings:
        at = next(number for number, line in enumerate(whole, 1) if finding in line)
        headings = [number for number, line in enumerate(whole, 1) if _is_heading(line)]
        above = max(number for number in headings if number < at)
        below = min((number for number in headings if number > at), default=at)
        is_right = role is not None and points.get(finding) is role
        assert is_right or lines & set(range(above, below + 1)), (finding, body)


def _is_heading(line: str) -> bool:
    return any(line == heading.strip("\n") for heading in HEADINGS)
