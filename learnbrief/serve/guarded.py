"""What every handler holds to: it answers to the server's own names and to no page of another origin."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tornado.web import HTTPError, RequestHandler

from learnbrief.serve.preview import Preview


@dataclass(frozen=True, slots=True)
class ServerContext:
    """What the handlers share."""

    preview: Preview
    hosts: frozenset[str]
    """What a request may give as `Host`, in lower case."""
    strict: bool
    asked: Callable[[], None]
    """Called with every request, so that nothing else is done while a page loads."""
    loaded: Callable[[], None]
    """Called when a page has loaded so far that it listens."""
    run: str
    """A name for this run of the server."""


class Guarded(RequestHandler):
    """Answers only to the server's own names, and says nothing that a browser might keep or guess at."""

    SUPPORTED_METHODS: tuple[str, ...] = ("GET", "HEAD")

    def initialize(self, served: ServerContext) -> None:
        """Take what the handlers share."""
        self.served = served

    def set_default_headers(self) -> None:
        """Set what every answer carries."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")

    def prepare(self) -> Awaitable[None] | None:
        """Refuse what is asked by another name or from another origin."""
        if self.request.headers.get("Host", "").lower() not in self.served.hosts:
            raise HTTPError(421, reason="Misdirected Request")
        if not self.is_from_here(self.request.headers.get("Origin")):
            raise HTTPError(403)
        self.served.asked()
        return None

    def is_from_here(self, origin: str | None) -> bool:
        """Tell whether the request comes from the server's own page, or names no page, as links do not."""
        return origin is None or origin.lower() == f"http://{self.request.host.lower()}"

    def compute_etag(self) -> None:
        """Give no tag: nothing is kept."""

    def head(self, *found: str) -> None:
        """Answer as to GET, without the body."""
        self.get(*found)

    def write_error(self, status_code: int, **_: object) -> None:
        """Say in plain text why there is no answer; the framework's own page would hold more than is known here."""
        names = ", ".join(sorted(self.served.hosts))
        said = f"This server answers only to: {names}.\n" if status_code == 421 else f"{self._reason}.\n"
        self.finish(said)
