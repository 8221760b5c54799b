"""The data files of this room."""

from importlib.resources import files
from string import Template

_DATA = files("learnbrief.editing.scaffold").joinpath("data")


def text(name: str) -> str:
    """Give the text of a data file."""
    return _DATA.joinpath(name).read_text(encoding="utf-8")


def filled(name: str, **values: str) -> str:
    """Give the text of a data file with its `$names` filled in."""
    return Template(text(name)).substitute(values)


def names_below(folder: str) -> list[str]:
    """Give the paths of all data files in a folder, sorted, relative to the room's own."""
    found = []
    for entry in _DATA.joinpath(folder).iterdir():
        name = f"{folder}/{entry.name}"
        found += names_below(name) if entry.is_dir() else [name]
    return sorted(found)
