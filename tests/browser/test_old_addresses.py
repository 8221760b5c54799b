"""An old address leads on, in a browser, where no host does it."""

from pathlib import Path

import pytest

from tests.browser.conftest import NewPage
from tests.support import FRONT, briefing_project, built, publish_files

ALIASED = FRONT.replace("title:", "aliases: [briefings/before/]\ntitle:")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_leads_to_the_point(tmp_path: Path, new_page: NewPage, scripts: bool) -> None:
    """A link to a point of a renamed briefing arrives at that point; without scripts, at its briefing."""
    site = built(briefing_project("## Findings\n\n- Plans were long.\n- Visits were short.\n", front=ALIASED))
    publish_files(site.files, tmp_path / "site", tmp_path / "project")
    page = new_page(java_script_enabled=scripts)
    page.goto(f"{(tmp_path / 'site/briefings/before/index.html').as_uri()}#visits-were-short")
    page.wait_for_url("**/briefings/a/index.html" + ("#visits-were-short" if scripts else ""))
