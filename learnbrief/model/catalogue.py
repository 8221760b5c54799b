"""What readers may see, arranged by theme, audience, partnership, kind and year.

Drafts, embargoed and withdrawn briefings were left out before; this room could not tell of them if it wanted to.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from msgspec import Struct

from learnbrief.cache.cache import Shared, digest_of
from learnbrief.model.briefing import Briefing, LearningPoint, named_point
from learnbrief.model.held import UNDATED
from learnbrief.model.roles import Role
from learnbrief.model.vocabulary import Theme, Vocabulary


class Entry:
    """A learning point together with the briefing it is in, of which it knows no other point."""

    __slots__ = ("address", "briefing", "bytes_on_page", "digest", "point", "year")

    def __init__(self, briefing: Briefing, point: LearningPoint) -> None:
        self.briefing = briefing.head
        self.point = point
        self.address = f"{briefing.address}#{point.id}"
        """Where the point is in the site, or in full on a neighbour's."""
        self.digest = self.briefing.fingerprint + (point.digest or point.own_digest)
        self.year = point.held.year_id
        """The id of the year in which its review began."""
        self.bytes_on_page = 0
        """About how many bytes it takes on a page; 0 until that was asked for."""

    @property
    def link(self) -> str:
        """What leads to the point from any page."""
        return f"{self.briefing.link}#{self.point.id}"


def in_role(role: Role, entries: Iterable[Entry]) -> list[Entry]:
    """Give the points of a role, in their order."""
    return [entry for entry in entries if entry.point.role is role]


def shared_entries(entries: Sequence[Entry]) -> Shared[Sequence[Entry]]:
    """Give points with one digest for all of them."""
    return Shared(entries, digest_of([entry.digest for entry in entries]))


def shared_briefings(briefings: Sequence[Briefing]) -> Shared[Sequence[Briefing]]:
    """Give briefings with one digest for all of them."""
    return Shared(briefings, digest_of([briefing.fingerprint for briefing in briefings]))


_IN_A_RUN = 40
"""Briefings that are taken together where a result of each is kept: one edit has so many done anew."""

PointsByAddress = Mapping[str, tuple[Entry, ...]]


class AnswerGraph:
    """Which points answer which."""

    __slots__ = ("answered_by", "answers", "digest")

    def __init__(self, answers: PointsByAddress, answered_by: PointsByAddress) -> None:
        self.answers = answers
        """The points that a point answers, by its address; those that readers may see."""
        self.answered_by = answered_by
        """The points that answer a point, by its address."""
        self.digest = digest_of([_in_key(answers), _in_key(answered_by)])

    def __contains__(self, entry: Entry) -> bool:
        return entry.address in self.answers or entry.address in self.answered_by


