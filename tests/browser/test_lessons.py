"""Walking along a lesson: from a point to its lesson, to another point that says it, and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Address, NewPage

BRIEFING = "briefings/2020-sandwell-core-groups/index.html"
POINT = "every-practitioner-knew-well-how-to-escalate-a"
STATEMENT = "Everyone knows how to challenge and how to escalate a concern, and does so with confidence."
WIDTHS = (360, 1280)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_a_point_to_its_lesson_to_a_point_and_back(
    new_page: NewPage, at: Address, width: int, *, script: bool
) -> None:
    """With and without script, on a phone and on a desk, a lesson leads from point to point and back again."""
    page = new_page(viewport={"width": width, "height": 800}, java_script_enabled=script)
    page.goto(f"{at(BRIEFING)}#{POINT}")
    item = page.locator(f"li[id='{POINT}']")
    expect(item).to_be_in_viewport()
    item.get_by_role("link", name=STATEMENT).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STATEMENT)
    lesson = page.url
    expect(page.get_by_text(re.compile(r"^Found in 3 briefings of 3 partnerships"))).to_be_visible()
    page.get_by_role("link", name="What Solihull's multi-agency audits taught us in 2022/23").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert "2023-solihull-audit-learning" in page.url
    page.go_back()
    assert page.url == lesson
    page.go_back()
    expect(page.locator(f"li[id='{POINT}']")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_by_keyboard_alone(new_page: NewPage, at: Address, width: int) -> None:
    """What stands beside a point is opened, followed and left by keyboard."""
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(f"{at(BRIEFING)}#{POINT}")
    fold = page.locator(f"li[id='{POINT}'] details").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(fold.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()
    assert BRIEFING not in page.url
    page.go_back()  # browsers without a window know no keys of their own
    expect(page.locator(f"li[id='{POINT}']")).to_be_in_viewport()


def test_lessons_are_narrowed(page: Page, at: Address) -> None:
    """The list is narrowed by what its lessons have, and the choice stands in the address."""
    page.goto(at("lessons/index.html"))
    lines = page.locator("main .briefing-line:visible")
    expect(lines).to_have_count(21)
    page.get_by_text("Narrow down").click()
    page.get_by_label("Role").select_option("Good practice")
    expect(lines).not_to_have_count(21)
    assert page.url.endswith("?role=good-practice")
    page.get_by_label("Partnership").select_option(label="Dudley Safeguarding People Partnership")
    expect(page.get_by_role("status")).to_contain_text("of 21 lessons: ")
    page.get_by_role("button", name="Show all").click()
    expect(lines).to_have_count(21)


def test_all_lessons_stand_there_without_script(new_page: NewPage, at: Address) -> None:
    """Without script the list is whole, and nothing offers to narrow it."""
    page = new_page(java_script_enabled=False)
    page.goto(at("lessons/index.html"))
    expect(page.locator("main .briefing-line:visible")).to_have_count(21)
    expect(page.get_by_text("Narrow down")).to_be_hidden()
