"""Everything is done by keyboard alone: walked through, seen, opened, chosen, sorted, and left again."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.page_kinds import KINDS, USUAL, Kind, Sites, refuse, show, unfold
from tests.browser.test_layout import MEASURE, NARROW, WIDE

FOCUS = MEASURE.with_name("focus.js")
LONG = {
    "own/themes/index.html",
    "own/insights/index.html",
    "own/briefings/2023-solihull-audit-learning/index.html",
    "large/themes/plans/index.html",
    "large/themes/plans/2022/index.html",
}
"""Pages of hundreds of links, of which a shorter one is walked through instead."""
SAME_WHEN_NARROW = {
    "golden/briefings/2021-neglect/index.html",
    "golden/briefings/2022-gone/index.html",
    "golden/briefings/2024-neglect/sheet/index.html",
    "golden/lessons/index.html",
    "golden/old/neglect.html",
    "golden/years/undated/index.html",
    "golden/insights/actions/done/index.html",
}
"""Pages with nothing to reach on a phone that a wide screen, or another page on a phone, has not."""
WALKED = tuple(kind for kind in KINDS if str(kind) not in LONG)
WALKS = (*((kind, WIDE) for kind in WALKED), *((kind, NARROW) for kind in WALKED if kind.site == "golden"))


def test_a_page_of_every_template_is_walked(kinds: Sites) -> None:
    """No template is left out of the walks."""
    assert {kinds.template(kind) for kind in {*WALKED} & {*USUAL}} == kinds.page_templates


def is_usual(kind: Kind, width: int) -> bool:
    """Say whether this walk is made in every run of the tests."""
    return kind in USUAL and not (width == NARROW and str(kind) in SAME_WHEN_NARROW)


@pytest.mark.parametrize(
    ("kind", "width"),
    [pytest.param(*walk, marks=() if is_usual(*walk) else pytest.mark.long) for walk in WALKS],
    ids=str,
)
def test_tab_walks_through_the_page(page: Page, kinds: Sites, kind: Kind, width: int) -> None:
    """Tab reaches all there is in reading order, shows where it is, hides nothing, and comes out at the end."""
    page.set_viewport_size({"width": width, "height": 800})
    show(page, kinds.address(kind))
    unfold(page)
    page.evaluate(MEASURE.read_text("utf-8"))
    page.evaluate(FOCUS.read_text("utf-8"))
    for _ in range(page.evaluate("focusing.begin()")):
        page.keyboard.press("Tab")
    for _ in range(20):
        page.keyboard.press("Tab")
        has_left, found = page.evaluate("focusing.end()")
        if has_left:
            break
    refuse(kind, found if has_left else [*found, "Tab does not come out of the page"])
    skip_to_the_content(page)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(WALKED), key=str), ids=str)
def test_the_first_tab_skips_to_the_content(page: Page, kinds: Sites, kind: Kind) -> None:
    """On pages that are not walked through, the content can be reached at once too."""
    show(page, kinds.address(kind))
    skip_to_the_content(page)


def skip_to_the_content(page: Page) -> None:
    """See that the first Tab shows a link to the content; after Enter the next Tab goes on in it, or behind it."""
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=re.compile("^skip to", re.IGNORECASE)).first
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("""() => {
        const place = document.querySelector("main").compareDocumentPosition(document.activeElement);
        return Boolean(place & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
    }""")


def tab_to(page: Page, target: Locator, most: int = 150) -> None:
    """Press Tab until something has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("(target) => target === document.activeElement"):
            return
    pytest.fail(f"{most} times Tab do not lead to {target}", pytrace=False)


def tab_into(page: Page, fold: re.Pattern[str], inside: Locator) -> None:
    """Press Tab until something has the focus, unfolding with Space what it is folded into."""
    if not inside.is_visible():
        tab_to(page, page.get_by_role("main").locator("summary, button").filter(has_text=fold).first)
        page.keyboard.press("Space")
        expect(inside).to_be_visible()
    tab_to(page, inside)


@pytest.fixture
def main(page: Page) -> Locator:
    """Give the page's content."""
    return page.get_by_role("main")


def open_own(page: Page, kinds: Sites, address: str) -> None:
    """Open a page of the repository's own briefings."""
    show(page, kinds.address(Kind("own", address)))


def test_the_main_navigation(page: Page, kinds: Sites, main: Locator) -> None:
    """The main navigation is reached and followed."""
    open_own(page, kinds, "index.html")
    tab_to(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Themes"))
    page.keyboard.press("Enter")
    expect(main.get_by_role("heading", level=1)).to_have_text("Themes")


def test_from_the_header_to_a_point(page: Page, kinds: Sites, main: Locator) -> None:
    """Words typed in the header's search box find points, and a result leads to its point."""
    open_own(page, kinds, "about/index.html")
    tab_to(page, page.get_by_role("banner").get_by_role("searchbox"))
    page.keyboard.type("meetings")
    page.keyboard.press("Enter")
    expect(main.get_by_role("status").first).to_contain_text("learning points")
    tab_to(page, main.locator("a[href*='briefings/'][href*='#']").first)
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()


def test_facets(page: Page, kinds: Sites, main: Locator) -> None:
    """A facet is unfolded, a box ticked and cleared; each time the count is told."""
    open_own(page, kinds, "search/index.html")
    status = main.get_by_role("status").first
    everything = status.inner_text()
    choice = main.get_by_role("checkbox", name=re.compile("Managers"))
    tab_into(page, re.compile("Audience"), choice)
    page.keyboard.press("Space")
    expect(choice).to_be_checked()
    expect(status).not_to_have_text(everything)
    expect(choice).to_be_focused()
    page.keyboard.press("Space")
    expect(status).to_have_text(everything)


def test_the_filter_of_themes(page: Page, kinds: Sites, main: Locator) -> None:
    """A synonym finds its theme, Escape clears it, and a found theme is reached by arrow and by Tab."""
    open_own(page, kinds, "themes/index.html")
    box = main.get_by_role("searchbox").or_(main.get_by_role("combobox"))
    found = main.get_by_role("link", name=re.compile("Domestic abuse")).locator("visible=true").first
    tab_to(page, box)
    page.keyboard.type("DV")
    expect(main.get_by_role("status").first).to_have_text("1 theme")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    page.keyboard.type("DV")
    expect(main.get_by_role("status").first).to_have_text("1 theme")
    page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    page.keyboard.press("Shift+Tab")
    tab_to(page, found)
    page.keyboard.press("Enter")
    expect(main.get_by_role("heading", level=1)).to_have_text("Domestic abuse")


def test_the_filters_of_briefings(page: Page, kinds: Sites, main: Locator) -> None:
    """The list of briefings is narrowed by letters and arrows, and shown whole again."""
    open_own(page, kinds, "briefings/index.html")
    lines = main.get_by_role("heading").get_by_role("link").locator("visible=true")
    whole = lines.count()
    tab_into(page, re.compile("Narrow|Filter"), main.get_by_label("Partnership"))
    page.keyboard.press("ArrowDown")
    expect(lines).not_to_have_count(whole)
    expect(main.get_by_role("status").first).to_contain_text(f"of {whole} briefings")
    tab_to(page, main.get_by_role("button", name=re.compile("Show all|Clear")).locator("visible=true").first)
    page.keyboard.press("Enter")
    expect(lines).to_have_count(whole)


def test_where_else_this_came_up(page: Page, kinds: Sites, main: Locator) -> None:
    """What stands beside a point is unfolded, folded and followed to another briefing."""
    open_own(page, kinds, "briefings/2020-sandwell-core-groups/index.html")
    fold = main.locator("summary").filter(has_text=re.compile("else")).first
    inside = fold.locator("xpath=..").get_by_role("link").first
    tab_to(page, fold)
    for key, opens in (("Enter", True), ("Space", False), ("Enter", True)):
        page.keyboard.press(key)
        expect(inside).to_be_visible(visible=opens)
    page.keyboard.press("Tab")
    expect(inside).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("2020-sandwell-core-groups"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_sorted_columns(page: Page, kinds: Sites, main: Locator) -> None:
    """Enter and Space on a column's heading sort by it, and the other way round; the focus stays."""
    show(page, kinds.address(Kind("golden", "insights/index.html")))
    header = main.get_by_role("columnheader").filter(has=page.get_by_role("button")).first
    tab_to(page, page.get_by_role("navigation", name="On this page").get_by_role("link", name="Themes that recur"))
    page.keyboard.press("Enter")
    tab_to(page, header.get_by_role("button"))
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", re.compile("scending"))
    first = header.get_attribute("aria-sort") or ""
    page.keyboard.press("Space")
    expect(header).to_have_attribute("aria-sort", "descending" if first == "ascending" else "ascending")
    expect(header.get_by_role("button")).to_be_focused()


def test_the_contents(page: Page, kinds: Sites, main: Locator) -> None:
    """A line of the contents leads to its section, and the next Tab goes on from there."""
    open_own(page, kinds, "briefings/2023-solihull-audit-learning/index.html")
    line = page.get_by_role("navigation", name="On this page").get_by_role("link").last
    tab_to(page, line)
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("""() => {
        const place = document.querySelector(":target").compareDocumentPosition(document.activeElement);
        return Boolean(place & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
    }""")
