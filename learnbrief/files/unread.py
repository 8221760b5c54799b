"""Finds files in `briefings/` that were probably meant to be read but are not. Goes by their names and opens none."""

from collections.abc import Iterable, Iterator

from learnbrief.problems import Place, Problem, warning
from learnbrief.readers import PICTURE_ENDINGS, READERS, VOCABULARY_FILES
from learnbrief.settings import SETTINGS_FILE

_TEXT = ".txt"
_OTHER_NAMES = (".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn")
"""Endings that mean Markdown elsewhere."""
_OLD_DOCUMENTS = (".doc", ".docm", ".dotx", ".odt", ".pages", ".rtf", ".wps")
_DOCUMENTS = (".docx", ".pdf", ".html", ".htm", _TEXT)
_NAMED = (*VOCABULARY_FILES, SETTINGS_FILE)
"""What is read under one name alone."""


def unread_files(files: Iterable[str]) -> Iterator[Problem]:
    """Name each that looks meant to be read, with the cure; a folder of pictures may hold notes on them.

    Files are given by their paths in the project; those that are read are wanted too.
    """
    every = list(files)
    picture_folders = _folders(every, PICTURE_ENDINGS) - _folders(every, tuple(READERS)) - {"briefings"}
    for file in every:
        cure = _misnamed(file)
        if not cure and "/_" not in file and file.rpartition("/")[0] not in picture_folders:
            cure = _cure(file)
        if cure:
            yield warning("unread-file", f"This file is not read. {cure}", Place(file))


def _folders(files: Iterable[str], endings: tuple[str, ...]) -> set[str]:
    """Give the folders that hold files with these endings."""
    return {file.rpartition("/")[0] for file in files if file.lower().endswith(endings)}


def _misnamed(file: str) -> str:
    """Give the cure for settings, or a part of the vocabulary, whose name has another ending."""
    meant = file.lower().removesuffix(_TEXT).replace(".yaml", ".yml")
    if file in _NAMED or meant not in _NAMED:
        return ""
    return f'Rename it to "{meant.rpartition("/")[2]}": it is read under this name alone.{_why_txt(file)}'


def _cure(file: str) -> str:
    """Say what makes a briefing of a file; nothing where it is one, or does not look meant to be one."""
    name, lowered = file.rpartition("/")[2], file.lower()
    without_text = name[: -len(_TEXT)] if lowered.endswith(_TEXT) else name
    else_ = "If it is no briefing, begin its name with _ or keep it elsewhere."
    if without_text != name and without_text.lower().endswith((*READERS, *_OTHER_NAMES)):
        return f'Rename it to "{_as_markdown(without_text)}".{_why_txt(name)}'
    if lowered.endswith(_OTHER_NAMES):
        return f'Rename it to "{_as_markdown(name)}": the name of a briefing ends in {_endings()}.'
    if lowered.endswith(_OLD_DOCUMENTS):
        return f'Open it, save it as .docx, and the command "import" makes a draft of it. {else_}'
    if lowered.endswith(_DOCUMENTS):
        name_of = f"A briefing is a text whose name ends in {_endings()}"
        return f'{name_of}: the command "import" makes a draft of it. {else_}'
    return ""


def _as_markdown(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.md" if f".{ending.lower()}" in _OTHER_NAMES else name


def _endings() -> str:
    *first, last = READERS
    return f"{', '.join(first)} or {last}"


def _why_txt(file: str) -> str:
    is_text = file.lower().endswith(_TEXT)
    return f' Some programs add "{_TEXT}" to a name by themselves, and Windows does not show it.' if is_text else ""
