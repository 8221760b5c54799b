"""The commands about themes: which there are, which nobody raises, and which tags briefings probably lack."""

from pathlib import Path

import click

from learnbrief.analysis import Terms
from learnbrief.cli.options import source_option, today_option
from learnbrief.cli.reading import read_project, write_additions
from learnbrief.cli.usage import Row, show_usage, usage_format
from learnbrief.editing.suggest import Suggestion, add_suggested, suggest_tags
from learnbrief.pages.words import count_of
from learnbrief.problems import escape_control_characters

_COLUMNS = ("id", "label", "points", "briefings")


@click.group("themes")
def themes() -> None:
    """Look into the themes: which there are, and which tags briefings probably lack."""


@themes.command("list")
@source_option
@today_option
@usage_format
def list_command(source: Path, today: str | None, output_format: str) -> None:
    """List every theme, with how many learning points and briefings raise it."""
    show_usage("themes", _usage(source, today), _COLUMNS, output_format)


@themes.command("unused")
@source_option
@today_option
@usage_format
def unused_command(source: Path, today: str | None, output_format: str) -> None:
    """List the themes that nobody raises."""
    unused = [row for row in _usage(source, today) if not row["points"] and not row["briefings"]]
    if unused or output_format == "json":
        show_usage("themes", unused, _COLUMNS, output_format)
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


def _usage(source: Path, today: str | None) -> list[Row]:
    """Count the points and briefings that raise each theme, by label; ends where the sources have errors."""
    catalogue = read_project(source, today).catalogue(today)
    briefings = [briefing.themes for briefing in catalogue.briefings]
    return [
        {
            "id": theme.id,
            "label": theme.label,
            "points": len(catalogue.by_theme.get(theme.id, ())),
            "briefings": sum(theme.id in themes for themes in briefings),
        }
        for theme in sorted(catalogue.vocabulary.themes.values(), key=lambda theme: theme.label.casefold())
    ]
