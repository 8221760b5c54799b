"""What a browser makes of what stands in a page's head: the manifest, the icons, the data for search engines."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from learnbrief.build import Inputs, build
from learnbrief.files import gather
from tests.browser.conftest import ROOT, Address
from tests.support import TODAY, publish_files
from tools import icons


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the repository's briefings below a path of this machine, built for that address, and give it."""
    folder = tmp_path_factory.mktemp("served")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    address = f"http://127.0.0.1:{server.server_port}/learning"
    gathered = gather(ROOT)
    publish_files(
        build(Inputs(gathered.sources, gathered.templates, TODAY, base_url=address)).files, folder / "learning", ROOT
    )
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("address", ["index.html", "themes/neglect/index.html", "404.html"])
def test_the_manifest_from_a_host(page: Page, host: str, address: str) -> None:
    """From a host, a browser finds the manifest and has nothing to say against it."""
    page.goto(f"{host}/{address}")
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["url"] == f"{host}/site.webmanifest"
    assert found["errors"] == []
    assert found["manifest"]["startUrl"] == f"{host}/index.html"
    assert len(found["manifest"]["icons"]) == 4
    for icon in found["manifest"]["icons"]:
        assert page.request.get(icon["url"]).ok


def test_no_manifest_from_a_folder(page: Page, at: Address) -> None:
    """From a folder, where a browser could not read the manifest and would complain, the page names none."""
    page.goto(at("index.html"))
    assert page.locator("script[src*='/page.']").count() == 1
    assert page.locator("link[rel=manifest]").count() == 0
    page.context.new_cdp_session(page).send("Page.getAppManifest")


def test_linked_data_breaks_no_rule(page: Page, host: str) -> None:
    """The browser reads linked data as data: it neither runs it nor has the policy for scripts against it."""
    for address, kinds in (
        ("briefings/2020-sandwell-core-groups/index.html", ["Report", "BreadcrumbList"]),
        ("themes/neglect/index.html", ["DefinedTerm", "BreadcrumbList"]),
        ("index.html", ["WebSite"]),
    ):
        page.goto(f"{host}/{address}")
        block = page.locator("script[type='application/ld+json']")
        graph = json.loads(block.text_content() or "")["@graph"]
        assert [node["@type"] for node in graph] == kinds


def test_icons_are_those_of_the_one_drawing(browser: Browser) -> None:
    """The icons in PNG show what `make icons` would draw of the SVG now."""
    for size in icons.SIZES:
        kept = Image.open(BytesIO((Path(icons.ASSETS) / f"icon-{size}.png").read_bytes())).convert("RGB")
        difference = ImageChops.difference(kept, icons.draw(size, browser)).convert("L")
        assert sum(difference.histogram()[48:]) < size * size / 500
