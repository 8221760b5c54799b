"""The newest briefings, and the lists of each year's."""

from collections.abc import Iterator, Sequence
from functools import partial

from learnbrief.cache.values import Value
from learnbrief.feeds import site_feed
from learnbrief.model import UNDATED, Briefing, Entry, year_choices
from learnbrief.pages.page import BRIEFINGS, HOME, Contents, Lazy, Page
from learnbrief.pages.words import count_of
from learnbrief.views.briefing_list import BriefingLine, lines, list_parts, newest, part_pages
from learnbrief.views.collections import CountedLink
from learnbrief.views.filters import Filter, site_filters
from learnbrief.views.years import year_pages


class BriefingsView(Value, frozen=True):
    """What the list of the newest briefings shows."""

    extent: str
    """How many there are, and how many of them are here."""
    briefings: tuple[BriefingLine, ...]
    filters: tuple[Filter, ...]
    """None where these are not all."""
    years: tuple[CountedLink, ...]


def briefings_pages(contents: Contents) -> Iterator[Page]:
    """Make the list of the newest briefings, and a list for each year, that of their reviews."""
    briefings = contents.catalogue.briefings
    description = f"{count_of(len(briefings), 'learning briefing')} on this site, newest first."
    view, feed = Lazy(partial(_view, contents)), site_feed(contents.settings)
    yield Page("briefings/index.html", "briefings.html", view, "Briefings", description, (HOME,), feed=feed)
    entries: dict[str, list[Entry]] = {}
    for entry in contents.catalogue.entries:
        entries.setdefault(entry.year, []).append(entry)
    for year, _, of_year in _by_year(briefings):
        if year == UNDATED:
            heading = "Briefings of reviews whose date is not given"
            yield from part_pages(list_parts(f"years/{year}/", of_year), heading, (HOME, BRIEFINGS), contents)
        else:
            yield from year_pages(year, of_year, entries.get(year, ()), contents)


def _view(contents: Contents) -> BriefingsView:
    briefings = contents.catalogue.briefings
    shown = newest(briefings)
    is_whole = len(shown) == len(briefings)
    count = count_of(len(briefings), "briefing")
    return BriefingsView(
        extent=f"{count}, newest first." if is_whole else f"The newest {len(shown)} of {count}.",
        briefings=lines(shown, contents.common),
        filters=site_filters(contents) if is_whole else (),
        years=tuple(
            CountedLink(label, f"/years/{year}/index.html", count_of(len(of_year), "briefing"))
            for year, label, of_year in _by_year(briefings)
        ),
    )


def _by_year(briefings: Sequence[Briefing]) -> Iterator[tuple[str, str, Sequence[Briefing]]]:
    """Sort briefings by year: its id, its label and its briefings, the latest first."""
    by_year: dict[str, list[Briefing]] = {}
    for briefing in briefings:
        by_year.setdefault(briefing.held.year_id, []).append(briefing)
    for year, label in year_choices(of_year[0].held for of_year in by_year.values()):
        yield year, label, by_year[year]
