"""How problems and outcomes are said, to a person and to a CI host."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from learnbrief.cli.terminal import print_problem
from learnbrief.pages.words import count_of, joined
from learnbrief.problems import (
    Problem,
    Severity,
    as_code_quality,
    as_json,
    as_step_summary,
    as_workflow_commands,
    escape_control_characters,
    has_errors,
    system_reason,
)

_DOCUMENTS = {"json": as_json, "gitlab": as_code_quality}
"""The forms that are all of standard output, by name."""


def show(problems: Sequence[Problem], output_format: str) -> None:
    """Print problems in the form that was asked for."""
    if output_format in _DOCUMENTS:
        click.echo(_DOCUMENTS[output_format](problems))
    if output_format == "json":
        return
    for problem in problems:
        print_problem(problem)
    if output_format == "github":
        for command in as_workflow_commands(problems):
            click.echo(command)
        add_summary(as_step_summary(problems))


def add_summary(summary: str) -> None:
    """Add to the host's page about this run, if it gives a place for that."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if place:
        try:
            with Path(place).open("a", encoding="utf-8") as file:
                file.write(summary)
        except OSError as fault:
            warn(f"The summary could not be written: {system_reason(fault)} ({place}).")


def fails(problems: Sequence[Problem], strict: bool) -> bool:
    """Tell whether these problems make the command fail."""
    return has_errors(problems) or (strict and any(problem.severity is Severity.WARNING for problem in problems))


def count(problems: Sequence[Problem]) -> str:
    """Say how many errors, warnings and hints there are."""
    counts = [(sum(problem.severity is severity for problem in problems), severity.value) for severity in Severity]
    return joined([count_of(number, noun) for number, noun in counts if number])


def say(text: str, output_format: str, *, aside: bool = False) -> None:
    """Print a message for a person; on standard error where standard output holds a document."""
    click.echo(text, err=aside or output_format in _DOCUMENTS)


def warn(text: str) -> None:
    """Say that something did not go as planned, without stopping."""
    click.echo(escape_control_characters(f"warning: {text}"), err=True)
