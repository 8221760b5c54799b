"""From the disk to a build's inputs: which files are read, and what is refused before it is."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from learnbrief.problems import Place, Problem, error
from learnbrief.readers import PICTURE_ENDINGS, READERS
from learnbrief.settings import SETTINGS_FILE

SOURCE_ENDINGS = (*READERS, *PICTURE_ENDINGS)


@dataclass(slots=True)
class Gathered:
    """A project's files by their paths in the project, and what could not be read."""

    sources: dict[str, bytes] = field(default_factory=dict)
    templates: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def gather(project: Path) -> Gathered:
    """Read a project's files: the settings, `briefings/`, and `templates/` in the place of the built-in ones.

    Reports `link-outside` for a link in the file system that leads out of the project, `unreadable` for what cannot
    be opened.
    """
    gathered = Gathered()
    settings = project / SETTINGS_FILE
    if settings.exists() or settings.is_symlink():
        _read(settings, SETTINGS_FILE, project, gathered.sources, gathered.problems)
    for path, name in _walk(project / "briefings", "briefings", project, gathered.problems):
        if path.suffix.lower() in SOURCE_ENDINGS:
            _read(path, name, project, gathered.sources, gathered.problems)
    built_in = built_in_templates()
    for path, name in _walk(built_in, "", built_in, gathered.problems):
        _read(path, name, built_in, gathered.templates, gathered.problems)
    own = project / "templates"
    if own.is_dir() and not own.samefile(built_in):
        for path, name in _walk(own, "templates", project, gathered.problems):
            read: dict[str, bytes] = {}
            _read(path, name, project, read, gathered.problems)
            gathered.templates.update({key.removeprefix("templates/"): content for key, content in read.items()})
    return gathered


def built_in_templates() -> Path:
    """Find the built-in templates: in the installed package, or beside it in its own repository."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def _walk(folder: Path, name: str, project: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Go through a folder's files in the order of their names; what begins with a dot is passed over."""
    if not folder.is_dir():
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as fault:
        problems.append(error("unreadable", f"This folder cannot be opened: {_reason(fault)}.", Place(name)))
        return
    for entry in entries:
        path = Path(entry.path)
        inner = f"{name}/{entry.name}" if name else entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and path.is_dir():
            message = "This is a link to another folder. Put the files themselves here."
            problems.append(error("link-outside", message, Place(inner)))
        elif entry.is_dir():
            yield from _walk(path, inner, project, problems)
        else:
            yield path, inner


def _read(path: Path, name: str, project: Path, into: dict[str, bytes], problems: list[Problem]) -> None:
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(project.resolve()):
            message = "This is a link to a file outside the project. Put the file itself here."
            problems.append(error("link-outside", message, Place(name)))
            return
        if not path.is_file():
            problems.append(error("unreadable", "This is no ordinary file, and cannot be read.", Place(name)))
            return
        into[name] = path.read_bytes()
    except OSError as fault:
        problems.append(error("unreadable", f"This file cannot be opened: {_reason(fault)}.", Place(name)))


def _reason(fault: OSError) -> str:
    return (fault.strerror or "the system gave no reason").lower()
