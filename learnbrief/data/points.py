"""The fields of learning points in the open data; SPEC 4. Fields may be added but never removed."""

from typing import NamedTuple

from learnbrief.data.columns import (
    ADDRESS,
    ADDRESS_OR_NOTHING,
    LIST,
    NUMBER_OR_NOTHING,
    ONE_OR_MORE,
    SPAN_OR_NOTHING,
    TEXT,
    TEXT_OR_NOTHING,
    Column,
    DataTable,
    one_of,
    one_of_or_nothing,
)
from learnbrief.data.tables import address_of, publishers_of, span_of
from learnbrief.model import ROLES_WITH_POINTS, ActionState, Entry, Role
from learnbrief.pages.addresses import absolute_links
from learnbrief.settings import LinkForm

_ROLES = [role.value for role in Role if role in ROLES_WITH_POINTS or role is Role.OTHER]
_STATES = [state.value for state in ActionState]


class ExportedPoint(NamedTuple):
    """A point to write out, with what that needs from the rest of the site."""

    entry: Entry
    base_url: str
    answers: tuple[str, ...]
    """The addresses in the site of the points that it answers."""
    same: tuple[str, ...]
    """Those of the points that are beside it."""


def full_address(address: str, base_url: str) -> str:
    """Say where a point is, of which the address in the site is given."""
    page, mark, point = address.partition("#")
    return f"{address_of(page, base_url)}{mark}{point}"


POINTS: DataTable[ExportedPoint] = DataTable(
    "points",
    "Learning points",
    "Every learning point on this site: the newest review first, the points of a briefing in their printed order.",
    (
        Column("id", "The point's id in its briefing.", TEXT, lambda each: each.entry.point.id),
        Column(
            "url",
            "Where it stands on this site.",
            ADDRESS,
            lambda each: full_address(each.entry.address, each.base_url),
        ),
        Column(
            "former_ids",
            "Ids under which it was published before, and which go on working.",
            LIST,
            lambda each: list(each.entry.point.former_ids),
        ),
        Column("briefing", "The slug of its briefing.", TEXT, lambda each: each.entry.briefing.slug),
        Column(
            "title",
            "The heading of a section that is one point; else nothing.",
            TEXT_OR_NOTHING,
            lambda each: each.entry.point.title,
        ),
        Column("text", "What it says, as plain text.", TEXT, lambda each: each.entry.point.body.text),
        Column(
            "html",
            "What it says, as HTML.",
            TEXT,
            lambda each: absolute_links(each.entry.point.body.html, each.base_url, LinkForm.FOLDERS),
            in_table=False,
        ),
        Column(
            "lead_in",
            "The text before its list, if there is one.",
            TEXT_OR_NOTHING,
            lambda each: each.entry.point.lead_in or None,
        ),
        Column(
            "section",
            "The headings above it, the outermost first.",
            LIST,
            lambda each: list(each.entry.point.headings),
        ),
        Column(
            "role",
            "What it is there for; other, in previews alone, where that is yet to be filled in.",
            one_of(_ROLES),
            lambda each: each.entry.point.role.value,
        ),
        Column("audience", "The id of whom it speaks to.", TEXT, lambda each: each.entry.point.audience),
        Column(
            "themes",
            "The ids of all its themes, those that its briefing or section is about included, sorted.",
            LIST,
            lambda each: list(each.entry.point.themes),
        ),
        Column(
            "tags",
            "The ids of the themes that it carries itself, sorted.",
            LIST,
            lambda each: list(each.entry.point.tags),
        ),
        Column(
            "partnership",
            "The id of who published it; several where they did it together.",
            ONE_OR_MORE,
            lambda each: publishers_of(each.entry.briefing),
        ),
        Column("kind", "The id of the kind of review.", TEXT, lambda each: each.entry.briefing.kind.id),
        Column(
            "held",
            "When the review took place, if that is known: in words, with its first and its last day.",
            SPAN_OR_NOTHING,
            lambda each: span_of(each.entry.point.held),
        ),
        Column(
            "year",
            "The year in which that begins, if it is known.",
            NUMBER_OR_NOTHING,
            lambda each: each.entry.point.held.year,
        ),
        Column(
            "owner",
            "Who does it, if it is an action and that is said.",
            TEXT_OR_NOTHING,
            lambda each: each.entry.point.owner or None,
        ),
        Column(
            "due",
            "By when it is to be done, if it is an action and that is said.",
            SPAN_OR_NOTHING,
            lambda each: span_of(each.entry.point.due),
        ),
        Column(
            "state",
            "How far it has come, if it is an action and that is said.",
            one_of_or_nothing(_STATES),
            lambda each: each.entry.point.state.value if each.entry.point.state else None,
        ),
        Column(
            "as_of",
            "When that was true, if it is an action and that is said.",
            SPAN_OR_NOTHING,
            lambda each: span_of(each.entry.point.as_of),
        ),
        Column(
            "evidence",
            "The web address of what shows it, if it is an action and that is said.",
            ADDRESS_OR_NOTHING,
            lambda each: each.entry.point.evidence or None,
        ),
        Column(
            "lessons",
            "The ids of the lessons that it bears: what was learned more than once.",
            LIST,
            lambda each: [lesson.id for lesson in each.entry.point.lessons],
        ),
        Column(
            "answers",
            "Where the points stand that it answers.",
            LIST,
            lambda each: [full_address(other, each.base_url) for other in each.answers],
        ),
        Column(
            "same",
            "Where the points of other briefings stand that are shown beside it: of the same lesson, or similar.",
            LIST,
            lambda each: [full_address(other, each.base_url) for other in each.same],
        ),
    ),
)
