"""What a checker does not see: where the keyboard's place is, what is told and when, what is hidden with what.

The narrowing of a briefing and a theme, copying, contents at hand, lists one types in, tables, print.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ROOT, Address, NewPage
from tests.support import briefing_project, made_pages, publish_files

BRIEFING = "briefings/2022-06-dudley-domestic-abuse/index.html"
LONG = "briefings/2023-solihull-audit-learning/index.html"
THEME = "themes/information-sharing/index.html"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def copier(new_page: NewPage) -> Page:
    """Open a page that may use the clipboard."""
    return new_page(permissions=["clipboard-read", "clipboard-write"])


def contents(page: Page) -> Locator:
    """Give the entries of the contents that can be seen."""
    return page.get_by_role("navigation", name="On this page").locator("li:not(.ends):visible")


# A briefing for one audience


def test_a_briefing_for_one_audience_loses_nothing_that_is_for_all(page: Page, at: Address) -> None:
    """Points for everyone and sections without points stay; contents and counts follow; it is said, and printed."""
    page.goto(at(BRIEFING))
    points, status = page.locator(".point:visible"), page.locator("#__shown")
    expect(points).to_have_count(11)
    expect(status).to_have_text("")
    page.get_by_role("radio", name="Practitioners").check()
    expect(points).to_have_count(8)
    expect(status).to_have_text("Shown: 8 of 11 points, those for practitioners and for everyone.")
    for heading, is_seen in (("Background", True), ("More information", True), ("Key points for managers", False)):
        expect(page.get_by_role("heading", name=heading)).to_be_visible(visible=is_seen)
    for entry in contents(page).all():
        place = (entry.get_by_role("link").get_attribute("href") or "").removeprefix("#")
        expect(page.locator(f"[id='{place}']")).to_be_visible()
    expect(contents(page)).to_have_count(5)
    page.emulate_media(media="print")
    expect(status).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("radio", name="All").check()
    expect(points).to_have_count(11)
    expect(contents(page)).to_have_count(6)
    expect(status).to_have_text("")


def test_a_link_to_a_point_that_is_hidden_brings_all_back(page: Page, at: Address) -> None:
    """Whoever follows a link to a point sees it, whatever was chosen."""
    page.goto(at(BRIEFING))
    hidden = page.locator("[data-audience=managers]").first
    page.get_by_role("radio", name="Practitioners").check()
    expect(hidden).to_be_hidden()
    page.evaluate("id => { location.hash = id; }", hidden.get_attribute("id"))
    expect(hidden).to_be_in_viewport()
    expect(page.get_by_role("radio", name="All")).to_be_checked()


def test_a_hidden_abbreviation_hands_its_meaning_on(page: Page, at: Address) -> None:
    """Of abbreviations that can be seen the first is told, also when those before it are hidden."""
    page.goto(at(BRIEFING))
    marac = page.locator("main abbr", has_text="MARAC")
    told = page.locator("main abbr[tabindex]:visible", has_text="MARAC")
    expect(told).to_have_count(1)
    page.get_by_role("radio", name="Practitioners").check()
    expect(told).to_have_count(1 if marac.locator("visible=true").count() else 0)
    assert page.locator("[hidden] abbr[tabindex]").count() == 0


# A theme that is narrowed


def test_a_narrowed_theme_says_by_what_and_leaves_no_dead_link(page: Page, at: Address) -> None:
    """The status names the choices, contents and counts follow, and points for everyone are for each audience."""
    page.goto(f"{at(THEME)}?audience=managers")
    status = page.locator("#_count")
    expect(status).to_have_text(re.compile(r"^\d+ of 21 learning points: Managers, with what is for everyone$"))
    shown = page.locator(".group li[data-year]:visible")
    audiences = set(shown.evaluate_all("points => points.map((point) => point.dataset.audience)"))
    assert audiences == {"managers", "everyone"}
    for entry in contents(page).filter(has=page.locator(".bead")).all():
        place = (entry.get_by_role("link").get_attribute("href") or "").removeprefix("#")
        group = page.locator(f"section[aria-labelledby='{place}']")
        expect(group).to_be_visible()
        number = group.locator("li[data-year]:visible").count()
        for count in (entry.locator(".quiet"), group.locator("h2 .quiet")):
            expect(count).to_have_text("1 point" if number == 1 else f"{number} points")
    page.emulate_media(media="print")
    expect(status).to_be_visible()


# Copying


def test_copying_a_link_keeps_the_keyboard_s_place(copier: Page, at: Address) -> None:
    """A button copies: nothing moves, and a status says so; the next button copies what `answers` takes."""
    copier.goto(at(BRIEFING))
    point = copier.locator(".point").nth(4)
    button = point.get_by_role("button", name="Copy link to: ")
    words = point.locator("p").first.inner_text()[:20]
    expect(button).to_have_accessible_name(re.compile(re.escape(words)))
    status = copier.locator("main > .unseen[role=status]")
    expect(status).to_have_count(1)
    button.focus()
    before = copier.evaluate("[scrollY, history.length, location.href]")
    copier.keyboard.press("Enter")
    expect(status).to_have_text("Copied")
    expect(point.get_by_text("Copied")).to_be_in_viewport()
    expect(button).to_be_focused()
    assert copier.evaluate("[scrollY, history.length, location.href]") == before
    copied = copier.evaluate("navigator.clipboard.readText()")
    assert copied == f"{at(BRIEFING)}#{point.get_attribute('id')}"
    name = f"{BRIEFING.split('/')[1]}#{point.get_attribute('id')}"
    copier.keyboard.press("Tab")
    expect(point.get_by_role("button", name=f"Copy {name}", exact=True)).to_be_focused()
    copier.keyboard.press("Enter")
    expect(status).to_have_text("Copied")
    assert copier.evaluate("navigator.clipboard.readText()") == name


def test_a_point_s_link_is_copied_from_its_theme(copier: Page, at: Address) -> None:
    """On a theme's page, too, each point's own address can be copied."""
    copier.goto(at(THEME))
    copier.locator("#_all > summary").click()
    point = copier.locator(".group .point").first
    point.get_by_role("button", name="Copy link to: ").click()
    expect(point.get_by_text("Copied")).to_be_visible()
    copied = copier.evaluate("navigator.clipboard.readText()")
    assert re.search(r"/briefings/[\w-]+/index\.html#[\w-]+$", copied)


def test_the_citation_is_copied(copier: Page, at: Address) -> None:
    """A button copies how to cite the briefing."""
    copier.goto(at(BRIEFING))
    copier.get_by_role("button", name="Copy the citation").click()
    expect(copier.locator("main > .unseen[role=status]")).to_have_text("Copied")
    copied = copier.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Dudley Safeguarding People Partnership: Domestic abuse")


def test_a_year_is_copied_for_a_report(copier: Page, at: Address) -> None:
    """Buttons copy a year's words as paragraphs, and its figures as a table that spreadsheets take."""
    copier.goto(at("years/2022/index.html"))
    copier.get_by_role("button", name="Copy the text").click()
    copied = copier.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("The reviews of 2022 led to")
    assert "\n\n" in copied
    copier.get_by_role("button", name="Copy the table: The year in figures").click()
    expect(copier.locator("main > .unseen[role=status]")).to_have_text("Copied")
    rows = [line.split("\t") for line in copier.evaluate("navigator.clipboard.readText()").splitlines()]
    assert rows[0] == ["What", "How many"]
    assert {len(row) for row in rows} == {2}


