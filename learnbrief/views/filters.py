"""Questions by which a list on a page can be narrowed: by partnership, kind, year, audience or theme."""

from collections.abc import Iterable

from learnbrief.cache.values import Value
from learnbrief.model import Entry, Held, year_choices
from learnbrief.pages.page import Contents, Lookup


class FilterChoice(Value, frozen=True):
    """An entry of a filter: what it is called and the id it stands for."""

    label: str
    id: str


class Filter(Value, frozen=True):
    """One question by which a list of briefings can be narrowed."""

    name: str
    label: str
    choices: tuple[FilterChoice, ...]


def site_filters(contents: Contents) -> tuple[Filter, ...]:
    """Ask by everything that some briefing of the site has."""
    catalogue = contents.catalogue
    kinds = [FilterChoice(kind.label, kind.id) for kind in contents.settings.kinds if kind.id in catalogue.by_kind]
    themes = [FilterChoice(theme.label, theme.id) for theme in catalogue.raised_themes]
    return (
        partnership_filter(catalogue.by_partnership, contents.lookup),
        Filter("kind", "Kind of review", tuple(kinds)),
        _years(briefing.held for briefing in catalogue.briefings),
        audience_filter(catalogue.by_audience, contents.lookup),
        Filter("theme", "Theme", tuple(themes)),
    )


def point_filters(entries: Iterable[Entry], lookup: Lookup) -> tuple[Filter, ...]:
    """Ask by what some of these points have, as far as there is a choice."""
    entries = tuple(entries)
    filters = (
        audience_filter({entry.point.audience for entry in entries}, lookup),
        partnership_filter({ref.id for entry in entries for ref in entry.briefing.partnerships}, lookup),
        _years(entry.point.held for entry in entries),
    )
    return tuple(filter_ for filter_ in filters if len(filter_.choices) > 1)


def audience_filter(present: Iterable[str], lookup: Lookup) -> Filter:
    """Ask by the audiences that are present."""
    ids = set(present)
    audiences = (audience for audience in lookup.settings.audiences if audience.id in ids)
    return Filter("audience", "Audience", tuple(FilterChoice(audience.label, audience.id) for audience in audiences))


def partnership_filter(present: Iterable[str], lookup: Lookup) -> Filter:
    """Ask by the partnerships that are present."""
    known = lookup.vocabulary.partnerships
    choices = sorted(
        (FilterChoice(known[partner].name, partner) for partner in present), key=lambda choice: choice.label
    )
    return Filter("partnership", "Partnership", tuple(choices))


def _years(dates: Iterable[Held]) -> Filter:
    return Filter("year", "Year", tuple(FilterChoice(label, year) for year, label in year_choices(dates)))
