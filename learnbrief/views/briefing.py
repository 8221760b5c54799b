"""A briefing's page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from learnbrief.analysis import Recurrence, Related
from learnbrief.cache.cache import Shared, digest_of
from learnbrief.cache.values import Value
from learnbrief.fields import is_gap
from learnbrief.model import Briefing, Catalogue, Link, Status, day_label
from learnbrief.pages.beside import groups_beside, lessons_beside
from learnbrief.pages.linked_data import Node, briefing_node
from learnbrief.pages.page import BRIEFINGS, HOME, Contents, Lazy, Lookup, Page
from learnbrief.pages.points import publishers, publishers_in_full
from learnbrief.pages.sharing import share_briefing
from learnbrief.pages.words import contact_link, joined
from learnbrief.settings import EVERYONE
from learnbrief.views.answers import answer_links
from learnbrief.views.facts import Fact, facts_of, in_short, kind_label, minutes_to_read
from learnbrief.views.sections import (
    NOTHING_BESIDE,
    Beside,
    ContentsEntry,
    SectionView,
    contents_entries,
    section_views,
)


class AudienceCount(Value, frozen=True):
    """How many of a briefing's points speak to an audience, those for everyone among them."""

    id: str
    label: str
    count: int


class BriefingView(Value, frozen=True):
    """All that a briefing's page shows."""

    title: str
    has_title: bool
    """Whether it is called so, and not only yet to be filled in."""
    kind: str
    summary: str
    """HTML."""
    notices: tuple[str, ...]
    superseded_by: Link | None
    sheet: str
    """Where it is on one side of A4."""
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


class BriefingPage(Value, frozen=True):
    """What a briefing's page is made of: the briefing, and what of other briefings is on it."""

    briefing: Shared[Briefing]
    changed: date | None
    notices: tuple[str, ...]
    superseded_by: Link | None
    follows_up: tuple[Link, ...]
    followed_by: tuple[Link, ...]
    related: tuple[Related, ...]
    """Which briefings are nearest."""
    beside: Shared[Mapping[str, Beside]]
    """What of other briefings is beside its points, by their ids."""
    earlier: Link | None
    later: Link | None


def briefing_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every briefing."""
    titles = titles_of(contents)
    in_a_row = _in_a_row(contents)
    recurrence = Recurrence(contents.catalogue, contents.lookup.cache)
    is_shared = bool(contents.settings.base_url)
    for briefing in contents.catalogue.briefings:
        yield Page(
            address=briefing.address,
            template="briefing.html",
            given=Lazy(partial(_value, briefing, contents, recurrence, in_a_row[briefing.slug])),
            show=_view,
            title=titles[briefing.slug],
            description=briefing.summary.text,
            trail=(HOME, BRIEFINGS),
            is_listed=not is_hidden_later(briefing, contents),
            shared=share_briefing(briefing, contents.lookup) if is_shared else None,
            describe=_described,
            qr_target=briefing.address,
            document=f"briefings/{briefing.slug}/{briefing.slug}.pdf",
        )


def _value(
    briefing: Briefing, contents: Contents, recurrence: Recurrence, beside: tuple[Link | None, Link | None]
) -> BriefingPage:
    catalogue = contents.catalogue
    earlier = [catalogue.by_slug[ref.id] for ref in briefing.follows_up if ref.id in catalogue.by_slug]
    return BriefingPage(
        briefing=Shared(briefing, briefing.fingerprint),
        changed=briefing.changed(contents.today),
        notices=tuple(notices_of(briefing, contents)),
        superseded_by=successor(briefing, catalogue),
        follows_up=_briefing_links(earlier, catalogue),
        followed_by=_briefing_links(catalogue.followers.get(briefing.slug, ()), catalogue),
        related=recurrence.related(briefing),
        beside=_beside(briefing.slug, contents),
        earlier=beside[0],
        later=beside[1],
    )


def with_briefing(page: Page, briefing: Briefing, lookup: Lookup) -> Page:
    """Give a page of one briefing with that read again, while what others bring to it stays.

    What is beside a point stays beside it; where points have other ids now, because their words have changed, beside
    those that are in their places.
    """
    value = replace(page.value, briefing=Shared(briefing, briefing.fingerprint))
    if isinstance(value, BriefingPage):
        key = digest_of((briefing.fingerprint, value.beside.digest))
        value = replace(value, beside=Shared.lazy(partial(_still_beside, value.beside, briefing), key))
    return replace(page, given=value, shared=page.shared and share_briefing(briefing, lookup))


def _still_beside(was: Shared[Mapping[str, Beside]], briefing: Briefing) -> Mapping[str, Beside]:
    ids, before = [point.id for point in briefing.points], was.value
    new, gone = [each for each in ids if each not in before], [each for each in before if each not in ids]
    places = dict(zip(new, gone, strict=True)) if len(new) == len(gone) else {}
    return {each: before.get(places.get(each, each), NOTHING_BESIDE) for each in ids}


def _beside(slug: str, contents: Contents) -> Shared[Mapping[str, Beside]]:
    """Give what is beside a briefing's points; made only when its page is rendered, as most are unchanged."""
    catalogue = contents.catalogue
    entries = catalogue.by_briefing.get(slug, ())
    links_of = partial(answer_links, graph=catalogue.answer_graph, vocabulary=catalogue.vocabulary)
    lessons = [lessons_beside(entry, contents) for entry in entries if entry.point.lessons]
    answers = [(entry.address, links_of(entry)) for entry in entries if entry in catalogue.answer_graph]
    return Shared.lazy(
        lambda: {
            entry.point.id: Beside(lessons_beside(entry, contents), groups_beside(entry, contents), links_of(entry))
            for entry in entries
        },
        digest_of((contents.related.digest_beside(slug), lessons, answers)),
        passes=True,
    )


