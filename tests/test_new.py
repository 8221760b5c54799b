"""`new` begins briefings and projects that want nothing but to be filled in."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from learnbrief.build import Inputs, Site
from learnbrief.cache.program import program_files
from learnbrief.cli import main
from learnbrief.editing.scaffold import ADMIN_SCRIPT, REQUIREMENTS, StartingThemes, project_files, wheel_named_in
from learnbrief.editing.scaffold.briefing import yaml_text
from learnbrief.files import gather
from learnbrief.readers import read_vocabulary
from tests.support import TODAY, VOCABULARY, briefing_project, codes, files_of, laid_out, read, table
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
    """Run the command in a project."""
    return CliRunner().invoke(main, ["new", *arguments, "--source", str(project)], input=answers)


def site_of(project: Path, *, drafts: bool = False) -> Site:
    """Build a project."""
    gathered = gather(project)
    return laid_out(Inputs(gathered.sources, gathered.templates, TODAY, drafts, problems=tuple(gathered.problems)))


def begun(project: Path) -> Path:
    """Give the one briefing in a project."""
    (path,) = (path for path in (project / "briefings").iterdir() if not path.name.startswith("_"))
    return path


FILLED = {
    "partnership": "example",
    "kind": "dip-sample",
    "held": "2026-01",
    "published": "2026-01-20",
    "topics": "[]",
}


def fill(path: Path) -> None:
    """Write something at each marked place, and take the draft's line away."""
    text = re.sub(r"(?m)^status: draft.*\n", "", path.read_text("utf-8"))
    for name, value in FILLED.items():
        text = re.sub(rf'(?m)^{name}: "FILL IN.*"$', f"{name}: {value}", text)
    path.write_text(re.sub(r"FILL IN:? ", "Said plainly, ", text), "utf-8")


def fields_of(project: Path) -> dict[str, str]:
    """Give the fields of the one briefing as they are written, each on its line."""
    return dict(re.findall(r"(?m)^([a-z]+): (.*)$", begun(project).read_text("utf-8")))


GIVEN = ("What we saw", "--kind", "dip-sample", "--partnership", "example", "--held", "2026-01")
WHOLE = (*GIVEN, "--published", "2026-01-20", "--topics", "neglect")


@pytest.mark.parametrize("form", ["md", "yml"])
@pytest.mark.parametrize("arguments", [WHOLE, ("What we saw",)], ids=["with all options", "with none"])
def test_a_briefing_passes_once_it_is_filled_in(project: Path, arguments: tuple[str, ...], form: str) -> None:
    """A new briefing is a draft without a problem, and once its marked places are filled it can be published."""
    result = new(project, *arguments, "--format", form)
    assert result.exit_code == 0, result.output
    path = begun(project)
    assert path.as_posix() in result.output.replace("\\", "/")
    waiting = site_of(project)
    assert (waiting.problems, waiting.briefings) == ((), 0)
    assert {hint.code for hint in waiting.hints} == {"to-fill-in", "unraised-theme"}
    assert (site_of(project, drafts=True).problems, site_of(project, drafts=True).briefings) == ((), 1)
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
        assert new(project, *WHOLE, "--format", form).exit_code == 0
        pages.append(site_of(project, drafts=True).files["briefings/2026-01-example-what-we-saw/index.html"])
    assert pages[0] == pages[1]


@pytest.mark.parametrize("form", ["md", "yml"])
@pytest.mark.parametrize(("arguments", "count"), [(WHOLE, 6), (("What we saw",), 11)])
def test_what_is_not_filled_in_is_not_published(
    project: Path, arguments: tuple[str, ...], count: int, form: str
) -> None:
    """Every marked place is an error of its own in a briefing that is no draft."""
    assert new(project, *arguments, "--format", form).exit_code == 0
    path = begun(project)
    path.write_text(re.sub(r"(?m)^status: draft.*\n", "", path.read_text("utf-8")), "utf-8")
    found = [(problem.at.line, problem.code) for problem in site_of(project).problems]
    lines = path.read_text("utf-8").splitlines()
    marked = [(number, "unfilled") for number, line in enumerate(lines, 1) if "FILL IN" in line]
    assert len(marked) == count
    assert found == marked


