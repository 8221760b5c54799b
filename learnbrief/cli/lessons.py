"""The commands about lessons: which there are, which nobody carries, and which points may carry or answer what."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path

import click

from learnbrief.cli.options import source_option, today_option
from learnbrief.cli.project import give_up, stop_at_errors
from learnbrief.cli.reading import ReadProject, read_project, write_additions
from learnbrief.cli.usage import Row, show_usage, usage_format
from learnbrief.editing.suggest import SuggestedAttribute, add_to_points
from learnbrief.editing.suggest.lessons import PossibleGroup, Suggestions, entry_of, suggest_lessons
from learnbrief.files import ProjectFileError, RewritingError, rewrite, write_new
from learnbrief.model import Briefing
from learnbrief.pages.words import beginning_of, count_of
from learnbrief.problems import Place, escape_control_characters
from learnbrief.readers import LESSONS_FILE

_COLUMNS = ("id", "points", "briefings", "years", "statement")
_LONGEST = 100
"""Letters of a point that are printed."""


@click.group("lessons")
def lessons() -> None:
    """Look into the lessons: which there are, and which points say the same."""


@lessons.command("list")
@source_option
@today_option
@usage_format
def list_command(source: Path, today: str | None, output_format: str) -> None:
    """List every lesson, with how many learning points and briefings carry it, and when."""
    show_usage("lessons", _usage(source, today), _COLUMNS, output_format)


@lessons.command("unused")
@source_option
@today_option
@usage_format
def unused_command(source: Path, today: str | None, output_format: str) -> None:
    """List the lessons that no point carries."""
    unused = [row for row in _usage(source, today) if not row["points"]]
    if unused or output_format == "json":
        show_usage("lessons", unused, _COLUMNS, output_format)
    else:
        click.echo("Every lesson is borne by some learning point.")


@lessons.command("suggest")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--write", is_flag=True, help="Add the suggested lessons and answers to the sources.")
@click.option("--new", is_flag=True, help="With --write, add the drafts of new lessons too, and give them to points.")
@source_option
def suggest_command(path: Path | None, write: bool, new: bool, source: Path) -> None:
    """Suggest what learning points at PATH, or anywhere, say again: lessons, answers, and drafts of new lessons."""
    if new and not write:
        raise click.UsageError("--new adds drafts of new lessons to the sources, so it goes with --write.")
    project = read_project(source, None)
    if path is None:
        stop_at_errors(project.problems)
    files = {briefing.at.file for briefing in project.briefings_at(path or source / "briefings", source)}

    def is_asked(briefing: Briefing) -> bool:
        return briefing.at.file in files

    library = project.library
    suggestions = suggest_lessons(library.briefings, library.vocabulary, is_asked)
    for line in _lines(suggestions):
        click.echo(escape_control_characters(line))
    if write:
        _write(project, suggestions, source, new=new)


def _lines(suggestions: Suggestions) -> Iterator[str]:
    for possible in (*suggestions.lessons, *suggestions.answers):
        reason = f'{possible.reason.name} says "{beginning_of(possible.reason.words, _LONGEST)}"'
        yield f"{_at(possible.at)}: {possible.name}={possible.value}: {reason}"
        if possible.reason.joined_by:
            yield f"    both: {', '.join(possible.reason.joined_by)}"
    for group in suggestions.groups:
        yield ""
        yield f"In no lesson yet, and all say the same. A draft, to be put in your own words: {group.id}"
        yield f"  {group.statement}"
        for point in group.points:
            yield f"    {_at(point.at)}: {beginning_of(point.words, _LONGEST)}"
    found = [
        count_of(len(suggestions.lessons), "lesson"),
        count_of(len(suggestions.answers), "answer"),
        count_of(len(suggestions.groups), "draft of a new lesson", "drafts of new lessons"),
    ]
    yield ""
    yield f"Suggested: {', '.join(found)}. Whether it is the same lesson, you decide."


def _at(at: Place) -> str:
    return f"{at.file}:{at.line}"


def _write(project: ReadProject, suggestions: Suggestions, source: Path, *, new: bool) -> None:
    possible = (*suggestions.lessons, *suggestions.answers)
    attributes = [SuggestedAttribute(each.at, each.name, each.value) for each in possible]
    sources = dict(project.sources)
    drafted = [group for group in suggestions.groups if group.themes] if new else []
    if drafted:
        sources[LESSONS_FILE] = _add_entries(sources.get(LESSONS_FILE), drafted, source)
        attributes += [
            SuggestedAttribute(point.at, "lesson", group.id) for group in drafted for point in group.points
        ]
    write_additions(add_to_points(sources, project.settings, attributes), sources, source, "attribute")


def _add_entries(before: bytes | None, groups: Sequence[PossibleGroup], source: Path) -> bytes:
    """Write drafts of new lessons behind those that there are."""
    file = source / LESSONS_FILE
    lines_end = "\r\n" if before and b"\r\n" in before else "\n"
    entries = "".join(map(entry_of, groups)).replace("\n", lines_end).encode()
    gap = lines_end.encode() if before and not before.endswith(b"\n") else b""
    after = (before or b"") + gap + entries
    try:
        if before is None:
            write_new(file, after, source)
        else:
            rewrite(file, before, after)
    except (ProjectFileError, RewritingError) as fault:
        give_up(f"{LESSONS_FILE}: left as it is: {fault}")
    click.echo(f"{LESSONS_FILE}: added {count_of(len(groups), 'draft')}. Put each statement in your own words.")
    return after


def _usage(source: Path, today: str | None) -> list[Row]:
    """Count the points and briefings that carry each lesson, most first; ends where the sources have errors."""
    project = read_project(source, today)
    catalogue = project.catalogue(today)
    rows: list[Row] = []
    for lesson in project.library.vocabulary.lessons.values():
        having = [entry for entry in catalogue.entries if lesson.id in map(str, entry.point.lessons)]
        rows.append(
            {
                "id": lesson.id,
                "statement": lesson.statement,
                "points": len(having),
                "briefings": len({entry.briefing.slug for entry in having}),
                "years": sorted({year for entry in having if (year := entry.point.held.year) is not None}),
            }
        )
    by_id = sorted(rows, key=itemgetter("id"))
    return sorted(by_id, key=itemgetter("briefings", "points"), reverse=True)
