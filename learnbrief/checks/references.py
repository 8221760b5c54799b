"""Rules over names: what is named is there, and nothing is named in a circle."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from learnbrief.checks.checked import Checked
from learnbrief.model import STAND_IN, Reference
from learnbrief.problems import Place, Problem, did_you_mean, error, no_such

_MOST_COMPARED = 100
"""Names of which it is asked what may be meant; where more are wrong, the vocabulary is another's."""


def check_unknown_themes(checked: Checked) -> Iterator[Problem]:
    """Only themes of the vocabulary may be named, in briefings and in the vocabulary itself.

    Bad:  topics: [domestic-abus]
    Good: topics: [domestic-abuse]
    """
    themes = checked.library.vocabulary.themes
    named = chain.from_iterable(briefing.references for briefing in checked.library.everything)
    broader = [theme.broader for theme in themes.values() if theme.broader]
    related = chain.from_iterable(theme.related for theme in themes.values())
    of_lessons = chain.from_iterable(lesson.themes for lesson in checked.library.vocabulary.lessons.values())
    unknown = [reference for reference in chain(named, broader, related, of_lessons) if reference.id not in themes]
    terms = {term: theme.id for theme in themes.values() for term in (theme.label, *theme.also)} if unknown else {}
    nearest: dict[str, str] = {}
    for reference in unknown:
        if reference.id not in nearest and len(nearest) < _MOST_COMPARED:
            nearest[reference.id] = _several(reference.id, themes) or did_you_mean(reference.id, themes, terms)
        meant = nearest.get(reference.id, "")
        message = f'There is no theme "{reference.id}". {meant}'.rstrip()
        is_slip = meant.startswith("Did") and meant.count('"') == len('""')
        if reference.is_tag and not is_slip:
            message += f' If "#{reference.id}" is meant as text, put \\ before it.'
        yield error("unknown-theme", message, reference.at)


def _several(written: str, known: Collection[str]) -> str:
    """Give the cure where several names are in the place of one; nothing where it is one name."""
    names = re.split(r"[\s,;]+", written.strip(" ,;"))
    if len(names) < 2 or not all(name in known for name in names):
        return ""
    return f"Several stand in brackets, with commas between: [{', '.join(names)}]."


def check_theme_circles(checked: Checked) -> Iterator[Problem]:
    """A theme may not be broader than itself, directly or by way of others.

    Bad:  neglect: {broader: harm} with harm: {broader: neglect}
    Good: neglect: {broader: harm}
    """
    themes = checked.library.vocabulary.themes.values()
    for circle, at in _circles((theme.id, theme.broader) for theme in themes):
        message = f'The "broader" themes go in a circle: {circle}. Take the line "broader:" away from one of them.'
        yield error("theme-circle", message, at)


def check_unknown_partnerships(checked: Checked) -> Iterator[Problem]:
    """Only partnerships that are listed may publish, or take another's place.

    Bad:  partnership: dudly
    Good: partnership: dudley
    """
    partnerships = checked.library.vocabulary.partnerships
    named = {name: each.id for each in partnerships.values() for name in (each.name, each.short) if name}
    for briefing in checked.library.everything:
        for reference in briefing.partnerships:
            if reference.id not in (*partnerships, STAND_IN):
                message = no_such("partnership", reference.id, partnerships, named)
                if several := _several(reference.id, partnerships):
                    message = f'There is no partnership "{reference.id}". {several}'
                yield error("unknown-partnership", message, reference.at)
    for partnership in partnerships.values():
        following = partnership.succeeded_by
        if following and following.id not in partnerships:
            yield error("unknown-partnership", no_such("partnership", following.id, partnerships), following.at)


def check_succession_circles(checked: Checked) -> Iterator[Problem]:
    """Of partnerships that take one another's place one must be the last.

    Bad:  northshire: {succeeded_by: northshire-and-wold}, and northshire-and-wold: {succeeded_by: northshire}
    Good: northshire: {succeeded_by: northshire-and-wold}
    """
    partnerships = checked.library.vocabulary.partnerships.values()
    for circle, at in _circles((partnership.id, partnership.succeeded_by) for partnership in partnerships):
        message = f'"succeeded_by" goes in a circle: {circle}. Take it away from the one that exists today.'
        yield error("succeeded-circle", message, at)


def check_unknown_briefings(checked: Checked) -> Iterator[Problem]:
    """Only briefings that exist may be followed up or take another's place.

    Bad:  follows_up: [2020-sandwel-neglect]
    Good: follows_up: [2020-sandwell-neglect]
    """
    for briefing in checked.library.everything:
        for reference in filter(None, (*briefing.follows_up, briefing.superseded_by)):
            if reference.id not in checked.by_slug:
                yield error("unknown-briefing", no_such("briefing", reference.id, checked.by_slug), reference.at)


def check_superseding_circles(checked: Checked) -> Iterator[Problem]:
    """Of briefings that replace one another one must be the last.

    Bad:  a: superseded_by: b, and b: superseded_by: a
    Good: a: superseded_by: b
    """
    for circle, at in _circles((briefing.slug, briefing.superseded_by) for briefing in checked.library.everything):
        message = f'"superseded_by" goes in a circle: {circle}. Take it away from the newest of them.'
        yield error("superseded-circle", message, at)


def _circles(named: Iterable[tuple[str, Reference | None]]) -> Iterator[tuple[str, Place]]:
    """Give each id that leads back to itself by what it names: the circle, and where it names the next."""
    ids = list(named)
    following = dict(ids)
    for first, after_first in ids:
        path, after = [first], after_first
        while after and after.id in following and after.id not in path:
            path.append(after.id)
            after = following[after.id]
        if after_first and after and after.id == first:
            yield " → ".join([*path, first]), after_first.at