def test_what_is_not_given_is_asked_for(project: Path) -> None:
    """Kind, partnership, dates and themes are asked for, with the choices listed; a wrong answer is asked again."""
    answers = (
        "99",
        "4",
        "Other Safeguarding Partnership",
        "March",
        "2025/26",
        "never",
        "unknown",
        "plan",
        "GDPR, neglect",
    )
    result = new(project, "Neglect", answers="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    for shown in ("dip-sample  (Dip sample)", "other  (Other", "neglect  (Neglect)", 'no theme "plan"', "unknown."):
        assert shown in result.output
    assert begun(project).name == "2025-other-neglect.md"
    assert fields_of(project) | {
        "kind": "dip-sample",
        "partnership": "other",
        "held": "2025/26",
        "published": "unknown",
        "topics": "[information-sharing, neglect]",
    } == fields_of(project)


@pytest.mark.parametrize("answers", ["", "\n\n\n\n\n", "4\n"])
def test_what_nobody_answers_is_left_to_be_filled_in(project: Path, answers: str) -> None:
    """Where an answer is empty or there is none, the place is marked: no date, kind or theme is made up."""
    result = new(project, "Chronic neglect", answers=answers)
    assert result.exit_code == 0, result.output
    assert begun(project).name == "chronic-neglect.md"
    fields = fields_of(project)
    assert fields.pop("kind") == "dip-sample" if answers == "4\n" else fields.pop("kind").startswith('"FILL IN')
    assert all(fields[name].startswith('"FILL IN') for name in ("partnership", "held", "published", "topics"))
    assert not re.search(r"20\d\d", re.sub("such as .*", "", begun(project).read_text("utf-8")))


def test_themes_that_the_title_speaks_of_are_named(project: Path) -> None:
    """The question about themes names those in the title, and takes none of them by itself."""
    result = new(project, "Chronic neglect and GDPR", answers="\n" * 5)
    assert "The title speaks of neglect, information-sharing." in result.output
    assert fields_of(project)["topics"].startswith('"FILL IN')


@pytest.mark.parametrize(
    ("options", "written"),
    [
        (("example",), "example"),
        (("example,other",), "[example, other]"),
        (("other", "example"), "[other, example]"),
        (("Other Safeguarding Partnership", "ESP"), "[other, example]"),
        (("example", "example"), "example"),
    ],
)
def test_several_may_publish_together(project: Path, options: tuple[str, ...], written: str) -> None:
    """Partnerships are named by id, name or short name, in one option or several; the first names the file."""
    named = [word for option in options for word in ("--partnership", option)]
    assert new(project, "Plans", *named).exit_code == 0
    assert fields_of(project)["partnership"] == written
    assert begun(project).name == f"{written.strip('[').partition(',')[0].strip(']')}-plans.md"


def test_a_name_may_hold_a_comma(project: Path) -> None:
    """A partnership whose name holds a comma is found by it, alone and beside others; its number works as well."""
    path = project / "briefings" / "_partnerships.yml"
    more = 'borough:\n  name: "Example, Royal Borough of"\n  short: REB\n  area: Example\n'
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    result = new(project, "Plans", answers="\n3, Example,  royal borough of, ESP\n")
    assert fields_of(project)["partnership"] == "[borough, example]", result.output


@pytest.mark.parametrize(("written", "held", "name"), table("new-dates-are-taken-as-people-write-them"))
def test_dates_are_taken_as_people_write_them(project: Path, written: str, held: str, name: str) -> None:
    """A date goes into the source in the form of the contract, and into the file's name only as far as it goes."""
    result = new(project, *GIVEN[:5], "--held", written)
    assert result.exit_code == 0, result.output
    assert fields_of(project)["held"] == held
    assert begun(project).name == f"{name}-example-what-we-saw.md".strip("-")
    assert (f"Taken as {held} (" in result.output) is (held != written)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Café meetings in Österfold", "example-cafe-meetings-in-osterfold"),
        ("Llŷn", "example-llyn"),
        ("家庭", "example-briefing-a70a77c7"),
        ("Plans: who, what & when?", "example-plans-who-what-when"),
        ("x" * 200, "example-" + "x" * 60),
    ],
)
def test_a_title_with_letters_of_any_kind_gives_an_address(project: Path, title: str, name: str) -> None:
    """The file's name is made of the title's letters without their accents, and is as short as an address must be."""
    assert new(project, title, "--partnership", "example").exit_code == 0
    assert begun(project).stem == name
    assert [each.code for each in site_of(project).problems] == []


def test_without_anybody_to_ask_nothing_is_asked(project: Path) -> None:
    """Where standard input leads nowhere, no question is printed, and what is missing is marked."""
    command: list[str | Path] = [sys.executable, ROOT / "build.py", "new", "Plans", "--source", project]
    said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True, encoding="utf-8")
    assert "?" not in said.stdout
    assert said.stderr == ""
    assert fields_of(project)["kind"].startswith('"FILL IN')


@pytest.mark.parametrize(
    "arguments",
    [
        (*GIVEN[:2], "dip", *GIVEN[3:]),
        (*GIVEN[:4], "nobody"),
        (*GIVEN[:4], "example, nobody"),
        (*GIVEN, "--held", "March"),
        (*GIVEN, "--held", "October to August 2022"),
        (*GIVEN, "--published", "2022/23"),
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
    assert new(project, *WHOLE).exit_code == 0
    path = begun(project)
    path.write_text("mine", "utf-8")
    result = new(project, *WHOLE, "--format", form)
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert begun(project).read_text("utf-8") == "mine"


def test_without_a_partnership_there_is_no_briefing(tmp_path: Path) -> None:
    """Who publishes must be known first."""
    (tmp_path / "briefings").mkdir()
    result = new(tmp_path, "What we saw", "--kind", "dip-sample")
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
    files = project_files(program_files(), themes, with_admin=False)
    sources = {name: content for name, content in files.items() if name.startswith(("briefings/", "learnbrief.yml"))}
    gathered = gather(Path(__file__).parent)
    site = laid_out(Inputs(sources, gathered.templates, TODAY))
    assert (site.problems, site.briefings) == ((), 1)
    assert {hint.code for hint in site.hints} == {"unraised-theme"}


def test_a_project_begins_in_an_empty_folder_only(tmp_path: Path) -> None:
    """A folder that holds anything but `.git` is refused, what it holds is named, and nothing is written."""
    folder = tmp_path / "mine"
    (folder / ".git").mkdir(parents=True)
    assert begin(folder).exit_code == 0
    before = files_in(folder)
    assert before == project_files(program_files(), StartingThemes.SMALL, with_admin=False)
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
    assert size < 3_000_000
    assert begin(tmp_path, "--upgrade", "--with-form").exit_code == 0
    (large,) = tmp_path.glob("*.whl")
    assert large.stat().st_size > size + 5_000_000
    with pytest.MonkeyPatch.context() as patched:
        without = {name: content for name, content in program_files().items() if name != ADMIN_SCRIPT}
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
