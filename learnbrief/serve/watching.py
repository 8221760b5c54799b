"""Saves noticed: a project's files are looked at many times a second, and a change counts once files rest.

What a save changed can be built meanwhile: to build takes longer than an editor's writing, and what it came to is
thrown away if the editor had not finished.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

from learnbrief.cache.program import built_in_templates
from learnbrief.files import SOURCE_FOLDERS, is_passed_over
from learnbrief.serve.reading import Stamp, stamp_of
from learnbrief.settings import SETTINGS_FILE

PAUSE = 0.01
"""Seconds between two looks, at least; more on a large project or a slow disk, so that looking stays light."""
RESTING_PAUSE = 0.1
"""The same where nobody has saved for a while."""
RESTS_AFTER = 300
"""Seconds without a save after which nobody is taken to be writing."""
LONGEST_PAUSE = 0.5
MOST_RECENT = 10
"""Files that are looked at more often than all others, because they were saved last."""
LOOKING_SHARE = 8
"""Pauses are at least so many times as long as a look takes."""
SETTLED = 0.02
"""Seconds for which files must not change: many editors write in several steps."""
SETTLED_HALF_WRITTEN = 0.25
"""The same where a file has become empty or is gone: then most editors are about to write it."""
LONGEST_WAIT = 2.0
"""After so many seconds of changes without a rest what is there is taken as it is."""

_NOTHING: Stamp = (0, 0, 0, 0)
_SIZE = 2
"""The size's place in a stamp."""


def look(project: Path) -> dict[str, Stamp]:
    """Stamp every file that a build would read."""
    stamps: dict[str, Stamp] = {}
    for path in (project / SETTINGS_FILE, project / "templates", *(project / folder for folder in SOURCE_FOLDERS)):
        stamps.update(_stamp(str(path)))
    for folder, endings in SOURCE_FOLDERS.items():
        stamps.update(_walk(str(project / folder), endings))
    for folder in {os.path.realpath(project / "templates"), os.path.realpath(built_in_templates())}:
        stamps.update(_walk(folder, ()))
    return stamps


def _stamp(path: str) -> Iterator[tuple[str, Stamp]]:
    try:
        found = os.stat(path)  # noqa: PTH116 - a thousand of these many times a second
    except OSError:
        return
    is_folder = os.path.isdir(path)  # noqa: PTH112
    yield path, _NOTHING if is_folder else stamp_of(found)


def _walk(folder: str, endings: tuple[str, ...]) -> Iterator[tuple[str, Stamp]]:
    """Stamp the files in a folder; a file that goes while it is looked at is not there."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if is_passed_over(entry.name):
            continue
        try:
            if entry.is_dir():
                yield from _walk(entry.path, endings)
            elif not endings or entry.name.lower().endswith(endings):
                yield entry.path, stamp_of(entry.stat())
        except OSError:
            continue


class Watch:
    """Tells of saves since it was made."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._pause = self._step = PAUSE
        self._recent: list[str] = []
        """Paths of what was saved last."""
        self._stirred_at = self._changed_at = time.monotonic()
        self._taken = self._now = self._look()

    async def stir(self) -> None:
        """Wait for the first sign of a change."""
        while (now := self._look()) == self._taken:
            await self._rest()
        self._recent = [path for path, _ in now.items() ^ self._taken.items()][:MOST_RECENT]
        self._now = now
        self._stirred_at = self._changed_at = time.monotonic()

    async def _rest(self) -> None:
        """Wait until all is looked at again; what was saved last is likely to be saved next, so it is meanwhile."""
        until, recent = time.monotonic() + self._pause, self._stamps_of_recent()
        while (left := until - time.monotonic()) > 0 and self._stamps_of_recent() == recent:
            await asyncio.sleep(min(self._step, left))

    def _stamps_of_recent(self) -> list[tuple[str, Stamp]]:
        return [stamp for path in self._recent for stamp in _stamp(path)]

    async def has_settled(self) -> bool:
        """Wait as long as files must not change; tell whether they did, since the sign or since this was asked."""
        # A file that had something in it and is gone or empty is perhaps being written just now.
        filled = {path for path, stamp in self._now.items() if stamp[_SIZE]}
        emptied = any(stamp[_SIZE] and path not in filled for path, stamp in self._taken.items())
        needed = SETTLED_HALF_WRITTEN if emptied else SETTLED
        while True:
            await asyncio.sleep(min(SETTLED, self._changed_at + needed - time.monotonic()))
            now, at = self._look(), time.monotonic()
            if now != self._now and at - self._stirred_at < LONGEST_WAIT:
                self._now, self._changed_at = now, at
                return False
            if now != self._now or at - self._changed_at >= needed:
                self._taken = self._now
                return True

    def _look(self) -> dict[str, Stamp]:
        began = time.monotonic()
        found = look(self._project)
        now = time.monotonic()
        self._step = RESTING_PAUSE if now - self._stirred_at > RESTS_AFTER else PAUSE
        self._pause = min(LONGEST_PAUSE, max(self._step, LOOKING_SHARE * (now - began)))
        return found
