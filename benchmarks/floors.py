"""Measure what the libraries and the system take for what a build does, each thing by itself in the plainest way.

    python -m benchmarks.floors 1000 --work /dev/shm/floors

Prints a Markdown table in seconds of one processor. Nothing is read with its place, checked or linked here, and of
each picture only one in ten is drawn and counted ten times.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import nh3
import yaml
from markdown import Markdown

from benchmarks.builds import COMMAND
from benchmarks.cards import cards
from benchmarks.corpus import write_project
from benchmarks.measuring import run
from learnbrief.branding.cards import ColouredCard, Colours
from learnbrief.branding.cards.drawing import draw_card

LIBRARIES = "import click, jinja2, markdown, nh3, yaml"


def main() -> None:
    """Build a project, then do each thing by itself, and print what it took."""
    ask = argparse.ArgumentParser(description="Measure the least that a build can take.")
    ask.add_argument("count", type=int)
    ask.add_argument(
        "--work", type=Path, required=True, help="A new folder, best in memory; it is removed afterwards."
    )
    given = ask.parse_args()
    write_project(given.count, given.work)
    try:
        whole = run(COMMAND, given.work)
        print("| What | Processor seconds |\n| --- | --- |")
        for name, seconds in floors(given.work, given.count):
            print(f"| {name} | {seconds:.2f} |", flush=True)
        print(f"| The whole cold build, for comparison | {whole.processor:.2f} |")
    finally:
        shutil.rmtree(given.work)


def floors(project: Path, count: int) -> Iterator[tuple[str, float]]:
    """Give each step's name and the seconds that it takes."""
    sources = sorted((project / "briefings").glob("[!_]*.md"))
    yield "Python starts and loads the libraries", run([sys.executable, "-c", LIBRARIES], project).processor
    yield "Every source is read and digested", taken(lambda: [sha256(path.read_bytes()) for path in sources])
    parts = [path.read_text("utf-8").split("\n---\n", 1) for path in sources]
    yield (
        "Front matter is parsed by PyYAML's C loader, places kept",
        taken(lambda: [yaml.compose(front[4:], Loader=yaml.CSafeLoader) for front, _ in parts]),
    )
    markdown = Markdown()
    yield "Bodies are read by Python-Markdown", taken(lambda: [markdown.reset().convert(body) for _, body in parts])
    html = [markdown.reset().convert(body) for _, body in parts]
    yield "Their HTML is made harmless by nh3", taken(lambda: [nh3.clean(each) for each in html])
    few = [ColouredCard(card, Colours()) for card in cards(max(1, count // 10))]
    yield "A picture is drawn for each by Pillow", taken(lambda: [draw_card(card) for card in few]) * 10
    files = {
        path.relative_to(project / "site"): path.read_bytes()
        for path in (project / "site").rglob("*")
        if path.is_file()
    }
    yield "The finished site's files are written", taken(lambda: write(project / "again", files))


def taken(work: Callable[[], object]) -> float:
    """Give the processor seconds that something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def write(folder: Path, files: dict[Path, bytes]) -> None:
    """Write files into a new folder."""
    for parent in sorted({(folder / name).parent for name in files}):
        parent.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
