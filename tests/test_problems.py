"""Problems: how they sort, what cure they name, and how they print in every form."""

import json

import pytest

from learnbrief.problems import (
    Place,
    Problem,
    Severity,
    as_code_quality,
    as_json,
    as_step_summary,
    as_text,
    as_workflow_commands,
    did_you_mean,
    error,
    escape_control_characters,
    has_errors,
    hint,
    no_such,
    warning,
    weighed,
)
from tests.support import for_each

AT = Place("briefings/2022-03-x.md", 14, 52)
THEMES = ("domestic-abuse", "neglect")
UNKNOWN = error("unknown-theme", no_such("theme", "domestic-abus", THEMES), AT)
OLD = warning("review-past", "Look again.", Place("briefings/a.md", 2))
LONG = hint("long-sentence", "Part it.", Place("briefings/a.md", 3))


def test_text() -> None:
    """A problem prints as the contract shows it."""
    assert as_text(UNKNOWN) == (
        'briefings/2022-03-x.md:14:52: error[unknown-theme] There is no theme "domestic-abus". '
        'Did you mean "domestic-abuse"?'
    )


def test_problems_sort_by_place() -> None:
    """Problems stand in the order of files, lines and columns, lines as numbers."""
    places = [Place("a", 2, 9), Place("a", 10, 1), Place("b", 1, 1), Place("a", 2, 10)]
    ordered = sorted(warning("x", "", place) for place in places)
    assert [str(problem.at) for problem in ordered] == ["a:2:9", "a:2:10", "a:10:1", "b:1:1"]


@pytest.mark.parametrize(("problems", "found"), [([], False), ([OLD], False), ([OLD, UNKNOWN], True)])
def test_only_errors_stop_publication(problems: list[Problem], found: bool) -> None:
    """Warnings alone stop nothing."""
    assert has_errors(problems) is found


@pytest.mark.parametrize(
    ("given", "known", "said"),
    [
        ("Domestic Abuse", THEMES, 'Did you mean "domestic-abuse"?'),
        ("NEGLECT", THEMES, 'Did you mean "neglect"?'),
        ("zebra", THEMES, "Known: domestic-abuse, neglect."),
        ("zebra", (), ""),
        ("zebra", [f"theme-{number:02}" for number in range(50)], ""),
    ],
)
def test_the_nearest_name(given: str, known: tuple[str, ...], said: str) -> None:
    """The cure is the nearest known name whatever its case, else the known names where they are few."""
    assert did_you_mean(given, known) == said


@for_each("letter", "\n\r\t\x00\x1b\x7f\x85\x9b\u061c\u200e\u200f\u2028\u2029\u202e\u2066\u2069\ud800")
def test_control_characters_are_shown(letter: str) -> None:
    """Whatever moves a cursor, ends a line or turns text is shown as an escape, in every form."""
    problem = error("x", f"before{letter}::error::after", Place(f"a{letter}b.md"))
    forms = [as_text(problem), *as_workflow_commands([problem]), as_json([problem]), as_step_summary([problem])]
    for form in forms:
        assert letter == "\n" or letter not in form
        assert not any(line.startswith("::error::after") for line in form.splitlines())
    assert escape_control_characters(letter).startswith("\\")


@pytest.mark.parametrize("text", ["##[error]x", "###[error]x", "a ##[add-mask]x", "##[##[group]x", "\n##[debug]"])
def test_no_form_holds_an_old_workflow_command(text: str) -> None:
    """What GitHub's runner takes for a command anywhere in a line stands in no form; JSON still means it."""
    problem = error("x", text, Place(f"{text}.md"))
    forms = [as_text(problem), *as_workflow_commands([problem]), as_json([problem]), as_step_summary([problem])]
    assert [form for form in forms if "##[" in form] == []
    assert json.loads(as_json([problem]))["problems"][0]["message"] == text


