"""The finished site to the disk: written whole beside the output folder, then put in its place.

The list of what was written travels inside the site, so that it is exchanged together with it. Only files on that
list are ever replaced or left behind; all else in the output folder is carried over. An output folder that cannot be
moved is filled instead.
"""

import errno
import shutil
from collections.abc import Mapping
from pathlib import Path

from learnbrief.files.exchange import exchange
from learnbrief.files.fill import complete, fill
from learnbrief.files.foreign import Foreign, bring_back, carry_over, foreign_in
from learnbrief.files.mounts import can_be_moved
from learnbrief.files.refusal import real, refuse_dangerous, refuse_overwriting, world_may_fail
from learnbrief.files.turns import alone_in
from learnbrief.files.written import remove, with_list, write

_IMMOVABLE = {errno.EBUSY, errno.EXDEV}
"""What a system says of a mount point, or of a folder in a container's image, that it will not move."""


def publish(files: Mapping[str, bytes], out: Path, project: Path) -> list[str]:
    """Put a site's files into the output folder, all or none.

    Gives back notes for the reader of the terminal, such as that the system could not exchange two folders in one
    step. Raises PublishingError where it may not or cannot be done, and leaves the output folder as it was, unless
    the message says otherwise.
    """
    refuse_dangerous(out, project)
    out = real(out)
    with world_may_fail():
        if not can_be_moved(out):
            with alone_in(out):
                return fill(with_list(files), out)
        out.parent.mkdir(parents=True, exist_ok=True)
        with alone_in(out.parent):
            return _replace(with_list(files), out)


def _replace(files: dict[str, bytes], out: Path) -> list[str]:
    """Put a folder with the site, and all that is foreign in the old one, in the output's place."""
    _recover(out)
    foreign = foreign_in(out)
    refuse_overwriting(files, foreign, out)
    stage = _beside(out, "staged")
    try:
        _stage(files, foreign, out, stage)
        _discard(_beside(out, "before"), out)
        return _put_in_place(stage, files, out)
    finally:
        remove(stage)


def _recover(out: Path) -> None:
    """Undo an exchange in two steps that was cut short between them, or complete what was cut short after.

    Where the output was made anew meanwhile, what is foreign in the site set aside is brought into it. The rest of
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


def _stage(files: Mapping[str, bytes], foreign: Foreign, out: Path, stage: Path) -> None:
    """Put the whole site into the staging folder, with what is foreign; what has not changed is not written again."""
    write(files, stage, before=out)
    carry_over(foreign, out, stage)
    if out.is_dir():
        shutil.copymode(out, stage)


def _put_in_place(stage: Path, files: dict[str, bytes], out: Path) -> list[str]:
    if not out.exists():
        stage.rename(out)
        return []
    try:
        return [] if exchange(stage, out) else _put_in_place_in_two_steps(stage, out)
    except OSError as fault:
        if fault.errno not in _IMMOVABLE:
            raise
    return fill(files, out)


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
