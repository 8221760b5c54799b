"""Take the README's pictures, of a site that is built for them: `python tools/pictures.py`.

They stand in `docs/pictures/`. It knows the site only by its addresses.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # started by its path, Python looks for `tools` in this folder only

from tools.browser import CURE, find_browser  # noqa: E402 - the line above must come first
from tools.debian import is_root  # noqa: E402 - as above

TODAY = "2026-11-20"
"""The day to build for, so that the same sources give the same pictures."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown of which page."""

    name: str
    address: str
    height: int
    """In the page's own pixels; the top of the page is shown."""


PICTURES = (
    Picture("briefing", "briefings/2023-solihull-audit-learning/index.html", 1150),
    Picture("theme", "themes/smart-planning/index.html", 1085),
)

WIDTH = 1000


def build_site(site: Path) -> None:
    """Build the project's site into a folder."""
    command = [sys.executable, str(ROOT / "build.py"), "--source", str(ROOT), "--out", str(site), "--today", TODAY]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def take(picture: Picture, site: Path, browser: Browser) -> Path:
    """Take one picture; give its file."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": picture.height},
        locale="en-GB",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto((site / picture.address).as_uri())
    file = ROOT / "docs" / "pictures" / f"{picture.name}.png"
    page.screenshot(path=file)
    context.close()
    return file


def main() -> int:
    """Take every picture; 1 if there is no browser."""
    path = find_browser()
    if path is None:
        print(CURE, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build_site(Path(folder) / "site")
        browser = playwright.chromium.launch(
            executable_path=path,
            chromium_sandbox=not is_root(),  # root's Chromium refuses to start in a sandbox
        )
        for picture in PICTURES:
            file = take(picture, Path(folder) / "site", browser)
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
