"""The commands about lessons: what they print, what they write, and what they say of an editor's mistake."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from learnbrief.cli import main
from tests.support import FRONT, VOCABULARY, put

LESSONS = """--- briefings/_lessons.yml
minutes-reach-everyone:
  statement: Minutes reach every agency, and promptly.
  themes: [information-sharing]
genograms-are-drawn:
  statement: A genogram is drawn with the family.
  themes: [plans]
"""
OLD = f"""--- briefings/old.md
{FRONT.replace("2022-03", "2020-03").replace("in Example", "in old times")}## Findings

- Minutes of the meeting reached nobody. #information-sharing {{lesson=minutes-reach-everyone}}
- The neighbours' bonfire was overlooked. #plans {{#bonfire}}
- Toothbrushes were missing upstairs.
"""
NEW = f"""--- briefings/new.md
{FRONT}## Findings

- Minutes reached the school three weeks late. #information-sharing
- Nobody asked about the bonfire of the neighbours. #plans
- The genogram was drawn with the family. #plans

## What is being done {{role=actions}}

- We ask neighbours about every bonfire. #plans {{state=done}}
"""
PROJECT = VOCABULARY + LESSONS + OLD + NEW
TODAY = ("--today", "2026-01-31")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, without the machine's own day."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run a command about lessons in this process; anything but an exit is a crash."""
    result = CliRunner().invoke(main, ("lessons", *arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def test_lessons_are_counted(folder: Path) -> None:
    """Each lesson stands there with its points, briefings and years, those that nobody bears as well."""
    put(folder, PROJECT)
    lines = [line.split() for line in run("list", *TODAY).stdout.splitlines()]
    assert [line[:4] for line in lines] == [
        ["id", "points", "briefings", "years"],
        ["minutes-reach-everyone", "1", "1", "2020"],
        ["genograms-are-drawn", "0", "0", "A"],
    ]
    listed = json.loads(run("list", "--format", "json", *TODAY).stdout)["lessons"]
    assert listed[0] == {
        "id": "minutes-reach-everyone",
        "statement": "Minutes reach every agency, and promptly.",
        "points": 1,
        "briefings": 1,
        "years": [2020],
    }


def test_unused_lessons_are_named(folder: Path) -> None:
    """A lesson that no point bears is named; where there is none, it is said."""
    put(folder, PROJECT)
    unused = run("unused", *TODAY).stdout
    assert "genograms-are-drawn" in unused
    assert "minutes-reach-everyone" not in unused
    put(folder, PROJECT.replace("the family. #plans", "the family. #plans {lesson=genograms-are-drawn}"))
    assert run("unused", *TODAY).stdout == "Every lesson is borne by some learning point.\n"


def test_lessons_answers_and_groups_are_suggested(folder: Path) -> None:
    """A point is told the lesson whose bearer, or statement, says the same; the rest may be new, or an answer."""
    put(folder, PROJECT)
    told = run("suggest").stdout
    assert "new.md:12: lesson=minutes-reach-everyone: " in told
    assert 'new.md:14: lesson=genograms-are-drawn: its statement says "A genogram is drawn with the family."' in told
    assert "    both: Information sharing" in told
    assert "new.md:18: answers=" in told
    assert "In no lesson yet, and all say the same." in told
    assert "old.md:13: The neighbours' bonfire was overlooked." in told
    assert "Toothbrushes" not in told
    assert told.endswith("Whether it is the same lesson, you decide.\n")


def test_only_what_is_asked_for(folder: Path) -> None:
    """Of one briefing its own points are told of, in the light of all."""
    put(folder, PROJECT)
    told = run("suggest", "briefings/old.md").stdout
    assert "new.md:12: lesson" not in told
    assert "new.md:13: Nobody asked about the bonfire" in told


def test_writing_changes_nothing_else(folder: Path) -> None:
    """Attributes go behind the points' texts, every other byte stays, and nothing of them is left to suggest."""
    put(folder, PROJECT.replace("\n", "\r\n"))
    before = {path.name: path.read_bytes() for path in folder.rglob("*.md")}
    result = run("suggest", "briefings/new.md", "--write")
    assert result.exit_code == 0
    assert "briefings/new.md: added 3 attributes to 3 learning points." in result.stdout
    after = (folder / "briefings/new.md").read_bytes()
    assert b"late. #information-sharing {lesson=minutes-reach-everyone}\r\n" in after
    assert b"family. #plans {lesson=genograms-are-drawn}\r\n" in after
    assert b"bonfire. #plans {answers=" in after
    assert (folder / "briefings/old.md").read_bytes() == before["old.md"]
    added = (b" {lesson=minutes-reach-everyone}", b" {lesson=genograms-are-drawn}")
    for mark in added:
        after = after.replace(mark, b"")
    assert after.split(b" {answers=")[0] == before["new.md"].split(b" {state=done}")[0]
    again = run("suggest", "briefings/new.md").stdout
    assert "lesson=minutes" not in again
    assert "answers=" not in again


def test_drafts_of_new_lessons_are_written_where_asked(folder: Path) -> None:
    """With --new a draft goes behind the lessons that there are, and to its points; the project stays sound."""
    put(folder, PROJECT)
    lessons = (folder / "briefings/_lessons.yml").read_bytes()
    result = run("suggest", "--write", "--new")
    assert result.exit_code == 0, result.output
    written = (folder / "briefings/_lessons.yml").read_bytes()
    assert written.startswith(lessons)
    assert b"  themes: [plans]\n" in written[len(lessons) :]
    listed = json.loads(run("list", "--format", "json", *TODAY).stdout)["lessons"]
    assert [row["briefings"] for row in listed] == [2, 2, 1]


def test_a_file_of_lessons_is_begun(folder: Path) -> None:
    """Where there are no lessons yet, the file is made."""
    put(folder, VOCABULARY + OLD.replace(" {lesson=minutes-reach-everyone}", "") + NEW)
    assert run("suggest", "--write", "--new").exit_code == 0
    assert (folder / "briefings/_lessons.yml").is_file()
    assert run("unused", *TODAY).stdout == "Every lesson is borne by some learning point.\n"


def test_new_goes_with_write(folder: Path) -> None:
    """Drafts are added only where something is to be written at all."""
    put(folder, PROJECT)
    result = run("suggest", "--new")
    assert result.exit_code == 2
    assert "--write" in result.output


def test_mistakes_end_it(folder: Path) -> None:
    """Errors are printed, and nothing is suggested; a path without briefings is named."""
    put(folder, PROJECT.replace("#plans {#bonfire}", "#plan {#bonfire}"))
    result = run("suggest")
    assert result.exit_code == 1
    assert "unknown-theme" in result.stderr
    assert not result.stdout
    put(folder, PROJECT)
    result = run("suggest", "briefings/none.md")
    assert (result.exit_code, result.stdout) == (1, "")
