"""Writing with the page beside: what is saved appears by itself, at the same place, and so do mistakes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.serving import Server, serving, write_project

PATIENCE = 60_000
MANY = "".join(f"- Point number {number} was written down.\n" for number in range(60))


def long_project(folder: Path) -> Path:
    """Write a project whose first briefing is long."""
    write_project(folder)
    change(folder / "briefings/a.md", "- Visits were announced.\n", MANY)
    return folder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Serve a project whose first briefing is long."""
    with serving(long_project(tmp_path / "project")) as server:
        yield server


@pytest.fixture(scope="module")
def calm_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve one that no test changes."""
    with serving(long_project(tmp_path_factory.mktemp("calm") / "project")) as server:
        yield server


def opened(new_page: NewPage, server: Server) -> Page:
    """Open the long briefing."""
    page = new_page(viewport={"width": 900, "height": 600})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server.url}briefings/a/index.html")
    return page


@pytest.fixture
def page(server: Server, new_page: NewPage) -> Page:
    """Open the long briefing; asked for in this order, the page is closed before the server ends."""
    return opened(new_page, server)


@pytest.fixture
def calm_page(calm_server: Server, new_page: NewPage) -> Page:
    """Open one that nobody changes."""
    return opened(new_page, calm_server)


def change(path: Path, old: str, new: str) -> None:
    """Edit a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def shows(page: Page, words: str) -> None:
    """Wait until the page has words on it, without loading it by hand."""
    expect(page.locator("main")).to_contain_text(words, timeout=PATIENCE)


def top_of(page: Page, words: str) -> float:
    """Give how far below the window's upper edge a point stands."""
    box = page.locator("main").get_by_text(words).bounding_box()
    assert box
    return box["y"]


def test_an_edit_appears_at_the_same_place_and_is_found(page: Page, server: Server) -> None:
    """What is saved is shown without reloading, and what one was reading stays where it was; the search finds it."""
    source = server.folder / "briefings/a.md"
    page.locator("main").get_by_text("Point number 40 was").scroll_into_view_if_needed()
    page.evaluate("scrollBy({top: 150, behavior: 'instant'})")
    before = top_of(page, "Point number 40 was")
    change(source, "Point number 41 was written down", "Point number 41 was rewritten")
    shows(page, "Point number 41 was rewritten")
    page.wait_for_load_state("load")
    assert page.evaluate("scrollY") > 1000
    assert abs(top_of(page, "Point number 40 was") - before) < 3
    change(source, "- Point number 0", "- An added point.\n- Grandparents were asked.\n- Point number 0")
    shows(page, "Grandparents were asked")
    page.wait_for_load_state("load")
    assert abs(top_of(page, "Point number 40 was") - before) < 3
    page.goto(f"{server.url}search/index.html?q=grandparents")
    shows(page, "Grandparents were asked")


def test_a_mistake_is_shown_over_the_site_and_goes_by_itself(page: Page, server: Server, new_page: NewPage) -> None:
    """A mistake is named over the last good page, with its line; mended, it is gone. The panel can be folded.

    Who runs no script reads of the mistake all the same.
    """
    source = server.folder / "briefings/a.md"
    change(source, "- Point number 3 was", "- Point <b>number 3 was")
    change(source, "topics: [neglect]", "topics: [neglct]")
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("briefings/a.md:", timeout=PATIENCE)
    expect(panel).to_contain_text("Did you mean")
    expect(panel.locator("mark").first).to_have_text("neglct")
    shows(page, "Point number 3 was")
    panel.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(panel.locator("pre").first).to_be_hidden()
    without_script = new_page(java_script_enabled=False)
    without_script.goto(f"{server.url}themes/index.html")
    expect(without_script.get_by_role("alert")).to_contain_text("Did you mean")
    change(source, "neglct", "neglect")
    change(source, "<b>number", "number")
    expect(panel).to_have_count(0, timeout=PATIENCE)
    shows(page, "Point number 3 was")


def test_a_style_follows_and_a_faulty_template_is_a_mistake_like_others(page: Page, server: Server) -> None:
    """A saved style is on the page at once; a template's fault is shown over the page, and goes by itself."""
    style = server.folder / "templates/assets/style.css"
    style.parent.mkdir(parents=True)
    style.write_text("body { background: rgb(1, 2, 3); }\n", "utf-8")
    page.wait_for_function("() => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
    own = server.folder / "templates/briefing.html"
    own.write_text('{% extends "base.html" %}\n{% block main %}\n{{ page.nothing }}\n{% endblock %}\n', "utf-8")
    expect(page.get_by_role("alert")).to_contain_text("templates/briefing.html:3:1", timeout=PATIENCE)
    shows(page, "Point number 3 was")
    own.unlink()
    expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE)


