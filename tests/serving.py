"""What the tests of the preview share: a project on the disk, and a server on it."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import FRONT, VOCABULARY, files_of

ROOT = Path(__file__).parent.parent
PATIENCE = 60
"""Seconds after which something that was waited for will not come."""

BODY = "\n## Findings\n\n- Visits were announced.\n- Plans did not say who. #plans\n"
PROJECT = f"""{VOCABULARY}
--- learnbrief.yml
title: Example
base_url: https://example.org/learning
accessibility:
  conformance: partial
  tested: 2026-01-01
  method: by the editors
  contact: https://example.org/contact
  response: within 10 working days
--- briefings/a.md
{FRONT}{BODY}
--- briefings/b.md
{FRONT.replace("Neglect in Example", "Plans in Example")}{BODY}
--- briefings/c.md
{FRONT.replace("Neglect in Example", "A draft").replace("title:", "status: draft" + chr(10) + "title:")}{BODY}
"""


def write_project(folder: Path) -> Path:
    """Write a project of three briefings, one of them a draft."""
    for name, content in files_of(PROJECT).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def wait_for(what: Callable[[], object]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


class Server:
    """A `serve` that runs, and what it has said."""

    def __init__(self, folder: Path, *options: str, before: Callable[[], object] | None = None) -> None:
        self.folder = folder
        command = [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--source", str(folder), *options]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1769817600"}  # 31 January 2026
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=environment,
            preexec_fn=before,
        )
        self.said: list[str] = []
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        wait_for(lambda: self.process.poll() is not None or self._opened())

    @property
    def url(self) -> str:
        """Where it says that it can be found."""
        found = self._opened()
        assert found, self.said
        return found[1]

    @property
    def port(self) -> int:
        """The port of that."""
        return int(self.url.rstrip("/").rpartition(":")[2])

    def get(self, path: str, *headers: str, method: str = "GET", host: str | None = None) -> str:
        """Ask for a path, sent as it is, and give the whole answer as text."""
        sent = [f"{method} {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{self.port}'}", *headers]
        return self.send("\r\n".join([*sent, "Connection: close", "", ""]).encode("latin-1")).decode()

    def send(self, request: bytes) -> bytes:
        """Send bytes as they are, and give back all that comes until the server closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def rounds(self) -> int:
        """Count how often it has built."""
        return sum(bool(re.match(r"\d\d:\d\d:\d\d ", line)) for line in self.said)

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Press Ctrl-C, or send another signal, and give the exit status."""
        self.process.send_signal(by)
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        """End it, whatever it does, and hear all that it said."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        self._listening.join(PATIENCE)

    def _opened(self) -> re.Match[str] | None:
        return next((found for line in self.said if (found := re.match(r"Open (\S+)", line))), None)

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as said:
            for line in said:
                self.said.append(line.rstrip())


@contextmanager
def serving(folder: Path, *options: str, before: Callable[[], object] | None = None) -> Iterator[Server]:
    """Run `serve` on a project as long as needed; what is to be done before, its process does."""
    server = Server(folder, *options, before=before)
    try:
        yield server
    finally:
        server.end()
