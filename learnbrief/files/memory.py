"""Results that builds remember, a file each, in a folder that is safe to delete.

A disk that is full, read-only or spoilt is no fault: what cannot be read is computed, what cannot be written is not
remembered.
"""

import os
import re
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from learnbrief.crew import Crew, Told, alone, unseen
from learnbrief.memo import call, digest_of
from learnbrief.program import MEMORY, program_digest

Item = TypeVar("Item")
Arguments = TypeVarTuple("Arguments")

_OURS = re.compile(r"[0-9a-f]{64}|half-.*")
_DIGEST = 32
"""Bytes before each content, which show whether it is whole, and what was kept under this name."""


class Memory:
    """A memo that keeps results in a project's folder `.learnbrief`."""

    def __init__(self, project: Path) -> None:
        self._folder = project / MEMORY
        self.program = program_digest()
        """Belongs into the digest of whatever is remembered."""
        self._used: set[str] = set()

    def each(
        self, function: Callable[[*Arguments], bytes], arguments: Sequence[tuple[*Arguments]], crew: Crew = alone
    ) -> list[bytes]:
        """Answer what the function answers to each of these arguments, from memory if possible."""
        names = [digest_of(self.program, function, *each) for each in arguments]
        remembered = {name: self.recall(name) for name in names}
        missing = {name: each for name, each in zip(names, arguments, strict=True) if remembered[name] is None}
        for name, content in zip(missing, crew(partial(call, function), list(missing.values())), strict=True):
            remembered[name] = content
            self.keep(name, content)
        return [remembered[name] or b"" for name in names]

    def under(
        self,
        keys: Sequence[str],
        make: Callable[[Item], bytes],
        items: Sequence[Item],
        crew: Crew = alone,
        told: Told = unseen,
    ) -> list[bytes]:
        """Give what is made of each item, from memory if it was made under the same key."""
        names = [sha256(f"{self.program} {key}".encode()).hexdigest() for key in keys]
        found = {name: self.recall(name) for name in names}
        missing = {name: item for name, item in zip(names, items, strict=True) if not found[name]}
        for name, content in zip(missing, crew(make, list(missing.values()), told), strict=True):
            found[name] = content
            if content:
                self.keep(name, content)
        return [found[name] or b"" for name in names]

    def forget_unused(self) -> None:
        """Delete every result that nobody has asked this memory for, and what an interrupted build left half written.

        Files that are not ours stay.
        """
        with suppress(OSError):
            for path in sorted(self._folder.iterdir()):
                if path.name not in self._used and _OURS.fullmatch(path.name):
                    path.unlink(missing_ok=True)

    def recall(self, name: str) -> bytes | None:
        """Read a result; None where there is none, or it is not whole."""
        self._used.add(name)
        try:
            kept = (self._folder / name).read_bytes()
        except OSError:
            return None
        content = kept[_DIGEST:]
        return content if kept[:_DIGEST] == _seal(name, content) else None

    def keep(self, name: str, content: bytes) -> None:
        """Keep a result: written under another name, then renamed, so that none is ever seen half."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            handle, half = tempfile.mkstemp(prefix="half-", dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_seal(name, content) + content)
                Path(half).replace(self._folder / name)
            except OSError:
                Path(half).unlink(missing_ok=True)


def _seal(name: str, content: bytes) -> bytes:
    """Bind a content to its name, so that neither can be changed without the other."""
    return sha256(name.encode() + content).digest()
