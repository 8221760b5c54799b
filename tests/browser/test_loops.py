"""A process that drives a browser can run every other test too."""

import asyncio

from playwright.sync_api import Page

from tests.loops import no_running_loop


def test_a_loop_can_be_started_beside_the_browsers(page: Page) -> None:
    """Playwright's loop is running in this thread; hidden, it lets another run, and the browser still answers."""
    assert asyncio.get_running_loop().is_running()
    with no_running_loop():
        assert asyncio.run(asyncio.sleep(0, "done")) == "done"
    assert page.evaluate("6 * 7") == 42
