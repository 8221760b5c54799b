"""The files of a project of one's own, before anything in it is one's own."""

import re
from collections.abc import Mapping
from enum import StrEnum

from learnbrief.editing.scaffold.texts import filled, names_below, text
from learnbrief.editing.scaffold.wheel import make_wheel
from learnbrief.problems import Problem
from learnbrief.readers import read_vocabulary
from learnbrief.schemas import editor_files
from learnbrief.settings import read_settings

REQUIREMENTS = "requirements.txt"
"""What `pip` installs."""
FOR_PDFS = "requirements-pdf.txt"
"""What `pip` installs besides where the settings ask for PDFs."""

_THEMES = "briefings/_themes.yml"
_WHEEL = re.compile(r"(?m)^\./(learnbrief-[\w.+-]+\.whl) ")


class StartingThemes(StrEnum):
    """The vocabularies that a project may begin with."""

    SMALL = "small"
    FULL = "full"


def project_files(program: Mapping[str, bytes], themes: StartingThemes, *, with_admin: bool) -> dict[str, bytes]:
    """Give every file of a new project by its path, given the program's by the paths under which they are installed.

    In our data files a dot in front of a name is written `dot-`.
    """
    files = {_path(name.removeprefix("site/")): text(name).encode() for name in names_below("site")}
    files[_THEMES] = starting_themes(program)[themes]
    problems: list[Problem] = []
    settings = read_settings(files, problems.append)
    vocabulary = read_vocabulary(files, problems.append)
    assert not problems, problems
    return {**files, **editor_files(settings, vocabulary), **files_of_program(program, with_admin=with_admin)}


def starting_themes(program: Mapping[str, bytes]) -> dict[StartingThemes, bytes]:
    """Give each vocabulary as the file that it is in; the full one is that of the program's own repository."""
    return {StartingThemes.SMALL: text("themes.yml").encode(), StartingThemes.FULL: program[f"learnbrief/{_THEMES}"]}


def files_of_program(program: Mapping[str, bytes], *, with_admin: bool) -> dict[str, bytes]:
    """Give the files by which a project brings the program along: its wheel, and what `pip` installs."""
    wheel = make_wheel(program, with_admin=with_admin)
    requirements = filled(REQUIREMENTS, wheel=wheel.name, digest=wheel.digest) + _libraries(program, REQUIREMENTS)
    for_pdfs = text(FOR_PDFS) + _libraries(program, FOR_PDFS)
    return {wheel.name: wheel.content, REQUIREMENTS: requirements.encode(), FOR_PDFS: for_pdfs.encode()}


def _libraries(program: Mapping[str, bytes], name: str) -> str:
    """Give the libraries that a file of the program's pins, without the note on how it was made."""
    return re.sub(r"\A(#.*\n)+", "", program[f"learnbrief/{name}"].decode())


def wheel_named_in(requirements: str) -> str:
    """Give the name of the wheel that a project's `requirements.txt` names; empty where it names none."""
    found = _WHEEL.search(requirements)
    return found[1] if found else ""


def _path(name: str) -> str:
    return "/".join(f".{part.removeprefix('dot-')}" if part.startswith("dot-") else part for part in name.split("/"))
