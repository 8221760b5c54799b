"""The command line: what it does, what it says, and with which exit status it ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from learnbrief.cli import main
from tests.support import FRONT, VOCABULARY, put

ROOT = Path(__file__).parent.parent
STATEMENT = """--- learnbrief.yml
accessibility:
  conformance: full
  tested: 2026-01-01
  method: by hand
  contact: name@example.org
  response: soon
"""
GOOD = f"{VOCABULARY}{STATEMENT}--- briefings/a.md\n{FRONT}## Findings\n\n- A point. #plans #information-sharing\n"
WARNED = GOOD.replace(STATEMENT, "")
BROKEN = f"{WARNED}--- briefings/b.md\n{FRONT.replace('[neglect]', '[neglekt]')}## Findings\n\n- Another. #plan\n"
TODAY = ("--today", "2026-01-31")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own CI out of the tests."""
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def run(*arguments: str) -> Result:
    """Run the program in this process; anything but an exit is a crash."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def tree(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def one_line(result: Result) -> str:
    """Give what was said of work that could not be done: one line, on standard error."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line


# Exit statuses


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        (GOOD, (), 0),
        (GOOD, ("build",), 0),
        (GOOD, ("--strict",), 0),
        (GOOD, ("check",), 0),
        (GOOD, ("check", "--strict"), 0),
        (WARNED, ("build",), 0),
        (WARNED, ("check",), 0),
        (WARNED, ("build", "--strict"), 1),
        (WARNED, ("check", "--strict"), 1),
        (BROKEN, ("build",), 1),
        (BROKEN, ("check",), 1),
        (GOOD, ("build", "--no-such-option"), 2),
        (GOOD, ("no-such-command",), 2),
        (GOOD, ("build", "extra"), 2),
        (GOOD, ("build", "--format", "xml"), 2),
        (GOOD, ("build", "--source"), 2),
    ],
)
def test_exit_status(folder: Path, text: str, arguments: tuple[str, ...], status: int) -> None:
    """0 is done, 1 is that the sources have errors (when strict, warnings), 2 that the command line is wrong."""
    put(folder, text)
    dated = (*arguments, *TODAY) if status < 2 else arguments
    assert run(*dated).exit_code == status


@pytest.mark.parametrize("arguments", [(), ("--out", "site"), ("--out=site", "--strict"), ("build", "--out", "site")])
def test_build_is_the_default(folder: Path, arguments: tuple[str, ...]) -> None:
    """Where no command is named, with options or without, the site is built."""
    put(folder, GOOD)
    assert run(*arguments).exit_code == 0
    assert (folder / "site/index.html").is_file()


@pytest.mark.parametrize("flag", ["-h", "--help", "--version"])
def test_help_and_version_build_nothing(folder: Path, flag: str) -> None:
    """Asking for help or for the version is no build."""
    put(folder, GOOD)
    assert run(flag).exit_code == 0
    assert not (folder / "site").exists()


DOCUMENTED = {
    "build": ("--source", "--out", "--base-url", "--drafts", "--today", "--strict", "--no-cache", "--format"),
    "check": ("--source", "--today", "--drafts", "--strict", "--format", "PATHS"),
}


@pytest.mark.parametrize("command", DOCUMENTED)
def test_help_names_every_option(command: str) -> None:
    """What the contract says a command takes stands in its `--help`."""
    shown = run(command, "--help").stdout
    assert [option for option in DOCUMENTED[command] if option not in shown] == []
    assert command in run("--help").stdout


# What cannot be done


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("source", ["nowhere", "file", "empty"])
def test_a_missing_source(folder: Path, command: str, source: str) -> None:
    """A project that is not there, is a file, or has no briefings is named in one line."""
    (folder / "file").write_text("")
    (folder / "empty").mkdir()
    assert source in one_line(run(command, "--source", source))


@pytest.mark.parametrize("out", [".", "briefings", "briefings/site", "..", "learnbrief.yml", "/", "taken"])
def test_a_refused_output_folder(folder: Path, out: str) -> None:
    """An output folder that is or holds the sources, or is a file, is refused in one line and nothing changes."""
    put(folder, GOOD)
    (folder / "taken").write_text("theirs")
    before = tree(folder.parent)
    assert "--out" in one_line(run("build", "--out", out))
    assert tree(folder.parent) == before


