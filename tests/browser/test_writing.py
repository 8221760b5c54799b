"""An editor writes a briefing in a form, in the browser; nothing but the site's own files is asked for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from learnbrief.build import build
from learnbrief.fields import names
from learnbrief.schemas.definitions import FRONT
from tests.browser.conftest import NewPage
from tests.support import FRONT as FRONT_MATTER
from tests.support import VOCABULARY, project

TRIAL = "--- learnbrief.yml\nadmin: {backend: trial}\n"
BODY = '\n## Findings\n\n- Plans did not say who. #plans {#who was="whom"}\n'


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".yml": "text/yaml"}  # noqa: RUF012 - as above it

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def form(new_page: NewPage, tmp_path: Path) -> Iterator[Page]:
    """Open the form of a small site whose repository is in memory, and holds one briefing."""
    files = build(project(f"{VOCABULARY}{TRIAL}--- briefings/a.md\n{FRONT_MATTER}{BODY}")).files
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    source = (FRONT_MATTER + BODY).replace("\\", "\\\\").replace("`", "\\`")
    page = new_page()
    page.add_init_script(f"window.repoFiles = {{briefings: {{'a.md': {{content: `{source}`}}}}}};")
    with served(tmp_path) as address:
        page.goto(f"{address}admin/index.html")
        page.get_by_role("button", name="Login").click()
        yield page


def test_what_is_saved_is_a_briefing(form: Page) -> None:
    """Every field of the format has a place in the form, and a briefing's values stand in theirs.

    A changed title is written into the source, whose text, tags and ids stay as they were, and it is published.
    """
    form.get_by_role("link", name="Neglect in Example").click()
    expect(form.get_by_label("Title", exact=True).first).to_have_value("Neglect in Example")
    for name in names(FRONT):
        label = re.compile(rf"^{name.replace('_', ' ').capitalize()}( \(optional\))?$")
        expect(form.get_by_text(label).first).to_be_attached()
    expect(form.get_by_text("Example Safeguarding Partnership", exact=True)).to_be_visible()
    expect(form.get_by_text("Multi-agency audit", exact=True)).to_be_visible()
    form.get_by_label("Title", exact=True).first.fill("Neglect, looked at again")
    form.get_by_role("button", name="Publish").first.click()
    form.get_by_role("menuitem", name="Publish now").click()
    form.wait_for_function("window.repoFiles.briefings['a.md'].content.includes('again')")
    saved = form.evaluate("window.repoFiles.briefings['a.md'].content")
    assert BODY.strip() in saved
    site = build(project(f"{VOCABULARY}{TRIAL}--- briefings/a.md\n{saved}"))
    assert {problem.code for problem in site.problems} == {"accessibility-missing"}
    assert "Neglect, looked at again" in site.files["briefings/a/index.html"].decode()


def test_a_briefing_begun_in_the_form_is_one(form: Page) -> None:
    """With only what must be there filled in, what the form writes is checked without a problem, and published."""
    for number, (published, said) in enumerate(PUBLISHED.items(), 2):
        form.evaluate("location.hash = '#/collections/briefings'")
        form.evaluate("location.hash = '#/collections/briefings/new'")
        form.get_by_label("Title", exact=True).first.fill(f"Plans that hold {number}")
        for name, words in (("Partnership", "Other"), ("Kind", "Dip"), ("Topics", "Plans")):
            form.get_by_label(name, exact=True).first.fill(words)
            form.keyboard.press("Enter")
        form.get_by_label("Held", exact=True).first.fill("2025-11")
        form.get_by_label("Published", exact=True).first.fill(published)
        form.get_by_label("Summary", exact=True).first.fill("What a dip sample of plans showed.")
        form.get_by_role("button", name="Publish").first.click()
        form.get_by_role("menuitem", name="Publish now").click()
        form.wait_for_function(f"Object.keys(window.repoFiles.briefings).length == {number}")
        slug = f"other-plans-that-hold-{number}"
        saved = form.evaluate(f"window.repoFiles.briefings['{slug}.md'].content")
        site = build(project(f"{VOCABULARY}{TRIAL}--- briefings/{slug}.md\n{saved}"))
        assert {problem.code for problem in site.problems} == {"accessibility-missing", "no-points"}, saved
        assert site.briefings == 1
        assert f"<dt>Published</dt><dd>{said}</dd>" in site.files[f"briefings/{slug}/index.html"].decode()


PUBLISHED = {"2026-01-15": "15 January 2026", "2026": "2026", "unknown": "date of publication not given"}
"""What can stand there, and how a page says it."""

PASTED = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal{mso-style:x}</style></head><body>
<h2>Good practice<o:p></o:p></h2>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;
</span></span>Visits
were joint.<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;
</span></span>The
<a href="https://example.org/tool">tool</a> was used.</p>
<p class=MsoNormal style='mso-margin-top-alt:auto'>One paragraph&nbsp;more.</p></body></html>"""


def test_what_is_pasted_from_word_leaves_no_rubbish(form: Page) -> None:
    """What Word puts on the clipboard arrives as headings, lists and links, and as nothing else."""
    form.get_by_role("link", name="Neglect in Example").click()
    text = form.locator("[contenteditable=true]").last
    text.click()
    form.keyboard.press("Control+End")
    form.keyboard.press("Enter")
    text.evaluate(
        """(element, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "·   Visits were joint.");
            const options = { clipboardData: data, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        PASTED,
    )
    form.get_by_role("button", name="Publish").first.click()
    form.get_by_role("menuitem", name="Publish now").click()
    form.wait_for_function("window.repoFiles.briefings['a.md'].content.includes('One paragraph')")
    saved = form.evaluate("window.repoFiles.briefings['a.md'].content")
    assert "## Good practice\n" in saved
    assert "\n- Visits were joint.\n- The [tool](https://example.org/tool) was used.\n" in saved
    assert not re.search(r"mso|Mso|o:p|\u00a0|·|<|&nbsp", saved)
