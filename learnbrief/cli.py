"""The command line: what is asked is done, what is wrong is said, and the exit status tells which.

0: done, warnings allowed. 1: the sources have errors, or the work could not be done. 2: the command line is wrong.
"""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import click

from learnbrief import __version__
from learnbrief.files import PublishingError, gather, publish, refuse_dangerous
from learnbrief.pipeline import Inputs, Site, build
from learnbrief.problems import (
    Problem,
    Severity,
    as_json,
    as_step_summary,
    as_text,
    as_workflow_commands,
    has_errors,
)

FORMATS = ("text", "json", "github")


class _BuildByDefault(click.Group):
    """`build` is meant where no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` before options that stand alone."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if not args or (args[0].startswith("-") and args[0] not in own):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_BuildByDefault, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="learnbrief")
def main() -> None:
    """Turn learning briefings, written in Markdown or YAML, into a website."""


_source = click.option(
    "--source", type=click.Path(path_type=Path), default=".", help="The project's folder (default: this one)."
)
_today = click.option(
    "--today", metavar="DATE", help="The day to build for, as 2026-01-31 (default: today in London)."
)
_drafts = click.option("--drafts", is_flag=True, help="Show drafts and embargoed briefings too, each marked.")
_strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
_format = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are printed (default: text)."
)


@main.command("build")
@_source
@click.option("--out", type=click.Path(path_type=Path), default="site", help="Where the site goes (default: site).")
@click.option("--base-url", metavar="URL", help="Where the site will stand, in place of the setting base_url.")
@_drafts
@_today
@_strict
@_format
def build_command(
    source: Path, out: Path, base_url: str | None, drafts: bool, today: str | None, strict: bool, form: str
) -> None:
    """Build the site. With any error nothing is written."""
    try:
        refuse_dangerous(out.resolve(), source)
        site = _build(source, today, drafts, base_url)
        _show(site.problems, form)
        if _fails(site.problems, strict):
            _say(f"Nothing was written: {_count(site.problems)}.", form)
            sys.exit(1)
        for note in publish(site.files, out, source):
            click.echo(f"warning: {note}", err=True)
    except PublishingError as fault:
        _give_up(str(fault))
    pages = sum(name.endswith(".html") for name in site.files)
    _say(f"Built {pages} pages of {site.briefings} briefings with {site.points} learning points.", form)
    if site.problems:
        _say(f"There are {_count(site.problems)}; see above.", form)
    _say(f"Open {(out / 'index.html').resolve()}", form)


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_source
@_drafts
@_today
@_strict
@_format
def check_command(
    paths: tuple[Path, ...], source: Path, drafts: bool, today: str | None, strict: bool, form: str
) -> None:
    """Name every problem in the sources, or in those at PATHS, and write nothing."""
    problems = _build(source, today, drafts, None).problems
    if paths:
        asked = [_in_project(path, source) for path in paths]
        problems = tuple(problem for problem in problems if _is_at(problem.at.file, asked))
    _show(problems, form)
    _say(f"{_count(problems) if problems else 'no problems'} found.".capitalize(), form)
    sys.exit(1 if _fails(problems, strict) else 0)


def _build(source: Path, today: str | None, drafts: bool, base_url: str | None) -> Site:
    if not source.is_dir():
        _give_up(f"There is no folder {source}. Name the project's folder with --source.")
    if not (source / "briefings").is_dir():
        _give_up(f"There is no folder {source / 'briefings'}. Name the project's folder with --source.")
    gathered = gather(source)
    return build(
        Inputs(
            sources=gathered.sources,
            templates=gathered.templates,
            today=_day(today),
            drafts=drafts,
            base_url=base_url,
            problems=tuple(gathered.problems),
        )
    )


def _day(given: str | None) -> date:
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
        return datetime.now(ZoneInfo("Europe/London")).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        _give_up(f'SOURCE_DATE_EPOCH is "{epoch}", which is not a number of seconds since 1970.')


def _in_project(path: Path, source: Path) -> str:
    """Give a path as problems name it: relative to the project, with forward slashes."""
    root = source.resolve()
    for candidate in (path, source / path):
        if candidate.exists() and candidate.resolve().is_relative_to(root):
            return candidate.resolve().relative_to(root).as_posix()
    return _give_up(f"There is nothing at {path} in the project.")


def _is_at(file: str, asked: Sequence[str]) -> bool:
    return any(path == "." or file == path or file.startswith(f"{path}/") for path in asked)


def _show(problems: Sequence[Problem], form: str) -> None:
    if form == "json":
        click.echo(as_json(problems))
        return
    for problem in problems:
        click.echo(as_text(problem), err=True)
    if form == "github":
        for command in as_workflow_commands(problems):
            click.echo(command)
        summary = os.environ.get("GITHUB_STEP_SUMMARY")
        if summary:
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(as_step_summary(problems))


def _fails(problems: Sequence[Problem], strict: bool) -> bool:
    return has_errors(problems) or (strict and bool(problems))


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = [
        f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in ((errors, "error"), (warnings, "warning"))
    ]
    return " and ".join(part for part in parts if not part.startswith("0 "))


def _say(text: str, form: str) -> None:
    """Say something to a person; never into the midst of JSON."""
    click.echo(text, err=form == "json")


def _give_up(message: str) -> NoReturn:
    click.echo(f"learnbrief: {message}", err=True)
    sys.exit(1)
