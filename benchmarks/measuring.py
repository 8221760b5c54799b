"""A command's time and memory, and whether anything else ran meanwhile."""

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

QUIET = 0.05
"""Seconds of the processors that others may use in half a second of what counts as quiet."""
_STATE = Path("/proc/stat")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run of a command took, or several in the middle."""

    wall: float
    """Seconds of the clock."""
    processor: float
    """Seconds of the processors, with those of all processes that the command started."""
    memory: float
    """Megabytes of the largest of its processes, at most."""
    is_calm: bool
    """Whether nothing else used the processors to speak of."""


def run(command: Sequence[str], folder: Path, patience: float = 0) -> Figures:
    """Run a command in a folder, after waiting so many seconds at most for a quiet moment.

    Raises RuntimeError, with what it said, where it fails.
    """
    with tempfile.TemporaryFile() as said:
        wait_for_quiet(patience)
        used, began = _used(), time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(folder), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{shlex.join(command)} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    processor = usage.ru_utime + usage.ru_stime
    others = _used() - used - processor
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Figures(wall, processor, memory / 1_000_000, is_calm=others < QUIET + 0.1 * wall)


def middle(runs: Sequence[Figures]) -> Figures:
    """Give the medians of the calm runs; of all, where none was calm."""
    calm = [each for each in runs if each.is_calm] or runs
    return Figures(
        median(each.wall for each in calm),
        median(each.processor for each in calm),
        median(each.memory for each in calm),
        is_calm=any(each.is_calm for each in runs),
    )


def count_calm(runs: Iterable[Figures]) -> int:
    """Count the runs that nothing disturbed."""
    return sum(each.is_calm for each in runs)


def wait_for_quiet(patience: float) -> None:
    """Wait until half a second passes in which hardly anything runs, or so many seconds at most."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        used = _used()
        time.sleep(0.5)
        if _used() - used < QUIET:
            return


def _environment(folder: Path) -> dict[str, str]:
    """Give the environment of what is measured: compiled modules are kept, as is usual, and caches lie near."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    cache = str(folder / "cache")
    return {**kept, "NO_COLOR": "1", "XDG_CACHE_HOME": cache, "HUGO_CACHEDIR": cache}


def _used() -> float:
    """Give the seconds that this machine's processors have worked; 0 where the system does not tell."""
    if not _STATE.exists():
        return 0.0
    user, nice, system, _, _, interrupts, more, stolen = map(int, _STATE.read_text().split("\n", 1)[0].split()[1:9])
    return (user + nice + system + interrupts + more + stolen) / os.sysconf("SC_CLK_TCK")
