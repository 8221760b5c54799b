"""Broken sources publish nothing: each is named, file, line and code, and the site that stands stays to the byte."""

import errno
import json
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from click.testing import CliRunner, Result

from learnbrief.build import Inputs
from learnbrief.cli import main
from learnbrief.files import gather
from learnbrief.problems import Problem, Severity
from tests.broken_sources import BROKEN, NO_THEMES
from tests.support import FRONT, TODAY, VOCABULARY, files_of, problems_of, templates

SETTINGS = """--- learnbrief.yml
accessibility:
  conformance: full
  tested: 2026-01-01
  method: by hand
  contact: name@example.org
  response: soon
"""
GOOD = f"""{VOCABULARY}{SETTINGS}--- briefings/a.md
{FRONT.replace("Neglect in Example", "A good briefing")}## Findings
- A plan. #plans #information-sharing
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a good project whose site is published."""
    folder = tmp_path_factory.mktemp("good")
    put(folder, files_of(GOOD))
    assert build(folder).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def published(project: Path) -> "State":
    """Give the state of the site as it was published, before anything was broken."""
    return state(project / "site")


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def build(folder: Path) -> Result:
    """Run the program in this process; anything but an exit is a crash."""
    arguments = ["build", "--source", str(folder), "--today", "2026-01-31", "--format", "json"]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


State = dict[str, tuple[bytes, int, int]]


def state(folder: Path) -> State:
    """Give all there is to say of a folder's files: content, time, place on the disk."""
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mtime_ns,
            path.stat().st_ino,
        )
        for path in [folder, *folder.rglob("*")]
    }


def errors(result: Result) -> set[tuple[str, int, str]]:
    """Give file, line and code of every error that was printed."""
    problems = json.loads(result.stdout)["problems"]
    return {(each["file"], each["line"], each["code"]) for each in problems if each["severity"] == "error"}


