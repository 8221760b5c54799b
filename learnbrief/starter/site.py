"""The files of a project of one's own, before anything in it is one's own."""

from learnbrief import __version__
from learnbrief.problems import Problem
from learnbrief.readers import read_vocabulary
from learnbrief.schemas import editor_files
from learnbrief.settings import read_settings
from learnbrief.starter.texts import names_below, text

_VERSION = "LEARNBRIEF_VERSION"
"""Stands in a data file where the version of the program goes."""


def project_files() -> dict[str, bytes]:
    """Give every file of a new project by its path. In our data files a dot in front of a name is written `dot-`."""
    files = {
        _path(name): text(f"site/{name}").replace(_VERSION, __version__).encode() for name in names_below("site")
    }
    problems: list[Problem] = []
    settings = read_settings(files, problems.append)
    vocabulary = read_vocabulary(files, problems.append)
    assert not problems, problems
    return {**files, **editor_files(settings, vocabulary)}


def _path(name: str) -> str:
    return "/".join(f".{part.removeprefix('dot-')}" if part.startswith("dot-") else part for part in name.split("/"))
