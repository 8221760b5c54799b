"""Results that builds remember, a file each, in a folder that is safe to delete.

A disk that is full, read-only or spoilt is no fault: what cannot be read is computed, what cannot be written is not
remembered.
"""

import os
import re
import tempfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVarTuple

from learnbrief import __version__
from learnbrief.crew import Crew, alone
from learnbrief.memo import call, digest_of

MEMORY = ".learnbrief"
"""The folder in a project that builds remember in."""

Arguments = TypeVarTuple("Arguments")

_OURS = re.compile(r"[0-9a-f]{64}|half-.*")
_DIGEST = 32
"""Bytes before each content, which show whether it is whole."""
_LIBRARIES = ("brotli", "jinja2", "markdown", "nh3", "pillow", "pyyaml", "snowballstemmer")
"""Those that have, or may come to have, a part in what is remembered: another version may give other bytes."""
_OWN_ENDINGS = (".py", ".yml", ".ttf")


class Memory:
    """A memo that keeps results in a project's folder `.learnbrief`."""

    def __init__(self, project: Path) -> None:
        self._folder = project / MEMORY
        self._program = _program()
        self._used: set[str] = set()

    def each(
        self, function: Callable[[*Arguments], bytes], arguments: Sequence[tuple[*Arguments]], crew: Crew = alone
    ) -> list[bytes]:
        """Answer what the function answers to each of these arguments, from memory if possible."""
        names = [digest_of(self._program, function, *each) for each in arguments]
        self._used.update(names)
        remembered = {name: self._read(name) for name in names}
        missing = {name: each for name, each in zip(names, arguments, strict=True) if remembered[name] is None}
        for name, content in zip(missing, crew(partial(call, function), list(missing.values())), strict=True):
            remembered[name] = content
            self._write(name, content)
        return [remembered[name] or b"" for name in names]

    def forget_unused(self) -> None:
        """Delete every result that nobody has asked this memory for, and what an interrupted build left half written.

        Files that are not ours stay.
        """
        with suppress(OSError):
            for path in sorted(self._folder.iterdir()):
                if path.name not in self._used and _OURS.fullmatch(path.name):
                    path.unlink(missing_ok=True)

    def _read(self, name: str) -> bytes | None:
        """Read a result; None where there is none, or it is not whole."""
        try:
            kept = (self._folder / name).read_bytes()
        except OSError:
            return None
        content = kept[_DIGEST:]
        return content if kept[:_DIGEST] == sha256(content).digest() else None

    def _write(self, name: str, content: bytes) -> None:
        """Keep a result: written under another name, then renamed, so that none is ever seen half."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            handle, half = tempfile.mkstemp(prefix="half-", dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(content).digest() + content)
                Path(half).replace(self._folder / name)
            except OSError:
                Path(half).unlink(missing_ok=True)


def _program() -> str:
    """Tell this program from any other version of it, one that a developer is changing included."""
    package = Path(__file__).resolve().parent.parent
    digest = sha256(f"{__version__} {zlib.ZLIB_RUNTIME_VERSION}\n".encode())
    for path in sorted(package.rglob("*")):
        if path.suffix in _OWN_ENDINGS:
            digest.update(f"{path.relative_to(package)}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()
