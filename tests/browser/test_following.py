"""Following promises and figures: an action from its finding to what shows it, and a count to what it counts."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.support import VOCABULARY, built, project, publish_files
from tests.test_insights import briefing

ROOT = Path(__file__).parent.parent.parent
WIDTHS = (360, 1280)
SHOWN = "https://example.org/minutes"
FINDING = "minutes-came-late-and-nobody-had-read-them"
DONE = f"{{owner=MASH state=done as_of=2024-03 evidence={SHOWN} answers=found#{FINDING}}}"
WORLD = (
    VOCABULARY
    + briefing("found", "2018-05", "## Findings\n\n- Minutes came late, and nobody had read them. #plans\n")
    + briefing(
        "acted",
        "2022/23",
        f"""## Actions {{role=actions}}

- Minutes go out by Friday. {DONE}
- Read each plan aloud. {{state=promised as_of=2023-06}}
- Name a lead. {{state=promised due=2024}}
""",
        partnership="other",
    )
)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a small site with a finding, an action that answers it, and promises."""
    folder = tmp_path_factory.mktemp("followed") / "site"
    publish_files(built(project(WORLD)).files, folder, ROOT)
    return folder


def follow(page: Page, link: Locator) -> None:
    """Follow a link by keyboard."""
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_a_finding_to_the_evidence_of_its_answer(
    new_page: NewPage, followed: Path, width: int, *, script: bool
) -> None:
    """The finding says what answers it, how far that is and what shows it; the action leads back to the finding."""
    page = new_page(viewport={"width": width, "height": 800}, java_script_enabled=script)
    page.goto((followed / "briefings/found/index.html").as_uri())
    answered = page.locator(f"#{FINDING} .tied")
    expect(answered).to_contain_text("2022/23, Other, as an action, done, as of March 2024")
    expect(answered.get_by_role("link", name="evidence")).to_have_attribute("href", SHOWN)
    follow(page, answered.get_by_role("link", name="Minutes go out by Friday."))
    action = page.locator("#minutes-go-out-by-friday")
    expect(action).to_be_in_viewport()
    expect(action.get_by_role("link", name="Evidence for this action")).to_have_attribute("href", SHOWN)
    follow(page, action.locator(".tied").get_by_role("link", name="Minutes came late"))
    expect(page.locator(":target")).to_contain_text("Minutes came late")
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_a_count_to_what_it_counts(new_page: NewPage, followed: Path, width: int, *, script: bool) -> None:
    """A partnership's count leads to its place on its page, a sum to a list of so many, overdue first, with ages."""
    page = new_page(viewport={"width": width, "height": 800}, java_script_enabled=script)
    insights = (followed / "insights/index.html").as_uri()
    page.goto(insights)
    row = page.get_by_role("row", name="Other Safeguarding Partnership")
    follow(page, row.locator("td a").nth(1))
    expect(page.locator(":target")).to_have_text("Done 1 action")
    expect(page.locator(":target")).to_be_in_viewport()
    page.goto(insights)
    follow(page, page.get_by_role("row", name="All partnerships").locator("td a").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Actions: promised")
    lines = page.locator("main .points > li")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("Overdue")
    expect(lines.last).to_contain_text("as of June 2023 no news for 2 years")
    follow(page, lines.last.get_by_role("link").first)
    expect(page.locator(":target")).to_contain_text("Read each plan aloud.")


def test_first_and_last_raised_are_seen_on_a_phone(new_page: NewPage, followed: Path) -> None:
    """At 360 pixels both dates stand on the screen without scrolling, and a table that goes on says so."""
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto((followed / "insights/index.html").as_uri())
    dates = page.locator("main .tally .date")
    expect(dates).not_to_have_count(0)
    assert dates.evaluate_all("cells => Math.max(...cells.map(cell => cell.getBoundingClientRect().right))") <= 360
    hints = page.locator(".scroller").evaluate_all(
        "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth + 1)"
        ".map(box => box.previousElementSibling.textContent)"
    )
    assert hints == ["There is more to the right: scroll sideways."] * len(hints)
    assert hints


def test_the_head_of_a_partnerships_page_leads_to_what_it_counts(page: Page, followed: Path) -> None:
    """Its briefings stand on the page, and the search finds as many points as are counted."""
    page.goto((followed / "partnerships/other/index.html").as_uri())
    follow(page, page.get_by_role("link", name="1 briefing", exact=True))
    expect(page.locator("#_briefings")).to_be_in_viewport()
    follow(page, page.get_by_role("link", name="3 learning points", exact=True))
    expect(page.locator("#_status")).to_contain_text("3 learning points")
