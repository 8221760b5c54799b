"""Rules over names: what is named is there, and nothing is named in a circle."""

from collections.abc import Iterator

from learnbrief.checks.checked import Checked
from learnbrief.model import Briefing, Reference
from learnbrief.problems import Problem, error, no_such


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


def _named_briefings(briefing: Briefing) -> Iterator[Reference]:
    yield from briefing.follows_up
    if briefing.superseded_by:
        yield briefing.superseded_by
