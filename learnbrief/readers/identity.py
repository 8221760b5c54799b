"""The addresses of a briefing's points and sections: made from their words, unique, and steady."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import count, islice

from msgspec.structs import replace

from learnbrief.cache.pattern import pattern
from learnbrief.markup import words_without_notes
from learnbrief.model import Block, LearningPoint, PointList, Prose, Section
from learnbrief.readers.footnotes import named_after

FRAME_IDS = frozenset({"_main", "_find"})
"""Ids that the frame of every page has taken."""

_NO_WORDS = pattern("\\[\\^[^\\[\\]\\s]+\\]|['’\u00b9\u00b2\u00b3\u2070-\u2079]")
_WORD = re.compile("[a-z0-9]+")

_WORDS = 8
_LONGEST = 60


class Ids:
    """The ids that one page has so far."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {*taken, *FRAME_IDS}
        self._numbers: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """Give the wanted id, or with the lowest number behind it that makes it unique, and take it."""
        free, number = wanted, self._numbers.get(wanted, 2)
        while free in self._taken:
            free = f"{wanted}-{number}"
            number += 1
        self._numbers[wanted] = number
        self._taken.add(free)
        return free


def with_ids(sections: tuple[Section, ...], slug: str) -> tuple[Section, ...]:
    """Give every point and section of a briefing the id it lacks, and points their digests.

    Ids given by the editor are reserved first.

    Footnotes are named after briefing and point, because points of several briefings meet on one page; those of a
    heading after its section, and all others are counted.
    """
    walked = [section for top in sections for section in top.walk()]
    points = [point for section in walked for point in section.points]
    ids = Ids(name for point in points for name in (point.id, *point.former_ids) if name)
    return tuple(_section(section, slug, ids) for section in sections)


def slug_from(text: str, fallback: str = "point") -> str:
    """Make an id of a text's first words: lower-case letters a to z, digits and hyphens.

    Apostrophes, raised digits (marks of footnotes) and characters that nobody sees play no part.
    A text without any of these letters gets the fallback word and eight digits of its own digest.
    """
    if text.isascii() and "[^" not in text:
        plain = text.replace("'", "")
    else:
        plain = unicodedata.normalize("NFKD", _NO_WORDS.sub("", text)).encode("ascii", "ignore").decode()
    slug = ""
    for word in islice(_WORD.finditer(plain.lower()), _WORDS):
        longer = f"{slug}-{word[0]}" if slug else word[0][:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug or f"{fallback}-{sha256(text.encode()).hexdigest()[:8]}"


def _section(section: Section, slug: str, ids: Ids) -> Section:
    anchor = ids.free(f"_{slug_from(section.heading.text, 'section')}")
    heading, notes = (_named(prose, lambda: f"{slug}.{anchor}") for prose in (section.heading, section.notes))
    blocks = tuple(_block(block, slug, ids) for block in section.blocks)
    sections = tuple(_section(inner, slug, ids) for inner in section.sections)
    return replace(section, id=anchor, heading=heading, notes=notes, blocks=blocks, sections=sections)


def _block(block: Block, slug: str, ids: Ids) -> Block:
    def in_text(prose: Prose) -> Prose:
        return _named(prose, lambda: f"{slug}.{ids.free('_in_text')}")

    if isinstance(block, PointList):
        points = tuple(_point(point, slug, ids) for point in block.points)
        return replace(block, points=points, table=block.table.changed(in_text) if block.table else None)
    return in_text(block)


def _point(point: LearningPoint, slug: str, ids: Ids) -> LearningPoint:
    point_id = point.id or ids.free(slug_from(point.title or words_without_notes(point.body)))
    names = (f"{slug}.{point_id}{'_' * number}" for number in count())
    named = replace(point, id=point_id, body=_named(point.body, lambda: next(names)))
    return replace(named, digest=named.own_digest)


def _named(prose: Prose, name: Callable[[], str]) -> Prose:
    html = named_after(prose.html, name)
    return prose if html is prose.html else replace(prose, html=html)
