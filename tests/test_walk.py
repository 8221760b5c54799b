"""The newcomer's walk in the documents leads where it says: its commands are given, its files written, again."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "newcomers-walk.md"
WALK = DOCUMENT.read_text("utf-8")
PROJECT = "…/learnbrief"
DAY = "1795219200"
"""21 November 2026, at noon in UTC, in seconds."""
ANSWER = re.compile(r"^(.*\(leave empty to fill it in later\):) ?(.*)\n", re.MULTILINE)
LEFT_OUT = "   …\n"
"""Stands for lines of a long list."""


def blocks() -> Iterator[tuple[str, str, str]]:
    """Give each block of the document with its language and the paragraph before it."""
    yield from re.findall(r"(?ms)([^\n]*(?:\n[^\n]+)*)\n\n```(\w+)\n(.*?)^```$", WALK)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the repository's sources: the folder a newcomer has."""
    shutil.copytree(ROOT / "briefings", tmp_path / "briefings")
    shutil.copy(ROOT / "learnbrief.yml", tmp_path)
    (tmp_path / "build.py").symlink_to(ROOT / "build.py")
    return tmp_path


def given(command: str, answers: str, project: Path) -> str:
    """Give a command with answers to what it asks; give back all that it prints."""
    words = shlex.split(command)
    assert words[:2] == ["python", "build.py"]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    said = subprocess.run(
        words,
        cwd=project,
        env={**os.environ, "PATH": path, "SOURCE_DATE_EPOCH": DAY, "NO_COLOR": "1"},
        input=answers,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return plain(said.stdout.replace(str(project), PROJECT))


def plain(text: str) -> str:
    """Leave out how long something took."""
    return re.sub(r"in [\d.]+ seconds?", "in a moment", text).strip()


def is_told(said: str, printed: str) -> bool:
    """Tell whether a command said what the document says; answers through a pipe are not shown."""
    told = plain(ANSWER.sub(r"\1 ", printed))
    lines = re.escape(told).replace(re.escape(LEFT_OUT), r"(?: +\d+  .*\n)+")
    return said == told or bool(re.fullmatch(lines, said))


def timed(said: str, printed: str) -> str:
    """Write what was said with the time that the document says it took."""
    took = re.search(r"in [\d.]+ seconds?", printed)
    return said.replace("in a moment", took[0] if took else "in 0.5 seconds")


def test_the_walk_is_as_it_is_told(project: Path, pytestconfig: pytest.Config) -> None:
    """Every command of the walk prints what the document says, once every file was written as it says.

    `pytest --regold` writes anew what was printed, but for the command that asks.
    """
    commands, walk = 0, WALK
    for before, language, text in blocks():
        named = re.findall(r"`(briefings/[\w./-]+)`", before)
        if language == "console":
            command, _, printed = text.removeprefix("$ ").partition("\n")
            answers = "".join(f"{answer}\n" for _, answer in ANSWER.findall(printed))
            said = given(command, answers, project)
            if pytestconfig.getoption("--regold") and not answers:
                walk = walk.replace(text, f"$ {command}\n{timed(said, printed)}\n")
            else:
                assert is_told(said, printed), f"{command}\n{said}"
            commands += 1
        elif language == "yaml":
            with (project / named[-1]).open("a", encoding="utf-8") as file:
                file.write(text)
        else:
            newest = max((project / "briefings").glob("2026-*"))
            newest.write_text(text, encoding="utf-8")
    assert commands >= 6
    if walk != WALK:
        DOCUMENT.write_text(walk, "utf-8")
