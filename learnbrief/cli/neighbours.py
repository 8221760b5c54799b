"""The command `neighbours`: what other partnerships publish is fetched, and kept in the project as data."""

import sys
from pathlib import Path

import click

from learnbrief.cli.options import source_option
from learnbrief.cli.project import give_up, read_vocabulary_of, require_known
from learnbrief.cli.showing import warn
from learnbrief.files import ProjectFileError, write_over
from learnbrief.model import Vocabulary
from learnbrief.other_sites.fetch import FetchingError
from learnbrief.other_sites.neighbours import names_of_themes, themes_left_out, without_personal_data, written
from learnbrief.other_sites.neighbours.fetching import fetch_neighbour
from learnbrief.pages.words import count_of
from learnbrief.problems import escape_control_characters
from learnbrief.settings import Neighbour, Settings


@click.group("neighbours")
def neighbours() -> None:
    """Show what other partnerships have learned beside your own learning."""


@neighbours.command("update")
@click.argument("ids", nargs=-1)
@source_option
def update_command(ids: tuple[str, ...], source: Path) -> None:
    """Fetch the open data of every neighbour in learnbrief.yml, or of those named, and keep it in neighbours/."""
    settings, vocabulary = read_vocabulary_of(source)
    listed = {neighbour.id: neighbour for neighbour in settings.neighbours}
    for each in ids:
        require_known("neighbour", each, listed)
    if not listed:
        give_up('learnbrief.yml lists no neighbours. Add them under "neighbours:", each with a name and a url.')
    chosen = [listed[each] for each in dict.fromkeys(ids)] or list(listed.values())
    outcomes = [_update(neighbour, source, settings, vocabulary) for neighbour in chosen]
    sys.exit(0 if all(outcomes) else 1)


def _update(neighbour: Neighbour, source: Path, settings: Settings, vocabulary: Vocabulary) -> bool:
    """Fetch and keep one neighbour's data, whole or not at all; tells whether that could be done."""
    try:
        fetched = fetch_neighbour(neighbour)
        site = without_personal_data(fetched.site, settings, lambda what: fetched.left_out.update([what]))
        content, path = written(site), source / neighbour.file
        is_new = not _holds(path, content)
        if is_new:
            write_over(path, content, source)
    except (FetchingError, ProjectFileError) as fault:
        message = f"{neighbour.id}: {fault} What was kept of it stays as it is."
        click.echo(escape_control_characters(message), err=True)
        return False
    extent = f"{count_of(len(site.briefings), 'briefing')}, {count_of(site.points, 'learning point')}"
    click.echo(f"{neighbour.id}: {extent}, {'kept in' if is_new else 'as before in'} {neighbour.file}")
    for what, count in sorted(fetched.left_out.items()):
        warn(f"{neighbour.id}: left out {count:,} times: {what}")
    unknown = themes_left_out(site, vocabulary)
    if unknown:
        warn(f"{neighbour.id}: your vocabulary has no word for {names_of_themes(unknown)}")
    return True


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
