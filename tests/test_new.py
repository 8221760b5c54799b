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
from learnbrief.program import program_files
from learnbrief.readers import read_vocabulary
from learnbrief.starter import FORM, REQUIREMENTS, StartingThemes, project_files, wheel_named_in
from learnbrief.starter.briefing import yaml_text
from tests.support import TODAY, VOCABULARY, briefing_project, codes, files_of, read
from tests.test_bad_sources import SETTINGS

ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Write the small vocabulary into a project."""
    for name, content in {**files_of(VOCABULARY), "learnbrief.yml": SETTINGS}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def new(project: Path, *arguments: str, answers: str = "") -> Result:
    """Run the command in a project, on a fixed day."""
    command = ["new", *arguments, "--source", str(project)]
    return CliRunner().invoke(main, command, input=answers)


def site_of(project: Path, *, drafts: bool = False) -> Site:
    """Build a project."""
    gathered = gather(project)
    return build(Inputs(gathered.sources, gathered.templates, TODAY, drafts, problems=tuple(gathered.problems)))


def begun(project: Path) -> Path:
    """Give the one briefing in a project."""
    (path,) = (path for path in (project / "briefings").iterdir() if not path.name.startswith("_"))
    return path


VALUES = {
    "held": "2025-11",
    "published": "unknown",
    "topics": "[plans]",
    "kind": "dip-sample",
    "partnership": "example",
}


def fill(path: Path) -> None:
    """Write something at each marked place, and take the draft's line away."""
    text = re.sub(r"(?m)^status: draft.*\n", "", path.read_text("utf-8"))
    for name, value in VALUES.items():
        text = re.sub(rf'(?m)^{name}: "FILL IN: .*"$', f"{name}: {value}", text)
    path.write_text(text.replace("FILL IN: ", "Said plainly, "), "utf-8")


GIVEN = ("What we saw", "--kind", "dip-sample", "--partnership", "example")


@pytest.mark.parametrize("form", ["md", "yml"])
def test_a_briefing_passes_once_it_is_filled_in(project: Path, form: str) -> None:
    """A new briefing is a draft without a problem, and once its marked places are filled it can be published."""
    result = new(project, *GIVEN, "--format", form)
    assert result.exit_code == 0, result.output
    path = begun(project)
    assert path.name == f"example-what-we-saw.{form}"
    assert path.as_posix() in result.output.replace("\\", "/")
    waiting = site_of(project)
    assert (waiting.problems, waiting.briefings) == ((), 0)
    assert {hint.code for hint in waiting.hints} == {"to-fill-in", "unraised-theme"}
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
        pages.append(site_of(project, drafts=True).files["briefings/example-what-we-saw/index.html"])
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
    assert len(marked) == 9
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
    ("arguments", "name", "waiting"),
    [
        (("Visits",), "visits.md", ("kind", "partnership")),
        (("Visits", "--kind", "dip-sample"), "visits.md", ("partnership",)),
        (("Visits", "--partnership", "example"), "example-visits.md", ("kind",)),
        (("Visits", "--held", "2025-11"), "2025-11-visits.md", ("kind", "partnership")),
        (("Visits", "--held", "unknown"), "visits.md", ("kind", "partnership")),
    ],
)
def test_what_nobody_answers_waits(
    project: Path, arguments: tuple[str, ...], name: str, waiting: tuple[str, ...]
) -> None:
    """Where nobody answers, the place is marked, the draft stops nothing, and no date is made up, not in a name."""
    result = new(project, *arguments)
    assert result.exit_code == 0, result.output
    path = begun(project)
    assert path.name == name
    text = path.read_text("utf-8")
    for field in (*waiting, "published", "topics"):
        assert f'\n{field}: "FILL IN: ' in text
    if "--held" in arguments:
        assert f"\nheld: {arguments[-1]}\n" in text
    assert site_of(project).problems == ()
    assert site_of(project, drafts=True).problems == ()
    fill(path)
    assert (site_of(project).problems, site_of(project).briefings) == ((), 1)


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


def begin(folder: Path, *options: str) -> Result:
    """Run the command for a whole project."""
    return CliRunner().invoke(main, ["new", "--site", str(folder), *options])


def files_in(folder: Path) -> dict[str, bytes]:
    """Read every file in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def themes_in(files: dict[str, bytes]) -> set[str]:
    """Give the ids of a project's themes."""
    return set(read_vocabulary(files, lambda problem: pytest.fail(str(problem))).themes)


