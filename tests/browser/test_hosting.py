"""A reader's browser, and a host that sends the whole policy: nothing of the site is blocked by it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.support import built, project, publish_files
from tests.test_hosting import WORLD
from tools import nginx


def test_the_site_works_under_its_headers(tmp_path: Path, new_page: NewPage) -> None:
    """Below a path of an nginx, pages, the search and an old address work, and the browser has nothing to say."""
    inputs = project(WORLD.replace("https://example.org\n", "https://example.org/learning\nhost: nginx\n"))
    site = tmp_path / "root" / "learning"
    publish_files(built(inputs).files, site, tmp_path / "project")
    page: Page = new_page()
    with nginx.serving(tmp_path / "root", site / ".host" / "nginx.conf", tmp_path) as address:
        answer = page.goto(f"{address}/learning/briefings/before/#plans-did-not-say-who-does-what")
        assert answer
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert page.url.endswith("/learning/briefings/neglect/#plans-did-not-say-who-does-what")
        page.goto(f"{address}/learning/search/?q=plans")
        expect(page.get_by_role("main")).to_contain_text("Plans did not say who does what")
