"""Faults in what nobody has opened yet, looked for beside the server and given up when somebody saves.

That is done in a process of its own: in a thread it would hold up the next save and the page that follows.
"""

import asyncio
import os
import signal
import time
from functools import partial

from learnbrief.problems import Problem
from learnbrief.processes import Helper, start_helper
from learnbrief.serve.edition import Edition

Faults = tuple[Problem, ...]

_BREATH = 0.01
"""Seconds between two pieces of the work where there is no process for it."""


class FaultFinder:
    """Looks through one edition at a time."""

    def __init__(self) -> None:
        self._helper: Helper[Faults] | None = None
        self._is_given_up = False

    async def find(self, edition: Edition) -> Faults | None:
        """Find the faults of an edition; None where the search was given up."""
        self._is_given_up = False
        if not hasattr(os, "fork"):
            return await asyncio.to_thread(self._find_here, edition)
        self._helper = start_helper(partial(_find_beside, os.getpid()), [edition])
        try:
            answer = await asyncio.to_thread(self._helper.finish)
        except asyncio.CancelledError:
            self.give_up()
            raise
        finally:
            self._helper = None
        if answer is None and not self._is_given_up:
            return ()  # the process died, as it would again; `build` will say what is wrong
        return answer[0] if answer else None

    def give_up(self) -> None:
        """End the search, if there is one."""
        self._is_given_up = True
        if self._helper:
            self._helper.give_up()

    def _find_here(self, edition: Edition) -> Faults | None:
        try:
            return edition.faults(self._breathe)
        except _GivenUpError:
            return None

    def _breathe(self) -> None:
        time.sleep(_BREATH)
        if self._is_given_up:
            raise _GivenUpError


class _GivenUpError(Exception):
    """Somebody has saved."""


def _find_beside(server: int, edition: Edition) -> Faults:
    """Find the faults in a process that leaves the server the right of way, and ends with it."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(10)
    return edition.faults(partial(_end_without, server))


def _end_without(server: int) -> None:
    if os.getppid() != server:
        os._exit(0)
