"""Links to other sites are asked after politely, only on request, and never inside a network."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from learnbrief.cli import main
from learnbrief.model import WrittenLink
from learnbrief.other_sites.ask import USER_AGENT, LinkState, ask
from learnbrief.other_sites.check import check_outside
from learnbrief.other_sites.connection import is_public
from learnbrief.problems import Place, Problem
from tests.support import FRONT, files_of, for_each, laid_out, project


@dataclass
class Host:
    """A web server of the tests' own, with what it was asked."""

    address: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    most_at_once: int = 0


@pytest.fixture
def host() -> Iterator[Host]:
    """Serve a few addresses on this machine."""
    told = Host()
    lock, now = threading.Lock(), [0]

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            with lock:
                now[0] += 1
                told.most_at_once = max(told.most_at_once, now[0])
                told.asked.append((self.command, self.path, self.headers["User-Agent"]))
            time.sleep(0.6 if self.path == "/slow" else 0.02)
            code = int(self.path[1:4]) if self.path[1:4].isdigit() else 200
            if self.path == "/get-only" and self.command == "HEAD":
                code = 405
            with lock:
                now[0] -= 1
            self.send_response(code)
            if code in (301, 302, 307, 308):
                self.send_header("Location", self.path[4:] or "/new")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815 - http.server calls it so

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


def anywhere(_address: str) -> bool:
    """Let this machine be asked."""
    return True


@pytest.mark.parametrize(
    ("path", "finding", "methods"),
    [
        ("/", LinkState.THERE, ["HEAD"]),
        ("/get-only", LinkState.THERE, ["HEAD", "GET"]),
        ("/404", LinkState.DEAD, ["HEAD"]),
        ("/410", LinkState.DEAD, ["HEAD"]),
        ("/403", LinkState.UNKNOWN, ["HEAD", "GET"]),
        ("/429", LinkState.UNKNOWN, ["HEAD"]),
        ("/500", LinkState.UNKNOWN, ["HEAD"]),
        ("/301/new", LinkState.MOVED, ["HEAD", "HEAD"]),
        ("/308/301/new", LinkState.MOVED, ["HEAD", "HEAD", "HEAD"]),
        ("/302/new", LinkState.THERE, ["HEAD", "HEAD"]),
        ("/301/302/new", LinkState.THERE, ["HEAD", "HEAD", "HEAD"]),
        ("/301/404", LinkState.DEAD, ["HEAD", "HEAD"]),
        ("/slow", LinkState.UNKNOWN, ["HEAD"]),
    ],
)
def test_answers(host: Host, path: str, finding: LinkState, methods: list[str]) -> None:
    """Gone is dead, a redirect for good has moved, and what may only be shy of machines is not known."""
    answer = ask(f"{host.address}{path}", anywhere, time_out=0.3)
    assert answer.finding is finding
    assert [method for method, _, _ in host.asked] == methods
    assert {agent for _, _, agent in host.asked} == {USER_AGENT}
    if finding is LinkState.MOVED:
        assert answer.detail == f"{host.address}/new"


def test_no_such_host() -> None:
    """A host that is not in the directory of names is dead; one that does not listen is not known."""
    assert ask("http://nowhere.invalid/", time_out=2).finding in (LinkState.DEAD, LinkState.UNKNOWN)
    assert ask("http://127.0.0.1:9/", anywhere, time_out=1).finding is LinkState.UNKNOWN


@for_each(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "::1", "fe80::1%eth0", "fd00::1"],
)
def test_addresses_inside_a_network(address: str) -> None:
    """Loopback, private and link-local addresses are not the open internet."""
    assert not is_public(address)
    assert is_public("8.8.8.8")


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "2130706433", "0x7f.1"])
def test_a_network_is_not_looked_into(host: Host, name: str) -> None:
    """Whatever name a source gives this machine, it is not asked."""
    port = host.address.rpartition(":")[2]
    assert ask(f"http://{name}:{port}/").finding is not LinkState.THERE
    assert host.asked == []


def test_a_redirect_into_a_network_is_not_followed(host: Host) -> None:
    """What was looked at once is looked at again behind every redirect."""
    allowed = iter([True])
    answer = ask(f"{host.address}/302/new", lambda _: next(allowed, False))
    assert answer.finding is LinkState.UNKNOWN
    assert [path for _, path, _ in host.asked] == ["/302/new"]


