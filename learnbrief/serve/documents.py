"""The page to which documents are dropped or pasted, and what it asks of the server.

It writes into the project, so it answers less than the rest: to this machine alone, whatever --host says, and what
reads or writes only to a page of its own origin that knows a token made at the start.
"""

import asyncio
import hmac
import ipaddress
import json
from collections.abc import Awaitable
from urllib.parse import unquote

from tornado.web import HTTPError, stream_request_body

from learnbrief.importing import LARGEST
from learnbrief.model import ROLES_WITH_POINTS, Role
from learnbrief.serve.drafting import Drafts, Shown
from learnbrief.serve.guarded import Guarded, ServerContext
from learnbrief.serve.own_files import own_template

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
LARGEST_CHOICE = 200_000
"""Bytes of the roles that are sent with a draft's name."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


class OnThisMachine(Guarded):
    """Answers only to a browser on this machine that asks by one of the machine's own names."""

    def initialize(self, served: ServerContext, drafts: Drafts) -> None:  # type: ignore[override]
        """Take what the handlers share, and the drafts of this run."""
        super().initialize(served)
        self.drafts = drafts

    def prepare(self) -> Awaitable[None] | None:
        """Refuse all others before anything is read."""
        super().prepare()
        name = self.request.host.lower().rpartition(":")[0] or self.request.host.lower()
        if name not in LOOPBACK_NAMES or not _is_loopback(self.request.remote_ip or ""):
            raise HTTPError(403, reason="Documents are read only on the machine that serve runs on")
        return None


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class DocumentsPage(OnThisMachine):
    """Gives the page, with the token that its requests must carry."""

    def get(self) -> None:
        """Give it."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", _POLICY)
        roles = [(role.value, role.value.replace("-", " ").capitalize()) for role in Role]
        holding = " ".join(sorted(role.value for role in ROLES_WITH_POINTS))
        self.finish(own_template("documents.html").render(token=self.drafts.token, roles=roles, holding=holding))


class PageReady(OnThisMachine):
    """Tells whether a page that was written can be opened yet."""

    def get(self) -> None:
        """Answer whether the site that is shown has the page."""
        edition = self.served.preview.edition
        page = self.get_query_argument("page", "").removeprefix("/")
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"shown": bool(edition and edition.has_page(page))}))


@stream_request_body
class _WriteRequest(OnThisMachine):
    """A request that makes the server do something: of our own page, with the token, and no larger than may be."""

    SUPPORTED_METHODS = ("POST",)
    largest = 0

    def prepare(self) -> Awaitable[None] | None:
        """Refuse what comes from elsewhere before its body is taken in."""
        super().prepare()
        self.body = bytearray()
        if self.request.headers.get("Origin") is None:
            raise HTTPError(403)
        token = self.request.headers.get("X-Learnbrief-Token", "")
        if not hmac.compare_digest(token.encode(), self.drafts.token.encode()):
            raise HTTPError(403)
        self.request.connection.set_max_body_size(self.largest)  # type: ignore[union-attr]
        return None

    def data_received(self, chunk: bytes) -> None:
        """Take in a part of the body; one that is too large is taken in no further, and refused when it ends."""
        if len(self.body) <= self.largest:
            self.body += chunk

    def answer(self, shown: Shown) -> None:
        """Answer with what there is to show."""
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(shown))


class ReadDocument(_WriteRequest):
    """Reads a document into a draft. Nothing is written."""

    largest = LARGEST + 1
    _one_at_a_time = asyncio.Lock()

    async def post(self) -> None:
        """Read the body as a file of the name that the request gives; what is pasted has the name `-`."""
        name = unquote(self.request.headers.get("X-Learnbrief-Name", "-"))[-200:].replace("/", " ").replace("\\", " ")
        async with self._one_at_a_time:
            shown = await asyncio.to_thread(self.drafts.read, name or "-", bytes(self.body))
        self.answer(shown)


class WriteDraft(_WriteRequest):
    """Writes a draft that was read as one new file under `briefings/`."""

    largest = LARGEST_CHOICE

    async def post(self) -> None:
        """Write it, with the roles that were chosen."""
        try:
            asked = json.loads(self.body)
            key, roles = asked["draft"], asked["roles"]
        except (ValueError, KeyError, TypeError):
            raise HTTPError(400) from None
        is_sound = (
            isinstance(key, str) and isinstance(roles, dict) and all(isinstance(role, str) for role in roles.values())
        )
        if not is_sound:
            raise HTTPError(400)
        self.answer(self.drafts.write(key, roles))
