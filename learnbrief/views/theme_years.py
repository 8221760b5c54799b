"""The pages of a theme that has more points than its own page holds: a year's points, grouped by briefing.

They show nothing of other years, so that a year that is past changes only when one of its briefings does.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.model import Entry, Link, Theme, shared_entries, year_choices
from learnbrief.pages.page import HOME, THEMES, Contents, Lookup, Page
from learnbrief.pages.parts import ListPart, parts_of
from learnbrief.pages.points import bytes_of_point, is_cut, theme_link
from learnbrief.pages.words import count_of
from learnbrief.views.collections import CountedLink
from learnbrief.views.passages import BriefingPassages, by_briefing


class ThemeYearView(Value, frozen=True):
    """A theme's points of a year, or a part of them."""

    heading: str
    extent: str
    """How many points and briefings there are, and which part this is."""
    beside: tuple[Link, ...]
    """The parts before and after it."""
    briefings: tuple[BriefingPassages, ...]


class ThemeYearPage(Value, frozen=True):
    """What a page of a theme's year is made of."""

    heading: str
    extent: str
    beside: tuple[Link, ...]
    points: Shared[Sequence[Entry]]


def year_links(theme: Theme, entries: Sequence[Entry]) -> tuple[CountedLink, ...]:
    """Lead to the pages of a theme's years, the latest first; to none where all its points are on one page."""
    return tuple(
        CountedLink(label, f"/{_folder(theme, year)}index.html", count_of(len(of_year), "point"))
        for year, label, of_year in _by_year(entries)
    )


def year_pages(theme: Theme, contents: Contents) -> Iterator[Page]:
    """Make the pages of a theme's years."""
    points = contents.catalogue.shared_by_theme.get(theme.id, shared_entries(()))
    for year in contents.lookup.cache.map(_cut, [points])[0]:
        extent = f"{count_of(year.points, 'learning point')} of {count_of(year.briefings, 'briefing')}"
        for number, cut in enumerate(year.parts, start=1):
            part = ListPart(_folder(theme, year.id), number, len(year.parts), year.points, cut.places)
            said = f"{extent}, {part.place}." if part.place else f"{extent}."
            shown = Shared.lazy(partial(_points_at, cut.places, points), cut.digest)
            yield Page(
                address=part.address,
                template="theme-year.html",
                given=ThemeYearPage(f"{theme.label}: {year.label}", said, part.beside, shown),
                show=_view,
                title=part.titled(f"{theme.label}: {year.label} (theme)"),
                description=f"{theme.label}, {year.label}: {said}",
                trail=(HOME, THEMES, theme_link(theme.id, contents.lookup)),
            )


class _Cut(Value, frozen=True):
    """A part of a year's points, by their places among those of the theme."""

    places: tuple[int, ...]
    digest: bytes


class _YearOfTheme(Value, frozen=True):
    """The points of one year, in parts."""

    id: str
    label: str
    points: int
    briefings: int
    parts: tuple[_Cut, ...]


def _cut(points: Shared[Sequence[Entry]]) -> tuple[_YearOfTheme, ...]:
    """Cut the points of a theme by year, and each year into parts."""
    places = {entry.address: place for place, entry in enumerate(points.value)}
    return tuple(
        _YearOfTheme(
            year,
            label,
            len(of_year),
            len({entry.briefing.slug for entry in of_year}),
            tuple(
                _Cut(tuple(places[entry.address] for entry in part.items), shared_entries(part.items).digest)
                for part in parts_of("", of_year, bytes_of_point)
            ),
        )
        for year, label, of_year in _by_year(points.value)
    )


def _points_at(places: Sequence[int], points: Shared[Sequence[Entry]]) -> Sequence[Entry]:
    return [points.value[place] for place in places]


def _by_year(entries: Sequence[Entry]) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    """Sort the points of a theme that is cut by year: its id, its label and its points, the latest first."""
    if not is_cut(entries):
        return
    years: dict[str, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.year, []).append(entry)
    for year, label in year_choices(of_year[0].point.held for of_year in years.values()):
        yield year, label, years[year]


def _folder(theme: Theme, year: str) -> str:
    return f"themes/{theme.id}/{year}/"


def _view(page: ThemeYearPage, lookup: Lookup) -> ThemeYearView:
    return ThemeYearView(
        heading=page.heading,
        extent=page.extent,
        beside=page.beside,
        briefings=by_briefing(page.points.value, lookup),
    )
