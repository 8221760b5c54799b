"""The same points seen by whom they are for, who published them, and what kind of review they come from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from learnbrief.analysis import RecurringLesson, Story, lessons_by_partnership, recurring_lessons
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.feeds import feed_in
from learnbrief.model import Briefing, Catalogue, Entry, Link, Role
from learnbrief.pages.page import AUDIENCES, HOME, KINDS, LESSONS, PARTNERSHIPS, Contents, Later, Lookup, Page
from learnbrief.pages.parts import ListPart, first_of
from learnbrief.pages.points import search_for, searched, successor_link, together, weight_of
from learnbrief.pages.words import count_of
from learnbrief.settings import EVERYONE, Settings
from learnbrief.views.briefing_list import BESIDE_POINTS, BriefingLine, briefing_weight, lines, list_parts, part_pages
from learnbrief.views.lesson_lines import LessonLine, lesson_line
from learnbrief.views.passages import RolePassages, role_passages
from learnbrief.views.progress import Promises, overdue_pages, promises


class CountedLink(Value, frozen=True):
    """A link with what is behind it."""

    title: str
    url: str
    count: str


class IndexView(Value, frozen=True):
    """A list of links with counts."""

    heading: str
    intro: str
    entries: tuple[CountedLink, ...]


class CollectionHeader(Value, frozen=True):
    """What stands at the head of the page of an audience, a partnership or a kind."""

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
    """The first of those that keep coming back, of which some of its points bear each."""
    more_lessons: Link | None
    """Where all of them stand, if these are not all."""
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


@dataclass(frozen=True, slots=True)
class _Collection:
    """An audience, a partnership or a kind with all that belongs to it."""

    id: str
    above: Link
    """The list of all of its sort."""
    outline: CollectionHeader
    query: str
    briefings: Sequence[Briefing]
    entries: Sequence[Entry]
    lessons: Later
    """The lessons that recur in each of its sort, by its id."""

    @property
    def folder(self) -> str:
        """Say where its pages stand."""
        return f"{self.above.url.removeprefix('/').removesuffix('index.html')}{self.id}/"


MOST_LESSONS = 10
_ROOM = 110_000
"""Bytes of the briefings, lessons, actions and points."""
_OF_A_LESSON = 400


def audience_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every audience that some point speaks to, and the list of them."""
    catalogue = contents.catalogue
    intro = "Choose your role to see what the briefings ask of you."
    yield _index(AUDIENCES, intro, tuple(audience_links(contents)))
    lessons = Later(lambda: recurring_lessons(contents.stories.values(), partial(_audiences_of, contents.settings)))
    for audience in contents.settings.audiences:
        entries = catalogue.by_audience.get(audience.id, ())
        if entries:
            query = "&".join(f"audience={each}" for each in dict.fromkeys((audience.id, EVERYONE)))
            outline = CollectionHeader(audience.label, "Audience", _counts_for(audience.id, contents))
            spoken_to = _spoken_to(audience.id, catalogue)
            yield from _pages(_Collection(audience.id, AUDIENCES, outline, query, (), spoken_to, lessons), contents)


def partnership_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every partnership that has published, and the list of them."""
    catalogue = contents.catalogue
    published = [
        partner for partner in catalogue.vocabulary.partnerships.values() if partner.id in catalogue.by_partnership
    ]
    links = tuple(
        CountedLink(
            partner.name,
            f"/partnerships/{partner.id}/index.html",
            _extent(catalogue.by_partnership[partner.id], contents),
        )
        for partner in sorted(published, key=lambda partner: partner.name)
    )
    yield _index(PARTNERSHIPS, "Who has published the briefings on this site.", links)
    lessons = Later(lambda: lessons_by_partnership(contents.stories.values()))
    for partner in published:
        briefings = catalogue.by_partnership[partner.id]
        found = [
            Link("Website", partner.website),
            Link(partner.email, f"mailto:{partner.email}" if partner.email else ""),
            partner.procedures or Link("", ""),
        ]
        outline = CollectionHeader(
            heading=partner.name,
            kind="Partnership",
            counts=_counts(briefings, f"partnership={partner.id}", contents),
            area=partner.area,
            links=tuple(link for link in found if link.url),
            successor=successor_link(partner.id, contents.lookup),
        )
        entries, query = _entries_of(briefings, catalogue), f"partnership={partner.id}"
        yield from _pages(
            _Collection(partner.id, PARTNERSHIPS, outline, query, briefings, entries, lessons), contents
        )


def kind_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every kind of review there is a briefing of, and the list of them."""
    catalogue = contents.catalogue
    kinds = [kind for kind in contents.settings.kinds if kind.id in catalogue.by_kind]
    links = tuple(
        CountedLink(kind.label, f"/kinds/{kind.id}/index.html", _extent(catalogue.by_kind[kind.id], contents))
        for kind in kinds
    )
    yield _index(KINDS, "What sort of audit or review the learning comes from.", links)
    lessons = Later(lambda: recurring_lessons(contents.stories.values(), lambda _, entry: (entry.briefing.kind.id,)))
    for kind in kinds:
        briefings = catalogue.by_kind[kind.id]
        outline = CollectionHeader(kind.label, "Kind of review", _counts(briefings, f"kind={kind.id}", contents))
        entries, query = _entries_of(briefings, catalogue), f"kind={kind.id}"
        yield from _pages(_Collection(kind.id, KINDS, outline, query, briefings, entries, lessons), contents)


