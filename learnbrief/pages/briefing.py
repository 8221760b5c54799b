"""A briefing's page, and what stands at the addresses of withdrawn and renamed ones."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from learnbrief.catalogue import Catalogue, Entry
from learnbrief.model import ROLES_WITH_POINTS, Briefing, Link, PointList, Section, Status, day_label
from learnbrief.pages.page import BRIEFINGS, HOME, Contents, Page
from learnbrief.pages.points import PointView, audience_link, point_view, publishers, theme_link
from learnbrief.pages.recurrence import Elsewhere, Recurrence, Related
from learnbrief.pages.words import ROLE_LABELS, contact_link, count_of, joined
from learnbrief.settings import EVERYONE


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what is so called."""

    name: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PointAtHome:
    """A point in its briefing, with where else the same was raised."""

    view: PointView
    elsewhere: Elsewhere | None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a section: either HTML or points."""

    html: str
    points: tuple[PointAtHome, ...]
    is_numbered: bool
    start: int


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of a briefing as its page shows it."""

    id: str
    level: int
    heading: str
    """HTML."""
    role: str
    role_label: str
    """Said only where neither the heading's own words nor the section above say it."""
    audience: Link | None
    held: str
    parts: tuple[Part, ...]
    sections: tuple["SectionView", ...]


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents."""

    title: str
    url: str
    count: str


@dataclass(frozen=True, slots=True)
class BriefingView:
    """All that a briefing's page shows."""

    title: str
    kind: str
    summary: str
    """HTML."""
    notices: tuple[str, ...]
    superseded_by: Link | None
    facts: tuple[Fact, ...]
    topics: tuple[Link, ...]
    contents: tuple[ContentsEntry, ...]
    sections: tuple[SectionView, ...]
    follows_up: tuple[Link, ...]
    followed_by: tuple[Link, ...]
    related: tuple[Related, ...]
    links: tuple[Link, ...]
    citation: str
    contact: Link | None


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """What stands at a withdrawn briefing's address."""

    title: str
    superseded_by: Link | None


@dataclass(frozen=True, slots=True)
class ForwardView:
    """What stands at an old address."""

    target: Link


def briefing_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every briefing."""
    titles = _titles(contents)
    recurrence = Recurrence(contents.catalogue)
    for briefing in contents.catalogue.briefings:
        yield Page(
            address=briefing.address,
            template="briefing.html",
            make_view=partial(_view, briefing, contents, recurrence),
            title=titles[briefing.slug],
            description=briefing.summary.text,
            trail=(HOME, BRIEFINGS),
            is_listed=not _is_hidden_later(briefing, contents),
        )


def withdrawn_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every withdrawn briefing, which says no more than that."""
    for briefing in contents.withdrawn:
        yield Page(
            address=briefing.address,
            template="withdrawn.html",
            make_view=partial(_withdrawn, briefing, contents.catalogue),
            title=f"Withdrawn: {briefing.title} ({briefing.slug})",
            trail=(HOME, BRIEFINGS),
            is_listed=False,
        )


def forwarding_pages(contents: Contents) -> Iterator[Page]:
    """Make a page at every old address of a briefing, which leads to the new one."""
    for briefing in (*contents.catalogue.briefings, *contents.withdrawn):
        for alias in briefing.aliases:
            yield Page(
                address=alias.id,
                template="forward.html",
                make_view=partial(ForwardView, Link(briefing.title, f"/{briefing.address}")),
                title=f"Moved: {briefing.title} ({alias.id})",
                is_listed=False,
            )


def _titles(contents: Contents) -> dict[str, str]:
    """Give each briefing a title for browsers; two that would be alike bear their slugs too."""
    catalogue = contents.catalogue
    titles = {
        briefing.slug: f"{briefing.title} ({publishers(briefing, catalogue)}, {briefing.held.label})"
        for briefing in catalogue.briefings
    }
    alike = Counter(titles.values())
    return {slug: f"{title}, {slug}" if alike[title] > 1 else title for slug, title in titles.items()}


def _view(briefing: Briefing, contents: Contents, recurrence: Recurrence) -> BriefingView:
    catalogue = contents.catalogue
    earlier = [catalogue.by_slug[ref.id] for ref in briefing.follows_up if ref.id in catalogue.by_slug]
    show = _Sections(briefing, contents, recurrence)
    sections = tuple(show.section(section, 2, None) for section in briefing.sections)
    return BriefingView(
        title=briefing.title,
        kind=_kind_label(briefing, contents),
        summary=briefing.summary.html,
        notices=tuple(_notices(briefing, contents)),
        superseded_by=_successor(briefing, catalogue),
        facts=tuple(_facts(briefing, contents)),
        topics=tuple(theme_link(topic.id, catalogue) for topic in briefing.topics),
        contents=tuple(_contents_entry(section) for section in briefing.sections if section.heading.text),
        sections=sections,
        follows_up=_briefing_links(earlier, catalogue),
        followed_by=_briefing_links(catalogue.followers.get(briefing.slug, ()), catalogue),
        related=recurrence.related(briefing),
        links=briefing.links,
        citation=_citation(briefing, contents),
        contact=contact_link(briefing.contact),
    )


