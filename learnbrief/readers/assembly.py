"""From an outline to sections and learning points: what a heading means, what is inherited, what is a point."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from learnbrief.fields import is_gap
from learnbrief.markup import (
    MarkupBlock,
    Paragraph,
    ProseWriter,
    Resolve,
    take_marks,
    take_marks_of_blocks,
    words_without_notes,
)
from learnbrief.model import (
    ROLES_WITH_POINTS,
    Block,
    BlockKind,
    Decider,
    LearningPoint,
    PointList,
    Prose,
    Reason,
    Role,
    Section,
    WrittenBlock,
    WrittenHeading,
    together,
)
from learnbrief.problems import Place, Report, error, warning
from learnbrief.readers.action_tables import TableReader, with_tables
from learnbrief.readers.blocks import html_lists, list_html, with_blocks, write_blocks, written_blocks
from learnbrief.readers.marks import HEADING_ATTRIBUTES, MarkReader
from learnbrief.readers.outline import (
    GivenValue,
    OutlineHeading,
    OutlineItem,
    OutlineList,
    OutlineProse,
    OutlineSection,
    OutlineTable,
)
from learnbrief.readers.phrases import Recognised, recognise_heading
from learnbrief.readers.points import Inherited, PointReader
from learnbrief.readers.roles import where_no_points_are
from learnbrief.readers.unfilled import gaps_in, with_gaps_marked, with_waiting_role
from learnbrief.settings import Settings


class Assembler(Struct, frozen=True):
    """Makes one briefing's sections."""

    settings: Settings
    writer: ProseWriter
    resolve: Resolve
    marks: MarkReader
    points: PointReader
    report: Report

    def sections(self, outline: Iterable[OutlineSection], inherited: Inherited) -> tuple[Section, ...]:
        """Make sections of an outline; their ids, and those of points whose editor gave none, are still empty."""
        return tuple(self._section(section, inherited) for section in outline)

    def _section(self, outline: OutlineSection, above: Inherited) -> Section:
        heading, notes, at_heading = self._heading(outline.heading)
        every_mark = with_waiting_role(heading, (*at_heading, *outline.given), outline.at)
        self.marks.report_repeated(every_mark)
        given = [mark for mark in every_mark if not mark.is_gap]
        recognised = recognise_heading("" if is_gap(heading.text) else heading.text, self.settings.audiences)
        held = next((self.marks.held(mark) for mark in given if mark.name == "held"), None)
        role, role_by = self._role(recognised, every_mark, above, outline.at)
        audience, audience_by = self._audience(recognised, given, above, outline.at)
        own = Inherited(
            role=role,
            role_by=role_by.below(heading.text),
            audience=audience,
            audience_by=audience_by.below(heading.text),
            topics=tuple(sorted({*above.topics, *self._topics(given)})),
            held=held or above.held,
            headings=(*above.headings, heading.text) if heading.text else above.headings,
        )
        return Section(
            id="",
            heading=heading,
            role=own.role or Role.OTHER,
            audience=own.audience,
            topics=own.topics,
            held=held,
            blocks=self._blocks(outline, own, heading, role_by),
            sections=self.sections(outline.sections, own),
            at=outline.at,
            role_by=role_by,
            audience_by=audience_by,
            gaps=gaps_in(every_mark),
            notes=notes,
        )

    def _heading(self, outline: OutlineHeading | None) -> tuple[Prose, Prose, tuple[GivenValue, ...]]:
        """Give a heading's words, its footnotes and its attributes."""
        if outline is None:
            return Prose(), Prose(), ()
        (line,), marks = take_marks([outline.line], self.marks.is_tag)
        self.marks.warn_of_stray_attributes([line], outline.text)
        given = self.marks.given(marks, outline.text)
        for mark in given:
            if mark.name == "tag":
                message = f'A heading names its themes as an attribute: {{topics="{mark.value}"}} instead of the tag.'
                self.report(error("misplaced-tag", message, mark.at))
            elif mark.name not in HEADING_ATTRIBUTES:
                self.marks.unknown_attribute(mark, "A heading", HEADING_ATTRIBUTES)
        written, notes = self.writer.write_line(line, outline.text, outline.definitions, self.resolve, self.report)
        words = with_gaps_marked(written)
        if outline.level:
            at = outline.text.place(outline.line.row, outline.line.column)
            words = replace(words, wording=replace(words.wording, headings=(WrittenHeading(outline.level, at),)))
        return words, notes, tuple(mark for mark in given if mark.name in HEADING_ATTRIBUTES)

    def _role(
        self, recognised: Recognised, given: Sequence[GivenValue], above: Inherited, at: Place
    ) -> tuple[Role | None, Reason]:
        """Give a section's role, and what decided it."""
        for mark in given:
            if mark.name == "role" and mark.is_gap:
                return Role.OTHER, Reason(Decider.GAP)
            if mark.name == "role":
                return self.marks.role(mark.value, mark.at), Reason(Decider.ATTRIBUTE)
        if len(recognised.roles) > 1:
            message = (
                f"This heading names two roles, {' and '.join(recognised.roles)}; it was read as "
                f'"{recognised.role}". If that is right, write {{role={recognised.role}}} behind it.'
            )
            self.report(warning("two-roles", message, at))
        if recognised.role:
            reason = Reason(Decider.PHRASE, recognised.role_phrase, recognised.says_only_its_role)
            return recognised.role, reason
        return above.role, above.role_by

    def _audience(
        self, recognised: Recognised, given: Sequence[GivenValue], above: Inherited, at: Place
    ) -> tuple[str, Reason]:
        """Give a section's audience, and what decided it."""
        for mark in given:
            if mark.name == "audience" and (audience := self.marks.audience(mark.value, mark.at)):
                return audience, Reason(Decider.ATTRIBUTE)
            if mark.name == "audience":
                return above.audience, above.audience_by
        if len(recognised.audiences) > 1:
            message = (
                f"This heading names several audiences, {' and '.join(recognised.audiences)}; it was read as "
                f'"{recognised.audience}". Write {{audience={recognised.audience}}} behind it, or another audience.'
            )
            self.report(warning("two-audiences", message, at))
        if recognised.audience:
            return recognised.audience, Reason(Decider.PHRASE, recognised.audience_phrase)
        return above.audience, above.audience_by

    def _topics(self, given: Sequence[GivenValue]) -> list[str]:
        return [
            self.marks.theme(topic, mark.at)
            for mark in given
            if mark.name == "topics"
            for topic in re.split(r"[\s,]+", mark.value.strip())
        ]

    def _blocks(self, outline: OutlineSection, own: Inherited, heading: Prose, role_by: Reason) -> tuple[Block, ...]:
        holds_points = own.role in ROLES_WITH_POINTS or own.role_by.by is Decider.GAP
        parts = with_tables(outline.blocks) if own.role is Role.ACTIONS else outline.blocks
        is_prose = all(isinstance(part, OutlineProse) for part in parts)
        if holds_points and heading.text and parts and is_prose and not outline.sections:
            return (PointList((self._section_point(outline, own, heading),)),)
        role = own.role or Role.OTHER
        why = "" if holds_points else where_no_points_are(role, role_by, heading.text, outline.at.file)
        blocks: list[Block] = []
        lead_in = ""
        for part in parts:
            if isinstance(part, OutlineProse):
                prose = self._plain(part, why)
                blocks.append(with_blocks(prose, written_blocks(part)))
                lead_in = self._last_paragraph(part, prose)
            elif isinstance(part, OutlineTable):
                reader = TableReader(self.marks, self._write, self.report)
                blocks.append(reader.read(part, partial(self.points.read, own, lead_in, None)))
            elif holds_points:
                points = (self._item_point(item, own, lead_in) for item in part.items)
                blocks.append(PointList(tuple(point for point in points if point), part.start))
            else:
                blocks.append(self._plain_list(part, why))
        return tuple(blocks)

    def _plain(self, part: OutlineProse | OutlineItem, why: str) -> Prose:
        """Write blocks that are no point; `why` tells why their section holds none, if it holds none."""
        blocks, marks = take_marks_of_blocks(part.blocks, self.marks.is_tag)
        self.marks.warn_of_stray_marks(blocks, part.text)
        for mark in self.marks.given(marks, part.text):
            self.marks.misplaced(mark, why)
        return self._write(blocks, part)

    def _plain_list(self, part: OutlineList, why: str) -> Prose:
        """Write a list whose entries are no points."""
        entries = [self._plain(item, why) for item in part.items]
        for item in part.items:
            for mark in item.given:
                self.marks.misplaced(mark, why)
        html = list_html(part.start, [entry.html for entry in entries])
        plain = Prose(html, " ".join(entry.text for entry in entries), together(entry.wording for entry in entries))
        return with_blocks(plain, [WrittenBlock(BlockKind.LIST, item.at) for item in part.items[:1]])

    def _last_paragraph(self, part: OutlineProse, prose: Prose) -> str:
        """Give what leads in to the list behind some prose: its last block, if that is a paragraph."""
        last = part.blocks[-1]
        if not isinstance(last, Paragraph):
            return ""
        if len(part.blocks) == 1 and not part.depths:
            return words_without_notes(prose)
        # Its problems are reported already.
        written = self.writer.write([last], part.text, part.definitions, self.resolve, lambda _: None)
        return words_without_notes(written)

    def _item_point(self, item: OutlineItem, own: Inherited, lead_in: str) -> LearningPoint | None:
        blocks, marks = take_marks_of_blocks(item.blocks, self.marks.is_tag)
        self.marks.warn_of_stray_marks(blocks, item.text)
        given = (*self.marks.given(marks, item.text), *item.given)
        body = self._write(blocks, item)
        if not body.text and "<img" not in body.html:
            message = "This point has no text. Write what was learned, or remove it."
            self.report(error("empty-point", message, item.at))
            return None
        return self.points.read(own, lead_in, None, body, given, item.at)

    def _section_point(self, outline: OutlineSection, own: Inherited, heading: Prose) -> LearningPoint:
        """Make one point of a section that holds neither list nor sub-section."""
        bodies: list[Prose] = []
        given: list[GivenValue] = []
        for part in outline.blocks:
            assert isinstance(part, OutlineProse)
            blocks, marks = take_marks_of_blocks(part.blocks, self.marks.is_tag)
            self.marks.warn_of_stray_marks(blocks, part.text)
            given += self.marks.given(marks, part.text)
            bodies.append(with_blocks(self._write(blocks, part), html_lists(part)))
        return self.points.read(own, "", heading.text, Prose.joined(bodies), given, outline.at)

    def _write(self, blocks: Sequence[MarkupBlock], part: OutlineProse | OutlineItem | OutlineTable) -> Prose:
        return with_gaps_marked(write_blocks(blocks, part, self.writer, self.resolve, self.report))
