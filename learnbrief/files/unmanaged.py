"""What is in an output folder and no build wrote: it is found, and carried over into the next site."""

import os
import shutil
from pathlib import Path

from msgspec import Struct

from learnbrief.files.manifest import LIST, manifest_in
from learnbrief.pages.addresses import folders_of


class Unmanaged(Struct, frozen=True):
    """Paths in a folder of what no build wrote."""

    files: frozenset[str]
    """Links are files, wherever they lead."""
    folders: frozenset[str]
    """Empty folders too: git does not accept a checkout without `.git/refs/`."""


def unmanaged_in(folder: Path, ours: frozenset[str] | None = None) -> Unmanaged:
    """Find what is in a folder and is not ours, which is what its list names, or what is given.

    A folder is ours if it leads to a file of ours. Raises OSError for a folder that cannot be looked into.
    """
    if not folder.is_dir():
        return Unmanaged(frozenset(), frozenset())
    ours = manifest_in(folder) if ours is None else ours
    files, folders = contents_of(folder)
    return Unmanaged(frozenset(files.keys() - ours - {LIST}), frozenset(folders - folders_of(ours)))


def carry_over(unmanaged: Unmanaged, old: Path, new: Path) -> None:
    """Put what is unmanaged in the old site into the new one, unless it is there already."""
    for name in sorted(unmanaged.folders):
        (new / name).mkdir(parents=True, exist_ok=True)
    for name in sorted(unmanaged.files):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(new / name):
            _carry_over(old / name, new / name)
    for name in sorted(unmanaged.folders, reverse=True):
        shutil.copystat(old / name, new / name)


def bring_back(before: Path, out: Path) -> None:
    """Move what is unmanaged in a site set aside into the output; where both have it, the output's stays."""
    unmanaged = unmanaged_in(before)
    for name in sorted(unmanaged.folders):
        if not os.path.lexists(out / name):
            (out / name).mkdir(parents=True)
    for name in sorted(unmanaged.files):
        if not os.path.lexists(out / name):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (before / name).rename(out / name)


def contents_of(folder: Path) -> tuple[dict[str, int], set[str]]:
    """Give the paths of all files, each with its inode, and of all folders below a folder; links are not followed."""
    files: dict[str, int] = {}
    folders: set[str] = set()
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.add(f"{inside}{entry.name}")
                    waiting.append(f"{inside}{entry.name}/")
                else:
                    files[f"{inside}{entry.name}"] = entry.inode()
    return files, folders


def _carry_over(old: Path, new: Path) -> None:
    if old.is_symlink():
        new.symlink_to(old.readlink())
        return
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)
