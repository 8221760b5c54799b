"""Measure builds at any size, beside other programs: what docs/performance.md shows.

    python -m benchmarks.builds 100x9 1000x5 5000x3 10000x3 15000x1 --work /dev/shm/builds --peers ~/peers

`1000x5` is a thousand briefings, five times. In each of these rounds everything is built once, ours and theirs in
turn, so that a slow minute is everybody's; the medians count. Above 5,000 briefings only our cold build is measured.
With a work folder in memory the programs are compared, and not the disk. Prints Markdown.
"""

import argparse
import os
import platform
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import REPOSITORY, write_project
from benchmarks.edits import EDITS
from benchmarks.measuring import Figures, count_calm, middle, run
from benchmarks.peers import OUTPUT, Peer, installed

COMMAND = (sys.executable, str(REPOSITORY / "build.py"), "build", "--source", ".", "--today", "2026-11-20")
LARGEST_WITH_ALL = 5000


Figure = Callable[[Figures], float]


def wall(figures: Figures) -> float:
    """Give the seconds of the clock."""
    return figures.wall


def processor(figures: Figures) -> float:
    """Give the seconds of the processors."""
    return figures.processor


def memory(figures: Figures) -> float:
    """Give the memory of the largest process."""
    return figures.memory


class Size(NamedTuple):
    """How many briefings there are, and how often they are built."""

    briefings: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison."""

    what: str
    against: str
    ours: str
    other: str
    targets: Mapping[int, float]
    """What must be reached, by the number of briefings."""
    at: int = 0
    """How many briefings the other has, so many times as ours has more; as many as ours, if 0."""
    figure: Figure = wall

    def ratio(self, size: int, measured: "Measured", figure: Figure) -> float | None:
        """Divide ours by the other; None where either was not measured."""
        base = self.at or size
        ours, other = measured.get((size, self.ours)), measured.get((base, self.other))
        if not ours or not other or size < base or (self.at and size == base):
            return None
        return figure(middle(ours)) / (figure(middle(other)) * size / base)


Measured = Mapping[tuple[int, str], Sequence[Figures]]
"""All runs, by the number of briefings and what was run."""

ROWS = (
    Row(
        "One briefing's body edited",
        "Hugo with Pagefind, after the same edit",
        "One briefing's body",
        "Hugo with Pagefind, edited",
        {100: 2.0, 1000: 0.6, 5000: 0.35},
    ),
    Row(
        "The same",
        "Pelican with its cache, after the same edit",
        "One briefing's body",
        "Pelican, edited",
        {1000: 1.2},
    ),
    Row(
        "Cold build, no cache, everything (search index too)",
        "Hugo with Pagefind, cold",
        "Cold",
        "Hugo with Pagefind",
        {100: 3.0, 1000: 2.0, 5000: 2.2},
    ),
    Row("The same", "MkDocs-Material, cold", "Cold", "MkDocs-Material", {1000: 0.75}),
    Row("The same", "Eleventy, cold (it makes far less)", "Cold", "Eleventy", {}),
    Row("A theme's label changed", "own cold build", "A theme's label", "Cold", {1000: 0.45}),
    Row("A template of every page changed", "own cold build", "A template of every page", "Cold", {1000: 0.5}),
    Row("Nothing changed", "Hugo's full build", "Nothing changed", "Hugo", {1000: 0.2}),
    Row(
        "Peak memory of the largest process, cold",
        "Hugo's",
        "Cold",
        "Hugo",
        {1000: 1.0, 5000: 0.8},
        figure=memory,
    ),
    Row("Growth: cold", "cold at 1,000, for each briefing", "Cold", "Cold", {10_000: 1.0}, at=1000),
)


@dataclass(slots=True)
class Results:
    """What was measured."""

    runs: dict[tuple[int, str], list[Figures]] = field(default_factory=lambda: defaultdict(list))
    outputs: dict[tuple[int, str], str] = field(default_factory=dict)
    """How much there is on each site, and how many of its pages its first build made, for a person."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, measure, print."""
    ask = argparse.ArgumentParser(description="Measure builds.")
    ask.add_argument("sizes", type=_size, nargs="*", default=[Size(100, 5), Size(1000, 3)], metavar="SIZE[xROUNDS]")
    ask.add_argument(
        "--work", type=Path, required=True, help="A new folder, best in memory; it is removed afterwards."
    )
    ask.add_argument("--peers", type=Path, help="Where the other programs were installed; without it, only ours.")
    ask.add_argument("--patience", type=float, default=20, help="Seconds to wait for a quiet moment before each run.")
    given = ask.parse_args(arguments)
    if given.work.exists():
        ask.error(f"{given.work} is there already")
    peers = installed(given.peers.resolve()) if given.peers else ()
    results = Results()
    given.work.mkdir(parents=True)
    try:
        _compile(given.work / "first")
        for size in given.sizes:
            _measure(size, peers, given.work / str(size.briefings), given.patience, results)
    finally:
        shutil.rmtree(given.work)
    print("\n".join(_report(given.sizes, peers, results)))


def _size(text: str) -> Size:
    briefings, _, rounds = text.partition("x")
    return Size(int(briefings), int(rounds or 3))