def audience_links(contents: Contents) -> Iterator[CountedLink]:
    """Link to every audience that some point speaks to, with how many do, those for everyone among them."""
    catalogue = contents.catalogue
    for audience in contents.settings.audiences:
        if audience.id in catalogue.by_audience:
            count = count_of(len(_spoken_to(audience.id, catalogue)), "point")
            yield CountedLink(audience.label, f"/audiences/{audience.id}/index.html", count)


def _spoken_to(audience: str, catalogue: Catalogue) -> Sequence[Entry]:
    """Give an audience's own points, then those for everyone."""
    own = catalogue.by_audience[audience]
    return own if audience == EVERYONE else (*own, *catalogue.by_audience.get(EVERYONE, ()))


def _counts_for(audience: str, contents: Contents) -> tuple[Link, ...]:
    """Count an audience's own points, and those for everyone."""
    by_audience = contents.catalogue.by_audience
    own, everyones = len(by_audience[audience]), len(by_audience.get(EVERYONE, ()))
    counts = Link(f"{count_of(own, 'learning point')} for this audience", _searched_for(audience, contents))
    if not everyones or audience == EVERYONE:
        return (counts,)
    return (counts, Link(f"{everyones:,} for everyone", _searched_for(EVERYONE, contents)))


def _searched_for(audience: str, contents: Contents) -> str:
    return searched(f"audience={audience}", contents.lookup)


def _index(trail: Link, intro: str, links: tuple[CountedLink, ...]) -> Page:
    view = IndexView(trail.title, intro, links)
    return Page(trail.url.removeprefix("/"), "index.html", view, trail.title, intro, (HOME,))


def _pages(collection: _Collection, contents: Contents) -> Iterator[Page]:
    """Make the page of an audience, a partnership or a kind, and those of what has no room on it."""
    outline, folder, above = collection.outline, collection.folder, collection.above
    name, address = outline.heading, f"{folder}index.html"
    parts = list_parts(folder, collection.briefings, BESIDE_POINTS)
    yield Page(
        address=address,
        template="collection.html",
        given=Later(partial(_value, collection, parts[0], contents)),
        show=_view,
        title=f"{name} ({outline.kind.lower()})",
        description=f"{name}: {f'{outline.area}. ' if outline.area else ''}{outline.summary}",
        trail=(HOME, above),
        feed=feed_in(folder, name, contents.settings) if above is not KINDS else None,
    )
    trail = (HOME, above, Link(name, f"/{address}"))
    yield from part_pages(parts[1:], f"Briefings: {name}", trail, contents)
    yield from overdue_pages(collection.entries, folder, name, trail, contents)


def _value(collection: _Collection, briefings: ListPart[Briefing], contents: Contents) -> CollectionPage:
    recurring: Sequence[RecurringLesson] = collection.lessons.value.get(collection.id, ())
    lessons = tuple(lesson_line(lesson, tells_here=True) for lesson in recurring[:MOST_LESSONS])
    promised = promises(collection.entries, collection.folder, collection.query, contents)
    points = [entry for entry in collection.entries if entry.point.role is not Role.ACTIONS]
    room = _ROOM - sum(map(briefing_weight, briefings.items)) - _OF_A_LESSON * len(lessons)
    return CollectionPage(
        outline=collection.outline,
        query=collection.query,
        lessons=lessons,
        more_lessons=_more_lessons(len(recurring), collection.query),
        promises=promised,
        briefings=lines(briefings.items, contents),
        more_briefings=briefings.next,
        counts=Counter(entry.point.role for entry in points),
        points=together(first_of(points, weight_of, room - (promised.weight if promised else 0))),
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


def _audiences_of(settings: Settings, _: Story, entry: Entry) -> Iterable[str]:
    """Give the audiences that a point speaks to: what is for everyone, to all."""
    audience = entry.point.audience
    return settings.audience_ids if audience == EVERYONE else (audience,)


def _counts(briefings: Sequence[Briefing], query: str, contents: Contents) -> tuple[Link, ...]:
    """Count briefings, which stand on the page, and their points, which the search finds."""
    points = sum(len(contents.catalogue.by_briefing.get(briefing.slug, ())) for briefing in briefings)
    return (
        Link(count_of(len(briefings), "briefing"), "#_briefings"),
        Link(count_of(points, "learning point"), searched(query, contents.lookup)),
    )


def _extent(briefings: Sequence[Briefing], contents: Contents) -> str:
    return ", ".join(count.title for count in _counts(briefings, "", contents))


def _entries_of(briefings: Sequence[Briefing], catalogue: Catalogue) -> list[Entry]:
    return [entry for briefing in briefings for entry in catalogue.by_briefing.get(briefing.slug, ())]
