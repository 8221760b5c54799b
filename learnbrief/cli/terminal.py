"""What a terminal shows beyond plain lines: colours, and how far a long work has come."""

import os
import sys
import time
from typing import TextIO

import click

from learnbrief.problems import Problem, Severity, as_text

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_SHOWN_AFTER = 1.0
"""Seconds; what is done sooner needs no bar."""
_REDRAWN_AFTER = 0.1
_WIDTH = 30


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person looks at a stream, on something that can do more than print lines."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


def print_problem(problem: Problem) -> None:
    """Print a problem on standard error; on a terminal its severity is coloured, and nothing else differs.

    Never against NO_COLOR (https://no-color.org/).
    """
    is_coloured = is_terminal(sys.stderr) and not os.environ.get("NO_COLOR")
    click.echo(coloured(problem) if is_coloured else as_text(problem), err=True, color=is_coloured)


def coloured(problem: Problem) -> str:
    """Write a problem with its severity in colour."""
    before, found, after = as_text(problem).partition(f" {problem.severity}[")
    severity = click.style(found.strip(" ["), fg=_COLOURS[problem.severity], bold=True)
    return f"{before} {severity}[{after}"


class ProgressLine:
    """How far a work has come: a bar on standard error, on a terminal only, once a second has passed."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self._drawn = self.began + _SHOWN_AFTER - _REDRAWN_AFTER
        self._is_shown = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note of how much of a stage is done."""
        now = time.monotonic()
        if now - self._drawn < _REDRAWN_AFTER or not is_terminal(sys.stderr):
            return
        self._drawn, self._is_shown = now, True
        click.echo(f"\r\x1b[K{_bar(stage, done, total)}", err=True, nl=False, color=True)

    def clear(self) -> None:
        """Take the bar away, so that lines can be printed."""
        if self._is_shown:
            click.echo("\r\x1b[K", err=True, nl=False, color=True)
        self._is_shown = False

    @property
    def seconds(self) -> str:
        """How long it took, as a person says it."""
        return f"{time.monotonic() - self.began:.1f} seconds"


def _bar(stage: str, done: int, total: int) -> str:
    """Draw how much of a stage is done, where that is counted."""
    if not total:
        return stage
    filled = _WIDTH * done // total
    return f"{stage} [{'#' * filled}{' ' * (_WIDTH - filled)}] {done}/{total}"
