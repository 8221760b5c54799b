"""The owner's face in a browser: worn in light and dark, on a phone, by keyboard and on paper."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from learnbrief.build import Inputs
from learnbrief.files import gather
from tests.browser.conftest import ROOT, NewPage
from tests.browser.test_reading import PHONE
from tests.support import TODAY, built, publish_files

SETTINGS = b"""
logo: {file: briefings/_logo.svg, alt: Northshire Safeguarding Partnership}
colours: {accent: "#6b2c7a", accent_dark: "#d9a5e6"}
navigation:
  - {title: Themes, url: /themes/}
  - {title: What it asks of managers, url: /audiences/managers/}
  - {title: Report a concern, url: "https://example.org/report"}
footer:
  text: Published by **Northshire**. See [the glossary](/glossary/).
  links: [{title: Insights, url: /insights/}]
"""
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30H0z" fill="#6b2c7a"/></svg>'
PACK = "themes/information-sharing/pack/index.html"


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the repository's own briefings with a face of another owner's."""
    gathered = gather(ROOT)
    inputs = Inputs(gathered.sources, gathered.templates, TODAY)
    settings = gathered.sources["learnbrief.yml"] + SETTINGS
    sources = {**gathered.sources, "learnbrief.yml": settings, "briefings/_logo.svg": LOGO}
    folder = tmp_path_factory.mktemp("dressed") / "site"
    publish_files(built(replace(inputs, sources=sources)).files, folder, ROOT)
    return folder


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(107, 44, 122)"), ("dark", "rgb(217, 165, 230)")])
def test_links_wear_the_colour(new_page: NewPage, dressed: Path, scheme: str, colour: str) -> None:
    """Links and the beads on the thread have the owner's colour, in light and in dark."""
    page = new_page(color_scheme=scheme)
    page.goto((dressed / "themes/index.html").as_uri())
    expect(page.locator("main a").first).to_have_css("color", colour)
    expect(page.get_by_role("link", name="999")).to_have_css("color", colour)
    bead = page.locator("h1").evaluate("(heading) => getComputedStyle(heading, '::before').borderTopColor")
    assert bead == colour


def test_the_logo_is_seen_and_said_with_the_name(new_page: NewPage, dressed: Path) -> None:
    """The logo is drawn, and the link to the first page says its words and the site's name, apart from each other."""
    page = new_page()
    page.goto((dressed / "themes/index.html").as_uri())
    name = page.get_by_role("link", name="Northshire Safeguarding Partnership Learning from safeguarding reviews")
    assert name.locator("img").evaluate("(logo) => logo.naturalWidth > 0 && logo.clientHeight > 20")
    name.click()
    expect(page).to_have_title("Learning from safeguarding reviews")


def test_the_keyboard_meets_urgent_help_second(new_page: NewPage, dressed: Path) -> None:
    """Right behind the link that skips comes the number to call, in a region with a name."""
    page = new_page()
    page.goto((dressed / "index.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    number = page.get_by_role("region", name="Urgent help").get_by_role("link", name="999")
    expect(number).to_be_focused()
    expect(number).to_have_attribute("href", "tel:999")


def test_the_face_fits_a_phone(new_page: NewPage, dressed: Path) -> None:
    """Logo, long links and the line of help fit a narrow phone, and do so with the text at 200 %."""
    page = new_page(viewport=PHONE)
    page.goto((dressed / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_urgent_help_prints_but_not_on_packs(new_page: NewPage, dressed: Path) -> None:
    """Paper says whom to call, save for a team pack, which has its two sides and no more."""
    page = new_page()
    page.emulate_media(media="print")
    for address, is_seen in (("briefings/2020-sandwell-core-groups/index.html", True), (PACK, False)):
        page.goto((dressed / address).as_uri())
        expect(page.get_by_text("If a child is in immediate danger")).to_be_visible(visible=is_seen)