# Contents, and the way to what one came for


def test_a_phone_has_the_learning_and_the_contents_at_hand(new_page: NewPage, at: Address) -> None:
    """The way to the learning stands on the first screen; the contents stay, lead on and fold up again."""
    page = new_page(viewport=PHONE)
    page.goto(at(BRIEFING))
    jump = page.get_by_role("link", name="Jump to the learning")
    expect(jump).to_be_in_viewport(ratio=1)
    expect(
        page.get_by_text("Dudley Safeguarding People Partnership · 27 June 2022 · 11 learning points")
    ).to_be_visible()
    expect(page.get_by_text("Published by")).to_be_hidden()
    jump.click()
    heading = page.get_by_role("heading", name="Emerging themes and risks")
    expect(heading).to_be_in_viewport(ratio=1)
    fold = page.locator(".contents summary")
    expect(fold).to_be_in_viewport(ratio=1)
    assert box(fold)["y"] + box(fold)["height"] < box(heading)["y"]
    fold.click()
    line = contents(page).get_by_role("link", name="More information")
    line.click()
    expect(page.get_by_role("heading", name="More information")).to_be_in_viewport(ratio=1)
    expect(line).to_be_hidden()
    page.locator("#_end").get_by_role("link", name="Back to the top").click()
    expect(page.get_by_role("banner")).to_be_in_viewport()


