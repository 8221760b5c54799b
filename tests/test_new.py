"""`new` begins briefings and projects that want nothing but to be filled in."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from learnbrief.cli import main
from learnbrief.files import gather
from learnbrief.pipeline import Inputs, Site, build
from learnbrief.starter import project_files
from learnbrief.starter.briefing import yaml_text
from tests.support import TODAY, VOCABULARY, briefing_project, codes, files_of, read
from tests.test_bad_sources import SETTINGS


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write the small vocabulary into a project."""
    for name, content in {**files_of(VOCABULARY), "learnbrief.yml": SETTINGS}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def new(project: Path, *arguments: str, answers: str = "") -> Result:
    """Run the command in a project, on a fixed day."""
    command = ["new", *arguments, "--source", str(project), "--today", "2026-01-31"]
    return CliRunner().invoke(main, command, input=answers)


def site_of(project: Path, *, drafts: bool = False) -> Site:
    """Build a project."""
    gathered = gather(project)
    return build(Inputs(gathered.sources, gathered.templates, TODAY, drafts, problems=tuple(gathered.problems)))


def begun(project: Path) -> Path:
    """Give the one briefing in a project."""
    (path,) = (path for path in (project / "briefings").iterdir() if not path.name.startswith("_"))
    return path


def fill(path: Path) -> None:
    """Write something at each marked place, and take the draft's line away."""
    text = re.sub(r"(?m)^status: draft.*\n", "", path.read_text("utf-8"))
    path.write_text(re.sub(r"FILL IN: ", "Said plainly, ", text.replace(" # FILL IN", " # filled in")), "utf-8")


GIVEN = ("What we saw", "--kind", "dip-sample", "--partnership", "example")


@pytest.mark.parametrize("form", ["md", "yml"])
def test_a_briefing_passes_once_it_is_filled_in(project: Path, form: str) -> None:
    """A new briefing is a draft without a problem, and once its marked places are filled it can be published."""
    result = new(project, *GIVEN, "--format", form)
    assert result.exit_code == 0, result.output
    path = begun(project)
    assert path.name == f"2026-01-example-what-we-saw.{form}"
    assert path.as_posix() in result.output.replace("\\", "/")
    assert site_of(project).problems == ()
    assert site_of(project).briefings == 0
    fill(path)
    site = site_of(project)
    assert (site.problems, site.briefings, site.points) == ((), 1, 4)


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    """A new briefing gives the same page in either form."""
    pages = []
    for form in ("md", "yml"):
        project = tmp_path / form
        (project / "briefings").mkdir(parents=True)
        for name, content in files_of(VOCABULARY).items():
            (project / name).write_bytes(content)
        assert new(project, *GIVEN, "--format", form).exit_code == 0
        pages.append(site_of(project, drafts=True).files["briefings/2026-01-example-what-we-saw/index.html"])
    assert pages[0] == pages[1]


@pytest.mark.parametrize("form", ["md", "yml"])
def test_what_is_not_filled_in_is_not_published(project: Path, form: str) -> None:
    """Every marked place is an error of its own in a briefing that is no draft."""
    assert new(project, *GIVEN, "--topics", "", "--format", form).exit_code == 0
    path = begun(project)
    path.write_text(re.sub(r"(?m)^status: draft.*\n", "", path.read_text("utf-8")), "utf-8")
    found = [(problem.at.line, problem.code) for problem in site_of(project).problems]
    lines = path.read_text("utf-8").splitlines()
    marked = [(number, "unfilled") for number, line in enumerate(lines, 1) if "FILL IN:" in line]
    assert len(marked) == 8
    assert found == marked


def test_what_is_not_given_is_asked_for(project: Path) -> None:
    """Kind, partnership, date and themes are asked for, with the choices listed; a wrong answer is asked again."""
    result = new(project, "Neglect", answers="99\n4\nOther Safeguarding Partnership\nMarch\n2025/26\nGDPR, neglect\n")
    assert result.exit_code == 0, result.output
    assert "dip-sample" in result.output
    path = begun(project)
    assert path.name == "2025-04-other-neglect.md"
    text = path.read_text("utf-8")
    for line in ("kind: dip-sample", "partnership: other", "held: 2025/26", "topics: [information-sharing, neglect]"):
        assert f"\n{line}\n" in text


