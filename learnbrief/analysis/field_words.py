"""The words that come with this room: which of them say little, and which mean one matter."""

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from learnbrief.fields import YamlValue, read_own_data


class FieldWords(Struct, frozen=True):
    """What is known of English words before any briefing is read."""

    empty: frozenset[str]
    """They say so little that they are not compared."""
    matters: Mapping[str, tuple[str, ...]]
    """The wordings of each matter, by its name."""


@cache
def field_words() -> FieldWords:
    """Give the words of `field_words.yml`."""
    parts = read_own_data("analysis/field_words.yml")
    return FieldWords(
        empty=frozenset(parts["empty"].text().split()),
        matters=dict(_groups(parts["matters"])),
    )


def _groups(part: YamlValue) -> Iterator[tuple[str, tuple[str, ...]]]:
    return (
        (name.value, tuple(wording.text() for wording in wordings.items())) for name, wordings in part.entries("")
    )
