"""The server: it listens, follows the saves, tells the browsers, and looks for faults while nobody waits."""

import asyncio
import errno
import ipaddress
import logging
import math
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from socket import socket

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from learnbrief.problems import Problem, system_reason
from learnbrief.serve.drafting import Drafts
from learnbrief.serve.edition import Edition
from learnbrief.serve.faults import FaultFinder
from learnbrief.serve.guarded import ServerContext
from learnbrief.serve.handlers import application, open_pages, tell_browsers
from learnbrief.serve.preview import Outcome, Preview
from learnbrief.serve.watching import Watch

USUAL_PORT = 8000
_PORTS_TRIED = 20
"""Ports looked at when the usual one is taken."""
_QUIET = 0.5
"""Seconds without a request or a save before the rest of the site is looked through."""

_LOADING = 0.5
"""Seconds for which a browser has the processors to itself, if need be, to load a page again."""

Tell = Callable[[Outcome, float], None]
"""Called with what each round came to, and the seconds that it took."""


class PortTakenError(Exception):
    """The address that was asked for cannot be had; the message is one line."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server listens."""

    host: str
    port: int
    sockets: tuple[socket, ...]

    @property
    def url(self) -> str:
        """What to open in a browser on this machine."""
        return f"http://{_in_url('localhost' if self.is_everywhere else self.host)}:{self.port}/"

    @property
    def names(self) -> frozenset[str]:
        """What a request may give as `Host`."""
        names = {"localhost", "127.0.0.1", "[::1]", _in_url(self.host).lower()}
        without_port = names if self.port == 80 else set()
        return frozenset({f"{name}:{self.port}" for name in names} | without_port)

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return all(ipaddress.ip_address(each.getsockname()[0]).is_loopback for each in self.sockets)

    @property
    def is_everywhere(self) -> bool:
        """Whether it listens at every address of the machine."""
        return any(ipaddress.ip_address(each.getsockname()[0]).is_unspecified for each in self.sockets)


def open_address(host: str, port: int | None) -> ServerAddress:
    """Begin to listen. Without a port the usual one is taken or, if it is not free, one near it, or any.

    Raises PortTakenError where a port was given and is not free, and where there is no such host.
    """
    without_port = host.removeprefix("[").removesuffix("]")
    ports = [port] if port else [*range(USUAL_PORT, USUAL_PORT + _PORTS_TRIED), 0]
    for at, candidate in enumerate(ports, 1):
        try:
            sockets = bind_sockets(candidate, without_port)
        except OSError as fault:
            if at == len(ports) or fault.errno not in (errno.EADDRINUSE, errno.EACCES):
                message = f"{_in_url(without_port)}:{candidate} cannot be listened at: {system_reason(fault)}."
                raise PortTakenError(message) from fault
        else:
            return ServerAddress(without_port, sockets[0].getsockname()[1], tuple(sockets))
    raise AssertionError("the last port either opens or raises")


def serve(preview: Preview, watch: Watch, address: ServerAddress, tell: Tell, *, strict: bool) -> None:
    """Serve until interrupted by KeyboardInterrupt. The first round must have been adopted before."""
    logging.getLogger("tornado.general").setLevel(logging.ERROR)  # what a broken request sends is no news
    asyncio.run(_Server(preview, watch, tell, strict=strict, names=address.names).run(address))


class _Server:
    def __init__(self, preview: Preview, watch: Watch, tell: Tell, *, strict: bool, names: frozenset[str]) -> None:
        self._preview = preview
        self._watch = watch
        self._tell = tell
        self._busy_at = 0.0
        self._finder = FaultFinder()
        self._loaded = asyncio.Event()
        """Whether a page has come to listen since browsers were told."""
        served = ServerContext(preview, names, strict, self._note_request, self._loaded.set, secrets.token_hex(4))
        self._application: Application = application(served, Drafts(preview.project, lambda: preview.texts))

    async def run(self, address: ServerAddress) -> None:
        server = HTTPServer(self._application, max_body_size=4096, max_header_size=65536)
        server.add_sockets(address.sockets)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._follow())
            tasks.create_task(self._find_faults())

    async def _follow(self) -> None:
        """After every save show what can be made of its source alone, then build."""
        while True:
            await self._watch.stir()
            self._finder.give_up()
            self._busy_at = math.inf
            began = time.monotonic()
            while True:
                while first := await asyncio.to_thread(self._read_again):
                    if await self._watch.has_settled():
                        self._show(first)
                        with suppress(TimeoutError):
                            await asyncio.wait_for(self._loaded.wait(), _LOADING)
                outcome = await asyncio.to_thread(self._build)
                if await self._watch.has_settled():
                    break
            if outcome:
                self._show(outcome)
                self._tell(outcome, time.monotonic() - began)
            self._busy_at = time.monotonic()

    def _read_again(self) -> Outcome | None:
        pages = open_pages(self._application)
        outcome = self._preview.read_again(pages)
        return outcome and outcome.with_pages(pages)

    def _build(self) -> Outcome | None:
        outcome = self._preview.build()
        return outcome and outcome.with_pages(open_pages(self._application))

    def _show(self, outcome: Outcome) -> None:
        self._preview.adopt(outcome)
        self._loaded.clear()
        tell_browsers(self._application)

    async def _find_faults(self) -> None:
        """Look for faults in what nobody has opened, once the server has rested a little."""
        looked_through: Edition | None = None
        while True:
            await asyncio.sleep(_QUIET)
            edition = self._preview.edition
            if edition and edition is not looked_through and time.monotonic() - self._busy_at >= _QUIET:
                found = await self._finder.find(edition)
                if found is not None:
                    looked_through = edition
                if found:
                    self._withdraw(edition, found)

    def _withdraw(self, edition: Edition, problems: tuple[Problem, ...]) -> None:
        if edition is self._preview.edition:
            self._preview.withdraw(edition, problems)
            tell_browsers(self._application)
            self._tell(Outcome(self._preview.problems, None, {}), 0)

    def _note_request(self) -> None:
        self._busy_at = max(self._busy_at, time.monotonic())


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
