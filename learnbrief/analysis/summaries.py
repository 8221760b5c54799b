"""How often each theme has come up, when, where, and as what: counts that many pages show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter

from learnbrief.cache.cache import Cache, Shared
from learnbrief.cache.values import Value
from learnbrief.model import Catalogue, Entry, Held, Role, earliest, latest


class ThemeSummary(Value, frozen=True):
    """The learning points of one theme, counted."""

    points: int
    briefings: int
    """How many briefings they are in."""
    first: Held
    last: Held
    by_year: Mapping[str, int]
    """By the year's id."""
    by_role: Mapping[Role, int]
    by_partnership: Mapping[tuple[str, ...], int]
    """By the ids of those that published together."""


def summarise(points: Shared[Sequence[Entry]]) -> ThemeSummary:
    """Count the points of a theme; there is at least one."""
    entries = points.value
    dates = list(map(attrgetter("point.held"), entries))
    publishers = {briefing.slug: briefing for briefing in map(attrgetter("briefing"), entries)}
    by_partnership: Counter[tuple[str, ...]] = Counter()
    for slug, count in Counter(map(attrgetter("briefing.slug"), entries)).items():
        by_partnership[tuple(sorted({reference.id for reference in publishers[slug].partnerships}))] += count
    return ThemeSummary(
        points=len(entries),
        briefings=len(publishers),
        first=earliest(dates),
        last=latest(dates),
        by_year=dict(Counter(map(attrgetter("year"), entries))),
        by_role=dict(Counter(map(attrgetter("point.role"), entries))),
        by_partnership=dict(by_partnership),
    )


def summaries_of(catalogue: Catalogue, cache: Cache) -> dict[str, ThemeSummary]:
    """Count the points of each theme that some point raises, by its id."""
    points = catalogue.shared_by_theme
    return dict(zip(points, cache.map(summarise, list(points.values())), strict=True))
