"""One question to one host: does this address still lead to something?"""

import http.client
import socket
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from ipaddress import ip_address
from typing import IO, Any
from urllib.error import HTTPError, URLError

from learnbrief import __version__

TIME_OUT = 10.0
"""Seconds."""
USER_AGENT = f"Learnbrief/{__version__} (checks the links of a site's own pages)"

_GONE = frozenset({404, 410})
_NOT_BY_HEAD = frozenset({403, 405, 501})
"""What some hosts answer to HEAD, and not to GET."""
_FOR_EVER = frozenset({301, 308})

MayAsk = Callable[[str], bool]
"""Tells whether an IP address may be connected to."""


class Finding(StrEnum):
    """What became of a question."""

    THERE = "there"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host says of an address."""

    finding: Finding
    detail: str = ""
    """The new address, or why nothing is known."""


class _RefusedError(OSError):
    """An address inside a network: a source must not have a CI host look around there."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open internet: not loopback, not private, not link-local."""
    return ip_address(address.partition("%")[0]).is_global


def ask(url: str, may_ask: MayAsk = is_public, *, time_out: float = TIME_OUT) -> Answer:
    """Ask after an address: by HEAD, and by GET where a host does not answer that. Redirects are followed.

    Every connection, those of redirects included, is made to an IP address that was looked at before.
    """
    answer, code = _request(url, "HEAD", may_ask, time_out)
    return _request(url, "GET", may_ask, time_out)[0] if code in _NOT_BY_HEAD else answer


def _request(url: str, method: str, may_ask: MayAsk, time_out: float) -> tuple[Answer, int]:
    request = urllib.request.Request(url, method=method, headers={"User-Agent": USER_AGENT, "Accept": "*/*"})
    followed = _Redirects(method)
    opener = urllib.request.OpenerDirector()
    for handler in (
        *(_Web(may_ask), _SecureWeb(may_ask), followed),
        *(urllib.request.HTTPErrorProcessor(), urllib.request.HTTPDefaultErrorHandler()),
    ):
        opener.add_handler(handler)
    try:
        with opener.open(request, timeout=time_out) as response:
            new = response.geturl()
            has_moved = bool(followed.codes) and set(followed.codes) <= _FOR_EVER and new != url
            return (Answer(Finding.MOVED, new) if has_moved else Answer(Finding.THERE)), response.status
    except HTTPError as fault:
        fault.close()
        finding = Finding.DEAD if fault.code in _GONE else Finding.UNKNOWN
        return Answer(finding, f"the host answers {fault.code}"), fault.code
    except (URLError, OSError, http.client.HTTPException, ValueError) as fault:
        return _failed(fault.reason if isinstance(fault, URLError) else fault), 0


def _failed(reason: object) -> Answer:
    if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
        return Answer(Finding.DEAD, "there is no such host")
    if isinstance(reason, _RefusedError):
        return Answer(Finding.UNKNOWN, "it leads to an address inside a network, which is never asked")
    if isinstance(reason, TimeoutError):
        return Answer(Finding.UNKNOWN, "the host did not answer in time")
    said = (reason.strerror if isinstance(reason, OSError) else None) or str(reason) or type(reason).__name__
    return Answer(Finding.UNKNOWN, said.lower())


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects by the same method, and remembers which they were."""

    def __init__(self, method: str) -> None:
        self.method = method
        self.codes: list[int] = []

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """Answer urllib's call for the next request."""
        following = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
        if following:
            following.method = self.method
            self.codes.append(code)
        return following


def _connector(may_ask: MayAsk) -> Callable[..., socket.socket]:
    """Connect to a host's IP address only after looking at it."""

    def connect(address: tuple[str, int], timeout: float, source: tuple[str, int] | None) -> socket.socket:
        host, port = address
        found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not all(may_ask(str(ip)) for ip in found):
            raise _RefusedError
        return socket.create_connection((str(found[0]), port), timeout, source)

    return connect


class _Web(urllib.request.HTTPHandler):
    def __init__(self, may_ask: MayAsk) -> None:
        super().__init__()
        self._may_ask = may_ask

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Answer urllib's call for a connection."""

        def connection(host: str, **options: Any) -> http.client.HTTPConnection:
            made = http.client.HTTPConnection(host, **options)
            made._create_connection = _connector(self._may_ask)  # type: ignore[attr-defined]
            return made

        return self.do_open(connection, req)


class _SecureWeb(urllib.request.HTTPSHandler):
    def __init__(self, may_ask: MayAsk) -> None:
        super().__init__()
        self._may_ask = may_ask

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Answer urllib's call for a connection."""

        def connection(host: str, **options: Any) -> http.client.HTTPSConnection:
            made = http.client.HTTPSConnection(host, **options)
            made._create_connection = _connector(self._may_ask)  # type: ignore[attr-defined]
            return made

        return self.do_open(connection, req)
