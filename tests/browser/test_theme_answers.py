"""A theme's answer in a browser: from it to a lesson, to a point and back; and it is no longer than readers bear."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize, expect

from benchmarks.weights import MOST_SCREENS, PHONE, screens_of_opening
from tests.browser.conftest import THEMES_OF_MANY, Address, NewPage

THEME = "themes/information-sharing/index.html"
STATEMENT = "Minutes, assessments and plans reach every agency, and promptly."
DESK: ViewportSize = {"width": 1280, "height": 800}
MOST_LINES = 4

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@pytest.mark.parametrize(
    ("size", "script"),
    [
        pytest.param(DESK, True, id="script-desk"),
        pytest.param(PHONE, False, id="no script-phone"),
        pytest.param(PHONE, True, id="script-phone", marks=pytest.mark.long),
        pytest.param(DESK, False, id="no script-desk", marks=pytest.mark.long),
    ],
)
def test_from_a_theme_to_a_lesson_to_a_point_and_back(
    new_page: NewPage, at: Address, size: ViewportSize, *, script: bool
) -> None:
    """With and without script the answer leads on, and "back" leads back to it."""
    page = new_page(viewport=size, java_script_enabled=script)
    page.goto(at(THEME))
    page.get_by_role("link", name=STATEMENT).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STATEMENT)
    page.locator(".source a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Lessons that keep coming back")).to_be_visible()
    asks = page.get_by_role("region", name="What it asks of you")
    asks.locator(".source a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    page.go_back()
    folded = page.locator(".group").first
    expect(folded).to_be_hidden()
    page.get_by_text(re.compile(r"^All \d+ points")).last.click()
    expect(folded).to_be_visible()


@SIZES
def test_by_keyboard_alone(new_page: NewPage, at: Address, size: ViewportSize) -> None:
    """All points are unfolded by keyboard; what leads into them, a choice or a place, finds them unfolded."""
    page = new_page(viewport=size)
    page.goto(at(THEME))
    page.locator("#_all > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#_filters > summary")).to_be_focused()
    page.goto(f"{at(THEME)}#_good-practice")
    expect(page.locator("#_good-practice")).to_be_in_viewport()
    page.goto(at(THEME))
    page.get_by_role("link", name="for managers").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("with what is for everyone")
    expect(page.locator("#_all > summary")).to_be_in_viewport()


@pytest.mark.parametrize("theme", THEMES_OF_MANY)
def test_the_answer_is_short_however_much_there_is(new_page: NewPage, many: Path, theme: str) -> None:
    """It takes at most eight screens of a phone, a lesson four lines, and when and where one."""
    page = new_page(viewport=PHONE)
    page.goto((many / f"themes/{theme}/index.html").as_uri())
    assert 1 < screens_of_opening(page) <= MOST_SCREENS
    lines = """items => items.map(item => {
        const range = document.createRange();
        range.selectNodeContents(item);
        return new Set([...range.getClientRects()].map(box => Math.round(box.bottom / 12))).size;
    })"""
    lessons = page.locator(".came-back li").evaluate_all(lines)
    assert lessons
    assert max(lessons) <= MOST_LINES
    heights = page.locator(".opening .source").evaluate_all("all => all.map(each => each.clientHeight)")
    assert max(heights) < 2 * min(heights)
