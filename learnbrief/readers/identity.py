"""The addresses of a briefing's points and sections: made from their words, unique, and steady."""

import re
import unicodedata
from dataclasses import replace
from hashlib import sha256
from itertools import chain, count

from learnbrief.model import Block, LearningPoint, PointList, Section

_WORDS = 8
_LONGEST = 60


def with_ids(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Give every point and section the id it lacks. Ids given by the editor are reserved first."""
    walked = [section for top in sections for section in top.walk()]
    points = [point for section in walked for point in section.points]
    taken = {name for point in points for name in (point.id, *point.former_ids) if name}
    return tuple(_section(section, taken) for section in sections)


def slug_from(text: str, fallback: str = "point") -> str:
    """Make an id of a text's first words: lower-case letters a to z, digits and hyphens.

    A text without any of these letters gets the fallback word and eight digits of its own digest.
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    slug = ""
    for word in words[:_WORDS]:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug or f"{fallback}-{sha256(text.encode()).hexdigest()[:8]}"


def _section(section: Section, taken: set[str]) -> Section:
    anchor = _free(f"_{slug_from(section.heading.text, 'section')}", taken)
    blocks = tuple(_block(block, taken) for block in section.blocks)
    sections = tuple(_section(inner, taken) for inner in section.sections)
    return replace(section, id=anchor, blocks=blocks, sections=sections)


def _block(block: Block, taken: set[str]) -> Block:
    if isinstance(block, PointList):
        return replace(block, points=tuple(_point(point, taken) for point in block.points))
    return block


def _point(point: LearningPoint, taken: set[str]) -> LearningPoint:
    return point if point.id else replace(point, id=_free(slug_from(point.title or point.body.text), taken))


def _free(wanted: str, taken: set[str]) -> str:
    """Give the wanted id, or with the lowest number behind it that makes it unique, and take it."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    free = next(candidate for candidate in chain([wanted], numbered) if candidate not in taken)
    taken.add(free)
    return free
