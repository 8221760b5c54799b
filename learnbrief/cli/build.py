"""The command `build`: the site is made of the sources and published."""

import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click
from msgspec.structs import replace

from learnbrief.build import Site, plan_site
from learnbrief.cache.cache import DiskCache, NoCache
from learnbrief.cache.pool import Pool, usable_processors
from learnbrief.cache.program import program_digest
from learnbrief.cache.store import Store
from learnbrief.cache.unchanged import Build, BuildMessages
from learnbrief.checks import LOST
from learnbrief.cli.circles import not_looking_for_circles
from learnbrief.cli.options import drafts_option, format_option, source_option, strict_option, today_option
from learnbrief.cli.profile import Profile
from learnbrief.cli.project import day, gather_inputs, give_up
from learnbrief.cli.showing import count, fails, say, show, warn
from learnbrief.cli.since import published_since, since_option
from learnbrief.cli.terminal import ProgressLine, coloured
from learnbrief.fields import is_web_address
from learnbrief.files import Found, PublishingError, StoredManifest, content_of, publish_site, refuse_dangerous
from learnbrief.pages.words import count_of
from learnbrief.problems import as_text
from learnbrief.published import Promises, promises_of


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
@since_option
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
    since: str | None,
    profile: bool,
    output_format: str,
) -> None:
    """Build the site. With any error nothing is written."""
    if base_url is not None and not is_web_address(base_url):
        raise click.BadParameter(
            f'"{base_url}" is not a web address such as https://example.org', param_hint="--base-url"
        )
    out = out or source / "site"
    progress = _followed(profile)
    pool = Pool(jobs or usable_processors())
    store = None if no_cache else Store(str(source))
    disk_cache = DiskCache(store, program_digest(), pool) if store else None
    manifest = StoredManifest(store, out)
    try:
        refuse_dangerous(out, source)
        progress("Reading what was published", 0, 0)
        last_site = manifest.read()
        last_published = None if since is None else published_since(since, out, day(today))
        progress("Gathering files", 0, 0)
        opened = partial(_content, asked.contents) if asked else content_of
        inputs = [  # taken out below, so that nothing holds them longer than planning does
            gather_inputs(source, today, drafts, base_url, hints=False, last_published=last_published, opened=opened)
        ]
        with not_looking_for_circles():
            planned = plan_site(inputs.pop(), disk_cache or NoCache(pool), on_progress=progress)
            if asked:
                asked.made = (planned, last_site)
            promises: Promises = {}
            if plan := planned.plan:
                promises = promises_of(plan.catalogue.briefings, last_site.promises)
                addresses = {page.address for page in plan.pages}
                if since is None and not last_site.promises_are_kept(out, promises, addresses):
                    last_published = published_since(None, out, day(today))
                    planned = replace(planned, plan=replace(plan, last_published=last_published))
            published_now = publish_site(
                planned,
                out,
                source,
                last_site.files,
                pool,
                progress,
                refuses=lambda site: fails(site.problems, strict),
                note=partial(manifest.write, promises),
            )
    except PublishingError as fault:
        progress.clear()
        give_up(fault)
    site = published_now.site
    progress("Tidying up", 0, 0)
    if disk_cache:
        disk_cache.end_build()
    progress.clear()
    show(site.problems, output_format)
    if fails(site.problems, strict):
        say(f"Nothing was written: {count(site.problems)}.", output_format)
        sys.exit(1)
    for note in published_now.notes:
        warn(note)
    made, index = _made(site, published_now.files), str((out / "index.html").resolve())
    say(f"Built {made} in {progress.seconds}.", output_format)
    if site.problems:
        say(f"Look at the problems above: {count(site.problems)}.", output_format)
    say(f"Open {index}", output_format)
    if asked and not published_now.notes and not any(problem.code in LOST for problem in site.problems):
        problems = tuple(map(as_text, site.problems))
        asked.note(BuildMessages(problems, tuple(map(coloured, site.problems)), made, index), manifest.listing)


def _followed(profile: bool) -> ProgressLine:
    """Give the progress callback; for a profile, one that times each stage and prints the times at the end."""
    if not profile:
        return ProgressLine()
    watch = Profile()
    click.get_current_context().call_on_close(watch.print)
    return watch


def _content(read_before: dict[str, bytes], path: Found) -> bytes:
    """Take out what a file held when the build was asked for; give what it holds now if it was not there."""
    content = read_before.pop(os.fspath(path), None)
    return content_of(path) if content is None else content


def _made(site: Site, addresses: Iterable[str]) -> str:
    """Count what was made, for a person."""
    pages = sum(address.endswith(".html") for address in addresses)
    briefings = count_of(site.briefings, "briefing")
    return f"{count_of(pages, 'page')} of {briefings} with {count_of(site.points, 'learning point')}"
