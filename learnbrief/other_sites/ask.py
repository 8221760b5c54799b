"""One question to one host: does this address still lead to something?"""

import http.client
import socket
import urllib.request
from enum import StrEnum
from urllib.error import HTTPError, URLError

from msgspec import Struct

from learnbrief import __version__
from learnbrief.other_sites.connection import MayAsk, is_public, opener, why_not

TIME_OUT = 10.0
"""Seconds."""
USER_AGENT = f"Learnbrief/{__version__} (checks the links of a site's own pages)"

_GONE = frozenset({404, 410})
_NOT_BY_HEAD = frozenset({403, 405, 501})
"""What some hosts answer to HEAD, and not to GET."""
_FOR_EVER = frozenset({301, 308})


class LinkState(StrEnum):
    """What became of a question."""

    THERE = "there"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Reply(Struct, frozen=True):
    """What a host says of an address."""

    finding: LinkState
    detail: str = ""
    """The new address, or why nothing is known."""


def ask(url: str, may_ask: MayAsk = is_public, *, time_out: float = TIME_OUT) -> Reply:
    """Ask after an address: by HEAD, and by GET where a host does not answer that. Redirects are followed.

    Every connection, those of redirects included, is made to an IP address that was looked at before.
    """
    answer, code = _request(url, "HEAD", may_ask, time_out)
    return _request(url, "GET", may_ask, time_out)[0] if code in _NOT_BY_HEAD else answer


def _request(url: str, method: str, may_ask: MayAsk, time_out: float) -> tuple[Reply, int]:
    request = urllib.request.Request(url, method=method, headers={"User-Agent": USER_AGENT, "Accept": "*/*"})
    codes: list[int] = []
    try:
        with opener(may_ask, lambda _old, code, _new: codes.append(code)).open(request, timeout=time_out) as response:
            new = response.geturl()
            has_moved = bool(codes) and set(codes) <= _FOR_EVER and new != url
            return (Reply(LinkState.MOVED, new) if has_moved else Reply(LinkState.THERE)), response.status
    except HTTPError as fault:
        fault.close()
        finding = LinkState.DEAD if fault.code in _GONE else LinkState.UNKNOWN
        return Reply(finding, f"the host answers {fault.code}"), fault.code
    except (URLError, OSError, http.client.HTTPException, ValueError) as fault:
        reason = fault.reason if isinstance(fault, URLError) else fault
        if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
            return Reply(LinkState.DEAD, "there is no such host"), 0
        return Reply(LinkState.UNKNOWN, why_not(fault)), 0
