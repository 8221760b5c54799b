"""The command `build`: the site is made of the sources and published."""

import sys
from pathlib import Path

import click

from learnbrief.cli.options import drafts_option, format_option, source_option, strict_option, today_option
from learnbrief.cli.profile import Profile
from learnbrief.cli.project import build_site, give_up
from learnbrief.cli.showing import count, fails, say, show, warn
from learnbrief.cli.terminal import Progress, coloured
from learnbrief.crew import Crew
from learnbrief.fields import is_web_address
from learnbrief.files import Memory, PublishingError, Readings, publish, refuse_dangerous
from learnbrief.memo import recompute
from learnbrief.pages.words import count_of
from learnbrief.pipeline import Site
from learnbrief.problems import as_text, escape_control_characters
from learnbrief.processes import Processes, usable_processors
from learnbrief.readers import make_anew
from learnbrief.unchanged import Build, Said


@click.command("build")
@source_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where the site goes (default: the folder site of the project)."
)
@click.option("--base-url", metavar="URL", help="Where the site will stand, in place of the setting base_url.")
@drafts_option
@today_option
@strict_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes share the work (default: all processors).",
)
@click.option("--no-cache", is_flag=True, help="Compute everything anew, and remember nothing.")
@click.option("--profile", is_flag=True, help="Print where the build's time went, by stage.")
@format_option
@click.pass_obj
def build_command(
    asked: Build | None,
    source: Path,
    out: Path | None,
    base_url: str | None,
    drafts: bool,
    today: str | None,
    strict: bool,
    jobs: int | None,
    no_cache: bool,
    profile: bool,
    form: str,
) -> None:
    """Build the site. With any error nothing is written."""
    if base_url is not None and not is_web_address(base_url):
        raise click.BadParameter(
            f'"{base_url}" is not a web address such as https://example.org', param_hint="--base-url"
        )
    out = out or source / "site"
    progress, crew = _followed(Processes(jobs or usable_processors()), profile)
    try:
        refuse_dangerous(out, source)
        memory = None if no_cache else Memory(source)
        recall = Readings(memory) if memory else make_anew
        site = build_site(source, today, drafts, base_url, progress, memory or recompute, crew, recall)
        progress.clear()
        show(site.problems, form)
        if fails(site.problems, strict):
            say(f"Nothing was written: {count(site.problems)}.", form)
            sys.exit(1)
        progress("Publishing", 0, 0)
        notes = publish(site.files, out, source)
        progress("Tidying up", 0, 0)
        if memory:
            memory.forget_unused()
    except PublishingError as fault:
        progress.clear()
        give_up(escape_control_characters(str(fault)))
    progress.clear()
    for note in notes:
        warn(note)
    made, index = _made(site), str((out / "index.html").resolve())
    say(f"Built {made} in {progress.seconds}.", form)
    if site.problems:
        say(f"Look at the problems above: {count(site.problems)}.", form)
    say(f"Open {index}", form)
    if asked and not notes:
        problems = tuple(map(as_text, site.problems))
        asked.note(Said(problems, tuple(map(coloured, site.problems)), made, index), site.files)


def _followed(crew: Crew, profile: bool) -> tuple[Progress, Crew]:
    """Give what is told how far the build has come, and the crew; for a profile, both take time and tell it."""
    if not profile:
        return Progress(), crew
    watch = Profile()
    click.get_current_context().call_on_close(watch.print)
    return watch, watch.watch(crew)


def _made(site: Site) -> str:
    """Count what was made, for a person."""
    pages = sum(name.endswith(".html") for name in site.files)
    briefings = count_of(site.briefings, "briefing")
    return f"{count_of(pages, 'page')} of {briefings} with {count_of(site.points, 'learning point')}"
