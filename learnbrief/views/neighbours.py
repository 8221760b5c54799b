"""Neighbours' learning on a theme's page: marked as theirs, leading to their pages, and never more than a taste."""

from collections import Counter
from collections.abc import Iterable

from learnbrief.cache.values import Value
from learnbrief.model import Entry, Link, Role
from learnbrief.pages.page import Contents
from learnbrief.pages.points import publishers
from learnbrief.pages.words import GROUPED_ROLES, beginning_of, count_of

MOST_OF_A_ROLE = 3
"""Points of a role on a theme's page. The section is then of one length, however many neighbours there are."""
_LONGEST = 300


class TheirPointView(Value, frozen=True):
    """A neighbour's point in plain text."""

    url: str
    lead_in: str
    words: str
    neighbour: str
    """Its name."""
    source: str
    """The briefing and when its review was held."""


class TheirGroup(Value, frozen=True):
    """Neighbours' points of one role."""

    role: str
    label: str
    count: str
    points: tuple[TheirPointView, ...]


class FromNeighbours(Value, frozen=True):
    """What neighbours have learned about a theme."""

    count: str
    extent: str
    """How much there is of it, in a sentence."""
    groups: tuple[TheirGroup, ...]
    all: Link | None
    """Where all of it is found, if this is not all."""


def from_neighbours(theme_id: str, contents: Contents) -> FromNeighbours | None:
    """Show some of what neighbours have learned about a theme, by role; None where it is nothing."""
    entries = contents.neighbours.by_theme.get(theme_id, ())
    if not entries:
        return None
    by_role: dict[Role, list[Entry]] = {}
    for entry in entries:
        by_role.setdefault(entry.point.role, []).append(entry)
    points = count_of(len(entries), "learning point")
    neighbours = {entry.briefing.partnerships[0].id for entry in entries}
    groups = tuple(
        TheirGroup(role.value, label, count_of(len(by_role[role]), "point"), _shown(by_role[role], contents))
        for role, label in GROUPED_ROLES.items()
        if role in by_role
    )
    search = Link(f"Search all {points} of neighbours", f"/search/index.html?theme={theme_id}&from=neighbours")
    return FromNeighbours(
        count=count_of(len(entries), "point"),
        extent=f"{points} of {count_of(len(neighbours), 'neighbour')}.",
        groups=groups,
        all=search if sum(len(group.points) for group in groups) < len(entries) else None,
    )


def _shown(entries: Iterable[Entry], contents: Contents) -> tuple[TheirPointView, ...]:
    """Choose the newest points: of each neighbour one, before a second of any."""
    turns: Counter[str] = Counter()
    ranked = []
    for place, entry in enumerate(entries):
        neighbour = entry.briefing.partnerships[0].id
        ranked.append((turns[neighbour], place, entry))
        turns[neighbour] += 1
    ranked.sort(key=lambda each: each[:2])
    return tuple(_view(entry, contents) for _, _, entry in ranked[:MOST_OF_A_ROLE])


def _view(entry: Entry, contents: Contents) -> TheirPointView:
    point, briefing = entry.point, entry.briefing
    return TheirPointView(
        url=entry.link,
        lead_in=beginning_of(point.title or point.lead_in or " › ".join(point.headings), _LONGEST),
        words=beginning_of(point.body.text, _LONGEST),
        neighbour=publishers(briefing, contents.neighbours.vocabulary),
        source=f"{briefing.title}, {point.held.label}",
    )