def test_an_output_folder_that_leads_in_a_circle(folder: Path) -> None:
    """An output folder that is a link to itself is one line."""
    put(folder, GOOD)
    (folder / "site").symlink_to("site")
    one_line(run("build"))


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_source_that_leads_in_a_circle(folder: Path, command: str) -> None:
    """A project that is a link to itself is one line."""
    (folder / "circle").symlink_to("circle")
    assert "circle" in one_line(run(command, "--source", "circle"))


@pytest.mark.parametrize("arguments", [("--source", "nowhere"), ("--out", "briefings")])
def test_json_of_what_cannot_be_done(folder: Path, arguments: tuple[str, ...]) -> None:
    """Where nothing was looked at there is no JSON: the one line and the exit status say it."""
    put(folder, GOOD)
    one_line(run("build", "--format", "json", *arguments))


def test_a_file_name_in_the_output_forges_nothing(folder: Path) -> None:
    """The name of a file in the way is shown escaped."""
    put(folder, GOOD)
    (folder / "site/index.html").mkdir(parents=True)
    (folder / "site/index.html/a\n##[error]forged").write_text("theirs")
    assert "##[" not in one_line(run("build", *TODAY))


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "31/01/2026", "2026", ""])
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_day_that_is_none(folder: Path, command: str, day: str) -> None:
    """A `--today` that is no day is a mistake of the command line."""
    put(folder, GOOD)
    result = run(command, "--today", day)
    assert result.exit_code == 2
    assert "2026-01-31" in result.stderr
    assert not (folder / "site").exists()


@pytest.mark.parametrize("epoch", ["soon", "1e9", "9" * 30, "-" + "9" * 30])
def test_an_epoch_that_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """A SOURCE_DATE_EPOCH that is no number of seconds is named in one line."""
    put(folder, GOOD)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert "SOURCE_DATE_EPOCH" in one_line(run("build"))


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "https://", "https://a b", "javascript:x"])
def test_a_base_url_that_is_none(folder: Path, address: str) -> None:
    """A `--base-url` that is no web address is a mistake of the command line, as it is one of the settings."""
    put(folder, GOOD)
    assert run("build", "--base-url", address).exit_code == 2


def test_no_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home folder, as containers have, can build."""
    put(folder, GOOD)

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert run("build", *TODAY).exit_code == 0


# What is written


def test_errors_leave_the_output_as_it_was(folder: Path) -> None:
    """With any error the old site stays, to the byte; with --strict, with any warning too."""
    put(folder, GOOD)
    run("build", *TODAY)
    (folder / "site/CNAME").write_text("example.org")
    before = tree(folder / "site")
    put(folder, BROKEN)
    assert run("build", *TODAY).exit_code == 1
    assert tree(folder / "site") == before
    put(folder, WARNED)
    (folder / "briefings/b.md").unlink()
    (folder / "learnbrief.yml").unlink()
    assert run("build", "--strict", *TODAY).exit_code == 1
    assert tree(folder / "site") == before


@pytest.mark.parametrize("text", [GOOD, BROKEN])
def test_check_writes_nothing(folder: Path, text: str) -> None:
    """`check` leaves the disk as it found it."""
    put(folder, text)
    before = tree(folder.parent)
    run("check")
    assert tree(folder.parent) == before


def test_source_and_out(folder: Path) -> None:
    """`--source` names the project and `--out` the site's place, each from where one stands."""
    put(folder / "deep/project", GOOD)
    assert run("build", "--source", "deep/project", "--out", "www").exit_code == 0
    assert {path.name for path in folder.iterdir()} == {"deep", "www"}


def test_base_url_stands_in_for_the_setting(folder: Path) -> None:
    """`--base-url` says where the site will stand, a slash at its end or none."""
    put(folder, GOOD)
    run("build", "--base-url", "https://example.org/learning/")
    assert "<loc>https://example.org/learning/briefings/a/</loc>" in (folder / "site/sitemap.xml").read_text("utf-8")


# Problems, as they are shown


PLACES = [
    ("briefings/b.md", 8, "error", "unknown-theme"),
    ("briefings/b.md", 12, "error", "unknown-theme"),
    ("learnbrief.yml", 1, "warning", "accessibility-missing"),
]


