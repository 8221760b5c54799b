"""How often each theme has come up: by year, by partnership and by what was said of it, as tables of counts."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from learnbrief.analysis import ThemeSummary
from learnbrief.cache.values import Value
from learnbrief.model import UNDATED, UNKNOWN, Link
from learnbrief.pages.page import BRIEFINGS, Contents
from learnbrief.pages.parts import MOST
from learnbrief.pages.points import is_cut, searched, theme_link
from learnbrief.pages.words import GROUPED_ROLES, POINT_LABELS, counted
from learnbrief.views.briefing_list import newest


class CountColumn(Value, frozen=True):
    """A column of a table, but for the theme and the sums."""

    heading: str
    in_full: str
    """What the heading is short for; empty where it is not shortened."""


class CountCell(Value, frozen=True):
    """How many learning points one column counts for one theme."""

    count: Link
    """With where the points are shown."""
    shade: int
    """The fifth of the table's own counts that it falls in, from 1 to 5; 0 for no points."""


class CountRow(Value, frozen=True):
    """A theme's counts."""

    theme: Link
    cells: tuple[CountCell, ...]
    briefings: Link
    points: Link
    """All of the theme's, each counted once."""


class CrossTabulation(Value, frozen=True):
    """Themes counted by something; those raised in most briefings are first."""

    id: str
    """Its anchor on the page."""
    heading: str
    note: str
    """What a reader must know to read the counts rightly."""
    columns: tuple[CountColumn, ...]
    rows: tuple[CountRow, ...]


class ThemeCounts(Value, frozen=True):
    """A theme, and how often it was raised."""

    theme: Link
    id: str
    summary: ThemeSummary
    is_cut: bool
    """Whether the theme's page does not hold all its points."""
    briefings: Link
    """How many raise it: in the list of all where that is whole, else on the theme's page."""
    points: Link


MOST_ROWS = 20
"""So many themes are in a table; all are counted in the open data."""
MOST_COLUMNS = 10
"""So many years or partnerships have a column of their own. Earlier years share one, further partnerships none."""

_REST = ""
"""The key of the column that earlier years share."""


class _Axis(Value, frozen=True):
    """Something to count by."""

    id: str
    heading: str
    note: str
    columns: dict[str, CountColumn]
    """By key, in their order."""
    counts: Callable[[ThemeSummary], Mapping[str, int]]
    """Counts a theme's points by key."""
    place: str
    """What follows the address of a theme's page to show a column's points, with the column's key behind it."""
    place_if_cut: str
    """The same for a theme whose page does not hold all points: an address with places for its id and the key."""


def counts_of_themes(contents: Contents) -> tuple[ThemeCounts, ...]:
    """Give the themes that learning points raise, those in most briefings first, then those with most points."""
    briefings = contents.catalogue.briefings
    is_whole = len(briefings) <= MOST and len(newest(briefings)) == len(briefings)
    themes = [theme.id for theme in contents.catalogue.raised_themes if theme.id in contents.summaries]
    every_theme = [_counted(theme, contents, is_whole=is_whole) for theme in themes]
    return tuple(sorted(every_theme, key=lambda each: (-each.summary.briefings, -each.summary.points)))


def _counted(theme: str, contents: Contents, *, is_whole: bool) -> ThemeCounts:
    link, summary = theme_link(theme, contents.lookup), contents.summaries[theme]
    return ThemeCounts(
        theme=link,
        id=theme,
        summary=summary,
        is_cut=is_cut(contents.catalogue.by_theme[theme]),
        briefings=counted(summary.briefings, f"{BRIEFINGS.url}?theme={theme}" if is_whole else link.url),
        points=counted(summary.points, link.url),
    )


def cross_tabulations(every_theme: Sequence[ThemeCounts], contents: Contents) -> Iterator[CrossTabulation]:
    """Count themes by year, by partnership and by role."""
    shown = every_theme[:MOST_ROWS]
    for axis in (_years(contents), _partnerships(contents), _roles(contents)):
        counts = [_counts(axis.counts(raised.summary), axis) for raised in shown]
        every = sorted(count for counted in counts for count in counted.values())
        rows = tuple(
            _row(raised, counted, every, axis, contents) for raised, counted in zip(shown, counts, strict=True)
        )
        columns = tuple(axis.columns.values())
        yield CrossTabulation(axis.id, axis.heading, axis.note, columns, rows)


