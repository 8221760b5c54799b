"""Points as passages: under the briefing that they are in and the words above them, each said once."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from learnbrief.cache.values import Value
from learnbrief.model import Entry, Link, Role
from learnbrief.pages.page import Lookup
from learnbrief.pages.points import Points, Rest, audience_link, headings_above, publishers_in_full
from learnbrief.pages.words import POINT_LABELS, ROLE_LABELS, count_of
from learnbrief.settings import EVERYONE


class PointPassage(Value, frozen=True):
    """Points that follow one another under the same words, in the same role, for the same audience."""

    lead_in: str
    """The words above them, or else the headings."""
    role: str
    label: str
    audience: Link | None
    """None where they are for everyone."""
    points: Points


class BriefingPassages(Value, frozen=True):
    """Points of one briefing that are together."""

    briefing: Link
    source: str
    """Who published it and when its review was held."""
    passages: tuple[PointPassage, ...]


class RolePassages(Value, frozen=True):
    """The points of one role, briefing by briefing."""

    role: str
    label: str
    count: str
    briefings: tuple[BriefingPassages, ...]
    more: Link | None
    """Where the rest is, if these are not all."""


def by_briefing(entries: Sequence[Entry], lookup: Lookup) -> tuple[BriefingPassages, ...]:
    """Put points together that are in the same briefing and follow one another."""
    return tuple(
        _briefing(list(found), lookup) for _, found in groupby(entries, key=lambda entry: entry.briefing.slug)
    )


def _briefing(entries: Sequence[Entry], lookup: Lookup) -> BriefingPassages:
    """Name a briefing above some of its points, with the date that they share, else with its own."""
    briefing, dates = entries[0].briefing, {entry.point.held for entry in entries}
    held = dates.pop() if len(dates) == 1 else briefing.held
    return BriefingPassages(
        briefing=Link(briefing.title, f"/{briefing.address}"),
        source=f"{publishers_in_full(briefing, lookup.vocabulary)}, {held.label}",
        passages=tuple(_passages(entries, lookup)),
    )


def _passages(entries: Sequence[Entry], lookup: Lookup) -> Iterator[PointPassage]:
    """Put points together that are under the same words; a point with a title is by itself."""

    def above(entry: Entry) -> tuple[str, Role, str]:
        return (
            entry.point.lead_in or " › ".join(headings_above(entry.point)),
            entry.point.role,
            entry.point.audience,
        )

    for (lead_in, role, audience), found in groupby(entries, key=above):
        for_whom = None if audience == EVERYONE else audience_link(audience, lookup)
        yield PointPassage(lead_in, role.value, POINT_LABELS[role], for_whom, Points(list(found), lookup))


def role_passages(
    entries: Sequence[Entry], counts: Mapping[Role, int], rest: Rest, lookup: Lookup
) -> tuple[RolePassages, ...]:
    """Show points by role, in their order; where there are more of a role than these, its group leads to all."""
    by_role: dict[Role, list[Entry]] = {}
    for entry in entries:
        by_role.setdefault(entry.point.role, []).append(entry)
    return tuple(
        RolePassages(
            role=role.value,
            label=label,
            count=count_of(counts[role], "point"),
            briefings=by_briefing(by_role.get(role, ()), lookup),
            more=rest(role, counts[role]) if counts[role] > len(by_role.get(role, ())) else None,
        )
        for role, label in ROLE_LABELS.items()
        if counts[role]
    )
