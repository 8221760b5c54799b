"""A build that would change nothing is found out before it begins, and never when anything is otherwise."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest

from learnbrief.cache import unchanged
from learnbrief.cache.store import Store
from learnbrief.cache.unchanged import Build, BuildMessages, Listing, listing_of, requested_build
from tests.support import for_each, table

ROOT = Path(__file__).parent.parent

SAID = BuildMessages(
    ("a.md:1:1: warning[x] Look.",), ("a.md:1:1: \x1b[33mwarning\x1b[0m[x] Look.",), "2 pages", "/x/index.html"
)
SITE = {"index.html": b"<p>", "themes/index.html": b"<p>"}
BRIEFING = "---\ntitle: One\n---\n"


def listing(asked: Build) -> Listing:
    """List what is in the output folder."""
    out = Path(asked.out)
    return listing_of(
        asked.out, sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    )


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Make a project and its site, of which the last build has left a note."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "one.md").write_text(BRIEFING)
    (tmp_path / "learnbrief.yml").write_text("title: Ours\n")
    (tmp_path / "site" / "themes").mkdir(parents=True)
    for name, content in SITE.items():
        (tmp_path / "site" / name).write_bytes(content)
    asked = requested_build(["--source", str(tmp_path)])
    assert asked
    assert asked.messages_if_unchanged() is None
    asked.note(SAID, listing(asked))
    return asked


def test_what_was_said_is_said_again(build: Build) -> None:
    """Where all is as the last build left it, what that said is known, for a terminal and without colours."""
    said = build.messages_if_unchanged()
    assert said
    assert vars(said) == vars(SAID)


def scribble(build: Build, content: bytes) -> None:
    """Put something else in the place of a note."""
    Store(build.source).write_note(unchanged._NOTE, content)


def test_without_a_note_there_is_a_build(build: Build) -> None:
    """Where a note is cut short, or the memory was deleted, the build is done."""
    whole = Store(build.source).note(unchanged._NOTE) or b""
    for length in (0, 50, 100, 130):
        scribble(build, whole[:length])
        assert build.messages_if_unchanged() is None
    scribble(build, whole)
    assert build.messages_if_unchanged()
    shutil.rmtree(Path(build.source) / ".learnbrief")
    assert build.messages_if_unchanged() is None


def test_what_was_edited_during_a_build_is_built_by_the_next(build: Build) -> None:
    """After an edit while a build is at work nobody knows what it read, so it leaves no note."""
    scribble(build, b"")
    assert build.messages_if_unchanged() is None
    (Path(build.source) / "briefings" / "one.md").write_text(BRIEFING.replace("One", "Two"))
    build.note(SAID, listing(build))
    assert build.messages_if_unchanged() is None


def test_another_builds_output_is_not_taken_for_ones_own(build: Build) -> None:
    """A note tells how the output stood as the build left it, so another build's site is seen."""
    before = listing(build)
    (Path(build.out) / "index.html").write_bytes(b"<p>Drafts")
    build.note(SAID, before)
    assert build.messages_if_unchanged() is None


def test_what_others_put_beside_the_pages_is_no_change(build: Build) -> None:
    """A file that no build wrote stays where it is; no page would be another for it."""
    (Path(build.out) / "CNAME").write_text("example.org")
    assert build.messages_if_unchanged()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a source": lambda project: (project / "briefings" / "one.md").write_text(BRIEFING.replace("One", "Two")),
    "a new source": lambda project: (project / "briefings" / "two.md").write_text(BRIEFING),
    "a source renamed": lambda project: (project / "briefings" / "one.md").rename(project / "briefings" / "1.md"),
    "a source gone": lambda project: (project / "briefings" / "one.md").unlink(),
    "the settings": lambda project: (project / "learnbrief.yml").write_text("title: Hers\n"),
    "no settings": lambda project: (project / "learnbrief.yml").unlink(),
    "what a neighbour taught": lambda project: _write(project / "neighbours" / "region.json"),
    "a template": lambda project: _write(project / "templates" / "parts" / "foot.html"),
    "a page edited by hand": lambda project: (project / "site" / "index.html").write_text("<b>"),
    "a page written again": lambda project: _again(project / "site" / "index.html"),
    "a page gone": lambda project: (project / "site" / "themes" / "index.html").unlink(),
    "no output": lambda project: (project / "site").rename(project / "elsewhere"),
    "a link": lambda project: (project / "briefings" / "other.md").symlink_to("one.md"),
}


