"""A theme's page: what it means, when it came up, the answer it opens with, and behind that every point on it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from learnbrief.analysis import RecurringLesson, lessons_by_theme
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.feeds import feed_in
from learnbrief.model import Briefing, Entry, Link, Theme, earliest, latest, shared_briefings, shared_entries
from learnbrief.pages.linked_data import Node, theme_node
from learnbrief.pages.page import HOME, THEMES, Common, Contents, Lazy, Lookup, Page
from learnbrief.pages.parts import ListPart
from learnbrief.pages.points import RoleGroup, group_by_role, is_cut, search_for, theme_link
from learnbrief.pages.words import count_of
from learnbrief.search import nearest_raised
from learnbrief.views.briefing_list import BESIDE_POINTS, BriefingLine, lines, list_parts, part_pages
from learnbrief.views.collections import CountedLink
from learnbrief.views.filters import Filter, point_filters
from learnbrief.views.narrower import BelowTheme, NarrowerTheme, below, narrower_theme, narrower_themes
from learnbrief.views.neighbours import FromNeighbours, from_neighbours
from learnbrief.views.opening import Opening, opening_of
from learnbrief.views.opening_value import MOST_LESSONS, OpeningValue, new_briefings, opening_value
from learnbrief.views.pack import pack_address
from learnbrief.views.theme_years import year_links, year_pages
from learnbrief.views.timeline import Timeline, timeline_of


class FollowUp(Value, frozen=True):
    """A briefing on the theme that looked again at what an earlier one had taught."""

    later: Link
    earlier: Link


class ThemeRaisedTogether(Value, frozen=True):
    """A theme that points raise together with this one."""

    theme: Link
    count: str


class ThemeView(Value, frozen=True):
    """All that a theme's page shows."""

    label: str
    definition: str
    also: str
    """Other names, as one line."""
    history: str
    """When and how often it has come up, in a sentence."""
    timeline: Timeline | None
    broader: Link | None
    narrower: tuple[Link, ...]
    related: tuple[Link, ...]
    raised_together: tuple[ThemeRaisedTogether, ...]
    follow_ups: tuple[FollowUp, ...]
    """The latest of them."""
    opening: Opening
    nearest: tuple[Link, ...]
    """The themes nearest to one that nobody has raised, of those that somebody has."""
    all_points: str
    """How many points are behind the opening; empty where they are few, and are there at once."""
    below: tuple[NarrowerTheme, ...]
    """Where the points are few, those of narrower themes."""
    filters: tuple[Filter, ...]
    extent: str
    """How many of its points are here, if these are not all; else empty."""
    years: tuple[CountedLink, ...]
    """Where all are, year by year, if these are not all."""
    search: str
    """Where its points can be narrowed, if these are not all; else empty."""
    groups: tuple[RoleGroup, ...]
    from_neighbours: FromNeighbours | None
    briefings: tuple[BriefingLine, ...]
    """Those that are about the theme."""
    more_briefings: Link | None
    """The next part of them, if these are not all."""
    pack: str
    """Where its team pack is; empty where there is no point to put into one."""


FEW = 5
"""Points of a theme below which it is shown with those of narrower themes."""
OF_EACH_ROLE = 3
"""Points of a role on the page of a theme that has more than it holds."""
_MOST_RAISED_TOGETHER = 6
_FOLLOW_UPS = 20
_NONE = shared_entries(())


class _ThemeKnown(Value, frozen=True):
    """What is known of a theme before its page is made."""

    id: str
    points: Shared[Sequence[Entry]]
    from_neighbours: FromNeighbours | None
    more_briefings: Link | None
    below: tuple[BelowTheme, ...]
    narrower: tuple[str, ...]
    """Their ids."""
    nearest: tuple[str, ...]
    """Their ids."""
    briefings: int
    """How many there are on the site."""
    years: tuple[int, ...]
    """Those of the site."""


class ThemePage(Value, frozen=True):
    """What a theme's page is made of."""

    theme: _ThemeKnown
    about: tuple[BriefingLine, ...]
    follow_ups: tuple[FollowUp, ...]
    opening: OpeningValue


class _ThemeToShow(Value, frozen=True):
    """What a theme's page is made from."""

    theme: _ThemeKnown
    about: Shared[Sequence[Briefing]]
    lessons: tuple[RecurringLesson, ...]
    lessons_in_all: int
    new: Shared[frozenset[str]]
    common: Common


def theme_pages(contents: Contents) -> Iterator[Page]:
    """Make a page for every theme; only those that some briefing raises are listed for search engines."""
    catalogue, lookup = contents.catalogue, contents.lookup
    lessons = Lazy(lambda: lessons_by_theme(contents.stories.values()))
    new = Shared(new_briefings(catalogue, contents.today))
    narrower = narrower_themes(catalogue.vocabulary.themes.values())
    for theme in catalogue.vocabulary.themes.values():
        feed = feed_in(f"themes/{theme.id}/", theme.label, contents.settings)
        about = list_parts(f"themes/{theme.id}/", catalogue.by_topic.get(theme.id, ()), BESIDE_POINTS)
        yield Page(
            address=f"themes/{theme.id}/index.html",
            template="theme.html",
            given=Lazy(partial(_shared_view, theme, narrower.get(theme.id, ()), about[0], lessons, new, contents)),
            show=_view,
            title=f"{theme.label} (theme)",
            description=theme.definition or f"What was learned about {theme.label}.",
            trail=(HOME, THEMES),
            is_listed=catalogue.is_raised(theme.id),
            feed=feed if catalogue.is_raised_here(theme.id) else None,
            describe=_described,
        )
        yield from year_pages(theme, contents)
        trail = (HOME, THEMES, theme_link(theme.id, lookup))
        yield from part_pages(about[1:], f"Briefings about {theme.label}", trail, contents)


