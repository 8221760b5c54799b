"""Every rule over what was read, hidden briefings included, in the order in which they are held."""

from collections.abc import Iterator
from datetime import date

from learnbrief.checks.addresses import check_links_between_briefings, check_repeated_addresses
from learnbrief.checks.checked import Checked, LibraryCheck
from learnbrief.checks.dates import check_accessibility_statement, check_held_before_published, check_review_dates
from learnbrief.checks.references import (
    check_superseding_circles,
    check_theme_circles,
    check_unknown_briefings,
    check_unknown_partnerships,
    check_unknown_themes,
)
from learnbrief.model import Library, SitePage
from learnbrief.problems import Problem
from learnbrief.settings import Settings


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
