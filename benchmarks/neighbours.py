"""Measure what gathering neighbours costs: to keep, to read, to build and to search.

    PYTHONPATH=. python benchmarks/neighbours.py 0 3 6 12

Builds a site of this repository's five briefings with N neighbours of 100 made-up briefings each. Seconds are the
processor's, in one process, so that a busy machine hardly shows in them; memory is the most that the process held, as
Linux tells it. "First search" is what it loads of the index: the first file, the terms, one word and ten texts.
"""

import argparse
import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from benchmarks.corpus import REPOSITORY, write_project
from learnbrief.build import Inputs, build
from learnbrief.files import gather
from learnbrief.other_sites.neighbours import TheirSite, read_neighbours, site_from_open_data, written
from learnbrief.readers import read_vocabulary
from learnbrief.settings import read_settings

TODAY = date(2026, 11, 20)
BRIEFINGS = 100


def main() -> None:
    """Read the command line, measure each count in a process of its own, print a table."""
    ask = argparse.ArgumentParser(description="Measure what gathering neighbours costs.")
    ask.add_argument("counts", type=int, nargs="*", default=[0, 3, 6, 12])
    ask.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.project:
        print(_row(given.counts[0], given.project))
        return
    print(
        "| neighbours | their points | kept | gzip | read in | whole build | memory | index | gzip | first search |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        site = _neighbour(Path(folder) / "theirs")
        for count in given.counts:
            project = _hub(count, site, Path(folder) / f"hub-{count}")
            command = [sys.executable, __file__, str(count), "--project", str(project)]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


def _neighbour(folder: Path) -> TheirSite:
    """Build a neighbour's site and take its open data."""
    write_project(BRIEFINGS + 5, folder)
    for own in (REPOSITORY / "briefings").glob("[0-9]*"):
        (folder / "briefings" / own.name).unlink()
    gathered = gather(folder)
    files = build(Inputs(gathered.sources, gathered.templates, TODAY, hints=False)).files
    points, briefings = (json.loads(files[f"data/{name}.json"]) for name in ("points", "briefings"))
    return site_from_open_data("", briefings["briefings"], points["points"], [], print)


def _hub(count: int, site: TheirSite, folder: Path) -> Path:
    """Write a project with neighbours that are alike but for the order of their points' words."""
    shutil.copytree(REPOSITORY / "briefings", folder / "briefings")
    listed = [
        f"  n{number:03}: {{name: Neighbour {number}, url: 'https://n{number}.example'}}" for number in range(count)
    ]
    settings = "\n".join(
        ["title: Hub", "base_url: https://hub.example", *(["neighbours:"] if listed else []), *listed]
    )
    (folder / "learnbrief.yml").write_text(f"{settings}\n", "utf-8")
    (folder / "neighbours").mkdir()
    for number in range(count):
        (folder / "neighbours" / f"n{number:03}.json").write_bytes(written(_turned(site, number)))
    return folder


def _turned(site: TheirSite, number: int) -> TheirSite:
    """Give each neighbour sentences of its own, by turning the words around."""

    def turned(text: str) -> str:
        words = text.split()
        at = number % len(words)
        return " ".join([*words[at:], *words[:at]])

    briefings = (
        replace(briefing, points=tuple(replace(point, text=turned(point.text)) for point in briefing.points))
        for briefing in site.briefings
    )
    return replace(site, briefings=tuple(briefings))


def _row(count: int, project: Path) -> str:
    gathered = gather(project)
    kept = [content for name, content in gathered.sources.items() if name.startswith("neighbours/")]
    settings = read_settings(gathered.sources, print)
    vocabulary = read_vocabulary(gathered.sources, print)
    began = time.process_time()
    points = sum(len(each.points) for each in read_neighbours(gathered.sources, settings, vocabulary, lambda _: None))
    read = time.process_time() - began
    began = time.process_time()
    files = build(Inputs(gathered.sources, gathered.templates, TODAY, hints=False)).files
    whole = time.process_time() - began
    (memory,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    index = {name: each for name, each in files.items() if name.startswith("search/") and name.endswith(".js")}
    return (
        f"| {count:,} | {points:,} | {_size(sum(map(len, kept)))} | {_size(_packed(kept))} | {read:.1f} s "
        f"| {whole:.1f} s | {int(memory) / 1000:,.0f} MB | {_size(sum(map(len, index.values())))} "
        f"| {_size(_packed(index.values()))} | {_size(_packed(_first_search(index)))} |"
    )


def _first_search(index: Mapping[str, bytes]) -> list[bytes]:
    """Give the files of the index that a first search for a word in "vi" loads."""
    always = [
        each for name, each in index.items() if name.startswith(("search/index.", "search/terms.", "search/words/vi"))
    ]
    return always + [each for name, each in index.items() if name.startswith("search/texts/")][:10]


def _packed(contents: Iterable[bytes]) -> int:
    return sum(len(gzip.compress(each, 6, mtime=0)) for each in contents)


def _size(count: int) -> str:
    return f"{count / 1000:,.0f} kB"


if __name__ == "__main__":
    main()
