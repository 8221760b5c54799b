"""What the pages' face does: the first screen, the roles' beads, what is for whom, copying, abbreviations."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Address, NewPage

BRIEFING = "briefings/2022-06-dudley-domestic-abuse/index.html"
THEME = "themes/information-sharing/index.html"
PHONE = {"width": 360, "height": 740}


def test_the_first_screen_of_a_phone_says_where_to_begin(new_page: NewPage, at: Address) -> None:
    """What this is, what it holds, the search and the ways in by audience need no scrolling on a phone."""
    page = new_page(viewport=PHONE)
    page.goto(at("index.html"))
    main = page.get_by_role("main")
    for part in (
        main.get_by_role("heading", level=1),
        main.get_by_text("122 learning points from 5 briefings"),
        main.get_by_role("searchbox", name="Search all learning points"),
        main.get_by_role("button", name="Search"),
        main.get_by_role("heading", name="What does it ask of you?"),
        main.get_by_role("link", name=re.compile(r"^Everyone \d")),
        main.get_by_role("link", name="Managers"),
    ):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"], part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_role_has_a_shape_and_a_colour_of_its_own(new_page: NewPage, at: Address, scheme: str) -> None:
    """No two roles' beads look alike, nor bear the same colour; the group's heading says the role in words."""
    page = new_page(color_scheme=scheme)
    page.goto(at("themes/information-sharing/index.html"))
    groups = page.locator(".group")
    assert groups.count() >= 4
    looks = groups.evaluate_all(
        """groups => groups.map((group) => {
            const bead = getComputedStyle(group.querySelector(".points > li"), "::before");
            const isFilled = bead.backgroundColor === bead.borderTopColor;
            return [[bead.borderRadius, bead.rotate, bead.clipPath, isFilled].join(" "), bead.borderTopColor];
        })"""
    )
    assert len({shape for shape, _ in looks}) == len(looks)
    assert len({colour for _, colour in looks}) == len(looks)
    assert all(heading.strip() for heading in groups.locator("h2").all_text_contents())


def test_without_a_script_the_briefing_is_whole(new_page: NewPage, at: Address) -> None:
    """Without JavaScript every point stands there, and no choice is offered that would do nothing."""
    page = new_page(java_script_enabled=False)
    page.goto(at(BRIEFING))
    assert page.locator(".point:visible").count() == 11
    expect(page.get_by_role("radio")).to_have_count(0)
    link = page.get_by_role("link", name="Link to this point").first
    link.click()
    expect(page.locator(".point:target")).to_have_count(1)
    expect(page.locator("main abbr[title]").first).to_be_visible()


def meaning(page: Page) -> Locator:
    """Find where an abbreviation's meaning is shown."""
    return page.locator("#__tip")


def test_an_abbreviation_is_explained_under_a_mouse_and_on_focus(page: Page, at: Address) -> None:
    """Its meaning appears under a mouse and with the focus, and goes away with Escape."""
    page.goto(at(BRIEFING))
    first = page.locator("main abbr", has_text="MACFA").first
    first.hover()
    expect(meaning(page)).to_have_text("multi-agency case file audit")
    page.keyboard.press("Escape")
    expect(meaning(page)).to_be_hidden()
    first.focus()
    expect(meaning(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(meaning(page)).not_to_have_text("multi-agency case file audit")


def test_an_abbreviation_is_explained_on_touch(new_page: NewPage, at: Address) -> None:
    """A tap shows the meaning within the screen, a tap elsewhere takes it away."""
    page = new_page(viewport=PHONE, has_touch=True)
    page.goto(at(BRIEFING))
    page.locator("main abbr", has_text="DSPP").first.tap()
    expect(meaning(page)).to_have_text("Dudley Safeguarding People Partnership")
    box = meaning(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    page.locator("h1").tap()
    expect(meaning(page)).to_be_hidden()


def test_earlier_and_later_briefings_of_a_partnership(page: Page, at: Address) -> None:
    """A briefing leads to the one before it and the one after it, of the same partnership."""
    page.goto(at(BRIEFING))
    beside = page.get_by_role("navigation", name="Other briefings of Dudley Safeguarding People Partnership")
    expect(beside).to_contain_text("Earlier briefing")
    beside.get_by_role("link", name="Permanently excluded children").click()
    beside = page.get_by_role("navigation", name="Other briefings of Dudley Safeguarding People Partnership")
    expect(beside).to_contain_text("Later briefing")
    expect(beside.get_by_role("link")).to_have_count(1)


def test_the_point_one_came_to_is_marked(page: Page, at: Address) -> None:
    """Coming from a theme, the point has a ground of its own and a ring about its bead."""
    page.goto(at(THEME))
    page.locator("#_all > summary").click()
    page.locator(".group .source a").first.click()
    looks = page.locator(".point:target").evaluate(
        "point => [getComputedStyle(point).backgroundColor, getComputedStyle(point, '::before').outlineStyle]"
    )
    assert looks[0] != "rgba(0, 0, 0, 0)"
    assert looks[1] == "solid"
