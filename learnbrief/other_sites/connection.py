"""One guarded way to other sites: every IP address is looked at before it is connected to, every redirect reported.

No other scheme than http and https is opened, no proxy asked, and no cookie or password sent.
"""

import http.client
import socket
import ssl
import urllib.request
from collections.abc import Callable
from email.message import Message
from ipaddress import ip_address
from typing import IO, Any
from urllib.error import URLError

MayAsk = Callable[[str], bool]
"""Tells whether an IP address may be connected to."""
OnRedirect = Callable[[str, int, str], None]
"""Called before a redirect is followed with the old address, the status code and the new address. May raise."""


class RefusedError(OSError):
    """An address inside a network: a source must not have a CI host look around there."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open internet: not loopback, not private, not link-local."""
    return ip_address(address.partition("%")[0]).is_global


def anywhere(_address: str) -> bool:
    """Let every IP address be connected to."""
    return True


def opener(may_ask: MayAsk, on_redirect: OnRedirect = lambda *_: None) -> urllib.request.OpenerDirector:
    """Give what opens addresses, looking at each IP address first; redirects are followed by the same method."""
    made = urllib.request.OpenerDirector()
    for handler in (
        _Web(may_ask),
        _Redirects(on_redirect),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
    ):
        made.add_handler(handler)
    return made


def why_not(fault: Exception) -> str:
    """Say in a few words why nothing could be had."""
    reason = fault.reason if isinstance(fault, URLError) else fault
    if isinstance(reason, RefusedError):
        return "it leads to an address inside a network, which is never asked"
    if isinstance(reason, TimeoutError):
        return "the host did not answer in time"
    said = (reason.strerror if isinstance(reason, OSError) else None) or str(reason) or type(reason).__name__
    return said.lower()


def _connected(host: str, port: int, timeout: Any, may_ask: MayAsk) -> socket.socket:
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(may_ask(str(ip)) for ip in found):
        raise RefusedError
    return socket.create_connection((str(found[0]), port), timeout)


class _Web(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Answers `http:` and `https:`."""

    def __init__(self, may_ask: MayAsk) -> None:
        super().__init__()
        context = ssl.create_default_context()

        class WebConnection(http.client.HTTPConnection):
            def connect(self) -> None:
                self.sock = _connected(self.host, self.port, self.timeout, may_ask)

        class SecureConnection(http.client.HTTPSConnection):
            def connect(self) -> None:
                plain = _connected(self.host, self.port, self.timeout, may_ask)
                self.sock = context.wrap_socket(plain, server_hostname=self.host)

        self._connection, self._secure_connection = WebConnection, SecureConnection

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Answer urllib's call for a connection."""
        return self.do_open(self._connection, req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Answer urllib's call for a secure connection."""
        return self.do_open(self._secure_connection, req)


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, on_redirect: OnRedirect) -> None:
        self._on_redirect = on_redirect

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """Answer urllib's call for the next request."""
        self._on_redirect(req.full_url, code, newurl)
        following = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
        if following:
            following.method = req.get_method()
        return following
