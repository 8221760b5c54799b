"""Reading the five briefings in a browser, opened from a folder: found, followed, narrowed, enlarged, printed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Address, NewPage

KINDS = (
    "index.html",
    "about/index.html",
    "accessibility/index.html",
    "audiences/index.html",
    "audiences/managers/index.html",
    "briefings/index.html",
    "briefings/2023-solihull-audit-learning/index.html",
    "glossary/index.html",
    "kinds/index.html",
    "kinds/annual-learning/index.html",
    "partnerships/index.html",
    "partnerships/dudley/index.html",
    "themes/index.html",
    "search/index.html",
    "themes/information-sharing/index.html",
)
"""One page of each kind that is read from a folder; the page for lost addresses is a host's."""
PHONE = {"width": 320, "height": 640}
LIST = "briefings/index.html"
LINES = ".briefing-line"


def test_from_home_to_a_point_and_back(page: Page, at: Address) -> None:
    """A reader walks from the first page to a theme, to a point in its briefing, and back."""
    page.goto(at("index.html"))
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Themes").click()
    expect(page).to_have_title(re.compile("^Themes"))
    page.get_by_role("link", name="Information sharing", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Information sharing")
    link = page.locator("main a[href*='/briefings/'][href*='#']").first
    point = (link.get_attribute("href") or "").partition("#")[2]
    theme = page.url
    link.click()
    assert page.url.endswith(f"#{point}")
    expect(page.locator(":target")).to_have_id(point)
    expect(page.locator(f"[id='{point}']")).to_be_in_viewport()
    page.go_back()
    assert page.url.partition("#")[0] == theme
    expect(page.get_by_role("heading", level=1)).to_have_text("Information sharing")


def test_a_point_leads_to_its_themes(page: Page, at: Address) -> None:
    """Beside a point stand its themes, and each opens with the point among its own."""
    page.goto(at("briefings/2020-sandwell-core-groups/index.html"))
    point = page.locator("main li[id]:not([id^='_'])").first
    anchor = point.get_attribute("id")
    point.locator("a[href*='themes/']").first.click()
    expect(page.locator(f"a[href$='#{anchor}']").first).to_be_attached()


def test_the_list_narrows(page: Page, at: Address) -> None:
    """The filters narrow the list, write themselves into the address, survive a reload, and can be taken back."""
    page.goto(at(LIST))
    expect(page.locator(f"{LINES}:visible")).to_have_count(5)
    page.get_by_text("Narrow down").click()
    page.get_by_label("Partnership").select_option("dudley")
    expect(page.locator(f"{LINES}:visible")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("2 of 5 briefings: Dudley Safeguarding People Partnership")
    page.get_by_label("Theme").select_option("marac")
    expect(page.locator(f"{LINES}:visible")).to_have_count(1)
    assert page.url.endswith("?partnership=dudley&theme=marac")
    page.reload()
    expect(page.locator(f"{LINES}:visible")).to_have_count(1)
    expect(page.get_by_label("Partnership")).to_have_value("dudley")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(f"{LINES}:visible")).to_have_count(5)
    assert "?" not in page.url


def test_a_choice_that_is_none(page: Page, at: Address) -> None:
    """An address with a choice that does not exist shows the whole list."""
    page.goto(at(LIST) + "?partnership=atlantis&nonsense=1")
    expect(page.locator(f"{LINES}:visible")).to_have_count(5)


def test_nothing_fits(page: Page, at: Address) -> None:
    """Choices that no briefing fits leave no line, and say so."""
    page.goto(at(LIST) + "?partnership=sandwell&theme=marac")
    expect(page.locator(f"{LINES}:visible")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("No briefing")


def test_without_a_script_the_list_is_whole(new_page: NewPage, at: Address) -> None:
    """Without JavaScript all briefings stand there, and no filter that would do nothing."""
    page = new_page(java_script_enabled=False)
    page.goto(at(LIST))
    expect(page.locator(f"{LINES}:visible")).to_have_count(5)
    expect(page.locator("#_filters")).to_be_hidden()
    expect(page.get_by_label("Partnership")).to_be_hidden()


def test_prints_on_a4(page: Page, at: Address) -> None:
    """A briefing prints as A4 pages with its words on them, without menus."""
    page.goto(at("briefings/2022-03-dudley-permanently-excluded-children/index.html"))
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)}
    ((_, _, width, height),) = boxes
    assert (round(width), round(height)) in {(595, 842), (596, 842), (594, 842), (594, 841), (595, 841)}
    assert b"/Font" in pdf
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_dark(new_page: NewPage, at: Address) -> None:
    """A device that is set to dark gets light words on a dark ground, and one set to light the other way round."""
    grounds = {}
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme)
        page.goto(at("index.html"))
        grounds[scheme] = (brightness(page, "background-color"), brightness(page, "color"))
    assert grounds["light"][0] > 200 > 100 > grounds["light"][1]
    assert grounds["dark"][0] < 60 < 180 < grounds["dark"][1]


def brightness(page: Page, what: str) -> float:
    """Give the brightness, 0 to 255, of the body's ground or words; where it has no ground, of the root's."""
    red, green, blue = page.evaluate(
        """(what) => {
            const styles = [document.body, document.documentElement].map((element) => getComputedStyle(element));
            const colour = styles.map((style) => style.getPropertyValue(what)).find((c) => c !== "rgba(0, 0, 0, 0)");
            const canvas = document.createElement("canvas").getContext("2d");
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }""",
        what,
    )
    return float(red * 0.3 + green * 0.59 + blue * 0.11)


@pytest.mark.parametrize("address", KINDS)
def test_every_page_is_quiet(page: Page, at: Address, address: str) -> None:
    """Every kind of page opens without a message in the console, with its styles, and has one main heading."""
    page.goto(at(address))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert "Times" not in page.evaluate("getComputedStyle(document.body).fontFamily")


def test_links_open(page: Page, at: Address) -> None:
    """Links of the main ways in open from a folder, as they do from a host."""
    first: set[str] = set()
    for address in ("index.html", "themes/index.html", LIST):
        page.goto(at(address))
        links = page.locator("main a[href]").evaluate_all("(all) => [...new Set(all.map((a) => a.href))]")
        own = [link for link in links if link.startswith("file:") and "#" not in link]
        assert own
        first.update(own[:5])
    for link in sorted(first):
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
