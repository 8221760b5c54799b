"""The command `outline`: what was read of briefings, and what is wrong in them; nothing is written."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from learnbrief.cli.options import source_option, today_option
from learnbrief.cli.project import day, gather_inputs, give_up, in_project, is_at, read_whole
from learnbrief.cli.showing import fails, show
from learnbrief.cli.since import published_since
from learnbrief.editing.outline import Outline, as_text, outline_of
from learnbrief.model import Library
from learnbrief.problems import Problem, in_order


@click.command("outline")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@source_option
@today_option
def outline_command(paths: tuple[Path, ...], source: Path, today: str | None) -> None:
    """Show what was read of the briefings at PATHS: each heading, each point, and what holds no points."""
    asked = [in_project(path, source) for path in paths]
    last_published = published_since(None, source / "site", day(today))
    inputs = gather_inputs(source, today, drafts=False, hints=True, last_published=last_published)
    library, found = read_whole(inputs)
    problems = in_order(problem for problem in found if is_at(problem.at.file, asked))
    outlines = list(outlines_at(library, asked, problems))
    click.echo("\n\n".join(map(as_text, outlines)))
    show(problems, "text")
    for path, name in zip(paths, asked, strict=True):
        if not any(is_at(outline.file, [name]) for outline in outlines):
            give_up(f"There is no briefing at {path}.")
    sys.exit(1 if fails(problems, strict=False) else 0)


def outlines_at(library: Library, asked: Sequence[str], problems: Sequence[Problem] = ()) -> Iterator[Outline]:
    """Outline the briefings at some paths in the project, in the order of their names."""
    for briefing in sorted(library.everything, key=lambda briefing: briefing.at.file):
        file = briefing.at.file
        if is_at(file, asked):
            personal = [p.at.line for p in problems if p.at.file == file and p.code == "personal-data"]
            yield outline_of(briefing, personal)
