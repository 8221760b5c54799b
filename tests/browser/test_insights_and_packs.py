"""Insights and team packs in a browser: sorted by keyboard, no wider than a phone, printed on two sides of A4."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.support import made_pages, project, publish_files

ROOT = Path(__file__).parent.parent.parent
NewPage = Callable[..., Page]

PHONE = {"width": 320, "height": 640}
PRINTED: ViewportSize = {"width": 658, "height": 987}
"""The part of an A4 page inside its margins of 18 mm, in CSS pixels."""
INSIGHTS = "insights/index.html"
PACKS = "themes/*/pack/index.html"
RULED_LINE = 24 * 96 / 72


def put(files: Mapping[str, bytes], factory: pytest.TempPathFactory) -> Path:
    """Publish a site into a folder of its own."""
    folder = factory.mktemp("insights") / "site"
    publish_files(files, folder, ROOT)
    return folder


def years(page: Page) -> Locator:
    """Give the table of themes by year."""
    return page.get_by_role("table", name=re.compile("^Themes by year: "))


def column(table: Locator, number: int) -> list[str]:
    """Give the words of one column."""
    cells = "(rows, number) => rows.map(row => [...row.querySelectorAll('th, td')].at(number).innerText)"
    words: list[str] = table.locator("tbody tr").evaluate_all(cells, number)
    return words


# Insights


def test_tables_are_sorted_by_keyboard(page: Page, site: Path) -> None:
    """A column's heading is a button: Enter sorts by it, and again the other way; both are shown and announced."""
    page.goto((site / INSIGHTS).as_uri())
    table = years(page)
    header = table.get_by_role("columnheader", name="All points")
    before = column(table, 0)
    header.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "descending")
    expect(page.get_by_text("Sorted by")).to_have_text("Sorted by All points, highest first")
    counts = [int(count) for count in column(table, -2)]
    assert counts == sorted(counts, reverse=True)
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    counts = [int(count) for count in column(table, -2)]
    assert counts == sorted(counts)
    assert page.evaluate("document.activeElement.textContent") == "All points"
    page.keyboard.press("Shift+Tab")
    table.get_by_role("columnheader", name="Theme").get_by_role("button").click()
    expect(header).not_to_have_attribute("aria-sort", re.compile("."))
    assert column(table, 0) == sorted(before, key=str.casefold)


def test_a_count_leads_to_its_points(page: Page, site: Path) -> None:
    """A cell's link opens the theme's page narrowed to that year; so many points are shown as the cell said."""
    page.goto((site / INSIGHTS).as_uri())
    link = years(page).locator("tbody td a").first
    count = int(link.inner_text())
    link.click()
    expect(page).to_have_url(re.compile(r"/themes/[\w-]+/index\.html\?year=\d{4}$"))
    expect(page.locator("main .group .points > li:visible")).to_have_count(count)


def test_everything_stands_without_a_script(new_page: NewPage, site: Path) -> None:
    """Without JavaScript tables, lists and links are all there, and no button that would do nothing."""
    page = new_page(java_script_enabled=False)
    page.goto((site / INSIGHTS).as_uri())
    expect(page.get_by_role("table")).not_to_have_count(0)
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    expect(years(page).locator("tbody tr")).not_to_have_count(0)


def test_tables_scroll_and_the_page_does_not(new_page: NewPage, site: Path) -> None:
    """On a narrow screen a wide table scrolls by keyboard inside its box; neither page is wider than the screen."""
    page = new_page(viewport=PHONE)
    for address in (INSIGHTS, "themes/information-sharing/pack/index.html"):
        page.goto((site / address).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
    page.goto((site / INSIGHTS).as_uri())
    region = years(page).locator("xpath=..")
    expect(region).to_have_role("group")
    region.focus()
    page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)
    assert region.evaluate("box => box.querySelector('tbody th').getBoundingClientRect().left") >= 0


def test_counts_are_large_enough_to_touch(new_page: NewPage, site: Path) -> None:
    """Every count that is a link is at least 24 by 24 pixels."""
    page = new_page(viewport=PHONE)
    page.goto((site / INSIGHTS).as_uri())
    small = """links => links.map(link => link.getBoundingClientRect())
        .filter(box => box.width && Math.min(box.width, box.height) < 24).length"""
    assert page.locator(".tally td a").evaluate_all(small) == 0


def test_tables_fit_on_paper(page: Page, site: Path) -> None:
    """On an A4 page every table stands whole: no column is cut off at the edge."""
    page.set_viewport_size(PRINTED)
    page.goto((site / INSIGHTS).as_uri())
    page.emulate_media(media="print")
    edges = page.locator(".tally").evaluate_all("tables => tables.map(each => each.getBoundingClientRect().right)")
    assert len(edges) >= 6
    assert max(edges) <= PRINTED["width"]