def box(element: Locator) -> dict[str, float]:
    """Give where an element stands."""
    found = element.bounding_box()
    assert found
    return {"y": found["y"], "height": found["height"]}


def test_a_wide_screen_marks_the_section_one_is_in(page: Page, at: Address) -> None:
    """Beside the text the contents stand open, facts too, and the entry of the section is marked as current."""
    page.goto(at(LONG))
    expect(page.get_by_text("Published by")).to_be_visible()
    expect(page.locator(".contents summary")).to_be_hidden()
    entries = contents(page)
    place = (entries.nth(1).get_by_role("link").get_attribute("href") or "").removeprefix("#")
    page.locator(f"[id='{place}']").evaluate("section => section.scrollIntoView()")
    expect(entries.nth(1).get_by_role("link")).to_have_attribute("aria-current", "true")
    expect(page.locator(".contents [aria-current]")).to_have_count(1)
    tree = page.get_by_role("navigation", name="On this page").aria_snapshot()
    assert tree.count("link") >= entries.count()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (320, 256)])
def test_every_letter_leads_to_its_place(new_page: NewPage, at: Address, width: int, height: int) -> None:
    """From each letter of the index of themes one comes to its heading, on a wide screen and at 400 %."""
    page = new_page(viewport={"width": width, "height": height})
    page.goto(at("themes/index.html"))
    astray = page.evaluate("""async () => {
        const astray = [];
        for (const link of document.querySelectorAll(".letters a")) {
            link.click();
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const { top } = document.querySelector(link.hash).getBoundingClientRect();
            const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
            if (top < 0 || (top > 60 && !isAtEnd)) astray.push(`${link.textContent} ${top}`);
        }
        return astray;
    }""")
    assert astray == []


# What one types in, and what is told


def test_the_index_of_themes_tells_once_typing_rests(page: Page, at: Address) -> None:
    """However many letters are typed, one message is told; Enter leads to the first theme and does not open it."""
    page.goto(at("themes/index.html"))
    page.evaluate("""() => {
        window.told = [];
        const status = document.getElementById("_term-count");
        new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true });
    }""")
    field = page.get_by_role("searchbox", name="Find a theme by any word for it")
    field.press_sequentially("information", delay=40)
    expect(page.locator("#_term-count")).to_have_text(re.compile(r"^\d+ themes?$"))
    assert len(page.evaluate("window.told")) == 1
    field.press("Enter")
    expect(page.locator("#_found a").first).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Themes")


def test_two_keys_together_lead_to_the_search_box(page: Page, at: Address) -> None:
    """A single key does nothing of its own; where no box can be seen, neither do the two."""
    page.goto(at(BRIEFING))
    field = page.get_by_role("banner").get_by_role("searchbox")
    page.keyboard.press("/")
    expect(field).not_to_be_focused()
    page.keyboard.press("Control+/")
    expect(field).to_be_focused()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(field).to_be_hidden()
    expect(page.locator(".find label")).to_be_hidden()