def _years(contents: Contents) -> _Axis:
    years = contents.catalogue.years
    shown = years[-MOST_COLUMNS:]
    columns = {str(year): CountColumn(str(year), "") for year in shown}
    if len(years) > len(shown):
        columns = {_REST: CountColumn(f"Before {shown[0]}", ""), **columns}
    if any(entry.year == UNDATED for entry in contents.catalogue.entries):
        columns[UNDATED] = CountColumn("No date", UNKNOWN.label.capitalize())
    note = "The year is when the audit or review was held or began, not when it was published."
    return _Axis(
        "_by-year",
        "Themes by year",
        note,
        columns,
        lambda summary: summary.by_year,
        "?year=",
        "/themes/{theme}/{key}/index.html",
    )


def _partnerships(contents: Contents) -> _Axis:
    catalogue = contents.catalogue
    known = catalogue.vocabulary.partnerships
    by_size = sorted(catalogue.by_partnership, key=lambda id_: (-len(catalogue.by_partnership[id_]), id_))
    shown = sorted(by_size[:MOST_COLUMNS], key=lambda id_: (known[id_].short.casefold(), id_))
    columns = {
        id_: CountColumn(known[id_].short, known[id_].name if known[id_].short != known[id_].name else "")
        for id_ in shown
    }
    note = "What partnerships published together counts for each of them, and once in the total."
    if len(by_size) > len(shown):
        note = f"The {len(shown)} partnerships with most briefings; the totals count all. {note}"
    return _Axis(
        "_by-partnership",
        "Themes by partnership",
        note,
        columns,
        _by_partnership,
        "?partnership=",
        searched("theme={theme}&partnership={key}", contents.lookup),
    )


def _roles(contents: Contents) -> _Axis:
    found = {role for summary in contents.summaries.values() for role in summary.by_role}
    columns = {role.value: CountColumn(POINT_LABELS[role], "") for role in GROUPED_ROLES if role in found}
    note = "What the points say about the theme: what to keep doing, what could be better, what is asked."
    return _Axis(
        "_by-role",
        "Themes by what was said",
        note,
        columns,
        lambda summary: {role.value: count for role, count in summary.by_role.items()},
        "#_",
        searched("theme={theme}&role={key}", contents.lookup),
    )


def _by_partnership(summary: ThemeSummary) -> Counter[str]:
    """Count for each partnership, for each of those that published together."""
    counts: Counter[str] = Counter()
    for together, count in summary.by_partnership.items():
        counts.update(dict.fromkeys(together, count))
    return counts


def _counts(of_keys: Mapping[str, int], axis: _Axis) -> Counter[str]:
    """Count a theme's points for each column."""
    counts: Counter[str] = Counter()
    for key, count in of_keys.items():
        column = key if key in axis.columns else _REST
        if column in axis.columns:
            counts[column] += count
    return counts


def _row(
    raised: ThemeCounts, counts: Counter[str], every: Sequence[int], axis: _Axis, contents: Contents
) -> CountRow:
    cells = tuple(
        CountCell(counted(counts[key], _place(key, raised, axis, contents)), _shade(counts[key], every))
        for key in axis.columns
    )
    return CountRow(raised.theme, cells, raised.briefings, raised.points)


def _place(key: str, raised: ThemeCounts, axis: _Axis, contents: Contents) -> str:
    """Say where a column's points of a theme are shown."""
    if key == _REST:
        earlier = sorted(set(axis.counts(raised.summary)) - set(axis.columns))
        return searched("&".join([f"theme={raised.id}", *(f"year={year}" for year in earlier)]), contents.lookup)
    if raised.is_cut:
        return axis.place_if_cut.format(theme=raised.id, key=key)
    return f"{raised.theme.url}{axis.place}{key}"


def _shade(count: int, every: Sequence[int]) -> int:
    """Give the fifth of the table's sorted counts that a count falls in, so every table has light and dark cells.

    Counts that are alike are shaded alike, and those of one are never dark.
    """
    return min(count, -(-5 * bisect_right(every, count) // len(every))) if count > 1 else count
