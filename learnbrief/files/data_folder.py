"""Reads the open data of a site on the disk: what was published last."""

from pathlib import Path

from learnbrief.problems import escape_control_characters, system_reason


class NotAtHandError(Exception):
    """What was published is not where it was said to be; the message is a whole sentence."""


def data_folder(given: Path) -> Path:
    """Find the folder of data files: of a site's folder, or of one data file itself. Raises NotAtHandError."""
    folder = given.parent if given.is_file() else given / "data"
    if not (folder / "briefings.json").is_file():
        shown = escape_control_characters(str(given))
        raise NotAtHandError(f"{shown} is neither a site's folder nor its data/briefings.json.")
    return folder


def read_data_file(folder: Path, name: str) -> bytes | None:
    """Read a data file; None if it does not exist. Raises NotAtHandError."""
    try:
        return (folder / name).read_bytes() if (folder / name).is_file() else None
    except OSError as fault:
        raise NotAtHandError(f"{folder / name} cannot be opened: {system_reason(fault)}.") from fault
