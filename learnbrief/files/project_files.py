"""Files that a command writes into a project and that are kept there, in git: never through a link out of it."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from learnbrief.problems import system_reason


class ProjectFileError(Exception):
    """A file cannot be written into the project; the message is a whole sentence."""


def write_new(path: Path, content: bytes, project: Path) -> bool:
    """Write a file that is not there yet; tells whether it was written. Raises ProjectFileError."""
    with _writing(path):
        _make_folder_of(path, project)
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            return False
    return True


def write_over(path: Path, content: bytes, project: Path) -> None:
    """Write a file that is the program's own, whole or not at all. Raises ProjectFileError."""
    with _writing(path):
        _make_folder_of(path, project)
        staged = path.with_name(f".{path.name}.staged")
        staged.write_bytes(content)
        staged.replace(path)


def remove(path: Path, project: Path) -> None:
    """Remove a file that the program wrote into a project, if it is there. Raises ProjectFileError."""
    with _writing(path):
        _make_folder_of(path, project)
        path.unlink(missing_ok=True)


def write_project(files: Mapping[str, bytes], folder: Path) -> None:
    """Begin a project in a new folder, or one empty but for `.git`. Raises ProjectFileError, then writes nothing."""
    with _writing(folder):
        there = sorted(path.name for path in folder.iterdir()) if os.path.lexists(folder) else []
        found = [name for name in there if name != ".git"]
        if found:
            shown = ", ".join(found[:5]) + (" and more" if len(found) > 5 else "")
            raise ProjectFileError(f"{folder} is not empty: {shown}. Name a new folder, or an empty one.")
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        write_new(folder / name, content, folder)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a ProjectFileError that names the file."""
    try:
        yield
    except OSError as fault:
        raise ProjectFileError(f"{path} cannot be written: {system_reason(fault)}.") from fault


def _make_folder_of(path: Path, project: Path) -> None:
    if not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(project)):
        raise ProjectFileError(f"{path.parent} leads out of the project, so nothing is written there.")
    path.parent.mkdir(parents=True, exist_ok=True)