def titles_of(contents: Contents) -> dict[str, str]:
    """Give each briefing a title for browsers; two that would be alike carry their slugs too."""
    catalogue = contents.catalogue
    titles = {
        briefing.slug: f"{briefing.title} ({publishers(briefing, catalogue.vocabulary)}, {briefing.held.label})"
        for briefing in catalogue.briefings
    }
    alike = Counter(titles.values())
    return {slug: f"{title}, {slug}" if alike[title] > 1 else title for slug, title in titles.items()}


def _in_a_row(contents: Contents) -> dict[str, tuple[Link | None, Link | None]]:
    """Find the briefings before and after each in the list of its first partnership, by its slug."""
    found = {}
    for partnership, published in contents.catalogue.by_partnership.items():
        links = (None, *_briefing_links(published, contents.catalogue), None)
        for place, briefing in enumerate(published):
            if briefing.partnerships[0].id == partnership:
                found[briefing.slug] = (links[place + 2], links[place])
    return found


def _view(page: BriefingPage, lookup: Lookup) -> BriefingView:
    briefing = page.briefing.value
    minutes = minutes_to_read(briefing)
    return BriefingView(
        title=briefing.title,
        has_title=not is_gap(briefing.title),
        kind=kind_label(briefing, lookup.settings),
        summary=briefing.summary.html,
        notices=page.notices,
        superseded_by=page.superseded_by,
        sheet=f"/briefings/{briefing.slug}/sheet/index.html",
        in_short=in_short(briefing, minutes, lookup.vocabulary),
        facts=tuple(facts_of(briefing, minutes, page.changed, lookup)),
        points=len(briefing.points),
        audiences=tuple(_audiences(briefing, lookup)),
        contents=contents_entries(briefing),
        sections=section_views(briefing, page.beside.value, lookup),
        follows_up=page.follows_up,
        followed_by=page.followed_by,
        related=page.related,
        links=briefing.links,
        citation=_citation(briefing, lookup),
        contact=contact_link(briefing.contact),
        partnership=lookup.vocabulary.partnerships[briefing.partnerships[0].id].name,
        earlier=page.earlier,
        later=page.later,
    )


def _described(page: BriefingPage, lookup: Lookup) -> Node:
    return briefing_node(page.briefing.value, page.changed, lookup)


def successor(briefing: Briefing, catalogue: Catalogue) -> Link | None:
    """Link to the briefing that has taken this one's place, if readers may see it."""
    reference = briefing.superseded_by
    successor = catalogue.by_slug.get(reference.id) if reference else None
    return Link(successor.title, f"/{successor.address}") if successor else None


def is_hidden_later(briefing: Briefing, contents: Contents) -> bool:
    """Tell whether a briefing is shown only in a preview."""
    return briefing.status is Status.DRAFT or not briefing.is_out(contents.today)


def notices_of(briefing: Briefing, contents: Contents) -> Iterator[str]:
    """Say what readers must know of a briefing before they rely on it."""
    if briefing.status is Status.DRAFT:
        yield "This is a draft. It is not published."
    if not briefing.is_out(contents.today):
        yield f"This briefing is under embargo until {day_label(briefing.published.start)}. It is not published."
    if briefing.status is Status.ARCHIVED:
        yield "This briefing is archived: it is kept for reference and may no longer describe how things are done."
    if briefing.review_by and briefing.review_by < contents.today:
        yield f"This briefing was due for review by {day_label(briefing.review_by)}. Check what has changed since."


def _audiences(briefing: Briefing, lookup: Lookup) -> Iterator[AudienceCount]:
    counts = Counter(point.audience for point in briefing.points)
    for audience in lookup.settings.audiences:
        spoken_to = counts[audience.id] + counts[EVERYONE]
        if audience.id != EVERYONE and counts[audience.id] and spoken_to < len(briefing.points):
            yield AudienceCount(audience.id, audience.label, spoken_to)


def _briefing_links(briefings: Sequence[Briefing], catalogue: Catalogue) -> tuple[Link, ...]:
    return tuple(
        Link(
            f"{briefing.title} ({publishers_in_full(briefing, catalogue.vocabulary)}, {briefing.held.label})",
            f"/{briefing.address}",
        )
        for briefing in briefings
    )


def _citation(briefing: Briefing, lookup: Lookup) -> str:
    partnerships = lookup.vocabulary.partnerships
    names = joined([partnerships[reference.id].name for reference in briefing.partnerships])
    kind = kind_label(briefing, lookup.settings)
    base = lookup.settings.base_url
    address = f" {base}/{briefing.address.removesuffix('index.html')}" if base else ""
    who = f"{names} ({briefing.published.year})" if briefing.published.is_known else f"{names}:"
    what = f"{kind}, {briefing.held.label}" if briefing.held.is_known else kind
    return f"{who} {briefing.title}. {what}.{address}"
