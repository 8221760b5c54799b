"""A site put into an output folder that cannot be moved, file by file, so that what is cut short can be completed.

The site is written whole into a folder `STAGED` inside the output, whose name then becomes `READY`. From there its
files move to their places, the list of them last. While there is a `READY` with a list in it, the old list tells what
may go, and what is still in `READY` has yet to come: the next build can then go on. A file that goes into another
file system, which is mounted inside the output, is copied beside its place first.
"""

import errno
import os
import shutil
from collections.abc import Callable, Set
from pathlib import Path

from learnbrief.files.guards import PublishingError, reason, refuse_overwriting
from learnbrief.files.manifest import LIST, manifest_in, remove, write_manifest
from learnbrief.files.mounts import mounts_in
from learnbrief.files.stage import Stage, copy
from learnbrief.files.unmanaged import Unmanaged, unmanaged_in
from learnbrief.pages.addresses import folders_of

STAGED = ".learnbrief-staged"
"""Where the site is written, inside the output."""
READY = ".learnbrief-ready"
"""The same once it is whole."""
_HALF = ".learnbrief-half"
"""A file that is being copied into another file system, beside its place; the next copy there takes its name over."""


def fill(write_site: Callable[[Stage], frozenset[str]], out: Path) -> tuple[list[str], Unmanaged]:
    """Have a site written, and put its files into a folder that stays where it is; nothing unmanaged is touched.

    Gives back a note that the output was mixed meanwhile, and what is unmanaged. Raises OSError where nothing has
    changed, PublishingError where something is in the way, or where the rest is left to the next build.
    """
    complete(out)
    stage = out / STAGED
    try:
        names = write_site(Stage(stage, before=out, take_over=copy))
        unmanaged = _without(STAGED, unmanaged_in(out))
        refuse_overwriting(stage, names | {LIST}, unmanaged, out)
        _refuse_mounted_files(names | manifest_in(out), out)
        write_manifest(names, stage)
        (out / STAGED).rename(out / READY)
    finally:
        remove(out / STAGED)
    try:
        complete(out)
    except OSError as fault:
        raise PublishingError(
            f"The site could not be put in place whole: {reason(fault)}. "
            f"{out} holds old pages and new ones. Once this is mended, build again: that completes it."
        ) from fault
    return [
        f"{out.name} was filled file by file, because it cannot be moved: it is a mount point or holds one, or the "
        "folder above it may not be written. Meanwhile it held old pages and new ones. A build that is stopped there "
        "is completed by the next one."
    ], unmanaged


def complete(out: Path) -> None:
    """Complete what was cut short: a site that was not whole yet is cleared away, one that was goes to its place.

    Raises PublishingError where by now something unmanaged is in the way.
    """
    remove(out / STAGED)
    ready = out / READY
    if (ready / LIST).is_file():
        _go_on(ready, out)
    remove(ready)


def _refuse_mounted_files(names: Set[str], out: Path) -> None:
    """Refuse to begin where a single page is mounted: the system lets nobody replace or remove it."""
    for mounted in mounts_in(out):
        if mounted.relative_to(out).as_posix() in names:
            raise PublishingError(f"{mounted} is a mount point, so that no page can take its place. Unmount it.")


def _go_on(ready: Path, out: Path) -> None:
    old, new = manifest_in(out), manifest_in(ready)
    waiting = frozenset(path.relative_to(ready).as_posix() for path in ready.rglob("*") if path.is_file()) - {LIST}
    unmanaged = unmanaged_in(out, ours=old | (new - waiting))
    refuse_overwriting(ready, waiting, unmanaged, out)
    present = unmanaged_in(out, ours=frozenset()).files
    for name in (old - new) & present:
        (out / name).unlink()
    for folder in sorted(folders_of(old - new), reverse=True):
        _remove_if_empty(out / folder)
    for name in sorted(waiting):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        _move(ready / name, out / name)
    (ready / LIST).replace(out / LIST)


def _without(folder: str, unmanaged: Unmanaged) -> Unmanaged:
    """Leave out a folder of ours with all that it holds."""
    files = (name for name in unmanaged.files if not name.startswith(f"{folder}/"))
    folders = (name for name in unmanaged.folders if name != folder and not name.startswith(f"{folder}/"))
    return Unmanaged(frozenset(files), frozenset(folders))


def _move(old: Path, new: Path) -> None:
    try:
        old.replace(new)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        half = new.with_name(_HALF)
        shutil.copyfile(old, half)
        half.replace(new)
        old.unlink()


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink() and not os.path.ismount(folder) and not any(folder.iterdir()):
        folder.rmdir()
