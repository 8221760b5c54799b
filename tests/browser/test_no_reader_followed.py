"""No reader is followed: no page asks another host for anything, sets a cookie, or keeps anything in the browser.

Requests to other hosts fail every browser test (`conftest.py`); here is what else could tell one reader from another.
"""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.page_kinds import KINDS, USUAL, Kind, Sites, show, unfold

KEPT = """
async () => {
  const found = [];
  if (document.cookie) found.push(`cookie: ${document.cookie}`);
  for (const [name, store] of [["local", localStorage], ["session", sessionStorage]]) {
    for (const key of Object.keys(store)) found.push(`${name}: ${key}`);
  }
  for (const { name } of await indexedDB.databases()) found.push(`database: ${name}`);
  for (const name of await caches.keys()) found.push(`cache: ${name}`);
  for (const worker of await navigator.serviceWorker.getRegistrations()) found.push(`worker: ${worker.scope}`);
  if (window.name) found.push(`window's name: ${window.name}`);
  if (history.state !== null) found.push(`state: ${JSON.stringify(history.state)}`);
  const estimate = await navigator.storage.estimate();
  if (estimate.usage) found.push(`stored: ${estimate.usage} bytes`);
  return found;
}
"""
"""Names all that a page has left in the browser."""

HINTS = """
() => [...document.querySelectorAll("link[rel], a[ping], img[srcset], [integrity], iframe, object, embed")].filter(
  (element) => element.matches("[ping], [srcset], iframe, object, embed") ||
    /preconnect|dns-prefetch|prefetch|prerender|preload/.test(element.rel)
).map((element) => element.outerHTML)
"""
"""Names what makes a browser ask for something unseen, or tells of a click."""


def kept(page: Page) -> list[str]:
    """Give all that a page has left in the browser, and in its jar of cookies."""
    found: list[str] = page.evaluate(KEPT)
    return found + [f"cookie: {cookie.get('name')}" for cookie in page.context.cookies()]


def test_no_kind_of_page_keeps_anything(new_page: NewPage, kinds: Sites) -> None:
    """Opened, with all that is folded away unfolded, no kind of page leaves anything in the browser."""
    page = new_page()
    answered: list[str] = []
    page.on("response", lambda response: answered.extend(response.headers))
    one_of_each = {kinds.template(kind): kind for kind in USUAL}
    assert one_of_each.keys() == kinds.page_templates
    for kind in one_of_each.values():
        show(page, kinds.address(kind))
        unfold(page)
        assert kept(page) == [], kind
        assert page.evaluate(HINTS) == [], kind
    assert "set-cookie" not in answered


def use_search(page: Page) -> None:
    """Search, narrow, show more, and follow a result."""
    page.locator("#_search input[type=search]").fill("plan")
    page.wait_for_selector("#_results li")
    unfold(page)
    page.locator("#_facets input:visible").first.check()
    page.wait_for_selector("#_results a")
    page.locator("#_results a").first.click()
    page.wait_for_load_state()


def use_filters(page: Page) -> None:
    """Narrow a list by each question."""
    unfold(page)
    for select in page.locator("#_filters select").all():
        select.select_option(index=1)


def use_themes(page: Page) -> None:
    """Look a theme up while typing."""
    page.locator("#_term").fill("safe")


def use_audiences(page: Page) -> None:
    """Choose for whom to show points, and press every button."""
    for choice in page.locator("#__for input").all():
        choice.check(force=True)
    for button in page.locator("main button:visible").all():
        button.click()


USES = {
    "search/index.html": use_search,
    "briefings/index.html": use_filters,
    "themes/index.html": use_themes,
    "briefings/2021-neglect/index.html": use_audiences,
}


@pytest.mark.parametrize("address", USES)
def test_no_use_of_a_page_is_kept(new_page: NewPage, kinds: Sites, address: str) -> None:
    """Whatever a reader types, chooses or presses, nothing of it stays but in the address."""
    site = "golden" if "2021" in address else "own"
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(kinds.address(Kind(site, address)))
    USES[address](page)
    assert kept(page) == []


KEEP = """
async () => {
  document.cookie = "a=b";
  localStorage.b = 1;
  sessionStorage.c = 1;
  window.name = "d";
  history.replaceState({ e: 1 }, "");
  await new Promise((done) => { indexedDB.open("f").onsuccess = done; });
  await caches.open("g");
}
"""


def test_what_is_kept_is_found(new_page: NewPage, kinds: Sites) -> None:
    """A page that keeps something in each of these ways is told of."""
    page = new_page()
    page.goto(kinds.address(KINDS[0]))
    page.evaluate(KEEP)
    found = " ".join(kept(page))
    ways = (
        "cookie: a=b",
        "local: b",
        "session: c",
        "name: d",
        'state: {"e":1}',
        "database: f",
        "cache: g",
        "cookie: a",
    )
    assert [way for way in ways if way not in found] == []
