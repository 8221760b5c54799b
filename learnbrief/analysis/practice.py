"""Where good practice answers a failing: what editors say, then what shares a lesson, then what is similar enough."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product

from msgspec import Struct

from learnbrief.analysis.related_points import RelatedPoints
from learnbrief.analysis.stories import FOUND_WANTING, Story
from learnbrief.model import Catalogue, Entry, Lesson, Role


class AnsweredFailing(Struct, frozen=True):
    """A failing, and good practice that answers it."""

    failing: Entry
    practice: Entry
    lesson: Lesson | None = None
    """The lesson that both carry, where that joins them."""
    alike: tuple[str, ...] = ()
    """What both speak of, where only the measure of similar points joins them."""


def answered_failings(
    catalogue: Catalogue, stories: Iterable[Story], related: RelatedPoints, most: int
) -> tuple[AnsweredFailing, ...]:
    """Give the first few, newest first but those joined by a lesson: no point and no lesson twice."""
    found: list[AnsweredFailing] = []
    shown: set[str] = set()
    pairs = chain(_named(catalogue), _of_one_lesson(stories), _similar(catalogue, related))
    for pair in pairs:
        addresses = {pair.failing.address, pair.practice.address}
        if not addresses & shown:
            shown |= addresses
            found.append(pair)
        if len(found) == most:
            break
    return tuple(found)


def _named(catalogue: Catalogue) -> Iterator[AnsweredFailing]:
    for entry in _newest_first([entry for entry in catalogue.entries if entry.point.answers and _is_practice(entry)]):
        for failing in catalogue.answer_graph.answers.get(entry.address, ()):
            if failing.point.role in FOUND_WANTING:
                yield AnsweredFailing(failing, entry)


def _of_one_lesson(stories: Iterable[Story]) -> Iterator[AnsweredFailing]:
    """Set the newest failing and the newest good practice of each lesson beside one another, of two briefings."""
    for story in stories:
        failings, practices = story.in_role(*FOUND_WANTING), story.in_role(Role.GOOD_PRACTICE)
        pairs = product(_newest_first(failings), _newest_first(practices))
        apart = ((one, other) for one, other in pairs if one.briefing.slug != other.briefing.slug)
        if pair := next(apart, None):
            yield AnsweredFailing(*pair, story.lesson)


def _similar(catalogue: Catalogue, related: RelatedPoints) -> Iterator[AnsweredFailing]:
    for failing in _newest_first([entry for entry in catalogue.entries if entry.point.role in FOUND_WANTING]):
        if any(map(_is_practice, related.points_beside(failing))):
            for other in related.beside(failing):
                if _is_practice(other.entry) and not other.shares_lesson:
                    yield AnsweredFailing(failing, other.entry, alike=other.joined_by)


def _is_practice(entry: Entry) -> bool:
    return entry.point.role is Role.GOOD_PRACTICE


def _newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """Put what has a date first, newest first, then what has none."""
    return sorted(entries, key=lambda entry: entry.point.held.start, reverse=True)
