"""Connections to hosts of the open internet alone: every IP address is looked at before it is connected to."""

import http.client
import socket
import urllib.request
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

MayAsk = Callable[[str], bool]
"""Tells whether an IP address may be connected to."""


class RefusedError(OSError):
    """An address inside a network: a source must not have a CI host look around there."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open internet: not loopback, not private, not link-local."""
    return ip_address(address.partition("%")[0]).is_global


def _connector(may_ask: MayAsk) -> Callable[..., socket.socket]:
    """Connect to a host's IP address only after looking at it."""

    def connect(address: tuple[str, int], timeout: float, source: tuple[str, int] | None) -> socket.socket:
        host, port = address
        found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not all(may_ask(str(ip)) for ip in found):
            raise RefusedError
        return socket.create_connection((str(found[0]), port), timeout, source)

    return connect


class Web(urllib.request.HTTPHandler):
    """Answers `http:`."""

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


class SecureWeb(urllib.request.HTTPSHandler):
    """Answers `https:`."""

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
