"""Where words stand: first in one briefing by itself, then in all of them together.

What one briefing comes to depends on nothing but the briefing, so that it may be remembered; to join these is quick.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import sub
from typing import NamedTuple

from learnbrief.model import Briefing, LearningPoint, Theme
from learnbrief.search.codes import encode
from learnbrief.search.words import stem, words_of

IN_TEXT, IN_TEXT_OFTEN, IN_HEADING, IN_TITLE = 0, 1, 2, 3
"""Where a word stands in a point: two bits of each posting. Of several places the last of these counts."""


class BriefingWords(NamedTuple):
    """The words of one briefing, its points numbered from zero: plain values, and few.

    A posting is four times a point's number, and the place where the word stands in it.
    """

    points: int
    """How many points the briefing has."""
    words: str
    """Each word once, with blanks between."""
    stems: str
    """The stem of each word."""
    counts: Sequence[int]
    """In how many points each word stands; those of the title alone in none."""
    postings: Sequence[int]
    """First those of the first word, then those of the second, and so on; each word's rise."""
    title: str
    """The words of the title."""


@dataclass(slots=True)
class Group:
    """The words of one stem, and where they stand."""

    words: list[str] = field(default_factory=list)
    postings: Sequence[int] = ()
    """One for each point in which any of the words stands, rising."""
    briefings: list[int] = field(default_factory=list)
    """Numbers of the briefings whose title holds a word."""
    themes: list[int] = field(default_factory=list)
    """Numbers of the themes whose label, or a synonym of one word, is or holds a word."""

    @property
    def encoded(self) -> str:
        """The postings, each as its step from the number of the point before."""
        points = chain((0,), [posting & ~3 for posting in self.postings])
        return encode(map(sub, self.postings, points))


def words_of_briefing(briefing: Briefing) -> BriefingWords:
    """List the words of a briefing, with the points in which they stand."""
    points, title = briefing.points, words_of(briefing.title)
    postings = _postings(points)
    words = dict.fromkeys(chain(postings, title))
    return BriefingWords(
        points=len(points),
        words=" ".join(words),
        stems=" ".join(map(stem, words)),
        counts=array("I", [len(postings.get(word, ())) for word in words]),
        postings=array("I", chain.from_iterable(postings.values())),
        title=" ".join(title),
    )


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


def join(briefings: Iterable[BriefingWords], themes: Iterable[Theme]) -> dict[str, Group]:
    """Join the words of all briefings, in the catalogue's order, and of the themes raised; by stem."""
    stems: dict[str, str] = {}
    postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    groups: defaultdict[str, Group] = defaultdict(Group)
    before = 0
    for number, briefing in enumerate(briefings):
        words = briefing.words.split()
        stems.update(zip(words, briefing.stems.split(), strict=True))
        moved = array("I", [posting + 4 * before for posting in briefing.postings])
        start = 0
        for word, count in zip(words, briefing.counts, strict=True):
            end = start + count
            postings[word].extend(moved[start:end])
            start = end
        for stemmed in dict.fromkeys(stems[word] for word in briefing.title.split()):
            groups[stemmed].briefings.append(number)
        before += briefing.points
    for number, theme in enumerate(themes):
        synonyms = [term for term in theme.also if len(term.split()) == 1]
        own = {word: stem(word) for word in words_of(" ".join([theme.label, *synonyms]))}
        stems.update(own)
        for stemmed in dict.fromkeys(own.values()):
            groups[stemmed].themes.append(number)
    for word in sorted(stems):
        groups[stems[word]].words.append(word)
    for group in groups.values():
        group.postings = _joined([postings[word] for word in group.words if word in postings])
    return groups


def _joined(of_words: Sequence[Sequence[int]]) -> Sequence[int]:
    """Join the postings of one stem's words; where two stand in one point, the weightier place counts."""
    if len(of_words) == 1:
        return of_words[0]
    rising = sorted(chain.from_iterable(of_words))
    return array("I", {posting >> 2: posting for posting in rising}.values())
