"""The project that a command works on: its folder, its paths, its day, its site; and giving up where that fails."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import click

from learnbrief.build import Inputs, plan_site
from learnbrief.cache.unchanged import today_in_london
from learnbrief.cli.circles import not_looking_for_circles
from learnbrief.files import Opened, content_of, gather, name_in_project
from learnbrief.model import Library, Vocabulary
from learnbrief.problems import Problem, Severity, as_text, escape_control_characters, no_such
from learnbrief.published import PublishedSite
from learnbrief.readers import read_vocabulary
from learnbrief.settings import Settings, read_settings


def day(given: str | None) -> date:
    """Take the day from the command line, else from SOURCE_DATE_EPOCH (in UTC), else from the clock in London."""
    if given is not None:
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise click.BadParameter(
                f'"{given}" is not a day. Write it as 2026-01-31.', param_hint="--today"
            ) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return today_in_london()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        give_up(f'SOURCE_DATE_EPOCH is "{epoch}", which is not a number of seconds since 1970.')


def gather_inputs(
    source: Path,
    today: str | None,
    drafts: bool,
    base_url: str | None = None,
    *,
    hints: bool,
    last_published: PublishedSite | None,
    opened: Opened = content_of,
) -> Inputs:
    """Gather all that the site of the project in a folder is made of; gives up where there is no project."""
    require_project(source)
    gathered = gather(source, opened)
    return Inputs(
        sources=gathered.sources,
        templates=gathered.templates,
        today=day(today),
        drafts=drafts,
        hints=hints,
        base_url=base_url,
        last_published=last_published,
        problems=tuple(gathered.problems),
    )


def read_whole(inputs: Inputs) -> tuple[Library, list[Problem]]:
    """Read a project and lay its site out, for all that is wrong; no page is made."""
    with not_looking_for_circles():
        planned = plan_site(inputs)
        return planned.library, [*planned.problems, *(planned.plan.check() if planned.plan else ())]


def read_vocabulary_of(source: Path) -> tuple[Settings, Vocabulary]:
    """Read a project's settings and what briefings may name; ends, with all of them named, where there are errors."""
    require_project(source)
    gathered = gather(source)
    problems: list[Problem] = []
    settings = read_settings(gathered.sources, problems.append)
    vocabulary = read_vocabulary(gathered.sources, problems.append)
    stop_at_errors(problems)
    return settings, vocabulary


def stop_at_errors(problems: Sequence[Problem]) -> None:
    """Print the errors, if there are any, and end."""
    errors = [problem for problem in sorted(problems) if problem.severity is Severity.ERROR]
    for problem in errors:
        click.echo(as_text(problem), err=True)
    if errors:
        sys.exit(1)


def require_project(source: Path) -> None:
    """Give up where there is no project."""
    for folder in (source, source / "briefings"):
        try:
            is_there = folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)
            refused = folder.exists() and not is_there and folder.is_dir()
        except OSError:
            is_there, refused = False, True
        if refused:
            give_up(f"The folder {folder} cannot be opened: you lack the right to read it.")
        if not is_there:
            give_up(f"There is no folder {folder}. Name the project's folder with --source.")


def in_project(path: Path, source: Path) -> str:
    """Give a path as problems name it: relative to the project, with forward slashes."""
    name = name_in_project(path, source)
    return give_up(f"There is nothing at {path} in the project.") if name is None else name


def is_at(file: str, asked: Sequence[str]) -> bool:
    """Tell whether a file is one of the paths in the project, or below one."""
    return any(path == "." or file == path or file.startswith(f"{path}/") for path in asked)


def as_typed(path: Path) -> str:
    """Write a path as one types it in a command."""
    return f'"{path}"' if " " in str(path) else str(path)


def require_known(what: str, given: str | None, known: Iterable[str]) -> None:
    """Give up where an option names something that there is not."""
    names = list(known)
    if given is not None and given not in names:
        give_up(no_such(what, given, names))


def give_up(message: object) -> NoReturn:
    """Say in one line why the work cannot be done, and end."""
    click.echo(escape_control_characters(f"learnbrief: {message}"), err=True)
    sys.exit(1)
