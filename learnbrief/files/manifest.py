"""The list of what a build wrote, which travels inside the site, and how it is read back."""

import shutil
from collections.abc import Iterable
from pathlib import Path

LIST = ".learnbrief-files"
"""The file in the output that names all that a build wrote there, one path a line."""


def write_manifest(names: Iterable[str], folder: Path) -> None:
    """Write the list of a site's files into their folder."""
    (folder / LIST).write_bytes(_list_of(names))


def manifest_in(folder: Path) -> frozenset[str]:
    """Read what a build wrote into a folder; nothing where the list is lost. The list does not name itself.

    A line that is spoilt names no file that there is, and so does no harm.
    """
    listed = folder / LIST
    if listed.is_symlink() or not listed.is_file():
        return frozenset()
    return frozenset(listed.read_bytes().decode("utf-8", "surrogateescape").split("\n")) - {""}


def remove(folder: Path) -> None:
    """Remove a folder with all that it holds, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


def _list_of(names: Iterable[str]) -> bytes:
    """Name files one a line; a name that is no line is left out, and so never taken for two that are another's."""
    return "".join(f"{name}\n" for name in sorted(names) if "\n" not in name).encode("utf-8", "surrogateescape")
