"""Some briefings of the index together: as many as can be put together anew at every edit.

A briefing's segment follows from its slug alone, and a point's number counts from the beginning of its segment. So an
edit makes one segment anew, and in no other does a number move.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from learnbrief.model import UNDATED
from learnbrief.search.briefing import A_POINT, IndexedBriefing
from learnbrief.search.codes import encode, encode_one, gaps, runs
from learnbrief.search.script import as_json

MOST_BRIEFINGS = 96
"""How many a segment holds, about: with more there are twice as many segments."""
LONGEST_IN_SHARD = 1200
"""Letters of a word's postings, of all segments together, that are among those of other words."""
IN_ITS_OWN_FILE = "*"
"""Stands for the postings of a word that has a file of its own."""

Choices = Mapping[str, Sequence[str]]
"""Ids by facet, in the order by which points name them."""


class Segment(NamedTuple):
    """What the index's files hold of one segment: plain values."""

    points: int
    years: tuple[str, ...]
    """The years of its points, as ids."""
    words: str
    """Every word of a point or a title, in alphabetical order, with blanks between."""
    shards: dict[str, str]
    """By the first three letters: the words that begin so, with commas between. Each has its postings, and numbers of
    the briefings whose title holds it."""
    common: dict[str, str]
    """The postings of words that are in many points, by word."""
    columns: dict[str, str]
    """What the first results ask of each point."""
    choices: dict[str, tuple[str, ...]]
    """Themes and lessons of points, by facet: how many there are, and which."""
    themes: dict[str, str]
    """Each theme's points by its id, each as its step from the point before; but those of briefings about it."""
    briefings: str
    """A row for each, as JSON, with commas between."""
    texts: dict[str, str]
    """Where the texts of each stand, by its slug."""


def segment_count(briefings: int) -> int:
    """Tell into how many segments so many briefings go: a power of two, so that it seldom changes."""
    count = 1
    while briefings > MOST_BRIEFINGS * count:
        count *= 2
    return count


def segment_of(slug: str, count: int) -> int:
    """Tell in which of so many segments a briefing is."""
    return int.from_bytes(sha256(slug.encode()).digest()[:4]) % count


def make_segment(briefings: Iterable[IndexedBriefing], choices: Choices, count: int) -> Segment:
    """Put the briefings of one segment together, of which there are so many."""
    members = sorted(briefings)
    postings, titles = _postings(members), _titles(members)
    words = sorted(postings.keys() | titles.keys())
    most = LONGEST_IN_SHARD // count
    common = {word: codes for word, codes in postings.items() if len(codes) > most}
    shards: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        codes = IN_ITS_OWN_FILE if word in common else postings.get(word, "")
        row = f"{word} {codes} {encode(gaps(titles[word]))}" if word in titles else f"{word} {codes}"
        shards[word[:3]].append(row)
    numbers = {facet: {id_: at for at, id_ in enumerate(ids)} for facet, ids in choices.items()}
    return Segment(
        points=sum(briefing.points for briefing in members),
        years=tuple(sorted({year for briefing in members for year in briefing.years})),
        words=" ".join(words),
        shards={letters: ",".join(rows) for letters, rows in shards.items()},
        common=common,
        columns=_columns(members, numbers),
        choices={
            facet: _several((each for briefing in members for each in of_points(briefing)), numbers[facet])
            for facet, of_points in _SEVERAL.items()
        },
        themes=_themes(members),
        briefings=",".join(as_json(_row(briefing, numbers)) for briefing in members),
        texts={briefing.slug: briefing.text_address for briefing in members},
    )


def _postings(briefings: Sequence[IndexedBriefing]) -> Mapping[str, str]:
    """Write each word's postings, each as its step from the point before."""
    postings: dict[str, str] = {}
    last_points: dict[str, int] = {}
    start = 0
    for briefing in briefings:
        rows = zip(
            briefing.words.split(),
            briefing.first_postings,
            briefing.last_points,
            briefing.further_postings.split(" "),
            strict=False,
        )
        for word, first, last, further in rows:
            step = first + A_POINT * (start - last_points.get(word, 0))
            postings[word] = postings.get(word, "") + encode_one(step) + further
            last_points[word] = start + last
        start += briefing.points
    return postings


def _titles(briefings: Iterable[IndexedBriefing]) -> Mapping[str, list[int]]:
    titles: defaultdict[str, list[int]] = defaultdict(list)
    for number, briefing in enumerate(briefings):
        for word in briefing.title.split():
            titles[word].append(number)
    return titles


Numbers = Mapping[str, Mapping[str, int]]
"""The number of each choice by its id, by facet."""


def _row(briefing: IndexedBriefing, numbers: Numbers) -> list[object]:
    """Write a briefing: its slug, the mark in its texts' address, how many points, when, who, which kind, topics."""
    return [
        briefing.slug,
        briefing.text_address.split(".")[-2],
        briefing.points,
        briefing.month,
        encode(numbers["partnership"][each] for each in briefing.partnerships),
        numbers["kind"][briefing.kind],
        encode(gaps(sorted(numbers["theme"][each] for each in briefing.topics))),
    ]


def _columns(briefings: Iterable[IndexedBriefing], numbers: Numbers) -> dict[str, str]:
    """Write each point's choices; those that hold for a whole briefing are with the briefing.

    Kind of point, audience and state are one number, for they change together. A year is itself, or 0. A point that
    carries lessons is 1.
    """
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for briefing in briefings:
        columns["section"].append(encode(runs(_sections(briefing, numbers))))
        columns["year"].append(encode(runs(0 if each == UNDATED else int(each) for each in briefing.years)))
        columns["length"].append(encode(briefing.lengths))
        columns["bears"].append(encode(runs(int(bool(each)) for each in briefing.lessons)))
    return {facet: "".join(codes) for facet, codes in columns.items()}


def _sections(briefing: IndexedBriefing, numbers: Numbers) -> Iterator[int]:
    """Give each point's kind, audience and state as one number."""
    audiences, states = len(numbers["audience"]), len(numbers["state"]) + 1
    for role, audience, state in zip(briefing.roles, briefing.audiences, briefing.states, strict=True):
        section = numbers["role"][role] * audiences + numbers["audience"][audience]
        yield section * states + (numbers["state"][state] + 1 if state else 0)


def _several(of_points: Iterable[Sequence[str]], numbers: Mapping[str, int]) -> tuple[str, str]:
    """Write how many choices each point has, and their numbers, each as its step from the one before."""
    steps = [gaps(sorted(numbers[id_] for id_ in each)) for each in of_points]
    return encode(map(len, steps)), encode(chain.from_iterable(steps))


def _themes(briefings: Iterable[IndexedBriefing]) -> dict[str, str]:
    """Write the points of each theme that one has for itself."""
    points: defaultdict[str, list[int]] = defaultdict(list)
    for number, themes in enumerate(chain.from_iterable(briefing.themes for briefing in briefings)):
        for theme in themes:
            points[theme].append(number)
    return {theme: encode(gaps(each)) for theme, each in points.items()}


_SEVERAL = {"theme": attrgetter("themes"), "lesson": attrgetter("lessons")}
"""Facets of which a point may have several choices."""
