"""What stands in an output folder and no build wrote: it is found, and carried over into the next site."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from learnbrief.files.written import LIST, written_in


@dataclass(frozen=True, slots=True)
class Foreign:
    """Paths in a folder of what no build wrote."""

    files: frozenset[str]
    """Links are files, wherever they lead."""
    folders: frozenset[str]
    """Empty ones too: to git, a checkout without `.git/refs/` is none."""


def foreign_in(folder: Path, ours: frozenset[str] | None = None) -> Foreign:
    """Find what stands in a folder and is not ours, which is what its list names, or what is given.

    A folder is ours if it leads to a file of ours. Raises OSError for a folder that cannot be looked into.
    """
    if not folder.is_dir():
        return Foreign(frozenset(), frozenset())
    ours = written_in(folder) if ours is None else ours
    files, folders = _contents(folder)
    return Foreign(frozenset(files - ours - {LIST}), frozenset(folders - folders_of(ours)))


def folders_of(names: frozenset[str]) -> frozenset[str]:
    """Give all folders that lead to files."""
    return frozenset(str(parent) for name in names for parent in PurePosixPath(name).parents) - {"."}


def carry_over(foreign: Foreign, old: Path, new: Path) -> None:
    """Put what is foreign in the old site into the new one, unless it stands there already."""
    for name in sorted(foreign.folders):
        (new / name).mkdir(parents=True, exist_ok=True)
    for name in sorted(foreign.files):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(new / name):
            _carry_over(old / name, new / name)
    for name in sorted(foreign.folders, reverse=True):
        shutil.copystat(old / name, new / name)


def bring_back(before: Path, out: Path) -> None:
    """Move what is foreign in a site set aside into the output; where both have it, the output's stays."""
    foreign = foreign_in(before)
    for name in sorted(foreign.folders):
        if not os.path.lexists(out / name):
            (out / name).mkdir(parents=True)
    for name in sorted(foreign.files):
        if not os.path.lexists(out / name):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (before / name).rename(out / name)


def _contents(folder: Path) -> tuple[set[str], set[str]]:
    """Give the paths of all files and of all folders below a folder; links are not followed."""
    files: set[str] = set()
    folders: set[str] = set()
    for path, inner, names in os.walk(folder, onerror=_raise):
        linked = {name for name in inner if Path(path, name).is_symlink()}
        files |= {_name(path, name, folder) for name in (*names, *linked)}
        folders |= {_name(path, name, folder) for name in inner if name not in linked}
    return files, folders


def _name(path: str, name: str, folder: Path) -> str:
    return Path(path, name).relative_to(folder).as_posix()


def _raise(fault: OSError) -> None:
    raise fault


def _carry_over(old: Path, new: Path) -> None:
    if old.is_symlink():
        new.symlink_to(old.readlink())
        return
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)
