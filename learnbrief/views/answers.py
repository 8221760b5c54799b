"""The points that a point answers, and those that answer it, as its editor wrote."""

from collections.abc import Sequence

from learnbrief.cache.values import Value
from learnbrief.model import AnswerGraph, Entry, Vocabulary
from learnbrief.pages.parts import bytes_of_texts
from learnbrief.pages.words import ROLE_PHRASES, STATE_LABELS, beginning_of

_WORDS_SHOWN = 120
"""Letters of the other point."""


class AnswerLink(Value, frozen=True):
    """A point linked to another because one answers the other."""

    url: str
    words: str
    """How it begins."""
    source: str
    """When and where it was said, if in another briefing, as what, and for an action how far it is."""
    evidence: str
    """The web address of what shows that; mostly empty."""


class AnswerLinks(Value, frozen=True):
    """The visible points that a point answers, and those that answer it."""

    answers: tuple[AnswerLink, ...] = ()
    answered_by: tuple[AnswerLink, ...] = ()

    @property
    def bytes_on_page(self) -> int:
        """Say about how many bytes they take on a page."""
        found = (*self.answers, *self.answered_by)
        return sum(bytes_of_texts(link.url, link.words, link.source, link.evidence, around=100) for link in found)


def answer_links(entry: Entry, graph: AnswerGraph, vocabulary: Vocabulary) -> AnswerLinks:
    """Link a point to those that it answers and those that answer it."""
    if entry not in graph:
        return _NO_LINKS
    return AnswerLinks(
        _links(entry, graph.answers.get(entry.address, ()), vocabulary),
        _links(entry, graph.answered_by.get(entry.address, ()), vocabulary),
    )


_NO_LINKS = AnswerLinks()


def _links(entry: Entry, others: Sequence[Entry], vocabulary: Vocabulary) -> tuple[AnswerLink, ...]:
    return tuple(
        AnswerLink(
            url=other.link,
            words=beginning_of(other.point.title or other.point.body.text, _WORDS_SHOWN),
            source=_source(other, vocabulary, is_here=other.briefing.slug == entry.briefing.slug),
            evidence=other.point.evidence,
        )
        for other in others
    )


def _source(entry: Entry, vocabulary: Vocabulary, *, is_here: bool) -> str:
    point, partnerships = entry.point, vocabulary.partnerships
    areas = " and ".join(partnerships[reference.id].area for reference in entry.briefing.partnerships)
    said = ["here"] if is_here else [point.held.label, areas]
    said.append(ROLE_PHRASES[point.role])
    said += [STATE_LABELS[point.state].lower()] if point.state else []
    said += [f"as of {point.as_of.label}"] if point.as_of else []
    return ", ".join(said)
