"""A learning point as pages show it, in its briefing or outside it, and points grouped by role."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Entry, LearningPoint, Link, Role, Vocabulary, shared_entries
from learnbrief.pages.gaps import gap_line
from learnbrief.pages.page import Lookup
from learnbrief.pages.parts import MOST, bytes_of_texts, first_of
from learnbrief.pages.words import GROUPED_ROLES, POINT_LABELS, ROLE_LABELS, STATE_LABELS, beginning_of, count_of
from learnbrief.settings import EVERYONE, Settings


class ActionView(Value, frozen=True):
    """Who does what is promised, by when, and how far it is."""

    owner: str
    due: str
    state: str
    """The state's id, or nothing where none was given."""
    state_label: str
    as_of: str
    """When that was true, where it is said."""
    evidence: str
    """The web address of what shows it, or nothing."""


class PointView(Value, frozen=True):
    """A point with what a reader needs to understand it anywhere."""

    id: str
    former_ids: tuple[str, ...]
    url: str
    title: str
    html: str
    lead_in: str
    headings: tuple[str, ...]
    """Those above it, outermost first."""
    role: str
    label: str
    audience: Link | None
    """None where the point is for everyone."""
    action: ActionView | None
    briefing: Link
    source: str
    """Who published the briefing and when its review was held."""
    audience_id: str
    partnership_ids: str
    """With blanks between them."""
    year: str
    gaps: tuple[str, ...]
    """What of its attributes is yet to be filled in."""

    @property
    def heading(self) -> str:
        """Give the headings above it as one line."""
        return " › ".join(self.headings)


class RoleGroup(Value, frozen=True):
    """The points of one role."""

    role: str
    label: str
    count: str
    points: "Points"
    more: Link | None
    """Where the rest is, if these are not all."""


class Points:
    """Points that a page shows; each view is made only when asked for, as most pages are unchanged."""

    __slots__ = ("_entries", "_lookup", "digest")

    def __init__(self, entries: Sequence[Entry], lookup: Lookup) -> None:
        self._entries = entries
        self._lookup = lookup
        self.digest = shared_entries(entries).digest

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[PointView]:
        return (point_view(entry, self._lookup) for entry in self._entries)


def point_view(entry: Entry, lookup: Lookup) -> PointView:
    """Show a point; always the same view of the same point, which names no theme, so pages can share it."""
    view: PointView | None = lookup.views.get(entry.digest)
    if view is None:
        if len(lookup.views) >= _MOST_VIEWS:
            lookup.views.clear()
        view = lookup.views[entry.digest] = _point_view(entry, lookup)
    return view


_MOST_VIEWS = 5_000
"""Views that are held at once, some 3 MB."""


def _point_view(entry: Entry, lookup: Lookup) -> PointView:
    point, briefing = entry.point, entry.briefing
    return PointView(
        id=point.id,
        former_ids=point.former_ids,
        url=f"/{entry.address}",
        title=point.title or "",
        html=point.body.html,
        lead_in=point.lead_in,
        headings=headings_above(point),
        role=point.role.value,
        label=POINT_LABELS[point.role],
        audience=None if point.audience == EVERYONE else audience_link(point.audience, lookup),
        action=_action(point),
        briefing=Link(briefing.title, f"/{briefing.address}"),
        source=f"{publishers_in_full(briefing, lookup.vocabulary)}, {point.held.label}",
        audience_id=point.audience,
        partnership_ids=" ".join(reference.id for reference in briefing.partnerships),
        year=point.held.year_id,
        gaps=tuple(map(gap_line, point.gaps)),
    )


def headings_above(point: LearningPoint) -> tuple[str, ...]:
    """Give the headings above a point, but for its title."""
    return point.headings[:-1] if point.title else point.headings


POINTS_BYTES = 75_000
"""Bytes of the points on a page that shows more than them, such as the briefings that they are in."""


Rest = Callable[[Role, int], Link]
"""Gives the link to all points of a role, of which there are so many."""


def search_for(query: str, lookup: Lookup) -> Rest:
    """Lead to the search that finds the same points, such as those of "partnership=dudley"."""

    def rest(role: Role, count: int) -> Link:
        return Link(f"Search all {count_of(count, 'point')}", searched(f"{query}&role={role.value}", lookup))

    return rest


def searched(query: str, lookup: Lookup) -> str:
    """Give the address of a search with choices made, among what this site has learned and not its neighbours."""
    return f"/search/index.html?{query}{'&from=here' if lookup.has_neighbours else ''}"


