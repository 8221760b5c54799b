"""The commands about lessons: which there are, which nobody bears, and which points may bear or answer what."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from learnbrief.cli.options import source_option, today_option
from learnbrief.cli.project import day, give_up, stop_at_errors
from learnbrief.cli.reading import ReadProject, read_project, write_additions
from learnbrief.editing.suggest import SuggestedAttribute, add_to_points
from learnbrief.editing.suggest.lessons import PossibleGroup, Suggestions, entry_of, suggest_lessons
from learnbrief.files import ProjectFileError, RewritingError, rewrite, write_new
from learnbrief.model import Briefing, Catalogue, Lesson
from learnbrief.pages.words import beginning_of, count_of
from learnbrief.problems import Place, escape_control_characters
from learnbrief.readers import LESSONS_FILE

_format = click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it (default: text)."
)
_LONGEST = 100
"""Letters of a point that are printed."""


@dataclass(frozen=True, slots=True)
class _Borne:
    """How often a lesson comes up in what readers may see."""

    lesson: Lesson
    points: int
    briefings: int
    years: tuple[int, ...]
    """Those in which it was learned, as far as they are known."""

    @property
    def span(self) -> str:
        """The first and the last year."""
        return "" if not self.years else "–".join(map(str, dict.fromkeys((self.years[0], self.years[-1]))))


@click.group("lessons")
def lessons() -> None:
    """Look into the lessons: which there are, and which points say the same."""


@lessons.command("list")
@source_option
@today_option
@_format
def list_command(source: Path, today: str | None, form: str) -> None:
    """List every lesson, with how many learning points and briefings bear it, and when."""
    _show(_borne(source, today), form)


@lessons.command("unused")
@source_option
@today_option
@_format
def unused_command(source: Path, today: str | None, form: str) -> None:
    """List the lessons that no point bears."""
    unused = [borne for borne in _borne(source, today) if not borne.points]
    if unused or form == "json":
        _show(unused, form)
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
    for lesson in suggestions.lessons:
        yield f"{_at(lesson.at)}: lesson={lesson.lesson}: {_because(lesson.reason.name, lesson.reason.words)}"
        yield from _joined(lesson.reason.joined_by)
    for answer in suggestions.answers:
        yield f"{_at(answer.at)}: answers={answer.point}: {_because(answer.reason.name, answer.reason.words)}"
        yield from _joined(answer.reason.joined_by)
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


def _because(name: str, words: str) -> str:
    return f'{name} says "{beginning_of(words, _LONGEST)}"'


def _joined(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"    both: {', '.join(names)}"


def _write(project: ReadProject, suggestions: Suggestions, source: Path, *, new: bool) -> None:
    attributes = [SuggestedAttribute(lesson.at, "lesson", lesson.lesson) for lesson in suggestions.lessons]
    attributes += [SuggestedAttribute(answer.at, "answers", answer.point) for answer in suggestions.answers]
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


def _borne(source: Path, today: str | None) -> list[_Borne]:
    """Count the points and briefings that bear each lesson; ends where the sources have errors."""
    project = read_project(source, today)
    stop_at_errors(project.problems)
    library = project.library
    catalogue = Catalogue.of(library.visible(day(today), drafts=False), library.vocabulary)
    found = []
    for lesson in library.vocabulary.lessons.values():
        bearing = [
            entry for entry in catalogue.entries if lesson.id in {reference.id for reference in entry.point.lessons}
        ]
        years = sorted({year for entry in bearing if (year := entry.point.held.year) is not None})
        found.append(_Borne(lesson, len(bearing), len({entry.briefing.slug for entry in bearing}), tuple(years)))
    return sorted(found, key=lambda borne: (-borne.briefings, -borne.points, borne.lesson.id))


def _show(rows: Sequence[_Borne], form: str) -> None:
    if form == "json":
        values = [
            {
                "id": row.lesson.id,
                "statement": row.lesson.statement,
                "points": row.points,
                "briefings": row.briefings,
                "years": list(row.years),
            }
            for row in rows
        ]
        click.echo(json.dumps({"lessons": values}, indent=2, ensure_ascii=False))
        return
    cells = [("id", "points", "briefings", "years", "statement")]
    cells += [
        (
            row.lesson.id,
            str(row.points),
            str(row.briefings),
            row.span,
            escape_control_characters(row.lesson.statement),
        )
        for row in rows
    ]
    ids, years = (max(len(row[column]) for row in cells) for column in (0, 3))
    for lesson_id, points, briefings, span, statement in cells:
        click.echo(f"{lesson_id:<{ids}}  {points:>6}  {briefings:>9}  {span:<{years}}  {statement}")
