"""The same points seen by whom they are for, who published them, and what kind of review they come from."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from learnbrief.analysis import Story, lessons_by_partnership, recurring_lessons
from learnbrief.cache.cache import Shared, digest_of
from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Catalogue, Entry, Link, shared_briefings, shared_entries
from learnbrief.pages.page import AUDIENCES, HOME, KINDS, PARTNERSHIPS, Contents, Lazy, Page
from learnbrief.pages.points import searched, successor_link
from learnbrief.pages.words import count_of
from learnbrief.settings import EVERYONE, Settings
from learnbrief.views.collection import Collection, CollectionHeader, collection_pages
from learnbrief.views.progress import overdue_in


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


def audience_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every audience that some point speaks to, and the list of them."""
    catalogue = contents.catalogue
    intro = "Choose your role to see what the briefings ask of you."
    yield _index(AUDIENCES, intro, tuple(audience_links(contents)))
    lessons = Lazy(lambda: recurring_lessons(contents.stories.values(), partial(_audiences_of, contents.settings)))
    shared = {audience: shared_entries(entries) for audience, entries in catalogue.by_audience.items()}
    overdue = overdue_in(catalogue.actions, contents.today)
    for audience in contents.settings.audiences:
        if audience.id in shared:
            both = tuple(dict.fromkeys((audience.id, EVERYONE)))
            query = "&".join(f"audience={each}" for each in both)
            outline = CollectionHeader(audience.label, "Audience", _counts_for(audience.id, contents))
            digest = digest_of([shared.get(each) for each in both])
            spoken_to = Shared.lazy(partial(_spoken_to, audience.id, catalogue), digest)
            none = shared_briefings(())
            collection = Collection(audience.id, AUDIENCES, outline, query, none, spoken_to, contents.common)
            late = [entry for entry in overdue if entry.point.audience in both]
            yield from collection_pages(collection, lessons, late, contents)


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
    lessons = Lazy(lambda: lessons_by_partnership(contents.stories.values()))
    overdue = overdue_in(catalogue.actions, contents.today)
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
        collection = _of_briefings(partner.id, PARTNERSHIPS, outline, briefings, contents)
        late = [entry for entry in overdue if any(each.id == partner.id for each in entry.briefing.partnerships)]
        yield from collection_pages(collection, lessons, late, contents)


def kind_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every kind of review there is a briefing of, and the list of them."""
    catalogue = contents.catalogue
    kinds = [kind for kind in contents.settings.kinds if kind.id in catalogue.by_kind]
    links = tuple(
        CountedLink(kind.label, f"/kinds/{kind.id}/index.html", _extent(catalogue.by_kind[kind.id], contents))
        for kind in kinds
    )
    yield _index(KINDS, "What sort of audit or review the learning comes from.", links)
    lessons = Lazy(lambda: recurring_lessons(contents.stories.values(), lambda _, entry: (entry.briefing.kind.id,)))
    overdue = overdue_in(catalogue.actions, contents.today)
    for kind in kinds:
        briefings = catalogue.by_kind[kind.id]
        outline = CollectionHeader(kind.label, "Kind of review", _counts(briefings, f"kind={kind.id}", contents))
        collection = _of_briefings(kind.id, KINDS, outline, briefings, contents)
        late = [entry for entry in overdue if entry.briefing.kind.id == kind.id]
        yield from collection_pages(collection, lessons, late, contents)


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


def _of_briefings(
    id_: str, above: Link, outline: CollectionHeader, briefings: Sequence[Briefing], contents: Contents
) -> Collection:
    by_briefing, shared = contents.catalogue.by_briefing, shared_briefings(briefings)
    entries: Shared[Sequence[Entry]] = Shared.lazy(
        lambda: [entry for briefing in briefings for entry in by_briefing.get(briefing.slug, ())], shared.digest
    )
    query = f"{'kind' if above is KINDS else 'partnership'}={id_}"
    return Collection(id_, above, outline, query, shared, entries, contents.common)


def _audiences_of(settings: Settings, _: Story, entry: Entry) -> Iterable[str]:
    """Give the audiences that a point speaks to: what is for everyone, to all."""
    audience = entry.point.audience
    return settings.audience_ids if audience == EVERYONE else (audience,)


def _counts(briefings: Sequence[Briefing], query: str, contents: Contents) -> tuple[Link, ...]:
    """Count briefings, which are on the page, and their points, which the search finds."""
    points = sum(len(contents.catalogue.by_briefing.get(briefing.slug, ())) for briefing in briefings)
    return (
        Link(count_of(len(briefings), "briefing"), "#_briefings"),
        Link(count_of(points, "learning point"), searched(query, contents.lookup)),
    )


def _extent(briefings: Sequence[Briefing], contents: Contents) -> str:
    return ", ".join(count.title for count in _counts(briefings, "", contents))
