"""A site while it is written: beside the current site, from which it takes what has not changed, unread.

What a build knows of the site that stands is its manifest: of each file a digest of all that it is made of, one of
its content, and what the system tells of it. A file that has not been touched since is taken over unread, one that
was brought back from elsewhere is compared by its content, and any other is written anew.

A stage may begin as a spare, the site before the one that stands: most files are the same in both, and stay. No file
is ever changed in its place, since both may share it.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from learnbrief.cache.values import Value
from learnbrief.files.unmanaged import contents_of
from learnbrief.pages.addresses import folders_of


class Identity(NamedTuple):
    """What identifies one version of a file of the site."""

    key: bytes
    """A digest of all that it is made of."""
    digest: bytes
    """Of its content."""
    themes: bytes = b""
    """Those that it looks up, a bit each."""


class WrittenFile(Value, frozen=True):
    """A file of the site as a build left it."""

    key: bytes
    """A digest of all that it is made of."""
    digest: bytes
    """Of its content."""
    themes: bytes
    """Those that it looks up, a bit each."""
    size: int
    changed: int
    """When its content was last changed, in nanoseconds."""
    touched: int
    """When anything of it was last changed, which no program can set."""

    def is_of(self, status: os.stat_result) -> bool:
        """Tell whether this is what the system says of a file."""
        return (self.size, self.changed, self.touched) == stamp(status) and S_ISREG(status.st_mode)


Manifest = Mapping[str, WrittenFile]
"""The files of a site, by address."""
StagedFiles = Mapping[str, Identity | WrittenFile]
"""The files in a stage, by address; of those that stay as a build left them all is known."""

TakeOver = Callable[[str, str], None]
"""Puts a file of the current site under a second path."""


_GONE = (FileNotFoundError, NotADirectoryError)
"""What the system says where something else was put meanwhile, such as a file in a folder's place."""


class Stage:
    """A folder in which a site is written."""

    def __init__(self, folder: Path, before: Path, take_over: TakeOver) -> None:
        self._folder = os.fspath(folder)
        self._before = os.fspath(before)
        self._take_over = take_over
        self._spare: dict[str, int] = {}
        """What the spare has, by address, each with its inode."""
        self._folders: set[str] = {""}
        if folder.is_dir():
            self._spare, folders = contents_of(folder)
            self._folders |= folders
        else:
            os.mkdir(self._folder)

    def take(self, address: str, known: WrittenFile, key: bytes) -> Identity | WrittenFile | None:
        """Take a file over from the current site, and tell what is known of it in the stage.

        Gives None where it is not known to be as it should be.
        """
        if known.key != key:
            return None
        old = f"{self._before}/{address}"
        try:
            status = os.lstat(old)
            is_untouched = known.is_of(status)
            if not is_untouched and not _is_as_known(old, status, known):
                return None
            is_there = status.st_nlink > 1 and self._spare.get(address) == status.st_ino
            if not is_there:
                self._take_over(old, self._path(address))
        except OSError:
            return None
        return known if is_there and is_untouched else Identity(key, known.digest, known.themes)

    def write(self, address: str, parts: Iterable[bytes]) -> bytes:
        """Write a file anew, part by part; gives the digest of its content."""
        digest = sha256()
        with open(self._path(address), "wb") as file:
            for part in parts:
                digest.update(part)
                file.write(part)
        return digest.digest()[:_DIGEST_SIZE]

    def clear(self, names: Set[str]) -> None:
        """Clear away what only the spare had."""
        folders = folders_of(names)
        for address in self._spare.keys() - names - folders:
            self._remove(address)
        for folder in sorted(self._folders - folders - {""}, reverse=True):
            with suppress(*_GONE):
                os.rmdir(f"{self._folder}/{folder}")

    def read(self, address: str) -> bytes | None:
        """Read a file in the stage; None if it does not exist."""
        with suppress(OSError), open(f"{self._folder}/{address}", "rb") as file:
            return file.read()
        return None

    def size(self, address: str) -> int:
        """Give the size of a file that is in the stage; 0 where there is none."""
        with suppress(OSError):
            return os.stat(f"{self._folder}/{address}").st_size
        return 0

    def _path(self, address: str) -> str:
        """Give the path of a file that is not there yet, while its folder is."""
        self._make_folder(address.rpartition("/")[0])
        self._remove(address)
        return f"{self._folder}/{address}"

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            self._make_folder(folder.rpartition("/")[0])
            self._remove(folder)
            with suppress(FileExistsError):  # another process made it
                os.mkdir(f"{self._folder}/{folder}")
            self._folders.add(folder)

    def _remove(self, address: str) -> None:
        """Remove what the spare has at an address, be it a file or a folder."""
        if address in self._spare:
            with suppress(*_GONE):
                os.unlink(f"{self._folder}/{address}")
        elif address in self._folders:
            shutil.rmtree(f"{self._folder}/{address}")
            self._folders = {folder for folder in self._folders if not f"{folder}/".startswith(f"{address}/")}


_DIGEST_SIZE = 16
"""Bytes of SHA-256 that tell what a file holds."""


def _is_as_known(path: str, status: os.stat_result, known: WrittenFile) -> bool:
    """Tell whether a file that was touched holds what a build left: CI brings files back."""
    if status.st_size != known.size or not S_ISREG(status.st_mode):
        return False
    with open(path, "rb") as file:
        return sha256(file.read()).digest()[:_DIGEST_SIZE] == known.digest


def link(old: str, new: str) -> None:
    """Hard-link a file under a second name; this takes no extra space, and files are never changed in place."""
    os.link(old, new)


def copy(old: str, new: str) -> None:
    """Copy a file with its times."""
    shutil.copy2(old, new)


def stamp(status: os.stat_result) -> tuple[int, int, int]:
    """Give what shows that a file is untouched: its size, and when its content and its metadata changed."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns
