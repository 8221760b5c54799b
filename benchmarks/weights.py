"""Name what of a large site is heavier than a site may get, whatever its number of briefings.

    python -m benchmarks.weights 1000

Builds so many made-up briefings, the repository's own among them, and prints each page, feed and picture above
its weight. Ends with 1 if there is one. `--site FOLDER` looks at a site that is built already.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from benchmarks.corpus import write_project
from learnbrief.build import Inputs, build
from learnbrief.files import gather

TODAY = date(2026, 11, 20)
MOST_OF_A_PAGE, MOST_OF_A_FEED, MOST_OF_A_PICTURE = 150_000, 100_000, 8_000
MOST_ENTRIES = 100
"""Points of a page, or lines of a list on it."""
OF_A_TERM = 150
"""Bytes of the index of themes and of the glossary, a term."""

_OWN_LENGTH = re.compile(r"briefings/[^/]+/|(?:themes|glossary|accessibility|about)/index\.html$")
"""As long as what somebody wrote."""
_ENTRY = {"point": b'<div class="words">', "briefing": b'<li class="briefing-line"', "action": b'<p class="action">'}


def too_heavy(files: Mapping[str, bytes]) -> Iterator[str]:
    """Say what of a site's files, by address, is above its weight."""
    for address, content in sorted(files.items()):
        most = _most(address, content)
        if most and len(content) > most:
            yield f"{address}: {len(content):,} bytes, {most:,} at most"
        for name, mark in _ENTRY.items():
            count = content.count(mark) if address.endswith(".html") and not _OWN_LENGTH.match(address) else 0
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
    asked = ask.parse_args()
    if asked.site:
        paths = (path for path in asked.site.rglob("*") if path.is_file())
        files: Mapping[str, bytes] = {path.relative_to(asked.site).as_posix(): path.read_bytes() for path in paths}
    else:
        files = built_files(asked.count)
    found = list(too_heavy(files))
    print(*found, f"{len(files):,} files, {len(found)} too heavy.", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
