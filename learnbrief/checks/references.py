"""Rules over names: what is named is there, and nothing is named in a circle."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import chain

from learnbrief.checks.checked import Checked
from learnbrief.model import Briefing, Reference, Theme
from learnbrief.problems import Problem, did_you_mean, error, no_such

_SHORTEST, _LONGEST = 4, 100
"""Letters; shorter names are alike by chance, and longer ones are none."""
_MOST_COMPARED = 100
"""Names of which it is asked what may be meant; where more are wrong, the vocabulary is another's."""
_SOMEWHAT_ALIKE, _MUCH_ALIKE, _CLEARLY_NEARER = 0.5, 0.8, 0.1
"""Shares of letters that two names have in common: from where one may be meant, and from where it surely is."""


def check_unknown_themes(checked: Checked) -> Iterator[Problem]:
    """Only themes of the vocabulary may be named, in briefings and in the vocabulary itself.

    Bad:  topics: [domestic-abus]
    Good: topics: [domestic-abuse]
    """
    themes = checked.library.vocabulary.themes
    named = chain.from_iterable(briefing.references for briefing in checked.library.everything)
    broader = [theme.broader for theme in themes.values() if theme.broader]
    related = chain.from_iterable(theme.related for theme in themes.values())
    unknown = [reference for reference in chain(named, broader, related) if reference.id not in themes]
    terms = _theme_terms(themes) if unknown else {}
    nearest: dict[str, str] = {}
    for reference in unknown:
        if reference.id not in nearest and len(nearest) < _MOST_COMPARED:
            nearest[reference.id] = _nearest_themes(reference.id, terms)
        message = f'There is no theme "{reference.id}". {nearest.get(reference.id, "")}'
        yield error("unknown-theme", message.rstrip(), reference.at)


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


def _theme_terms(themes: Mapping[str, Theme]) -> dict[str, str]:
    """Give the theme that each id, label and synonym leads to, all in the form of ids."""
    terms: dict[str, str] = {}
    for theme in themes.values():
        for term in (theme.id, theme.label, *theme.also):
            terms.setdefault(_as_id(term), theme.id)
    return terms


def _nearest_themes(given: str, terms: Mapping[str, str]) -> str:
    """Say which themes may be meant: the one that a synonym belongs to, the nearest one, or up to three."""
    wanted = _as_id(given)
    if wanted in terms:
        return f'Did you mean "{terms[wanted]}"?'
    likeness: dict[str, float] = {}
    matcher = SequenceMatcher(b=wanted[:_LONGEST])
    for term, theme in terms.items():
        likeness[theme] = max(likeness.get(theme, 0), _likeness(term, wanted, matcher))
    alike = [theme for theme in likeness if likeness[theme] >= _SOMEWHAT_ALIKE]
    nearest = sorted(alike, key=lambda theme: (-likeness[theme], theme))[:3]
    if not nearest:
        return did_you_mean(given, sorted(set(terms.values())))
    is_clear = likeness[nearest[0]] >= _MUCH_ALIKE and all(
        likeness[nearest[0]] - likeness[other] >= _CLEARLY_NEARER for other in nearest[1:]
    )
    names = [f'"{theme}"' for theme in (nearest[:1] if is_clear else nearest)]
    return f"Did you mean {' or '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}?"


def _likeness(term: str, wanted: str, matcher: SequenceMatcher[str]) -> float:
    """Tell what share of letters two names have in common; more where one holds all words of the other.

    The matcher knows the wanted name, which is so looked through once for all terms.
    """
    if not _SHORTEST <= len(term) <= _LONGEST or not _SHORTEST <= len(wanted) <= _LONGEST:
        return 0
    matcher.set_seq1(term)
    words = set(wanted.split("-")), set(term.split("-"))
    if words[0] <= words[1] or words[1] <= words[0]:
        return 0.5 + matcher.ratio() / 2
    return matcher.ratio() if matcher.quick_ratio() >= _SOMEWHAT_ALIKE else 0


def _as_id(term: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", term.casefold()))


def _named_briefings(briefing: Briefing) -> Iterator[Reference]:
    yield from briefing.follows_up
    if briefing.superseded_by:
        yield briefing.superseded_by
