"""Where a site may not be put: upon the sources, a home folder, or files that no build wrote."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from learnbrief.files.unmanaged import Unmanaged
from learnbrief.pages.addresses import folders_of
from learnbrief.problems import system_reason


class PublishingError(Exception):
    """The site cannot be put where it was asked for; the message is one line, with the cure."""


@contextmanager
def world_may_fail() -> Iterator[None]:
    """Turn what the system refuses into a PublishingError that says what it was, and of which file."""
    try:
        yield
    except OSError as fault:
        raise PublishingError(f"The site could not be written: {reason(fault)}.") from fault


def reason(fault: OSError) -> str:
    """Say why the system refused, and for which file."""
    name = f" ({os.fsdecode(fault.filename)})" if isinstance(fault.filename, str | bytes) else ""
    return f"{system_reason(fault)}{name}"


def real(path: Path) -> Path:
    """Follow all links of a path as far as they lead; one that leads in a circle is left as it is."""
    return Path(os.path.realpath(path))


def refuse_dangerous(out: Path, project: Path) -> None:
    """Refuse an output folder whose replacement would take sources or more with it; raises PublishingError."""
    out, project = real(out), real(project)
    sources = [project / name for name in ("briefings", "neighbours", "templates", "learnbrief.yml")]
    sources += [real(source) for source in sources]
    if out == project or any(source.is_relative_to(out) or out.is_relative_to(source) for source in sources):
        raise PublishingError(f"The output folder {out} is, or holds, the sources. Choose another with --out.")
    if out == Path(out.anchor) or any(home.is_relative_to(out) for home in _homes()):
        raise PublishingError(f"The output folder {out} is your home folder, or holds it. Choose another with --out.")
    with world_may_fail():
        if out.is_symlink():
            raise PublishingError(f"The output folder {out} is a link that leads in a circle. Remove the link.")
        if out.exists() and not out.is_dir():
            raise PublishingError(f"{out} is a file, not a folder. Choose another with --out.")


def refuse_overwriting(stage: Path, names: frozenset[str], unmanaged: Unmanaged, out: Path) -> None:
    """Refuse to put a page where something is that no build wrote, unless it is that very page."""
    if not unmanaged.files | unmanaged.folders:
        return
    folders = folders_of(names)
    in_the_way = [
        name
        for name in sorted(unmanaged.files | unmanaged.folders)
        if (name in names and not _holds(out / name, stage / name))
        or (name in folders and name in unmanaged.files)
        or any(str(parent) in names for parent in PurePosixPath(name).parents)
    ]
    if in_the_way:
        more = f" and {len(in_the_way) - 3} more" if len(in_the_way) > 3 else ""
        raise PublishingError(
            f"In {out} stand files that Learnbrief did not write, where pages must go: "
            f"{', '.join(in_the_way[:3])}{more}. Move them away, or empty the folder."
        )


def _homes() -> list[Path]:
    """Find the user's home folder, which a user in a container may not have."""
    try:
        return [real(Path.home())]
    except RuntimeError:
        return []


def _holds(path: Path, wanted: Path) -> bool:
    """Tell whether a file has the wanted file's content; False if that is not in the stage yet, as the manifest."""
    if not wanted.is_file():
        return False
    return path.is_file() and not path.is_symlink() and path.read_bytes() == wanted.read_bytes()
