"""A neighbour's open data, fetched whole or not at all, and made harmless before anything keeps it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from learnbrief.model import UNDATED
from learnbrief.other_sites.connection import MayAsk, is_public
from learnbrief.other_sites.fetch import LONGEST, TIME_OUT, FetchingError, fetch
from learnbrief.other_sites.neighbours.open_data import MOST_POINTS, NotDataError, load, rows_of, site_from_open_data
from learnbrief.other_sites.neighbours.values import TheirSite
from learnbrief.settings import Neighbour

MOST_BYTES = 20_000_000
"""Of a file; a file of open data is far smaller."""


class _NotThereError(FetchingError):
    """The host has no such file."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a neighbour publishes, and what of it could not be taken."""

    site: TheirSite
    left_out: Counter[str]
    """How often something was left out, by what it was."""


def fetch_neighbour(
    neighbour: Neighbour, may_ask: MayAsk = is_public, *, time_out: float = TIME_OUT, longest: float = LONGEST
) -> Fetched:
    """Fetch a neighbour's points, briefings and themes. Raises FetchingError, and then nothing is had.

    `may_ask` lets tests ask their host, this machine; no other address inside a network is asked.
    """

    def document(name: str) -> Mapping[str, Any]:
        url = f"{neighbour.url}data/{name}"
        content = fetch(url, may_ask, _only_as_safe, largest=MOST_BYTES, time_out=time_out, longest=longest)
        if content is None:
            raise _NotThereError(f"{url} cannot be had: the host has no such file.")
        try:
            return load(content)
        except NotDataError as fault:
            raise FetchingError(f"{url} cannot be used. {fault}") from None

    left_out: Counter[str] = Counter()
    points, briefings = document("points.json"), document("briefings.json")
    try:
        site = site_from_open_data(
            points.get("generated_from"),
            rows_of(briefings, "briefings"),
            list(_points(points, document)),
            _themes(document),
            lambda what: left_out.update([what]),
        )
    except NotDataError as fault:
        raise FetchingError(f"{neighbour.url}data/ cannot be used. {fault}") from None
    return Fetched(site, left_out)


def _points(whole: Mapping[str, Any], document: Callable[[str], Any]) -> Iterator[Any]:
    """Give all points; those of a large site are in a file for each year, which the first file lists."""
    if whole.get("split_by") != "year":
        yield from rows_of(whole, "points")
        return
    years = (file.get("year") for file in rows_of(whole, "files") if isinstance(file, dict) and "year" in file)
    taken = 0
    for name in sorted({name for year in years if (name := _name_of(year))}):
        rows = rows_of(document(f"points/{name}.json"), "points")
        yield from rows
        taken += len(rows)
        if taken > MOST_POINTS:
            return  # too much in any case, so nothing more need be asked for


def _name_of(year: Any) -> str:
    """Name a year's file; what has no year has one, too."""
    if year is None:
        return UNDATED
    return str(year) if isinstance(year, int) and 1000 <= year <= 9999 else ""


def _themes(document: Callable[[str], Any]) -> list[Any]:
    """Fetch what the neighbour calls its themes; an older program does not publish it."""
    try:
        return rows_of(document("themes.json"), "themes")
    except _NotThereError:
        return []


def _only_as_safe(old: str, _code: int, new: str) -> None:
    """Follow redirects on the same host, and none from `https:` to anything else."""
    before, after = urlsplit(old), urlsplit(new)
    if after.hostname != before.hostname or after.scheme not in ("https", before.scheme):
        raise FetchingError(
            f"{old} leads on to another site, {new}. If the neighbour has moved, write its new address into "
            "learnbrief.yml."
        )
