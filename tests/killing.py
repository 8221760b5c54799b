"""Publishes small sites by turns, in a process that is killed at random moments, and holds what is left to SPEC 6.

`python -m tests.killing WAY FOLDER KILLS` fails at the first broken promise. Where fewer than a tenth of the kills
left something half done, as on a busy machine, it goes on killing; five times as often at most. It is a program of
its own because a small process is quickly split in two.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from learnbrief.files import publish
from learnbrief.files.fill import READY, STAGED, complete
from learnbrief.files.manifest import LIST
from tests.support import publish_files

MODULE = sys.modules[publish.__module__]
SPARE = ".site.spare"
SITES = [
    {f"{folder}/{page}.html": f"{site} {page}".encode() * 300 for folder in folders for page in range(3)}
    for site, folders in (("first", ("a", "both", "deep/er")), ("second", ("b", "both", "deep")))
]
THEIRS = {"CNAME": b"theirs", "both/theirs.txt": b"theirs"}
WHOLE = [{**site, **THEIRS} for site in SITES]


def in_one_step() -> None:
    """Leave everything to the system."""


def in_two_steps() -> None:
    """Take this for a system that cannot exchange folders."""
    setattr(MODULE, "exchange", lambda _first, _second: False)  # noqa: B010 - a module's name, not our own


def filled() -> None:
    """Take every output folder for one that cannot be moved."""
    setattr(MODULE, "can_be_moved", lambda _folder: False)  # noqa: B010


WAYS: dict[str, Callable[[], None]] = {"one-step": in_one_step, "two-steps": in_two_steps, "filled": filled}


def files(folder: Path) -> dict[str, bytes]:
    """Give the files below a folder, without the list of what was written."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != LIST}


def start(out: Path, project: Path) -> int:
    """Start a process that publishes by turns for ever; come back when it is about to."""
    begun, beginning = os.pipe()
    child = os.fork()
    if not child:
        os.write(beginning, b"!")
        while True:
            for site in SITES:
                publish_files(site, out, project)
    os.read(begun, 1)
    os.close(begun)
    os.close(beginning)
    return child


def hold(way: str, out: Path, litter: set[str]) -> None:
    """Hold what a killed build left to the promise, before any other build sees it."""
    assert all((out / name).is_file() for name in THEIRS) or way == "two-steps", "what others put is gone"
    if way == "filled":
        complete(out)
    if out.exists():
        assert files(out) in WHOLE, f"a mixture stands there: {sorted(files(out))}"
    else:
        assert way == "two-steps", "the site is gone"
        assert ".site.before" in litter, "the old site is lost"


def seconds(work: Callable[[], object]) -> float:
    """Tell how long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main(way: str, folder: Path, kills: int) -> None:
    """Kill a build as often as asked, and then until a tenth of so many kills have met a build at work."""
    project, out = folder / "project", folder / "www/site"
    (project / "briefings").mkdir(parents=True)
    out.mkdir(parents=True)
    WAYS[way]()
    publish_files(SITES[0], out, project)
    for name, content in THEIRS.items():
        (out / name).write_bytes(content)
    usual = min(seconds(lambda: publish_files(SITES[1], out, project)) for _ in range(5))
    moments, half_done = random.Random(7), 0
    for killed in range(5 * kills):
        if killed >= kills and half_done >= kills / 10:
            return
        child = start(out, project)
        time.sleep(moments.uniform(0, 2 * usual))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        litter = {path.name for path in out.parent.iterdir()} - {"site", SPARE}
        half_done += bool(litter) or (out / STAGED).exists() or (out / READY).exists()
        hold(way, out, litter)
        assert {*publish_files(SITES[1], out, project)} == set() or way != "one-step"
        assert files(out) == WHOLE[1], "the next build gave another site"
        assert {path.name for path in out.parent.iterdir()} - {SPARE} == {"site"}, "litter is left"
    raise AssertionError(f"only {half_done} kills met a build at work")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