def test_text(folder: Path) -> None:
    """Every problem is one line on standard error: file, line, column, severity, code, message."""
    put(folder, BROKEN)
    result = run("check")
    lines = result.stderr.splitlines()
    assert lines[0].startswith("briefings/b.md:8:10: error[unknown-theme] ")
    assert 'Did you mean "neglect"?' in lines[0]
    assert [line.split(" ")[1] for line in lines] == [f"{severity}[{code}]" for _, _, severity, code in PLACES]
    assert "2 errors and 1 warning" in result.stdout


@pytest.mark.parametrize(
    ("command", "text"), [("build", GOOD), ("build", WARNED), ("build", BROKEN), ("check", GOOD), ("check", BROKEN)]
)
def test_json_is_all_of_standard_output(folder: Path, command: str, text: str) -> None:
    """With --format json standard output is one document, whatever is said to people elsewhere."""
    put(folder, text)
    found = json.loads(run(command, "--format", "json", *TODAY).stdout)["problems"]
    expected = {GOOD: [], WARNED: PLACES[2:], BROKEN: PLACES}[text]
    assert [(row["file"], row["line"], row["severity"], row["code"]) for row in found] == expected
    assert all(row.keys() == {"file", "line", "column", "severity", "code", "message"} for row in found)


def test_github(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With --format github the text comes with annotations, errors first, and a summary behind what stands there."""
    put(folder, BROKEN.replace("briefings/b.md", "briefings/z.md"))
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    result = run("check", "--format", "github")
    commands = [line for line in result.stdout.splitlines() if line.startswith("::")]
    assert commands[0].startswith("::error file=briefings/z.md,line=8,col=10,title=unknown-theme::")
    assert [command.split(" ")[0] for command in commands] == ["::error", "::error", "::warning"]
    assert len(result.stderr.splitlines()) == 3
    written = summary.read_text("utf-8")
    assert written.startswith("before\n")
    assert [written.count(code) for code in ("unknown-theme", "accessibility-missing")] == [2, 1]


def test_github_without_a_summary(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the host gives no place for a summary none is written; one that cannot be written is no crash."""
    put(folder, GOOD)
    assert run("check", "--format", "github").exit_code == 0
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no/such/folder.md"))
    result = run("check", "--format", "github")
    assert result.exit_code in (0, 1)
    assert "no/such/folder.md" in result.stderr


@pytest.mark.parametrize("name", ["a\n::error::forged.md", "a\r::error::forged.md", "a\x1b[31m.md", "a\u2028b.md"])
@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_a_file_name_forges_nothing(folder: Path, form: str, name: str) -> None:
    """Control characters in a file's name are shown escaped: no line, colour or workflow command comes of them."""
    put(folder, GOOD)
    (folder / "briefings" / name).write_text("no briefing")
    assert_nothing_forged(run("check", "--format", form))


@pytest.mark.parametrize("name", ["\\n::error::forged", "\\r::error::forged", "\\e[31mred", "\\u2028::error::forged"])
@pytest.mark.parametrize("form", ["text", "github", "json"])
@pytest.mark.parametrize("key", ["kind", "partnership", "held", "status", "topics", "slug", "no-such-field"])
def test_a_field_forges_nothing(folder: Path, form: str, name: str, key: str) -> None:
    """Control characters that YAML lets into a value are shown escaped where a message quotes it."""
    lines = [line for line in FRONT.splitlines() if not line.startswith(f"{key}:")]
    front = "\n".join([*lines[:-1], f'{key}: "{name}"', "---", ""])
    put(folder, f"{VOCABULARY}--- briefings/a.md\n{front}")
    result = run("check", "--format", form)
    assert result.exit_code == 1
    assert_nothing_forged(result)


def test_a_source_runs_no_old_workflow_command(folder: Path) -> None:
    """GitHub's runner still obeys its first form of commands, `##[name]`, and that anywhere in a line."""
    put(folder, GOOD.replace("[neglect]", '["##[warning]forged"]'))
    result = run("check", "--format", "github")
    assert "##[" not in result.stdout + result.stderr


def assert_nothing_forged(result: Result) -> None:
    """Hold both streams to it: no bare control character, no command but our own, every line one that we begin."""
    text = result.stdout + result.stderr
    assert not [
        letter for letter in text if letter != "\n" and (ord(letter) < 32 or letter in "\x7f\x85\u2028\u2029")
    ]
    assert not [
        line
        for line in text.split("\n")
        if line.startswith("::") and not line.startswith(("::error file=", "::warning file=", "::notice file="))
    ]
    known = ("briefings/", "learnbrief.yml:", "::", "{", "}", " ", "No problems", "Nothing", *"123456789")
    assert not [line for line in result.stderr.split("\n") if line and not line.startswith(known)]


def test_bytes_in_a_file_name(folder: Path) -> None:
    """A file whose name is no text is a problem in every format, not a crash."""
    put(folder, GOOD)
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/briefings/\xff.md")).write_text("no briefing")
    except OSError:
        pytest.skip("this file system has names of text only")
    for form in ("text", "json", "github"):
        assert run("check", "--format", form).exit_code == 1


# What an owner makes of advice

HEADINGS = GOOD.replace("## Findings", "## Findings and recommendations")


@pytest.mark.parametrize(
    ("weight", "command", "status", "said"),
    [
        ("off", ("check", "--strict"), 0, ""),
        ("hint", ("check", "--strict"), 0, "hint[two-roles]"),
        ("hint", ("build", "--strict"), 0, ""),
        ("warning", ("check", "--strict"), 1, "warning[two-roles]"),
        ("warning", ("build",), 0, "warning[two-roles]"),
        ("error", ("build",), 1, "error[two-roles]"),
    ],
)
def test_what_an_owner_makes_of_advice(
    folder: Path, weight: str, command: tuple[str, ...], status: int, said: str
) -> None:
    """Advice can be turned off, and made a hint, a warning or an error; hints are shown by `check` and never fail."""
    put(folder, HEADINGS.replace(STATEMENT, f"{STATEMENT}checks:\n  two-roles: {weight}\n"))
    result = run(*command, *TODAY)
    assert result.exit_code == status
    assert [line for line in result.stderr.splitlines() if "two-roles" in line and said not in line] == []
    assert ("two-roles" in result.stderr) is bool(said)


def test_gitlab(folder: Path) -> None:
    """With --format gitlab standard output is one report; the problems stand as text on standard error."""
    put(folder, BROKEN)
    result = run("check", "--format", "gitlab", *TODAY)
    assert [(row["location"]["path"], row["check_name"]) for row in json.loads(result.stdout)] == [
        (file, code) for file, _, _, code in PLACES
    ]
    assert result.stderr.count("unknown-theme") == 2
    assert result.exit_code == 1


# What is looked at


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        ([], 3),
        (["briefings/b.md"], 2),
        (["briefings/a.md"], 0),
        (["briefings"], 2),
        (["learnbrief.yml", "briefings/a.md"], 1),
        (["."], 3),
    ],
)
def test_check_paths(folder: Path, paths: list[str], found: int) -> None:
    """With paths only the problems in those files and folders are shown, and only they decide."""
    put(folder, BROKEN)
    (folder / "learnbrief.yml").write_text("title: A\n")
    result = run("check", "--format", "json", *TODAY, *paths)
    problems = json.loads(result.stdout)["problems"]
    assert len(problems) == found
    assert result.exit_code == int(any(problem["severity"] == "error" for problem in problems))


