"""Measure the preview: from a save to the reloaded page.

    python benchmarks/serve.py 100 1000

For each size a project is made up and `serve` started on it. One briefing is open in Chromium; its body is edited
again and again, and the clock runs from the moment the file is written until the page with the new words has loaded.
When that was, the page tells itself (Navigation Timing): what the benchmark takes to learn of it is nobody's wait.
Beside it stand how long it takes until all is built, which the terminal says, and how often the page then loaded once
more; the processor time that the server took for all of it, which other programs change least; and, as the browser's
part, how long the page takes to load again without an edit. Prints a Markdown table. Needs Linux.
"""

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.corpus import write_project
from tools.browser import find_browser
from tools.debian import is_root

ROOT = Path(__file__).parent.parent
HEAD = """\
| briefings | started in | save to page | worst | all built | loaded twice | work | reload alone | longest answer |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""
LOADED_WITH = """words => performance.getEntriesByType("navigation")[0].loadEventEnd
    && document.body.textContent.includes(words)"""
LOADED_AT = "performance.timeOrigin + performance.getEntriesByType('navigation')[0].loadEventEnd"
PATIENCE = 120_000
"""Milliseconds after which something has gone wrong."""


def main() -> None:
    """Read the command line, measure, print."""
    ask = argparse.ArgumentParser(description="Measure the preview.")
    ask.add_argument("counts", type=int, nargs="*", default=[100, 1000])
    ask.add_argument("--rounds", type=int, default=20)
    ask.add_argument("--pause", type=float, default=1.0, help="Seconds between what came of a save and the next one.")
    given = ask.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), chromium_sandbox=not is_root())
        print(HEAD)
        for count in given.counts:
            with tempfile.TemporaryDirectory() as folder:
                print(_measure(count, Path(folder), browser, given.rounds, given.pause), flush=True)
        browser.close()


def _measure(count: int, folder: Path, browser: Browser, rounds: int, pause: float) -> str:
    write_project(count, folder)
    source = sorted((folder / "briefings").glob("made-up-*.md"))[count // 2 - 5]
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--source", str(folder), "--today", "2026-11-20"]
    began = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout
        url = next(found[1] for line in server.stdout if (found := re.match(r"Open (\S+)", line)))
        started = time.perf_counter() - began
        page = browser.new_page()
        page.goto(f"{url}briefings/{source.stem}/index.html", wait_until="load")
        saves = [_save(page, source, number, pause, server) for number in range(rounds)]
        alone = [_reload(page) for _ in range(rounds)]
        answer = _longest_answer(page, f"{url}index.html")
        page.close()
    finally:
        server.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        server.wait(60)
    measured = (
        statistics.median(save.loaded for save in saves),
        max(save.loaded for save in saves),
        statistics.median(save.built for save in saves),
        statistics.mean(save.worked for save in saves),
        statistics.median(alone),
    )
    loaded, worst, built, worked, reload = (f"{1000 * each:.0f} ms" for each in measured)
    twice = f"{sum(save.is_loaded_twice for save in saves)} of {rounds}"
    begin, end = f"{count:,} | {started:.1f} s", f"{worked} | {reload} | {answer:.0f} ms"
    return f"| {begin} | {loaded} | {worst} | {built} | {twice} | {end} |"


class Save(NamedTuple):
    """What a save came to, in seconds."""

    loaded: float
    """Until the edit was on the loaded page."""
    built: float
    """Until all was built."""
    worked: float
    """What the server took of a processor."""
    is_loaded_twice: bool


def _save(page: Page, source: Path, number: int, pause: float, server: subprocess.Popen[str]) -> Save:
    """Edit the body, and wait for what comes of it."""
    text = re.sub(r"Edit \d+\. ", "", source.read_text("utf-8"))
    edited = re.sub(r"(?m)^- (?=[A-Z])", f"- Edit {number}. ", text, count=1)
    assert edited != text
    worked = _worked(server.pid)
    source.write_text(edited, "utf-8")
    began = time.time()
    page.wait_for_function(LOADED_WITH, arg=f"Edit {number}. ", polling=20, timeout=PATIENCE)
    loaded = page.evaluate(LOADED_AT) / 1000
    assert server.stdout
    next(line for line in server.stdout if "Built in" in line)
    built, worked = time.time(), _worked(server.pid) - worked
    time.sleep(pause)
    page.wait_for_function(LOADED_WITH, arg=f"Edit {number}. ", timeout=PATIENCE)
    return Save(loaded - began, built - began, worked, page.evaluate(LOADED_AT) / 1000 > loaded)


def _worked(process: int) -> float:
    """Give the seconds of processor time that a process has taken, its helpers left out (proc_pid_stat(5))."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _reload(page: Page) -> float:
    """Load the page again; give the seconds that the browser took for it."""
    page.reload(wait_until="load")
    page.wait_for_function(LOADED_WITH, arg="")
    return float(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")) / 1000


def _longest_answer(page: Page, url: str) -> float:
    """Ask for a page again and again while the rest of the site is made; give the longest answer's milliseconds."""
    script = """async (url) => {
        let longest = 0;
        for (let at = 0; at < 40; at += 1) {
            await new Promise((then) => setTimeout(then, 120));
            const began = performance.now();
            await (await fetch(url)).text();
            if (at) longest = Math.max(longest, performance.now() - began);
        }
        return longest;
    }"""
    return float(page.evaluate(script, url))


if __name__ == "__main__":
    main()