def _compile(project: Path) -> None:
    """Build something small once, so that Python has compiled all modules."""
    write_project(5, project)
    run(COMMAND, project)


def _measure(size: Size, peers: Sequence[Peer], folder: Path, patience: float, results: Results) -> None:
    """Build everything of one size, round by round."""
    project = folder / "ours"
    write_project(size.briefings, project)
    is_whole = size.briefings <= LARGEST_WITH_ALL
    theirs = peers if is_whole else ()
    for peer in theirs:
        peer.stage(project, folder / peer.name)
    for number in range(size.rounds):
        for name, edit in EDITS.items() if is_whole else [*EDITS.items()][:1]:
            sign = edit(project, number)
            _take(size, name, COMMAND, project, project / "site", patience, results)
            if not sign.is_on(project / "site"):
                raise RuntimeError(f"{name}: “{sign.text}” is not in {sign.address}")
        for peer in theirs:
            for made in (OUTPUT, "resources", "cache"):
                shutil.rmtree(folder / peer.name / made, ignore_errors=True)
            place = folder / peer.name
            _take(size, peer.name, peer.command, place, place / OUTPUT, patience, results)
            if peer.keeps:
                peer.edit(place, number)
                _take(size, f"{peer.name}, edited", peer.command, place, place / OUTPUT, patience, results)
    shutil.rmtree(folder)


def _take(
    size: Size, name: str, command: Sequence[str], folder: Path, out: Path, patience: float, results: Results
) -> None:
    began = time.time()
    figures = run(command, folder, patience)
    key = size.briefings, name
    results.runs[key].append(figures)
    if key not in results.outputs:
        files = [path for path in out.rglob("*") if path.is_file()]
        megabytes = sum(path.stat().st_size for path in files) / 1_000_000
        results.outputs[key] = f"{len(files):,} | {megabytes:.1f} | {count_made(files, began):,}"
    calm = "" if figures.is_calm else " (disturbed)"
    print(f"{size.briefings}: {name}: {figures.wall:.2f} s{calm}", file=sys.stderr)


def count_made(files: Iterable[Path], began: float) -> int:
    """Count the pages among files that were made since; one that was taken over keeps its time."""
    return sum(path.suffix == ".html" and path.stat().st_mtime >= began for path in files)


def _report(sizes: Sequence[Size], peers: Sequence[Peer], results: Results) -> Iterator[str]:
    yield from _circumstances(sizes, peers)
    counts = [size.briefings for size in sizes]
    yield from _table("Ratios of time on the clock, and of memory", counts, _judged(counts, results.runs))
    yield from _table("Ratios of processor time", counts, _unjudged(counts, results.runs))
    yield from _seconds(results)


def _circumstances(sizes: Sequence[Size], peers: Sequence[Peer]) -> Iterator[str]:
    rounds = ", ".join(f"{size.briefings}x{size.rounds}" for size in sizes)
    versions = [f"{peer.name} {peer.version}" for peer in peers]
    yield f"- Measured on {datetime.now(UTC):%Y-%m-%d}: {rounds}"
    yield f"- Machine: {_processor()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}"
    yield f"- Versions: {', '.join([f'Python {platform.python_version()}', *versions])}"


def _processor() -> str:
    """Name the processor, where the system tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _table(title: str, counts: Sequence[int], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"\n{title}:\n"
    yield _line(["What", "Against", *(f"at {count:,}" for count in counts)])
    yield _line(["---"] * (2 + len(counts)))
    yield from map(_line, rows)


def _judged(counts: Sequence[int], measured: Measured) -> Iterator[list[str]]:
    for row in ROWS:
        cells = [judge(row.ratio(count, measured, row.figure), row.targets.get(count)) for count in counts]
        yield [row.what, row.against, *cells]


def judge(ratio: float | None, target: float | None) -> str:
    """Write a ratio beside its target, and whether that is reached."""
    if ratio is None:
        return "–"
    if target is None:
        return f"{ratio:.2f}"
    if ratio <= target:
        return f"{ratio:.2f} of {target}, reached"
    return f"**{ratio:.2f}** of {target}, not reached"


def _unjudged(counts: Sequence[int], measured: Measured) -> Iterator[list[str]]:
    for row in ROWS:
        if row.figure is not wall:
            continue
        cells = [judge(row.ratio(count, measured, processor), None) for count in counts]
        yield [row.what, row.against, *cells]


def _seconds(results: Results) -> Iterator[str]:
    yield "\nThe medians behind them:\n"
    heads = [
        "Briefings",
        "What",
        "Seconds",
        "Processor seconds",
        "Memory, MB",
        "Files",
        "MB",
        "Pages made",
        "Runs",
        "Calm",
    ]
    yield _line(heads)
    yield _line(["---"] * len(heads))
    for (count, name), runs in results.runs.items():
        each = middle(runs)
        numbers = [f"{each.wall:.2f}", f"{each.processor:.2f}", f"{each.memory:.0f}", results.outputs[count, name]]
        yield _line([f"{count:,}", name, *numbers, str(len(runs)), str(count_calm(runs))])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
