"""Work shared out among processes: what is made never depends on how many there were."""

import os
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.corpus import write_project
from learnbrief.cli import main
from learnbrief.processes import ENOUGH, Processes, usable_processors

PROCESSES = sys.modules[Processes.__module__]
HERE = os.getpid()
MANY = list(range(ENOUGH + 7))


def doubled(number: int) -> tuple[int, int]:
    """Stand for work, and tell who did it."""
    return 2 * number, os.getpid()


def doubled_at_home(number: int) -> int:
    """Work that only this process survives."""
    if os.getpid() != HERE:
        os._exit(9)
    return 2 * number


def refuse(number: int) -> int:
    """Work that fails at one thing."""
    if number == 3:
        raise KeyError(number)
    return number


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_the_order_stays(count: int) -> None:
    """What was made stands in the order of the things, from so many processes."""
    made = Processes(count)(doubled, MANY)
    assert [number for number, _ in made] == [2 * number for number in MANY]
    assert len({process for _, process in made}) == count


def test_little_work_stays_here() -> None:
    """For a few things no process is begun."""
    assert {process for _, process in Processes(4)(doubled, MANY[: ENOUGH - 1])} == {HERE}


def test_a_system_without_forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes cannot be forked, all is made here."""
    monkeypatch.delattr(PROCESSES.os, "fork")
    assert {process for _, process in Processes(4)(doubled, MANY)} == {HERE}


def test_a_process_that_dies_loses_nothing() -> None:
    """What a process that died would have made is made here."""
    assert Processes(3)(doubled_at_home, MANY) == [2 * number for number in MANY]


def test_a_fault_is_raised_here() -> None:
    """A fault in another process's share is raised as if there were one process."""
    with pytest.raises(KeyError, match="3"):
        Processes(2)(refuse, MANY)


def test_progress_is_told_by_one() -> None:
    """Only this process tells how far the work is, in things of all processes."""
    told: list[tuple[int, int]] = []
    Processes(2)(doubled, MANY, lambda done, total: told.append((done, total)))
    assert told == [(done, len(MANY)) for done in range(0, len(MANY) + 1, 2)][: len(told)]
    assert len(told) == (len(MANY) + 1) // 2


def test_any_number_of_jobs_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site is the same to the byte, made by one process or by three."""
    monkeypatch.setattr(PROCESSES, "ENOUGH", 8)
    write_project(8, tmp_path / "project")
    build = partial(CliRunner().invoke, main)
    options = ["build", "--source", str(tmp_path / "project"), "--today", "2026-01-31", "--no-cache"]
    sites = []
    for jobs in ("1", "3"):
        assert build([*options, "--out", str(tmp_path / jobs), "--jobs", jobs]).exit_code == 0
        paths = sorted(path for path in (tmp_path / jobs).rglob("*") if path.is_file())
        sites.append({path.relative_to(tmp_path / jobs): path.read_bytes() for path in paths})
    assert sites[0] == sites[1]


def test_processors_are_counted() -> None:
    """There is at least the one that runs this."""
    assert usable_processors() >= 1
