"""The points of narrower themes, which are under their names on the page of a theme that has few of its own."""

from collections.abc import Iterable, Mapping, Sequence

from learnbrief.analysis import main_points
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.model import Catalogue, Entry, Link, Theme, shared_entries
from learnbrief.pages.page import Lookup
from learnbrief.pages.points import theme_link
from learnbrief.pages.words import count_of
from learnbrief.views.point_lines import PointLine, point_line

_OF_EACH = 3
_MOST = 24
"""Points of all narrower themes; each shows one at least."""


class BelowTheme(Value, frozen=True):
    """What a narrower theme is shown by."""

    theme: str
    """Its id."""
    points: Shared[Sequence[Entry]]
    """The first of them."""
    count: int
    """How many there are."""


class NarrowerTheme(Value, frozen=True):
    """A narrower theme with some of its points."""

    theme: Link
    count: str
    points: tuple[PointLine, ...]


def narrower_themes(themes: Iterable[Theme]) -> Mapping[str, tuple[str, ...]]:
    """Give the ids of the themes that are narrower than each that has any."""
    found: dict[str, tuple[str, ...]] = {}
    for theme in themes:
        if theme.broader:
            found[theme.broader.id] = (*found.get(theme.broader.id, ()), theme.id)
    return found


def below(theme: str, narrower: Iterable[str], catalogue: Catalogue) -> tuple[BelowTheme, ...]:
    """Choose points of the themes that are narrower than one, but for those that it has itself."""
    raised = [other for other in narrower if other in catalogue.by_theme]
    most = min(_OF_EACH, max(1, _MOST // (len(raised) or 1)))
    return tuple(_below(theme, other, catalogue.by_theme[other], most) for other in raised)


def _below(theme: str, narrower: str, entries: Sequence[Entry], most: int) -> BelowTheme:
    others = [entry for entry in entries if theme not in entry.point.themes]
    return BelowTheme(narrower, shared_entries(main_points(others, narrower)[:most]), len(entries))


def narrower_theme(found: BelowTheme, lookup: Lookup) -> NarrowerTheme:
    """Show a narrower theme with some of its points."""
    return NarrowerTheme(
        theme=theme_link(found.theme, lookup),
        count=count_of(found.count, "point"),
        points=tuple(point_line(entry, lookup, labelled=True) for entry in found.points.value),
    )
