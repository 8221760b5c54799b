"""The command `check`: every problem is named and nothing is written."""

import sys
from pathlib import Path

import click

from learnbrief.build import build
from learnbrief.cli.circles import not_looking_for_circles
from learnbrief.cli.fixing import fix_sources
from learnbrief.cli.options import drafts_option, format_option, source_option, strict_option, today_option
from learnbrief.cli.outline import outlines_at
from learnbrief.cli.project import day, gather_inputs, in_project, is_at
from learnbrief.cli.showing import count, fails, say, show
from learnbrief.cli.since import published_since, since_option, tell_changes
from learnbrief.cli.terminal import ProgressLine
from learnbrief.editing.outline import counts_in_words
from learnbrief.other_sites.check import check_outside
from learnbrief.problems import escape_control_characters, weighed


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@source_option
@drafts_option
@today_option
@strict_option
@since_option
@format_option
@click.option("--external", is_flag=True, help="Ask other sites whether the links to them still lead somewhere.")
@click.option("--fix", is_flag=True, help="First mend what needs no judgement, such as bullets of other kinds.")
def check_command(
    paths: tuple[Path, ...],
    source: Path,
    drafts: bool,
    today: str | None,
    strict: bool,
    since: str | None,
    output_format: str,
    external: bool,
    fix: bool,
) -> None:
    """Name every problem in the sources, or in those at PATHS, and write nothing (but what --fix mends)."""
    asked = [in_project(path, source) for path in paths]
    if fix:
        fix_sources(source, asked)
    progress = ProgressLine()
    last_published = published_since(since, source / "site", day(today))
    progress("Gathering files", 0, 0)
    inputs = gather_inputs(source, today, drafts, hints=True, last_published=last_published)
    with not_looking_for_circles():
        site = build(inputs, on_progress=progress)
    progress.clear()
    found = [*site.problems, *site.hints]
    if external:
        found += weighed(check_outside(site.links_outside, source / ".learnbrief" / "links.json"), site.advice)
    problems = tuple(sorted(set(found)))
    if asked:
        problems = tuple(problem for problem in problems if is_at(problem.at.file, asked))
    show(problems, output_format)
    if last_published and since is not None:
        tell_changes(last_published, site, day(today), output_format)
    say(
        f"{count(problems) if problems else 'No problems'} found in {progress.seconds}.",
        output_format,
        aside=since is not None,
    )
    if output_format == "text":
        for outline in outlines_at(site.library, asked):
            said = escape_control_characters(f"{outline.file}: {counts_in_words(outline)}")
            say(said, output_format, aside=since is not None)
    sys.exit(1 if fails(problems, strict) else 0)
