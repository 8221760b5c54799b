"""Faults in what nobody has opened yet, looked for beside the server and given up when somebody saves.

That is done in a process of its own: in a thread it would hold up the next save and the page that follows.
"""

import asyncio
import os
import signal
import time
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from learnbrief.problems import Problem
from learnbrief.serve.edition import Edition

Faults = tuple[Problem, ...]

_BREATH = 0.01
"""Seconds between two pieces of the work where there is no process for it."""

_BETWEEN_LOOKS = 1.0
"""Seconds after which the process of a search asks again whether its server is there."""

_MOST_OPEN = 1024
"""Files and sockets, more than a server ever holds open."""


class FaultFinder:
    """Looks through one edition at a time."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._is_given_up = False

    async def find(self, edition: Edition) -> Faults | None:
        """Find the faults of an edition; None where the search was given up."""
        self._is_given_up = False
        if not hasattr(os, "fork"):
            return await asyncio.to_thread(self._find_here, edition)
        receiver, sender = get_context("fork").Pipe(duplex=False)
        self._process = get_context("fork").Process(target=_find_beside, args=(os.getpid(), edition, sender))
        self._process.start()
        sender.close()
        try:
            faults = await asyncio.to_thread(_received, receiver)
            await asyncio.to_thread(self._process.join)
        except asyncio.CancelledError:
            self.give_up()
            raise
        finally:
            self._process = None
        if faults is None and not self._is_given_up:
            return ()  # the process died, as it would again; `build` will say what is wrong
        return faults

    def give_up(self) -> None:
        """End the search, if there is one."""
        self._is_given_up = True
        if self._process:
            self._process.kill()

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


def _received(receiver: Connection) -> Faults | None:
    """Wait for the answer of a process; None where it ended without one."""
    with receiver, suppress(EOFError):
        faults: Faults = receiver.recv()
        return faults
    return None


def _find_beside(server: int, edition: Edition, sender: Connection) -> None:
    """Find the faults in a process that leaves the server the right of way, and ends with it.

    It holds open nothing of what the server does, such as its sockets. A clock asks for the server, not the work:
    a process forked beside threads may wait for ever for a lock that one of them held.
    """
    os.closerange(3, sender.fileno())
    os.closerange(sender.fileno() + 1, _MOST_OPEN)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, partial(_end_without, server))
    signal.setitimer(signal.ITIMER_REAL, _BETWEEN_LOOKS, _BETWEEN_LOOKS)
    os.nice(10)
    sender.send(edition.faults(lambda: None))


def _end_without(server: int, *_signal: object) -> None:
    if os.getppid() != server:
        os._exit(0)