# Lines


def test_where_there_is_room_a_source_does_not_break(page: Page, at: Address) -> None:
    """What a briefing is made from is the longest of its facts, and has their whole width."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(at(BRIEFING))
    facts = page.locator("dl", has_text="Made from")
    whole, source, label = (
        each.bounding_box() for each in (facts, facts.locator("dd").last, facts.locator("dt").last)
    )
    assert whole
    assert source
    assert label
    assert source["width"] > 0.9 * whole["width"]
    assert source["height"] < 2 * label["height"]


@pytest.mark.parametrize("width", [360, 1280])
def test_no_line_begins_with_a_comma_nor_ends_with_a_bracket(new_page: NewPage, at: Address, width: int) -> None:
    """Where a source is named, a comma stands on the line of the link before it, a bracket on that of its words."""
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(at(THEME))
    assert torn(page, ".source", ",") == []
    page.goto(at("insights/index.html"))
    assert torn(page, ".source", ",") == []
    page.goto(at("themes/information-sharing/pack/index.html"))
    assert torn(page, ".pack .source", "(") == []


def torn(page: Page, where: str, sign: str) -> list[str]:
    """Give the texts in which a sign does not stand on the line of the words it belongs to: before it, or behind."""
    found = page.evaluate(
        """([where, sign]) => {
            const line = (node, at) => {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                return range.getBoundingClientRect().bottom;
            };
            const torn = [];
            let looked = 0;
            for (const place of document.querySelectorAll(where)) {
                const link = place.querySelector("a");
                const words = link?.firstChild;
                const other = sign === "(" ? link?.previousSibling : link?.nextSibling;
                if (other?.nodeType !== Node.TEXT_NODE || !other.data.includes(sign)) continue;
                looked += 1;
                const near = line(words, sign === "(" ? 0 : words.data.length - 1);
                if (Math.abs(line(other, other.data.indexOf(sign)) - near) > 6) torn.push(place.textContent);
            }
            return looked > 3 ? torn : ["looked at next to nothing"];
        }""",
        [where, sign],
    )
    assert isinstance(found, list)
    return found


# Tables


def test_counts_say_what_they_count_and_are_in_sight(new_page: NewPage, at: Address) -> None:
    """A link named by a number says of what, and on a phone the table scrolls to what has the focus."""
    page = new_page(viewport=PHONE)
    page.goto(at("insights/index.html"))
    links = page.locator(".sortable td a")
    names = links.evaluate_all("links => links.map((link) => [link.textContent, link.getAttribute('aria-label')])")
    assert all(re.match(rf"{re.escape(count)} (points?|briefings?|actions?): .+, .+", name) for count, name in names)
    half_hidden = page.evaluate("""() => [...document.querySelectorAll(".tally :is(td a, button)")].filter((each) => {
        each.focus();
        const [inner, outer] = [each.getBoundingClientRect(), each.closest(".scroller").getBoundingClientRect()];
        const seen = Math.min(inner.right, outer.right) - Math.max(inner.left, outer.left);
        return seen < inner.width / 2;
    }).length""")
    assert half_hidden == 0


def test_a_table_says_that_it_scrolls_if_it_does(new_page: NewPage, at: Address) -> None:
    """Where columns are cut off, words say so; first and last, the point of the table, stand on a phone's screen."""
    page = new_page(viewport=PHONE)
    page.goto(at("insights/index.html"))
    years = page.get_by_role("table", name=re.compile("^Themes by year: ")).locator("xpath=..")
    expect(years).to_have_attribute("aria-label", "Scrolls sideways")
    hint = years.locator("xpath=preceding-sibling::*[1]")
    expect(hint).to_have_text("There is more to the right: scroll sideways.")
    expect(hint).to_be_visible()
    histories = page.get_by_role("table", name="Themes raised in most briefings").locator("xpath=..")
    histories.locator(".date").evaluate_all(
        "dates => dates.forEach((date) => { date.textContent = 'September 2025'; })"
    )
    edges = histories.locator(".date").evaluate_all(
        "dates => dates.map((date) => date.getBoundingClientRect().right)"
    )
    assert max(edges) <= histories.evaluate("table => table.getBoundingClientRect().right")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(hint).to_be_hidden()
    for told in ("tabindex", "role", "aria-label"):
        assert histories.get_attribute(told) is None


