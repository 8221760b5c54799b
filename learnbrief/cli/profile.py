"""`--profile`: where the time of a build went, by stage, and that of making pages by template.

What is watched knows nothing of it. Stages are told as progress is; pages are timed where a crew makes them, in
whichever process that is.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import click

from learnbrief.cli.terminal import Progress
from learnbrief.crew import Crew, Told, unseen
from learnbrief.pages import Page
from learnbrief.pages.words import count_of

Item = TypeVar("Item")
Made = TypeVar("Made")

STARTING = "Starting"
"""Before there is anything to be told: Python and the libraries are loaded. Counted in time of the processor, because
no clock of ours was running."""


class Profile(Progress):
    """A progress that keeps how long each stage took, and can print it."""

    def __init__(self) -> None:
        super().__init__()
        self._seconds = defaultdict[str, float](float, {STARTING: time.process_time()})
        self._templates = defaultdict[str, list[float]](list)
        self._stage, self._since = STARTING, self.began

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note of how much of a stage is done; another stage ends the one before it."""
        if stage != self._stage:
            self._end_stage()
            self._stage = stage
        super().__call__(stage, done, total)

    def watch(self, crew: Crew) -> Crew:
        """Give a crew that does what this one does, and tells how long the pages took."""
        return partial(self._make_watched, crew)

    def print(self) -> None:
        """Print on standard error what each stage took until now, and its share of all of it."""
        self._end_stage()
        whole = sum(self._seconds.values())
        rows = [("Stage", "Seconds", "Share"), *self._rows(whole)]
        width = max(len(name) for name, _, _ in rows)
        for name, seconds, share in rows:
            click.echo(f"{name:{width}}  {seconds:>8}  {share:>6}".rstrip(), err=True)

    def _rows(self, whole: float) -> Iterator[tuple[str, str, str]]:
        for stage, seconds in self._seconds.items():
            yield stage, f"{seconds:.2f}", f"{100 * seconds / whole:.0f} %"
        yield "All", f"{whole:.2f}", "100 %"
        if self._templates:
            yield "Pages by template, all processes added up", "", ""
        pages = sum(map(sum, self._templates.values()))
        for template, each in sorted(self._templates.items(), key=lambda item: -sum(item[1])):
            share = 100 * sum(each) / pages
            yield f"  {template}, {count_of(len(each), 'file')}", f"{sum(each):.2f}", f"{share:.0f} %"

    def _end_stage(self) -> None:
        now = time.monotonic()
        self._seconds[self._stage] += now - self._since
        self._since = now

    def _make_watched(
        self, crew: Crew, make: Callable[[Item], Made], items: Sequence[Item], told: Told = unseen
    ) -> list[Made]:
        timed = crew(partial(_timed, make), items, told)
        for item, (_, seconds) in zip(items, timed, strict=True):
            if isinstance(item, Page):
                self._templates[item.template].append(seconds)
        return [made for made, _ in timed]


def _timed(make: Callable[[Item], Made], item: Item) -> tuple[Made, float]:
    """Make something; gives the seconds that it took, too."""
    began = time.perf_counter()
    return make(item), time.perf_counter() - began
