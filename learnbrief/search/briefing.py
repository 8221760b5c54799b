"""What one briefing brings into the index, found in it alone: its words, its points' choices, its texts.

All of it are plain values, so that it may be kept. To put the words of many briefings together is quick.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from learnbrief.model import Briefing, LearningPoint, Role
from learnbrief.search.codes import encode_postings
from learnbrief.search.script import script, script_address
from learnbrief.search.words import words_of

IN_TEXT, IN_TEXT_OFTEN, IN_HEADING, IN_TITLE = 0, 1, 2, 3
"""Where a word stands in a point: two bits of each posting. Of several places the last of these counts."""

NOT_GIVEN = "not-given"
"""Stands for the state of an action that does not say it."""


class IndexedBriefing(NamedTuple):
    """One briefing as the index needs it. A posting is four times a point's number, and the word's place in it."""

    slug: str
    text_address: str
    """The file that holds its points' texts."""
    points: int
    """How many it has."""
    month: int
    """Of its review, counted from January 1900; 0 where nobody knows it."""
    words: str
    """Each word of a point once, in alphabetical order, with blanks between."""
    first_postings: tuple[int, ...]
    """Each word's first."""
    last_points: tuple[int, ...]
    """The number of the last point that holds each word."""
    further_postings: str
    """Those behind the first, each as its step from the point before; with blanks between the words'."""
    title: str
    """The words of the title, each once."""
    partnerships: tuple[str, ...]
    """Ids."""
    kind: str
    topics: tuple[str, ...]
    roles: tuple[str, ...]
    """Each point's, as all that follow."""
    audiences: tuple[str, ...]
    years: tuple[str, ...]
    states: tuple[str, ...]
    """Empty for what is no action."""
    lengths: tuple[int, ...]
    """How long the texts are, in steps that matter to the order of results."""
    themes: tuple[tuple[str, ...], ...]
    """Ids beside the topics, which hold for all points."""
    lessons: tuple[tuple[str, ...], ...]


def index_briefing(briefing: Briefing) -> tuple[IndexedBriefing, bytes]:
    """Find what a briefing brings into the index; give it with the file of its points' texts."""
    points = briefing.points
    texts = _texts(briefing)
    postings = _postings(points)
    words = sorted(postings)
    topics = tuple(sorted(topic.id for topic in briefing.topics))
    indexed = IndexedBriefing(
        slug=briefing.slug,
        text_address=script_address(f"search/texts/{briefing.slug}", texts),
        points=len(points),
        month=_month(briefing),
        words=" ".join(words),
        first_postings=tuple([postings[word][0] for word in words]),
        last_points=tuple([postings[word][-1] >> 2 for word in words]),
        further_postings=" ".join([encode_postings(postings[word]) for word in words]),
        title=" ".join(dict.fromkeys(words_of(briefing.title))),
        partnerships=tuple(reference.id for reference in briefing.partnerships),
        kind=briefing.kind.id,
        topics=topics,
        roles=tuple(point.role.value for point in points),
        audiences=tuple(point.audience for point in points),
        years=tuple(point.held.year_id for point in points),
        states=tuple(_state(point) for point in points),
        lengths=tuple(_length(point) for point in points),
        themes=tuple(tuple(theme for theme in point.themes if theme not in topics) for point in points),
        lessons=tuple(tuple(sorted(lesson.id for lesson in point.lessons)) for point in points),
    )
    return indexed, texts


def _texts(briefing: Briefing) -> bytes:
    """Write the file of the texts: the briefing's title, its address, and what a result shows of each point."""
    points = [
        [point.id, point.title or point.lead_in or " › ".join(point.headings), point.body.text, point.held.label]
        for point in briefing.points
    ]
    return script(f"texts/{briefing.slug}", [briefing.title, briefing.address, points])


def _state(point: LearningPoint) -> str:
    if point.state:
        return point.state.value
    return NOT_GIVEN if point.role is Role.ACTIONS else ""


def _month(briefing: Briefing) -> int:
    held = briefing.held
    return max(0, 12 * (held.start.year - 1900) + held.start.month) if held.is_known else 0


def _length(point: LearningPoint) -> int:
    """Measure a text in octaves: a point of 60 letters is 1, of 120 is 2, of 240 is 3."""
    return (len(point.body.text) // 30).bit_length()


def _postings(points: Iterable[LearningPoint]) -> Mapping[str, list[int]]:
    """Find each word's postings: each point once, with the weightiest place of the word in it."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    start = 0
    for above, members in groupby(points, _what_stands_above):
        bodies = [point.body.text for point in members]
        end = start + 4 * len(bodies)
        place_above = _places_above(*above)
        for word, place in place_above.items():
            postings[word] += range(start + place, end + place, 4)
        for first, body in zip(range(start, end, 4), bodies, strict=True):
            places: dict[str, int] = {}
            for word in words_of(body):
                if word not in place_above:
                    places[word] = IN_TEXT_OFTEN if word in places else IN_TEXT
            for word, place in places.items():
                postings[word].append(first + place)
        start = end
    return postings


def _what_stands_above(point: LearningPoint) -> tuple[str, str]:
    """Give the headings and the lead-in, which a point mostly shares with its neighbours, and its title."""
    return " ".join([*point.headings, point.lead_in]), point.title or ""


def _places_above(headings: str, title: str) -> dict[str, int]:
    return dict.fromkeys(words_of(headings), IN_HEADING) | dict.fromkeys(words_of(title), IN_TITLE)