def test_check_path_below_the_source(folder: Path) -> None:
    """A path may be given from where one stands or from the source folder."""
    put(folder / "project", BROKEN)
    for path in ("project/briefings/b.md", "briefings/b.md"):
        assert run("check", "--source", "project", path).exit_code == 1


def test_check_path_that_is_a_link(folder: Path) -> None:
    """A source that is a link is checked under its own name."""
    put(folder, BROKEN)
    (folder / "briefings/c.md").symlink_to("b.md")
    result = run("check", "--format", "json", "briefings/c.md")
    assert {problem["file"] for problem in json.loads(result.stdout)["problems"]} == {"briefings/c.md"}


@pytest.mark.parametrize("form", ["a link", "a folder that is a link", "a real path", "a broken link"])
def test_check_paths_over_links(folder: Path, form: str) -> None:
    """A path finds its problems whichever links lead to it: in the project, to the project, or from elsewhere."""
    put(folder / "real", BROKEN)
    source, path = folder / "real", folder / "real/briefings/b.md"
    if form == "a link":
        path = folder / "elsewhere.md"
        path.symlink_to("real/briefings/b.md")
    elif form == "a folder that is a link":
        (source / "briefings").rename(source / "texts")
        (source / "briefings").symlink_to("texts")
    elif form == "a real path":
        (folder / "linked").symlink_to("real")
        source = folder / "linked"
    else:
        path.unlink()
        path.symlink_to("b.md")
    found = json.loads(run("check", "--format", "json", "--source", str(source), str(path)).stdout)["problems"]
    assert {problem["file"] for problem in found} == {"briefings/b.md"}


