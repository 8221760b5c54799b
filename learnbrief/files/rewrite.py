"""Sources that the editor asked us to change: the new ones take the old ones' places, all of them or none."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from learnbrief.problems import system_reason


class RewritingError(Exception):
    """A source cannot be changed; the message is the rest of a line that begins with the file's name."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path = path


class Rewriting(Struct, frozen=True):
    """What a source holds, and what it is to hold."""

    path: Path
    before: bytes
    after: bytes


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Put a source's new content in the place of the old, whole or not at all. Raises RewritingError, as below."""
    rewrite_all([Rewriting(path, before, after)])


def rewrite_all(rewritings: Sequence[Rewriting]) -> None:
    """Put the new contents of sources in the places of the old.

    Raises RewritingError, and leaves all of them as they were, where one holds another content by now or cannot be
    written. So every new one is written out before any takes an old one's place.
    """
    staged: list[tuple[Path, Path, Rewriting]] = []
    try:
        for each in rewritings:
            _stage(each, staged)
        _put_in_place(staged)
    finally:
        for new, _, _ in staged:
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _stage(each: Rewriting, staged: list[tuple[Path, Path, Rewriting]]) -> None:
    try:
        real = each.path.resolve()
        if real.read_bytes() != each.before:
            raise RewritingError(each.path, "it was changed in the meantime; run the command again")
        with tempfile.NamedTemporaryFile(dir=real.parent, prefix=f".{real.name}.", delete=False) as file:
            staged.append((Path(file.name), real, each))
            file.write(each.after)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(real, file.name)
    except OSError as fault:
        raise RewritingError(each.path, system_reason(fault)) from fault


def _put_in_place(staged: Sequence[tuple[Path, Path, Rewriting]]) -> None:
    for number, (new, real, each) in enumerate(staged):
        try:
            new.replace(real)
        except OSError as fault:
            for _, replaced, earlier in staged[:number]:
                with suppress(OSError):
                    replaced.write_bytes(earlier.before)
            raise RewritingError(each.path, system_reason(fault)) from fault
