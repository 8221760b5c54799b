"""`--profile`: where the time of a build went, by stage, and that of making pages by template.

What is watched knows nothing of it. Stages are timed by the progress callback; pages where the pool makes them,
in whichever process that is.
"""

import time
from collections import defaultdict
from collections.abc import Iterator

import click

from learnbrief.cli.terminal import ProgressLine

STARTING = "Starting"
"""Before the first stage: Python and the libraries are loaded. Counted in time of the processor, because
no clock of ours was running."""


class Profile(ProgressLine):
    """A progress that keeps how long each stage took, and can print it."""

    def __init__(self) -> None:
        super().__init__()
        self._seconds = defaultdict[str, float](float, {STARTING: time.process_time()})
        self._stage, self._since = STARTING, self.began

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note of how much of a stage is done; another stage ends the one before it."""
        if stage != self._stage:
            self._end_stage()
            self._stage = stage
        super().__call__(stage, done, total)

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

    def _end_stage(self) -> None:
        now = time.monotonic()
        self._seconds[self._stage] += now - self._since
        self._since = now
