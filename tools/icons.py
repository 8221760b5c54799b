"""Make the icons in PNG of the one drawing, `templates/assets/icon.svg`: `python tools/icons.py`.

They are opaque squares without round corners, because phones cut their own.
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # started by its path, Python looks for `tools` in this folder only

from tools.browser import CURE, find_browser  # noqa: E402 - the line above must come first
from tools.debian import is_root  # noqa: E402 - as above

ASSETS = ROOT / "templates" / "assets"
SIZES = (180, 192, 512)
"""Pixels: for Apple's home screens, and the two that a web app manifest is asked for."""


def draw(size: int, browser: Browser) -> Image.Image:
    """Draw the icon in a size."""
    drawing = re.sub(r' rx="\d+"', "", (ASSETS / "icon.svg").read_text("utf-8"))
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawing}")
    drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return drawn


def main() -> None:
    """Draw all of them."""
    path = find_browser()
    if path is None:
        sys.exit(CURE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, chromium_sandbox=not is_root())
        for size in SIZES:
            file = ASSETS / f"icon-{size}.png"
            draw(size, browser).quantize(16).save(file, optimize=True)
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
