"""The finished site to the disk: written whole beside the output folder, then put in its place.

The list of what was written travels inside the site, so that it is exchanged together with it. Only files on that
list are ever replaced or left behind; all else in the output folder is carried over. An output folder that cannot be
moved is filled instead.
"""

import errno
import shutil
from collections.abc import Callable, Set
from contextlib import suppress
from pathlib import Path

from learnbrief.files.exchange import exchange
from learnbrief.files.fill import complete, fill
from learnbrief.files.guards import real, refuse_dangerous, refuse_overwriting, world_may_fail
from learnbrief.files.lock import alone_in
from learnbrief.files.manifest import LIST, remove, write_manifest
from learnbrief.files.mounts import can_be_moved
from learnbrief.files.stage import Stage, link
from learnbrief.files.unmanaged import Unmanaged, bring_back, carry_over, unmanaged_in

_IMMOVABLE = {errno.EBUSY, errno.EXDEV}
"""What a system says of a mount point, or of a folder in a container's image, that it will not move."""


WriteSite = Callable[[Stage], frozenset[str]]
"""Writes a whole site into a stage, and gives the addresses of its files; raises to give it up."""
Note = Callable[[Path, Set[str]], None]
"""Is called with the folder where a site was put, and the addresses of the files there that are not the site's."""


def publish(write_site: WriteSite, out: Path, project: Path, note: Note = lambda _, __: None) -> list[str]:
    """Have a site written, and put its files into the output folder, all or none; then have their state noted.

    Gives back notes for the reader of the terminal, such as that the system could not exchange two folders in one
    step. Raises PublishingError where it may not or cannot be done, and leaves the output folder as it was, unless
    the message says otherwise.
    """
    refuse_dangerous(out, project)
    out = real(out)
    with world_may_fail():
        if not can_be_moved(out):
            with alone_in(out):
                notes, unmanaged = fill(write_site, out)
                note(out, unmanaged.files | {LIST})
                return notes
        out.parent.mkdir(parents=True, exist_ok=True)
        with alone_in(out.parent):
            notes, unmanaged = _replace(write_site, out)
            note(out, unmanaged.files | {LIST})
            return notes


def _replace(write_site: WriteSite, out: Path) -> tuple[list[str], Unmanaged]:
    """Put a folder with the site, and all that is unmanaged in the old one, in the output's place.

    Gives back notes, and what is unmanaged.
    """
    _recover(out)
    stage, spare = _beside(out, "staged"), _beside(out, "spare")
    if spare.is_dir() and not spare.is_symlink():
        spare.rename(stage)
    try:
        staged = Stage(stage, before=out, take_over=link)
        names = write_site(staged)
        staged.clear(names)
        unmanaged = unmanaged_in(out)
        refuse_overwriting(stage, names | {LIST}, unmanaged, out)
        write_manifest(names, stage)
        carry_over(unmanaged, out, stage)
        if out.is_dir():
            shutil.copymode(out, stage)
        _discard(_beside(out, "before"), out)
        try:
            return _put_in_place(stage, out), unmanaged
        except OSError as fault:
            if fault.errno not in _IMMOVABLE:
                raise
        return fill(write_site, out)
    finally:
        remove(stage)


def _recover(out: Path) -> None:
    """Undo an exchange in two steps that was cut short between them, or complete what was cut short after.

    Where the output was made anew meanwhile, what is unmanaged in the site set aside is brought into it. The rest of
    that site is only discarded once the next one is whole.
    """
    remove(_beside(out, "staged"))
    remove(_beside(out, "discarded"))
    before = _beside(out, "before")
    if before.is_dir():
        if out.exists():
            bring_back(before, out)
        else:
            before.rename(out)
    complete(out)


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}")


def _put_in_place(stage: Path, out: Path) -> list[str]:
    if not out.exists():
        stage.rename(out)
        return []
    if not exchange(stage, out):
        return _put_in_place_in_two_steps(stage, out)
    with suppress(OSError):  # the site is in place, whether or not the old one can be of use
        _keep_as_spare(stage, out)
    return []


def _keep_as_spare(old: Path, out: Path) -> None:
    """Keep the old site, which shares most files with the new one, for the next build to bring up to date."""
    (old / ".gitignore").unlink(missing_ok=True)  # it may be shared with the output
    (old / ".gitignore").write_text("*\n", "utf-8")
    old.rename(_beside(out, "spare"))


def _put_in_place_in_two_steps(stage: Path, out: Path) -> list[str]:
    before = _beside(out, "before")
    out.rename(before)
    try:
        stage.rename(out)
    except OSError:
        before.rename(out)
        raise
    _discard(before, out)
    return [
        f"{out.name} was put in place in two steps, because this system cannot exchange two folders in one. "
        "A build that is stopped between them is undone by the next one."
    ]


def _discard(folder: Path, out: Path) -> None:
    """Remove a folder under another name, so that one removed by half is never taken for a site."""
    if folder.exists():
        folder.rename(_beside(out, "discarded"))
        remove(_beside(out, "discarded"))
