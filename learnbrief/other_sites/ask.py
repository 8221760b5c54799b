"""One question to one host: does this address still lead to something?"""

import http.client
import socket
import urllib.request
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from typing import IO
from urllib.error import HTTPError, URLError

from learnbrief import __version__
from learnbrief.other_sites.connection import MayAsk, RefusedError, SecureWeb, Web, is_public

TIME_OUT = 10.0
"""Seconds."""
USER_AGENT = f"Learnbrief/{__version__} (checks the links of a site's own pages)"

_GONE = frozenset({404, 410})
_NOT_BY_HEAD = frozenset({403, 405, 501})
"""What some hosts answer to HEAD, and not to GET."""
_FOR_EVER = frozenset({301, 308})


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
        *(Web(may_ask), SecureWeb(may_ask), followed),
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
    if isinstance(reason, RefusedError):
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
