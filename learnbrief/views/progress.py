"""How far the promised actions have come: counted and listed by state, for the whole site and for a part of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from learnbrief.analysis import is_overdue
from learnbrief.cache.values import Value
from learnbrief.model import Entry, Link, Role, in_role
from learnbrief.pages.page import HOME, INSIGHTS, Common, Contents, Page
from learnbrief.pages.points import searched
from learnbrief.pages.words import count_of, counted
from learnbrief.views.actions import OVERDUE, STATES, ActionList, ByState, State, action_lists, by_state, list_pages


class ProgressRow(Value, frozen=True):
    """The actions of one partnership, or of all, counted."""

    name: str
    url: str
    """The partnership's page; empty for the sum."""
    counts: tuple[Link, ...]
    """One for each column."""


class Progress(Value, frozen=True):
    """How far the promised actions of the site have come."""

    columns: tuple[str, ...]
    rows: tuple[ProgressRow, ...]
    total: ProgressRow
    lists: tuple[ActionList, ...]


class Promises(Value, frozen=True):
    """What was promised to an audience, by a partnership or after one kind of review, and how far it has come."""

    count: str
    lists: tuple[ActionList, ...]

    @property
    def bytes_on_page(self) -> int:
        """Say about how many bytes they take on a page."""
        return sum(line.bytes_on_page for each in self.lists for line in each.lines)


MOST_OF_SITE, MOST_OF_PART = 10, 5
"""So many actions of each state are listed among all, and on a page that shows more than actions."""
MOST_PARTNERSHIPS = 20
"""So many partnerships have a row; the sum counts all."""

PROGRESS = "_actions"
"""The anchor of the actions on a page."""
_COLUMNS = (*(state.label for state in STATES), "All", "Of these overdue")


def progress(contents: Contents) -> Progress | None:
    """Count the actions of the site; None if there are none."""
    actions = contents.catalogue.actions
    if not actions:
        return None
    found = by_state(actions, contents.today)
    states = {state: of_state for state, of_state in found.items() if state is not OVERDUE}
    places = {state: f"/{_folder(state)}index.html" for state in found}
    everything = searched("role=actions", contents.lookup)
    return Progress(
        columns=_COLUMNS,
        rows=tuple(_rows(actions, contents)),
        total=ProgressRow("All partnerships", "", _counts(found, places, len(actions), everything)),
        lists=tuple(action_lists(states, MOST_OF_SITE, places, contents.common)),
    )


def action_pages(contents: Contents) -> Iterator[Page]:
    """Make the pages of all actions, a list for each state that some action is in and one for those overdue."""
    for state, actions in by_state(contents.catalogue.actions, contents.today).items():
        heading = f"Actions: {state.label.lower()}"
        yield from list_pages(state, actions, _folder(state), heading, (HOME, INSIGHTS), contents.common)


def promises(entries: Sequence[Entry], folder: str, query: str, common: Common) -> Promises | None:
    """List the first actions among some points; a search with the query finds all of a state."""
    actions = in_role(Role.ACTIONS, entries)
    if not actions:
        return None
    search = searched(f"{query}&role=actions", common.lookup)
    places = {state: f"{search}&state={state.id}" for state in STATES}
    places[OVERDUE] = f"/{_overdue_in(folder)}index.html"
    found = by_state(actions, common.today)
    return Promises(count_of(len(actions), "action"), tuple(action_lists(found, MOST_OF_PART, places, common)))


def overdue_in(actions: Iterable[Entry], today: date) -> list[Entry]:
    """Give the actions that are overdue."""
    return [entry for entry in actions if is_overdue(entry, today)]


def overdue_pages(
    overdue: Sequence[Entry], folder: str, name: str, trail: tuple[Link, ...], common: Common
) -> Iterator[Page]:
    """Make the pages of some actions that are overdue, where they are more than are on the page above."""
    if len(overdue) > MOST_OF_PART:
        ordered = by_state(overdue, common.today)[OVERDUE]
        yield from list_pages(OVERDUE, ordered, _overdue_in(folder), f"Overdue actions: {name}", trail, common)


def _folder(state: State) -> str:
    return f"insights/actions/{state.id}/"


def _overdue_in(folder: str) -> str:
    return f"{folder}overdue/"


def _rows(actions: Sequence[Entry], contents: Contents) -> Iterator[ProgressRow]:
    """Count the actions of each partnership; a count leads to its place on the partnership's page."""
    partnerships = contents.catalogue.vocabulary.partnerships
    by_partnership: dict[str, list[Entry]] = {}
    for entry in actions:
        for reference in entry.briefing.partnerships:
            by_partnership.setdefault(reference.id, []).append(entry)
    largest = sorted(by_partnership, key=lambda id_: (-len(by_partnership[id_]), id_))[:MOST_PARTNERSHIPS]
    for id_ in sorted(largest, key=lambda id_: partnerships[id_].name.casefold()):
        url = f"/partnerships/{id_}/index.html"
        places = {state: f"{url}#{state.anchor}" for state in (OVERDUE, *STATES)}
        found = by_state(by_partnership[id_], contents.today)
        counts = _counts(found, places, len(by_partnership[id_]), f"{url}#{PROGRESS}")
        yield ProgressRow(partnerships[id_].name, url, counts)


def _counts(found: ByState, places: Mapping[State, str], total: int, everything: str) -> tuple[Link, ...]:
    of_states = [counted(len(found.get(state, ())), places.get(state, "")) for state in (*STATES, OVERDUE)]
    return (*of_states[:-1], counted(total, everything), of_states[-1])
