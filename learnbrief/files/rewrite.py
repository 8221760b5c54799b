"""A source that the editor asked us to change: the new one takes the old one's place in one step."""

import os
import shutil
import tempfile
from pathlib import Path

from learnbrief.problems import system_reason


class RewritingError(Exception):
    """A source cannot be changed; the message is the rest of a line that begins with the file's name."""


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Put a source's new content in the place of the old, whole or not at all.

    Raises RewritingError, and leaves the file as it was, where it holds another content by now or cannot be written.
    """
    real = path.resolve()
    staged: Path | None = None
    try:
        if real.read_bytes() != before:
            raise RewritingError("it was changed in the meantime; run the command again")
        with tempfile.NamedTemporaryFile(dir=real.parent, prefix=f".{real.name}.", delete=False) as file:
            staged = Path(file.name)
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(real, staged)
        staged.replace(real)
    except OSError as fault:
        raise RewritingError(system_reason(fault)) from fault
    finally:
        if staged is not None:
            staged.unlink(missing_ok=True)
