"""Measure searching: what the index costs to build and to hold, and what a reader waits for.

    python benchmarks/search.py 100 1000 5000

Prints Markdown tables. Bytes are those of a first search on a first visit until its results stand there, every file
compressed by gzip, the page, the style sheet and the scripts included. Script time is Chromium's own count of what
JavaScript took of the processor, slowed down four times, with the facets and lessons that come behind the results.
The filter's time is that of its longest answer to a letter typed, in the index of themes with 500 themes and 4,000
synonyms, drawing included.
"""

import argparse
import gzip
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.corpus import write_project
from learnbrief.build import Inputs, build
from learnbrief.files import gather
from learnbrief.model import Catalogue
from learnbrief.pages import roles_of
from learnbrief.readers import read_library
from learnbrief.search import SearchIndex
from learnbrief.settings import read_settings
from tests.support import made_pages, publish_files
from tools.browser import find_browser
from tools.debian import is_root

TODAY = date(2026, 11, 20)
QUERIES = ("handover", "strategy meetings", "child's voice", "the plan was late", "escalation policy")
SLOWER = 4
ROUNDS = 5
"""How often each query and each letter is typed; its time is the median."""
SETTLED = 2500
"""Milliseconds after which a first search has long been answered."""


def main() -> None:
    """Read the command line, measure, print."""
    ask = argparse.ArgumentParser(description="Measure searching.")
    ask.add_argument("counts", type=int, nargs="*", default=[100, 1000])
    counts = ask.parse_args().counts
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), chromium_sandbox=not is_root())
        print("| briefings | points | index made in | index | gzip | files | first search, gzip |")
        print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        times = []
        for count in counts:
            with tempfile.TemporaryDirectory() as folder:
                row, spent = _measure(count, Path(folder), browser)
            print(row, flush=True)
            times.append(f"| {count:,} | {spent} |")
        print("\n| briefings | script of a first search, slowed down 4 times (median, worst of 5 queries) |")
        print("| ---: | ---: |")
        print("\n".join(times))
        with tempfile.TemporaryDirectory() as folder:
            print(f"\nFilter of 500 themes with 4,000 synonyms: {_filter_time(Path(folder), browser)}")
        browser.close()


def _measure(count: int, folder: Path, browser: Browser) -> tuple[str, str]:
    write_project(count, folder)
    gathered = gather(folder)
    inputs = Inputs(gathered.sources, gathered.templates, TODAY)
    points, seconds_of_index = _make_index(inputs)
    files = made_pages(inputs, "search/index.html")
    needed = {name: content for name, content in files.items() if name.startswith(("search/", "assets/"))}
    index = {name: content for name, content in needed.items() if name.startswith("search/") and name.endswith(".js")}
    publish_files(needed, folder / "site", folder)
    zipped = {name: len(gzip.compress(content, 9, mtime=0)) for name, content in needed.items()}
    most = max(_bytes_loaded(browser, folder / "site", query, zipped) for query in QUERIES)
    seconds = sorted(
        statistics.median(_script_time(browser, folder / "site", query) for _ in range(ROUNDS)) for query in QUERIES
    )
    row = (
        f"| {count:,} | {points:,} | {seconds_of_index:.2f} s "
        f"| {_size(sum(map(len, index.values())))} | {_size(sum(zipped[name] for name in index))} | {len(index):,} "
        f"| {_size(most)} |"
    )
    return row, f"{1000 * statistics.median(seconds):.0f} ms, {1000 * seconds[-1]:.0f} ms"


def _make_index(inputs: Inputs) -> tuple[int, float]:
    """Count the points of a project, and the seconds of the processor that its index takes."""
    problems: list[object] = []
    settings = read_settings(inputs.sources, problems.append)
    library = read_library(inputs.sources, settings, problems.append)
    catalogue = Catalogue.of(library.visible(TODAY, drafts=False), library.vocabulary)
    began = time.process_time()
    assert SearchIndex(catalogue, catalogue, settings, roles_of(catalogue.entries)).files
    return len(catalogue.entries), time.process_time() - began


def _bytes_loaded(browser: Browser, site: Path, query: str, zipped: Mapping[str, int]) -> int:
    """Search once as a new visitor; give the bytes loaded before the results stood there."""
    context = browser.new_context()
    page = context.new_page()
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url))
    page.add_init_script(SCRIPTS_OF_RESULTS)
    page.goto(_address(site, query))
    page.wait_for_function("() => window.scriptsOfResults")
    scripts = page.evaluate("scriptsOfResults")
    context.close()
    needed = (urlsplit(url).path for url in loaded if not url.endswith(".js") or url in scripts)
    return sum(zipped[Path(unquote(path)).relative_to(site).as_posix()] for path in needed)


SCRIPTS_OF_RESULTS = """
addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  window.scriptsOfResults ||= [...document.scripts].map((script) => script.src);
}).observe(document.documentElement, { attributeFilter: ["data-searched"] }));
"""
"""Notes which scripts were asked for when the first results stand there."""


def _script_time(browser: Browser, site: Path, query: str) -> float:
    """Search once as a new visitor; give the seconds of the processor that scripts took."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(_address(site, query))
    page.wait_for_timeout(SETTLED)  # to ask the page would run a script of Playwright's, and count
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    page.wait_for_selector("html[data-searched]", state="attached", timeout=20_000)
    context.close()
    return float(metrics["ScriptDuration"])


def _address(site: Path, query: str) -> str:
    return f"{(site / 'search/index.html').as_uri()}?q={quote(query)}"


def _filter_time(folder: Path, browser: Browser) -> str:
    """Type into the filter of a large vocabulary; give the longest time from a letter to the drawn answer."""
    write_project(5, folder)
    with (folder / "briefings/_themes.yml").open("a", encoding="utf-8") as file:
        file.writelines(_more_themes(410))
    gathered = gather(folder)
    publish_files(build(Inputs(gathered.sources, gathered.templates, TODAY)).files, folder / "site", folder)
    page = browser.new_page()
    page.goto((folder / "site/themes/index.html").as_uri())
    page.locator("#_term").focus()
    beginnings = [text[:length] for text in _TYPED for length in range(1, len(text) + 1)]
    rounds = [[_answer(page, beginning) for beginning in beginnings] for _ in range(ROUNDS)]
    times = [statistics.median(answers) for answers in zip(*rounds, strict=True)]
    return f"median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms of {len(times)} letters typed"


_TYPED = ("domestic abuse", "handovr", "escalation", "synonym 12", "xyzzyq", "plan")


def _answer(page: Page, text: str) -> float:
    milliseconds: float = page.evaluate(
        """(text) => {
            const input = document.getElementById("_term");
            input.value = text;
            const began = performance.now();
            input.dispatchEvent(new Event("input"));
            document.body.offsetHeight;
            return performance.now() - began;
        }""",
        text,
    )
    return milliseconds


def _more_themes(count: int) -> Iterator[str]:
    """Write themes with eight synonyms each."""
    for number in range(count):
        synonyms = ", ".join(
            f"synonym {number} {word}" for word in "alpha beta gamma delta epsilon zeta eta theta".split()
        )
        yield f"\nmade-up-{number}:\n  label: Made-up theme {number}\n  also: [{synonyms}]\n"
        yield f"  definition: Number {number}.\n"


def _size(count: int) -> str:
    return f"{count / 1024:,.0f} kB"


if __name__ == "__main__":
    main()
