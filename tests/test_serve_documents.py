"""Documents dropped in the preview: what other pages, other machines and other origins may send comes to nothing."""

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from learnbrief.serve.drafting import Drafts, with_roles
from tests.serving import PATIENCE, Server, serving, write_project
from tools.printed.text import FOLDER

BRIEFING = (FOLDER / "drawn-boxes.handover.pdf").read_bytes()
NAME = "2024-06-multi-agency-audit-when-a-case-changes-hands.md"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a small project."""
    with serving(write_project(tmp_path_factory.mktemp("project"))) as server:
        yield server


def token_of(server: Server) -> str:
    """Read the token as the page does."""
    found = re.search(r'name="token" content="([^"]+)"', server.get("/_preview/documents"))
    assert found
    return found[1]


def post(server: Server, what: str, body: bytes, host: str | None = None, **headers: str) -> tuple[int, str]:
    """Send a body, with the headers that are given alone; give the status and what was said."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"POST /_preview/documents/{what} HTTP/1.1", f"Host: {host or f'127.0.0.1:{server.port}'}"]
    lines += [f"{name}: {value}" for name, value in said.items()]
    lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
    answer = server.send("\r\n".join(lines).encode() + body).decode()
    head, _, content = answer.partition("\r\n\r\n")
    return int(head.split()[1]), content


def own(server: Server) -> dict[str, str]:
    """Give the headers that our own page sends."""
    return {"Origin": f"http://127.0.0.1:{server.port}", "X_Learnbrief_Token": token_of(server)}


def sources(server: Server) -> dict[str, bytes]:
    """Give every file of the project."""
    return {str(path): path.read_bytes() for path in server.folder.rglob("*") if path.is_file()}


# What our own page does


def test_reading_writes_nothing_and_writing_one_file(server: Server) -> None:
    """What is read is told whole; what is written is one new file with the roles that were chosen."""
    before = sources(server)
    status, content = post(server, "read", BRIEFING, **own(server), X_Learnbrief_Name="audit.pdf")
    told = json.loads(content)
    assert status == 200
    assert told["lost"] == []
    assert sources(server) == before
    marked = next(line for line in told["lines"] if line["kind"] == "heading" and line["role"] == "")
    choice = json.dumps({"draft": told["draft"], "roles": {str(marked["line"]): "improvements"}}).encode()
    status, content = post(server, "write", choice, **own(server))
    assert status == 200
    (path,) = set(sources(server)) - set(before)
    assert json.loads(content)["path"] == told["path"]
    lines = Path(path).read_text("utf-8").split("\n")
    assert lines[marked["line"] - 1].endswith("{role=improvements}")
    status, content = post(server, "write", choice, **own(server))
    assert status == 200
    assert "left as it is" in json.loads(content)["refused"]
    Path(path).unlink()


def test_what_cannot_be_read_is_said(server: Server) -> None:
    """A file that is not what its name says is refused in one sentence or two."""
    status, content = post(server, "read", b"PK\x03\x04", **own(server), X_Learnbrief_Name="audit.pdf")
    assert status == 200
    assert json.loads(content)["refused"]


def test_what_is_pasted_is_read(server: Server) -> None:
    """HTML from the clipboard is read like a saved page."""
    pasted = b"<h1>Audit of visits</h1><h2>Findings</h2><ul><li>Visits were late.</li><li>Plans were thin.</li></ul>"
    status, content = post(server, "read", pasted, **own(server), X_Learnbrief_Name="-")
    kinds = [line["kind"] for line in json.loads(content)["lines"]]
    assert status == 200
    assert kinds.count("entry") == 2


# What others may send


FORGED = {
    "another origin": {"Origin": "https://evil.example"},
    "another port of this machine": {"Origin": "http://127.0.0.1:1"},
    "no origin": {"Origin": ""},
    "the origin of a file": {"Origin": "null"},
    "no token": {"X_Learnbrief_Token": ""},
    "another token": {"X_Learnbrief_Token": "x" * 32},
}


@pytest.mark.parametrize("how", FORGED)
@pytest.mark.parametrize("what", ["read", "write"])
def test_other_pages_read_and_write_nothing(server: Server, what: str, how: str) -> None:
    """Whatever another page that is open can send is refused before it is looked at."""
    before = sources(server)
    headers = {name: value for name, value in {**own(server), **FORGED[how]}.items() if value}
    body = BRIEFING if what == "read" else b'{"draft": "x", "roles": {}}'
    assert post(server, what, body, **headers)[0] == 403
    assert sources(server) == before


