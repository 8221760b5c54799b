"""A data file of another site, fetched because somebody asked for it."""

import http.client
import time
import urllib.request
from urllib.error import HTTPError, URLError

from learnbrief import __version__
from learnbrief.other_sites.connection import MayAsk, OnRedirect, anywhere, opener, why_not

LARGEST = 64_000_000
"""Bytes of one file."""
TIME_OUT = 10.0
"""Seconds in which something must come."""
LONGEST = 60.0
"""Seconds in which all of it must have come."""
USER_AGENT = f"Learnbrief/{__version__} (reads a site's open data)"
_PIECE = 1 << 16
_NOT_THERE = (404, 410)


class FetchingError(Exception):
    """A file cannot be had or used; the message is a whole sentence."""


def fetch(
    url: str,
    may_ask: MayAsk = anywhere,
    on_redirect: OnRedirect = lambda *_: None,
    *,
    largest: int = LARGEST,
    time_out: float = TIME_OUT,
    longest: float = LONGEST,
) -> bytes | None:
    """Fetch a file over http or https; None where the host says that there is none.

    `largest` is in bytes, `time_out` and `longest` are in seconds: until something must come, and until all must have
    come. Raises FetchingError.
    """
    headers = {"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "identity"}
    try:
        with opener(may_ask, on_redirect).open(
            urllib.request.Request(url, headers=headers), timeout=time_out
        ) as response:
            return _read(response, url, largest, time.monotonic() + longest)
    except HTTPError as fault:
        fault.close()
        if fault.code in _NOT_THERE:
            return None
        raise FetchingError(f"{url} cannot be had: the host answers {fault.code}.") from None
    except (URLError, OSError, http.client.HTTPException, ValueError) as fault:
        raise FetchingError(f"{url} cannot be had: {why_not(fault)}.") from None


def _read(response: http.client.HTTPResponse, url: str, largest: int, until: float) -> bytes:
    """Read an answer as far as it may go, and no further."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise FetchingError(f"{url} cannot be used: the host sends it packed, although it was asked not to.")
    content = bytearray()
    while piece := response.read1(_PIECE):
        content += piece
        if len(content) > largest:
            raise FetchingError(f"{url} is larger than {largest // 1_000_000} MB, and was not read to its end.")
        if time.monotonic() > until:
            raise FetchingError(f"{url} came too slowly, and was not read to its end.")
    declared = response.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared) != len(content):
        raise FetchingError(f"{url} broke off before its end.")
    return bytes(content)
