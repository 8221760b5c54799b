"""Files read again only when they have changed, so that a round costs what was saved and not what there is."""

import os
import time

from learnbrief.files import Found, content_of

Stamp = tuple[int, int, int]
"""When a file was changed last, how long it is, and which file it is."""

_COARSEST = 2_000_000_000
"""Nanoseconds by which clocks of file systems may be late: FAT counts in steps of two seconds."""


class Reading:
    """Remembers what files held, as long as their stamps stay the same.

    A file that was changed just before it was read is read again: another change in the same tick of the clock would
    leave no trace. Git calls such an entry of its index racy (Documentation/technical/racy-git).
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Stamp, bytes]] = {}

    def __call__(self, path: Found) -> bytes:
        """Give what a file holds; raises OSError."""
        name = os.fspath(path)
        found = os.stat(name)  # noqa: PTH116 - a thousand of these after each save
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        known = self._known.get(name)
        if known and known[0] == stamp:
            return known[1]
        content = content_of(path)
        if stamp[0] < time.time_ns() - _COARSEST:
            self._known[name] = (stamp, content)
        else:
            self._known.pop(name, None)
        return content
