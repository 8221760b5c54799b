"""The command line: what is asked is done, what is wrong is said, and the exit status tells which.

0: done, warnings allowed. 1: the sources have errors, or the work could not be done. 2: the command line is wrong.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from learnbrief import __version__
from learnbrief.fields import is_web_address
from learnbrief.files import PublishingError, gather, publish, refuse_dangerous
from learnbrief.options import day, give_up, in_project, is_at, require_project, source_option, today_option
from learnbrief.pages.words import count_of
from learnbrief.pipeline import Inputs, Site, build
from learnbrief.problems import (
    Problem,
    Severity,
    as_json,
    as_step_summary,
    as_text,
    as_workflow_commands,
    escape_control_characters,
    has_errors,
)
from learnbrief.themes_cli import themes

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


main.add_command(themes)


_drafts = click.option("--drafts", is_flag=True, help="Show drafts and embargoed briefings too, each marked.")
_strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
_format = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How problems are printed (default: text)."
)


@main.command("build")
@source_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where the site goes (default: the folder site of the project)."
)
@click.option("--base-url", metavar="URL", help="Where the site will stand, in place of the setting base_url.")
@_drafts
@today_option
@_strict
@_format
def build_command(
    source: Path, out: Path | None, base_url: str | None, drafts: bool, today: str | None, strict: bool, form: str
) -> None:
    """Build the site. With any error nothing is written."""
    if base_url is not None and not is_web_address(base_url):
        raise click.BadParameter(
            f'"{base_url}" is not a web address such as https://example.org', param_hint="--base-url"
        )
    out = out or source / "site"
    try:
        refuse_dangerous(out, source)
        site = _build(source, today, drafts, base_url)
        _show(site.problems, form)
        if _fails(site.problems, strict):
            _say(f"Nothing was written: {_count(site.problems)}.", form)
            sys.exit(1)
        for note in publish(site.files, out, source):
            _warn(note)
    except PublishingError as fault:
        give_up(escape_control_characters(str(fault)))
    pages = sum(name.endswith(".html") for name in site.files)
    briefings = count_of(site.briefings, "briefing")
    _say(f"Built {count_of(pages, 'page')} of {briefings} with {count_of(site.points, 'learning point')}.", form)
    if site.problems:
        _say(f"Look at the problems above: {_count(site.problems)}.", form)
    _say(f"Open {(out / 'index.html').resolve()}", form)


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@source_option
@_drafts
@today_option
@_strict
@_format
def check_command(
    paths: tuple[Path, ...], source: Path, drafts: bool, today: str | None, strict: bool, form: str
) -> None:
    """Name every problem in the sources, or in those at PATHS, and write nothing."""
    problems = _build(source, today, drafts, None).problems
    if paths:
        asked = [in_project(path, source) for path in paths]
        problems = tuple(problem for problem in problems if is_at(problem.at.file, asked))
    _show(problems, form)
    _say(f"{_count(problems) if problems else 'no problems'} found.".capitalize(), form)
    sys.exit(1 if _fails(problems, strict) else 0)


def _build(source: Path, today: str | None, drafts: bool, base_url: str | None) -> Site:
    require_project(source)
    gathered = gather(source)
    return build(
        Inputs(
            sources=gathered.sources,
            templates=gathered.templates,
            today=day(today),
            drafts=drafts,
            base_url=base_url,
            problems=tuple(gathered.problems),
        )
    )


def _show(problems: Sequence[Problem], form: str) -> None:
    if form == "json":
        click.echo(as_json(problems))
        return
    for problem in problems:
        click.echo(as_text(problem), err=True)
    if form == "github":
        for command in as_workflow_commands(problems):
            click.echo(command)
        _add_summary(problems, os.environ.get("GITHUB_STEP_SUMMARY"))


def _add_summary(problems: Sequence[Problem], place: str | None) -> None:
    """Add all problems to the host's page about this run, if it gives a place for that."""
    if place:
        try:
            with Path(place).open("a", encoding="utf-8") as file:
                file.write(as_step_summary(problems))
        except OSError as fault:
            _warn(f"The summary could not be written: {(fault.strerror or str(fault)).lower()} ({place}).")


def _fails(problems: Sequence[Problem], strict: bool) -> bool:
    return has_errors(problems) or (strict and bool(problems))


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    return " and ".join(count_of(number, noun) for number, noun in counts if number)


def _say(text: str, form: str) -> None:
    """Say something to a person; never into the midst of JSON."""
    click.echo(text, err=form == "json")


def _warn(text: str) -> None:
    """Say what went otherwise than planned, and stopped nothing."""
    click.echo(escape_control_characters(f"warning: {text}"), err=True)
