"""Where a build's time went: every stage is named, and being watched changes nothing."""

import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from learnbrief.cli import main, profile
from tests.serving import write_project

STAGES = [
    *(
        "Starting",
        "Reading what was published",
        "Gathering files",
        "Reading briefings",
        "Checking briefings",
        "Laying out pages",
    ),
    *("Indexing words", "Taking over pages", "Rendering pages", "Writing data", "Publishing", "Tidying up", "All"),
]


def build(folder: Path, *options: str) -> Result:
    """Build a project for one day."""
    return CliRunner().invoke(main, ["build", "--source", str(folder), "--today", "2026-11-20", *options])


def rows(result: Result) -> list[str]:
    """Give the names of the rows of a printed profile."""
    lines = result.stderr.splitlines()
    table = lines[next(at for at, line in enumerate(lines) if line.startswith("Stage ")) + 1 :]
    return [line.partition("  ")[0] for line in table]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a small project."""
    return write_project(tmp_path_factory.mktemp("profiled") / "project")


def test_a_profile_names_every_stage(folder: Path) -> None:
    """With --profile a build prints the stages in their order; the site is the same, to the byte, as without it."""
    assert build(folder).exit_code == 0
    shutil.rmtree(folder / ".learnbrief")
    before = {path: path.read_bytes() for path in (folder / "site").rglob("*") if path.is_file()}
    result = build(folder, "--profile")
    assert result.exit_code == 0
    assert "Built" in result.stdout
    assert rows(result) == STAGES
    assert {path: path.read_bytes() for path in (folder / "site").rglob("*") if path.is_file()} == before


def test_a_build_that_fails_tells_how_far_it_came(folder: Path) -> None:
    """The profile ends with the stage in which a mistake stopped the build."""
    broken = folder / "briefings" / "d.md"
    broken.write_text("---\ntitle: D\n---\n", encoding="utf-8")
    result = build(folder, "--profile")
    broken.unlink()
    assert result.exit_code == 1
    assert rows(result) == [*STAGES[:5], "Tidying up", "All"]


def test_time_is_counted_to_the_stage_that_is_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stage lasts from its first word to the next stage's, however often it is heard of; shares are of all."""
    now = [0.0]
    monkeypatch.setattr(time, "process_time", lambda: 1.0)
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    watch = profile.Profile()
    for now[0], stage in ((1.0, "Reading"), (2.0, "Reading"), (3.0, "Making pages")):
        watch(stage, 0, 0)
    now[0] = 7.0
    watch.print()
    lines = [line.split() for line in capsys.readouterr().err.splitlines()]
    assert lines == [
        ["Stage", "Seconds", "Share"],
        ["Starting", "2.00", "25", "%"],
        ["Reading", "2.00", "25", "%"],
        ["Making", "pages", "4.00", "50", "%"],
        ["All", "8.00", "100", "%"],
    ]
