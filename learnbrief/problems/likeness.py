"""Which known names somebody may have meant: only those that are truly like the one that was written.

A name is near where it was mistyped, or where one of two names holds all words of the other. This room knows nothing
of what the names are for.
"""

import re
from collections.abc import Iterable, Mapping

LONGEST = 100
"""Letters; what is longer is no name that was misspelt, and would take long to compare."""
_MOST = 3
"""So many names are offered at once."""
_SHORTEST = 4
"""Letters of a name that may be mistyped or stand for a longer one; shorter ones are alike by chance."""
_LONG = 10
"""Letters of a name in which two may be wrong."""
_LONG_BEGINNING = 0.75
"""Of the longer of two names, with which both begin."""
_LEAST_SHARE = 0.5
"""Of what was written, that a known name must have which lacks some of its words."""
_SURELY, _CLEARLY_NEARER = 0.8, 0.1
"""From which likeness on a name stands alone, and by how much it must be more alike than the next."""


def nearest_names(given: str, known: Iterable[str], also: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Give the known name that is surely meant, or up to three that may be, the nearest first; often none.

    `also` leads from other words, such as synonyms, to the names that they stand for.
    """
    wanted = _plain(given)
    if not wanted or len(given) > LONGEST:
        return ()
    likeness: dict[str, float] = {}
    for term, name in (*((name, name) for name in known), *(also or {}).items()):
        likeness[name] = max(likeness.get(name, 0), _likeness(wanted, _plain(term)))
    near = sorted((name for name in likeness if likeness[name]), key=lambda name: (-likeness[name], name))
    first = likeness[near[0]] if near else 0
    if first >= _SURELY and all(first - likeness[name] >= _CLEARLY_NEARER for name in near[1:]):
        return (near[0],)
    return tuple(near[:_MOST])


def _plain(name: str) -> str:
    """Write a name as ids are written: in small letters, with hyphens between its words."""
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))


def _likeness(wanted: str, term: str) -> float:
    """Tell how like two names are: 1 where they are the same, 0 where nobody would take one for the other."""
    if not term or len(term) > LONGEST:
        return 0
    longest = max(len(wanted), len(term))
    most_slips = (longest >= _SHORTEST) + (longest >= _LONG)
    for slips in range(most_slips + 1):
        if _is_within(wanted, term, slips):
            return 1 - slips / longest
    return _likeness_of_words(wanted, term)


def _is_within(first: str, second: str, slips: int) -> bool:
    """Tell whether two texts differ by no more slips than these: a letter too many, absent, wrong, or two swapped."""
    if abs(len(first) - len(second)) > slips:
        return False
    if first == second or not slips:
        return first == second
    start = _shared_beginning(first, second)
    first, second = first[start:], second[start:]
    less = slips - 1
    return (
        _is_within(first[1:], second[1:], less)
        or _is_within(first[1:], second, less)
        or _is_within(first, second[1:], less)
        or (first[:2] == second[1::-1] and _is_within(first[2:], second[2:], less))
    )


def _likeness_of_words(wanted: str, term: str) -> float:
    """Tell how like two names are that begin alike, or of which one holds all words of the other."""
    shorter, longer = sorted((wanted, term), key=len)
    share = len(shorter) / len(longer)
    if len(shorter) < _SHORTEST:
        return 0
    if _shared_beginning(shorter, longer) >= _LONG_BEGINNING * len(longer):
        return 0.75
    if shorter == term and share < _LEAST_SHARE:
        return 0
    words = longer.split("-")
    if longer.startswith(shorter) or all(word in words for word in shorter.split("-")):
        return 0.7 + share / 5
    if all(any(_is_slip(word, other) for other in words) for word in shorter.split("-")):
        return 0.5 + share / 5
    return 0


def _shared_beginning(first: str, second: str) -> int:
    """Count the letters with which two texts begin alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def _is_slip(word: str, other: str) -> bool:
    """Tell whether two words are the same, or one of four letters or more was mistyped or has an s more."""
    if min(len(word), len(other)) < _SHORTEST or abs(len(word) - len(other)) > 1:
        return word == other
    return _is_within(word, other, 1)
