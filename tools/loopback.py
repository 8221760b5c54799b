"""Serve a built site on this machine alone, as a good host would: packed, and with what may be kept marked so.

For tests and measurements; it knows the site only by its `404.html` and its `assets/`.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

TEXTS = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv")
FOR_EVER = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=600"


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a folder while the block lasts; give its address, without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Handler(SimpleHTTPRequestHandler):
    """Answers with a file, packed where that helps, or with the site's own page for lost addresses."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        status = HTTPStatus.OK
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND
        content = path.read_bytes()
        self.send_response(status)
        is_text = path.suffix in TEXTS
        self.send_header("Content-Type", self.guess_type(path) + ("; charset=utf-8" if is_text else ""))
        if is_text and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        is_named_after_its_content = urlsplit(self.path).path.startswith("/assets/")
        self.send_header("Cache-Control", FOR_EVER if is_named_after_its_content else A_WHILE)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: the pages are watched in the browser."""
