"""The digest's HTML in a browser, as mail programs show it: short sections, on any screen, with no fault for axe."""

from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from playwright.sync_api import Page

from learnbrief.build import Inputs, plan_site
from learnbrief.digest import News, as_mail, compose
from learnbrief.files import gather
from tests.browser.conftest import ROOT
from tests.browser.test_accessibility import SCANS, axe, scan

__all__ = ["axe"]

NOW = date(2026, 12, 1)
HEIGHTS = (
    "() => [...document.querySelectorAll('h2')].map((each) => each.closest('td').getBoundingClientRect().height)"
)


def test_a_digest_is_short_and_for_everyone(page: Page, axe: str, tmp_path: Path) -> None:
    """No section of the longest digest is higher than a screen, and none is wider than a phone."""
    gathered = gather(ROOT)
    plan = plan_site(Inputs(gathered.sources, gathered.templates, NOW, base_url="https://learning.example.org")).plan
    assert plan
    news = News("", plan.catalogue.briefings, (), frozenset(entry.address for entry in plan.catalogue.entries))
    mail = message_from_bytes(as_mail(compose(plan.catalogue, plan.lookup.settings, news, NOW)), policy=default)
    html = mail.get_body(("html",))
    assert html
    (tmp_path / "digest.html").write_text(html.get_content(), "utf-8")
    page.goto((tmp_path / "digest.html").as_uri())
    page.set_viewport_size({"width": 1280, "height": 800})
    heights = page.evaluate(HEIGHTS)
    assert len(heights) >= 5
    assert max(heights) <= 800
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert list(scan(page, axe, SCANS)) == []
