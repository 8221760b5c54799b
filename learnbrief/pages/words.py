"""Words that pages share: counts, lists, and the names of roles and states as readers see them."""

import re
from collections.abc import Sequence

from learnbrief.fields import is_email
from learnbrief.model import ROLES_WITH_POINTS, ActionState, Held, Link, Role

ROLE_LABELS = {
    Role.RECOMMENDATIONS: "Recommendations",
    Role.LEARNING: "What to learn from it",
    Role.GOOD_PRACTICE: "Good practice",
    Role.IMPROVEMENTS: "What could be better",
    Role.FINDINGS: "What was found",
    Role.ACTIONS: "What is being done",
    Role.QUESTIONS: "Questions to talk over",
    Role.BACKGROUND: "Background",
    Role.RESOURCES: "Resources",
    Role.OTHER: "Role to be filled in",
}
"""Each role's name, in the order in which points are grouped by role: what to do first, then what to keep doing.

Only in a draft has a point the last one, until its editor fills in the section's role.
"""

GROUPED_ROLES = {role: label for role, label in ROLE_LABELS.items() if role in ROLES_WITH_POINTS}
"""The roles that points can have, by name, in the same order."""


POINT_LABELS = {
    Role.GOOD_PRACTICE: "Good practice",
    Role.FINDINGS: "Finding",
    Role.IMPROVEMENTS: "To improve",
    Role.LEARNING: "Learning",
    Role.RECOMMENDATIONS: "Recommendation",
    Role.ACTIONS: "Action",
    Role.QUESTIONS: "Question",
    Role.OTHER: "Role to be filled in",
}
"""What one point of a role is called."""

ROLE_PHRASES = {
    Role.GOOD_PRACTICE: "as good practice",
    Role.FINDINGS: "as a finding",
    Role.IMPROVEMENTS: "as something to improve",
    Role.LEARNING: "as learning",
    Role.RECOMMENDATIONS: "as a recommendation",
    Role.ACTIONS: "as an action",
    Role.QUESTIONS: "as a question",
    Role.OTHER: "as something yet to be filled in",
}
"""How a sentence says what a point was raised as."""

STATE_LABELS = {
    ActionState.PROMISED: "Promised",
    ActionState.UNDER_WAY: "Under way",
    ActionState.DONE: "Done",
    ActionState.DROPPED: "Dropped",
}

NO_STATE = "State not given"
"""How far an action is of which nobody says it."""

_DAY = re.compile(r"\d{1,2} ")


def count_of(number: int, noun: str, plural: str = "") -> str:
    """Say how many there are: "1 point", "3 points"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def counted(number: int, url: str) -> Link:
    """Write a count that leads to what it counts; a nought leads nowhere."""
    return Link(f"{number:,}", url if number else "")


def joined(names: Sequence[str]) -> str:
    """Join names as a sentence does: "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def in_time(held: Held) -> str:
    """Put a date into a sentence: "in March 2022", "on 22 March 2022"; nothing where nobody knows it."""
    if not held.is_known:
        return ""
    return f"{'on' if _DAY.match(held.label) else 'in'} {held.label}"


_MEGABYTE = 1_000_000


def size_in_words(size: int) -> str:
    """Say how large a file is, to the nearest kilobyte or tenth of a megabyte; nothing of one not made yet."""
    if size >= _MEGABYTE:
        return f"{size / _MEGABYTE:.1f} MB"
    return f"{max(1, round(size / 1000))} kB" if size else ""


def contact_link(contact: str) -> Link | None:
    """Link to an e-mail address or a web address, if there is one."""
    if not contact:
        return None
    return Link(contact, f"mailto:{contact}" if is_email(contact) else contact)


def beginning_of(text: str, longest: int) -> str:
    """Give a text's first words, with an ellipsis where more follows."""
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"
