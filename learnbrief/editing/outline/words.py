"""What an outline says: how much was read, and of its parts."""

from collections import Counter

from learnbrief.editing.outline.outline import Outline, OutlinedPoint, OutlinedSection, OutlinedText
from learnbrief.model import BlockKind, Decider, Reason, Role
from learnbrief.pages.words import GROUPED_ROLES, count_of, joined

_KINDS = {
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.LIST: "list",
    BlockKind.TABLE: "table",
    BlockKind.QUOTATION: "quotation",
    BlockKind.CODE: "code block",
    BlockKind.HTML: "HTML",
}


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
    """Say how many points there are of each role, and where there are lists and tables that hold none."""
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


def title_of(section: OutlinedSection) -> str:
    """Give a section's heading, or words in its place."""
    return section.heading or "(text before the first heading)"


def role_of(section: OutlinedSection, outline: Outline) -> str:
    """Say a section's role, and what decided it."""
    if section.role_by.by is Decider.NOTHING:
        return f"{section.role}: {'no phrase known' if section.heading else 'no heading'}"
    return f"{section.role}, {_decided(section.role_by, 'role', outline)}"


def audience_of(section: OutlinedSection, outline: Outline) -> str:
    """Say a section's audience, and what decided it."""
    return f"{section.audience}, {_decided(section.audience_by, 'audience', outline)}"


def part_in_words(part: OutlinedPoint | OutlinedText) -> str:
    """Say what a part is: a point with its first words, or that it holds none."""
    if isinstance(part, OutlinedPoint):
        return f"{'point, the whole section' if part.is_section else 'point'}: {part.words}"
    return f"{_KINDS[part.kind]}: {'leads in to the points below' if part.leads_in else 'holds no points'}"


def carried_by(point: OutlinedPoint) -> tuple[str, ...]:
    """Give the tags and lessons that a point carries itself, as its editor writes them."""
    return (*(f"#{tag}" for tag in point.tags), *(f"lesson={lesson}" for lesson in point.lessons))


def _decided(reason: Reason, attribute: str, outline: Outline) -> str:
    match reason.by:
        case Decider.PHRASE:
            return f"by “{reason.words}”"
        case Decider.ATTRIBUTE:
            return f"by {{{attribute}=…}}" if outline.in_markdown else f"by “{attribute}:”"
        case Decider.ABOVE:
            return f"inherited from “{reason.words}”"
        case Decider.FRONT:
            return "from the front matter" if outline.in_markdown else "from the fields at the top"
        case Decider.GAP:
            return "still to be filled in"
        case Decider.NOTHING:
            return "by default"