def test_a_form_of_another_page_writes_nothing(server: Server) -> None:
    """A form that is sent without a script bears no token, whatever its origin."""
    headers = {"Origin": f"http://127.0.0.1:{server.port}", "Content_Type": "text/plain"}
    assert post(server, "write", b'{"draft": "x", "roles": {}}', **headers)[0] == 403


def test_other_names_get_nothing(server: Server) -> None:
    """A name that another site points here is refused, and so is its page."""
    assert post(server, "read", BRIEFING, host="evil.example", **own(server))[0] == 421
    assert server.get("/_preview/documents", host="evil.example").startswith("HTTP/1.1 421")


def test_other_pages_cannot_ask_for_the_token(server: Server) -> None:
    """The page answers to no other origin, may stand in no frame, and runs no script but its own."""
    assert server.get("/_preview/documents", "Origin: https://evil.example").startswith("HTTP/1.1 403")
    answer = server.get("/_preview/documents")
    assert "X-Frame-Options: DENY" in answer
    assert "Cross-Origin-Resource-Policy: same-origin" in answer
    assert "default-src 'none'; script-src 'self'" in answer
    assert "Access-Control" not in answer


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_nothing_else_is_answered(server: Server, method: str) -> None:
    """Only POST reads and writes, so that no link and no picture can."""
    for what in ("read", "write"):
        assert server.get(f"/_preview/documents/{what}", method=method).split()[1] in ("403", "405")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"draft": 1, "roles": {}}', b'{"draft": "x", "roles": {"1": 2}}', b"\xff", b"null"]
)
def test_what_makes_no_sense_is_refused(server: Server, body: bytes) -> None:
    """A request with the token that makes no sense is refused in one line, without a traceback."""
    status, said = post(server, "write", body, **own(server))
    assert status == 400
    assert "Traceback" not in said


def test_an_unknown_draft_is_not_written(server: Server) -> None:
    """A draft that was never read here cannot be written."""
    before = sources(server)
    status, _ = post(server, "write", b'{"draft": "../../x", "roles": {}}', **own(server))
    assert status == 200
    assert sources(server) == before


def test_what_is_too_large_is_not_taken_in(server: Server) -> None:
    """More than 20 MB are refused at their announcement."""
    headers = "\r\n".join(f"{name.replace('_', '-')}: {value}" for name, value in own(server).items())
    request = f"POST /_preview/documents/read HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n{headers}\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        connection.sendall(f"{request}Content-Length: 20000002\r\n\r\n".encode())
        answer = connection.recv(100)
    assert not answer.startswith(b"HTTP/1.1 2")


def test_with_host_only_this_machine_may(tmp_path: Path) -> None:
    """With --host others see the preview, and still nobody else's request reads or writes a document."""
    with serving(write_project(tmp_path / "project"), "--host", "0.0.0.0") as server:
        name = f"0.0.0.0:{server.port}"
        assert server.get("/", host=name).startswith("HTTP/1.1 200")
        assert server.get("/_preview/documents", host=name).startswith("HTTP/1.1 403")
        address = next((each for each in _addresses() if not each.startswith("127.")), None)
        if address is None:
            return  # this machine has no other address; the rule is tested by name alone
        with socket.create_connection((address, server.port), timeout=PATIENCE) as connection:
            asked = f"GET /_preview/documents HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n"
            connection.sendall(asked.encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 403")


def _addresses() -> list[str]:
    return [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]


# Roles


SOURCE = '---\ntitle: x\n---\n\n## Found {role="FILL IN: findings?" audience=managers}\n\n## Seen {role=findings}\n'


def test_roles_change_only_headings() -> None:
    """A chosen role takes the place of the one that stood there, and the audience stays."""
    changed = with_roles(SOURCE, {"5": "learning", "7": "good-practice"})
    assert changed is not None
    assert changed.split("\n")[4] == "## Found {role=learning audience=managers}"
    assert changed.split("\n")[6] == "## Seen {role=good-practice}"


@pytest.mark.parametrize(
    "roles", [{"2": "learning"}, {"5": "nonsense"}, {"5": "x} #y"}, {"99": "learning"}, {"-1": "other"}]
)
def test_nothing_else_can_be_written_by_a_role(roles: dict[str, str]) -> None:
    """What is no role, or for no heading, changes nothing."""
    assert with_roles(SOURCE, roles) is None


def test_few_drafts_are_kept(tmp_path: Path) -> None:
    """The oldest of the drafts that nobody wrote goes, so that the server does not grow."""
    drafts = Drafts(write_project(tmp_path), dict)
    keys = [str(drafts.read("a.txt", b"Findings\n\n- Visits were late.\n")["draft"]) for _ in range(6)]
    assert "no longer at hand" in str(drafts.write(keys[0], {})["refused"])
