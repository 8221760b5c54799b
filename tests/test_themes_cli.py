"""The commands about themes: what they print, what they write, and what they say of an editor's mistake."""

import errno
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from learnbrief.cli import main
from learnbrief.files import RewritingError, rewrite
from tests.support import FRONT, VOCABULARY, put

PROJECT = f"""{VOCABULARY}--- briefings/a.md
{FRONT}## Findings

- Plans were late.
- Information was shared. #information-sharing
--- briefings/more/b.yml
title: Plans in Example
partnership: example
kind: multi-agency-audit
held: 2021
published: 2021-06-01
summary: What an audit of plans taught.
topics: [plans]
sections:
  - heading: Findings
    points:
      - GDPR was a worry.
      - Chronic neglect went on.
"""
BROKEN = f"{PROJECT}--- briefings/c.md\n{FRONT.replace('Neglect in', 'More in')}## Findings\n\n- One. #plan\n"
TODAY = ("--today", "2026-01-31")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, without the machine's own day."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run a command about themes in this process; anything but an exit is a crash."""
    result = CliRunner().invoke(main, ("themes", *arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def contents(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_list_counts_points_and_briefings(folder: Path) -> None:
    """Every theme stands in the list with how many visible points and briefings raise it, in columns."""
    put(folder, PROJECT)
    assert run("list", *TODAY).stdout.splitlines() == [
        "id                   label                points  briefings",
        "information-sharing  Information sharing       1          1",
        "neglect              Neglect                   2          1",
        "plans                Plans                     2          1",
    ]


def test_list_counts_what_readers_see_on_the_day(folder: Path) -> None:
    """A briefing that is not out yet counts for nothing."""
    put(folder, PROJECT)
    lines = run("list", "--today", "2021-12-31").stdout.splitlines()
    assert [line.split()[-2:] for line in lines[1:]] == [["0", "0"], ["0", "0"], ["2", "1"]]


def test_unused_names_what_nobody_raises(folder: Path) -> None:
    """Only themes without any point or briefing are unused, and it is said when there are none."""
    put(folder, PROJECT)
    assert "Every theme is raised" in run("unused", *TODAY).stdout
    lines = run("unused", "--today", "2021-12-31").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["id", "information-sharing", "neglect"]


@pytest.mark.parametrize(("command", "ids"), [("list", ["information-sharing", "neglect", "plans"]), ("unused", [])])
def test_json_holds_the_same(folder: Path, command: str, ids: list[str]) -> None:
    """With --format json one document is printed, for programs."""
    put(folder, PROJECT)
    themes = json.loads(run(command, "--format", "json", *TODAY).stdout)["themes"]
    assert [theme["id"] for theme in themes] == ids
    assert all(set(theme) == {"id", "label", "points", "briefings"} for theme in themes)


def test_suggest_names_place_theme_and_reason(folder: Path) -> None:
    """Each suggestion stands in a line: the point's file and line, the theme, and the words that matched."""
    put(folder, PROJECT)
    before = contents(folder)
    result = run("suggest", "briefings")
    assert result.exit_code == 0
    first, second, third, count = result.stdout.splitlines()
    assert first == 'briefings/a.md:12: plans: "Plans" is its label; only one ordinary word, so look twice'
    assert second == 'briefings/more/b.yml:11: information-sharing: "GDPR" is another word for it'
    assert third == 'briefings/more/b.yml:12: neglect: "Chronic neglect" is another word for it'
    assert count.startswith("3 tags suggested for 3 learning points.")
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("briefings/a.md", ["briefings/a.md"]),
        ("briefings/more", ["briefings/more/b.yml"]),
        ("briefings/more/", ["briefings/more/b.yml"]),
        (".", ["briefings/a.md", "briefings/more/b.yml"]),
    ],
)
def test_write_adds_tags_to_what_was_asked_for(folder: Path, path: str, files: list[str]) -> None:
    """--write changes the briefings at PATH by the suggested tags, and no other file."""
    put(folder, PROJECT)
    before = contents(folder)
    result = run("suggest", path, "--write")
    assert (result.exit_code, result.stderr) == (0, "")
    after = contents(folder)
    assert [name for name in after if after[name] != before.get(name)] == files
    assert [f"{file}: added" in result.stdout for file in files] == [True] * len(files)
    assert run("suggest", path).stdout == "No tags to suggest.\n"


def test_write_keeps_every_other_byte(folder: Path) -> None:
    """What is written is the old file with the tags at the ends of the points."""
    put(folder, PROJECT)
    old = (folder / "briefings/more/b.yml").read_bytes()
    run("suggest", "briefings", "--write")
    expected = old.replace(b"worry.", b"worry. #information-sharing").replace(b"went on.", b"went on. #neglect")
    assert (folder / "briefings/more/b.yml").read_bytes() == expected


def test_source_names_another_project(folder: Path) -> None:
    """With --source, PATH may be given from the project's folder."""
    put(folder / "elsewhere", PROJECT)
    assert run("suggest", "briefings/a.md", "--source", "elsewhere").stdout.startswith("briefings/a.md:12: ")
    assert run("suggest", "elsewhere/briefings/a.md", "--source", "elsewhere", "--write").exit_code == 0
    assert b"late. #plans\n" in (folder / "elsewhere/briefings/a.md").read_bytes()


def test_what_cannot_be_edited_is_said(folder: Path) -> None:
    """A point that is left as it is is named with its line and the reason; the others get their tags."""
    put(folder, PROJECT.replace("- Plans were late.", "- > Plans were late.\n- A plan."))
    result = run("suggest", "briefings/a.md", "--write")
    assert result.exit_code == 0
    assert result.stderr.startswith("briefings/a.md:12: left as it is: ")
    assert b"- > Plans were late.\n- A plan. #plans\n" in (folder / "briefings/a.md").read_bytes()


def test_a_refused_file_is_said(folder: Path) -> None:
    """A file that would be read differently with the tags stays as it was, and the exit status is 1."""
    put(folder, PROJECT.replace("- Plans were late.", "- Plans were late\n  1."))
    before = contents(folder)
    result = run("suggest", "briefings/a.md", "--write")
    assert result.exit_code == 1
    assert result.stderr.startswith("briefings/a.md: left as it is: ")
    assert contents(folder) == before


def test_a_file_that_cannot_be_written_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses one file, that is said in a line, no file is changed, and the exit status is 1."""
    put(folder, PROJECT)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    replace = Path.replace

    def refuse_one(path: Path, target: Path) -> Path:
        if target.name == "b.yml":
            raise PermissionError(errno.EACCES, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse_one)
    result = run("suggest", "briefings", "--write")
    assert result.exit_code == 1
    said = "left as it is: permission denied. So no file was changed."
    assert result.stderr == f"briefings/more/b.yml: {said}\n"
    assert "added" not in result.stdout
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("nowhere", "nowhere"),
        ("briefings/nowhere.md", "nowhere.md"),
        ("briefings/_themes.yml", "no briefing at"),
        ("..", "nothing at"),
    ],
)
def test_an_unknown_path(folder: Path, path: str, word: str) -> None:
    """A PATH at which there is no briefing of the project is named in one line."""
    put(folder, PROJECT)
    result = run("suggest", path)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert word in line


@pytest.mark.parametrize(
    "arguments", [("list",), ("unused",), ("suggest", "briefings"), ("suggest", "briefings/c.md")]
)
def test_broken_sources(folder: Path, arguments: tuple[str, ...]) -> None:
    """Where the sources asked for have errors, these are printed and nothing else is done."""
    put(folder, BROKEN)
    before = contents(folder)
    result = run(*arguments, *(("--write",) if "suggest" in arguments else ()))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "briefings/c.md:12:8: error[unknown-theme]" in result.stderr
    assert contents(folder) == before


def test_errors_elsewhere_are_no_obstacle(folder: Path) -> None:
    """An error in another briefing keeps nobody from tagging this one; one in the vocabulary does."""
    put(folder, BROKEN)
    assert run("suggest", "briefings/a.md").exit_code == 0
    put(folder, f"{PROJECT}--- briefings/_themes.yml\nneglect: 5\n")
    result = run("suggest", "briefings/a.md")
    assert result.exit_code == 1
    assert "briefings/_themes.yml:1:" in result.stderr


@pytest.mark.parametrize("arguments", [("list",), ("unused",), ("suggest", "x")])
def test_no_project(arguments: tuple[str, ...]) -> None:
    """Where there is no project, that is said in one line."""
    result = run(*arguments)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("arguments", [("suggest",), ("suggest", "x", "--no"), ("list", "--today", "soon"), ("no",)])
def test_a_wrong_command_line(folder: Path, arguments: tuple[str, ...]) -> None:
    """What the command line alone has wrong ends with 2."""
    put(folder, PROJECT)
    assert run(*arguments).exit_code == 2


def test_rewriting_is_all_or_nothing(folder: Path) -> None:
    """A file that no longer holds what was read, or is none, stays; nothing is left beside it."""
    path = folder / "a.md"
    path.write_bytes(b"new")
    with pytest.raises(RewritingError, match="run the command again"):
        rewrite(path, b"old", b"newer")
    with pytest.raises(RewritingError, match="is a directory"):
        rewrite(folder, b"", b"newer")
    assert contents(folder) == {"a.md": b"new"}


def test_rewriting_keeps_permissions_and_links(folder: Path) -> None:
    """The new file has the old one's permissions, and a link goes on leading to it."""
    path, link = folder / "a.md", folder / "b.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to("a.md")
    rewrite(link, b"old", b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777, link.is_symlink()) == (b"new", 0o640, True)
