"""Dates in a document, each with what its sentence says of it: when the review took place, or something else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from learnbrief.editing.fix import date_from_answer
from learnbrief.importing.tree import Block, BlockType
from learnbrief.model import Held, parse_held, parse_published

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ONE = rf"(?:(?:{_DAY} (?:of )?)?{_MONTH},? {_YEAR}|{_MONTH} {_DAY},? {_YEAR}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR})"
_PART = rf"(?:{_ONE}|(?:{_DAY} )?{_MONTH})"
_DATE = re.compile(
    rf"\b(?:[Bb]etween {_PART} and {_ONE}|{_PART}(?: to | until | ?[-–—] ?){_ONE}|{_ONE}|"
    rf"{_YEAR} ?[/–-] ?(?:{_YEAR}|\d\d)(?![\d/-])|{_YEAR} to {_YEAR}|{_YEAR}-\d\d(?:-\d\d)?|{_YEAR})\b"
)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'(])|\n")
_REVIEW = re.compile(
    r"\b(?:audit(?:s|ed)?|reviews?|MACFA|dip[ -]samples?|deep[ -]dives?|case files?|learning event|workshops?|SCR|"
    r"CSPR|SAR|DHR|DARDR|briefing)\b",
    re.IGNORECASE,
)
_TOOK_PLACE = re.compile(
    r"\b(?:took place|(?:was|were) (?:held|undertaken|completed|conducted|carried out|audited|reviewed|selected|"
    r"looked)|held (?:on|in|between)|undertook|carried out|conducted|audited|completed (?:an?|this|the|its|our)|"
    r"(?:we|group|partnership|board|panel) (?:held|completed|reviewed|looked at))\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|last|another|other audits?|also|before|since|follow(?:s|ing|ed)?[ -]?(?:up)?|Act|"
    r"Working Together|guidance|legislation|published|national(?:ly)?|born|will be|next|recommend\w*|by)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:(?:dates?|period|year) (?:of|for|covered by) (?:the |this )?(?:audit|review|event|dip sample|deep dive)|"
    r"(?:audit|review|event) (?:dates?|period)|(?:audit|review) (?:held|took place)(?: on| in)?|date held|held|"
    r"reporting (?:year|period))\s*[:–-]?\s*\Z",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published(?: on| in)?|publication date|date (?:of publication|published|of issue|issued)|"
    r"issued(?: on| in)?)\s*[:–-]?\s*\Z",
    re.IGNORECASE,
)

_BEGINNING = re.compile(r"(?:in|on|during|between|from)(?: the)? ", re.IGNORECASE)


class DateSubject(Enum):
    """What a date refers to, as far as its sentence says."""

    REVIEW = auto()
    """When this review took place."""
    PUBLICATION = auto()
    TITLE = auto()
    """It is in the title, or directly below it."""
    OTHER = auto()
    """Something else, such as another review or a law."""
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a document."""

    written: str
    """As it is."""
    value: str
    """In the form of the contract."""
    about: DateSubject
    block: int
    """Which block it is in."""
    sentence: str


def mentions(blocks: Sequence[Block], title: str) -> tuple[Mention, ...]:
    """Find the dates that a document mentions, in its order; those of the title are in block -1."""
    found = [*_in_text(title, -1, near_title=True)]
    for at, block in enumerate(blocks):
        if block.kind is not BlockType.TABLE:
            found += _in_text(block.text, at, near_title=at < _TOP and len(block.text) < _SHORT)
        if len(found) > _MOST:
            break
    return tuple(found[:_MOST])


_MOST = 2_000
"""Dates of one document; no briefing mentions so many."""
_TOP, _SHORT = 3, 80
"""How many blocks are below a title, and how long one is that may be a line with a date."""


def held_of(found: Sequence[Mention]) -> Mention | None:
    """Give the mention that tells for certain when the review took place: the only such date, or the title's."""
    own = _distinct(mention for mention in found if mention.about is DateSubject.REVIEW)
    titled = _distinct(mention for mention in found if mention.about is DateSubject.TITLE)
    in_title = [mention for mention in titled if mention.block == -1]
    if len(in_title) == 1 and (not own or _holds_all(in_title[0], own)):
        return in_title[0]
    return own[0] if len(own) == 1 and not in_title else None


