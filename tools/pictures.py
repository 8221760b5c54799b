"""Take the README's pictures, of a site that is built for them: `python tools/pictures.py`.

They stand in `docs/pictures/`. It knows the site only by its addresses.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

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
    width: int
    """In the page's own pixels."""
    height: int
    """The same; the top of the page is shown."""
    scheme: Literal["light", "dark"] = "light"


PICTURES = (
    Picture("home", "index.html", 400, 800),
    Picture(
        "point",
        "briefings/2022-06-dudley-domestic-abuse/index.html#when-a-family-moves-to-another-area-the",
        400,
        800,
        "dark",
    ),
    Picture("briefing", "briefings/2022-06-dudley-domestic-abuse/index.html", 1100, 1000),
    Picture("theme", "themes/information-sharing/index.html", 1100, 1000),
)


def build_site(site: Path) -> None:
    """Build the project's site into a folder."""
    command = [sys.executable, str(ROOT / "build.py"), "--source", str(ROOT), "--out", str(site), "--today", TODAY]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def take(picture: Picture, site: Path, browser: Browser) -> Path:
    """Take one picture; give its file."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        locale="en-GB",
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{site.as_uri()}/{picture.address}")
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
