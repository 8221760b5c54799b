"""What one briefing brings into the index, found in it alone: its words, its points' choices, its texts.

All of it are plain values, so that it may be kept. To put the words of many briefings together is quick.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, groupby, islice, repeat
from typing import NamedTuple

from learnbrief.model import Briefing, LearningPoint, Role
from learnbrief.search.codes import encode_postings
from learnbrief.search.script import script, script_address
from learnbrief.search.words import words_of

IN_TEXT, IN_TEXT_OFTEN, IN_HEADING, IN_TITLE = 0, 1, 2, 3
"""Where a word is in a point: the lowest two bits of each posting. Of several places the last of these counts."""
BEFORE = tuple(4 * min(7, number // 4) for number in range(4096))
"""The next three bits, by how many words are before it in the text: stretches of four words, the last longer."""
EIGHT_WORDS = 4
"""For a word above the text they say how long that is, up to seven times eight words: the longer the less it says."""
A_POINT = 32
"""A posting is so many times its point's number, and these bits."""

_ID_WORD = re.compile("[a-z0-9]+")
NOT_GIVEN = "not-given"
"""Stands for the state of an action that does not say it."""


class IndexedBriefing(NamedTuple):
    """One briefing as the index needs it."""

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


def index_briefing(briefing: Briefing) -> IndexedBriefing:
    """Find what a briefing brings into the index."""
    points = briefing.points
    postings = _postings(points)
    words = sorted(postings)
    of_words = [postings[word] for word in words]
    topics = tuple(sorted(topic.id for topic in briefing.topics))
    return IndexedBriefing(
        slug=briefing.slug,
        text_address=script_address(f"search/texts/{briefing.slug}", texts_of(briefing)),
        points=len(points),
        month=_month(briefing),
        words=" ".join(words),
        first_postings=tuple([each[0] for each in of_words]),
        last_points=tuple([each[-1] // A_POINT for each in of_words]),
        further_postings=" ".join([encode_postings(each, A_POINT) if len(each) > 1 else "" for each in of_words]),
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


def texts_of(briefing: Briefing) -> bytes:
    """Write the file of the texts: the briefing's title, its address, and what a result shows of each point.

    What is above a point, and its date, are written where they differ from those of the point before.
    """
    points: list[list[int | str]] = []
    before = ("", "")
    for point in briefing.points:
        above = (point.title or point.lead_in or " › ".join(point.headings), point.held.label)
        lead, held = (0 if one == other and points else one for one, other in zip(above, before, strict=True))
        points.append([_short_id(point), lead, point.body.text, held])
        before = above
    return script(f"texts/{briefing.slug}", [briefing.title, briefing.address, points])


def _state(point: LearningPoint) -> str:
    if point.state:
        return point.state.value
    return NOT_GIVEN if point.role is Role.ACTIONS else ""


def _short_id(point: LearningPoint) -> int | str:
    """Shorten an id made of its point's first words to their number; ids would fill half of most files."""
    words = _ID_WORD.finditer(point.body.text.lower().replace("'", "").replace("’", ""))
    count = point.id.count("-") + 1
    return count if point.id == "-".join([word[0] for word in islice(words, count)]) else point.id


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
    for above, members in groupby(points, _words_above):
        bodies = [point.body.text for point in members]
        end = start + A_POINT * len(bodies)
        place_above = _places_above(*above)
        for word, place in place_above.items():
            postings[word].extend(range(start + place, end + place, A_POINT))
        for first, body in zip(range(start, end, A_POINT), bodies, strict=True):
            places: dict[str, int] = {}
            for before, word in zip(chain(BEFORE, repeat(BEFORE[-1])), words_of(body), strict=False):
                if word in places:
                    places[word] |= IN_TEXT_OFTEN
                elif word not in place_above:
                    places[word] = before
            for word, place in places.items():
                postings[word].append(first + place)
        start = end
    return postings


def _words_above(point: LearningPoint) -> tuple[str, str]:
    """Give the headings and the lead-in, which a point mostly shares with those beside it, and its title."""
    return " ".join([*point.headings, point.lead_in]), point.title or ""


def _places_above(headings: str, title: str) -> dict[str, int]:
    words = words_of(headings)
    length = min(7, len(words) // 8)
    return dict.fromkeys(words, IN_HEADING + EIGHT_WORDS * length) | dict.fromkeys(words_of(title), IN_TITLE)
