"""Judge the search by what practitioners type: how often the point that they want is first, third at most, tenth.

    PYTHONPATH=. python benchmarks/ranking.py 5 1000

For each number of briefings, the repository's five among them, rows of a Markdown table, and below them each query
whose point is not among the first three. `tests/browser/ranking.txt` holds the queries. A third of them is set aside:
these are for judging, and nothing is tuned by them.
"""

import argparse
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.corpus import ALSO, DID, SO, WHAT, WHEN, WHO, write_project
from learnbrief.build import Inputs
from learnbrief.files import gather
from tests.support import made_pages, publish_files
from tools.browser import find_browser
from tools.debian import is_root

TODAY = date(2026, 11, 20)
LIST = Path(__file__).parent.parent / "tests/browser/ranking.txt"
SET_ASIDE = "# Set aside"
"""The line that begins so parts those that were tried again and again from those set aside."""
JUDGED_AT = (1, 3, 10)


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the points of which one should be found early."""

    text: str
    wanted: frozenset[str]
    is_set_aside: bool


def read_queries() -> Iterator[Query]:
    """Read the list."""
    tried, aside = LIST.read_text(encoding="utf-8").split(SET_ASIDE)
    for part, is_set_aside in ((tried, False), (aside.partition("\n")[2], True)):
        for line in part.splitlines():
            if line.strip() and not line.startswith("#"):
                text, points = line.split(" = ", 1)
                yield Query(text.strip(), frozenset(points.strip().split(" | ")), is_set_aside)


SEARCH = """
async (texts) => {
  const input = document.getElementById("_q");
  const told = document.documentElement.dataset;
  const all = [];
  for (const text of texts) {
    delete told.searched;
    input.value = text;
    input.form.requestSubmit();
    for (let turn = 0; told.searched !== text.trim(); turn += 1) {
      if (turn > 10000) throw new Error(`no answer to ${text}`);
      await new Promise((go) => setTimeout(go));
    }
    const links = [...document.querySelectorAll("#_results .source a")];
    all.push([links.map((link) => link.hash.slice(1)), document.getElementById("_status").textContent]);
  }
  return all;
}
"""
"""Types each text into the search and sends it; gives the ids of the points found, and what is said of them."""


def search_for(page: Page, site: Path, texts: Iterable[str]) -> list[tuple[list[str], str]]:
    """Search for each text on one page; give the ids of the points found, and what is said of them."""
    page.goto((site / "search/index.html").as_uri())
    page.wait_for_selector("html[data-searched]", state="attached")
    return [(ids, said) for ids, said in page.evaluate(SEARCH, list(texts))]


def places(page: Page, site: Path, queries: Iterable[Query]) -> dict[Query, int]:
    """Search for all of them; give the place of each one's point among the first ten, else 0."""
    queries = list(queries)
    answers = search_for(page, site, (query.text for query in queries))
    return {
        query: next((place for place, id_ in enumerate(ids, 1) if id_ in query.wanted), 0)
        for query, (ids, _) in zip(queries, answers, strict=True)
    }


def publish_search(briefings: int, folder: Path, *pages: str, borrowing: bool = False) -> Path:
    """Publish the search of so many briefings, the repository's own among them, and some pages; give the folder.

    Made-up briefings borrow words of the five at random, so that a rare one stands in dozens of points that mean
    nothing by it. Unless they are to, the words borrowed are written backwards, which leaves their spread as it is.
    """
    write_project(briefings, folder)
    if not borrowing:
        borrowed = _words_borrowed(folder / "briefings")
        for path in (folder / "briefings").glob("made-up-*"):
            path.write_text(_given_back(path.read_text(encoding="utf-8"), borrowed), encoding="utf-8")
    gathered = gather(folder)
    files = made_pages(Inputs(gathered.sources, gathered.templates, TODAY), "search/index.html", *pages)
    publish_files(files, folder / "site", folder)
    return folder / "site"


def _words_borrowed(sources: Path) -> frozenset[str]:
    """Give the words of the five briefings that made-up points have by chance: all but those of their own phrases."""
    own = {word for phrases in (WHO, DID, WHAT, WHEN, SO, ALSO) for phrase in phrases for word in phrase.split()}
    texts = (path.read_text(encoding="utf-8").lower() for path in sources.iterdir() if path.name[0] in "2_")
    return frozenset(word for text in texts for word in re.findall("[a-z]{3,}", text)) - own


def _given_back(source: str, borrowed: frozenset[str]) -> str:
    """Write borrowed words backwards in points and in what stands above them; headings, tags and attributes stay."""

    def given_back(line: str) -> str:
        words, mark, tags = re.fullmatch(r"(.*?)((?: [#{]|$))(.*)", line).groups()  # type: ignore[union-attr]
        return (
            re.sub("[a-z]{3,}", lambda word: word[0][::-1] if word[0] in borrowed else word[0], words) + mark + tags
        )

    *front, body = source.split("---\n", 2)
    lines = (line if line.startswith(("#", "|", "Read [")) else given_back(line) for line in body.split("\n"))
    return "---\n".join([*front, "\n".join(lines)])


def main() -> None:
    """Read the command line, search, print."""
    ask = argparse.ArgumentParser(description="Judge the order of what the search finds.")
    ask.add_argument("counts", type=int, nargs="*", default=[5, 1000])
    ask.add_argument("--borrowing", action="store_true", help="let made-up points use words of the five at random")
    given = ask.parse_args()
    queries = list(read_queries())
    print(f"| briefings | queries | {' | '.join(f'at {most}' for most in JUDGED_AT)} |")
    print("| ---: | --- | ---: | ---: | ---: |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), chromium_sandbox=not is_root())
        for count in given.counts:
            with tempfile.TemporaryDirectory() as folder:
                found = places(
                    browser.new_page(), publish_search(count, Path(folder), borrowing=given.borrowing), queries
                )
            for is_set_aside, name in ((False, "tried"), (True, "set aside")):
                some = [place for query, place in found.items() if query.is_set_aside is is_set_aside]
                shares = [sum(0 < place <= most for place in some) / len(some) for most in JUDGED_AT]
                print(f"| {count:,} | {len(some)} {name} | {' | '.join(f'{share:.1%}' for share in shares)} |")
            for query, place in found.items():
                if not 0 < place <= 3:
                    print(f"{count:,}: {query.text!r} at {place or 'none of the first ten'}")
        browser.close()


if __name__ == "__main__":
    main()