def _withdrawn(briefing: Briefing, catalogue: Catalogue) -> WithdrawnView:
    return WithdrawnView(briefing.title, _successor(briefing, catalogue))


def _is_hidden_later(briefing: Briefing, contents: Contents) -> bool:
    return briefing.status is Status.DRAFT or briefing.published > contents.today


def _notices(briefing: Briefing, contents: Contents) -> Iterator[str]:
    if briefing.status is Status.DRAFT:
        yield "This is a draft. It is not published."
    if briefing.published > contents.today:
        yield f"This briefing is under embargo until {day_label(briefing.published)}. It is not published."
    if briefing.status is Status.ARCHIVED:
        yield "This briefing is archived: it is kept for reference and may no longer describe how things are done."
    if briefing.review_by and briefing.review_by < contents.today:
        yield f"This briefing was due for review by {day_label(briefing.review_by)}. Check what has changed since."


def _successor(briefing: Briefing, catalogue: Catalogue) -> Link | None:
    reference = briefing.superseded_by
    successor = catalogue.by_slug.get(reference.id) if reference else None
    return Link(successor.title, f"/{successor.address}") if successor else None


def _facts(briefing: Briefing, contents: Contents) -> Iterator[Fact]:
    vocabulary = contents.catalogue.vocabulary
    partnerships = [vocabulary.partnerships[reference.id] for reference in briefing.partnerships]
    yield Fact(
        "Published by",
        "",
        tuple(Link(partner.name, f"/partnerships/{partner.id}/index.html") for partner in partnerships),
    )
    kind = Link(_kind_label(briefing, contents), f"/kinds/{briefing.kind.id}/index.html")
    yield Fact("Kind of review", "", (kind,))
    yield Fact("Held", briefing.held.label)
    if briefing.cases:
        unit = briefing.cases.unit
        note = f" ({briefing.cases.note})" if briefing.cases.note else ""
        yield Fact("Looked at", f"{briefing.cases.count:,} {unit}{note}")
    yield Fact("Learning points", str(len(briefing.points)))
    yield Fact("Published", day_label(briefing.published))
    if briefing.review_by:
        yield Fact("Review by", day_label(briefing.review_by))
    if briefing.source:
        source = briefing.source
        links = (Link(source.title, source.url),) if source.url else ()
        yield Fact("Made from", "" if links else source.title, links)


def _kind_label(briefing: Briefing, contents: Contents) -> str:
    return next(kind.label for kind in contents.settings.kinds if kind.id == briefing.kind.id)


def _contents_entry(section: Section) -> ContentsEntry:
    points = sum(len(inner.points) for inner in section.walk())
    return ContentsEntry(section.heading.text, f"#{section.id}", count_of(points, "point") if points else "")


@dataclass(frozen=True, slots=True)
class _Sections:
    """Shows one briefing's sections."""

    briefing: Briefing
    contents: Contents
    recurrence: Recurrence

    def section(self, section: Section, level: int, above: Section | None) -> SectionView:
        label = ROLE_LABELS[section.role]
        is_said = label.casefold() in section.heading.text.casefold() or (above and above.role is section.role)
        return SectionView(
            id=section.id,
            level=min(level, 6),
            heading=section.heading.html,
            role=section.role.value,
            role_label=label if section.role in ROLES_WITH_POINTS and not is_said else "",
            audience=None if section.audience == EVERYONE else audience_link(section.audience, self.contents),
            held=section.held.label if section.held else "",
            parts=tuple(self._parts(section)),
            sections=tuple(self.section(inner, level + 1, section) for inner in section.sections),
        )

    def _parts(self, section: Section) -> Iterator[Part]:
        for block in section.blocks:
            if isinstance(block, PointList):
                points = tuple(self._point(Entry(self.briefing, point)) for point in block.points)
                yield Part("", points, block.start is not None, block.start or 1)
            else:
                yield Part(block.html, (), False, 1)

    def _point(self, entry: Entry) -> PointAtHome:
        return PointAtHome(point_view(entry, self.contents), self.recurrence.elsewhere(entry))


def _briefing_links(briefings: Sequence[Briefing], catalogue: Catalogue) -> tuple[Link, ...]:
    return tuple(
        Link(f"{briefing.title} ({publishers(briefing, catalogue)}, {briefing.held.label})", f"/{briefing.address}")
        for briefing in briefings
    )


def _citation(briefing: Briefing, contents: Contents) -> str:
    partnerships = contents.catalogue.vocabulary.partnerships
    names = joined([partnerships[reference.id].name for reference in briefing.partnerships])
    kind = _kind_label(briefing, contents)
    base = contents.settings.base_url
    address = f" {base}/{briefing.address.removesuffix('index.html')}" if base else ""
    return f"{names} ({briefing.published.year}) {briefing.title}. {kind}, {briefing.held.label}.{address}"