def test_abbreviations_of_a_heading_are_explained_to_the_keyboard(page: Page, at: Address) -> None:
    """A column's short name is told in full with the button that sorts by it, and shown when that has the focus."""
    page.goto(at("insights/index.html"))
    button = page.get_by_role("button", name=re.compile("^DSPP ?, Dudley Safeguarding People Partnership$"))
    button.focus()
    expect(page.locator("#__tip")).to_have_text("Dudley Safeguarding People Partnership")
    expect(page.locator("#__tip")).to_be_in_viewport(ratio=1)


# Paper


FOLDED = """## Background

<details><summary>How we did it</summary>

Words that must be on paper.

</details>

See https://www.example.org/a/long/address or [the report](https://www.example.org/report).

## Findings

- It.
"""


def test_paper_holds_what_is_folded_and_each_address_once(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What an editor folded away is printed; a bare address is not said twice; no bead is cut off."""
    address = "briefings/a/index.html"
    folder = tmp_path_factory.mktemp("paper") / "site"
    publish_files(made_pages(briefing_project(FOLDED), address), folder, ROOT)
    page.set_viewport_size({"width": 658, "height": 987})
    page.goto((folder / address).as_uri())
    page.emulate_media(media="print")
    expect(page.get_by_text("Words that must be on paper.")).to_be_visible()
    expect(page.get_by_text("Published by")).to_be_visible()
    said = page.locator("main a[href^=http]").evaluate_all(
        "links => links.map((link) => getComputedStyle(link, '::after').content)"
    )
    assert said[0] == "none"
    assert "https://www.example.org/report" in said[1]
    beads = page.evaluate("""() => [...document.querySelectorAll("h1, .points > li, .name")].map((element) => {
        const bead = getComputedStyle(element, "::before");
        return element.getBoundingClientRect().left + parseFloat(bead.left) - parseFloat(bead.width) * 0.75;
    })""")
    assert len(beads) == 3
    assert min(beads) >= 0


@pytest.mark.parametrize("scale", [1.5, 2])
def test_a_pack_printed_larger_loses_no_line(page: Page, at: Address, scale: float) -> None:
    """Enlarged in the print dialogue a pack takes more paper, and nothing of its sides is cut off."""
    page.set_viewport_size({"width": int(658 / scale), "height": 987})
    page.goto(at("themes/information-sharing/pack/index.html"))
    page.emulate_media(media="print")
    for side in page.locator(".side").all():
        assert side.evaluate("side => getComputedStyle(side).overflow") == "visible"
        cut = side.evaluate("""side => [...side.querySelectorAll("li, .whole, .address")].filter((each) =>
            each.getBoundingClientRect().bottom > side.getBoundingClientRect().bottom + 1).length""")
        assert cut == 0


def test_beads_keep_their_kinds_in_colours_of_one_s_own(page: Page, at: Address) -> None:
    """With forced colours a role's bead in a list is filled or hollow as it is in the contents."""
    page.goto(at(THEME))
    page.emulate_media(forced_colors="active")
    filled = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll(".group")].map((group) => {
        const bead = getComputedStyle(group.querySelector(".points > li"), "::before");
        return [group.className.match(/role-([\\w-]+)/)[1], bead.backgroundColor === bead.borderTopColor];
    }))""")
    assert filled["learning"]
    assert filled["good-practice"]
    assert not filled["findings"]
