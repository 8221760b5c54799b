"""What a learning point is compared by: its own themes and its words, each with its weight.

It follows from one briefing and the vocabulary alone. How rare anything is among all briefings is not known here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from msgspec.msgpack import Decoder, Encoder

from learnbrief.analysis.lexicon import THEME, Lexicon
from learnbrief.cache.cache import Shared, lasting_digest_of
from learnbrief.cache.pattern import pattern
from learnbrief.cache.values import Value
from learnbrief.model import Briefing, LearningPoint

OWN, OF_SECTION, SAID = 2, 1, 1
"""What a point's own tag weighs, a topic of its section, and a theme that its text names untagged. What the whole
briefing is about weighs nothing."""
_HALF, _QUARTER, _SIXTH = 2, 4, 6
"""What weights are divided by: text and title count whole, a lead-in half, the heading above a quarter, and the
labels of its own tags a sixth: so that what one point is tagged with meets what another says."""

_SENTENCE_ENDS = pattern(r"(?<=[.?!…])[\"'”’)]*\s+(?=[\"'“‘(]*[^\Wa-z_])")
_MAY_END = re.compile(r"[.?!…]\S* ")
"""Without this a text is one sentence, which is found in a fraction of the time."""

Weights = tuple[tuple[str, int], ...]
Weighed = TypeVar("Weighed", bound="WeighedTags")
"""As much of what is weighed as is taken up."""


class WeighedTags(Value, frozen=True):
    """What a point is about."""

    tags: Weights


class WeighedWords(WeighedTags, frozen=True):
    """A point as it is compared with others."""

    words: Weights


class WeighedPoint(WeighedWords, frozen=True):
    """The same with what tells how to show it."""

    sentences: tuple[tuple[str, ...], ...]
    """What each sentence of its text says, where there are several; by these the one is found that says best what two
    points share."""


class ComparedPoint(Value, Generic[Weighed], frozen=True):
    """A point with all that decides beside which it is."""

    weighed: Weighed
    briefing: str
    """The slug of its briefing."""
    when: int
    """The day on which its briefing's review began, as Python counts days."""
    role: str
    lessons: frozenset[str] = frozenset()
    shown: bytes = b""
    """A digest of whatever else pages show of it as a related point."""


class BriefingToWeigh(Value, frozen=True):
    """A briefing, and what its words may mean."""

    briefing: Shared[Briefing]
    lexicon: Shared[Lexicon]


def weigh_briefing(asked: BriefingToWeigh) -> tuple[bytes, ...]:
    """Weigh the points of a briefing; gives each `ComparedPoint` encoded separately, to be decoded by itself."""
    return tuple(map(write_point, compared_points(asked.briefing.value, asked.lexicon.value)))


def compared_points(briefing: Briefing, lexicon: Lexicon) -> Iterator[ComparedPoint[WeighedPoint]]:
    """Weigh the points of a briefing, in its printed order, and say what else decides beside which they are."""
    partnerships = [reference.id for reference in briefing.partnerships]
    for point, weighed in zip(briefing.points, weigh_points(briefing, lexicon), strict=True):
        yield ComparedPoint(
            weighed=weighed,
            briefing=briefing.slug,
            when=briefing.held.start.toordinal(),
            role=point.role.value,
            lessons=frozenset(lesson.id for lesson in point.lessons),
            shown=lasting_digest_of((briefing.link, point.id, point.held, partnerships, point.body.text)),
        )


def write_point(point: ComparedPoint[WeighedPoint]) -> bytes:
    """Write a point as it is kept."""
    return _POINTS.encode(point)


read_point = Decoder(ComparedPoint[WeighedPoint]).decode
"""Take up such a point."""
read_words = Decoder(ComparedPoint[WeighedWords]).decode
"""Take up what decides beside which it is."""
read_tags = Decoder(ComparedPoint[WeighedTags]).decode
"""Take up its tags, and what is at hand then."""
_POINTS = Encoder(order="deterministic")


def weigh_points(briefing: Briefing, lexicon: Lexicon) -> tuple[WeighedPoint, ...]:
    """Weigh the points of a briefing, in its printed order."""
    around: dict[tuple[str, int], dict[str, int]] = {}
    return tuple(_weigh(point, briefing, lexicon, around) for point in briefing.points)


def named_in(said: Mapping[str, int]) -> dict[str, int]:
    """Give the themes that are named in what is said, as tags."""
    return {name[1:]: SAID for name in said if name[0] == THEME}


def without_themes(said: Mapping[str, int]) -> Weights:
    """Give what is said besides."""
    return tuple([each for each in said.items() if each[0][0] != THEME])


def sentences_of(text: str) -> list[str]:
    """Part a text into its sentences."""
    text = " ".join(text.split())
    if not _MAY_END.search(text):
        return [text] if text else []
    return [sentence for sentence in _SENTENCE_ENDS.split(text) if sentence]


def _weigh(
    point: LearningPoint, briefing: Briefing, lexicon: Lexicon, around: dict[tuple[str, int], dict[str, int]]
) -> WeighedPoint:
    sentences = [lexicon.weigh(sentence) for sentence in sentences_of(point.body.text)]
    words: dict[str, int] = {}
    for said in sentences:
        _add(words, said)
    if point.title:
        _add(words, lexicon.weigh(point.title))
    tags = named_in(words) | _tags(point, briefing)
    for theme in point.tags:
        _add(words, _part(lexicon.weigh_label(theme), _SIXTH))
    for above in _above(point):
        if above not in around:
            text, share = above
            around[above] = _part(lexicon.weigh(text), share)
        _add(words, around[above])
    return WeighedPoint(
        tags=tuple(tags.items()),
        words=without_themes(words),
        sentences=tuple(map(tuple, sentences)) if len(sentences) > 1 else (),
    )


def _tags(point: LearningPoint, briefing: Briefing) -> dict[str, int]:
    if briefing.home:
        return dict.fromkeys(point.tags, OWN)  # of a neighbour's sections nothing is known
    about = {topic.id for topic in briefing.topics}
    of_section = {theme: OF_SECTION for theme in point.themes if theme not in about}
    return of_section | dict.fromkeys(point.tags, OWN)


def _above(point: LearningPoint) -> Iterator[tuple[str, int]]:
    """Give the lead-in and the heading above, each with what its weights are divided by."""
    if point.lead_in:
        yield point.lead_in, _HALF
    headings: Sequence[str] = point.headings[:-1] if point.title else point.headings
    if headings:
        yield headings[-1], _QUARTER


def _part(said: Mapping[str, int], share: int) -> dict[str, int]:
    return {name: weight // share for name, weight in said.items() if weight >= share}


def _add(words: dict[str, int], said: Mapping[str, int]) -> None:
    for name, weight in said.items():
        if weight > words.get(name, 0):
            words[name] = weight
