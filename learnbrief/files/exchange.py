"""One folder put in another's place, in one step where the system can do that."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""`renameat2(2)`, Linux 3.15 and later."""
_RENAME_SWAP = 2
"""`renamex_np(2)`, macOS 10.12 and later, on APFS."""
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where this system or file system has no such step.

    Raises OSError where the system could but may not, as at a mount point.
    """
    step = _step()
    if step is None or step(os.fsencode(first), os.fsencode(second)) == 0:
        return step is not None
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(second))


def _step() -> Callable[[bytes, bytes], int] | None:
    """Find the system call that exchanges two folders; None if there is none."""
    step: Callable[[bytes, bytes], int] | None = None
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        step = rename and (lambda first, second: int(rename(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)))
    elif sys.platform == "darwin":
        swap = getattr(ctypes.CDLL(None, use_errno=True), "renamex_np", None)
        step = swap and (lambda first, second: int(swap(first, second, _RENAME_SWAP)))
    return step
