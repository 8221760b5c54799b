"""What was read is told to its editor: what decided a role, which points there are, and what is none."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from learnbrief.cli import main
from learnbrief.editing.outline import Outline, as_text, audience_of, counts_in_words, outline_of, role_of
from learnbrief.model import BlockKind
from tests.support import FRONT, VOCABULARY, briefing_project, files_of, read, table

FORMAT = (Path(__file__).parent.parent / "docs/format.md").read_text("utf-8")
IN_YAML = FRONT.replace("---\n", "")
BODY = """
Words before all headings.

## What worked well for managers

We saw:

- Agencies spoke **often**. #plans
- Visits were early. {#early was="soon"}

| Who | What |
| --- | ---- |
| MASH | spoke |

### At home

- Doors were open.

## Homes

- A list that is lost.

## A school {role=findings audience=leaders}

It had no plan. #information-sharing

## Key points

## Background

1. Letters were read.
"""


def outline(body: str = BODY, front: str = FRONT, name: str = "a.md") -> Outline:
    """Outline a briefing, whatever is wrong with it."""
    library, _ = read(briefing_project(body, front=front, name=name))
    (briefing,) = library.everything
    return outline_of(briefing)


def reasons(outline: Outline) -> list[tuple[int, str, str]]:
    """Give line, role and audience of every section, in words."""
    every = [section for top in outline.sections for section in top.walk()]
    return [(section.line, role_of(section, outline), audience_of(section, outline)) for section in every]


def test_each_heading_says_what_decided() -> None:
    """A phrase is quoted as it stands in the heading, a heading above as it reads."""
    assert reasons(outline()) == [
        (11, "other: no heading", "everyone, by default"),
        (13, "good-practice, by “What worked well”", "managers, by “managers”"),
        (
            24,
            "good-practice, inherited from “What worked well for managers”",
            "managers, inherited from “What worked well for managers”",
        ),
        (28, "other: no phrase known", "everyone, by default"),
        (32, "findings, by {role=…}", "leaders, by {audience=…}"),
        (36, "learning, by “Key points”", "everyone, by default"),
        (38, "background, by “Background”", "everyone, by default"),
    ]


def test_the_front_matter_decides_too() -> None:
    """What the briefing's own fields give is said to come from there."""
    front = FRONT.replace("title:", "role: learning\naudience: leaders\ntitle:")
    told = reasons(outline("## Homes\n\n- Visits were late.\n", front))
    assert told == [(12, "learning, from the front matter", "leaders, from the front matter")]


def test_a_role_that_waits_says_so() -> None:
    """In a draft a role may be still to be filled in; its list items are points of no role yet."""
    front = FRONT.replace("title:", "status: draft\ntitle:")
    told = outline('## Homes {role="FILL IN"}\n\n- Visits were late.\n', front)
    assert reasons(told) == [(11, "other, still to be filled in", "everyone, by default")]
    assert counts_in_words(told) == "1 point: 1 without a role"


def test_the_yaml_form_is_told_in_its_own_words() -> None:
    """There are neither braces nor front matter there."""
    body = (
        "role: learning\nsections:\n  - heading: Homes\n    points:\n      - Visits were late. #plans\n"
        "  - heading: Rooms\n    role: findings\n    audience: leaders\n    points:\n      - Doors were shut.\n"
    )
    told = outline(body, IN_YAML, "a.yml")
    assert reasons(told) == [
        (10, "learning, from the fields at the top", "everyone, by default"),
        (13, "findings, by “role:”", "leaders, by “audience:”"),
    ]
    assert [(point.line, point.address) for point in told.points] == [
        (12, "a#visits-were-late"),
        (17, "a#doors-were-shut"),
    ]


def test_points_are_told_with_their_addresses() -> None:
    """Line, address, own tags (not the topics of the briefing) and first words."""
    told = [(point.line, point.address, point.tags, point.words) for point in outline().points]
    assert told == [
        (17, "a#agencies-spoke-often", ("plans",), "Agencies spoke often."),
        (18, "a#early", (), "Visits were early."),
        (26, "a#doors-were-open", (), "Doors were open."),
        (32, "a#a-school", ("information-sharing",), "It had no plan."),
    ]


def test_points_are_told_with_their_lessons() -> None:
    """A lesson stands beside the tags, as it is written."""
    lessons = "".join(f"{name}:\n  statement: A plan {name}s.\n  themes: [plans]\n" for name in ("help", "last"))
    more = f"--- briefings/_lessons.yml\n{lessons}"
    body = '## Findings\n\n- Plans helped. #plans {lesson="help last"}\n- Doors were open.\n'
    library, problems = read(briefing_project(body, more=more))
    assert problems == []
    told = outline_of(library.briefings[0])
    assert [point.lessons for point in told.points] == [("help", "last"), ()]
    assert "           a#plans-helped  #plans  lesson=help  lesson=last\n" in as_text(told)


def test_long_points_are_cut() -> None:
    """First words are enough to know a point again."""
    (point,) = outline(f"## Findings\n\n- {'Visits were late. ' * 20}\n").points
    assert point.words.startswith("Visits were late. Visits")
    assert point.words.endswith(" …")
    assert len(point.words) < 75


COUNTS: dict[str, str] = table("outline-counts")


@pytest.mark.parametrize("counts", COUNTS)
def test_one_line_says_how_much_was_read(counts: str) -> None:
    """Points by role, and where lists and tables hold none: of one, "holds" and "line"."""
    assert counts_in_words(outline(COUNTS[counts])) == counts


def test_the_lines_of_an_outline() -> None:
    """Every heading, point and other part has its line; deeper headings stand further in."""
    assert (
        as_text(outline())
        == """\
briefings/a.md: 4 points: 3 good practice, 1 finding; 2 lists hold no points, lines 30 and 40; \
1 table holds no points, line 20

   11  (text before the first heading)
         role: other: no heading
         audience: everyone, by default
   11    paragraph: holds no points

   13  What worked well for managers
         role: good-practice, by “What worked well”
         audience: managers, by “managers”
   15    paragraph: leads in to the points below
   17    point: Agencies spoke often.
           a#agencies-spoke-often  #plans
   18    point: Visits were early.
           a#early
   20    table: holds no points

   24    At home
           role: good-practice, inherited from “What worked well for managers”
           audience: managers, inherited from “What worked well for managers”
   26      point: Doors were open.
             a#doors-were-open

   28  Homes
         role: other: no phrase known
         audience: everyone, by default
   30    list: holds no points

   32  A school
         role: findings, by {role=…}
         audience: leaders, by {audience=…}
   32    point, the whole section: It had no plan.
           a#a-school  #information-sharing

   36  Key points
         role: learning, by “Key points”
         audience: everyone, by default
         nothing stands below it

   38  Background
         role: background, by “Background”
         audience: everyone, by default
   40    list: holds no points"""
    )


def test_the_outline_in_the_documents_is_one() -> None:
    """The text that docs/format.md shows is read as the block behind it says."""
    shown = FORMAT.partition("### See what was read")[2]
    text, lines = re.findall(r"(?ms)^```(?:markdown|text)\n(.*?)\n```$", shown)[1:3]
    front = FRONT.replace("title:", "slug: 2022-03-x\ntitle:")
    assert as_text(outline(text, front, "2022-03-x.md")) == lines


def test_every_kind_of_text_has_a_name() -> None:
    """A quotation, code and HTML are told as such, and what readers do not see is not told."""
    body = "## Findings\n\n> Said.\n\n    code\n\n<div>more</div>\n\n<!-- a note -->\n\n---\n\n- A point.\n"
    told = re.findall(r"^ +(\d+)    ([\w ]+): holds", as_text(outline(body)), re.MULTILINE)
    assert told == [("12", "quotation"), ("14", "code block"), ("16", "HTML")]


def test_a_paragraph_leads_in_only_where_it_stands_before_a_list() -> None:
    """Text behind points, and text parted from them by a table, goes with none."""
    body = "## Findings\n\nBefore.\n\n| a |\n| - |\n| 1 |\n\n- A point.\n\nBetween.\n\n- Another.\n\nBehind.\n"
    parts = outline(body).sections[0].parts
    assert [(part.line, part.leads_in) for part in parts if hasattr(part, "leads_in")] == [
        (12, False),
        (14, False),
        (20, True),
        (24, False),
    ]
    assert outline(body).lines_of(BlockKind.TABLE) == (14,)


def test_nothing_personal_is_repeated() -> None:
    """Words and ids of what reaches over a personal line are left out, and of nothing else."""
    body = "## Findings of 07700 900 123\n\n### Homes\n\n- Ring\n  07700 900 124.\n- Doors were shut.\n"
    library, _ = read(briefing_project(body))
    (briefing,) = library.everything
    told = as_text(outline_of(briefing, [10, 15]))
    assert "900" not in told
    assert "role: findings, inherited from “…”" in told
    assert "a#doors-were-shut" in told
    many = as_text(outline_of(briefing, range(10, 30)))  # so many that not all are told
    assert "a#…" in many
    assert not re.search("900|Homes|[Dd]oors", many)


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project of two briefings, one of them a draft, and a picture."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769817600")  # 31 January 2026
    monkeypatch.chdir(tmp_path)
    draft = FRONT.replace("title:", "status: draft\ntitle:")
    text = (
        f"{VOCABULARY}--- briefings/a.md\n{FRONT}## Findings\n\n- A point. #plans\n\n## Background\n\n- A list.\n"
        f"--- briefings/deep/b.md\n{draft}## Key points\n\n- Another.\n- A third.\n--- briefings/empty.txt\nWords.\n"
    )
    for name, content in files_of(text).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the program; anything but an exit is a crash."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


