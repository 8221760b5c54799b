"""The commands about themes: which there are, which nobody raises, and which tags briefings probably lack."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import click

from learnbrief.catalogue import Catalogue
from learnbrief.checks import check_library
from learnbrief.cli.options import source_option, today_option
from learnbrief.cli.project import day, give_up, in_project, is_at, require_project, stop_at_errors
from learnbrief.files import RewritingError, gather, rewrite
from learnbrief.model import Library, Theme
from learnbrief.pages.words import count_of
from learnbrief.problems import Place, Problem, escape_control_characters
from learnbrief.readers import read_library
from learnbrief.settings import SETTINGS_FILE, Settings, read_settings
from learnbrief.suggest import Suggestion, Terms, add_suggested, suggest_tags

_format = click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it (default: text)."
)


@dataclass(frozen=True, slots=True)
class _Project:
    """A project's sources as read."""

    sources: Mapping[str, bytes]
    settings: Settings
    library: Library
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Raised:
    """How often a theme comes up in what readers may see."""

    theme: Theme
    points: int
    briefings: int


@click.group("themes")
def themes() -> None:
    """Look into the themes: which there are, and which tags briefings probably lack."""


@themes.command("list")
@source_option
@today_option
@_format
def list_command(source: Path, today: str | None, form: str) -> None:
    """List every theme, with how many learning points and briefings raise it."""
    _show_themes(_raised(source, today), form)


@themes.command("unused")
@source_option
@today_option
@_format
def unused_command(source: Path, today: str | None, form: str) -> None:
    """List the themes that nobody raises."""
    unused = [raised for raised in _raised(source, today) if not raised.points and not raised.briefings]
    if unused or form == "json":
        _show_themes(unused, form)
    else:
        click.echo("Every theme is raised by some briefing.")


@themes.command("suggest")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Add the suggested tags to the sources.")
@source_option
def suggest_command(path: Path, write: bool, source: Path) -> None:
    """Suggest tags that learning points at PATH, a briefing or a folder of them, probably lack."""
    project = _read(source, None)
    asked = in_project(path, source)
    stop_at_errors(
        [problem for problem in project.problems if is_at(problem.at.file, [asked]) or _is_vocabulary(problem.at)]
    )
    briefings = [briefing for briefing in project.library.briefings if is_at(briefing.at.file, [asked])]
    if not briefings:
        give_up(f"There is no briefing at {path}.")
    terms = Terms.of_themes(project.library.vocabulary.themes.values())
    suggestions = [suggestion for briefing in briefings for suggestion in suggest_tags(briefing.points, terms)]
    for suggestion in suggestions:
        click.echo(escape_control_characters(_line(suggestion)))
    points = count_of(len({suggestion.at for suggestion in suggestions}), "learning point")
    if not suggestions:
        click.echo("No tags to suggest.")
    elif write:
        _write(project, suggestions, source)
    else:
        click.echo(f"{count_of(len(suggestions), 'tag')} suggested for {points}. To add them, add --write.")


def _line(suggestion: Suggestion) -> str:
    doubt = "; only one ordinary word, so look twice" if suggestion.is_weak else ""
    return f"{suggestion.at.file}:{suggestion.at.line}: {suggestion.theme}: {suggestion.reason}{doubt}"


def _write(project: _Project, suggestions: Sequence[Suggestion], source: Path) -> None:
    failed = False
    for addition in add_suggested(project.sources, project.settings, suggestions):
        for obstacle in addition.left:
            where = obstacle.at.file if addition.refused else f"{obstacle.at.file}:{obstacle.at.line}"
            click.echo(escape_control_characters(f"{where}: left as it is: {obstacle.message}."), err=True)
        failed = failed or addition.refused
        if not addition.added:
            continue
        try:
            rewrite(source / addition.file, project.sources[addition.file], addition.content)
        except RewritingError as fault:
            failed = True
            click.echo(escape_control_characters(f"{addition.file}: left as it is: {fault}."), err=True)
        else:
            tags = count_of(sum(map(len, addition.added.values())), "tag")
            points = count_of(len(addition.added), "learning point")
            click.echo(escape_control_characters(f"{addition.file}: added {tags} to {points}."))
    if failed:
        sys.exit(1)


def _raised(source: Path, today: str | None) -> list[_Raised]:
    """Count the points and briefings that raise each theme, by label; ends where the sources have errors."""
    project = _read(source, today)
    stop_at_errors(project.problems)
    library = project.library
    catalogue = Catalogue.of(library.visible(day(today), drafts=False), library.vocabulary)
    briefings = [briefing.themes for briefing in catalogue.briefings]
    return [
        _Raised(theme, len(catalogue.by_theme.get(theme.id, ())), sum(theme.id in raised for raised in briefings))
        for theme in sorted(library.vocabulary.themes.values(), key=lambda theme: theme.label.casefold())
    ]


def _show_themes(rows: Sequence[_Raised], form: str) -> None:
    if form == "json":
        values = [
            {"id": row.theme.id, "label": row.theme.label, "points": row.points, "briefings": row.briefings}
            for row in rows
        ]
        click.echo(json.dumps({"themes": values}, indent=2))
        return
    cells = [("id", "label", "points", "briefings")]
    for row in rows:
        label = escape_control_characters(row.theme.label)
        cells.append((row.theme.id, label, str(row.points), str(row.briefings)))
    ids, labels = (max(len(row[column]) for row in cells) for column in (0, 1))
    for theme_id, label, points, briefings in cells:
        click.echo(f"{theme_id:<{ids}}  {label:<{labels}}  {points:>6}  {briefings:>9}")


def _read(source: Path, today: str | None) -> _Project:
    require_project(source)
    gathered = gather(source)
    problems = list(gathered.problems)
    settings = read_settings(gathered.sources, problems.append)
    library = read_library(gathered.sources, settings, problems.append)
    problems += check_library(library, settings, day(today), drafts=False)
    return _Project(gathered.sources, settings, library, tuple(sorted(set(problems))))


def _is_vocabulary(at: Place) -> bool:
    """Tell whether a place is in what every briefing depends on."""
    return at.file == SETTINGS_FILE or PurePosixPath(at.file).name.startswith("_")
