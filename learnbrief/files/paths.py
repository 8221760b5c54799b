"""What a path on the disk is called in a project."""

import os
from pathlib import Path


def name_in_project(path: Path, project: Path) -> str | None:
    """Name a path as problems do: relative to the project, with forward slashes; None where nothing is there.

    The path may be given from where one is or from the project. A link keeps its own name, since it is read under
    that; one that only leads into the project is called what it leads to.
    """
    for given in (path, project / path):
        if os.path.lexists(given):
            for candidate in (_absolute(given), _real(given)):
                for root in (_absolute(project), _real(project)):
                    if candidate.is_relative_to(root):
                        return candidate.relative_to(root).as_posix()
    return None


def _absolute(path: Path) -> Path:
    """Make a path absolute and take out `..`, following no link."""
    return Path(os.path.normpath(path.absolute()))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