A = "briefings/a.md: 1 point: 1 finding; 1 list holds no points, line 16\n"
B = "briefings/deep/b.md: 2 points: 2 learning\n"


@pytest.mark.parametrize(
    ("paths", "first_lines"),
    [
        (["briefings/a.md"], [A]),
        (["briefings/deep"], [B]),
        (["briefings"], [A, B]),
        (["."], [A, B]),
        (["briefings/deep/b.md", "briefings/a.md"], [A, B]),
    ],
)
def test_the_command_tells_of_each_briefing(folder: Path, paths: list[str], first_lines: list[str]) -> None:
    """A file, several, or a folder; drafts too."""
    result = run("outline", *paths)
    assert result.exit_code == 0, result.output
    assert re.findall(r"(?m)^briefings/.*\n", result.stdout) == first_lines
    assert "a#a-point  #plans" in result.stdout or first_lines == [B]


def test_problems_of_the_briefing_stand_on_standard_error(folder: Path) -> None:
    """As `check` prints them; errors end with status 1, and what could be read is told all the same."""
    with (folder / "briefings/a.md").open("a", encoding="utf-8") as file:
        file.write("\n## Actions taken\n\n- A talk. #plan\n")
    with (folder / "briefings/deep/b.md").open("a", encoding="utf-8") as file:
        file.write("\n- Of no matter. #plan\n")
    result = run("outline", "briefings/a.md")
    assert result.exit_code == 1
    assert "briefings/a.md:20:11: error[unknown-theme]" in result.stderr
    assert "b.md" not in result.stderr
    assert result.stdout.startswith(
        "briefings/a.md: 2 points: 1 finding, 1 action; 1 list holds no points, line 16\n"
    )
    assert result.stderr == run("check", "briefings/a.md").stderr


