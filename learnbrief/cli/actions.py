"""The commands about actions: all of them as a table for spreadsheets, and such a table back into the sources."""

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from learnbrief.cli.options import source_option, today_option
from learnbrief.cli.project import day, give_up, require_known, stop_at_errors
from learnbrief.cli.reading import read_project, write_additions
from learnbrief.cli.terminal import print_problem
from learnbrief.editing.action_log import (
    FORMS,
    ActionChange,
    MissingLibraryError,
    changes_in,
    read_table,
    table_of_actions,
    write_table,
)
from learnbrief.editing.suggest import SuggestedAttribute, change_points
from learnbrief.model import Entry
from learnbrief.pages.words import beginning_of, count_of
from learnbrief.problems import Problem, escape_control_characters, has_errors, system_reason, weighed

_LONGEST = 100
"""Letters of an action that are printed."""


@click.group("actions")
def actions() -> None:
    """Take all actions out as a table, and what was changed in one back into the sources."""


@actions.command("export")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--partnership", "partnership", metavar="ID", help="Only the actions of this partnership.")
@source_option
@today_option
def export_command(file: Path | None, partnership: str | None, source: Path, today: str | None) -> None:
    """Write all actions into FILE, CSV or Excel's .xlsx by its ending; without one, CSV on standard output."""
    if file and file.suffix.lower() not in FORMS:
        raise click.BadParameter(f"A table is written as {' or '.join(FORMS)}.", param_hint="FILE")
    project = read_project(source, today)
    catalogue = project.catalogue(today)
    require_known("partnership", partnership, catalogue.vocabulary.partnerships)
    found = [entry for entry in catalogue.actions if _is_of(entry, partnership)]
    table = table_of_actions(found, catalogue, project.settings.base_url)
    try:
        content = write_table(file.suffix.lower() if file else ".csv", table)
    except MissingLibraryError as fault:
        give_up(fault)
    if file is None:
        click.echo(content, nl=False)
        return
    try:
        file.write_bytes(content)
    except OSError as fault:
        give_up(f"{file} cannot be written: {system_reason(fault)}.")
    click.echo(f"{file}: {count_of(len(found), 'action')}.")


@actions.command("update")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Make the changes in the sources.")
@source_option
@today_option
def update_command(file: Path, write: bool, source: Path, today: str | None) -> None:
    """Show what FILE, a table of actions, changes in the sources: owner, due, state, as_of and evidence."""
    try:
        content = file.read_bytes()
    except OSError as fault:
        give_up(f"{file} cannot be read: {system_reason(fault)}.")
    project = read_project(source, today)
    stop_at_errors(project.problems)
    problems: list[Problem] = []
    try:
        rows = read_table(file.name, content, problems.append)
    except MissingLibraryError as fault:
        give_up(fault)
    changes = changes_in(file.name, rows, project.library.briefings, project.settings, day(today), problems.append)
    for problem in sorted(weighed(problems, project.settings.advice)):
        print_problem(problem)
    for line in _lines(changes):
        click.echo(escape_control_characters(line))
    if has_errors(problems):
        sys.exit(1)
    if not changes:
        click.echo(f"{file.name} changes nothing.")
    elif write:
        attributes = [SuggestedAttribute(change.at, change.name, change.after) for change in changes]
        additions = change_points(project.sources, project.settings, attributes)
        numbers = {change.at: f"row {change.row} of {file.name}" for change in changes}
        write_additions(additions, project.sources, source, "change", "made {} to {}", rows=numbers)
    else:
        points = count_of(len({change.at for change in changes}), "action")
        click.echo(f"{count_of(len(changes), 'change')} to {points}. To make them, add --write.")


def _is_of(entry: Entry, partnership: str | None) -> bool:
    return partnership is None or partnership in {reference.id for reference in entry.briefing.partnerships}


def _lines(changes: Sequence[ActionChange]) -> Iterator[str]:
    """Say each change below the action that it is about."""
    for _, group in groupby(changes, key=lambda change: change.row):
        of_action = list(group)
        first = of_action[0]
        yield f"{first.at.file}:{first.at.line}: {beginning_of(first.words, _LONGEST)}"
        for change in of_action:
            why = f" ({change.why})" if change.why else ""
            yield f"    {change.name}: {change.before or 'nothing'} → {change.after or 'nothing'}{why}"
