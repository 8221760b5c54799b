"""What dates allow to be said of an action: whether it is overdue, and for how long nobody has said how far it is."""

from datetime import date

from learnbrief.analysis.stories import true_since
from learnbrief.model import ActionState, Entry

_CLOSED = frozenset({ActionState.DONE, ActionState.DROPPED})
_OPEN = frozenset({ActionState.PROMISED, ActionState.UNDER_WAY})


def is_overdue(entry: Entry, today: date) -> bool:
    """Tell whether an action should have been done by now, and nobody says that it was done or dropped."""
    point = entry.point
    return point.due is not None and point.due.end < today and point.state not in _CLOSED


def years_without_news(entry: Entry, today: date) -> int:
    """Count the whole years since the state of an action that is promised or under way was true.

    Nought where its state is another or none, or where nobody knows since when it holds.
    """
    since = true_since(entry)
    if since is None or entry.point.state not in _OPEN:
        return 0
    return max(0, today.year - since.year - ((today.month, today.day) < (since.month, since.day)))
