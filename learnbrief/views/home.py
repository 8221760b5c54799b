"""The first page: what this is, the latest briefings, and the ways in."""

from collections.abc import Iterator
from functools import partial

from learnbrief.cache.values import Value
from learnbrief.model import Status
from learnbrief.pages.linked_data import Node, site_node
from learnbrief.pages.page import Contents, Lazy, Lookup, Page
from learnbrief.pages.points import theme_link
from learnbrief.pages.words import count_of
from learnbrief.views.briefing_list import BriefingLine, briefing_line
from learnbrief.views.collections import CountedLink, audience_links
from learnbrief.views.lessons import lesson_links


class HomeView(Value, frozen=True):
    """What the first page shows."""

    briefings: str
    """How many there are, in words."""
    points: str
    latest: tuple[BriefingLine, ...]
    """In the order of every list of briefings: those of the latest reviews first."""
    audiences: tuple[CountedLink, ...]
    themes: tuple[CountedLink, ...]
    """Those raised in most briefings."""
    lessons: tuple[CountedLink, ...]
    """Those that came back in most briefings."""


_LATEST = 5
_MOST_RAISED = 8
_MOST_LESSONS = 5


def home_pages(contents: Contents) -> Iterator[Page]:
    """Make the first page."""
    settings = contents.settings
    yield Page(
        address="index.html",
        template="home.html",
        given=Lazy(partial(_view, contents)),
        title=settings.title,
        description=settings.description,
        describe=_described,
    )


def _described(_: HomeView, lookup: Lookup) -> Node:
    return site_node(lookup.settings)


def _view(contents: Contents) -> HomeView:
    catalogue = contents.catalogue
    latest = [briefing for briefing in catalogue.briefings if briefing.status is not Status.ARCHIVED]
    counts = {theme.id: _counts(theme.id, contents) for theme in catalogue.raised_themes}
    most_raised = sorted(counts, key=lambda theme: (-counts[theme][0], -counts[theme][1], theme))[:_MOST_RAISED]
    return HomeView(
        briefings=count_of(len(catalogue.briefings), "briefing"),
        points=count_of(len(catalogue.entries), "learning point"),
        latest=tuple(briefing_line(briefing, contents.common) for briefing in latest[:_LATEST]),
        audiences=tuple(audience_links(contents)),
        themes=tuple(
            CountedLink(
                catalogue.vocabulary.themes[theme].label,
                theme_link(theme, contents.lookup).url,
                f"{count_of(counts[theme][1], 'point')} in {count_of(counts[theme][0], 'briefing')}",
            )
            for theme in most_raised
        ),
        lessons=lesson_links(tuple(contents.stories.values())[:_MOST_LESSONS]),
    )


def _counts(theme_id: str, contents: Contents) -> tuple[int, int]:
    """Count the briefings and the points that raise a theme."""
    summary = contents.summaries.get(theme_id)
    return (summary.briefings, summary.points) if summary else (0, 0)
