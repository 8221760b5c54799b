"""What each partnership brought to a year, each count leading to what it counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from learnbrief.model import Briefing, Entry, Link, Partnership, Role, in_role
from learnbrief.views.actions import STATES
from learnbrief.views.year_view import Count, PartnershipOfYear

MOST_PARTNERSHIPS = 40
_COLUMNS = (("Good practice", Role.GOOD_PRACTICE), ("Actions", Role.ACTIONS))

Search = Callable[[Role | None, str, str], str]
"""Gives the address of a search of the year, by role, partnership and state of actions."""


def partnerships_of_year(
    briefings: Sequence[Briefing], entries: Sequence[Entry], known: Mapping[str, Partnership], search: Search
) -> list[PartnershipOfYear]:
    """Count by partnership, those with most points first; what several published together counts for each."""
    found: dict[str, list[Entry]] = {each.id: [] for briefing in briefings for each in briefing.partnerships}
    for entry in entries:
        for each in entry.briefing.partnerships:
            found.setdefault(each.id, []).append(entry)
    in_order = sorted(found, key=lambda id_: (-len(found[id_]), known[id_].name.casefold()))
    return [
        PartnershipOfYear(
            Link(known[id_].name, f"/partnerships/{id_}/index.html"), tuple(_counts(id_, found[id_], search))
        )
        for id_ in in_order
    ]


def _counts(id_: str, entries: Sequence[Entry], search: Search) -> Iterator[Count]:
    def count(what: str, number: int, role: Role | None = None, state: str = "") -> Count:
        return Count(what, number, search(role, id_, state) if number else "")

    roles = [entry.point.role for entry in entries]
    yield count("Learning points", len(roles))
    for what, role in _COLUMNS:
        yield count(what, roles.count(role), role)
    actions = in_role(Role.ACTIONS, entries)
    for state in STATES:
        number = sum(entry.point.state is state.state for entry in actions)
        yield count(state.label, number, Role.ACTIONS, state.id)