def test_themes_that_the_title_speaks_of_are_proposed(project: Path) -> None:
    """Left without an answer, the themes are those in the title."""
    assert new(project, "Chronic neglect and GDPR", *GIVEN[1:]).exit_code == 0
    assert "topics: [neglect, information-sharing]" in begun(project).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("Plans",), "--kind and --partnership"),
        (("Plans", "--kind", "dip-sample"), "--partnership"),
        (("Plans", "--partnership", "example"), "--kind"),
    ],
)
def test_without_answers_the_missing_options_are_named(project: Path, arguments: tuple[str, ...], named: str) -> None:
    """Where nobody answers, one line names what is missing, and nothing is written."""
    result = new(project, *arguments)
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert named in result.output
    assert all(path.name.startswith("_") for path in (project / "briefings").iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        (*GIVEN[:2], "dip", *GIVEN[3:]),
        (*GIVEN[:4], "nobody"),
        (*GIVEN, "--held", "March"),
        (*GIVEN, "--topics", "plan"),
        (*GIVEN, "--format", "docx"),
        ("", *GIVEN[1:]),
        ("Plans\x1b", *GIVEN[1:]),
        GIVEN[1:],
    ],
)
def test_a_wrong_command_line_is_named(project: Path, arguments: tuple[str, ...]) -> None:
    """What cannot be is an error of the command line, and nothing is written."""
    result = new(project, *arguments)
    assert result.exit_code == 2, result.output
    assert all(path.name.startswith("_") for path in (project / "briefings").iterdir())


@pytest.mark.parametrize("form", ["md", "yml"])
def test_nothing_is_written_over(project: Path, form: str) -> None:
    """A briefing at the same address, in either form, stays as it is."""
    assert new(project, *GIVEN).exit_code == 0
    path = begun(project)
    path.write_text("mine", "utf-8")
    result = new(project, *GIVEN, "--format", form)
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert begun(project).read_text("utf-8") == "mine"


def test_without_a_partnership_there_is_no_briefing(tmp_path: Path) -> None:
    """Who publishes must be known first."""
    (tmp_path / "briefings").mkdir()
    result = new(tmp_path, *GIVEN)
    assert (result.exit_code, result.output.count("\n")) == (1, 1)


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1).map(str.strip).filter(bool))
def test_any_title_is_read_back(title: str) -> None:
    """Whatever a title holds, its briefing's source says the same."""
    front = f"---\ntitle: {yaml_text(title)}\npartnership: example\n---\n"
    library, problems = read(briefing_project("", front=front))
    assert {code for _, code in codes(problems)} == {"missing-field"}
    assert [briefing.title for briefing in library.unfinished] == [title]


# A whole project


def test_a_new_project_has_no_problem() -> None:
    """What a project begins with builds at once, the example included; only themes that wait for use get a hint."""
    files = project_files()
    sources = {name: content for name, content in files.items() if name.startswith(("briefings/", "learnbrief.yml"))}
    gathered = gather(Path(__file__).parent)
    site = build(Inputs(sources, gathered.templates, TODAY))
    assert (site.problems, site.briefings) == ((), 1)
    assert {hint.code for hint in site.hints} == {"unraised-theme"}


def test_a_project_begins_in_an_empty_folder_only(tmp_path: Path) -> None:
    """A folder that holds anything but `.git` is refused, what it holds is named, and nothing is written."""
    folder = tmp_path / "mine"
    (folder / ".git").mkdir(parents=True)
    assert CliRunner().invoke(main, ["new", "--site", str(folder)]).exit_code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path.relative_to(folder).as_posix() for path in before} == set(project_files())
    result = CliRunner().invoke(main, ["new", "--site", str(folder)])
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert "README.md" in result.output
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    (tmp_path / "file").write_text("mine", "utf-8")
    assert CliRunner().invoke(main, ["new", "--site", str(tmp_path / "file")]).exit_code == 1
