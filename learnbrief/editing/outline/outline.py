"""A briefing's outline: its headings, its points and what holds none, each with its line."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from learnbrief.model import BlockKind, Briefing, Decider, LearningPoint, PointList, Prose, Reason, Role, Section
from learnbrief.pages.words import beginning_of
from learnbrief.personal import MOST_REPORTED

FIRST_WORDS = 70
"""Letters by which an editor knows a point again."""
HIDDEN = "…"
"""Stands for words that are not to be repeated."""


@dataclass(frozen=True, slots=True)
class OutlinedPoint:
    """A learning point, as its editor knows it again."""

    line: int
    id: str
    address: str
    """What others name it by: its briefing's slug and its own id."""
    role: Role
    tags: tuple[str, ...]
    """Those it carries itself."""
    lessons: tuple[str, ...]
    """The ids of those that it carries."""
    words: str
    """Its first words."""
    is_section: bool
    """Whether it is a whole section, titled by the heading."""


@dataclass(frozen=True, slots=True)
class OutlinedText:
    """A list, a table or other text that is no point."""

    line: int
    kind: BlockKind
    leads_in: bool
    """Whether it goes with the points below it, wherever they are shown."""


@dataclass(frozen=True, slots=True)
class OutlinedSection:
    """A heading with what is below it."""

    line: int
    anchor: str
    """Its place on the briefing's page."""
    heading: str
    """Empty for text before the first heading."""
    role: Role
    role_by: Reason
    audience: str
    audience_by: Reason
    parts: tuple[OutlinedPoint | OutlinedText, ...]
    sections: tuple["OutlinedSection", ...]

    def walk(self) -> Iterator["OutlinedSection"]:
        """Go through this section and all below it, in the printed order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """What was read of one briefing."""

    file: str
    sections: tuple[OutlinedSection, ...]

    @property
    def in_markdown(self) -> bool:
        """Whether its source is in the Markdown form, else in the YAML form."""
        return self.file.lower().endswith(".md")

    @property
    def points(self) -> tuple[OutlinedPoint, ...]:
        """All points in the printed order."""
        return tuple(part for part in self._parts() if isinstance(part, OutlinedPoint))

    def lines_of(self, kind: BlockKind) -> tuple[int, ...]:
        """Give the line of every list, or of every table, that holds no points."""
        return tuple(part.line for part in self._parts() if isinstance(part, OutlinedText) and part.kind is kind)

    def _parts(self) -> Iterator[OutlinedPoint | OutlinedText]:
        for top in self.sections:
            for section in top.walk():
                yield from section.parts


def outline_of(briefing: Briefing, personal: Collection[int] = ()) -> Outline:
    """Tell what was read of a briefing.

    Leave out the words of each part that reaches a line with personal data; and those of all parts, where there are
    too many such lines to list.
    """
    beginnings = sorted(_beginnings(briefing))
    reached = (bisect_right(beginnings, line) - 1 for line in personal)
    touched = (beginnings[at] for at in reached if at >= 0)
    hidden = frozenset(touched if len(personal) < MOST_REPORTED else beginnings)
    headings = {section.heading.text for section in briefing.every_section if section.at.line in hidden}
    outliner = _Outliner(briefing.slug, hidden, frozenset(headings))
    return Outline(briefing.at.file, tuple(map(outliner.section, briefing.sections)))


def _beginnings(briefing: Briefing) -> Iterator[int]:
    """Give the line on which each heading, each point and each other part begins."""
    for section in briefing.every_section:
        yield section.at.line
        for block in section.blocks:
            places = block.wording.blocks if isinstance(block, Prose) else block.points
            yield from (place.at.line for place in places)


@dataclass(frozen=True, slots=True)
class _Outliner:
    """Outlines one briefing."""

    slug: str
    hidden: frozenset[int]
    """Beginnings of what is not to be repeated."""
    hidden_headings: frozenset[str]

    def section(self, section: Section) -> OutlinedSection:
        parts = tuple(self._parts(section))
        return OutlinedSection(
            line=section.at.line if section.heading.text or not parts else parts[0].line,
            anchor=section.id,
            heading=self._heading(section.heading.text),
            role=section.role,
            role_by=self._reason(section.role_by),
            audience=section.audience,
            audience_by=self._reason(section.audience_by),
            parts=parts,
            sections=tuple(map(self.section, section.sections)),
        )

    def _heading(self, heading: str) -> str:
        return HIDDEN if heading in self.hidden_headings and heading else heading

    def _reason(self, reason: Reason) -> Reason:
        return replace(reason, words=self._heading(reason.words)) if reason.by is Decider.ABOVE else reason

    def _parts(self, section: Section) -> Iterator[OutlinedPoint | OutlinedText]:
        for block, below in zip(section.blocks, (*section.blocks[1:], None), strict=False):
            if isinstance(block, PointList):
                yield from map(self._point, block.points)
                continue
            for written in block.wording.blocks:
                is_last = written is block.wording.blocks[-1] and isinstance(below, PointList)
                yield OutlinedText(written.at.line, written.kind, is_last and written.kind is BlockKind.PARAGRAPH)

    def _point(self, point: LearningPoint) -> OutlinedPoint:
        is_hidden = point.at.line in self.hidden
        name = HIDDEN if is_hidden else point.id
        return OutlinedPoint(
            line=point.at.line,
            id=name,
            address=f"{self.slug}#{name}",
            role=point.role,
            tags=point.tags,
            lessons=tuple(lesson.id for lesson in point.lessons),
            words=HIDDEN if is_hidden else beginning_of(point.body.text, FIRST_WORDS),
            is_section=point.title is not None,
        )
