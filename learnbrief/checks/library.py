"""Rules over everything that was read, hidden briefings included."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from learnbrief.model import Briefing, Library, Reference, SitePage, Status, day_label
from learnbrief.problems import Place, Problem, error, no_such, warning
from learnbrief.settings import SETTINGS_FILE, Settings


@dataclass(frozen=True, slots=True)
class Checked:
    """What a rule may look at."""

    library: Library
    site_pages: tuple[SitePage, ...]
    settings: Settings
    today: date
    drafts: bool
    by_slug: Mapping[str, Briefing]
    visible: frozenset[str]
    """Slugs of the briefings that readers see."""
    has_page: frozenset[str]
    """Slugs of these, and of the withdrawn ones, whose address says so."""


LibraryCheck = Callable[[Checked], Iterator[Problem]]


def check_library(
    library: Library, settings: Settings, today: date, *, drafts: bool, site_pages: tuple[SitePage, ...] = ()
) -> Iterator[Problem]:
    """Hold the library to every rule."""
    checked = Checked(
        library=library,
        site_pages=site_pages,
        settings=settings,
        today=today,
        drafts=drafts,
        by_slug={briefing.slug: briefing for briefing in library.everything},
        visible=frozenset(briefing.slug for briefing in library.visible(today, drafts=drafts)),
        has_page=frozenset(
            briefing.slug for briefing in (*library.visible(today, drafts=drafts), *library.withdrawn(today))
        ),
    )
    for check in LIBRARY_CHECKS:
        yield from check(checked)


def check_unknown_themes(checked: Checked) -> Iterator[Problem]:
    """Only themes of the vocabulary may be named, in briefings and in the vocabulary itself.

    Bad:  topics: [domestic-abus]
    Good: topics: [domestic-abuse]
    """
    themes = checked.library.vocabulary.themes
    named = [reference for briefing in checked.library.everything for reference in briefing.references]
    for theme in themes.values():
        named += [*([theme.broader] if theme.broader else []), *theme.related]
    for reference in named:
        if reference.id not in themes:
            yield error("unknown-theme", no_such("theme", reference.id, themes), reference.at)


def check_theme_circles(checked: Checked) -> Iterator[Problem]:
    """A theme may not be broader than itself, directly or by way of others.

    Bad:  neglect: {broader: harm} with harm: {broader: neglect}
    Good: neglect: {broader: harm}
    """
    themes = checked.library.vocabulary.themes
    for theme in themes.values():
        path = {theme.id: None}
        above = theme.broader
        while above and above.id in themes and above.id not in path:
            path[above.id] = None
            above = themes[above.id].broader
        if above and above.id == theme.id and theme.broader:
            circle = " → ".join([*path, theme.id])
            message = (
                f'The "broader" themes go in a circle: {circle}. Take the line "broader:" away from one of them.'
            )
            yield error("theme-circle", message, theme.broader.at)


def check_unknown_partnerships(checked: Checked) -> Iterator[Problem]:
    """Only partnerships that are listed may publish.

    Bad:  partnership: dudly
    Good: partnership: dudley
    """
    partnerships = checked.library.vocabulary.partnerships
    for briefing in checked.library.everything:
        for reference in briefing.partnerships:
            if reference.id not in partnerships:
                yield error("unknown-partnership", no_such("partnership", reference.id, partnerships), reference.at)


def check_unknown_briefings(checked: Checked) -> Iterator[Problem]:
    """Only briefings that exist may be followed up or take another's place.

    Bad:  follows_up: [2020-sandwel-neglect]
    Good: follows_up: [2020-sandwell-neglect]
    """
    for briefing in checked.library.everything:
        for reference in _named_briefings(briefing):
            if reference.id not in checked.by_slug:
                yield error("unknown-briefing", no_such("briefing", reference.id, checked.by_slug), reference.at)


def check_superseding_circles(checked: Checked) -> Iterator[Problem]:
    """Of briefings that replace one another one must be the last.

    Bad:  a: superseded_by: b, and b: superseded_by: a
    Good: a: superseded_by: b
    """
    for briefing in checked.library.everything:
        path = {briefing.slug: None}
        newer = briefing.superseded_by
        while newer and newer.id in checked.by_slug and newer.id not in path:
            path[newer.id] = None
            newer = checked.by_slug[newer.id].superseded_by
        if newer and newer.id == briefing.slug and briefing.superseded_by:
            circle = " → ".join([*path, briefing.slug])
            message = f'"superseded_by" goes in a circle: {circle}. Take it away from the newest of them.'
            yield error("superseded-circle", message, briefing.superseded_by.at)


def check_repeated_addresses(checked: Checked) -> Iterator[Problem]:
    """Every address belongs to one briefing, whatever the case of its letters.

    Bad:  two files with slug: neglect
    Good: slug: neglect-2022 and slug: neglect-2024
    """
    claims: dict[str, list[Place]] = {}
    for briefing in checked.library.everything:
        claims.setdefault(briefing.address.casefold(), []).append(briefing.at)
        for alias in briefing.aliases:
            claims.setdefault(alias.id.casefold(), []).append(alias.at)
    for address, places in claims.items():
        for at in places if len(places) > 1 else ():
            others = " and ".join(sorted({str(place) for place in places if place != at}) or ["the same file"])
            message = (
                f'The address "{address}" is claimed here and at {others}. Give one of them another slug or alias.'
            )
            yield error("duplicate-address", message, at)


def check_links_between_briefings(checked: Checked) -> Iterator[Problem]:
    """A link to a place in a briefing leads to a point or heading that is there, and out already.

    Bad:  [the plan](2022-06-x.md#no-such-point), or a link to a draft
    Good: [the plan](2022-06-x.md#plans-read-as-lists)
    """
    unfinished = {briefing.slug for briefing in checked.library.unfinished}
    links = [(link, True) for page in checked.site_pages for link in page.linked]
    for briefing in checked.library.everything:
        links += [(link, briefing.slug in checked.visible) for link in briefing.linked]
    for link, is_visible in links:
        target = checked.by_slug.get(link.briefing.id)
        if target is None or link.briefing.id in unfinished:
            continue
        if link.fragment and link.fragment not in _anchors(target):
            message = f'"{target.slug}" has no point or heading "#{link.fragment}".'
            yield error("broken-link", f"{message} Look for its address on the page.", link.briefing.at)
        if is_visible and target.slug not in checked.has_page:
            message = f'This links to "{target.slug}", which readers may not see yet. Link to it once it is out.'
            yield error("link-to-hidden", message, link.briefing.at)


def check_held_before_published(checked: Checked) -> Iterator[Problem]:
    """A review is published after it began.

    Bad:  held: 2023-05 with published: 2022-06-01
    Good: held: 2022-05 with published: 2022-06-01
    """
    for briefing in checked.library.briefings:
        if briefing.held.start > briefing.published:
            message = (
                f"The review was held in {briefing.held.label}, after the briefing was published "
                f"({day_label(briefing.published)}). Mend one of the two dates."
            )
            yield error("held-after-published", message, briefing.held_at)


def check_review_dates(checked: Checked) -> Iterator[Problem]:
    """A briefing whose review date is past should be looked at again.

    Bad:  review_by: 2019-01-31
    Good: review_by: a day to come, or status: archived
    """
    for briefing in checked.library.briefings:
        is_current = briefing.slug in checked.visible and briefing.status is not Status.ARCHIVED
        if briefing.review_by and briefing.review_by < checked.today and is_current:
            message = (
                f"This briefing was to be reviewed by {day_label(briefing.review_by)}. Look whether it still holds, "
                "then set a new date, or status: archived."
            )
            yield warning("review-past", message, briefing.review_by_at)


def check_accessibility_statement(checked: Checked) -> Iterator[Problem]:
    """The site says how accessible it is, and was tested within a year (SI 2018/952).

    Bad:  no accessibility: in learnbrief.yml
    Good: accessibility: with conformance, tested, method, contact and response
    """
    statement = checked.settings.accessibility
    if statement is None:
        message = (
            'The accessibility statement lacks its facts. Add "accessibility:" with conformance, tested, method, '
            "contact and response to learnbrief.yml: the law asks public bodies for it."
        )
        yield warning("accessibility-missing", message, Place(SETTINGS_FILE))
    elif (checked.today - statement.tested).days > 365:
        message = (
            f"The site was last tested on {day_label(statement.tested)}, more than a year ago. Test it again "
            "and put the new date here."
        )
        yield warning("accessibility-old", message, statement.at)


def _named_briefings(briefing: Briefing) -> Iterator[Reference]:
    yield from briefing.follows_up
    if briefing.superseded_by:
        yield briefing.superseded_by


def _anchors(briefing: Briefing) -> set[str]:
    sections = [section for top in briefing.sections for section in top.walk()]
    points = {name for point in briefing.points for name in (point.id, *point.former_ids)}
    return points | {section.id for section in sections}


LIBRARY_CHECKS: tuple[LibraryCheck, ...] = (
    check_unknown_themes,
    check_theme_circles,
    check_unknown_partnerships,
    check_unknown_briefings,
    check_superseding_circles,
    check_repeated_addresses,
    check_links_between_briefings,
    check_held_before_published,
    check_review_dates,
    check_accessibility_statement,
)
