"""What was promised and what came of it: actions counted, and the first of each state."""

from collections.abc import Iterator, Sequence
from datetime import date

from learnbrief.cache.values import Value
from learnbrief.model import Entry, Link
from learnbrief.pages.page import Contents
from learnbrief.pages.words import count_of
from learnbrief.views.actions import STATES, ActionLine, action_line, actions_of, is_overdue


class ProgressRow(Value, frozen=True):
    """The actions of one partnership, or of all, counted."""

    name: str
    url: str
    """The partnership's page; empty for the sum."""
    counts: tuple[int, ...]
    """One for each column."""


class ActionList(Value, frozen=True):
    """The first actions of a state."""

    id: str
    """Its anchor on the page."""
    heading: str
    lines: tuple[ActionLine, ...]
    count: str
    more: Link | None
    """Where there are more than these, the way to all of them."""


class Progress(Value, frozen=True):
    """How far the promised actions have come."""

    columns: tuple[str, ...]
    rows: tuple[ProgressRow, ...]
    total: ProgressRow
    lists: tuple[ActionList, ...]


MOST_LINES = 10
"""So many actions of each state are listed."""
MOST_PARTNERSHIPS = 40
"""So many partnerships have a row; the sum counts all."""

_COLUMNS = (*(state.label for state in STATES), "All", "Of these overdue")


def progress(contents: Contents) -> Progress | None:
    """Count the actions; nothing where there are none."""
    actions = contents.catalogue.actions
    if not actions:
        return None
    return Progress(
        columns=_COLUMNS,
        rows=tuple(_rows(actions, contents)),
        total=ProgressRow("All partnerships", "", _counts(actions, contents.today)),
        lists=tuple(_lists(contents)),
    )


def _rows(actions: Sequence[Entry], contents: Contents) -> Iterator[ProgressRow]:
    partnerships = contents.catalogue.vocabulary.partnerships
    by_partnership: dict[str, list[Entry]] = {}
    for entry in actions:
        for reference in entry.briefing.partnerships:
            by_partnership.setdefault(reference.id, []).append(entry)
    largest = sorted(by_partnership, key=lambda id_: (-len(by_partnership[id_]), id_))[:MOST_PARTNERSHIPS]
    for id_ in sorted(largest, key=lambda id_: partnerships[id_].name.casefold()):
        counts = _counts(by_partnership[id_], contents.today)
        yield ProgressRow(partnerships[id_].name, f"/partnerships/{id_}/index.html", counts)


def _counts(actions: Sequence[Entry], today: date) -> tuple[int, ...]:
    states = [entry.point.state for entry in actions]
    overdue = sum(is_overdue(entry, today) for entry in actions)
    return (*(states.count(state.state) for state in STATES), len(actions), overdue)


def _lists(contents: Contents) -> Iterator[ActionList]:
    for state in STATES:
        found = actions_of(state, contents)
        shown = tuple(action_line(entry, contents) for entry in found[:MOST_LINES])
        count = count_of(len(found), "action")
        more = Link(f"All {count}", f"/{state.folder}index.html") if len(found) > len(shown) else None
        if found:
            yield ActionList(f"_{state.id}", state.label, shown, count, more)