@pytest.mark.parametrize("themes", StartingThemes)
def test_a_new_project_has_no_problem(themes: StartingThemes) -> None:
    """What a project begins with builds at once, the example included; only themes that wait for use get a hint."""
    files = project_files(program_files(), themes, with_form=False)
    sources = {name: content for name, content in files.items() if name.startswith(("briefings/", "learnbrief.yml"))}
    gathered = gather(Path(__file__).parent)
    site = build(Inputs(sources, gathered.templates, TODAY))
    assert (site.problems, site.briefings) == ((), 1)
    assert {hint.code for hint in site.hints} == {"unraised-theme"}


def test_a_project_begins_in_an_empty_folder_only(tmp_path: Path) -> None:
    """A folder that holds anything but `.git` is refused, what it holds is named, and nothing is written."""
    folder = tmp_path / "mine"
    (folder / ".git").mkdir(parents=True)
    assert begin(folder).exit_code == 0
    before = files_in(folder)
    assert before == project_files(program_files(), StartingThemes.SMALL, with_form=False)
    result = begin(folder)
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert "README.md" in result.output
    assert files_in(folder) == before
    (tmp_path / "file").write_text("mine", "utf-8")
    assert begin(tmp_path / "file").exit_code == 1


def test_a_project_may_begin_with_the_full_vocabulary(tmp_path: Path) -> None:
    """It is this repository's own, and the small one, whose ids it knows, comes with the line that asks for it."""
    small = begin(tmp_path / "a small one")
    full = f'new --site "{tmp_path / "a small one"}" --themes full'
    ours = themes_in({"briefings/_themes.yml": (ROOT / "briefings/_themes.yml").read_bytes()})
    assert f"{len(ours)} themes" in small.output
    assert full in small.output
    assert begin(tmp_path / "full", "--themes", "full").exit_code == 0
    assert themes_in(files_in(tmp_path / "full")) == ours > themes_in(files_in(tmp_path / "a small one"))


def test_another_copy_of_the_program_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """`--upgrade` writes the wheel and what names it, takes the old wheel away, and leaves everything else."""
    begin(tmp_path / "mine")
    now = files_in(tmp_path / "mine")
    wheel = wheel_named_in(now[REQUIREMENTS].decode())
    assert wheel in now
    older = {name: content for name, content in now.items() if name != wheel}
    older |= {"learnbrief-0.0.9+p1-py3-none-any.whl": b"", "README.md": b"ours", "learnbrief-notes.whl": b"ours too"}
    older[REQUIREMENTS] = now[REQUIREMENTS].replace(wheel.encode(), b"learnbrief-0.0.9+p1-py3-none-any.whl")
    (tmp_path / "mine" / wheel).unlink()
    for name, content in older.items():
        (tmp_path / "mine" / name).write_bytes(content)
    result = begin(tmp_path / "mine", "--upgrade")
    assert result.exit_code == 0, result.output
    assert files_in(tmp_path / "mine") == now | {"README.md": b"ours", "learnbrief-notes.whl": b"ours too"}
    assert "already" in begin(tmp_path / "mine", "--upgrade").output
    assert begin(tmp_path / "nowhere", "--upgrade").exit_code == 1
    assert not (tmp_path / "nowhere").exists()


def test_a_copy_with_the_form_is_put_in_on_demand(tmp_path: Path) -> None:
    """The wheel is small; with `--with-form` it holds the form too, and a copy without the form cannot give it."""
    begin(tmp_path)
    (small,) = tmp_path.glob("*.whl")
    size = small.stat().st_size
    assert size < 2_000_000
    assert begin(tmp_path, "--upgrade", "--with-form").exit_code == 0
    (large,) = tmp_path.glob("*.whl")
    assert large.stat().st_size > size + 5_000_000
    with pytest.MonkeyPatch.context() as patched:
        without = {name: content for name, content in program_files().items() if name != FORM}
        patched.setattr("learnbrief.cli.new_site.program_files", lambda: without)
        result = begin(tmp_path / "another", "--with-form")
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert not (tmp_path / "another").exists()


@pytest.mark.parametrize(
    "options",
    [("--themes", "full"), ("--with-form",), ("--upgrade",), ("--site", ".", "--upgrade", "--themes", "full")],
)
def test_options_that_mean_nothing_are_refused(options: tuple[str, ...], project: Path) -> None:
    """What only a whole project can have is asked for beside `--site`, and an upgrade changes no vocabulary."""
    assert new(project, *options, *([] if "--site" in options else GIVEN)).exit_code == 2
    assert all(path.name.startswith("_") for path in (project / "briefings").iterdir())
