"""A briefing's page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from learnbrief.catalogue import Catalogue
from learnbrief.fields import is_gap
from learnbrief.model import Briefing, Link, Status, day_label
from learnbrief.pages.facts import Fact, facts_of, in_short, kind_label, successors_of
from learnbrief.pages.linked_data import briefing_node
from learnbrief.pages.page import BRIEFINGS, HOME, Contents, Page
from learnbrief.pages.points import publishers
from learnbrief.pages.recurrence import Recurrence, Related
from learnbrief.pages.sections import ContentsEntry, SectionView, contents_entries, section_views
from learnbrief.pages.sharing import share_briefing
from learnbrief.pages.ties import ties_of
from learnbrief.pages.words import contact_link, joined
from learnbrief.settings import EVERYONE


@dataclass(frozen=True, slots=True)
class AudienceCount:
    """How many of a briefing's points speak to an audience, those for everyone among them."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class BriefingView:
    """All that a briefing's page shows."""

    title: str
    has_title: bool
    """Whether it is called so, and not only yet to be filled in."""
    kind: str
    summary: str
    """HTML."""
    notices: tuple[str, ...]
    superseded_by: Link | None
    in_short: str
    """Who published it, when its review was held, how much there is to read: in one line."""
    facts: tuple[Fact, ...]
    points: int
    audiences: tuple[AudienceCount, ...]
    """Those that some of its points speak to and others do not."""
    contents: tuple[ContentsEntry, ...]
    sections: tuple[SectionView, ...]
    follows_up: tuple[Link, ...]
    followed_by: tuple[Link, ...]
    related: tuple[Related, ...]
    links: tuple[Link, ...]
    citation: str
    contact: Link | None
    partnership: str
    """In short; the first of those that published it."""
    earlier: Link | None
    """That partnership's briefing before this one."""
    later: Link | None


def briefing_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every briefing."""
    titles = _titles(contents)
    beside = _beside(contents.catalogue)
    recurrence = Recurrence(contents.catalogue, Recurrence(contents.neighbours))
    is_shared = bool(contents.settings.base_url)
    for briefing in contents.catalogue.briefings:
        yield Page(
            address=briefing.address,
            template="briefing.html",
            make_view=partial(_view, briefing, contents, recurrence, beside[briefing.slug]),
            title=titles[briefing.slug],
            description=briefing.summary.text,
            trail=(HOME, BRIEFINGS),
            is_listed=not _is_hidden_later(briefing, contents),
            shared=share_briefing(briefing, contents) if is_shared else None,
            make_thing=partial(briefing_node, briefing, contents),
            made_of=partial(_made_of, briefing, contents, recurrence, beside[briefing.slug]),
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


@dataclass(frozen=True, slots=True)
class _Beside:
    """The briefings next to one in the list of its first partnership."""

    earlier: Link | None
    later: Link | None


def _beside(catalogue: Catalogue) -> dict[str, _Beside]:
    """Find each briefing's neighbours, by its slug."""
    found = {}
    for partnership, published in catalogue.by_partnership.items():
        links = (None, *_briefing_links(published, catalogue), None)
        for place, briefing in enumerate(published):
            if briefing.partnerships[0].id == partnership:
                found[briefing.slug] = _Beside(earlier=links[place + 2], later=links[place])
    return found


def _view(briefing: Briefing, contents: Contents, recurrence: Recurrence, beside: "_Beside") -> BriefingView:
    catalogue = contents.catalogue
    earlier = [catalogue.by_slug[ref.id] for ref in briefing.follows_up if ref.id in catalogue.by_slug]
    publisher = briefing.partnerships[0]
    return BriefingView(
        title=briefing.title,
        has_title=not is_gap(briefing.title),
        kind=kind_label(briefing, contents),
        summary=briefing.summary.html,
        notices=tuple(_notices(briefing, contents)),
        superseded_by=successor(briefing, catalogue),
        in_short=in_short(briefing, contents),
        facts=tuple(facts_of(briefing, contents)),
        points=len(briefing.points),
        audiences=tuple(_audiences(briefing, contents)),
        contents=contents_entries(briefing),
        sections=section_views(briefing, contents, recurrence),
        follows_up=_briefing_links(earlier, catalogue),
        followed_by=_briefing_links(catalogue.followers.get(briefing.slug, ()), catalogue),
        related=recurrence.related(briefing),
        links=briefing.links,
        citation=_citation(briefing, contents),
        contact=contact_link(briefing.contact),
        partnership=catalogue.vocabulary.partnerships[publisher.id].short,
        earlier=beside.earlier,
        later=beside.later,
    )


def _made_of(briefing: Briefing, contents: Contents, recurrence: Recurrence, beside: "_Beside") -> object:
    catalogue = contents.catalogue
    earlier = [catalogue.by_slug[ref.id] for ref in briefing.follows_up if ref.id in catalogue.by_slug]
    return (
        briefing.made_of,
        briefing.changed(contents.today),
        tuple(_notices(briefing, contents)),
        successor(briefing, catalogue),
        _briefing_links(earlier, catalogue),
        _briefing_links(catalogue.followers.get(briefing.slug, ()), catalogue),
        beside,
        recurrence.made_of(briefing),
        ties_of(briefing, catalogue),
        successors_of(briefing, catalogue),
    )


def successor(briefing: Briefing, catalogue: Catalogue) -> Link | None:
    """Link to the briefing that has taken this one's place, if readers may see it."""
    reference = briefing.superseded_by
    successor = catalogue.by_slug.get(reference.id) if reference else None
    return Link(successor.title, f"/{successor.address}") if successor else None


def _is_hidden_later(briefing: Briefing, contents: Contents) -> bool:
    return briefing.status is Status.DRAFT or not briefing.is_out(contents.today)


def _notices(briefing: Briefing, contents: Contents) -> Iterator[str]:
    if briefing.status is Status.DRAFT:
        yield "This is a draft. It is not published."
    if not briefing.is_out(contents.today):
        yield f"This briefing is under embargo until {day_label(briefing.published.start)}. It is not published."
    if briefing.status is Status.ARCHIVED:
        yield "This briefing is archived: it is kept for reference and may no longer describe how things are done."
    if briefing.review_by and briefing.review_by < contents.today:
        yield f"This briefing was due for review by {day_label(briefing.review_by)}. Check what has changed since."


def _audiences(briefing: Briefing, contents: Contents) -> Iterator[AudienceCount]:
    counts = Counter(point.audience for point in briefing.points)
    for audience in contents.settings.audiences:
        spoken_to = counts[audience.id] + counts[EVERYONE]
        if audience.id != EVERYONE and counts[audience.id] and spoken_to < len(briefing.points):
            yield AudienceCount(audience.id, audience.label, spoken_to)


def _briefing_links(briefings: Sequence[Briefing], catalogue: Catalogue) -> tuple[Link, ...]:
    return tuple(
        Link(f"{briefing.title} ({publishers(briefing, catalogue)}, {briefing.held.label})", f"/{briefing.address}")
        for briefing in briefings
    )


def _citation(briefing: Briefing, contents: Contents) -> str:
    partnerships = contents.catalogue.vocabulary.partnerships
    names = joined([partnerships[reference.id].name for reference in briefing.partnerships])
    kind = kind_label(briefing, contents)
    base = contents.settings.base_url
    address = f" {base}/{briefing.address.removesuffix('index.html')}" if base else ""
    who = f"{names} ({briefing.published.year})" if briefing.published.is_known else f"{names}:"
    what = f"{kind}, {briefing.held.label}" if briefing.held.is_known else kind
    return f"{who} {briefing.title}. {what}.{address}"