def published_of(found: Sequence[Mention]) -> Mention | None:
    """Give the mention that says when the document was published, if one does."""
    said = _distinct(mention for mention in found if mention.about is DateSubject.PUBLICATION)
    readable = [mention for mention in said if isinstance(parse_published(mention.value), Held)]
    return readable[0] if len(said) == 1 and readable else None


def may_be_held(found: Sequence[Mention]) -> tuple[str, ...]:
    """Give dates on which the review may have taken place."""
    likely = [mention for mention in found if mention.about in (DateSubject.REVIEW, DateSubject.TITLE)]
    return tuple(dict.fromkeys(mention.value for mention in likely))


def in_sections(found: Sequence[Mention], starts: Sequence[int]) -> dict[int, str]:
    """Give the one review date of each part, by its first block; nothing unless two parts or more have one."""
    dates: dict[int, str] = {}
    for start, end in pairwise([*starts, _ENDLESS]):
        own = _exact(_distinct(m for m in found if m.about is DateSubject.REVIEW and start <= m.block < end))
        if len(own) == 1:
            dates[start] = own[0].value
    return dates if len(dates) > 1 else {}


_ENDLESS = 10**9


def _distinct(found: Iterator[Mention]) -> list[Mention]:
    return list({mention.value: mention for mention in reversed(list(found))}.values())[::-1]


def _exact(found: Sequence[Mention]) -> list[Mention]:
    """Leave out dates that hold another one, such as the year of a month."""
    return [mention for mention in found if len(found) == 1 or not any(_holds(mention, other) for other in found)]


def _holds(mention: Mention, other: Mention) -> bool:
    return mention is not other and _holds_all(mention, [other])


def _holds_all(title: Mention, own: Sequence[Mention]) -> bool:
    """Tell whether all dates of reviews lie within the title's."""
    whole = parse_held(title.value)
    parts = [parse_held(mention.value) for mention in own]
    return isinstance(whole, Held) and all(
        isinstance(part, Held) and whole.start <= part.start and part.end <= whole.end for part in parts
    )


def _in_text(text: str, block: int, *, near_title: bool) -> Iterator[Mention]:
    for sentence in _SENTENCE_ENDS.split(" ".join(text.split(" "))):
        words = " ".join(sentence.split())
        for match in _DATE.finditer(words):
            value = _value(match[0])
            if value:
                around = words[max(0, match.start() - _WINDOW) : match.end() + _WINDOW]
                yield Mention(match[0], value, _about(words, match, near_title=near_title), block, around)


def _value(written: str) -> str:
    """Give a date in the form of the contract; nothing where it is none, as "Working Together 2018" may be one."""
    value = date_from_answer(written)
    return value if isinstance(parse_held(value), Held) else ""


def _about(sentence: str, date: re.Match[str], *, near_title: bool) -> DateSubject:
    begins, ends = max(0, date.start() - _WINDOW), date.end() + _WINDOW
    before = sentence[begins : date.start()]
    if _PUBLISHED.search(before):
        return DateSubject.PUBLICATION
    if _LABEL.search(before):
        return DateSubject.REVIEW
    near = sentence[max(0, date.start() - _NEAR) : date.end() + _NEAR]
    around = sentence[begins:ends]
    if _OTHER.search(before[-_NEAR:]):
        return DateSubject.OTHER
    is_begun_with = not begins and _BEGINNING.fullmatch(before) is not None
    if _REVIEW.search(around) and _TOOK_PLACE.search(around if is_begun_with else near):
        return DateSubject.REVIEW
    return DateSubject.TITLE if near_title else DateSubject.UNKNOWN


_WINDOW = 400
"""Letters around a date that are looked at, of however long a sentence."""
_NEAR = 90
"""Letters around a date in which the words are that tell what it is the date of."""
