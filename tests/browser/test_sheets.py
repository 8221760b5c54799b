"""Sheets, packs and briefings on paper: one side at any length, and a code that leads back to the page."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page

from tests.browser.test_insights_and_packs import WORDS, cut_off
from tests.support import FRONT, briefing_project, made_pages, publish_files

ROOT = Path(__file__).parent.parent.parent
SHEET = "briefings/a/sheet/index.html"
BASE = f"https://example.org/{'a' * 40}"
SETTINGS = f"--- learnbrief.yml\ntitle: {'A site of a long name ' * 5}\nbase_url: {BASE}\n"
HEADINGS = ("Findings", "What could be better", "What worked well", "Key points", "Recommendations", "Questions")
TELLING = ("usual", "endless", "wide", "square")
"""Usual words, one that a line ends nowhere in, wide ones, and signs of which each may end a line."""


def longest(text: str) -> str:
    """Write the body of a briefing that has far more to say than a side holds."""
    points = "".join(f"- {number} {text}\n" for number in range(9))
    return "".join(f"\n## {heading}\n\nIn short, {text[:200]}:\n\n{points}" for heading in HEADINGS)


def printed(page: Page) -> pypdfium2.PdfDocument:
    """Print a page."""
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def codes(side: pypdfium2.PdfPage) -> list[str]:
    """Read the QR codes on a printed side."""
    return [found.text for found in zxingcpp.read_barcodes(side.render(scale=3).to_pil().convert("L"))]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in TELLING else pytest.mark.long) for name in WORDS]
)
def test_a_sheet_fills_one_side_at_any_length(page: Page, tmp_path: Path, name: str) -> None:
    """However long a briefing and its words, its sheet prints whole on one side, and its code is read."""
    text = " ".join([WORDS[name]] * 80)
    front = FRONT.replace("Neglect in Example", f"Title {text[:300]}").replace("What an audit", f"{text} What")
    front = front.replace("topics:", "status: archived\nreview_by: 2023-01-01\ntopics:")
    files = made_pages(briefing_project(longest(text), front=front, more=SETTINGS), SHEET)
    publish_files(files, tmp_path / name, ROOT)
    page.goto((tmp_path / name / SHEET).as_uri())
    document = printed(page)
    assert len(document) == 1
    assert codes(document[0]) == [f"{BASE}/briefings/a/"]
    assert cut_off(page) == []


def test_each_of_the_five_briefings_has_one_side(page: Page, site: Path) -> None:
    """The repository's own sheets print on one side each; without an address of the site there is no code."""
    for sheet in sorted(site.glob("briefings/*/sheet/index.html")):
        page.goto(sheet.as_uri())
        document = printed(page)
        assert len(document) == 1, sheet
        assert codes(document[0]) == []
        assert cut_off(page) == [], sheet
