"""What was published last: where the command line says, or else in the output folder."""

from datetime import date
from functools import cache, partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import click

from learnbrief.build import Site
from learnbrief.cli.circles import not_looking_for_circles
from learnbrief.cli.project import give_up
from learnbrief.cli.showing import add_summary, say, warn
from learnbrief.files import NotAtHandError, data_folder, read_data_file
from learnbrief.published import (
    NOTHING,
    DataFile,
    PublishedSite,
    UnreadableDataError,
    changes_in_words,
    read_published,
)

since_option = click.option(
    "--since",
    metavar="URL|FILE",
    help="What was published last: the address of a site, its folder, or its data/briefings.json "
    "(default: what lies in the output folder).",
)


def published_since(since: str | None, out: Path, today: date) -> PublishedSite | None:
    """Read what was published last. Ends where the command line names something that cannot be read.

    A host that answers that there is no such file has nothing of ours yet: so it is before the first time. Without a
    name, an output folder that holds no site, or one that cannot be read, is no memory.
    """
    try:
        with not_looking_for_circles():
            if since is None:
                return read_published(_from_folder(out / "data"), today)
            file = _from_web(since) if _is_web(since) else _from_folder(data_folder(Path(since)))
            found = read_published(file, today)
    except UnreadableDataError as fault:
        message = f"What was published last cannot be read: {fault}."
        if since is not None:
            give_up(message)
        warn(f"{message} Addresses that go away are not noticed.")
        return None
    except NotAtHandError as fault:
        if since is None:
            warn(f"{fault} Addresses that go away are not noticed.")
            return None
        give_up(fault)
    if found is None:
        warn(f"There is no data/briefings.json at {since}, so nothing counts as published there yet.")
        return NOTHING
    return found


def tell_changes(before: PublishedSite, site: Site, today: date, output_format: str) -> None:
    """Say what is new, changed or gone for readers; standard output can be posted as a comment on a change."""
    after = read_published(lambda name: site.files.get(f"data/{name}"), today)
    summary = (
        changes_in_words(before, after) if after else "What readers will see is not known until errors are mended.\n"
    )
    say(summary.rstrip("\n"), output_format)
    if output_format == "github":
        add_summary(f"\n{summary}")


def _is_web(since: str) -> bool:
    scheme = urlsplit(since).scheme
    if "://" in since and scheme not in ("http", "https"):
        raise click.BadParameter("Only addresses with http:// or https:// are fetched.", param_hint="--since")
    return scheme in ("http", "https")


def _from_folder(folder: Path) -> DataFile:
    return cache(partial(read_data_file, folder))


def _from_web(url: str) -> DataFile:
    """Fetch from a site's folder of data files; the address may be the site's, or that of its `briefings.json`."""
    from learnbrief.other_sites.fetch import FetchingError, fetch

    plain = urlsplit(url)._replace(query="", fragment="").geturl()
    folder = plain if plain.endswith(".json") else urljoin(f"{plain.rstrip('/')}/", "data/")

    @cache
    def file(name: str) -> bytes | None:
        try:
            return fetch(urljoin(folder, name))
        except FetchingError as fault:
            raise NotAtHandError(str(fault)) from fault

    return file
