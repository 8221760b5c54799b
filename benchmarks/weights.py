"""Name what of a large site is heavier than a site may get, whatever its number of briefings.

    python -m benchmarks.weights 1000

Builds so many made-up briefings, the repository's own among them, and prints each page, feed and picture above
its weight. Ends with 1 if there is one. `--site FOLDER` looks at a site that is built already, `--screens` also opens
every theme's page in a browser and prints each that opens with more than eight screens of a phone.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from benchmarks.corpus import write_project
from learnbrief.build import Inputs, build
from learnbrief.files import gather
from tools.browser import find_browser
from tools.debian import is_root

TODAY = date(2026, 11, 20)
MOST_OF_A_PAGE, MOST_OF_A_FEED, MOST_OF_A_PICTURE = 150_000, 100_000, 8_000
MOST_ENTRIES = 100
"""Points of a page, or lines of a list on it."""
MOST_SCREENS = 8
PHONE: ViewportSize = {"width": 360, "height": 740}
OF_A_TERM = 150
"""Bytes of the index of themes and of the glossary, a term."""

_OWN_LENGTH = re.compile(r"briefings/[^/]+/|(?:themes|glossary|accessibility|about)/index\.html$")
"""As long as what somebody wrote."""
_ENTRY = {
    "point": re.compile(rb'<div class="point |>In the briefing</a>'),
    "briefing": re.compile(b'<li class="briefing-line"'),
    "action": re.compile(b'<p class="action">'),
}


def too_heavy(files: Mapping[str, bytes]) -> Iterator[str]:
    """Say what of a site's files, by address, is above its weight."""
    for address, content in sorted(files.items()):
        most = _most(address, content)
        if most and len(content) > most:
            yield f"{address}: {len(content):,} bytes, {most:,} at most"
        for name, mark in _ENTRY.items():
            count = len(mark.findall(content)) if address.endswith(".html") and not _OWN_LENGTH.match(address) else 0
            if count > MOST_ENTRIES:
                yield f"{address}: {count} {name}s, {MOST_ENTRIES} at most"


def _most(address: str, content: bytes) -> int:
    """Give the most bytes that a file may have; nothing where there is no bound."""
    if address in ("themes/index.html", "glossary/index.html"):
        terms = content.count(b"</i>") + content.count(b'class="preferred"') + content.count(b"<dt")
        return max(terms * OF_A_TERM, MOST_OF_A_PAGE // 10)
    if address.startswith("assets/cards/"):
        return MOST_OF_A_PICTURE
    if address.endswith(("feed.xml", "feed.json")):
        return MOST_OF_A_FEED
    return MOST_OF_A_PAGE if address.endswith(".html") and not _OWN_LENGTH.match(address) else 0


def screens_of_opening(page: Page) -> float:
    """Say how many screens a theme's page takes before the line behind which all points stand, if there is one."""
    end = page.locator("#_all").evaluate_all("folds => folds.map(fold => fold.getBoundingClientRect().top + scrollY)")
    return max(end, default=0) / PHONE["height"]


def too_long(site: Path) -> Iterator[str]:
    """Open every theme's page on a phone, and say which open with too much."""
    browser_path = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, chromium_sandbox=not is_root())
        page = browser.new_page(viewport=PHONE)
        for path in sorted(site.glob("themes/*/index.html")):
            page.goto(path.as_uri())
            screens = screens_of_opening(page)
            if screens > MOST_SCREENS:
                yield f"themes/{path.parent.name}/: {screens:.1f} screens, {MOST_SCREENS} at most"
        browser.close()


def built_files(count: int) -> Mapping[str, bytes]:
    """Build a site of so many briefings."""
    with tempfile.TemporaryDirectory() as folder:
        write_project(count, Path(folder))
        gathered = gather(Path(folder))
        return build(Inputs(gathered.sources, gathered.templates, TODAY)).files


def main() -> int:
    """Print what is too heavy."""
    ask = argparse.ArgumentParser(description="Name what of a large site is heavier than it may be.")
    ask.add_argument("count", type=int, nargs="?", default=1000)
    ask.add_argument("--site", type=Path)
    ask.add_argument("--screens", action="store_true")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = asked.site or Path(folder)
        if not asked.site:
            for address, content in built_files(asked.count).items():
                (site / address).parent.mkdir(parents=True, exist_ok=True)
                (site / address).write_bytes(content)
        paths = (path for path in site.rglob("*") if path.is_file())
        files = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
        found = [*too_heavy(files), *(too_long(site) if asked.screens else ())]
    print(*found, f"{len(files):,} files, {len(found)} too heavy or too long.", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