@pytest.mark.parametrize("text", ["::error::x", "  ::add-mask::x", "\u3000::x", "\u00a0::x"])
def test_no_line_begins_like_a_workflow_command(text: str) -> None:
    """What GitHub's runner takes for a command at a line's beginning, blanks left out, begins no line of text."""
    assert not as_text(error("x", "", Place(f"{text}.md"))).lstrip().startswith("::")
    assert not escape_control_characters(text).lstrip().startswith("::")


@for_each(
    "text", ["plain", "a::b", "## [a](b)", "#[a]", "#plans", "“curly” – dash", "日本語", "e\u0301", "👩\u200d👧"]
)
def test_words_are_left_alone(text: str) -> None:
    """Letters of any language and emoji are printed as they are."""
    assert escape_control_characters(text) == text


def test_json() -> None:
    """JSON holds every part of a problem under its own name, in ASCII."""
    document = as_json([UNKNOWN, OLD])
    assert document.isascii()
    assert json.loads(document)["problems"][0] == {
        "file": "briefings/2022-03-x.md",
        "line": 14,
        "column": 52,
        "severity": "error",
        "code": "unknown-theme",
        "message": UNKNOWN.message,
    }
    assert json.loads(as_json([])) == {"problems": []}


def test_workflow_commands() -> None:
    """Annotations come errors first, and what would end a command's field is escaped."""
    odd = error("odd", "100% sure: a, b", Place("a,b:c%.md", 3, 4))
    commands = as_workflow_commands([LONG, OLD, UNKNOWN, odd])
    assert [command.split(" ")[0] for command in commands] == ["::error", "::error", "::warning", "::notice"]
    assert commands[0] == "::error file=a%2Cb%3Ac%25.md,line=3,col=4,title=odd::100%25 sure: a, b"


def test_step_summary() -> None:
    """The summary is a table in which no message makes markup or another cell."""
    written = as_step_summary([error("odd", "a | b <img src=x> [c](d) `e`\nf", AT)])
    rows = written.splitlines()
    assert len(rows) == 3
    assert rows[2].count("|") - rows[2].count("\\|") == 5
    assert "<img" not in written.replace("\\<", "")
    assert as_step_summary([]) == "No problems found.\n"


def test_code_quality() -> None:
    """GitLab's report holds the fields that it asks for, the severities that it knows, and no fingerprint twice."""
    rows = json.loads(as_code_quality([UNKNOWN, OLD, LONG, LONG]))
    assert rows[0] == {
        "description": UNKNOWN.message,
        "check_name": "unknown-theme",
        "fingerprint": rows[0]["fingerprint"],
        "severity": "critical",
        "location": {"path": "briefings/2022-03-x.md", "lines": {"begin": 14}},
    }
    assert [row["severity"] for row in rows] == ["critical", "minor", "info", "info"]
    assert len({row["fingerprint"] for row in rows}) == 4
    assert json.loads(as_code_quality([])) == []
    assert "##[" not in as_code_quality([error("x", "##[error]x", AT)])


def test_fingerprints_stay_when_lines_move() -> None:
    """A problem further down, of another severity, is to GitLab the one that it knows; in another file it is not."""
    moved = [Problem(Place(OLD.at.file, 99, 7), Severity.ERROR, OLD.code, OLD.message)]
    elsewhere = [Problem(Place("briefings/b.md", 2), OLD.severity, OLD.code, OLD.message)]
    first, same, other = (
        json.loads(as_code_quality(problems))[0]["fingerprint"] for problems in ([OLD], moved, elsewhere)
    )
    assert first == same != other


def test_owners_weigh_advice() -> None:
    """A code is turned off, or given another severity; what is not named stays as it is."""
    severities = {"review-past": Severity.ERROR, "long-sentence": None}
    found = weighed([UNKNOWN, OLD, LONG], severities)
    assert [(problem.code, problem.severity.value) for problem in found] == [
        ("unknown-theme", "error"),
        ("review-past", "error"),
    ]