def test_warnings_leave_the_status(folder: Path) -> None:
    """A warning is printed, and nothing has failed."""
    with (folder / "briefings/a.md").open("a", encoding="utf-8") as file:
        file.write("\n## Key points\n")
    result = run("outline", "briefings/a.md")
    assert (result.exit_code, "warning[empty-section]" in result.stderr) == (0, True)


@pytest.mark.parametrize("path", ["briefings/_themes.yml", "briefings/empty.txt", "learnbrief"])
def test_what_is_no_briefing_is_said_in_one_line(folder: Path, path: str) -> None:
    """A path that holds no briefing, or nothing at all, is named, and the status is 1."""
    result = run("outline", path)
    assert result.exit_code == 1
    assert re.fullmatch(r"learnbrief: There is no(?:thing| briefing) at \S+(?: in the project)?\.", last(result))


def last(result: Result) -> str:
    """Give the last line on standard error."""
    return result.stderr.splitlines()[-1]


def test_a_path_is_needed(folder: Path) -> None:
    """Without a path the command line is wrong."""
    assert run("outline").exit_code == 2


def test_personal_data_is_not_repeated_by_the_command(folder: Path) -> None:
    """The error names the line; the outline does not repeat what stands there, nor in the id made of it."""
    with (folder / "briefings/a.md").open("a", encoding="utf-8") as file:
        file.write("\n## Key points\n\n- 07700 900123 was rung.\n- Doors were shut.\n")
    result = run("outline", "briefings/a.md")
    assert result.exit_code == 1
    assert "error[personal-data]" in result.stderr
    assert "900" not in result.output
    assert "a#doors-were-shut" in result.stdout


# The end of `check`


@pytest.mark.parametrize(("paths", "lines"), [(["briefings/a.md"], [A]), (["briefings"], [A, B]), ([], [])])
def test_check_ends_with_what_was_read(folder: Path, paths: list[str], lines: list[str]) -> None:
    """One line for each briefing it was given; none where it was given none."""
    stdout = run("check", *paths).stdout
    _, *said = stdout.splitlines(keepends=True)
    assert said == lines


@pytest.mark.parametrize("form", ["json", "github", "gitlab"])
def test_check_tells_programs_of_problems_alone(folder: Path, form: str) -> None:
    """Only a person is told how much was read."""
    result = run("check", "briefings/a.md", "--format", form)
    assert "holds no points, line 16\n" not in result.output
    assert "1 finding" not in result.output


def test_check_says_it_of_broken_briefings_too(folder: Path) -> None:
    """Where there are errors, what could be read is counted all the same."""
    with (folder / "briefings/a.md").open("a", encoding="utf-8") as file:
        file.write("\n## Key points\n\n- A talk. #plan\n")
    result = run("check", "briefings/a.md")
    assert result.exit_code == 1
    assert result.stdout.endswith(
        "briefings/a.md: 2 points: 1 learning, 1 finding; 1 list holds no points, line 16\n"
    )


def test_check_forges_no_line_by_a_file_name(folder: Path) -> None:
    """What a file is called is shown escaped."""
    (folder / "briefings/a.md").rename(folder / "briefings/x\n::error::y.md")
    assert "\n::error" not in run("check", "briefings").stdout
    assert "\n::error" not in run("outline", "briefings").stdout