# Team packs


def sides_printed(page: Page) -> int:
    """Print a page and count its sides."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


def cut_off(page: Page) -> list[str]:
    """Give the words of a printed pack that lie outside their side."""
    page.set_viewport_size(PRINTED)
    page.emulate_media(media="print")
    found = page.evaluate("""() => [...document.querySelectorAll('.side, .sheet')].flatMap(side => {
        const edge = side.getBoundingClientRect();
        return [...side.querySelectorAll('h1, h2, p:not(.ruled):not(.name), li, td')].filter(each => {
            const box = each.getBoundingClientRect();
            return box.height && (box.bottom > edge.bottom + 1 || box.right > edge.right + 1);
        }).map(each => each.innerText);
    })""")
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("each", [6, pytest.param(1, marks=pytest.mark.long)])
def test_packs_fill_two_sides(page: Page, site: Path, each: int) -> None:
    """Packs of the five briefings, from the fullest to the shortest, print on two sides of A4; nothing is cut off."""
    packs = sorted(site.glob(PACKS), key=lambda pack: -pack.stat().st_size)
    assert len(packs) > 50
    for pack in packs[::each]:
        page.goto(pack.as_uri())
        assert sides_printed(page) == 2, pack
        assert cut_off(page) == [], pack


WORDS = {
    "usual": "safeguarding children",
    "short": "of a to it in",
    "long": "antidisestablishmentarianism" * 2,
    "endless": "x" * 300,
    "capitals": "NEGLECT HARM",
    "wide": "mwm WM",
    "square": "学习简报",
    "signs": "👍 & é",
}
PARTNERSHIPS = 30
BRIEFINGS = 10


def worst(word: str, times: int) -> str:
    """Write a project in which everything that a pack shows is long, and there are 220 points to choose from."""
    text = " ".join([word] * times)
    head = [
        f"--- learnbrief.yml\ntitle: {'A site of a long name ' * 5}\nbase_url: https://example.org/{'a' * 40}\n",
        f"--- briefings/_themes.yml\nt:\n  label: Theme {'of long words ' * 12}\n  definition: >-\n    {text * 3}\n",
        "--- briefings/_partnerships.yml\n",
        *(f"p{number}:\n  name: P{number}\n  short: PARTNERS{number}\n  area: A\n" for number in range(PARTNERSHIPS)),
    ]
    return "".join([*head, *(worst_briefing(number, text) for number in range(BRIEFINGS))])


def worst_briefing(number: int, text: str) -> str:
    """Write one of its briefings, which three partnerships published together."""
    publishers = ", ".join(f"p{(3 * number + each) % PARTNERSHIPS}" for each in range(3))
    front = (
        f"--- briefings/b{number}.md\n---\ntitle: B{number}\npartnership: [{publishers}]\nkind: deep-dive\n"
        f"held: 20{10 + number}-03 to 20{11 + number}-09\npublished: 2025-06-01\nsummary: S.\ntopics: [t]\n---\n"
    )
    sections = {"Findings": 7, "What worked well": 6, "Recommendations": 6, "Questions {role=questions}": 3}
    return front + "".join(
        f"\n## {heading}\n\nThe review, in short, {text[:200]}:\n\n"
        + "".join(f"- {each} {text}\n" for each in range(points))
        for heading, points in sections.items()
    )


WORST = [(word, times) for word in WORDS for times in (3, 80)]
USUAL = [(word, times) for word, times in WORST if times == 80 or word in ("usual", "endless")]


@pytest.fixture(
    scope="module",
    params=[pytest.param(each, marks=() if each in USUAL else pytest.mark.long, id=str(each)) for each in WORST],
)
def worst_pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Make the pack that has the most to hold."""
    word, times = request.param
    pack = "themes/t/pack/index.html"
    folder = put(made_pages(project(worst(WORDS[word], times)), pack), tmp_path_factory)
    return (folder / pack).as_uri()


def test_the_fullest_pack_fills_two_sides(page: Page, worst_pack: str) -> None:
    """However much there is to choose from, and however long, a pack prints on two sides and nothing is cut off."""
    page.goto(worst_pack)
    assert sides_printed(page) == 2
    assert cut_off(page) == []


def test_a_pack_with_little_has_room_for_notes(page: Page, site: Path) -> None:
    """What a short pack leaves free on its first side is ruled for notes."""
    page.goto((site / "themes/thresholds/pack/index.html").as_uri())
    expect(page.locator(".notes")).to_be_hidden()
    page.emulate_media(media="print")
    assert page.locator(".notes").evaluate("box => box.clientHeight") > 10 * RULED_LINE
