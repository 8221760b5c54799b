"""Whether a folder can be moved as a whole."""

import os
import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
"""Linux: a mount a line, its place in the fifth column. Without it, mounts that share a file system go unseen."""


def can_be_moved(folder: Path) -> bool:
    """Tell whether another folder may take a folder's place.

    Not if it is a mount point; nor if it holds one, since what is mounted there would be copied and then emptied; nor
    if we may not write beside it.
    """
    if not folder.is_dir():
        return True
    if os.path.ismount(folder) or mounts_in(folder):
        return False
    return os.access(folder.parent, os.W_OK | os.X_OK)


def mounts_in(folder: Path) -> list[Path]:
    """Find the folders, and the single files, that are mounted on a folder or below it."""
    return [point for point in _mount_points() if point.is_relative_to(folder)]


def _mount_points() -> list[Path]:
    try:
        lines = _MOUNTS.read_bytes().splitlines()
    except OSError:
        return []
    return [_place(line.split(b" ")[4]) for line in lines]


def _place(field: bytes) -> Path:
    r"""Undo the octal escapes, such as \040 for a blank."""
    return Path(os.fsdecode(re.sub(rb"\\([0-7]{3})", lambda match: bytes([int(match[1], 8)]), field)))
