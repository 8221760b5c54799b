"""What was promised and what came of it: actions counted, and those that are overdue or open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from learnbrief.catalogue import Entry
from learnbrief.model import ActionState, Link, Role
from learnbrief.pages.page import SEARCH, Contents
from learnbrief.pages.points import ActionView, point_view
from learnbrief.pages.words import STATE_LABELS, beginning_of, count_of


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """The actions of one partnership, or of all, counted."""

    name: str
    url: str
    """The partnership's page; empty for the sum."""
    counts: tuple[int, ...]
    """One for each column."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in a list."""

    words: str
    url: str
    action: ActionView | None
    source: str
    """Who published the briefing, and when its review was held."""


@dataclass(frozen=True, slots=True)
class ActionList:
    """Actions that are alike, as many as a page can hold."""

    id: str
    """Its anchor on the page."""
    heading: str
    lines: tuple[ActionLine, ...]
    count: str
    more: Link | None
    """Where there are more than these, the way to all actions."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the promised actions have come."""

    columns: tuple[str, ...]
    rows: tuple[ProgressRow, ...]
    total: ProgressRow
    lists: tuple[ActionList, ...]


MOST_LINES = 30
"""So many overdue actions are listed, and so many open ones."""
MOST_PARTNERSHIPS = 40
"""So many partnerships have a row; the sum counts all."""

_LONGEST = 200
_CLOSED = frozenset({ActionState.DONE, ActionState.DROPPED})
_COLUMNS = (*STATE_LABELS.values(), "State not given", "All", "Of these overdue")
_ALL_ACTIONS = Link("All actions", f"{SEARCH.url}?role={Role.ACTIONS.value}")


def progress(contents: Contents) -> Progress | None:
    """Count the actions; nothing where there are none."""
    catalogue, today = contents.catalogue, contents.today
    actions = [entry for entry in catalogue.entries if entry.point.role is Role.ACTIONS]
    if not actions:
        return None
    overdue = sorted((entry for entry in actions if is_overdue(entry, today)), key=_by_due)
    opened = sorted((entry for entry in actions if _is_open(entry) and not is_overdue(entry, today)), key=_by_due)
    return Progress(
        columns=_COLUMNS,
        rows=tuple(_rows(actions, contents)),
        total=ProgressRow("All partnerships", "", _counts(actions, today)),
        lists=(
            _list("_overdue", "Overdue", overdue, contents),
            _list("_open", "Promised or under way", opened, contents),
        ),
    )


def is_overdue(entry: Entry, today: date) -> bool:
    """Tell whether an action should have been done by now, and nobody says that it was done or dropped."""
    point = entry.point
    return point.due is not None and point.due.end < today and point.state not in _CLOSED


def _is_open(entry: Entry) -> bool:
    """Tell whether somebody still has something to do: by the state given, or by a date for want of a state."""
    point = entry.point
    return point.state not in _CLOSED and (point.state is not None or point.due is not None)


def _by_due(entry: Entry) -> tuple[date, str]:
    """Put what is due first before the others, and what has no date last."""
    return (entry.point.due.end if entry.point.due else date.max, entry.address)


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
    return (*(states.count(state) for state in STATE_LABELS), states.count(None), len(actions), overdue)


def _list(anchor: str, heading: str, entries: Sequence[Entry], contents: Contents) -> ActionList:
    lines = tuple(_line(entry, contents) for entry in entries[:MOST_LINES])
    more = _ALL_ACTIONS if len(entries) > MOST_LINES else None
    return ActionList(anchor, heading, lines, count_of(len(entries), "action"), more)


def _line(entry: Entry, contents: Contents) -> ActionLine:
    view = point_view(entry, contents)
    words = beginning_of(entry.point.title or entry.point.body.text, _LONGEST)
    return ActionLine(words, view.url, view.action, view.source)