def links(host: Host, *paths: str) -> list[WrittenLink]:
    """Write links, each on a line of its own."""
    return [
        WrittenLink("x", f"{host.address}{path}", Place("briefings/a.md", row)) for row, path in enumerate(paths, 1)
    ]


def found(problems: Iterator[Problem]) -> list[tuple[int, str, str]]:
    """Give each problem's line, severity and code."""
    return [(problem.at.line, problem.severity.value, problem.code) for problem in problems]


def test_links_have_their_bad_and_good_examples(host: Host, tmp_path: Path) -> None:
    """A dead link is a warning, a moved one and one that cannot be checked are hints, and a good one is nothing."""
    given = links(host, "/404", "/301/new", "/403", "/")
    assert found(check_outside(given, tmp_path / "links.json", anywhere, pause=0)) == [
        (1, "warning", "dead-link"),
        (2, "hint", "moved-link"),
        (3, "hint", "unchecked-link"),
    ]


def test_one_question_at_a_time_and_once(host: Host, tmp_path: Path) -> None:
    """A host is asked one thing at a time, with a pause, and one thing only once, whatever stands behind its #."""
    given = links(host, "/a", "/b", "/c", "/a", "/a#part")
    before = time.monotonic()
    assert found(check_outside(given, tmp_path / "links.json", anywhere, pause=0.1)) == []
    assert time.monotonic() - before >= 0.2
    assert sorted(path for _, path, _ in host.asked) == ["/a", "/b", "/c"]
    assert host.most_at_once == 1


def test_answers_are_remembered(host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good answer counts for a day and a bad one for an hour; a memory that cannot be read is none."""
    memory = tmp_path / ".learnbrief" / "links.json"
    began = time.time()
    clock = [began]
    monkeypatch.setattr(time, "time", lambda: clock[0])

    def asked_after(seconds: float) -> list[str]:
        clock[0] = began + seconds
        host.asked.clear()
        list(check_outside(links(host, "/", "/404"), memory, anywhere, pause=0))
        return [path for _, path, _ in host.asked]

    assert asked_after(0) == ["/", "/404"]
    assert asked_after(3_500) == []
    assert asked_after(3_700) == ["/404"]
    assert asked_after(86_500) == ["/", "/404"]
    assert set(json.loads(memory.read_text("utf-8"))) == {f"{host.address}/", f"{host.address}/404"}
    for broken in ("{", "[]", '{"http://x": 1}', '{"http://x": {"asked": "y", "finding": "z", "detail": ""}}'):
        memory.write_text(broken)
        assert asked_after(86_600) == ["/", "/404"]


LINKED = """--- briefings/_themes.yml
neglect: {label: Neglect, definition: Needs.}
--- briefings/_partnerships.yml
example: {name: Example, website: "https://example.org/p", procedures: {title: P, url: "https://example.org/q"}}
"""


def test_every_link_outside_is_known_with_its_place() -> None:
    """Links in texts and in fields are given with their places; links inside and e-mail addresses are not."""
    front = FRONT.replace(
        "topics:",
        "source: {title: S, url: 'https://example.org/s'}\nlinks: [{title: L, url: 'https://example.org/l'}]\ntopics:",
    )
    body = "## Background\n\n[One](https://example.org/1), [x](a.md), a@example.org and https://example.org/2.\n"
    site = laid_out(project(f"{LINKED}--- briefings/a.md\n{front}{body}"))
    assert {(link.url.rpartition("/")[2], link.at.file, link.at.line) for link in site.links_outside} == {
        ("s", "briefings/a.md", 8),
        ("l", "briefings/a.md", 9),
        ("1", "briefings/a.md", 14),
        ("2", "briefings/a.md", 14),
        ("p", "briefings/_partnerships.yml", 1),
        ("q", "briefings/_partnerships.yml", 1),
    }


@pytest.mark.parametrize("external", [True, False])
def test_only_on_request(host: Host, tmp_path: Path, external: bool) -> None:
    """Without --external nothing is asked or remembered; with it a source still cannot have this machine asked."""
    text = f"{LINKED.partition('website')[0]}}}\n--- briefings/a.md\n{FRONT}## Findings\n\n[One]({host.address}/).\n"
    for name, content in files_of(text.replace("Example, }", "Example}")).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    options = ["--external"] if external else []
    result = CliRunner().invoke(main, ["check", "--source", str(tmp_path), *options])
    assert result.exit_code == 0, result.output
    assert host.asked == []
    assert ("hint[unchecked-link]" in result.stderr) is external
    assert (tmp_path / ".learnbrief" / "links.json").exists() is external
