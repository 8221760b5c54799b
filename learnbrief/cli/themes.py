"""The commands about themes: which there are, which nobody raises, and which tags briefings probably lack."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from learnbrief.analysis import Terms
from learnbrief.cli.options import source_option, today_option
from learnbrief.cli.project import day, stop_at_errors
from learnbrief.cli.reading import read_project, write_additions
from learnbrief.editing.suggest import Suggestion, add_suggested, suggest_tags
from learnbrief.model import Catalogue, Theme
from learnbrief.pages.words import count_of
from learnbrief.problems import escape_control_characters

_format = click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it (default: text)."
)


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
    project = read_project(source, None)
    briefings = project.briefings_at(path, source)
    terms = Terms.of_themes(project.library.vocabulary.themes.values())
    suggestions = [suggestion for briefing in briefings for suggestion in suggest_tags(briefing.points, terms)]
    for suggestion in suggestions:
        click.echo(escape_control_characters(_line(suggestion)))
    points = count_of(len({suggestion.at for suggestion in suggestions}), "learning point")
    if not suggestions:
        click.echo("No tags to suggest.")
    elif write:
        write_additions(add_suggested(project.sources, project.settings, suggestions), project.sources, source, "tag")
    else:
        click.echo(f"{count_of(len(suggestions), 'tag')} suggested for {points}. To add them, add --write.")


def _line(suggestion: Suggestion) -> str:
    doubt = "; only one ordinary word, so look twice" if suggestion.is_weak else ""
    return f"{suggestion.at.file}:{suggestion.at.line}: {suggestion.theme}: {suggestion.reason}{doubt}"


def _raised(source: Path, today: str | None) -> list[_Raised]:
    """Count the points and briefings that raise each theme, by label; ends where the sources have errors."""
    project = read_project(source, today)
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
