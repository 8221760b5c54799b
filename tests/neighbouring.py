"""What the tests of neighbours share: a neighbour's open data, and a host that serves what a test wants."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support import FRONT, VOCABULARY, built, project

THEIRS = f"""{VOCABULARY.replace("neglect:", "child-neglect:", 1).replace("  label: Plans", "  label: Smart plans")}
--- learnbrief.yml
base_url: https://theirs.example
kinds: {{table-top: Table-top review}}
audiences: {{schools: {{label: Schools}}}}
--- briefings/first.md
{FRONT.replace("topics: [neglect]", "topics: [child-neglect]")}
## Key points for managers

What managers can do:

- Bring *records* together in one place. #information-sharing
- Ask what the child says. #plans

## Good practice

- A health visitor kept at it until the dentist saw the child.
--- briefings/second.md
{
    FRONT.replace("[neglect]", "[information-sharing]")
    .replace("2022-03", "2024-02")
    .replace("2022-06", "2024-05")
    .replace("multi-agency-audit", "table-top")
    .replace("Neglect in Example", "Sharing in Example")
}
## Findings for schools

- Letters went astray. #plans
"""
"""A neighbour with a theme of another id, one of another name, and a kind and an audience of its own."""


@cache
def open_data() -> Mapping[str, Any]:
    """Publish the neighbour's site and give its open data by file name."""
    files = built(project(THEIRS)).files
    data = {name.removeprefix("data/"): content for name, content in files.items() if name.startswith("data/")}
    return {name: json.loads(content) for name, content in data.items() if name.endswith(".json")}


@dataclass
class Host:
    """A web server of the tests' own."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    """Headers besides, by path."""
    status: dict[str, int] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Paths, and what the asker called itself."""
    pause: float = 0.0
    """Seconds between pieces of an answer."""


def anywhere(_address: str) -> bool:
    """Let this machine be asked."""
    return True


def serve_data(host: Host, change: Callable[[dict[str, Any]], None] = lambda _: None) -> None:
    """Serve the neighbour's open data, changed as a test wants."""
    data = json.loads(json.dumps(open_data()))
    change(data)
    host.files |= {f"/data/{name}": json.dumps(document).encode() for name, document in data.items()}


@contextmanager
def hosting() -> Iterator[Host]:
    """Serve while the block lasts."""
    host = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append((self.path, self.headers["User-Agent"]))
            content = host.files.get(self.path, b"")
            self.send_response(host.status.get(self.path, 200 if self.path in host.files else 404))
            headers = {"Content-Length": str(len(content))} | host.headers.get(self.path, {})
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for start in range(0, len(content), 65536):
                    self.wfile.write(content[start : start + 65536])
                    time.sleep(host.pause)
            except OSError:
                pass  # whoever asked has heard enough

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