def test_renamed_and_deleted_briefings_come_and_go(page: Page, server: Server) -> None:
    """The list follows a renamed and a deleted file, and the new name is an address of its own."""
    page.goto(f"{server.url}briefings/index.html")
    expect(page.locator('a[href="b/index.html"]').first).to_be_visible()
    (server.folder / "briefings/b.md").rename(server.folder / "briefings/d.md")
    expect(page.locator('a[href="d/index.html"]').first).to_be_visible(timeout=PATIENCE)
    expect(page.locator('a[href="b/index.html"]')).to_have_count(0)
    page.locator('a[href="d/index.html"]').first.click()
    shows(page, "Visits were announced")
    page.goto(f"{server.url}briefings/index.html")
    (server.folder / "briefings/d.md").unlink()
    expect(page.locator('a[href="d/index.html"]')).to_have_count(0, timeout=PATIENCE)
    shows(page, "Neglect in Example")


def outline_of(page: Page) -> Locator:
    """Find what was read of the briefing, beside its page."""
    return page.get_by_role("complementary", name="What was read")


def test_what_was_read_is_shown_on_demand(page: Page, server: Server) -> None:
    """Folded at first, opened by the keyboard; each line leads to its place, and a save keeps it open."""
    outline = outline_of(page)
    expect(outline.get_by_role("link")).to_have_count(0)
    outline.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(outline).to_contain_text("61 points: 61 findings")
    expect(outline).to_contain_text("Role: findings, by “Findings”")
    expect(outline).to_contain_text("Audience: everyone, by default")
    page.keyboard.press("Tab")
    expect(outline.get_by_role("link", name="Findings")).to_be_focused()
    outline.get_by_role("link", name="Point number 40 was").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main .point", has_text="Point number 40 was")).to_be_in_viewport()
    assert page.url.endswith("#point-number-40-was-written-down")
    outline.get_by_role("link", name="Findings").click()
    expect(page.get_by_role("heading", name="Findings")).to_be_in_viewport()
    change(server.folder / "briefings/a.md", "## Findings", "## What we found\n\nWe saw:")
    expect(outline).to_contain_text("paragraph: leads in to the points below", timeout=PATIENCE)
    expect(outline.get_by_role("link", name="What we found")).to_be_visible()


def test_what_was_read_remembers_nothing_and_leaves_other_pages_alone(calm_page: Page, calm_server: Server) -> None:
    """Who comes to the page anew finds it folded, and nothing is kept in the browser. Only a briefing was read."""
    page, server = calm_page, calm_server
    outline_of(page).locator("summary").click()
    page.goto(f"{server.url}briefings/b/index.html")
    page.goto(f"{server.url}briefings/a/index.html")
    expect(outline_of(page).locator("details")).not_to_have_attribute("open", "")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    for address in ("index.html", "briefings/index.html", "themes/neglect/index.html"):
        page.goto(f"{server.url}{address}")
        expect(page.locator("main")).to_be_visible()
        expect(outline_of(page)).to_have_count(0)


def test_what_was_read_leaves_room_for_the_page(calm_page: Page) -> None:
    """Opened on a phone it takes the lower half, where there is room it stands beside; nothing is pushed off."""
    outline_of(calm_page).locator("summary").click()
    for width in (320, 360, 768, 1280):
        calm_page.set_viewport_size({"width": width, "height": 800})
        leaves_room(calm_page, width)


def leaves_room(page: Page, width: int) -> None:
    """See that a point can be reached from what was read, and that neither covers the other, at one width."""
    outline = outline_of(page)
    outline.get_by_role("link", name="Point number 20 was").click()
    point = page.locator("main .point", has_text="Point number 20 was")
    expect(point).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ours, theirs = outline.bounding_box(), point.bounding_box()
    assert ours
    assert theirs
    beside = ours["x"] + ours["width"] <= theirs["x"]
    assert beside if width >= 1280 else theirs["y"] + theirs["height"] <= ours["y"]
    heights = outline.get_by_role("link").evaluate_all("all => all.map(link => link.getBoundingClientRect().height)")
    assert min(heights) >= 24
