"""Take the documents' pictures, of a site that is built for them: `python tools/pictures.py`.

They stand in `docs/pictures/`. It knows the site only by its addresses.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pypdfium2 import PdfDocument

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # started by its path, Python looks for `tools` in this folder only

from tools.browser import CURE, find_browser  # noqa: E402 - the line above must come first
from tools.debian import is_root  # noqa: E402 - as above

TODAY = "2026-11-21"
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


def build_site(site: Path, *options: str) -> None:
    """Build the project's site into a folder."""
    command = [sys.executable, str(ROOT / "build.py"), "--source", str(ROOT), "--out", str(site), "--today", TODAY]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)


def take_paper(folder: Path, browser: Browser) -> Path:
    """Take a picture of a sheet as it is printed, with a code that leads to the site's address."""
    build_site(folder, "--base-url", "https://learning.example.org")
    page = browser.new_page(locale="en-GB")
    page.goto((folder / "briefings/2020-sandwell-core-groups/sheet/index.html").as_uri())
    (side,) = PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    return _save(side.render(scale=1.2).to_pil(), "sheet")


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
    file = _shot(page, picture.name)
    context.close()
    return file


def take_preview(folder: Path, browser: Browser) -> Iterator[Path]:
    """Take pictures of the preview, as a newcomer saw it: a new briefing, what was read of it, and its mistakes."""
    walk = (ROOT / "docs" / "newcomers-walk.md").read_text("utf-8")
    (partnership,) = re.findall(r"(?ms)^```yaml\n(.*?)^```$", walk)
    with_mistakes, mended = re.findall(r"(?ms)^```markdown\n(.*?)^```$", walk)
    shutil.copytree(ROOT / "briefings", folder / "briefings")
    shutil.copy(ROOT / "learnbrief.yml", folder)
    with (folder / "briefings" / "_partnerships.yml").open("a", encoding="utf-8") as file:
        file.write(partnership)
    source = folder / "briefings" / "2026-09-northbridge-missed-health-appointments.md"
    source.write_text(mended, "utf-8")
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--source", str(folder), "--today", TODAY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        url = next(found[1] for line in server.stdout if (found := re.match(r"Open (\S+)", line)))
        page = browser.new_page(viewport={"width": 1000, "height": 800}, locale="en-GB", color_scheme="light")
        page.goto(f"{url}briefings/{source.stem}/index.html")
        yield _shot(page, "preview")
        page.set_viewport_size({"width": 1280, "height": 700})
        page.get_by_text("What was read").click()
        yield _shot(page, "outline")
        page.get_by_text("What was read").click()
        page.set_viewport_size({"width": 1000, "height": 800})
        source.write_text(with_mistakes, "utf-8")
        page.wait_for_selector("#_preview.stopped")
        yield _shot(page, "mistakes")
        page.close()
        server.terminate()


def take_import(folder: Path, browser: Browser) -> Iterator[Path]:
    """Take pictures of an import: its report, and the draft as the preview shows it."""
    shutil.copytree(ROOT / "briefings", folder / "briefings")
    shutil.copy(ROOT / "learnbrief.yml", folder)
    original = folder / "Self-neglect FINAL v3.docx"
    shutil.copy(ROOT / "tests" / "documents" / "two-kinds-of-bold.docx", original)
    command = [sys.executable, str(ROOT / "build.py"), "import", original.name, "--source", "."]
    report = subprocess.run(command, check=True, cwd=folder, capture_output=True, text=True, encoding="utf-8").stdout
    page = browser.new_page(viewport={"width": 1000, "height": 640}, locale="en-GB", color_scheme="light")
    told = report.replace(sys.executable, "python").replace(f"{ROOT}/", "")
    shown = f"$ python build.py import {original.name!r}\n{told}"
    page.set_content(f"<body style='margin: 1rem'><pre style='font: 13px/1.4 monospace'>{escape(shown)}</pre>")
    yield _shot(page, "import-report")
    draft = report.partition("  (draft)")[0].rpartition("/")[2].removesuffix(".md")
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--source", str(folder), "--today", TODAY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        url = next(found[1] for line in server.stdout if (found := re.match(r"Open (\S+)", line)))
        page.goto(f"{url}briefings/{draft}/index.html")
        page.get_by_role("heading", name="Refusal").scroll_into_view_if_needed()
        yield _shot(page, "import-draft")
        server.terminate()
    page.close()


def _shot(page: Page, name: str) -> Path:
    return _save(Image.open(BytesIO(page.screenshot())), name)


def _save(picture: Image.Image, name: str) -> Path:
    """Save a picture in 256 colours, those that are rare in it too: that is light and looks the same."""
    file = ROOT / "docs" / "pictures" / f"{name}.png"
    picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE).save(file, optimize=True)
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
        taken = [take(picture, Path(folder) / "site", browser) for picture in PICTURES]
        taken.append(take_paper(Path(folder) / "paper", browser))
        taken += take_preview(Path(folder) / "walk", browser)
        taken += take_import(Path(folder) / "import", browser)
        for file in taken:
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
