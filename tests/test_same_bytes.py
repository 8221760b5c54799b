"""Same sources, same bytes: nothing of the machine, the user, the hour or the folder shows in a site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.test_publish import Tree, tree

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests/golden/project"

BUILD = """
import os, random, sys
sys.path.insert(0, sys.argv[1])
from learnbrief.cache import pool
from learnbrief.cli import main

chance, scandir, listdir = random.Random(sys.argv[2]), os.scandir, os.listdir

class Shuffled(list):
    __enter__ = lambda self: self
    __exit__ = close = lambda self, *_: None
    __next__ = lambda self: self.pop() if self else next(iter(()))
    __iter__ = lambda self: self

def shuffled(entries):
    entries = sorted(entries, key=lambda entry: os.fsencode(getattr(entry, "name", entry)))
    chance.shuffle(entries)
    return entries

os.scandir = lambda *given: Shuffled(shuffled(scandir(*given)))
os.listdir = lambda *given: shuffled(listdir(*given))
os.umask(int(sys.argv[3], 8))
pool.WORTH_SHARING = 0.0
main(sys.argv[4:])
"""
"""Builds with folders' entries in an order of chance, and shares out even a little work."""

WORLDS: Mapping[str, tuple[str, str, int, list[str], dict[str, str]]] = {
    "a plain one": ("a", "022", 0, ["--jobs", "1"], {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}),
    "far in the east, and in ASCII": (
        "a deeper/folder – with é",
        "077",
        1_000_000_000,
        ["--jobs", "3"],
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "USER": "zquser"},
    ),
    "far in the west, and Turkish": (
        "b",
        "000",
        -1_000_000_000,
        ["--jobs", "2", "--no-cache"],
        {"TZ": "Etc/GMT+12", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4294967295"},
    ),
}
"""By name: the folder, the umask, the shift of the sources' times, the options, and the environment."""


def built(folder: Path, name: str) -> Tree:
    """Build the golden project in a folder, in one of the worlds, and give its site."""
    place, umask, shift, options, environment = WORLDS[name]
    project = folder / place / "zqproject"
    shutil.copytree(GOLDEN, project)
    for path in project.rglob("*"):
        os.utime(path, (1_600_000_000 + shift, 1_600_000_000 + shift))
    command = ["build", "--source", str(project), "--today", "2026-01-31", *options]
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(ROOT), name, umask, *command],
        cwd=folder / place,
        env={**{key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT")}, **environment},
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return tree(project / "site")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    """Build the project in each of the worlds."""
    return {name: built(tmp_path_factory.mktemp("world"), name) for name in WORLDS}


@pytest.mark.parametrize("name", list(WORLDS)[1:])
def test_the_same_sources_give_the_same_bytes(sites: Mapping[str, Tree], name: str) -> None:
    """Time zone, locale, hash seed, folder, umask, processes, times and order of entries change no byte."""
    plain, other = sites["a plain one"], sites[name]
    assert plain.keys() == other.keys()
    assert not [file for file, content in plain.items() if other[file] != content]


def test_nothing_of_the_machine_shows(sites: Mapping[str, Tree]) -> None:
    """No file names the folder that the project lay in, or the user who built it."""
    for site in sites.values():
        told = {name: content if isinstance(content, bytes) else content.encode() for name, content in site.items()}
        assert not [name for name, content in told.items() if b"zq" in name.encode() or b"zqproject" in content]
        assert not [name for name, content in told.items() if b"zquser" in content]
