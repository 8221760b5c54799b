"""A project read whole, for commands that look into its briefings and write marks into them."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import click

from learnbrief.checks import check_library, check_vocabulary
from learnbrief.cli.project import day, give_up, in_project, is_at, require_project, stop_at_errors
from learnbrief.editing.suggest import Addition
from learnbrief.files import Rewriting, RewritingError, gather, rewrite_all
from learnbrief.model import Briefing, Catalogue, Library
from learnbrief.pages.words import count_of
from learnbrief.problems import Place, Problem, escape_control_characters
from learnbrief.readers import read_library
from learnbrief.settings import SETTINGS_FILE, Settings, read_settings


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project's sources as read."""

    sources: Mapping[str, bytes]
    settings: Settings
    library: Library
    problems: tuple[Problem, ...]

    def catalogue(self, today: str | None) -> Catalogue:
        """Give what readers may see on a day. Ends the command for any error."""
        stop_at_errors(self.problems)
        return Catalogue.of(self.library.visible(day(today), drafts=False), self.library.vocabulary)

    def briefings_at(self, path: Path, source: Path) -> list[Briefing]:
        """Give the briefings at a path. Ends the command if there are none, or for any error in them."""
        asked = in_project(path, source)
        stop_at_errors(
            [problem for problem in self.problems if is_at(problem.at.file, [asked]) or _is_vocabulary(problem.at)]
        )
        briefings = [briefing for briefing in self.library.briefings if is_at(briefing.at.file, [asked])]
        if not briefings:
            give_up(f"There is no briefing at {path}.")
        return briefings


def read_project(source: Path, today: str | None) -> ReadProject:
    """Read the project in a folder, drafts too; ends the command if there is no project."""
    require_project(source)
    gathered = gather(source)
    problems = list(gathered.problems)
    settings = read_settings(gathered.sources, problems.append)
    library = read_library(gathered.sources, settings, problems.append)
    problems += check_vocabulary(library.vocabulary)
    problems += check_library(library, settings, day(today), frozenset(), drafts=False)
    return ReadProject(gathered.sources, settings, library, tuple(sorted(set(problems))))


def write_additions(
    additions: Iterable[Addition],
    sources: Mapping[str, bytes],
    source: Path,
    noun: str,
    report: str = "added {} to {}",
    *,
    rows: Mapping[Place, str] | None = None,
) -> None:
    """Write the changed sources, all or none, and report each; the exit status is 1 if any had to be left unchanged.

    Where a table asked for each change, `rows` names the row of each point; the status is then 1 for a single change
    that was left, too.
    """
    additions = list(additions)
    for addition in additions:
        for obstacle in addition.left:
            where = obstacle.at.file if addition.refused else f"{obstacle.at.file}:{obstacle.at.line}"
            row = f" ({rows[obstacle.at]})" if rows and obstacle.at in rows else ""
            click.echo(escape_control_characters(f"{where}: left as it is: {obstacle.message}.{row}"), err=True)
    failed = any(addition.refused or (rows is not None and addition.left) for addition in additions)
    changed = [addition for addition in additions if addition.added]
    try:
        rewrite_all([Rewriting(source / each.file, sources[each.file], each.content) for each in changed])
    except RewritingError as fault:
        file = next(each.file for each in changed if source / each.file == fault.path)
        others = " So no file was changed." if len(changed) > 1 else ""
        click.echo(escape_control_characters(f"{file}: left as it is: {fault}.{others}"), err=True)
        sys.exit(1)
    for addition in changed:
        marks = count_of(sum(map(len, addition.added.values())), noun)
        points = count_of(len(addition.added), "learning point")
        click.echo(escape_control_characters(f"{addition.file}: {report.format(marks, points)}."))
    if failed:
        sys.exit(1)


def _is_vocabulary(at: Place) -> bool:
    """Tell whether a place is in what every briefing depends on."""
    return at.file == SETTINGS_FILE or PurePosixPath(at.file).name.startswith("_")
