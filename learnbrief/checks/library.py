"""Every rule over what was read, hidden briefings included, in the order in which they are held."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from learnbrief.checks.abbreviations import check_abbreviations
from learnbrief.checks.addresses import check_links_between_briefings, check_repeated_addresses
from learnbrief.checks.checked import (
    Checked,
    LibraryCheck,
    SourceCheck,
    SourceWording,
    VocabularyCheck,
    explained_in,
)
from learnbrief.checks.dates import (
    check_accessibility_statement,
    check_dates_of_states,
    check_days_for_feeds,
    check_held_before_published,
    check_review_dates,
    check_updated_after_published,
)
from learnbrief.checks.lessons import (
    check_answers,
    check_lessons_like_themes,
    check_lone_lessons,
    check_unknown_lessons,
)
from learnbrief.checks.points import (
    check_briefings_without_points,
    check_lists_in_html,
    check_lists_without_points,
    check_text_between_entries,
)
from learnbrief.checks.references import (
    check_succession_circles,
    check_superseding_circles,
    check_theme_circles,
    check_unknown_briefings,
    check_unknown_partnerships,
    check_unknown_themes,
)
from learnbrief.checks.structure import (
    check_empty_sections,
    check_heading_levels,
    check_link_words,
    check_picture_descriptions,
    check_table_headers,
)
from learnbrief.checks.themes import check_points_with_no_theme, check_unraised_themes
from learnbrief.checks.wording import check_lists_in_sentences, check_percentages, check_sentences, check_summaries
from learnbrief.model import Briefing, Library, SitePage, Vocabulary
from learnbrief.problems import Problem
from learnbrief.settings import Settings


def asked_hints(settings: Settings, *, hints: bool) -> frozenset[str]:
    """Give the codes of the hints to look for; without `hints`, only those that the settings turn on."""
    return frozenset(code for code in (*SOURCE_HINTS, *LIBRARY_HINTS) if hints or settings.advice.get(code))


def check_vocabulary(vocabulary: Vocabulary) -> Iterator[Problem]:
    """Hold what briefings may name to every rule that looks at it alone."""
    for check in VOCABULARY_CHECKS:
        yield from check(vocabulary)


def check_source(written: SourceWording, hints: frozenset[str]) -> Iterator[Problem]:
    """Hold one source to every rule that looks at it alone; of those for hints, to the ones with these codes."""
    for check in (*SOURCE_CHECKS, *(check for code, check in SOURCE_HINTS.items() if code in hints)):
        yield from check(written)


def check_library(
    library: Library,
    settings: Settings,
    today: date,
    hints: frozenset[str],
    *,
    drafts: bool,
    site_pages: tuple[SitePage, ...] = (),
    only: Briefing | None = None,
) -> Iterator[Problem]:
    """Hold the library to every rule that looks at more than one source, and the owner's own pages to all.

    With `only` no other briefing is held to any; what it names is looked for among all.
    """
    checked = Checked(
        library=replace(library, briefings=(only,), unfinished=()) if only else library,
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
    for check in (*LIBRARY_CHECKS, *(check for code, check in LIBRARY_HINTS.items() if code in hints)):
        yield from check(checked)
    explained = explained_in(library.vocabulary)
    for page in site_pages:
        yield from check_source(SourceWording(page.body.wording, None, explained), hints)


VOCABULARY_CHECKS: tuple[VocabularyCheck, ...] = (check_lessons_like_themes,)

LIBRARY_CHECKS: tuple[LibraryCheck, ...] = (
    check_unknown_themes,
    check_theme_circles,
    check_unknown_partnerships,
    check_succession_circles,
    check_unknown_briefings,
    check_superseding_circles,
    check_unknown_lessons,
    check_answers,
    check_repeated_addresses,
    check_links_between_briefings,
    check_held_before_published,
    check_updated_after_published,
    check_review_dates,
    check_dates_of_states,
    check_accessibility_statement,
)

SOURCE_CHECKS: tuple[SourceCheck, ...] = (
    check_briefings_without_points,
    check_lists_without_points,
    check_lists_in_html,
    check_text_between_entries,
    check_empty_sections,
    check_heading_levels,
    check_link_words,
    check_picture_descriptions,
    check_table_headers,
    check_abbreviations,
    check_percentages,
)
"""Rules that look at one source alone."""

LIBRARY_HINTS: Mapping[str, LibraryCheck] = {
    "unraised-theme": check_unraised_themes,
    "lone-lesson": check_lone_lessons,
    "no-day-for-feeds": check_days_for_feeds,
}
"""Rules whose problems are hints, by code, unless an owner gives them more weight."""

SOURCE_HINTS: Mapping[str, SourceCheck] = {
    "no-theme": check_points_with_no_theme,
    "long-summary": check_summaries,
    "long-sentence": check_sentences,
    "hidden-list": check_lists_in_sentences,
}
"""The same of rules that look at one source alone."""
