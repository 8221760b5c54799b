"""Two partnerships, a site each: what one publishes is read, found and marked on the pages of the other."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from learnbrief.cli import main
from learnbrief.cli import neighbours as command
from learnbrief.other_sites.neighbours.fetching import fetch_neighbour
from tests.browser.conftest import NewPage
from tests.neighbouring import anywhere
from tests.support import FRONT, VOCABULARY, files_of
from tools.loopback import serve

THEIRS = f"""{VOCABULARY}--- learnbrief.yml
title: Sandham learns
base_url: https://learning.sandham.example
--- briefings/2020-visits.md
{FRONT.replace("Neglect in Example", "Visits in Sandham").replace("2022-", "2020-")}
## Key points for managers

- Keep a lantern by the door for night visits. #information-sharing
"""
OURS = f"""{VOCABULARY}--- learnbrief.yml
title: Northham learns
neighbours:
  sandham: {{name: Sandham Partnership, url: ADDRESS}}
--- briefings/2022-plans.md
{FRONT.replace("Neglect in Example", "Plans in Northham")}
## Findings

- Night visits were not planned. #information-sharing
"""


def publish(text: str, folder: Path) -> Path:
    """Write a project, and build its site by the program."""
    for name, content in files_of(text).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return build(folder)


def build(folder: Path) -> Path:
    """Build a project's site by the program."""
    result = CliRunner().invoke(main, ["build", "--source", str(folder), "--today", "2026-01-31", "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return folder / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Build theirs, serve it, fetch its data into ours, build ours and serve it; give both addresses."""
    with serve(publish(THEIRS, tmp_path_factory.mktemp("theirs"))) as theirs, pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "fetch_neighbour", partial(fetch_neighbour, may_ask=anywhere))
        ours = tmp_path_factory.mktemp("ours")
        publish(OURS.replace("ADDRESS", theirs), ours)
        result = CliRunner().invoke(main, ["neighbours", "update", "--source", str(ours)])
        assert result.exit_code == 0, result.output
        with serve(build(ours)) as address:
            yield theirs, address


def test_a_theme_shows_what_a_neighbour_learned(page: Page, sites: tuple[str, str]) -> None:
    """On a theme's page stands the neighbour's point, marked, and its link leads to the point on the other site."""
    theirs, ours = sites
    page.goto(f"{ours}/themes/neglect/index.html")
    section = page.get_by_role("region", name="From neighbours")
    expect(section.get_by_role("heading", name="What to learn from it")).to_be_visible()
    expect(section.get_by_text("Keep a lantern by the door for night visits.")).to_be_visible()
    expect(section.get_by_text("Neighbour", exact=True)).to_be_visible()
    section.get_by_role("link", name="Visits in Sandham, March 2020").click()
    expect(page).to_have_url(f"{theirs}/briefings/2020-visits/#keep-a-lantern-by-the-door-for-night")
    expect(page.locator(":target")).to_contain_text("Keep a lantern by the door")


def test_a_point_says_that_a_neighbour_raised_the_same(page: Page, sites: tuple[str, str]) -> None:
    """Beside our point stands where a neighbour raised it, and the link leads there."""
    theirs, ours = sites
    page.goto(f"{ours}/briefings/2022-plans/index.html")
    page.get_by_text("Similar points of neighbours").click()
    page.get_by_role("link", name="March 2020, Sandham Partnership, neighbour, as learning").click()
    expect(page.locator("h1")).to_have_text("Visits in Sandham")
    assert page.url.startswith(theirs)


def test_the_search_finds_both_and_tells_them_apart(page: Page, sites: tuple[str, str]) -> None:
    """A word finds ours and theirs; theirs are marked, can be chosen or left out, and lead to the other site."""
    theirs, ours = sites
    page.goto(f"{ours}/search/index.html?q=visits")
    results = page.locator("#_results > li")
    expect(results).to_have_count(2)
    marked = results.filter(has=page.get_by_text("Neighbour", exact=True))
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("Sandham Partnership")
    page.locator("#_facet-partnership summary").click()
    expect(page.locator("#_facet-partnership")).to_contain_text("Sandham Partnership (neighbour)")
    page.locator("#_facet-from summary").click()
    page.get_by_role("checkbox", name="This site's").check()
    expect(results).to_have_count(1)
    expect(results).to_contain_text("Night visits were not planned.")
    page.goto(f"{ours}/search/index.html?q=lantern&from=neighbours")
    results.get_by_role("link").click()
    expect(page).to_have_url(f"{theirs}/briefings/2020-visits/#keep-a-lantern-by-the-door-for-night")


def test_without_a_script_a_neighbour_is_read_too(new_page: NewPage, sites: tuple[str, str]) -> None:
    """What neighbours learned is in the pages themselves."""
    page = new_page(java_script_enabled=False)
    page.goto(f"{sites[1]}/themes/information-sharing/index.html")
    expect(page.get_by_role("region", name="From neighbours")).to_contain_text("Keep a lantern by the door")
