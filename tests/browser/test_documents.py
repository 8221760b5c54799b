"""Dropping a document in the preview: its draft is shown, a role is chosen, and its points are found on its page."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.serving import Server, serving, write_project
from tools.printed.text import FOLDER

PATIENCE = 60_000
NAME = "drawn-boxes.handover.pdf"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Serve a small project."""
    with serving(write_project(tmp_path / "project")) as server:
        yield server


@pytest.fixture
def page(server: Server, new_page: NewPage) -> Page:
    """Open the page for documents."""
    page = new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server.url}_preview/documents")
    return page


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file as somebody would who drags it from a folder."""
    page.evaluate(
        """([name, content]) => {
            const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
            const data = new DataTransfer();
            data.items.add(new File([bytes], name));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        [name, base64.b64encode(content).decode()],
    )


def test_a_dropped_file_becomes_a_page(page: Page, server: Server) -> None:
    """Drop a file, choose a role, write the draft, and find its points on its page."""
    drop(page, NAME, (FOLDER / NAME).read_bytes())
    expect(page.get_by_role("status")).to_contain_text("each of them in the draft")
    expect(page.locator("#original")).to_contain_text("Families told their story again")
    role = page.get_by_label("Role of “05 – What must improve”")
    expect(role).to_have_value("")
    before = int(page.locator("#count").inner_text())
    role.select_option("background")
    assert int(page.locator("#count").inner_text()) == before - 3
    role.select_option("improvements")
    assert int(page.locator("#count").inner_text()) == before
    assert not [path for path in (server.folder / "briefings").iterdir() if "hands" in path.name]
    page.get_by_role("button", name="Write the draft").click()
    page.wait_for_url("**/briefings/*hands/index.html", timeout=PATIENCE)
    main = page.locator("main")
    expect(main).to_contain_text("The plan says who tells the child, and how.", timeout=PATIENCE)
    expect(main).to_contain_text("Look at workload before a case is moved, not afterwards.")
    (written,) = [path for path in (server.folder / "briefings").iterdir() if "hands" in path.name]
    assert "{role=improvements}" in written.read_text("utf-8")


def test_what_is_pasted_from_word_is_read(page: Page) -> None:
    """Paste what Word puts on the clipboard: its list is a list, and its rubbish is gone."""
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/html", `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
                <p class=MsoNormal><b>Findings</b></p>
                <ul><li class=MsoNormal style='mso-list:l0'>Visits were late.<o:p></o:p></li>
                <li>Plans were thin.</li></ul>
                </body></html>`);
            data.setData("text/plain", "Findings");
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            document.dispatchEvent(new ClipboardEvent("paste", options));
        }"""
    )
    expect(page.locator("#draft .entry.point")).to_have_count(2)
    expect(page.locator("#draft")).not_to_contain_text("mso")


def test_what_cannot_be_read_is_said_in_a_line(page: Page) -> None:
    """A file that cannot be read shows why and what to do, and no draft."""
    drop(page, "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")
    expect(page.get_by_role("status")).to_contain_text("Word document (*.docx)")
    expect(page.locator("#result")).to_be_hidden()


def test_markup_in_a_document_stays_text(page: Page) -> None:
    """What a document holds is shown as text, and nothing of it runs."""
    drop(page, "a.txt", b"Findings\n\n- <img src=x onerror=alert(1)> was written.\n- <script>alert(2)</script>\n")
    expect(page.locator("#original")).to_contain_text("<img src=x")
    expect(page.locator("#draft img, #original img, #draft script")).to_have_count(0)
