"""The benchmark of builds measures what it says: its edits are edits, its ratios are ratios, and it runs."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from benchmarks import builds
from benchmarks.builds import ROWS, Row, judge
from benchmarks.corpus import write_project
from benchmarks.edits import EDITS, add_point, begin_anew, change_label, change_nothing, change_template
from benchmarks.measuring import Figures, middle, run
from benchmarks.peers import HERE, Peer


def figures(wall: float, *, is_calm: bool = True) -> Figures:
    """Make figures of which only the time on the clock matters."""
    return Figures(wall, processor=2 * wall, memory=10 * wall, is_calm=is_calm)


def test_calm_runs_count() -> None:
    """The median is that of the calm runs; where there is none, that of all, and it says so."""
    calm, loud = [figures(1), figures(3), figures(2)], figures(9, is_calm=False)
    assert middle([*calm, loud]) == Figures(2, 4, 20, is_calm=True)
    assert middle([loud, figures(7, is_calm=False)]) == Figures(8, 16, 80, is_calm=False)


def test_ratios_are_of_ours_to_the_other() -> None:
    """Ours is divided by the other of the same size, or, where it is about growth, by the other for each briefing."""
    measured = {(100, "Cold"): [figures(3)], (100, "Hugo"): [figures(2)], (1000, "Cold"): [figures(36)]}
    plain = Row("Cold", "Hugo's", "Cold", "Hugo", {})
    growth = Row("Growth", "own", "Cold", "Cold", {}, at=100)
    assert plain.ratio(100, measured, builds.wall) == 1.5
    assert plain.ratio(100, measured, builds.memory) == 1.5
    assert plain.ratio(1000, measured, builds.wall) is None
    assert growth.ratio(1000, measured, builds.wall) == pytest.approx(1.2)
    assert growth.ratio(100, measured, builds.wall) is None


def test_a_target_is_reached_or_not() -> None:
    """A ratio at its target reaches it; one above does not; what was not measured is not judged."""
    assert judge(0.5, 0.5) == "0.50 of 0.5, reached"
    assert judge(0.504, 0.5) == "**0.50** of 0.5, not reached"
    assert judge(0.5, None) == "0.50"
    assert judge(None, 0.5) == "–"


def test_rows_name_what_is_measured() -> None:
    """Each comparison is of an edit of ours with another or with a peer, cold or after the same edit."""
    cold = {"Hugo", "Hugo with Pagefind", "Eleventy", "MkDocs-Material"}
    assert {row.ours for row in ROWS} == set(EDITS)
    assert {row.other for row in ROWS} == {*cold, "Hugo with Pagefind, edited", "Pelican, edited", "Cold"}


def content(project: Path) -> Mapping[str, bytes]:
    """Give a project's files."""
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_edits_change_what_they_say(tmp_path: Path) -> None:
    """Each edit changes one source, each time anew; to begin anew forgets the site, the memory and templates."""
    write_project(7, tmp_path)
    for edit, name in (
        (change_nothing, None),
        (add_point, r"briefings/"),
        (change_label, "briefings/_themes.yml"),
        (change_template, "templates/base.html"),
    ):
        for number in range(2):
            before = content(tmp_path)
            sign = edit(tmp_path, number)
            changed = [path for path, text in content(tmp_path).items() if before.get(path) != text]
            assert len(changed) == (name is not None)
            assert all(path.startswith(name or "") for path in changed)
            assert all(sign.text in (tmp_path / path).read_text("utf-8") for path in changed)
    for made in ("site/index.html", ".learnbrief/note"):
        (tmp_path / made).parent.mkdir()
        (tmp_path / made).write_text("")
    begin_anew(tmp_path, 2)
    assert {path.partition("/")[0] for path in content(tmp_path)} == {"briefings", "learnbrief.yml"}


def test_peers_get_the_same_bodies(tmp_path: Path) -> None:
    """Every peer is given every briefing, with its body as it stands and a title that it can read."""
    project = tmp_path / "project"
    write_project(7, project)
    for site, front in (("hugo", 'title: "What '), ("eleventy", 'title: "What '), ("pelican", "Title: What ")):
        Peer(site, site, (), "").stage(project, tmp_path / site)
        given = {path.stem: path.read_text("utf-8") for path in (tmp_path / site).rglob("briefings/*.md")}
        sources = {path.stem: path.read_text("utf-8") for path in (project / "briefings").glob("[!_]*")}
        assert given.keys() == sources.keys()
        assert front in given["made-up-00000"]
        assert given["made-up-00000"].endswith(sources["made-up-00000"].split("\n---\n")[1])
        assert {path.name for path in (HERE / site).iterdir()} <= {path.name for path in (tmp_path / site).iterdir()}


def test_a_run_is_measured_where_modules_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command's time and memory are told, and Python keeps what it compiles; a failure is raised with its words."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    told = run(
        [sys.executable, "-c", "import sys; assert not sys.dont_write_bytecode; bytearray(60_000_000)"], tmp_path
    )
    assert told.memory > 60
    assert told.processor > 0
    with pytest.raises(RuntimeError, match="no such word"):
        run([sys.executable, "-c", "raise SystemExit('no such word')"], tmp_path)


def test_pages_that_were_made_are_counted(tmp_path: Path) -> None:
    """A page counts that was written since the build began, and not one that was taken over with its time."""
    paths = [tmp_path / name for name in ("made.html", "taken.html", "made.json")]
    for path in paths:
        path.touch()
    os.utime(paths[1], (1000, 1000))
    assert builds.count_made(paths, 2000) == 1


LABEL = "A theme's label"


@pytest.mark.parametrize("edits", [("Cold", LABEL), pytest.param(tuple(EDITS), marks=pytest.mark.long)])
def test_the_table_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, edits: Sequence[str]
) -> None:
    """One command builds ours after each edit, finds each on the site, and prints the table; nothing is left."""
    monkeypatch.setattr(builds, "EDITS", {name: EDITS[name] for name in edits})
    builds.main(["5x1", "--work", str(tmp_path / "work"), "--patience", "0"])
    told = capsys.readouterr().out
    assert all(f"| 5 | {name} | " in told for name in edits)
    row = next(line for line in told.splitlines() if line.startswith("| A theme's label changed"))
    assert float(row.split(" | ")[2].removesuffix(" |")) > 0
    assert not (tmp_path / "work").exists()
