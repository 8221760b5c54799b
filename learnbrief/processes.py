"""Work shared out among processes.

A process is forked: it knows all that this one knows, and gives back only what it made. Where the system cannot fork,
where there is little to do, or where a process dies, the work is done here. So what is made never depends on how many
processes there were.
"""

import gc
import os
import pickle  # noqa: TID251 what one process tells the other is not remembered
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from learnbrief.crew import Told, alone, unseen

Item = TypeVar("Item")
Made = TypeVar("Made")

ENOUGH = 50
"""Things to do, below which a process costs more than it brings."""


def usable_processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Processes:
    """A crew of so many processes, this one among them."""

    count: int

    def __call__(self, make: Callable[[Item], Made], items: Sequence[Item], told: Told = unseen) -> list[Made]:
        """Make something of each item; raises what `make` raises."""
        count = min(self.count, len(items))
        if count < 2 or len(items) < ENOUGH or not hasattr(os, "fork"):
            return alone(make, items, told)
        shares = [items[first::count] for first in range(count)]
        helpers: list[tuple[int, BinaryIO]] = [_start(make, share) for share in shares[1:]]
        made = [alone(make, shares[0], lambda done, _: told(done * count, len(items)))]
        for helper, share in zip(helpers, shares[1:], strict=True):
            answer: list[Made] | None = _finish(*helper)
            made.append(alone(make, share) if answer is None else answer)
        return [made[place % count][place // count] for place in range(len(items))]


def _start(make: Callable[[Item], Made], items: Sequence[Item]) -> tuple[int, BinaryIO]:
    """Fork a process that works on some items; gives its number, and where its answer can be read."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, "rb")
    try:  # the forked process never comes out of here
        os.close(reading)
        gc.disable()
        with os.fdopen(writing, "wb") as answer, suppress(Exception):
            pickle.dump(alone(make, items), answer, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _finish(process: int, answer: BinaryIO) -> list[Made] | None:
    """Read a process's answer to its end; None where it is not whole."""
    with answer:
        content = answer.read()
    os.waitpid(process, 0)
    try:
        made: list[Made] = pickle.loads(content)
    except (EOFError, pickle.UnpicklingError):
        return None
    return made
