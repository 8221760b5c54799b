"""Stand-ins for hosts that cannot be had on one machine: each reads the files that are made for it as the host does.

Sources are the hosts' documents, named beside each. They know no more of a host than a site of ours asks of it.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answers."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


Host = Callable[[Path, str, str], Answer]
"""Answers a request: the folder that was published, the path, and the encodings that the client takes."""


@contextmanager
def serving(host: Host, folder: Path) -> Iterator[str]:
    """Have a host serve a folder on this machine while the block lasts; give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = host(folder, self.path, self.headers.get("Accept-Encoding", ""))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=partial(server.serve_forever, 0.01), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _file(folder: Path, path: str) -> Path | None:
    """Find the file for a path: itself, or the `index.html` of a folder."""
    found = folder / path.lstrip("/")
    found = found / "index.html" if found.is_dir() else found
    return found if found.is_file() else None


def _plain(folder: Path, path: str) -> Answer:
    """Answer with a file, or with the site's page for lost addresses."""
    found = _file(folder, path)
    shown = found or folder / "404.html"
    kind = {"": "application/octet-stream", ".js": "text/javascript"}.get(shown.suffix) or guess_type(shown.name)[0]
    return Answer(200 if found else 404, {"Content-Type": kind or "application/octet-stream"}, shown.read_bytes())


# Netlify and Cloudflare Pages


def _rules(folder: Path) -> list[tuple[str, list[str]]]:
    """Read `_headers`: a line that begins a rule names its addresses, the indented ones below it are its headers."""
    rules: list[tuple[str, list[str]]] = []
    for line in (folder / "_headers").read_text("utf-8").splitlines():
        if line.startswith(" "):
            rules[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            rules.append((line, []))
    return rules


def _matches(pattern: str, path: str) -> bool:
    return bool(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path))


def netlify(folder: Path, path: str, _encodings: str) -> Answer:
    """Later rules' headers take the place of earlier ones'; only with `!` does a redirect go before a file.

    A path matches with or without the slash at its end.
    """
    for line in (folder / "_redirects").read_text("utf-8").splitlines():
        old, new, code = line.split()
        if old.rstrip("/") == path.rstrip("/") and (code.endswith("!") or not _file(folder, path)):
            return Answer(int(code.rstrip("!")), {"Location": new})
    answer = _plain(folder, path)
    headers = dict(answer.headers)
    for pattern, lines in _rules(folder):
        if _matches(pattern, path):
            headers |= dict(line.split(": ", 1) for line in lines)
    return Answer(answer.status, headers, answer.content)


def cloudflare(folder: Path, path: str, _encodings: str) -> Answer:
    """Headers of several rules are joined by commas unless one is taken away by `!`; redirects go before files.

    There may be 100 rules and 2,000 redirects, and a rule may have one `*`.
    """
    redirects = (folder / "_redirects").read_text("utf-8").splitlines()
    assert len(redirects) <= 2_000
    for old, new, code in (line.split() for line in redirects):
        if old == path:
            return Answer(int(code), {"Location": new})
    answer = _plain(folder, path)
    rules = _rules(folder)
    assert len(rules) <= 100
    assert all(pattern.count("*") <= 1 for pattern, _ in rules)
    given: dict[str, list[str]] = {}
    for pattern, lines in rules:
        for line in lines if _matches(pattern, path) else ():
            if line.startswith("! "):
                given.pop(line[2:], None)
            else:
                name, value = line.split(": ", 1)
                given.setdefault(name, []).append(value)
    headers = {**answer.headers, **{name: ", ".join(values) for name, values in given.items()}}
    return Answer(answer.status, headers, answer.content)


# Azure Static Web Apps


def azure(folder: Path, path: str, _encodings: str) -> Answer:
    """The first route that matches holds, before any file; its headers go before the global ones.

    A wildcard stands at the end, and endings in braces may follow it. The file may have 20 KB. A folder without its
    slash is answered with a redirect to the one with it.
    """
    text = (folder / "staticwebapp.config.json").read_bytes()
    assert len(text) <= 20_000
    document = json.loads(text)
    route: dict[str, Any] = next((route for route in document["routes"] if _azure_matches(route["route"], path)), {})
    if "redirect" in route:
        return Answer(route["statusCode"], {"Location": route["redirect"]})
    if (folder / path.lstrip("/")).is_dir() and not path.endswith("/"):
        return Answer(301, {"Location": f"{path}/"})
    answer = _plain(folder, path)
    kind = document["mimeTypes"].get(Path(path).suffix, answer.headers["Content-Type"])
    assert document["responseOverrides"] == {"404": {"rewrite": "/404.html"}}
    headers = {"Content-Type": kind, **document["globalHeaders"], **route.get("headers", {})}
    return Answer(answer.status, headers, answer.content)


def _azure_matches(route: str, path: str) -> bool:
    endings = re.fullmatch(r"(.*)\*\.\{(.*)\}", route)
    if endings:
        return path.startswith(endings[1]) and path.endswith(tuple(f".{one}" for one in endings[2].split(",")))
    return path.startswith(route[:-1]) if route.endswith("*") else path == route


# GitHub Pages and GitLab Pages, where a project's site stands below a path


def github(folder: Path, path: str, _encodings: str) -> Answer:
    """A project's site stands below its name; a file that says so keeps Jekyll away."""
    assert (folder / ".nojekyll").read_bytes() == b""
    return _plain(folder, path.removeprefix("/learning")) if path.startswith("/learning/") else Answer(404)


def gitlab(folder: Path, path: str, encodings: str) -> Answer:
    """Compressed files beside the asked one are passed on where the client takes them, Brotli first."""
    inner = path.removeprefix("/learning")
    answer = _plain(folder, inner)
    found = _file(folder, inner) or folder / "404.html"
    for name, ending in (("br", ".br"), ("gzip", ".gz")):
        packed = found.with_name(f"{found.name}{ending}")
        if name in re.split(", *", encodings) and packed.is_file():
            return Answer(answer.status, {**answer.headers, "Content-Encoding": name}, packed.read_bytes())
    return answer
