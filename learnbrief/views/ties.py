"""What a point is tied to by its editor: the points that it answers, and those that answer it."""

from collections.abc import Iterable

from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Catalogue, Entry
from learnbrief.pages.words import ROLE_PHRASES, beginning_of

_WORDS_SHOWN = 120
"""Letters of the other point."""


class Tie(Value, frozen=True):
    """The other point of two of which one answers the other."""

    url: str
    words: str
    """How it begins."""
    source: str
    """When and where it was said, if in another briefing, and as what."""


def answers_of(entry: Entry, catalogue: Catalogue) -> tuple[Tie, ...]:
    """Give the points that one answers, as far as readers may see them."""
    return _ties(entry.briefing, catalogue.answers.get(entry.address, ()), catalogue)


def answered_by(entry: Entry, catalogue: Catalogue) -> tuple[Tie, ...]:
    """Give the points that answer one, as far as readers may see them."""
    return _ties(entry.briefing, catalogue.answered_by.get(entry.address, ()), catalogue)


def _ties(briefing: Briefing, others: Iterable[Entry], catalogue: Catalogue) -> tuple[Tie, ...]:
    return tuple(
        Tie(
            url=other.link,
            words=beginning_of(other.point.title or other.point.body.text, _WORDS_SHOWN),
            source=_source(other, catalogue, is_here=other.briefing.slug == briefing.slug),
        )
        for other in others
    )


def _source(entry: Entry, catalogue: Catalogue, *, is_here: bool) -> str:
    role = ROLE_PHRASES[entry.point.role]
    if is_here:
        return f"here, {role}"
    partnerships = catalogue.vocabulary.partnerships
    areas = " and ".join(partnerships[reference.id].area for reference in entry.briefing.partnerships)
    return f"{entry.point.held.label}, {areas}, {role}"
