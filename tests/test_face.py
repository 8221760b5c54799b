"""The face of every page: what an owner sets is shown on all of them, and what cannot be is named."""

import re
from dataclasses import replace

from learnbrief.pipeline import Inputs, Site, build
from tests.support import FRONT, VOCABULARY, built, codes, page, project

STATEMENT = """--- learnbrief.yml
accessibility: {conformance: full, tested: 2026-01-01, method: a, contact: a@example.org, response: b}
"""
BRIEFING = f"--- briefings/a.md\n{FRONT}\n## Findings\n\n- Visits were announced.\n"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def wearing(settings: str, **more: bytes) -> Inputs:
    """Make a project with settings for its face; a logo lies beside its vocabulary."""
    inputs = project(f"{VOCABULARY}{STATEMENT}{settings}{BRIEFING}")
    return replace(inputs, sources={**inputs.sources, "briefings/_logo.svg": LOGO, **more})


def html_pages(site: Site) -> dict[str, str]:
    """Give a site's pages."""
    return {address: page(site, address) for address in site.files if address.endswith(".html")}


def found(settings: str) -> list[tuple[int, str]]:
    """Build with settings for the face, and give each problem's line in them and its code."""
    return [(line - 1, code) for line, code in codes(build(wearing(settings)).problems)]


# The logo


def test_a_logo_stands_beside_the_name_on_every_page() -> None:
    """The logo is published once, and every page shows it in its link to the first page, beside the name."""
    site = built(wearing("logo: {file: briefings/_logo.svg}\n"))
    (address,) = [address for address in site.files if address.startswith("assets/logo.")]
    assert site.files[address] == LOGO
    for name, text in html_pages(site).items():
        masthead = re.search(r'<a class="name".*?</a>', text)
        assert masthead, name
        assert f'{address}" alt=""' in masthead[0], name
        assert "Learning briefings</a>" in masthead[0], name


def test_a_logo_may_say_more_than_the_name() -> None:
    """What the owner says that the picture says is its description."""
    site = built(wearing("logo: {file: briefings/_logo.svg, alt: 'The \"Example\" partnership'}\n"))
    assert 'alt="The &#34;Example&#34; partnership">' in page(site, "index.html")


def test_without_a_logo_there_is_none() -> None:
    """Where no logo is set, none is shown and the picture is not published."""
    site = built(wearing(""))
    assert "<img" not in page(site, "index.html")
    assert LOGO not in site.files.values()


def test_a_logo_that_cannot_be_shown_is_named() -> None:
    """A logo that is not there, lies elsewhere or is more than a drawing is an error in its line of the settings."""
    assert found("logo:\n  alt: Example\n  file: briefings/logo.svg\n") == [(3, "missing-picture")]
    assert found("logo:\n  file: https://example.org/logo.svg\n") == [(2, "remote-resource")]
    assert found("logo:\n  file: ../logo.svg\n") == [(2, "link-outside")]
    assert found("logo:\n  alt: Example\n") == [(2, "missing-field")]
    assert found("logo: briefings/_logo.svg\n") == [(1, "wrong-type")]
    acting = {"briefings/_logo.svg": LOGO.replace(b"<path", b"<script/><path")}
    assert codes(build(wearing("logo: {file: briefings/_logo.svg}\n", **acting)).problems) == [(2, "unsafe-picture")]
