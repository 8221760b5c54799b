"""What a terminal shows: colours and a bar where a person looks, plain lines everywhere else."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from learnbrief.cli import project, terminal
from learnbrief.problems import Place, warning
from tests.support import FRONT, VOCABULARY, files_of

pty = pytest.importorskip("pty", reason="this system has no terminals of its own making")
ROOT = Path(__file__).parent.parent
BROKEN = f"{VOCABULARY}--- briefings/a.md\n{FRONT.replace('[neglect]', '[neglekt]')}"
LINE = re.compile(r"briefings/a\.md:8:10: error\[unknown-theme\] ")
COLOURED = re.compile(r"briefings/a\.md:8:10: \x1b\[31m\x1b\[1merror\x1b\[0m\[unknown-theme\] ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a project with a mistake."""
    for name, content in files_of(BROKEN).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def on_a_terminal(folder: Path, **environment: str) -> str:
    """Run a check whose standard streams are a terminal; give all that it shows."""
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI", "TERM")}
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "check", "--source", str(folder)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**plain, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    process.wait(timeout=60)
    return shown.decode()


def test_colours_on_a_terminal(folder: Path) -> None:
    """On a terminal the severity is coloured, and nothing else differs from the line that the contract gives."""
    shown = on_a_terminal(folder)
    assert COLOURED.search(shown)
    assert LINE.search(re.sub(r"\x1b\[[0-9]*m", "", shown))


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CI": "true"}])
def test_no_colours_where_none_are_wanted(folder: Path, environment: dict[str, str]) -> None:
    """With NO_COLOR, on a terminal that can show none and on a CI host the lines are plain."""
    shown = on_a_terminal(folder, **environment)
    assert LINE.search(shown)
    assert "\x1b" not in shown.replace("\r\x1b[K", "")  # a bar, which a busy machine may show: it has no colours


def test_a_bar_only_after_a_second(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is done within a second shows no bar; after it there is one, and it is taken away in the end."""
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: True)
    now = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    progress = terminal.ProgressLine()
    now[0] += 0.9
    progress("Making pages", 10, 100)
    progress.clear()
    assert capsys.readouterr().err == ""
    now[0] += 0.2
    progress("Making pages", 50, 100)
    progress("Making pages", 51, 100)
    progress.clear()
    shown = capsys.readouterr().err
    assert shown.count("50/100") == 1
    assert "51/100" not in shown
    assert shown.endswith("\r\x1b[K")
    assert progress.seconds == "1.1 seconds"


def test_a_stage_that_is_not_counted_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody knows how much there is to do, what is being done is shown without a bar."""
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: True)
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    progress = terminal.ProgressLine()
    now[0] = 2.0
    progress("Publishing", 0, 0)
    progress.clear()
    assert capsys.readouterr().err == "\r\x1b[KPublishing\r\x1b[K"


def test_no_bar_without_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A file or a pipe gets no bar, however long it takes."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    progress = terminal.ProgressLine()
    now[0] = 100.0
    progress("Making pages", 50, 100)
    progress.clear()
    terminal.print_problem(warning("two-roles", "Look.", Place("a.md")))
    assert capsys.readouterr().err == "a.md:1:1: warning[two-roles] Look.\n"


@pytest.mark.parametrize("where", ["", "briefings"])
def test_a_folder_that_may_not_be_read(
    folder: Path, where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A project or its briefings that one lacks the right to read is named in one line. Root may read all, so the
    system's answer is put in its place."""
    refused = folder / where
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != refused)
    with pytest.raises(SystemExit) as ended:
        project.require_project(folder)
    assert ended.value.code == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert str(refused) in line


def test_a_folder_inside_one_that_may_not_be_entered(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the system will not even say whether there is a folder, that is one line too."""

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(SystemExit):
        project.require_project(folder)
    assert len(capsys.readouterr().err.splitlines()) == 1
