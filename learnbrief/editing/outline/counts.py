"""How much was read of a briefing, in one line."""

from collections import Counter

from learnbrief.editing.outline.outline import Outline
from learnbrief.model import BlockKind, Role
from learnbrief.pages.words import GROUPED_ROLES, count_of, joined

_NOUNS = {
    Role.RECOMMENDATIONS: ("recommendation", "recommendations"),
    Role.LEARNING: ("learning", "learning"),
    Role.GOOD_PRACTICE: ("good practice", "good practice"),
    Role.IMPROVEMENTS: ("improvement", "improvements"),
    Role.FINDINGS: ("finding", "findings"),
    Role.ACTIONS: ("action", "actions"),
    Role.QUESTIONS: ("question", "questions"),
}
"""What one point of a role is called, and several."""


def counts_in_words(outline: Outline) -> str:
    """Say how many points there are of each role, and where lists and tables stand that hold none."""
    lists = _without_points("list", outline.lines_of(BlockKind.LIST))
    tables = _without_points("table", outline.lines_of(BlockKind.TABLE))
    return "; ".join(filter(None, [_points(outline), lists, tables]))


def _points(outline: Outline) -> str:
    counts = Counter(point.role for point in outline.points)
    if not counts:
        return "no points"
    of_roles = [count_of(counts[role], *_NOUNS[role]) for role in GROUPED_ROLES if counts[role]]
    rest = sum(count for role, count in counts.items() if role not in GROUPED_ROLES)
    of_roles += [f"{rest} without a role"] if rest else []
    return f"{count_of(counts.total(), 'point')}: {', '.join(of_roles)}"


def _without_points(noun: str, lines: tuple[int, ...]) -> str:
    if not lines:
        return ""
    hold = "holds" if len(lines) == 1 else "hold"
    return f"{count_of(len(lines), noun)} {hold} no points, {'line' if len(lines) == 1 else 'lines'} " + joined(
        [str(line) for line in lines]
    )
