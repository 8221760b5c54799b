"""What the browser tests share: one Chromium, and pages that are watched while a test drives them.

Every page is held to the promises: an empty console, no script that fails, no request to another host. No
test can be excused from them. Without a browser these tests fail; they are never skipped.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebSocket,
    sync_playwright,
)

from benchmarks.ranking import publish_search
from tests.browser.page_kinds import Sites, served
from tests.sites import BuiltSite, once_for_all
from tools.browser import CURE, find_browser
from tools.debian import is_root

OUR_HOSTS = ("127.0.0.1", "::1", "localhost")
SECONDS = 1000
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Visitor:
    """Somebody with a page of a browser, and the complaints that it brings."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        context = browser.new_context(**{"locale": "en-GB", "timezone_id": "Europe/London"} | options)
        context.set_default_timeout(15 * SECONDS)
        self._complaints: list[str] = []
        watch(context, self._complaints.append)
        self.page = context.new_page()

    def told(self) -> list[str]:
        """Give all complaints so far."""
        for page in self.page.context.pages:
            page.evaluate("0")  # what the page has said so far arrives before the answer does
        return [*self._complaints]

    def begin_anew(self) -> None:
        """Leave the page, and set it as it was when it was new."""
        first, *others = self.page.context.pages
        for other in others:
            other.close()
        first.unroute_all()
        first.goto("about:blank")
        first.set_viewport_size({"width": 1280, "height": 720})
        first.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        first.mouse.move(0, 0)
        self._complaints.clear()


NewPage = Callable[..., Page]
Address = Callable[[str], str]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that this machine has, once for all tests."""
    path = find_browser()
    if path is None:
        pytest.fail(f"{CURE}\nOn Debian and Ubuntu, `make test` installs one by itself.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=FLAGS,
            chromium_sandbox=not is_root(),  # root's Chromium refuses to start in a sandbox
        )
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Open watched pages, each a new visitor's.

    It takes what Playwright's `new_context` takes: `new_page(java_script_enabled=False)`. The complaints of
    them all are the test's, when it ends.
    """
    visitors: list[Visitor] = []

    def open_page(**options: Any) -> Page:
        visitors.append(Visitor(browser, **options))
        return visitors[-1].page

    yield open_page

    complaints = [complaint for visitor in visitors for complaint in visitor.told()]
    for visitor in visitors:
        visitor.page.context.close()
    refuse_complaints(complaints)


@pytest.fixture(scope="session")
def desktop_visitor(browser: Browser) -> Visitor:
    """Open the page that all tests take turns with that need no other."""
    return Visitor(browser)


@pytest.fixture
def page(desktop_visitor: Visitor) -> Iterator[Page]:
    """Give a watched page as a desktop reader sees it, set like a new one.

    Sites keep nothing in a browser, so it need not be a new visitor's: that would take twice as long.
    """
    yield desktop_visitor.page
    complaints = desktop_visitor.told()
    desktop_visitor.begin_anew()
    refuse_complaints(complaints)


def refuse_complaints(complaints: list[str]) -> None:
    """Fail with what the browser complained of, if it did."""
    if complaints:
        pytest.fail("\n".join(["The browser complained:", *complaints]), pytrace=False)


@pytest.fixture(scope="session")
def site(own_site: BuiltSite) -> Path:
    """Give the folder with the site of the repository's own briefings."""
    return own_site.folder


THEMES_OF_MANY = ("information-sharing", "neglect")


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder with the search of over a hundred briefings, and with the pages of two of their themes."""
    themes = (f"themes/{theme}/index.html" for theme in THEMES_OF_MANY)
    return once_for_all("many", tmp_path_factory, lambda folder: publish_search(120, folder / "project", *themes))


@pytest.fixture
def at(site: Path) -> Address:
    """Give a page's address in that folder."""
    return lambda address: (site / address).as_uri()


@pytest.fixture(scope="session")
def kinds(own_site: BuiltSite, golden_site: BuiltSite, large_site: BuiltSite) -> Iterator[Sites]:
    """Serve the sites whose page kinds are scanned."""
    with served({"own": own_site, "golden": golden_site, "large": large_site}) as sites:
        yield sites


def watch(context: BrowserContext, complain: Callable[[str], None]) -> None:
    """Complain of every message, failure and request that a reader's browser should not see."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complain(f"console {message.type}: {message.text} ({message.location['url']})")

    def on_address(request: Request | WebSocket) -> None:
        if not is_ours(request.url):
            complain(f"request that is not the site's own: {request.url}")

    context.on("console", on_console)
    context.on("weberror", lambda failure: complain(f"script failed: {failure.error}"))
    context.on("request", on_address)
    context.on("page", lambda page: page.on("websocket", on_address))


def is_ours(url: str) -> bool:
    """Say whether this address is a file's or this machine's own."""
    address = urlsplit(url)
    return address.scheme == "file" or address.hostname in OUR_HOSTS