def _write(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("x")


def _again(path: Path) -> None:
    """Write the same bytes, and set the time at which they were written back."""
    status = path.stat()
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("folder", ["briefings", "templates"])
def test_a_pipe_is_not_waited_for(build: Build, folder: str) -> None:
    """What is no ordinary file is never opened: a pipe into which nobody writes would be waited for without end."""
    (Path(build.source) / folder).mkdir(exist_ok=True)
    os.mkfifo(Path(build.source) / folder / "x.md")
    asked = Thread(target=build.messages_if_unchanged, daemon=True)
    asked.start()
    asked.join(timeout=20)
    assert not asked.is_alive()
    assert build.messages_if_unchanged() is None


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(build: Build, change: str) -> None:
    """Whatever differs among the sources or in the output, the build is done."""
    CHANGES[change](Path(build.source))
    assert build.messages_if_unchanged() is None


def test_another_day_is_another_build(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Embargoes lift at midnight, and a day may be given by the environment."""
    monkeypatch.setattr(unchanged, "today_in_london", lambda: date(2035, 1, 1))
    assert build.messages_if_unchanged() is None
    monkeypatch.undo()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert build.messages_if_unchanged() is None


def test_another_program_is_another_build(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new version of the program builds, and so does any other call of it."""
    assert Build((*build.arguments, "--drafts"), build.source, build.out).messages_if_unchanged() is None
    monkeypatch.setattr(unchanged, "program_digest", lambda: "another")
    assert build.messages_if_unchanged() is None


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        ([], "./site"),
        (["build", "--source", "a"], "a/site"),
        (["--source=a", "--out", "b", "--drafts", "--strict"], "b"),
        (["build", "--jobs", "2", "--today=2026-01-01", "--base-url", "https://example.org"], "./site"),
    ],
)
def test_a_plain_build_is_understood(arguments: Sequence[str], out: str) -> None:
    """With options that choose sources, place and day it is known which site is asked for."""
    asked = requested_build(arguments)
    assert asked
    assert (asked.arguments, asked.out) == (tuple(arguments), out)


@for_each("arguments", table("unchanged-anything-else-is-left-to-the-commands"))
def test_anything_else_is_left_to_the_commands(arguments: Sequence[str]) -> None:
    """A build that must be done or print otherwise, and a mistaken call, are never answered from a note."""
    assert requested_build(arguments) is None


def test_nothing_slow_is_loaded(tmp_path: Path) -> None:
    """A second build says what the first one said, leaves the site alone, and loads no library to find that out."""
    shutil.copytree(ROOT / "tests" / "golden" / "project", tmp_path, dirs_exist_ok=True)
    code = """
import sys
from learnbrief.__main__ import main
try:
    main()
except SystemExit as end:
    print(end.code)
print(sorted({"click", "jinja2", "markdown", "msgspec", "yaml", "nh3", "PIL", "tornado"} & set(sys.modules)))
"""
    first, second, third = (
        subprocess.run(
            [sys.executable, "-c", code, "--source", str(tmp_path), "--today", day],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        for day in ("2026-01-01", "2026-01-01", "2026-01-02")
    )
    assert "Built" in first.stdout
    assert second.stdout.startswith("Nothing has changed since the last build: ")
    assert second.stdout.endswith("[]\n")
    assert second.stderr == first.stderr
    assert "Built" in third.stdout


@pytest.mark.parametrize("month", [1, 7])
@pytest.mark.parametrize("hour", [0, 12, 22, 23])
def test_the_day_is_londons(monkeypatch: pytest.MonkeyPatch, month: int, hour: int) -> None:
    """In summer London has the next day an hour before UTC has."""
    now = datetime(2026, month, 15, hour, 30, tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return cls(2026, month, 15, hour, 30, tzinfo=tz)

    monkeypatch.setattr(unchanged, "datetime", Clock)
    assert unchanged.today_in_london() == now.astimezone(ZoneInfo("Europe/London")).date()
