"""The pages of a theme that has more points than its own page holds: a year's points, grouped by briefing.

They show nothing of other years, so that a year that is past changes only when one of its briefings does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from learnbrief.catalogue import Catalogue, Entry
from learnbrief.model import Link, Theme, year_choices
from learnbrief.pages.collections import CountedLink
from learnbrief.pages.page import HOME, THEMES, Contents, Page
from learnbrief.pages.parts import Part, parts_of
from learnbrief.pages.points import PointView, briefings_behind, first_points, point_view, theme_link, weight_of
from learnbrief.pages.words import count_of


@dataclass(frozen=True, slots=True)
class Passage:
    """Points that follow one another under the same words, in the same role, for the same audience."""

    lead_in: str
    """The words above them, or else the headings."""
    role: str
    label: str
    audience: Link | None
    """None where they are for everyone."""
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class BriefingPassages:
    """What one briefing says of the theme."""

    briefing: Link
    source: str
    """Who published it and when its review was held."""
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ThemeYearView:
    """A theme's points of a year, or a part of them."""

    heading: str
    extent: str
    """How many points and briefings there are, and which part this is."""
    beside: tuple[Link, ...]
    """The parts before and after it."""
    briefings: tuple[BriefingPassages, ...]


def is_cut(entries: Sequence[Entry]) -> bool:
    """Tell whether a theme has more points than its own page holds."""
    return len(first_points(entries)) < len(entries)


def year_links(theme: Theme, catalogue: Catalogue) -> tuple[CountedLink, ...]:
    """Lead to the pages of a theme's years, the latest first; to none where all its points stand on one page."""
    return tuple(
        CountedLink(label, f"/{_folder(theme, year)}index.html", count_of(len(of_year), "point"))
        for year, label, of_year in _by_year(catalogue.by_theme.get(theme.id, ()))
    )


def year_pages(theme: Theme, contents: Contents) -> Iterator[Page]:
    """Make the pages of a theme's years."""
    for year, label, of_year in _by_year(contents.catalogue.by_theme.get(theme.id, ())):
        briefings = len({entry.briefing.slug for entry in of_year})
        extent = f"{count_of(len(of_year), 'learning point')} of {count_of(briefings, 'briefing')}"
        for part in parts_of(_folder(theme, year), of_year, weight_of):
            said = f"{extent}, {part.place}." if part.place else f"{extent}."
            yield Page(
                address=part.address,
                template="theme-year.html",
                make_view=partial(_view, theme, label, said, part, contents),
                title=part.titled(f"{theme.label}: {label} (theme)"),
                description=f"{theme.label}, {label}: {said}",
                trail=(HOME, THEMES, theme_link(theme.id, contents.catalogue)),
                made_of=partial(_made_of, part),
            )


def _by_year(entries: Sequence[Entry]) -> Iterator[tuple[str, str, Sequence[Entry]]]:
    """Sort the points of a theme that is cut by year: its id, its label and its points, the latest first."""
    if not is_cut(entries):
        return
    for year, label in year_choices(entry.point.held for entry in entries):
        yield year, label, [entry for entry in entries if entry.point.held.year_id == year]


def _folder(theme: Theme, year: str) -> str:
    return f"themes/{theme.id}/{year}/"


def _made_of(part: Part[Entry]) -> object:
    return (briefings_behind(part.items), [entry.address for entry in part.items], part.number, part.of, part.total)


def _view(theme: Theme, label: str, extent: str, part: Part[Entry], contents: Contents) -> ThemeYearView:
    return ThemeYearView(
        heading=f"{theme.label}: {label}",
        extent=extent,
        beside=part.beside,
        briefings=tuple(
            _briefing([point_view(entry, contents) for entry in entries])
            for _, entries in groupby(part.items, key=lambda entry: entry.briefing.slug)
        ),
    )


def _briefing(points: Sequence[PointView]) -> BriefingPassages:
    return BriefingPassages(points[0].briefing, points[0].source, tuple(_passages(points)))


def _passages(points: Sequence[PointView]) -> Iterator[Passage]:
    """Put points together that stand under the same words; a point with a title stands by itself."""

    def above(point: PointView) -> tuple[str, str, str, Link | None]:
        return (point.lead_in or point.heading, point.role, point.label, point.audience)

    for (lead_in, role, label, audience), together in groupby(points, key=above):
        yield Passage(lead_in, role, label, audience, tuple(together))
