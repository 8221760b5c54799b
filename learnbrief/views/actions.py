"""What was promised and what became of it: actions by their state, and the one way in which all pages list them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from learnbrief.analysis import is_overdue, years_without_news
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.model import ActionState, Entry, Link, shared_entries
from learnbrief.pages.page import Common, Lazy, Page
from learnbrief.pages.parts import ListPart, bytes_of_texts, parts_of
from learnbrief.pages.points import ActionView, bytes_of_point, point_view
from learnbrief.pages.words import NO_STATE, STATE_LABELS, beginning_of, count_of, in_time
from learnbrief.views.answers import AnswerLinks, answer_links


class State(Value, frozen=True):
    """How far actions are, or that they are overdue."""

    id: str
    label: str
    state: ActionState | None = None
    """None where nobody has said, or where it does not matter."""

    @property
    def anchor(self) -> str:
        """Name its place on a page that lists some of its actions."""
        return f"_{self.id}"


OVERDUE = State("overdue", "Overdue")
STATES = (
    *(State(state.value, label, state) for state, label in STATE_LABELS.items()),
    State("not-given", NO_STATE),
)
"""All that an action can be, in the order in which pages show them; any that is not closed may be overdue, too."""

ByState = Mapping[State, Sequence[Entry]]
"""Actions by their state and, once more, those that are overdue; only what some are."""


class ActionLine(Value, frozen=True):
    """An action in a list."""

    words: str
    url: str
    is_overdue: bool
    action: ActionView | None
    age: str
    """How long nobody has said how far it is, where no date was set; else empty."""
    answer_links: AnswerLinks
    source: str
    """Who published the briefing, and when its review was held."""

    @property
    def bytes_on_page(self) -> int:
        """Say about how many bytes it takes on a page."""
        return bytes_of_texts(self.words, self.url, self.source, around=600) + self.answer_links.bytes_on_page


class ActionList(Value, frozen=True):
    """The first actions of a state."""

    id: str
    """Its anchor on the page."""
    heading: str
    lines: tuple[ActionLine, ...]
    count: str
    shown_before: str
    """How many of them are in the list of what is overdue, and not here once more; mostly empty."""
    more: Link | None
    """Where there are more than these, the way to all of them."""


class ActionsView(Value, frozen=True):
    """The actions of a state, or a part of them."""

    heading: str
    extent: str
    """How many there are, and which part this is."""
    beside: tuple[Link, ...]
    """The parts before and after it."""
    lines: tuple[ActionLine, ...]


class _ActionsToShow(Value, frozen=True):
    heading: str
    extent: str
    beside: tuple[Link, ...]
    actions: Shared[Sequence[Entry]]
    common: Common


_LONGEST = 200
_ORDER = {
    OVERDUE: "The longest overdue come first",
    **{state: "The oldest come first" for state in STATES if state.state in (ActionState.DONE, ActionState.DROPPED)},
}
"""The order of the actions of some states."""


def by_state(actions: Sequence[Entry], today: date) -> ByState:
    """Sort actions by state: in each the longest overdue first, then those of the oldest reviews."""
    ordered = sorted(actions, key=partial(_overdue_first, today=today))
    found = {OVERDUE: [entry for entry in ordered if is_overdue(entry, today)]}
    found |= {state: [entry for entry in ordered if entry.point.state is state.state] for state in STATES}
    return {state: of_state for state, of_state in found.items() if of_state}


def action_lists(found: ByState, most: int, all_of: Mapping[State, str], common: Common) -> Iterator[ActionList]:
    """List the first actions of each state, none twice; `all_of` says where each state's full list is."""
    shown: set[str] = set()
    for state, actions in found.items():
        count = count_of(len(actions), "action")
        left = [entry for entry in actions if entry.address not in shown]
        shown |= {entry.address for entry in left[:most]}
        yield ActionList(
            id=state.anchor,
            heading=state.label,
            lines=tuple(action_line(entry, common) for entry in left[:most]),
            count=count,
            shown_before=_shown_before(len(actions) - len(left), len(actions)),
            more=Link(f"All {count}: {state.label.lower()}", all_of[state]) if len(left) > most else None,
        )


def list_pages(
    state: State, actions: Sequence[Entry], folder: str, heading: str, trail: tuple[Link, ...], common: Common
) -> Iterator[Page]:
    """Make the pages that list all actions of a state."""
    for part in parts_of(folder, actions, partial(_bytes_of_action, common=common)):
        extent = ", ".join(filter(None, (count_of(part.total, "action"), part.place)))
        order = _ORDER.get(state, "First what is overdue, then the oldest")
        yield Page(
            address=part.address,
            template="actions.html",
            given=Lazy(partial(_shared_view, heading, f"{extent}. {order}.", part, common)),
            title=part.titled(heading),
            description=f"{heading}: {extent}.",
            trail=trail,
        )


def action_line(entry: Entry, common: Common) -> ActionLine:
    """Show an action in a list."""
    view = point_view(entry, common.lookup)
    return ActionLine(
        words=beginning_of(entry.point.title or entry.point.body.text, _LONGEST),
        url=view.url,
        is_overdue=is_overdue(entry, common.today),
        action=view.action,
        age=age_of(entry, common.today),
        answer_links=answer_links(entry, common.answer_graph, common.lookup.vocabulary),
        source=view.source,
    )


def age_of(entry: Entry, today: date) -> str:
    """Say how long there has been no news of an action without a due date.

    Empty if that is less than a year, or if no date is known.
    """
    years = years_without_news(entry, today)
    if entry.point.due or not years:
        return ""
    since = "" if entry.point.as_of else in_time(entry.point.held)
    return ", ".join(filter(None, (since, f"no news for {count_of(years, 'year')}")))


def _shown_before(number: int, of: int) -> str:
    if number == of == 1:
        return "It is overdue and stands above."
    return f"{number:,} of them, overdue, {'stands' if number == 1 else 'stand'} above." if number else ""


def _overdue_first(entry: Entry, today: date) -> tuple[bool, date, str]:
    overdue, due = is_overdue(entry, today), entry.point.due
    return (not overdue, due.end if overdue and due else entry.point.held.place, entry.address)


def _bytes_of_action(entry: Entry, common: Common) -> int:
    return bytes_of_point(entry) + answer_links(entry, common.answer_graph, common.lookup.vocabulary).bytes_on_page


def _shared_view(heading: str, extent: str, part: ListPart[Entry], common: Common) -> Shared[ActionsView]:
    asked = _ActionsToShow(heading, extent, part.beside, shared_entries(part.items), common)
    return common.lookup.cache.refer_by_digest(_view, asked)


def _view(asked: _ActionsToShow) -> ActionsView:
    lines = tuple(action_line(entry, asked.common) for entry in asked.actions.value)
    return ActionsView(asked.heading, asked.extent, asked.beside, lines)
