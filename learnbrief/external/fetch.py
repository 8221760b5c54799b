"""A data file of a site, fetched because somebody named the site on the command line."""

import http.client
import time
import urllib.request
from urllib.error import HTTPError, URLError

from learnbrief import __version__

LARGEST = 64_000_000
"""Bytes of one file."""
TIME_OUT = 10.0
"""Seconds in which something must come."""
LONGEST = 60.0
"""Seconds in which all of it must have come."""
_AGENT = f"Learnbrief/{__version__} (reads a site's open data)"
_PIECE = 1 << 16
_NOT_THERE = (404, 410)


class FetchingError(Exception):
    """A file cannot be had; the message is a whole sentence."""


def fetch(url: str, *, largest: int = LARGEST, time_out: float = TIME_OUT, longest: float = LONGEST) -> bytes | None:
    """Fetch a file over http or https, redirects included; None where the host says that there is none.

    No other scheme is opened, neither behind a redirect, and no cookie or password is sent. Raises FetchingError.
    """
    opener = urllib.request.OpenerDirector()
    for handler in (
        *(urllib.request.HTTPHandler(), urllib.request.HTTPSHandler(), urllib.request.HTTPRedirectHandler()),
        *(urllib.request.HTTPErrorProcessor(), urllib.request.HTTPDefaultErrorHandler()),
    ):
        opener.add_handler(handler)
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept": "application/json"})
    try:
        with opener.open(request, timeout=time_out) as response:
            return _read(response, url, largest, time.monotonic() + longest)
    except HTTPError as fault:
        fault.close()
        if fault.code in _NOT_THERE:
            return None
        raise FetchingError(f"{url} cannot be had: the host answers {fault.code}.") from fault
    except (URLError, OSError, http.client.HTTPException, ValueError) as fault:
        reason = fault.reason if isinstance(fault, URLError) else fault
        said = (reason.strerror if isinstance(reason, OSError) else None) or str(reason) or type(reason).__name__
        raise FetchingError(f"{url} cannot be had: {said.lower()}.") from fault


def _read(response: http.client.HTTPResponse, url: str, largest: int, until: float) -> bytes:
    pieces = bytearray()
    while piece := response.read1(_PIECE):
        pieces += piece
        if len(pieces) > largest:
            raise FetchingError(f"{url} is larger than {largest // 1_000_000} MB, and was not read to its end.")
        if time.monotonic() > until:
            raise FetchingError(f"{url} came too slowly, and was not read to its end.")
    return bytes(pieces)
