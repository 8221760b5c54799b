"""Python's search for values that hold one another in a circle, which a command can do without."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_looking_for_circles() -> Iterator[None]:
    """Switch off cyclic garbage collection: a build makes millions of values, and few reference cycles.

    They are not collected later either: the command ends soon after, and its memory with it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