def first_points(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Give the first points, as many as fit on a page that also shows other things: at most a hundred."""
    return first_of(entries, bytes_of_point, POINTS_BYTES)


def is_cut(entries: Sequence[Entry]) -> bool:
    """Tell whether there are more points than such a page holds."""
    return len(entries) > MOST or len(first_points(entries)) < len(entries)


def bytes_of_point(entry: Entry) -> int:
    """Say about how many bytes a point takes on a page."""
    if not entry.bytes_on_page:
        point = entry.point
        above = point.title or point.lead_in or " › ".join(point.headings)
        entry.bytes_on_page = bytes_of_texts(
            point.body.html, above, entry.briefing.title, entry.address, point.owner, point.evidence, around=550
        )
    return entry.bytes_on_page


def group_by_role(entries: Sequence[Entry], lookup: Lookup, rest: Rest, of_each: int) -> tuple[RoleGroup, ...]:
    """Group points by role. Where they are too many for a page the first are on it, and each role leads to all.

    There are at most `of_each` of each role.
    """
    counts = Counter(entry.point.role for entry in entries)
    found = _first_of_each(entries, of_each) if is_cut(entries) else entries
    shown = in_roles(first_points(found), lookup.settings)
    groups = []
    for role in ROLE_LABELS:
        if count := counts[role]:
            points = Points(shown.get(role, ()), lookup)
            more = rest(role, count) if len(points) < count else None
            groups.append(RoleGroup(role.value, ROLE_LABELS[role], count_of(count, "point"), points, more))
    return tuple(groups)


def _first_of_each(entries: Iterable[Entry], most: int) -> Sequence[Entry]:
    """Give so many points of each role, in their order."""
    counts: Counter[Role] = Counter()
    found = []
    for entry in entries:
        counts[entry.point.role] += 1
        if counts[entry.point.role] <= most:
            found.append(entry)
    return found


def roles_of(entries: Iterable[Entry]) -> dict[Role, str]:
    """Give the roles that points can have, and any other that one of these has, by name."""
    found = {entry.point.role for entry in entries}
    return {role: label for role, label in ROLE_LABELS.items() if role in GROUPED_ROLES or role in found}


def in_roles(entries: Iterable[Entry], settings: Settings) -> dict[Role, list[Entry]]:
    """Sort points by role, what to do first; within a role those for an audience of its own come first."""
    order = {audience: at for at, audience in enumerate(settings.audience_ids)}
    by_role: dict[Role, list[Entry]] = {}
    for entry in entries:
        by_role.setdefault(entry.point.role, []).append(entry)
    return {
        role: sorted(by_role[role], key=lambda entry: -order.get(entry.point.audience, 0))
        for role in ROLE_LABELS
        if role in by_role
    }


def theme_link(theme_id: str, lookup: Lookup) -> Link:
    """Link to a theme's page."""
    return _theme_link(theme_id, lookup.themes[theme_id].label)


@lru_cache(maxsize=5_000)
def _theme_link(theme_id: str, label: str) -> Link:
    return Link(label, f"/themes/{theme_id}/index.html")


def audience_link(audience_id: str, lookup: Lookup) -> Link:
    """Link to an audience's page."""
    label = next(audience.label for audience in lookup.settings.audiences if audience.id == audience_id)
    return Link(label, f"/audiences/{audience_id}/index.html")


def words_of_point(point: LearningPoint) -> str:
    """Put together what a point says, as the open data does."""
    return " ".join(filter(None, (point.title, point.lead_in, point.body.text)))


def beginning_of_point(point: LearningPoint, longest: int) -> str:
    """Give a point's first words, behind those that lead in to it."""
    return beginning_of(" ".join(filter(None, (point.lead_in, point.title or point.body.text))), longest)


def publishers(briefing: Briefing, vocabulary: Vocabulary) -> str:
    """Name who published a briefing, in short, where there is little room."""
    partnerships = vocabulary.partnerships
    return " and ".join(partnerships[reference.id].short for reference in briefing.partnerships)


def publishers_in_full(briefing: Briefing, vocabulary: Vocabulary) -> str:
    """Name who published a briefing, by names that nobody needs to have explained."""
    partnerships = vocabulary.partnerships
    return " and ".join(partnerships[reference.id].name for reference in briefing.partnerships)


def successor_link(partnership_id: str, lookup: Lookup) -> Link | None:
    """Link to the body that is in a partnership's place today; without an address where it published nothing."""
    today = lookup.vocabulary.successor(partnership_id)
    if today is None:
        return None
    return Link(
        today.name, f"/partnerships/{today.id}/index.html" if today.id in lookup.partnerships_with_pages else ""
    )


def _action(point: LearningPoint) -> ActionView | None:
    if not (point.owner or point.due or point.state or point.as_of or point.evidence):
        return None
    return ActionView(
        owner=point.owner,
        due=point.due.label if point.due else "",
        state=point.state.value if point.state else "",
        state_label=STATE_LABELS[point.state] if point.state else "",
        as_of=point.as_of.label if point.as_of else "",
        evidence=point.evidence,
    )
