"""The same points seen by whom they are for, who published them, and what kind of review they come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from learnbrief.catalogue import Entry
from learnbrief.model import Briefing, Link
from learnbrief.pages.briefing_list import BriefingLine, briefing_line
from learnbrief.pages.page import AUDIENCES, HOME, KINDS, PARTNERSHIPS, Contents, Page
from learnbrief.pages.points import RoleGroup, group_by_role
from learnbrief.pages.words import count_of


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A link with what is behind it."""

    title: str
    url: str
    count: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """A list of links with counts."""

    heading: str
    intro: str
    entries: tuple[CountedLink, ...]


@dataclass(frozen=True, slots=True)
class CollectionView:
    """Briefings and points that share an audience, a partnership or a kind."""

    heading: str
    kind: str
    """What they share: "Audience", "Partnership" or "Kind of review"."""
    summary: str
    links: tuple[Link, ...]
    briefings: tuple[BriefingLine, ...]
    groups: tuple[RoleGroup, ...]


def audience_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every audience that some point speaks to, and the list of them."""
    catalogue = contents.catalogue
    intro = "Every learning point speaks to somebody. Choose whom you want to read for."
    links = tuple(audience_links(contents))
    yield _index(AUDIENCES, intro, links)
    for audience in contents.settings.audiences:
        entries = catalogue.by_audience.get(audience.id, ())
        if entries:
            summary = f"{count_of(len(entries), 'learning point')} for this audience."
            groups = group_by_role(entries, contents, f"audience={audience.id}")
            view = CollectionView(audience.label, "Audience", summary, (), (), groups)
            yield _collection(f"audiences/{audience.id}", view, AUDIENCES)


def partnership_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every partnership that has published, and the list of them."""
    catalogue = contents.catalogue
    published = [
        partner for partner in catalogue.vocabulary.partnerships.values() if partner.id in catalogue.by_partnership
    ]
    links = tuple(
        _counted(partner.name, f"/partnerships/{partner.id}/index.html", catalogue.by_partnership[partner.id])
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
        view = CollectionView(
            partner.name,
            "Partnership",
            f"{partner.area}. {_extent(briefings)}.",
            tuple(link for link in found if link.url),
            tuple(briefing_line(briefing, contents) for briefing in briefings),
            group_by_role(_entries_of(briefings), contents, f"partnership={partner.id}"),
        )
        yield _collection(f"partnerships/{partner.id}", view, PARTNERSHIPS)


def kind_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every kind of review there is a briefing of, and the list of them."""
    catalogue = contents.catalogue
    kinds = [kind for kind in contents.settings.kinds if kind.id in catalogue.by_kind]
    links = tuple(_counted(kind.label, f"/kinds/{kind.id}/index.html", catalogue.by_kind[kind.id]) for kind in kinds)
    yield _index(KINDS, "What sort of audit or review the learning comes from.", links)
    for kind in kinds:
        briefings = catalogue.by_kind[kind.id]
        view = CollectionView(
            kind.label,
            "Kind of review",
            f"{_extent(briefings)}.",
            (),
            tuple(briefing_line(briefing, contents) for briefing in briefings),
            group_by_role(_entries_of(briefings), contents, f"kind={kind.id}"),
        )
        yield _collection(f"kinds/{kind.id}", view, KINDS)


def audience_links(contents: Contents) -> Iterator[CountedLink]:
    """Link to every audience that some point speaks to, with how many do."""
    for audience in contents.settings.audiences:
        entries = contents.catalogue.by_audience.get(audience.id, ())
        if entries:
            yield CountedLink(audience.label, f"/audiences/{audience.id}/index.html", count_of(len(entries), "point"))


def _index(trail: Link, intro: str, entries: tuple[CountedLink, ...]) -> Page:
    address = trail.url.removeprefix("/")
    return Page(address, "index.html", IndexView(trail.title, intro, entries), trail.title, intro, (HOME,))


def _collection(folder: str, view: CollectionView, above: Link) -> Page:
    title = f"{view.heading} ({view.kind.lower()})"
    description = f"{view.heading}: {view.summary}"
    return Page(f"{folder}/index.html", "collection.html", view, title, description, (HOME, above))


def _counted(title: str, url: str, briefings: Sequence[Briefing]) -> CountedLink:
    return CountedLink(title, url, _extent(briefings))


def _extent(briefings: Sequence[Briefing]) -> str:
    points = sum(len(briefing.points) for briefing in briefings)
    return f"{count_of(len(briefings), 'briefing')}, {count_of(points, 'learning point')}"


def _entries_of(briefings: Sequence[Briefing]) -> list[Entry]:
    return [Entry(briefing, point) for briefing in briefings for point in briefing.points]
