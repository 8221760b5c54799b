"""Rules over what becomes a learning point and what does not: nothing is lost in silence (SPEC 6.10)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from learnbrief.checks.checked import SourceWording
from learnbrief.model import ROLES_WITH_POINTS, BlockKind, Decider, PointList, Prose, Role, Section, Status
from learnbrief.problems import Place, Problem, hint, lines_of, warning
from learnbrief.readers import as_role, role_to_write, why_no_points


def check_briefings_without_points(written: SourceWording) -> Iterator[Problem]:
    """A briefing holds at least one learning point; a draft may still be without.

    Bad:  ## Background, and nothing else
    Good: ## Key messages, then a list
    """
    briefing = written.briefing
    if briefing is None or briefing.points:
        return
    message = (
        "This briefing holds no learning point, so no theme shows anything of it. Write what was found and "
        'learned as lists, below headings such as "## Findings" or "## Key messages". What another '
        f"heading holds, a role says: {as_role(Role.LEARNING, briefing.at.file)}"
    )
    if briefing.status is not Status.DRAFT:
        yield warning("no-points", message, briefing.at)
    elif briefing.sections:
        yield hint("no-points", message, briefing.at)


def check_lists_without_points(written: SourceWording) -> Iterator[Problem]:
    """A list stands where it makes learning points, or where it plainly should not; a role settles any doubt.

    Bad:  ## Application to practice, and a list
    Good: ## Application to practice {role=learning}, and a list
    """
    for section in _doubtful(written.briefing.sections if written.briefing else (), is_settled_above=False):
        lists = _lists_in(section)
        if lists:
            file, heading = section.at.file, section.heading.text
            why = why_no_points(section.role, section.role_by, heading, file)
            cure = role_to_write(Role.LEARNING, heading, file)
            else_ = f", or another role that holds some; if not, {as_role(section.role, file)} says so"
            message = (
                f"What is listed in {lines_of(lists)} makes no learning points: {why}. If it holds points, "
                f"{cure}{else_ if heading else ''}."
            )
            yield warning("list-without-points", message, section.at if heading else lists[0])


def check_lists_in_html(written: SourceWording) -> Iterator[Problem]:
    """A list is written in Markdown, where its entries can be learning points.

    Bad:  <ul><li>Plans were late.</li></ul>
    Good: - Plans were late.
    """
    for section in written.briefing.every_section if written.briefing else ():
        for at in _lists_in(section) if section.role in ROLES_WITH_POINTS else ():
            message = (
                "This list is written in HTML, so its entries make no learning points. Write them one a line, "
                'each beginning with "- ".'
            )
            yield warning("unread-list", message, at)


def check_text_between_entries(written: SourceWording) -> Iterator[Problem]:
    """What belongs to an entry of a numbered list is inside it; else it leads in to the next one.

    Bad:  1. Plans were late. / It took weeks. / 2. Records were thin. (with empty lines between)
    Good: the same, with three blanks before "It took weeks."
    """
    for section in written.briefing.every_section if written.briefing else ():
        for (before, text), (_, behind) in pairwise(pairwise(section.blocks)):
            if _goes_on(before, behind) and isinstance(text, Prose) and _leads_in_by_chance(text):
                message = (
                    "This text stands between two entries of a numbered list, so it is shown as what leads in to "
                    "the one below. If it belongs to the one above, put three blanks before each of its lines; "
                    "if it leads in, end it with a colon."
                )
                yield warning("text-between-entries", message, text.wording.blocks[0].at)


def _doubtful(sections: Sequence[Section], *, is_settled_above: bool) -> Iterator[Section]:
    """Give the sections that hold no points although nothing says plainly that they should not."""
    for section in sections:
        is_settled = _is_settled(section, is_settled_above=is_settled_above)
        if section.role not in ROLES_WITH_POINTS and not is_settled:
            yield section
        yield from _doubtful(section.sections, is_settled_above=is_settled)


def _is_settled(section: Section, *, is_settled_above: bool) -> bool:
    match section.role_by.by:
        case Decider.ATTRIBUTE | Decider.FRONT | Decider.GAP:
            return True
        case Decider.PHRASE:
            return section.role_by.is_whole_heading
        case Decider.ABOVE:
            return is_settled_above
        case _:
            return False


def _lists_in(section: Section) -> list[Place]:
    """Give where the lists begin that make no points."""
    texts = [block for block in section.blocks if isinstance(block, Prose)]
    texts += [point.body for point in section.points]
    return [block.at for text in texts for block in text.wording.blocks if block.kind is BlockKind.LIST]


def _goes_on(before: object, behind: object) -> bool:
    """Tell whether a numbered list goes on in another one, by its number or because each entry is called 1."""
    if not isinstance(before, PointList) or not isinstance(behind, PointList) or not before.start or not behind.start:
        return False
    is_next = behind.start == before.start + len(before.points)
    return is_next or (before.start == behind.start == len(before.points) == len(behind.points) == 1)


def _leads_in_by_chance(text: Prose) -> bool:
    """Tell whether text would be a lead-in, and does not end as one."""
    blocks = text.wording.blocks
    return bool(blocks) and blocks[-1].kind is BlockKind.PARAGRAPH and not text.text.rstrip().endswith(":")
