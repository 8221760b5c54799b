"""What the server answers: the pages of the preview, its own few files, and the socket that tells of changes.

It answers to its own names alone, so that no other site's page can reach it by pointing a name here (DNS rebinding),
to no page of another origin, and its socket to its own pages alone.
"""

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from livereload.handlers import LiveReloadHandler
from tornado.web import Application, HTTPError
from tornado.websocket import WebSocketClosedError

from learnbrief.cache.program import own_file
from learnbrief.serve.documents import DocumentsPage, PageReady, ReadDocument, WriteDraft
from learnbrief.serve.drafting import Drafts
from learnbrief.serve.edition import NOT_FOUND
from learnbrief.serve.guarded import Guarded, ServerContext
from learnbrief.serve.outlining import outline_html
from learnbrief.serve.page_additions import FOLDER, with_additions
from learnbrief.serve.panel import alone_html, panel_html, panel_of

TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Types by the endings of names."""

IMMUTABLE = "private, max-age=86400, immutable"
"""For files whose address changes with their content, so that a page loads again without asking for them."""

OWN_FILES = ("documents.css", "documents.js", "panel.css", "reload.js")


def application(served: ServerContext, drafts: Drafts) -> Application:
    """Put the handlers together."""
    shared = {"served": served}
    on_this_machine = {**shared, "drafts": drafts}
    return Application(
        [
            (rf"{FOLDER}socket", ReloadSocket, shared),
            (rf"{FOLDER}documents", DocumentsPage, on_this_machine),
            (rf"{FOLDER}documents/shown", PageReady, on_this_machine),
            (rf"{FOLDER}documents/read", ReadDocument, on_this_machine),
            (rf"{FOLDER}documents/write", WriteDraft, on_this_machine),
            (rf"{FOLDER}(.*)", OwnFile, shared),
            (r".*", SiteFile, shared),
        ],
        log_function=lambda _: None,
        websocket_max_message_size=4096,
    )


def open_pages(app: Application) -> set[str]:
    """Give the addresses of the pages that browsers have open."""
    return {address for listener in _listeners(app) if (address := address_of(listener.path))}


def tell_browsers(app: Application) -> None:
    """Tell every page that is open what is shown now."""
    for listener in _listeners(app):
        listener.tell()


def _listeners(app: Application) -> "list[ReloadSocket]":
    return [waiter for waiter in list(LiveReloadHandler.waiters) if waiter.application is app]


class Answer(NamedTuple):
    """What is shown at a path."""

    address: str
    content: bytes
    panels: str = ""
    """What stands over a page: problems, and what was read."""
    name: str = ""
    """A page's; it changes with anything on the page, so that a browser then has to load it again."""


def answer_at(served: ServerContext, path: str) -> Answer:
    """Find what is shown at a path, or the page that says that there is nothing; problems are in every page."""
    preview = served.preview
    address = address_of(path) or NOT_FOUND
    content = preview.file(address)
    if content is None:
        address, content = NOT_FOUND, preview.file(NOT_FOUND)
    if content is not None and not _type_of(address).startswith("text/html"):
        return Answer(address, content)
    problems = panel_of(preview.problems, preview.texts, strict=served.strict, has_site=content is not None)
    panels = panel_html(problems) if content is not None else ""
    if outline := preview.edition and preview.edition.outline(address):
        panels += outline_html(outline)
    content = alone_html(problems).encode() if content is None else content
    digest = sha256(b"\0".join((panels.encode(), content))).hexdigest()
    return Answer(address, content, panels, f"{served.run}-{digest[:16]}")


def _type_of(address: str) -> str:
    return TYPES.get(PurePosixPath(address).suffix.lower(), "application/octet-stream")


class OwnFile(Guarded):
    """Gives the reload script and the panel's style."""

    def get(self, name: str) -> None:
        """Give one of them."""
        if name not in OWN_FILES:
            raise HTTPError(404)
        self.set_header("Content-Type", TYPES[PurePosixPath(name).suffix])
        self.set_header("Cache-Control", IMMUTABLE)
        self.finish(own_file(f"serve/own/{name}"))


class SiteFile(Guarded):
    """Gives the files of the site."""

    def get(self) -> None:
        """Give the file at the address, or the page that says that there is none."""
        address, answer = address_of(self.request.path), answer_at(self.served, self.request.path)
        if answer.address != address:
            edition = self.served.preview.edition
            if edition and address and edition.has_page(f"{address}/index.html"):
                query = f"?{self.request.query}" if self.request.query else ""
                self.redirect(f"/{quote(address)}/{query}")
                return
            self.set_status(404 if edition else 200)
        self.set_header("Content-Type", _type_of(answer.address))
        if answer.address.startswith("assets/"):
            self.set_header("Cache-Control", IMMUTABLE)
        if answer.name:
            html = answer.content.decode()
            self.finish(with_additions(html, answer.panels, answer.name, self.request.host))
        else:
            self.finish(answer.content)


def address_of(path: str) -> str | None:
    """Give the address in the site that a request's path means, or None where it can mean none."""
    if not path.startswith("/"):
        return None
    try:
        address = unquote_to_bytes(path[1:]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not address.isprintable() or "\\" in address:
        return None
    parts = address.split("/")
    if any(part in ("", ".", "..") for part in parts[:-1]) or parts[-1] in (".", ".."):
        return None
    return address if parts[-1] else f"{address}index.html"


class ReloadSocket(Guarded, LiveReloadHandler):  # type: ignore[misc]
    """The socket of livereload, for our own pages alone; it speaks that package's greeting."""

    SUPPORTED_METHODS = ("GET",)
    path = "/"
    """Of the page that listens."""

    def is_from_here(self, origin: str | None) -> bool:
        """Tell whether a page of ours asks; what names no origin is no browser."""
        return origin is not None and super().is_from_here(origin)

    def check_origin(self, origin: str) -> bool:
        """Answer tornado, which asks once more."""
        return self.is_from_here(origin)

    def on_message(self, message: str | bytes) -> None:
        """Greet, note who listens, and say what is shown: it may have changed while the page was on its way."""
        try:
            super().on_message(message)
            self.path = json.loads(message).get("url", self.path).partition("?")[0]
        except (AttributeError, TypeError, ValueError):
            self.close(1003)
            return
        if self in LiveReloadHandler.waiters:
            self.served.loaded()
            self.tell()

    def tell(self) -> None:
        """Tell the page what is shown now."""
        name = answer_at(self.served, self.path).name
        with suppress(WebSocketClosedError):
            self.write_message({"command": "reload", "shown": name}).add_done_callback(lambda sent: sent.exception())
