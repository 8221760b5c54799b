"""The finished site to the disk: written whole beside the output folder, then put in its place.

The list of what was written travels inside the site (`LIST`), so that it is exchanged together with it. Only files on
that list are ever replaced or left behind; all others in the output folder are carried over.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from learnbrief.files.exchange import exchange

LIST = ".learnbrief-files"
"""The file in the output that names all that a build wrote there, one path a line."""


class PublishingError(Exception):
    """The site cannot be put where it was asked for; the message is one line, with the cure."""


def publish(files: Mapping[str, bytes], out: Path, project: Path) -> list[str]:
    """Put a site's files into the output folder, all or none.

    Gives back notes for the reader of the terminal, such as that the system could not exchange two folders in one
    step. Raises PublishingError, and leaves the output folder as it was, where it may not or cannot be done.
    """
    out = out.resolve()
    refuse_dangerous(out, project)
    files = {**files, LIST: "".join(f"{name}\n" for name in sorted(files)).encode()}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(out.parent):
            _recover(out)
            foreign = _foreign_files(out)
            _refuse_overwriting(files, foreign, out)
            stage = out.with_name(f".{out.name}.staged")
            _remove(stage)
            try:
                _write(files, foreign, out, stage)
                return _put_in_place(stage, out)
            finally:
                _remove(stage)
    except OSError as fault:
        name = f" ({fault.filename})" if fault.filename else ""
        raise PublishingError(
            f"The site could not be written: {(fault.strerror or str(fault)).lower()}{name}."
        ) from fault


def refuse_dangerous(out: Path, project: Path) -> None:
    """Refuse an output folder whose replacement would take sources or more with it; raises PublishingError."""
    project = project.resolve()
    sources = (project / "briefings", project / "templates", project / "learnbrief.yml")
    if out == project or any(source.is_relative_to(out) or out.is_relative_to(source) for source in sources):
        raise PublishingError(f"The output folder {out} is, or holds, the sources. Choose another with --out.")
    if out == Path(out.anchor) or Path.home().is_relative_to(out):
        raise PublishingError(f"The output folder {out} is your home folder, or holds it. Choose another with --out.")
    if out.exists() and not out.is_dir():
        raise PublishingError(f"{out} is a file, not a folder. Choose another with --out.")


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let one build publish into a folder at a time; a second one waits. Where the system has no such lock, go on."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _recover(out: Path) -> None:
    """Undo an exchange in two steps that was cut short between them."""
    before = _set_aside(out)
    if before.exists():
        if out.exists():
            _remove(before)
        else:
            before.rename(out)


def _set_aside(out: Path) -> Path:
    return out.with_name(f".{out.name}.before")


def _foreign_files(out: Path) -> frozenset[str]:
    """Find what stands in the output folder and no build wrote."""
    if not out.is_dir():
        return frozenset()
    listed = out / LIST
    ours = frozenset(listed.read_text(encoding="utf-8").splitlines()) if listed.is_file() else frozenset()
    return frozenset(_file_names(out)) - ours - {LIST}


def _file_names(folder: Path) -> Iterator[str]:
    for path, folders, names in os.walk(folder):
        linked = [name for name in folders if Path(path, name).is_symlink()]
        for name in (*names, *linked):
            yield Path(path, name).relative_to(folder).as_posix()


def _refuse_overwriting(files: Mapping[str, bytes], foreign: frozenset[str], out: Path) -> None:
    """Refuse to put a page where a file stands that no build wrote, unless it is that very page."""
    folders = {str(parent) for name in files for parent in PurePosixPath(name).parents}
    in_the_way = [
        name
        for name in sorted(foreign)
        if (name in files and not _holds(out / name, files[name]))
        or name in folders
        or any(str(parent) in files for parent in PurePosixPath(name).parents)
    ]
    if in_the_way:
        more = f" and {len(in_the_way) - 3} more" if len(in_the_way) > 3 else ""
        raise PublishingError(
            f"In {out} stand files that Learnbrief did not write, where pages must go: "
            f"{', '.join(in_the_way[:3])}{more}. Move them away, or empty the folder."
        )


def _holds(path: Path, content: bytes) -> bool:
    return not path.is_symlink() and path.read_bytes() == content


def _write(files: Mapping[str, bytes], foreign: frozenset[str], out: Path, stage: Path) -> None:
    """Write the whole site into the staging folder, and carry foreign files over."""
    stage.mkdir()
    for folder in sorted({(stage / name).parent for name in (*files, *foreign)}):
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (stage / name).write_bytes(content)
    for name in foreign - files.keys():
        _carry_over(out / name, stage / name)


def _carry_over(old: Path, new: Path) -> None:
    if old.is_symlink():
        new.symlink_to(old.readlink())
        return
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _put_in_place(stage: Path, out: Path) -> list[str]:
    if not out.exists():
        stage.rename(out)
        return []
    if exchange(stage, out):
        return []
    before = _set_aside(out)
    out.rename(before)
    try:
        stage.rename(out)
    except OSError:
        before.rename(out)
        raise
    _remove(before)
    return [
        f"{out.name} was put in place in two steps, because this system cannot exchange two folders in one. "
        "A build that is stopped between them is undone by the next one."
    ]


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
