"""Work shared out among processes.

A process is forked: it knows all that this one knows, and gives back only what it made. Where the system cannot fork,
where there is little to do, or where a process dies, the work is done here. So what is made never depends on how many
processes there were.
"""

import gc
import os
import pickle  # noqa: TID251 what one process tells the other is not remembered
import signal
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

from learnbrief.crew import Told, alone, unseen

Item = TypeVar("Item")
Made = TypeVar("Made")

ENOUGH = 50
"""Things to do, below which a process costs more than it brings."""

_MOST_OPEN = 1024
"""Files and sockets, more than this program ever holds open."""


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
        helpers: list[Helper[Made]] = [start_helper(make, share) for share in shares[1:]]
        made = [alone(make, shares[0], lambda done, _: told(done * count, len(items)))]
        for helper, share in zip(helpers, shares[1:], strict=True):
            answer = helper.finish()
            made.append(alone(make, share) if answer is None else answer)
        return [made[place % count][place // count] for place in range(len(items))]


@dataclass(frozen=True, slots=True)
class Helper(Generic[Made]):
    """A forked process that makes something."""

    number: int
    answer: BinaryIO
    """Where its answer can be read."""

    def finish(self) -> list[Made] | None:
        """Read its answer to the end; None where that is not whole."""
        made: list[Made] | None = None
        with self.answer, suppress(EOFError, pickle.UnpicklingError):
            made = pickle.load(self.answer)
        os.waitpid(self.number, 0)
        return made

    def give_up(self) -> None:
        """End it, whatever it does; `finish` then gives None."""
        with suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)


def start_helper(make: Callable[[Item], Made], items: Sequence[Item]) -> Helper[Made]:
    """Fork a process that works on some items. It holds open nothing of what this one does, such as its sockets."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside other threads, which are idle here
        process = os.fork()
    if process:
        os.close(writing)
        return Helper(process, os.fdopen(reading, "rb"))
    try:  # the forked process never comes out of here
        os.closerange(3, writing)
        os.closerange(writing + 1, _MOST_OPEN)
        gc.disable()
        with os.fdopen(writing, "wb") as answer, suppress(Exception):
            pickle.dump(alone(make, items), answer, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
