"""The page of an audience, of a partnership or of a kind of review: its lessons, its briefings and its points."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from learnbrief.analysis import RecurringLesson
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.feeds import feed_in
from learnbrief.model import Briefing, Entry, Link, Role, shared_entries
from learnbrief.pages.page import HOME, KINDS, LESSONS, Common, Contents, Lazy, Lookup, Page
from learnbrief.pages.parts import ListPart, first_of
from learnbrief.pages.points import bytes_of_point, search_for
from learnbrief.pages.words import count_of
from learnbrief.views.briefing_list import (
    BESIDE_POINTS,
    BriefingLine,
    bytes_of_briefing,
    lines,
    list_parts,
    part_pages,
)
from learnbrief.views.lesson_lines import LessonLine, lesson_line
from learnbrief.views.passages import RolePassages, role_passages
from learnbrief.views.progress import Promises, overdue_pages, promises


class CollectionHeader(Value, frozen=True):
    """What is at the head of the page of an audience, a partnership or a kind."""

    heading: str
    kind: str
    """What its points share: "Audience", "Partnership" or "Kind of review"."""
    counts: tuple[Link, ...]
    """How much there is of it; each count leads to what it counts."""
    area: str = ""
    """Where a partnership works."""
    links: tuple[Link, ...] = ()
    successor: Link | None = None
    """The body that has taken a partnership's place; its address is empty where it has no page."""

    @property
    def summary(self) -> str:
        """How much there is of it, in a sentence."""
        return f"{', '.join(count.title for count in self.counts)}."


class CollectionView(Value, frozen=True):
    """Briefings and points that share an audience, a partnership or a kind."""

    outline: CollectionHeader
    lessons: tuple[LessonLine, ...]
    """The first of those that keep coming back, of which some of its points carry each."""
    more_lessons: Link | None
    """Where all of them are, if these are not all."""
    promises: Promises | None
    """None where nothing was promised."""
    briefings: tuple[BriefingLine, ...]
    more_briefings: Link | None
    """The next part of them, if these are not all."""
    groups: tuple[RolePassages, ...]


class CollectionPage(Value, frozen=True):
    """What the page of an audience, a partnership or a kind is made of."""

    outline: CollectionHeader
    query: str
    """What a search asks for that finds its points."""
    lessons: tuple[LessonLine, ...]
    more_lessons: Link | None
    promises: Promises | None
    briefings: tuple[BriefingLine, ...]
    more_briefings: Link | None
    counts: Mapping[Role, int]
    """All points by role, but for actions."""
    points: Shared[Sequence[Entry]]
    """The first of them."""


class Collection(Value, frozen=True):
    """An audience, a partnership or a kind with all that belongs to it."""

    id: str
    above: Link
    """The list of all of its sort."""
    outline: CollectionHeader
    query: str
    briefings: Shared[Sequence[Briefing]]
    entries: Shared[Sequence[Entry]]
    common: Common

    @property
    def folder(self) -> str:
        """Say where its pages are."""
        return f"{self.above.url.removeprefix('/').removesuffix('index.html')}{self.id}/"

    @property
    def parts(self) -> tuple[ListPart[Briefing], ...]:
        """Cut the list of its briefings."""
        return list_parts(self.folder, self.briefings.value, BESIDE_POINTS)


class _CollectionToShow(Value, frozen=True):
    """A collection with the first of the lessons that come back in it."""

    collection: Collection
    lessons: tuple[RecurringLesson, ...]
    more_lessons: Link | None


MOST_LESSONS = 10
_PAGE_BYTES = 110_000
"""Bytes of the briefings, lessons, actions and points."""
_OF_A_LESSON = 400


def collection_pages(
    collection: Collection, lessons: Lazy, overdue: Sequence[Entry], contents: Contents
) -> Iterator[Page]:
    """Make the page of an audience, a partnership or a kind, and those of what has no room on it."""
    outline, folder, above = collection.outline, collection.folder, collection.above
    name, address = outline.heading, f"{folder}index.html"
    yield Page(
        address=address,
        template="collection.html",
        given=Lazy(partial(_shared_view, collection, lessons)),
        show=_view,
        title=f"{name} ({outline.kind.lower()})",
        description=f"{name}: {f'{outline.area}. ' if outline.area else ''}{outline.summary}",
        trail=(HOME, above),
        feed=feed_in(folder, name, contents.settings) if above is not KINDS else None,
    )
    trail = (HOME, above, Link(name, f"/{address}"))
    yield from part_pages(collection.parts[1:], f"Briefings: {name}", trail, contents)
    yield from overdue_pages(overdue, folder, name, trail, contents.common)


def _shared_view(collection: Collection, lessons: Lazy) -> Shared[CollectionPage]:
    found: Sequence[RecurringLesson] = lessons.value.get(collection.id, ())
    shown = _CollectionToShow(collection, tuple(found[:MOST_LESSONS]), _more_lessons(len(found), collection.query))
    return collection.common.lookup.cache.refer_by_digest(_value, shown)


def _value(shown: _CollectionToShow) -> CollectionPage:
    collection, briefings = shown.collection, shown.collection.parts[0]
    entries, common = collection.entries.value, collection.common
    promised = promises(entries, collection.folder, collection.query, common)
    actions = Role.ACTIONS
    points = [entry for entry in entries if entry.point.role is not actions]
    bytes_left = _PAGE_BYTES - sum(map(bytes_of_briefing, briefings.items)) - _OF_A_LESSON * len(shown.lessons)
    return CollectionPage(
        outline=collection.outline,
        query=collection.query,
        lessons=tuple(lesson_line(lesson, tells_here=True) for lesson in shown.lessons),
        more_lessons=shown.more_lessons,
        promises=promised,
        briefings=lines(briefings.items, common),
        more_briefings=briefings.next,
        counts=Counter(entry.point.role for entry in points),
        points=shared_entries(
            first_of(points, bytes_of_point, bytes_left - (promised.bytes_on_page if promised else 0))
        ),
    )


def _view(page: CollectionPage, lookup: Lookup) -> CollectionView:
    return CollectionView(
        outline=page.outline,
        lessons=page.lessons,
        more_lessons=page.more_lessons,
        promises=page.promises,
        briefings=page.briefings,
        more_briefings=page.more_briefings,
        groups=role_passages(page.points.value, page.counts, search_for(page.query, lookup), lookup),
    )


def _more_lessons(count: int, query: str) -> Link | None:
    return Link(f"All {count_of(count, 'lesson')}", f"{LESSONS.url}?{query}") if count > MOST_LESSONS else None
