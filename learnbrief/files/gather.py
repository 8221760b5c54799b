"""From the disk to a build's inputs: which files are read, and what is refused before it is."""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct, field

from learnbrief.cache.program import built_in_templates
from learnbrief.files.unread import unread_files
from learnbrief.problems import Place, Problem, error, system_reason
from learnbrief.readers import PICTURE_ENDINGS, READERS, VOCABULARY_FILES
from learnbrief.settings import NEIGHBOURS_FOLDER, SETTINGS_FILE

SOURCE_FOLDERS = {"briefings": (*READERS, *PICTURE_ENDINGS), NEIGHBOURS_FOLDER: (".json",)}
"""Where a project's sources lie, each with the endings of what is read there."""
_OTHER_SETTINGS = tuple(
    f"{SETTINGS_FILE.removesuffix('.yml')}{ending}" for ending in (".yaml", ".yml.txt", ".yaml.txt")
)
"""Names under which settings are put by mistake."""
Found = Path | os.DirEntry[str]
"""Something on the disk. An entry of a folder knows already what it is; to ask again would double the time."""
Opened = Callable[[Found], bytes]
"""Gives what an ordinary file holds; raises OSError."""

_LEFT_BY_EDITORS = re.compile(
    r"\..*|~\$.*|.*~|#.*#|.*\.(?:swp|swo|swx|tmp|bak|orig)|.*___jb_(?:tmp|old)___|4913", re.DOTALL
)
"""Names of what editors write beside a file while it is open: swap files, locks, copies, trials."""


class Gathered(Struct):
    """A project's files by their paths in the project, and what could not be read."""

    sources: dict[str, bytes] = field(default_factory=dict)
    templates: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def content_of(path: Found) -> bytes:
    """Read a whole file from the disk."""
    with open(path, "rb") as file:  # noqa: PTH123 - a thousand of these in a build
        return file.read()


def gather(project: Path, opened: Opened = content_of) -> Gathered:
    """Read a project's files: the settings, what lies in `SOURCE_FOLDERS`, and its templates in the place of ours.

    `opened` may answer with what it read before of a file that is still the same. Reports `link-outside` for a link
    in the file system that leads out of the project, `unreadable` for what cannot be opened, and `unread-file` for
    what looks meant to be read and is not.
    """
    gathered = Gathered()
    read = partial(_read, opened, gathered.problems)
    settings = project / SETTINGS_FILE
    if os.path.lexists(settings):
        read(settings, SETTINGS_FILE, project, gathered.sources)
    met = [name for name in _OTHER_SETTINGS if os.path.lexists(project / name)]
    for folder, endings in SOURCE_FOLDERS.items():
        if _stays_inside(project, folder, gathered.problems):
            for path, name in _walk(project / folder, folder, gathered.problems):
                if name.lower().endswith(endings):
                    read(path, name, project, gathered.sources)
                if folder == "briefings":
                    met.append(name)
    gathered.problems += unread_files(met)
    built_in = Path(built_in_templates())
    for path, name in _walk(built_in, "", gathered.problems):
        read(path, name, built_in, gathered.templates)
    own = project / "templates"
    if not _is_same(own, built_in) and _stays_inside(project, "templates", gathered.problems):
        for path, name in _walk(own, "templates", gathered.problems):
            own_files: dict[str, bytes] = {}
            read(path, name, project, own_files)
            gathered.templates.update({key.removeprefix("templates/"): each for key, each in own_files.items()})
    return gathered


def is_passed_over(name: str) -> bool:
    """Tell whether a file or folder of this name is no part of a project: it is hidden, or an editor's own."""
    return bool(_LEFT_BY_EDITORS.fullmatch(name))


def _is_same(own: Path, built_in: Path) -> bool:
    return os.path.realpath(own) == os.path.realpath(built_in)


def _stays_inside(project: Path, folder: str, problems: list[Problem]) -> bool:
    """Tell whether a folder may be read: not if it is a link out of the project, or to nothing."""
    path = project / folder
    try:
        if path.is_symlink() and not _leads_into(project, path):
            message = "This is a link to a folder outside the project. Put the folder itself here."
            problems.append(error("link-outside", message, Place(folder)))
            return False
    except OSError as fault:
        problems.append(error("unreadable", f"This folder cannot be opened: {system_reason(fault)}.", Place(folder)))
        return False
    return True


def _leads_into(project: Path, link: Found) -> bool:
    """Tell whether a link leads to something in the project; raises OSError where it leads nowhere."""
    return Path(os.path.realpath(link, strict=True)).is_relative_to(os.path.realpath(project))


def _walk(folder: Path, name: str, problems: list[Problem]) -> Iterator[tuple[Found, str]]:
    """Go through a folder's files in the order of their names; what is hidden or an editor's own is passed over."""
    if not _is_folder(folder):
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as fault:
        problems.append(error("unreadable", f"This folder cannot be opened: {system_reason(fault)}.", Place(name)))
        return
    for entry in entries:
        inner = f"{name}/{entry.name}" if name else entry.name
        if is_passed_over(entry.name):
            continue
        is_folder = _is_folder(entry)
        if is_folder and entry.is_symlink():
            message = "This is a link to another folder. Put the files themselves here."
            problems.append(error("link-outside", message, Place(inner)))
        elif is_folder and inner in VOCABULARY_FILES:
            problems.append(error("unreadable", "This is a folder, where there should be a file.", Place(inner)))
        elif is_folder:
            yield from _walk(Path(entry.path), inner, problems)
        else:
            yield entry, inner


def _is_folder(path: Found) -> bool:
    """Tell whether this is a folder that can be seen; what cannot be is left to be read, which says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _read(
    opened: Opened, problems: list[Problem], path: Found, name: str, project: Path, into: dict[str, bytes]
) -> None:
    try:
        if path.is_symlink() and not _leads_into(project, path):
            message = "This is a link to a file outside the project. Put the file itself here."
            problems.append(error("link-outside", message, Place(name)))
            return
        if not path.is_file():
            problems.append(error("unreadable", "This is no ordinary file, and cannot be read.", Place(name)))
            return
        into[name] = opened(path)
    except OSError as fault:
        problems.append(error("unreadable", f"This file cannot be opened: {system_reason(fault)}.", Place(name)))
