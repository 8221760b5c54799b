"""Work shared out among processes: what comes out never depends on how many there were."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from learnbrief.cache import pool
from learnbrief.cache.pool import Pool

HERE = os.getpid()
MANY = list(range(57))


@pytest.fixture(autouse=True)
def _share_even_a_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have work shared out that takes no time."""
    monkeypatch.setattr(pool, "WORTH_SHARING", 0.0)


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


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_order_stays(count: int) -> None:
    """Results stand in the order of the values; with one process they are made here, else in others."""
    made = Pool(count).map(doubled, MANY)
    assert [number for number, _ in made] == [2 * number for number in MANY]
    assert ({process for _, process in made} == {HERE}) is (count == 1)


def test_this_process_does_something_else_meanwhile() -> None:
    """What is to be done meanwhile is done here and shared with nobody; where nothing is shared it is not begun."""
    met: list[tuple[int, int]] = []
    made = Pool(2).map(doubled, MANY, meanwhile=lambda: met.extend(Pool(2).map(doubled, MANY)))
    assert HERE not in {process for _, process in made}
    assert met == [(2 * number, HERE) for number in MANY]
    Pool(1).map(doubled, MANY, meanwhile=met.clear)
    assert met


def test_little_work_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what is soon done no process is begun."""
    monkeypatch.setattr(pool, "WORTH_SHARING", 60.0)
    assert {process for _, process in Pool(4).map(doubled, MANY)} == {HERE}


def test_work_that_proves_long_is_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was begun here goes on in other processes, in the same order, once it would take too long."""
    passed = iter(range(1000))
    monkeypatch.setattr(pool, "process_time", lambda: float(next(passed)))
    monkeypatch.setattr(pool, "WORTH_SHARING", 20.0)
    made = Pool(2).map(doubled, MANY)
    assert [number for number, _ in made] == [2 * number for number in MANY]
    assert [process for _, process in made].count(HERE) == 3
    few = Pool(2).map(doubled, MANY[:20])
    assert {process for _, process in few} == {HERE}


def test_so_many_as_are_enough_are_shared_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where each takes long, the first one need not show it."""
    monkeypatch.setattr(pool, "WORTH_SHARING", 60.0)
    assert HERE not in {process for _, process in Pool(2).map(doubled, MANY[:3], enough=2)}
    assert {process for _, process in Pool(2).map(doubled, MANY[:1], enough=2)} == {HERE}


def test_a_system_without_forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes cannot be forked, all is done here."""
    monkeypatch.delattr(os, "fork")
    assert {process for _, process in Pool(4).map(doubled, MANY)} == {HERE}


def test_a_process_that_dies_loses_nothing() -> None:
    """What a process that died would have given is made here, and the next work is shared out again."""
    assert Pool(3).map(doubled_at_home, MANY) == [2 * number for number in MANY]
    assert HERE not in {process for _, process in Pool(3).map(doubled, MANY)}


def test_a_fault_is_raised_here() -> None:
    """A fault in another process is raised as if there were one process."""
    with pytest.raises(KeyError, match="3"):
        Pool(2).map(refuse, MANY)
    assert pool._inherited is None


@pytest.mark.parametrize("count", [1, 2])
def test_progress_is_told(count: int) -> None:
    """Whoever asks is told how many values are done, of how many, up to nearly all."""
    told: list[tuple[int, int]] = []
    Pool(count).map(doubled, MANY, lambda done, total: told.append((done, total)))
    assert told == sorted(set(told))
    assert {total for _, total in told} == {len(MANY)}
    assert told[0][0] == 0
    assert told[-1][0] > 0.8 * len(MANY)


ENDLESS = """
import os, time
from pathlib import Path
from learnbrief.cache import pool

pool.WORTH_SHARING = 0.0

def wait(number):
    Path(str(os.getpid())).touch()
    time.sleep(600)

pool.Pool(2).map(wait, range(50))
"""


def test_processes_end_with_the_first_one(tmp_path: Path) -> None:
    """Where a build is killed, what it forked does not go on by itself."""
    root = str(Path(__file__).parent.parent)
    first = subprocess.Popen([sys.executable, "-c", ENDLESS], cwd=tmp_path, env={**os.environ, "PYTHONPATH": root})
    end = time.monotonic() + 60
    while len(others := list(tmp_path.iterdir())) < 2:
        assert time.monotonic() < end
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait(60)
    while any(is_running(int(path.name)) for path in others):
        assert time.monotonic() < end
        time.sleep(0.02)


def is_running(process: int) -> bool:
    """Tell whether there is a process that has not ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
