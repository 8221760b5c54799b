"""Which tags learning points probably lack, and why.

A point's own words are searched, and its title where it has one. Headings above a list and lead-ins are not: they
cost more in wrong suggestions than they bring, as `docs/suggestions.md` shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from learnbrief.analysis.terms import TermKind, TermMatch, Terms, same_words
from learnbrief.model import LearningPoint
from learnbrief.problems import Place


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag that a point probably lacks."""

    at: Place
    """Where the point is."""
    theme: str
    reason: str
    """The words that matched, and what they are to the theme."""
    strength: int
    """How much the words say: a single ordinary word 1, longer terms and abbreviations more."""

    @property
    def is_weak(self) -> bool:
        """Whether one ordinary word is all that speaks for it."""
        return self.strength == 1


def suggest_tags(points: Iterable[LearningPoint], terms: Terms) -> tuple[Suggestion, ...]:
    """Suggest tags for learning points: point by point, for each the best founded first."""
    return tuple(suggestion for point in points for suggestion in _for_point(point, terms))


def _for_point(point: LearningPoint, terms: Terms) -> list[Suggestion]:
    by_theme: dict[str, list[TermMatch]] = {}
    for text in (point.title or "", point.body.text):
        for match in terms.find(text):
            by_theme.setdefault(match.term.theme, []).append(match)
    best = {
        theme: max(matches, key=lambda match: (match.term.strength, _is_exact(match)))
        for theme, matches in by_theme.items()
    }
    mentions = {theme: len({(each.start, each.words) for each in matches}) for theme, matches in by_theme.items()}
    ranked = sorted(best, key=lambda theme: (-best[theme].term.strength, -mentions[theme], theme))
    return [
        Suggestion(point.at, theme, _reason(best[theme]), best[theme].term.strength)
        for theme in ranked
        if theme not in point.themes
    ]


def _is_exact(match: TermMatch) -> bool:
    return same_words(match.words, match.term.written)


def _reason(match: TermMatch) -> str:
    said = _SAID[match.term.kind]
    if _is_exact(match):
        return f'"{match.words}" is {said}'
    return f'"{match.words}" is a form of "{match.term.written}", {said}'


_SAID = {
    TermKind.LABEL: "its label",
    TermKind.SYNONYM: "another word for it",
    TermKind.ID: "its id in words",
}
