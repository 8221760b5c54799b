"""What readers may see, arranged by theme, audience, partnership, kind and year.

Drafts, embargoed and withdrawn briefings were left out before; this room could not tell of them if it wanted to.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

from learnbrief.model import Briefing, LearningPoint, Theme, Vocabulary, named_point
from learnbrief.readers import Itself, Recall, make_anew

_PART = 32
"""Briefings that are joined first among themselves."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A learning point together with the briefing it stands in."""

    briefing: Briefing
    point: LearningPoint

    @property
    def address(self) -> str:
        """Where the point stands in the site, or in full on a neighbour's."""
        return f"{self.briefing.address}#{self.point.id}"

    @property
    def link(self) -> str:
        """What leads to the point from any page."""
        return f"{self.briefing.link}#{self.point.id}"


@dataclass(frozen=True, slots=True)
class _Share:
    """What one briefing, or some in a row, bring into the catalogue."""

    entries: tuple[Entry, ...]
    by_theme: Mapping[str, tuple[Entry, ...]]
    by_audience: Mapping[str, tuple[Entry, ...]]
    years: frozenset[int]
    answering: tuple[Entry, ...]
    """The points that answer others."""
    lessons: frozenset[str]
    """Ids of those that some point bears."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The visible briefings and their points, newest first; the points of one briefing in its printed order."""

    briefings: tuple[Briefing, ...]
    vocabulary: Vocabulary
    """Of its lessons, those that some point here bears."""
    entries: tuple[Entry, ...]
    by_briefing: Mapping[str, tuple[Entry, ...]]
    """The points of every briefing that has any, by its slug."""
    by_theme: Mapping[str, tuple[Entry, ...]]
    by_audience: Mapping[str, tuple[Entry, ...]]
    years: tuple[int, ...]
    """Those in which the reviews began that points stand for, earliest first."""
    by_partnership: Mapping[str, tuple[Briefing, ...]]
    by_kind: Mapping[str, tuple[Briefing, ...]]
    by_topic: Mapping[str, tuple[Briefing, ...]]
    by_slug: Mapping[str, Briefing]
    followers: Mapping[str, tuple[Briefing, ...]]
    """Those that looked again at what a briefing had taught, by its slug."""
    answers: Mapping[str, tuple[Entry, ...]]
    """The points that a point answers, by its address; those that readers may see."""
    answered_by: Mapping[str, tuple[Entry, ...]]
    """The points that answer a point, by its address."""
    raised_by_neighbours: frozenset[str] = frozenset()
    """Themes that have a page because neighbours raised them, by id."""

    @classmethod
    def of(
        cls,
        briefings: Iterable[Briefing],
        vocabulary: Vocabulary,
        recall: Recall = make_anew,
        raised_by_neighbours: Collection[str] = frozenset(),
    ) -> "Catalogue":
        """Arrange visible briefings: this site's own, or those of neighbours, but for the search never both.

        `recall` may answer with what the same briefing brought before.
        """
        newest_first = tuple(sorted(briefings, key=_newest_first))
        shares = [recall(("share", Itself(briefing)), partial(_share, briefing)) for briefing in newest_first]
        whole = _join([recall(("joined", *map(Itself, part)), partial(_join, part)) for part in _parts(shares)])
        by_briefing = {share.entries[0].briefing.slug: share.entries for share in shares if share.entries}
        answers = _answers(whole.answering, by_briefing)
        seen = partial(vocabulary.with_lessons, whole.lessons)
        return cls(
            briefings=newest_first,
            vocabulary=recall(("seen", Itself(vocabulary), whole.lessons), seen),
            entries=whole.entries,
            by_briefing=by_briefing,
            by_theme=whole.by_theme,
            by_audience=whole.by_audience,
            years=tuple(sorted(whole.years)),
            by_partnership=_group(newest_first, lambda briefing: [ref.id for ref in briefing.partnerships]),
            by_kind=_group(newest_first, lambda briefing: [briefing.kind.id]),
            by_topic=_group(newest_first, lambda briefing: [topic.id for topic in briefing.topics]),
            by_slug={briefing.slug: briefing for briefing in newest_first},
            followers=_group(newest_first, lambda briefing: [earlier.id for earlier in briefing.follows_up]),
            answers=answers,
            answered_by=_group(
                whole.answering, lambda entry: [other.address for other in answers.get(entry.address, ())]
            ),
            raised_by_neighbours=frozenset(raised_by_neighbours),
        )

    @property
    def raised_themes(self) -> tuple[Theme, ...]:
        """The themes that some briefing raises, by label."""
        raised = [theme for theme in self.vocabulary.themes.values() if self.is_raised_here(theme.id)]
        return tuple(sorted(raised, key=lambda theme: theme.label.casefold()))

    @property
    def themes_with_pages(self) -> tuple[Theme, ...]:
        """The themes that some briefing raises, here or at a neighbour's, by label."""
        raised = [theme for theme in self.vocabulary.themes.values() if self.is_raised(theme.id)]
        return tuple(sorted(raised, key=lambda theme: theme.label.casefold()))

    def is_raised(self, theme_id: str) -> bool:
        """Tell whether a theme has a page."""
        return self.is_raised_here(theme_id) or theme_id in self.raised_by_neighbours

    def is_raised_here(self, theme_id: str) -> bool:
        """Tell whether a briefing of this catalogue raises a theme."""
        return theme_id in self.by_theme or theme_id in self.by_topic


def _newest_first(briefing: Briefing) -> tuple[int, int, str]:
    return (-briefing.held.start.toordinal(), -briefing.published.start.toordinal(), briefing.slug)


def _share(briefing: Briefing) -> _Share:
    entries = tuple(Entry(briefing, point) for point in briefing.points)
    return _Share(
        entries,
        by_theme=_group(entries, lambda entry: entry.point.themes),
        by_audience=_group(entries, lambda entry: [entry.point.audience]),
        years=frozenset(entry.point.held.year for entry in entries if entry.point.held.year is not None),
        answering=tuple(entry for entry in entries if entry.point.answers),
        lessons=frozenset(lesson.id for entry in entries for lesson in entry.point.lessons),
    )


def _parts(shares: Sequence[_Share]) -> Iterator[Sequence[_Share]]:
    """Cut what briefings bring into pieces, so that an edit of one leaves all pieces but one as they were."""
    return (shares[first : first + _PART] for first in range(0, len(shares), _PART))


def _join(shares: Sequence[_Share]) -> _Share:
    return _Share(
        entries=tuple(chain.from_iterable(share.entries for share in shares)),
        by_theme=_join_groups(share.by_theme for share in shares),
        by_audience=_join_groups(share.by_audience for share in shares),
        years=frozenset().union(*(share.years for share in shares)),
        answering=tuple(chain.from_iterable(share.answering for share in shares)),
        lessons=frozenset().union(*(share.lessons for share in shares)),
    )


def _join_groups(shares: Iterable[Mapping[str, tuple[Entry, ...]]]) -> dict[str, tuple[Entry, ...]]:
    groups: dict[str, list[Entry]] = {}
    for share in shares:
        for key, entries in share.items():
            groups.setdefault(key, []).extend(entries)
    return {key: tuple(entries) for key, entries in groups.items()}


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
