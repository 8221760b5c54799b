"""The data files of this room."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

_DATA = files("learnbrief.editing.scaffold").joinpath("data")


def text(name: str) -> str:
    """Give the text of a data file."""
    return _DATA.joinpath(name).read_text(encoding="utf-8")


def filled(name: str, **values: str) -> str:
    """Give the text of a data file with its `$names` filled in."""
    return Template(text(name)).substitute(values)


def names_below(folder: str) -> list[str]:
    """Give the paths of all data files in a folder, sorted, relative to it."""
    return sorted(_walk(_DATA.joinpath(folder), ""))


def _walk(folder: Traversable, above: str) -> list[str]:
    found = []
    for entry in folder.iterdir():
        name = f"{above}{entry.name}"
        found += _walk(entry, f"{name}/") if entry.is_dir() else [name]
    return found
