"""A briefing's sections as its page shows them, in the printed order, and the table of their contents."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from learnbrief.cache.values import Value
from learnbrief.model import ROLES_WITH_POINTS, Briefing, Entry, Link, PointList, PointTable, Section
from learnbrief.pages.beside import LessonOfPoint, RelatedGroup
from learnbrief.pages.gaps import gap_line
from learnbrief.pages.page import Lookup
from learnbrief.pages.points import ActionView, PointView, audience_link, point_view, theme_link
from learnbrief.pages.words import ROLE_LABELS, count_of
from learnbrief.settings import EVERYONE
from learnbrief.views.answers import AnswerLinks


class PointInBriefing(Value, frozen=True):
    """A point in its briefing, with what is beside it."""

    view: PointView
    themes: tuple[Link, ...]
    """But for those of the whole briefing, which are at its head."""
    action: ActionView | None
    """As far as no cell beside it says the same."""
    lessons: tuple[LessonOfPoint, ...]
    """What was learned more than once."""
    beside: tuple[RelatedGroup, ...]
    """Points of other briefings that say the same, or that are similar."""
    answer_links: AnswerLinks


class CellView(Value, frozen=True):
    """A cell of a table: either HTML or a point."""

    html: str
    side: str
    """On which side it is: "left", "center", "right" or nothing."""
    point: PointInBriefing | None = None


class RowView(Value, frozen=True):
    """A row of a table, and the point that it is, if it is one."""

    cells: tuple[CellView, ...]
    point: PointInBriefing | None


class PointTableView(Value, frozen=True):
    """A table whose rows are points."""

    head: tuple[CellView, ...]
    rows: tuple[RowView, ...]


class SectionPart(Value, frozen=True):
    """A piece of a section: either HTML or points."""

    html: str
    points: tuple[PointInBriefing, ...]
    is_numbered: bool
    start: int
    table: PointTableView | None
    """In which the points are, if they are not in a list."""


class SectionView(Value, frozen=True):
    """A section of a briefing as its page shows it."""

    id: str
    level: int
    heading: str
    """HTML."""
    role: str
    role_label: str
    """Said only where neither the heading's own words nor the section above say it."""
    audience: Link | None
    held: str
    gaps: tuple[str, ...]
    """What of its heading's attributes is yet to be filled in."""
    parts: tuple[SectionPart, ...]
    sections: tuple["SectionView", ...]


class ContentsEntry(Value, frozen=True):
    """A line of the table of contents."""

    title: str
    url: str
    count: str


class Beside(Value, frozen=True):
    """What of other briefings is beside a point."""

    lessons: tuple[LessonOfPoint, ...]
    points: tuple[RelatedGroup, ...]
    answer_links: AnswerLinks


NOTHING_BESIDE = Beside((), (), AnswerLinks())


def section_views(briefing: Briefing, beside: Mapping[str, Beside], lookup: Lookup) -> tuple[SectionView, ...]:
    """Show a briefing's sections; what is beside its points is given by their ids."""
    show = _Sections(briefing, beside, lookup, frozenset(topic.id for topic in briefing.topics))
    return tuple(show.section(section, 2, None) for section in briefing.sections)


def contents_entries(briefing: Briefing) -> tuple[ContentsEntry, ...]:
    """List a briefing's outermost headings, each with how many points are below it."""
    return tuple(_contents_entry(section) for section in briefing.sections if section.heading.text)


def _contents_entry(section: Section) -> ContentsEntry:
    points = sum(len(inner.points) for inner in section.walk())
    return ContentsEntry(section.heading.text, f"#{section.id}", count_of(points, "point") if points else "")


class _Sections(Struct, frozen=True):
    """Shows one briefing's sections."""

    briefing: Briefing
    beside: Mapping[str, Beside]
    lookup: Lookup
    topics: frozenset[str]

    def section(self, section: Section, level: int, above: Section | None) -> SectionView:
        label = ROLE_LABELS[section.role]
        is_said = label.casefold() in section.heading.text.casefold() or (above and above.role is section.role)
        return SectionView(
            id=section.id,
            level=min(level, 6),
            heading=section.heading.html,
            role=section.role.value,
            role_label=label if section.role in ROLES_WITH_POINTS and not is_said else "",
            audience=None if section.audience == EVERYONE else audience_link(section.audience, self.lookup),
            held=section.held.label if section.held else "",
            gaps=tuple(map(gap_line, section.gaps)),
            parts=tuple(self._parts(section)),
            sections=tuple(self.section(inner, level + 1, section) for inner in section.sections),
        )

    def _parts(self, section: Section) -> Iterator[SectionPart]:
        for block in section.blocks:
            if isinstance(block, PointList):
                points = tuple(self._point(Entry(self.briefing, point)) for point in block.points)
                table = _table_view(block.table, points) if block.table else None
                yield SectionPart("", points, block.start is not None, block.start or 1, table)
            else:
                yield SectionPart(block.html, (), False, 1, None)
        if section.notes.html:
            yield SectionPart(section.notes.html, (), False, 1, None)

    def _point(self, entry: Entry) -> PointInBriefing:
        view = point_view(entry, self.lookup)
        beside = self.beside[entry.point.id]
        return PointInBriefing(
            view=view,
            themes=tuple(theme_link(theme, self.lookup) for theme in entry.point.themes if theme not in self.topics),
            action=view.action,
            lessons=beside.lessons,
            beside=beside.points,
            answer_links=beside.answer_links,
        )


def _table_view(table: PointTable, points: Sequence[PointInBriefing]) -> PointTableView:
    """Show a table with its points in their cells."""
    sides = (*table.sides, *[""] * len(table.head))
    rows = []
    for row in table.rows:
        home = None if row.point is None else points[row.point]
        if home:
            home = replace(home, action=_without(home.action, row.attributes))
        cells = (
            CellView(_without_paragraph(cell.html), side, home if column == table.column else None)
            for column, (cell, side) in enumerate(zip(row.cells, sides, strict=False))
        )
        rows.append(RowView(tuple(cells), home))
    head = (CellView(_without_paragraph(cell.html), side) for cell, side in zip(table.head, sides, strict=False))
    return PointTableView(tuple(head), tuple(rows))


def _without(action: ActionView | None, shown: Collection[str]) -> ActionView | None:
    """Leave out what cells say already; None where nothing is left."""
    if action is None:
        return None
    left = ActionView(
        owner="" if "owner" in shown else action.owner,
        due="" if "due" in shown else action.due,
        state="" if "state" in shown else action.state,
        state_label="" if "state" in shown else action.state_label,
        as_of=action.as_of,
        evidence=action.evidence,
    )
    return left if left != ActionView("", "", "", "", "", "") else None


def _without_paragraph(html: str) -> str:
    """Take away the `<p>` around a cell's words."""
    return html.removeprefix("<p>").replace("</p>", "", 1)
