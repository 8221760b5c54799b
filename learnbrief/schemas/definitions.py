"""Every field that an editor or an owner can write, as `fields.json` defines it.

There, a field's `parts` are the fields inside it, or the name of the table that has them; and a name in the place of
a field stands for all the fields of that table. This room knows no reader: what a text means is for them to decide.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import convert
from msgspec.json import decode

from learnbrief.cache.program import own_file
from learnbrief.fields import Choices, Definition

_DATA: Mapping[str, Any] = decode(own_file("schemas/fields.json"))


def _table(name: str) -> tuple[Definition, ...]:
    return convert([*_fields_in(_DATA[name])], tuple[Definition, ...])


def _fields_in(table: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name, field in table.items():
        if isinstance(field, str):
            yield from _fields_in(_DATA[field])
        else:
            parts = field.get("parts", {})
            inside = _DATA[parts] if isinstance(parts, str) else parts
            yield {"name": name, **field, "parts": [*_fields_in(inside)]}


FRONT, BRIEFING, SECTION, POINT = map(_table, ("front", "briefing", "section", "point"))
ACTION_MARKS, HEADING_MARKS, POINT_MARKS = map(_table, ("action_marks", "heading_marks", "point_marks"))
THEME, PARTNERSHIP, LESSON = map(_table, ("theme", "partnership", "lesson"))
PAGE, SETTINGS, MENU = map(_table, ("page", "settings", "menu"))

MEANINGS = convert(_DATA["meanings"], Mapping[Choices, Mapping[str, str]])
"""What each of a few fixed words means, for an editor who chooses between them."""
ADVICE = convert(_DATA["advice"], list[str])
"""The codes of warnings and hints, which an owner may weigh. What stops a build is no matter of opinion."""
KINDS = convert(_DATA["kinds"], Mapping[str, str])
"""The kinds of review that are built in, by id, each with its label."""
AUDIENCES = convert(_DATA["audiences"], Mapping[str, tuple[str, tuple[str, ...]]])
"""The audiences that are built in, by id, each with its label and the words in a heading that set it."""
