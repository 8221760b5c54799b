"""Which points say most where not all have room, and which of their sentences stands for them.

The page of a theme, its pack and the sheet of a briefing choose by this rule: first the lessons that recur, then what
no lesson beside it says already.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from operator import attrgetter
from textwrap import shorten

from learnbrief.analysis.weighing import sentences_of
from learnbrief.cache.pattern import pattern
from learnbrief.model import Entry, Held, LearningPoint, Role

LONGEST_WORDS = 160
"""Letters of the sentence that stands for a point."""
LEADING_ROLES = frozenset({Role.RECOMMENDATIONS, Role.LEARNING})
"""The roles that say what to do."""

_SAYS_WHAT_TO_DO = pattern(r"\b(?:should|must|needs?|ensures?|make sure|remember|never|always)\b", re.IGNORECASE)
_POINTS_BACK = pattern(r"(?:it|this|that|these|those|they|he|she|such|both|here|there)\b", re.IGNORECASE)
"""How a sentence begins that needs the one before it."""
_MORE = " …"


def main_points(entries: Iterable[Entry], theme: str = "", lessons: Collection[str] = ()) -> tuple[Entry, ...]:
    """Put points in order, those first that say most.

    Points that carry the theme themselves come before those that inherit it. Then the briefings take turns, newest
    first; each gives recommendations and learning before the rest, newest first. What only says again one of the
    lessons, by id, that are beside them comes last.
    """
    turns: dict[tuple[bool, bool], dict[str, list[Entry]]] = {}
    newest_first = sorted(entries, key=attrgetter("point.held.start"), reverse=True)
    for entry in sorted(newest_first, key=lambda entry: entry.point.role not in LEADING_ROLES):
        point = entry.point
        says_again = bool(point.lessons) and any(lesson.id in lessons for lesson in point.lessons)
        by_briefing = turns.setdefault((says_again, theme not in point.tags), {})
        by_briefing.setdefault(entry.briefing.slug, []).append(entry)
    return tuple(entry for key in sorted(turns) for entry in _in_turns(turns[key].values()))


def main_words(point: LearningPoint, longest: int = LONGEST_WORDS) -> str:
    """Give the sentence that says best what a point says, and with it the words above that it needs.

    It is the first of those that fit and are clear alone that says what to do, else the very first; that is cut where
    it is too long.
    """
    sentences = sentences_of(point.body.text) or [""]
    best = sentences[0]
    if len(sentences) > 1:
        fitting = (each for each in sentences if len(each) <= longest and not _POINTS_BACK.match(each))
        best = next((each for each in fitting if _SAYS_WHAT_TO_DO.search(each)), best)
    above = f"{point.title}: " if point.title else f"{point.lead_in} " if point.lead_in else ""
    goes_before = best == sentences[0] and len(above) + len(best) <= longest
    is_needed = best[:1].islower() and len(above) < longest // 2
    return _cut(f"{above}{best}" if goes_before or is_needed else best, longest)


def _cut(text: str, longest: int) -> str:
    """Give a text's first words, with an ellipsis where more follows; of a single endless word its first letters."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    words = shorten(words, longest, placeholder=_MORE)
    return words if words.strip() != _MORE.strip() else f"{text[: longest - len(_MORE)]}{_MORE}"


def _in_turns(briefings: Iterable[Sequence[Entry]]) -> Iterator[Entry]:
    newest_first = sorted(briefings, key=_latest, reverse=True)
    return (entry for turn in zip_longest(*newest_first) for entry in turn if entry)


def _latest(entries: Sequence[Entry]) -> Held:
    return max(entry.point.held for entry in entries)
