"""Kinds of review and audiences: those that are built in, and those that an owner adds."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from learnbrief.cache.values import Value
from learnbrief.fields import Fields, check_id
from learnbrief.problems import Report
from learnbrief.schemas.definitions import AUDIENCES, KINDS


class Kind(Value, frozen=True):
    """A kind of review."""

    id: str
    label: str


class Audience(Value, frozen=True):
    """Whom a learning point speaks to."""

    id: str
    label: str
    words: tuple[str, ...] = ()
    """Words in a heading that set this audience; lower case, each also matched in the plural."""


Named = TypeVar("Named", Kind, Audience)


BUILT_IN_KINDS = tuple(Kind(id_, label) for id_, label in KINDS.items())

EVERYONE = "everyone"

BUILT_IN_AUDIENCES = tuple(Audience(id_, label, words) for id_, (label, words) in AUDIENCES.items())


def read_kinds(fields: Fields, report: Report) -> tuple[Kind, ...]:
    """Give the built-in kinds and the owner's behind them; one of the same id takes the place of ours."""
    return _with_added(BUILT_IN_KINDS, _added_kinds(fields, report))


def read_audiences(fields: Fields, report: Report) -> tuple[Audience, ...]:
    """Give the built-in audiences and the owner's behind them; one of the same id takes the place of ours."""
    return _with_added(BUILT_IN_AUDIENCES, _added_audiences(fields, report))


def _added_kinds(fields: Fields, report: Report) -> Iterator[Kind]:
    value = fields.get("kinds")
    for key, label in value.entries("kinds") if value else ():
        if check_id(key.value, "a kind's id", key.at, report):
            yield Kind(key.value, label.text())


def _added_audiences(fields: Fields, report: Report) -> Iterator[Audience]:
    value = fields.get("audiences")
    for key, audience in value.entries("audiences") if value else ():
        valid = check_id(key.value, "an audience's id", key.at, report)
        given = audience.fields("An audience", fields.known["audiences"].parts)
        if valid and given:
            label = given.get("label")
            words = tuple(word.text().lower() for word in given.items("words"))
            yield Audience(key.value, label.text() if label else "", words)


def _with_added(built_in: tuple[Named, ...], added: Iterable[Named]) -> tuple[Named, ...]:
    entries = {entry.id: entry for entry in built_in}
    entries.update({entry.id: entry for entry in added})
    return tuple(entries.values())
