"""Find the Chromium that the browser tests drive, or bring one: `python -m tools.browser`.

In order: the program that LEARNBRIEF_BROWSER names (then no other will do), one that the system has, one that
Playwright downloaded. If there is none, Debian's package manager is asked where that needs no password, then
Playwright. It knows nothing of the site.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.debian import attempt, install_packages

CURE = (
    "The browser tests need Chromium, Chrome or Edge, and none that starts was found.\n"
    "Install one, or name yours: LEARNBRIEF_BROWSER=/path/to/chromium make test"
)

NAMES = (
    *("chromium-headless-shell", "chrome-headless-shell"),  # the same without windows: a page costs a third
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"),
)
MAC_PLACES = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PLACES = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_ROOTS = ("LOCALAPPDATA", "PROGRAMFILES", "PROGRAMFILES(X86)")

APT_PACKAGES = ("chromium-headless-shell", "chromium")
"""The likeliest first; not every Debian or Ubuntu has the first one."""
FONT = "fonts-dejavu-core"  # without a font, pages have no words in a screenshot


def find_browser() -> Path | None:
    """Give the browser to test with, or None where there is none that starts.

    Playwright may be asked, so call this before starting it, not while it runs.
    """
    chosen = os.environ.get("LEARNBRIEF_BROWSER")
    candidates = [Path(shutil.which(chosen) or chosen)] if chosen else installed_browsers()
    return next((path for path in candidates if starts(path)), None)


def installed_browsers() -> Iterator[Path]:
    """Give every place where a browser may be, the likeliest first."""
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    for applications in (Path("/Applications"), Path.home() / "Applications"):
        yield from (applications / place for place in MAC_PLACES)
    for root in filter(None, map(os.environ.get, WINDOWS_ROOTS)):
        yield from (Path(root) / place for place in WINDOWS_PLACES)
    with sync_playwright() as playwright:
        downloaded = Path(playwright.chromium.executable_path)
    yield downloaded


def starts(browser: Path) -> bool:
    """Say whether this is a browser that can be driven, as far as can be told without a window."""
    if not browser.is_file() or is_snap(browser):
        return False
    if os.name == "nt":  # there, `--version` opens a window
        return True
    try:
        answer = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def is_snap(browser: Path) -> bool:
    """Say whether this browser is a snap: those may not read the temporary folders that tests write to."""
    if browser.resolve().name == "snap" or "snap" in browser.parts:
        return True
    with browser.open("rb") as program:
        return b"/snap/bin/" in program.read(4096)


def install_browser() -> None:
    """Try the ways to bring a browser; whether one worked, only a new look can tell."""
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    for package in APT_PACKAGES:
        if not install_packages(package, FONT):
            break
        if find_browser():
            return
    else:
        playwright.append("--with-deps")  # the system's libraries, which it brings with apt-get too
    attempt(playwright)


def main() -> int:
    """Print the browser's place, after bringing one if need be; 1 if there is none."""
    browser = find_browser()
    if browser is None and (chosen := os.environ.get("LEARNBRIEF_BROWSER")):
        print(f"LEARNBRIEF_BROWSER names no browser that starts: {chosen}", file=sys.stderr)
        return 1
    if browser is None:
        print("No Chromium here yet; installing one for the browser tests.", flush=True)
        install_browser()
        browser = find_browser()
    if browser is None:
        print(CURE, file=sys.stderr)
        return 1
    print(f"Browser for the tests: {browser}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