class Catalogue(Struct, frozen=True):
    """The visible briefings and their points, newest first; the points of one briefing in its printed order."""

    briefings: tuple[Briefing, ...]
    runs: tuple[Shared[Sequence[Briefing]], ...]
    """The same, some at a time."""
    vocabulary: Vocabulary
    """Of its lessons, those that some point here carries."""
    entries: tuple[Entry, ...]
    by_briefing: Mapping[str, tuple[Entry, ...]]
    """The points of every briefing that has any, by its slug."""
    by_theme: Mapping[str, tuple[Entry, ...]]
    shared_by_theme: Mapping[str, Shared[Sequence[Entry]]]
    """The same, for values to hold."""
    by_audience: Mapping[str, tuple[Entry, ...]]
    actions: tuple[Entry, ...]
    """The points that say what was promised."""
    years: tuple[int, ...]
    """Those in which the reviews began that points stand for, earliest first."""
    by_partnership: Mapping[str, tuple[Briefing, ...]]
    by_kind: Mapping[str, tuple[Briefing, ...]]
    by_topic: Mapping[str, tuple[Briefing, ...]]
    raising: Mapping[str, tuple[Briefing, ...]]
    """Those that are about a theme or have points on it, by its id."""
    by_slug: Mapping[str, Briefing]
    followers: Mapping[str, tuple[Briefing, ...]]
    """Those that looked again at what a briefing had taught, by its slug."""
    answer_graph: AnswerGraph
    raised_by_neighbours: frozenset[str] = frozenset()
    """Themes that neighbours raised, by id."""

    @classmethod
    def of(
        cls,
        briefings: Iterable[Briefing],
        vocabulary: Vocabulary,
        raised_by_neighbours: Collection[str] = frozenset(),
    ) -> "Catalogue":
        """Arrange visible briefings: this site's own, or those of neighbours, but for the search never both."""
        newest_first = tuple(sorted(briefings, key=_newest_first))
        by_briefing: dict[str, tuple[Entry, ...]] = {}
        by_theme: defaultdict[str, list[Entry]] = defaultdict(list)
        by_audience: defaultdict[str, list[Entry]] = defaultdict(list)
        for briefing in newest_first:
            if own := tuple(Entry(briefing, point) for point in briefing.points):
                by_briefing[briefing.slug] = own
            for entry in own:
                point = entry.point
                by_audience[point.audience].append(entry)
                for theme in point.themes:
                    by_theme[theme].append(entry)
        entries = tuple(chain.from_iterable(by_briefing.values()))
        on_themes = {theme: tuple(found) for theme, found in by_theme.items()}
        answering = [entry for entry in entries if entry.point.answers]
        answers = _answers(answering, by_briefing)
        years = {entry.year for entry in entries} - {UNDATED}
        return cls(
            briefings=newest_first,
            runs=tuple(
                shared_briefings(newest_first[first : first + _IN_A_RUN])
                for first in range(0, len(newest_first), _IN_A_RUN)
            ),
            vocabulary=vocabulary.with_lessons({lesson.id for entry in entries for lesson in entry.point.lessons}),
            entries=entries,
            by_briefing=by_briefing,
            by_theme=on_themes,
            shared_by_theme={theme: shared_entries(found) for theme, found in on_themes.items()},
            by_audience={audience: tuple(found) for audience, found in by_audience.items()},
            actions=tuple(in_role(Role.ACTIONS, entries)),
            years=tuple(sorted(map(int, years))),
            by_partnership=_group(newest_first, lambda briefing: [ref.id for ref in briefing.partnerships]),
            by_kind=_group(newest_first, lambda briefing: [briefing.kind.id]),
            by_topic=_group(newest_first, lambda briefing: [topic.id for topic in briefing.topics]),
            raising=_group(newest_first, lambda briefing: briefing.themes),
            by_slug={briefing.slug: briefing for briefing in newest_first},
            followers=_group(newest_first, lambda briefing: [earlier.id for earlier in briefing.follows_up]),
            answer_graph=AnswerGraph(
                answers, _group(answering, lambda entry: [other.address for other in answers.get(entry.address, ())])
            ),
            raised_by_neighbours=frozenset(raised_by_neighbours),
        )

    @property
    def raised_themes(self) -> tuple[Theme, ...]:
        """The themes that some briefing raises, by label."""
        raised = [theme for theme in self.vocabulary.themes.values() if self.is_raised_here(theme.id)]
        return tuple(sorted(raised, key=lambda theme: theme.label.casefold()))

    def is_raised(self, theme_id: str) -> bool:
        """Tell whether a briefing raises a theme, here or at a neighbour's."""
        return self.is_raised_here(theme_id) or theme_id in self.raised_by_neighbours

    def is_raised_here(self, theme_id: str) -> bool:
        """Tell whether a briefing of this catalogue raises a theme."""
        return theme_id in self.raising


def _in_key(points: PointsByAddress) -> list[tuple[str, list[bytes]]]:
    return [(address, [other.digest for other in others]) for address, others in points.items()]


def _newest_first(briefing: Briefing) -> tuple[int, int, str]:
    return (-briefing.held.start.toordinal(), -briefing.published.start.toordinal(), briefing.slug)


def _answers(
    answering: Iterable[Entry], by_briefing: Mapping[str, tuple[Entry, ...]]
) -> dict[str, tuple[Entry, ...]]:
    """Find what points answer, by the address of each that answers something which readers may see."""
    found = {}
    for entry in answering:
        places = (named_point(reference.id, entry.briefing.slug) for reference in entry.point.answers)
        others = {
            other.address: other
            for slug, point_id in places
            for other in by_briefing.get(slug, ())
            if point_id in (other.point.id, *other.point.former_ids)
        }
        if others:
            found[entry.address] = tuple(others.values())
    return found


Member = TypeVar("Member")


def _group(members: Iterable[Member], keys: Callable[[Member], Iterable[str]]) -> dict[str, tuple[Member, ...]]:
    groups: dict[str, list[Member]] = {}
    for member in members:
        for key in dict.fromkeys(keys(member)):
            groups.setdefault(key, []).append(member)
    return {key: tuple(group) for key, group in groups.items()}
