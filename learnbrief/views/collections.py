"""The same points seen by whom they are for, who published them, and what kind of review they come from."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from learnbrief.cache.values import Value
from learnbrief.feeds import feed_in
from learnbrief.model import Briefing, Catalogue, Entry, Link
from learnbrief.pages.page import AUDIENCES, HOME, KINDS, PARTNERSHIPS, Contents, Feed, Later, Page
from learnbrief.pages.points import RoleGroup, group_by_role, search_for, successor_link
from learnbrief.pages.words import count_of
from learnbrief.settings import EVERYONE
from learnbrief.views.briefing_list import BESIDE_POINTS, BriefingLine, lines, list_parts, part_pages


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


class CollectionView(Value, frozen=True):
    """Briefings and points that share an audience, a partnership or a kind."""

    heading: str
    kind: str
    """What they share: "Audience", "Partnership" or "Kind of review"."""
    summary: str
    links: tuple[Link, ...] = ()
    briefings: tuple[BriefingLine, ...] = ()
    more_briefings: Link | None = None
    """The next part of them, if these are not all."""
    groups: tuple[RoleGroup, ...] = ()
    successor: Link | None = None
    """The body that has taken a partnership's place; its address is empty where it has no page."""


def audience_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every audience that some point speaks to, and the list of them."""
    catalogue = contents.catalogue
    intro = "Choose your role to see what the briefings ask of you."
    yield _index(AUDIENCES, intro, tuple(audience_links(contents)))
    for audience in contents.settings.audiences:
        entries = catalogue.by_audience.get(audience.id, ())
        if entries:
            outline = CollectionView(audience.label, "Audience", _counted(audience.id, catalogue))
            folder = f"audiences/{audience.id}/"
            search = "&".join(f"audience={each}" for each in dict.fromkeys((audience.id, EVERYONE)))
            found = partial(_spoken_to, audience.id, catalogue)
            view = Later(partial(_filled, outline, folder, (), found, search, contents))
            yield _collection(folder, outline, AUDIENCES, view, feed_in(folder, audience.label, contents.settings))


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
            _extent(catalogue.by_partnership[partner.id], catalogue),
        )
        for partner in sorted(published, key=lambda partner: partner.name)
    )
    yield _index(PARTNERSHIPS, "Who has published the briefings on this site.", links)
    for partner in published:
        briefings = catalogue.by_partnership[partner.id]
        found = [
            Link("Website", partner.website),
            Link(partner.email, f"mailto:{partner.email}" if partner.email else ""),
            partner.procedures or Link("", ""),
        ]
        links_out = tuple(link for link in found if link.url)
        summary = f"{partner.area}. {_extent(briefings, catalogue)}."
        outline = CollectionView(
            partner.name, "Partnership", summary, links_out, successor=successor_link(partner.id, contents.lookup)
        )
        folder, search = f"partnerships/{partner.id}/", f"partnership={partner.id}"
        entries = partial(_entries_of, briefings, catalogue)
        view = Later(partial(_filled, outline, folder, briefings, entries, search, contents))
        yield _collection(folder, outline, PARTNERSHIPS, view, feed_in(folder, partner.name, contents.settings))
        trail = (HOME, PARTNERSHIPS, Link(partner.name, f"/{folder}index.html"))
        later = list_parts(folder, briefings, BESIDE_POINTS)[1:]
        yield from part_pages(later, f"Briefings by {partner.name}", trail, contents)


def kind_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every kind of review there is a briefing of, and the list of them."""
    catalogue = contents.catalogue
    kinds = [kind for kind in contents.settings.kinds if kind.id in catalogue.by_kind]
    links = tuple(
        CountedLink(kind.label, f"/kinds/{kind.id}/index.html", _extent(catalogue.by_kind[kind.id], catalogue))
        for kind in kinds
    )
    yield _index(KINDS, "What sort of audit or review the learning comes from.", links)
    for kind in kinds:
        briefings = catalogue.by_kind[kind.id]
        outline = CollectionView(kind.label, "Kind of review", f"{_extent(briefings, catalogue)}.")
        folder, search = f"kinds/{kind.id}/", f"kind={kind.id}"
        entries = partial(_entries_of, briefings, catalogue)
        view = Later(partial(_filled, outline, folder, briefings, entries, search, contents))
        yield _collection(folder, outline, KINDS, view)
        trail = (HOME, KINDS, Link(kind.label, f"/{folder}index.html"))
        later = list_parts(folder, briefings, BESIDE_POINTS)[1:]
        yield from part_pages(later, f"Briefings: {kind.label}", trail, contents)


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


def _counted(audience: str, catalogue: Catalogue) -> str:
    own, everyones = len(catalogue.by_audience[audience]), len(catalogue.by_audience.get(EVERYONE, ()))
    more = f", and {everyones:,} for everyone" if everyones and audience != EVERYONE else ""
    return f"{count_of(own, 'learning point')} for this audience{more}."


def _index(trail: Link, intro: str, links: tuple[CountedLink, ...]) -> Page:
    view = IndexView(trail.title, intro, links)
    return Page(trail.url.removeprefix("/"), "index.html", view, trail.title, intro, (HOME,))


def _filled(
    outline: CollectionView,
    folder: str,
    briefings: Sequence[Briefing],
    entries: Callable[[], Sequence[Entry]],
    search: str,
    contents: Contents,
) -> CollectionView:
    """Fill in the lines of the briefings and the points."""
    first = list_parts(folder, briefings, BESIDE_POINTS)[0]
    return replace(
        outline,
        briefings=lines(first.items, contents),
        more_briefings=first.next,
        groups=group_by_role(entries(), contents.lookup, search_for(search, contents.lookup)),
    )


def _collection(
    folder: str,
    outline: CollectionView,
    above: Link,
    view: Later,
    feed: Feed | None = None,
) -> Page:
    title = f"{outline.heading} ({outline.kind.lower()})"
    description = f"{outline.heading}: {outline.summary}"
    return Page(f"{folder}index.html", "collection.html", view, title, description, (HOME, above), feed=feed)


def _extent(briefings: Sequence[Briefing], catalogue: Catalogue) -> str:
    points = sum(len(catalogue.by_briefing.get(briefing.slug, ())) for briefing in briefings)
    return f"{count_of(len(briefings), 'briefing')}, {count_of(points, 'learning point')}"


def _entries_of(briefings: Sequence[Briefing], catalogue: Catalogue) -> list[Entry]:
    return [entry for briefing in briefings for entry in catalogue.by_briefing.get(briefing.slug, ())]