def _shared_view(
    theme: Theme,
    narrower: tuple[str, ...],
    about: ListPart[Briefing],
    lessons: Lazy,
    new: Shared[frozenset[str]],
    contents: Contents,
) -> Shared[ThemePage]:
    catalogue = contents.catalogue
    points = catalogue.shared_by_theme.get(theme.id, _NONE)
    recurring: Sequence[RecurringLesson] = lessons.value.get(theme.id, ())
    known = _ThemeKnown(
        id=theme.id,
        points=points,
        from_neighbours=from_neighbours(theme.id, contents),
        more_briefings=about.next,
        below=below(theme.id, narrower, catalogue) if len(points.value) < FEW else (),
        narrower=narrower,
        nearest=() if catalogue.is_raised(theme.id) else tuple(nearest_raised(theme, catalogue)),
        briefings=len(catalogue.briefings),
        years=catalogue.years,
    )
    shown = tuple(recurring[:MOST_LESSONS])
    asked = _ThemeToShow(known, shared_briefings(about.items), shown, len(recurring), new, contents.common)
    return contents.lookup.cache.refer_by_digest(_value, asked)


def _value(asked: _ThemeToShow) -> ThemePage:
    entries, common = asked.theme.points.value, asked.common
    return ThemePage(
        theme=asked.theme,
        about=lines(asked.about.value, common),
        follow_ups=tuple(islice(_follow_ups(entries), _FOLLOW_UPS)),
        opening=opening_value(entries, asked.lessons, asked.lessons_in_all, asked.new.value, common.today),
    )


def _view(page: ThemePage, lookup: Lookup) -> ThemeView:
    known = page.theme
    theme, entries = lookup.themes[known.id], known.points.value
    are_few = len(entries) < FEW
    return ThemeView(
        label=theme.label,
        definition=theme.definition,
        also=", ".join(theme.also),
        history=_history(entries, known.briefings),
        timeline=timeline_of(entries, known.years),
        broader=theme_link(theme.broader.id, lookup) if theme.broader else None,
        narrower=_theme_links(known.narrower, lookup),
        related=_theme_links([reference.id for reference in theme.related], lookup),
        raised_together=_raised_together(theme.id, entries, lookup),
        follow_ups=page.follow_ups,
        opening=opening_of(theme.id, entries, page.opening, lookup, are_few=are_few),
        nearest=tuple(theme_link(other, lookup) for other in known.nearest),
        all_points="" if are_few else f"All {count_of(len(entries), 'point')}",
        below=tuple(narrower_theme(each, lookup) for each in known.below),
        filters=() if is_cut(entries) else point_filters(entries, lookup),
        extent=_extent(entries),
        years=year_links(theme, entries),
        search=f"/search/index.html?theme={theme.id}" if is_cut(entries) else "",
        groups=group_by_role(entries, lookup, search_for(f"theme={theme.id}", lookup), OF_EACH_ROLE),
        from_neighbours=known.from_neighbours,
        briefings=page.about,
        more_briefings=known.more_briefings,
        pack=f"/{pack_address(theme.id)}" if entries else "",
    )


def _described(page: ThemePage, lookup: Lookup) -> Node:
    return theme_node(lookup.themes[page.theme.id], lookup.settings)


def _history(entries: Sequence[Entry], briefings: int) -> str:
    """Say how often a theme has come up, and when first and last."""
    raising = {entry.briefing.slug for entry in entries}
    said = f"Raised in {len(raising):,} of {count_of(briefings, 'briefing')}"
    if not entries:
        return f"{said}."
    first, last = earliest(entry.point.held for entry in entries), latest(entry.point.held for entry in entries)
    when = f"first {first.label}, last {last.label}" if first != last else first.label
    return f"{said}, {when}: {count_of(len(entries), 'learning point')}."


def _extent(entries: Sequence[Entry]) -> str:
    """Say which points its own page shows of a theme that has more."""
    return f"The newest {OF_EACH_ROLE} of each kind are below." if is_cut(entries) else ""


def _theme_links(theme_ids: Sequence[str], lookup: Lookup) -> tuple[Link, ...]:
    links = (theme_link(theme_id, lookup) for theme_id in theme_ids)
    return tuple(sorted(links, key=lambda link: link.title.casefold()))


def _raised_together(theme_id: str, entries: Sequence[Entry], lookup: Lookup) -> tuple[ThemeRaisedTogether, ...]:
    """Find the themes it most often comes with."""
    counts = Counter(theme for entry in entries for theme in entry.point.themes if theme != theme_id)
    most = sorted(counts, key=lambda theme: (-counts[theme], theme))[:_MOST_RAISED_TOGETHER]
    return tuple(ThemeRaisedTogether(theme_link(theme, lookup), count_of(counts[theme], "point")) for theme in most)


def _follow_ups(entries: Sequence[Entry]) -> Iterator[FollowUp]:
    raising = {entry.briefing.slug: entry.briefing for entry in entries}
    for briefing in raising.values():
        for reference in briefing.follows_up:
            if earlier := raising.get(reference.id):
                yield FollowUp(
                    Link(briefing.title, f"/{briefing.address}"), Link(earlier.title, f"/{earlier.address}")
                )
