"""The list of what a build wrote, which travels inside the site, and the writing of a site's files."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from stat import S_ISREG

LIST = ".learnbrief-files"
"""The file in the output that names all that a build wrote there, one path a line."""


def with_list(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give a site's files and the list of them."""
    return {**files, LIST: _list_of(files)}


def written_in(folder: Path) -> frozenset[str]:
    """Read what a build wrote into a folder; nothing where the list is lost. The list does not name itself.

    A line that is spoilt names no file that there is, and so does no harm.
    """
    listed = folder / LIST
    if listed.is_symlink() or not listed.is_file():
        return frozenset()
    return frozenset(listed.read_bytes().decode("utf-8", "surrogateescape").split("\n")) - {""}


def write(files: Mapping[str, bytes], folder: Path, before: Path | None = None) -> None:
    """Write a site's files into a new folder.

    A file that stands in the site before as it should be is shared with it and not written again: it takes no room
    twice, and a disk is spared. Nothing of ours is ever changed in its place, so neither site can spoil the other.
    """
    folder.mkdir()
    for inner in sorted({(folder / name).parent for name in files}):
        inner.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if not (before and _is_shared(before / name, folder / name, content)):
            (folder / name).write_bytes(content)


def _is_shared(old: Path, new: Path, content: bytes) -> bool:
    """Let a file with this content stand under a second name; tell whether that could be done."""
    try:
        found = old.lstat()
        if not S_ISREG(found.st_mode) or found.st_size != len(content) or old.read_bytes() != content:
            return False
        new.hardlink_to(old)
    except OSError:
        return False
    return True


def remove(folder: Path) -> None:
    """Remove a folder with all that it holds, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


def _list_of(names: Iterable[str]) -> bytes:
    """Name files one a line; a name that is no line is left out, and so never taken for two that are another's."""
    return "".join(f"{name}\n" for name in sorted(names) if "\n" not in name).encode("utf-8", "surrogateescape")
