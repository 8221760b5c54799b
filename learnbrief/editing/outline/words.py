"""What an outline says of its parts."""

from learnbrief.editing.outline.outline import Outline, OutlinedPoint, OutlinedSection, OutlinedText
from learnbrief.model import BlockKind, Decider, Reason

_KINDS = {
    BlockKind.PARAGRAPH: "paragraph",
    BlockKind.LIST: "list",
    BlockKind.TABLE: "table",
    BlockKind.QUOTATION: "quotation",
    BlockKind.CODE: "code block",
    BlockKind.HTML: "HTML",
}


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
