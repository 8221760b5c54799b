"""A briefing's sections as its page shows them, in the printed order, and the table of their contents."""

from collections.abc import Iterator
from dataclasses import dataclass

from learnbrief.catalogue import Entry
from learnbrief.model import ROLES_WITH_POINTS, Briefing, Link, PointList, Section
from learnbrief.pages.gaps import gap_line
from learnbrief.pages.page import Contents
from learnbrief.pages.points import PointView, audience_link, point_view
from learnbrief.pages.recurrence import Elsewhere, Recurrence
from learnbrief.pages.ties import Tie, answered_by, answers_of
from learnbrief.pages.words import ROLE_LABELS, count_of
from learnbrief.settings import EVERYONE


@dataclass(frozen=True, slots=True)
class PointAtHome:
    """A point in its briefing, with where else the same was raised."""

    view: PointView
    elsewhere: Elsewhere | None
    lessons: tuple[str, ...]
    """What was learned more than once, in a sentence each."""
    answers: tuple[Tie, ...]
    answered_by: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a section: either HTML or points."""

    html: str
    points: tuple[PointAtHome, ...]
    is_numbered: bool
    start: int


@dataclass(frozen=True, slots=True)
class SectionView:
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
    parts: tuple[Part, ...]
    sections: tuple["SectionView", ...]


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents."""

    title: str
    url: str
    count: str


def section_views(briefing: Briefing, contents: Contents, recurrence: Recurrence) -> tuple[SectionView, ...]:
    """Show a briefing's sections."""
    show = _Sections(briefing, contents, recurrence)
    return tuple(show.section(section, 2, None) for section in briefing.sections)


def contents_entries(briefing: Briefing) -> tuple[ContentsEntry, ...]:
    """List a briefing's outermost headings, each with how many points stand below it."""
    return tuple(_contents_entry(section) for section in briefing.sections if section.heading.text)


def _contents_entry(section: Section) -> ContentsEntry:
    points = sum(len(inner.points) for inner in section.walk())
    return ContentsEntry(section.heading.text, f"#{section.id}", count_of(points, "point") if points else "")


@dataclass(frozen=True, slots=True)
class _Sections:
    """Shows one briefing's sections."""

    briefing: Briefing
    contents: Contents
    recurrence: Recurrence

    def section(self, section: Section, level: int, above: Section | None) -> SectionView:
        label = ROLE_LABELS[section.role]
        is_said = label.casefold() in section.heading.text.casefold() or (above and above.role is section.role)
        return SectionView(
            id=section.id,
            level=min(level, 6),
            heading=section.heading.html,
            role=section.role.value,
            role_label=label if section.role in ROLES_WITH_POINTS and not is_said else "",
            audience=None if section.audience == EVERYONE else audience_link(section.audience, self.contents),
            held=section.held.label if section.held else "",
            gaps=tuple(map(gap_line, section.gaps)),
            parts=tuple(self._parts(section)),
            sections=tuple(self.section(inner, level + 1, section) for inner in section.sections),
        )

    def _parts(self, section: Section) -> Iterator[Part]:
        for block in section.blocks:
            if isinstance(block, PointList):
                points = tuple(self._point(Entry(self.briefing, point)) for point in block.points)
                yield Part("", points, block.start is not None, block.start or 1)
            else:
                yield Part(block.html, (), False, 1)
        if section.notes.html:
            yield Part(section.notes.html, (), False, 1)

    def _point(self, entry: Entry) -> PointAtHome:
        catalogue = self.contents.catalogue
        return PointAtHome(
            view=point_view(entry, self.contents),
            elsewhere=self.recurrence.elsewhere(entry),
            lessons=tuple(catalogue.vocabulary.lessons[lesson.id].statement for lesson in entry.point.lessons),
            answers=answers_of(entry, catalogue),
            answered_by=answered_by(entry, catalogue),
        )
