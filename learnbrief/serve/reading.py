"""Files read again only when they have changed, so that a round costs what was saved and not what there is."""

import os
import time

from learnbrief.files import Found, content_of

Stamp = tuple[int, int, int, int]
"""When a file was written last, when anything of it was changed, how long it is, and which file it is.

The second, which no program can set, tells of a save that keeps the first: `rsync --times`, disks with coarse clocks.
"""

_COARSEST = 2_000_000_000
"""Nanoseconds by which clocks of file systems may be late: FAT counts in steps of two seconds."""


def stamp_of(status: os.stat_result) -> Stamp:
    """Take a file's stamp from what the system tells of it."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


class FileReader:
    """Remembers what files held, as long as their stamps stay the same.

    A file that was changed just before it was read is read again: another change in the same tick of the clock would
    leave no trace. Git calls such an entry of its index racy (Documentation/technical/racy-git).
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Stamp, bytes]] = {}

    def __call__(self, path: Found) -> bytes:
        """Give what a file holds; raises OSError."""
        name = os.fspath(path)
        stamp = stamp_of(os.stat(name))  # noqa: PTH116 - a thousand of these after each save
        known = self._known.get(name)
        if known and known[0] == stamp:
            return known[1]
        content = content_of(path)
        if max(stamp[:2]) < time.time_ns() - _COARSEST:
            self._known[name] = (stamp, content)
        else:
            self._known.pop(name, None)
        return content