@contextmanager
def spoilt(project: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Put broken files into a good project, and bring back what stood there."""
    before = {name: (project / name).read_bytes() for name in files if (project / name).exists()}
    put(project, files)
    yield
    for name in files:
        (project / name).unlink()
    put(project, before)


def test_broken_sources_are_named() -> None:
    """Each brings exactly these errors: file, line and code."""
    found = {name: errors_among(problems_of(with_files(broken.files))) for name, broken in BROKEN.items()}
    assert found == {name: broken.errors for name, broken in BROKEN.items()}


def with_files(broken: Mapping[str, bytes]) -> Inputs:
    """Put broken files into the good project."""
    files = {**files_of(GOOD), **broken}
    own = {name.removeprefix("templates/"): text for name, text in files.items() if name.startswith("templates/")}
    sources = {name: text for name, text in files.items() if not name.startswith("templates/")}
    return Inputs(sources, {**templates(), **own}, TODAY, hints=False)


def errors_among(problems: Iterable[Problem]) -> set[tuple[str, int, str]]:
    """Give file, line and code of every error."""
    return {(each.at.file, each.at.line, each.code) for each in problems if each.severity is Severity.ERROR}


EVERY_SIXTEENTH = [
    pytest.param(name, marks=() if number % 16 == 0 else pytest.mark.long) for number, name in enumerate(BROKEN)
]


@pytest.mark.parametrize("name", EVERY_SIXTEENTH)
def test_broken_sources_publish_nothing(project: Path, published: State, name: str) -> None:
    """The build ends with 1 and names exactly these errors, and nothing in the output folder is touched."""
    with spoilt(project, BROKEN[name].files):
        result = build(project)
    assert errors(result) == BROKEN[name].errors
    assert result.exit_code == 1
    assert state(project / "site") == published


def test_the_table_is_long_enough() -> None:
    """There are many more ways to break a source than codes for them, and all are different."""
    rows = [(tuple(sorted(row.files.items())), row.errors) for row in BROKEN.values()]
    assert len(set(rows)) == len(rows) >= 200


def _link(name: str, target: str) -> Callable[[Path], None]:
    def spoil(project: Path) -> None:
        path = project / name
        if path.is_dir():
            path.rename(project / "moved")
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return spoil


def _folder(name: str) -> Callable[[Path], None]:
    def spoil(project: Path) -> None:
        (project / name).unlink(missing_ok=True)
        (project / name).mkdir()

    return spoil


def _pipe(project: Path) -> None:
    os.mkfifo(project / "briefings/b.md")


def _pipe_for_settings(project: Path) -> None:
    (project / "learnbrief.yml").unlink()
    os.mkfifo(project / "learnbrief.yml")


def _socket(project: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        there = Path.cwd()
        os.chdir(project / "briefings")  # a socket's path may be short only
        opened.bind("b.md")
        os.chdir(there)


ON_DISK: Mapping[str, tuple[Callable[[Path], None], set[tuple[str, int, str]]]] = {
    "a link to a file outside": (
        _link("briefings/b.md", "../../outside.md"),
        {("briefings/b.md", 1, "link-outside")},
    ),
    "a link to the system's files": (_link("briefings/b.md", "/etc/passwd"), {("briefings/b.md", 1, "link-outside")}),
    "a link to what never ends": (_link("briefings/b.md", "/dev/zero"), {("briefings/b.md", 1, "link-outside")}),
    "a link to a folder outside": (_link("briefings/b", "../.."), {("briefings/b", 1, "link-outside")}),
    "a link to the folder around it": (_link("briefings/b", "."), {("briefings/b", 1, "link-outside")}),
    "a link to nothing": (_link("briefings/b.md", "nothing.md"), {("briefings/b.md", 1, "unreadable")}),
    "a link to itself": (_link("briefings/b.md", "b.md"), {("briefings/b.md", 1, "unreadable")}),
    "a picture outside": (_link("briefings/a.png", "../../outside.md"), {("briefings/a.png", 1, "link-outside")}),
    "a vocabulary outside": (
        _link("briefings/_glossary.yml", "../../outside.md"),
        {("briefings/_glossary.yml", 1, "link-outside")},
    ),
    "settings outside": (_link("learnbrief.yml", "../outside.md"), {("learnbrief.yml", 1, "link-outside")}),
    "settings that are a link to themselves": (
        _link("learnbrief.yml", "learnbrief.yml"),
        {("learnbrief.yml", 1, "unreadable")},
    ),
    "settings that are a folder": (_folder("learnbrief.yml"), {("learnbrief.yml", 1, "unreadable")}),
    "settings that are a pipe": (_pipe_for_settings, {("learnbrief.yml", 1, "unreadable")}),
    "briefings elsewhere": (_link("briefings", "../other"), {("briefings", 1, "link-outside")}),
    "templates elsewhere": (_link("templates", "../other"), {("templates", 1, "link-outside")}),
    "templates nowhere": (_link("templates", "nowhere"), {("templates", 1, "unreadable")}),
    "a pipe": (_pipe, {("briefings/b.md", 1, "unreadable")}),
    "a socket": (_socket, {("briefings/b.md", 1, "unreadable")}),
    "themes that are a folder": (
        _folder("briefings/_themes.yml"),
        {("briefings/_themes.yml", 1, "unreadable"), *NO_THEMES},
    ),
}
"""What the file system may hold that is no source: how it comes about, and the errors it brings."""


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    """Give a project, site and all, that a test may spoil; beside it lies what is none of its business."""
    shutil.copytree(project, tmp_path / "project")
    put(tmp_path, {"outside.md": FRONT.encode(), "other/a.md": FRONT.encode()})
    return tmp_path / "project"


@pytest.mark.parametrize("name", ON_DISK)
def test_what_is_no_source_publishes_nothing(copy: Path, name: str) -> None:
    """What leads out of the project, or cannot be read, is an error at its path, and nothing is touched."""
    spoil, expected = ON_DISK[name]
    before = state(copy / "site")
    spoil(copy)
    result = build(copy)
    assert errors(result) == expected
    assert result.exit_code == 1
    assert state(copy / "site") == before


@pytest.mark.parametrize("fault", [PermissionError(errno.EACCES, "no"), FileNotFoundError(errno.ENOENT, "gone")])
def test_what_cannot_be_opened_publishes_nothing(copy: Path, fault: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read, or is gone when it is to be read, is an error; tests may run as root, who may."""
    before = state(copy / "site")

    def failing(path: os.PathLike[str], mode: str) -> IO[Any]:
        if os.fspath(path).endswith("a.md"):
            raise fault
        return open(path, mode)  # noqa: PTH123 - it stands in for this very name

    with monkeypatch.context() as patched:
        patched.setattr(sys.modules[gather.__module__], "open", failing, raising=False)
        result = build(copy)
    assert errors(result) == {("briefings/a.md", 1, "unreadable")}
    assert result.exit_code == 1
    assert state(copy / "site") == before