def test_check_path_that_is_not_there(folder: Path) -> None:
    """A path that leads to nothing in the project is named in one line."""
    put(folder, GOOD)
    assert "briefings/z.md" in one_line(run("check", "briefings/z.md"))
    assert ".." in one_line(run("check", ".."))


# The day, and what it hides

DRAFT = f"--- briefings/b.md\n{FRONT.replace('summary', 'status: draft' + chr(10) + 'summary')}"
EMBARGOED = f"--- briefings/c.md\n{FRONT.replace('2022-06-01', '2026-02-01')}"


def built_briefings(folder: Path) -> set[str]:
    """Give the slugs of the briefings that have a page."""
    return {path.parent.name for path in folder.glob("site/briefings/*/index.html")}


def test_drafts(folder: Path) -> None:
    """--drafts shows drafts and embargoed briefings, each marked; without it neither is there."""
    put(folder, GOOD + DRAFT + EMBARGOED)
    run("build", *TODAY)
    assert built_briefings(folder) == {"a"}
    run("build", "--drafts", *TODAY)
    assert built_briefings(folder) == {"a", "b", "c"}
    assert "draft" in (folder / "site/briefings/b/index.html").read_text("utf-8")
    assert "embargo until 1 February 2026" in (folder / "site/briefings/c/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("today", "epoch", "is_out"),
    [
        ("2026-01-31", None, False),
        ("2026-02-01", None, True),
        (None, "1769903999", False),
        (None, "1769904000", True),
        ("2026-01-31", "1769904000", False),
        ("2026-02-01", "0", True),
    ],
    ids=["the day before", "the day", "a second before, UTC", "midnight, UTC", "--today first", "--today alone"],
)
def test_what_day_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, today: str | None, epoch: str | None, is_out: bool
) -> None:
    """--today decides what is embargoed; without it SOURCE_DATE_EPOCH, read as UTC."""
    put(folder, GOOD + EMBARGOED)
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    run("build", *(("--today", today) if today else ()))
    assert ("c" in built_briefings(folder)) is is_out


# build.py, as a process of its own


def python(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this Python by itself."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_build_py_builds(folder: Path) -> None:
    """`python build.py` is the program, and works in the folder where one stands."""
    put(folder, BROKEN)
    result = python(str(ROOT / "build.py"), "check", cwd=folder)
    assert (result.returncode, result.stderr.count("error[unknown-theme]")) == (1, 2)
    put(folder, GOOD + f"--- briefings/b.md\n{FRONT}")
    assert python(str(ROOT / "build.py"), cwd=folder).returncode == 0
    assert (folder / "site/index.html").is_file()


def test_build_py_without_its_libraries(folder: Path, tmp_path: Path) -> None:
    """Where Python's libraries are missing, one line says so and what to do."""
    shutil.copytree(ROOT / "learnbrief", tmp_path / "bare/learnbrief", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", tmp_path / "bare")
    result = python("-S", "-E", "build.py", cwd=tmp_path / "bare")
    (line,) = result.stderr.splitlines()
    assert result.returncode == 1
    assert "make site" in line


def test_the_locale_changes_nothing(folder: Path) -> None:
    """A machine that knows ASCII only says the same and builds the same bytes."""
    put(folder, GOOD.replace("A point.", "Café – “quoted”."))
    program = str(ROOT / "build.py")
    assert python(program, "--out", "plain", *TODAY, cwd=folder, LC_ALL="C", PYTHONUTF8="0").returncode == 0
    assert python(program, "--out", "utf", *TODAY, cwd=folder, LC_ALL="C.UTF-8", TZ="Asia/Tokyo").returncode == 0
    assert tree(folder / "plain") == tree(folder / "utf")
