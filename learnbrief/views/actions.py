"""Every action of a state, on pages of their own: what is overdue first, then the oldest."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from learnbrief.cache.values import Value
from learnbrief.model import ActionState, Entry, Link
from learnbrief.pages.page import HOME, INSIGHTS, Contents, Later, Page
from learnbrief.pages.parts import Part, parts_of
from learnbrief.pages.points import ActionView, point_view, weight_of
from learnbrief.pages.words import STATE_LABELS, beginning_of, count_of


class State(Value, frozen=True):
    """How far actions are."""

    id: str
    label: str
    state: ActionState | None
    """None where nobody has said."""

    @property
    def folder(self) -> str:
        """Say where all actions of the state stand."""
        return f"insights/actions/{self.id}/"


STATES = (
    *(State(state.value, label, state) for state, label in STATE_LABELS.items()),
    State("not-given", "State not given", None),
)
"""All that an action can be, in the order in which pages show them."""


class ActionLine(Value, frozen=True):
    """An action in a list."""

    words: str
    url: str
    is_overdue: bool
    action: ActionView | None
    source: str
    """Who published the briefing, and when its review was held."""


class ActionsView(Value, frozen=True):
    """The actions of a state, or a part of them."""

    heading: str
    extent: str
    """How many there are, and which part this is."""
    beside: tuple[Link, ...]
    """The parts before and after it."""
    lines: tuple[ActionLine, ...]


_LONGEST = 200
_CLOSED = frozenset({ActionState.DONE, ActionState.DROPPED})


def action_pages(contents: Contents) -> Iterator[Page]:
    """Make the pages of all actions, a list for each state that some action is in."""
    for state in STATES:
        found = actions_of(state, contents)
        heading = f"Actions: {state.label.lower()}"
        for part in parts_of(state.folder, found, weight_of) if found else ():
            yield Page(
                address=part.address,
                template="actions.html",
                given=Later(partial(_view, heading, part, contents)),
                title=part.titled(heading),
                description=f"{heading}: {_extent(part)}",
                trail=(HOME, INSIGHTS),
            )


def actions_of(state: State, contents: Contents) -> Sequence[Entry]:
    """Give the actions of a state: the longest overdue first, then those of the oldest reviews."""
    found = (entry for entry in contents.catalogue.actions if entry.point.state is state.state)
    return sorted(found, key=partial(_overdue_first, today=contents.today))


def is_overdue(entry: Entry, today: date) -> bool:
    """Tell whether an action should have been done by now, and nobody says that it was done or dropped."""
    point = entry.point
    return point.due is not None and point.due.end < today and point.state not in _CLOSED


def action_line(entry: Entry, contents: Contents) -> ActionLine:
    """Show an action in a list."""
    view = point_view(entry, contents.lookup)
    words = beginning_of(entry.point.title or entry.point.body.text, _LONGEST)
    return ActionLine(words, view.url, is_overdue(entry, contents.today), view.action, view.source)


def _overdue_first(entry: Entry, today: date) -> tuple[bool, date, str]:
    overdue, due = is_overdue(entry, today), entry.point.due
    return (not overdue, due.end if overdue and due else entry.point.held.place, entry.address)


def _extent(part: Part[Entry]) -> str:
    said = ", ".join(filter(None, (count_of(part.total, "action"), part.place)))
    return f"{said}. Overdue actions come first, then the oldest."


def _view(heading: str, part: Part[Entry], contents: Contents) -> ActionsView:
    lines = tuple(action_line(entry, contents) for entry in part.items)
    return ActionsView(heading, _extent(part), part.beside, lines)
