"""Work shared out among processes.

A process is forked: it knows all that this one knows, and gives back only its results. Where the system cannot fork,
where there is little to do, or where a process dies, the work is done here. So results never depend on how many
processes there were. What forks them takes long to load, and is only loaded where there is work to share.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from threading import Thread
from time import process_time
from typing import Any, TypeVar

from msgspec import Struct

Value = TypeVar("Value")
Result = TypeVar("Result")

OnProgress = Callable[[int, int], None]
"""Is called with how many values are done, and how many there are."""

WORTH_SHARING = 0.2
"""Seconds of work left, below which processes cost more than they bring. The pace is known after a tenth of them, the
first value left out: it often loads what the others only use."""
_MOST_AT_ONCE = 32
"""Values that a process works on before it asks for more."""
_TIMES = 16
"""How often each process asks, or less: so all end at nearly the same time."""

_inherited: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""The function and the values of the work that is shared out now; processes know them because they are forked."""


def no_progress(_done: int, _total: int) -> None:
    """Show nobody how far the work has come."""


def usable_processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool(Struct, frozen=True):
    """So many processes, which share the work; with one, this process does it."""

    processes: int = 1

    def map(
        self,
        function: Callable[[Value], Result],
        values: Sequence[Value],
        on_progress: OnProgress = no_progress,
        enough: int | None = None,
        meanwhile: Callable[[], object] | None = None,
    ) -> list[Result]:
        """Give the function's result for each value, in their order; results must be such as can be pickled.

        The work is begun here, and shared out once its pace shows that it is long. So many values are `enough` to
        share them at once. Where it is shared out, this process does something else `meanwhile`. Raises what the
        function raises.
        """
        return list(self.each(function, values, on_progress, enough, meanwhile))

    def each(
        self,
        function: Callable[[Value], Result],
        values: Sequence[Value],
        on_progress: OnProgress = no_progress,
        enough: int | None = None,
        meanwhile: Callable[[], object] | None = None,
    ) -> Iterator[Result]:
        """Give the same one after the other, as they come."""
        done, spent = 0, 0.0
        may_share = self.processes > 1 and hasattr(os, "fork") and _inherited is None
        while done < len(values):
            left = len(values) - done
            is_long = spent >= WORTH_SHARING / 10 and left * spent / max(1, done - 1) >= WORTH_SHARING
            if may_share and (left >= enough if enough else is_long):
                from concurrent.futures.process import BrokenProcessPool

                may_share = False
                with suppress(BrokenProcessPool):
                    for result in self._shared(function, values[done:], on_progress, done, meanwhile):
                        yield result
                        done += 1
            else:
                on_progress(done, len(values))
                began = process_time()
                result = function(values[done])
                spent += process_time() - began if done else 0.0
                yield result
                done += 1

    def _shared(
        self,
        function: Callable[[Value], Result],
        values: Sequence[Value],
        on_progress: OnProgress,
        before: int,
        meanwhile: Callable[[], object] | None,
    ) -> Iterator[Result]:
        """Share values out; so many others were done before."""
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        global _inherited
        size = min(_MOST_AT_ONCE, -(-len(values) // (_TIMES * self.processes)))
        starts = range(0, len(values), size)
        _inherited = (function, values)
        executor = ProcessPoolExecutor(self.processes, get_context("fork"), _begin)
        try:
            shares: Iterator[list[Result]] = executor.map(_work, starts, [size] * len(starts))
            if meanwhile:
                meanwhile()
            yield from chain.from_iterable(_followed(shares, size, before, before + len(values), on_progress))
        finally:
            executor.shutdown(cancel_futures=True)
            _inherited = None


def _followed(
    shares: Iterator[list[Result]], size: int, before: int, total: int, on_progress: OnProgress
) -> Iterator[list[Result]]:
    for number, share in enumerate(shares):
        on_progress(before + number * size, total)
        yield share


def _begin() -> None:
    """Prepare a forked process: it leaves interruptions to the first one, and ends when that does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    gc.freeze()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _work(start: int, size: int) -> list[Any]:
    assert _inherited is not None
    function, values = _inherited
    results = [function(value) for value in values[start : start + size]]
    gc.collect(0)  # a template's macros and its page hold one another
    return results
