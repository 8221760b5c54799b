"""From an outline to sections and learning points: what is inherited, what a heading means, what a mark says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from learnbrief.fields import check_id
from learnbrief.markup import (
    Marks,
    MarkupBlock,
    Paragraph,
    ProseWriter,
    Resolve,
    take_marks,
    take_marks_of_blocks,
)
from learnbrief.model import (
    ROLES_WITH_POINTS,
    ActionState,
    Block,
    DateFault,
    Held,
    LearningPoint,
    PointList,
    Prose,
    Reference,
    Role,
    Section,
    parse_held,
)
from learnbrief.problems import Place, Report, did_you_mean, error, no_such, warning
from learnbrief.readers.outline import Given, OutlineHeading, OutlineItem, OutlineList, OutlineProse, OutlineSection
from learnbrief.readers.phrases import recognise_heading
from learnbrief.settings import Settings
from learnbrief.source import Text

HEADING_ATTRIBUTES = ("role", "audience", "topics", "held")
POINT_ATTRIBUTES = ("id", "was", "owner", "due", "state")
ACTION_ATTRIBUTES = ("owner", "due", "state")


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a section takes over from the heading above it, and the outermost from the front matter."""

    role: Role | None
    audience: str
    topics: tuple[str, ...]
    held: Held
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembler:
    """Makes one briefing's sections."""

    settings: Settings
    themes: frozenset[str]
    writer: ProseWriter
    resolve: Resolve
    report: Report
    references: list[Reference] = field(default_factory=list)
    """Every theme named so far, with its place."""
    id_places: list[tuple[str, Place]] = field(default_factory=list)
    """Every point id that the editor gave, former ones included."""

    def sections(self, outline: Iterable[OutlineSection], inherited: Inherited) -> tuple[Section, ...]:
        """Make sections of an outline; their points' ids are empty where the editor gave none."""
        return tuple(self._section(section, inherited) for section in outline)

    def _section(self, outline: OutlineSection, above: Inherited) -> Section:
        heading, marks = self._heading(outline.heading)
        given = (*marks, *outline.given)
        role = self._role(heading.text, given, above, outline.at)
        held = self._held(given)
        own = Inherited(
            role=role,
            audience=self._audience(heading.text, given, above, outline.at),
            topics=tuple(sorted({*above.topics, *self._topics(given)})),
            held=held or above.held,
            headings=(*above.headings, heading.text) if heading.text else above.headings,
        )
        blocks = self._blocks(outline, own, heading)
        if not blocks and not outline.sections:
            message = f'There is nothing below the heading "{heading.text}". Add text, or remove the heading.'
            self.report(warning("empty-section", message, outline.at))
        return Section(
            id="",
            heading=heading,
            role=role or Role.OTHER,
            audience=own.audience,
            topics=own.topics,
            held=held,
            blocks=blocks,
            sections=self.sections(outline.sections, own),
            at=outline.at,
        )

    # What stands at a heading

    def _heading(self, outline: OutlineHeading | None) -> tuple[Prose, tuple[Given, ...]]:
        if outline is None:
            return Prose(), ()
        (line,), marks = take_marks([outline.line], self._is_tag)
        given = self._given(marks, outline.text)
        for mark in given:
            if mark.name == "tag":
                message = (
                    f'A heading carries its themes as an attribute: {{topics="{mark.value}"}} instead of the tag.'
                )
                self.report(error("misplaced-tag", message, mark.at))
            elif mark.name not in HEADING_ATTRIBUTES:
                self._unknown_attribute(mark, "A heading", HEADING_ATTRIBUTES)
        prose = self.writer.write_line(line, outline.text, outline.definitions, self.resolve, self.report)
        return prose, tuple(mark for mark in given if mark.name in HEADING_ATTRIBUTES)

    def _role(self, heading: str, given: Sequence[Given], above: Inherited, at: Place) -> Role | None:
        for mark in given:
            if mark.name == "role":
                return self.role_named(mark.value, mark.at)
        recognised = recognise_heading(heading, self.settings.audiences)
        if len(recognised.roles) > 1:
            message = (
                f"This heading names two roles, {' and '.join(recognised.roles)}; it was read as "
                f'"{recognised.role}". If that is right, write {{role={recognised.role}}} behind it.'
            )
            self.report(warning("two-roles", message, at))
        return recognised.role or above.role

    def _audience(self, heading: str, given: Sequence[Given], above: Inherited, at: Place) -> str:
        for mark in given:
            if mark.name == "audience":
                return self.audience_named(mark.value, mark.at) or above.audience
        recognised = recognise_heading(heading, self.settings.audiences)
        if len(recognised.audiences) > 1:
            message = (
                f"This heading names several audiences, {' and '.join(recognised.audiences)}; it was read as "
                f'"{recognised.audience}". Write {{audience={recognised.audience}}} behind it, or another audience.'
            )
            self.report(warning("two-audiences", message, at))
        return recognised.audience or above.audience

    def role_named(self, name: str, at: Place) -> Role | None:
        """Give the role of a name; reports `unknown-role`."""
        if name in [role.value for role in Role]:
            return Role(name)
        self.report(error("unknown-role", no_such("role", name, [role.value for role in Role]), at))
        return None

    def audience_named(self, name: str, at: Place) -> str | None:
        """Give an audience's id if there is such an audience; reports `unknown-audience`."""
        if name in self.settings.audience_ids:
            return name
        self.report(error("unknown-audience", no_such("audience", name, self.settings.audience_ids), at))
        return None

    def _topics(self, given: Sequence[Given]) -> list[str]:
        topics = []
        for mark in given:
            if mark.name == "topics":
                for topic in re.split(r"[\s,]+", mark.value.strip()):
                    topics.append(self._theme(topic, mark.at))
        return topics

    def _held(self, given: Sequence[Given]) -> Held | None:
        return next((self._date(mark) for mark in given if mark.name == "held"), None)

    # What stands below it

    def _blocks(self, outline: OutlineSection, own: Inherited, heading: Prose) -> tuple[Block, ...]:
        holds_points = own.role in ROLES_WITH_POINTS
        has_list = any(isinstance(part, OutlineList) for part in outline.blocks)
        if holds_points and heading.text and outline.blocks and not has_list and not outline.sections:
            return (PointList((self._section_point(outline, own, heading),)),)
        blocks: list[Block] = []
        lead_in = ""
        for part in outline.blocks:
            if isinstance(part, OutlineProse):
                blocks.append(self._prose(part.blocks, part))
                lead_in = self._lead_in(part)
            elif holds_points:
                points = (self._item_point(item, own, lead_in) for item in part.items)
                blocks.append(PointList(tuple(point for point in points if point), part.start))
            else:
                blocks.append(self._plain_list(part))
        return tuple(blocks)

    def _lead_in(self, part: OutlineProse) -> str:
        last = part.blocks[-1]
        if not isinstance(last, Paragraph):
            return ""
        return self.writer.write([last], part.text, part.definitions, self.resolve, _silently).text

    def _prose(self, blocks: tuple[MarkupBlock, ...], part: OutlineProse | OutlineItem) -> Prose:
        left, marks = take_marks_of_blocks(blocks, self._is_tag)
        for mark in self._given(marks, part.text):
            self._misplaced(mark)
        return self.writer.write(left, part.text, part.definitions, self.resolve, self.report)

    def _plain_list(self, part: OutlineList) -> Prose:
        """Write a list whose entries are no points."""
        entries = [self._prose(item.blocks, item) for item in part.items]
        for item in part.items:
            for mark in item.given:
                self._misplaced(mark)
        items = "\n".join(f"<li>{without_paragraph(entry.html)}</li>" for entry in entries)
        start = f' start="{part.start}"' if part.start not in (None, 1) else ""
        html = f"<ul>\n{items}\n</ul>" if part.start is None else f"<ol{start}>\n{items}\n</ol>"
        return Prose(html, " ".join(entry.text for entry in entries))

    def _item_point(self, item: OutlineItem, own: Inherited, lead_in: str) -> LearningPoint | None:
        blocks, marks = take_marks_of_blocks(item.blocks, self._is_tag)
        given = (*self._given(marks, item.text), *item.given)
        body = self.writer.write(blocks, item.text, item.definitions, self.resolve, self.report)
        if not body.text and "<img" not in body.html:
            self.report(
                error("empty-point", "This point has no text. Write what was learned, or remove it.", item.at)
            )
            return None
        return self._point(None, body, lead_in, given, own, item.at)

    def _section_point(self, outline: OutlineSection, own: Inherited, heading: Prose) -> LearningPoint:
        """Make one point of a section that holds neither list nor sub-section."""
        bodies: list[Prose] = []
        given: list[Given] = []
        for part in outline.blocks:
            assert isinstance(part, OutlineProse)
            blocks, marks = take_marks_of_blocks(part.blocks, self._is_tag)
            given += self._given(marks, part.text)
            bodies.append(self.writer.write(blocks, part.text, part.definitions, self.resolve, self.report))
        body = Prose("\n".join(body.html for body in bodies), " ".join(body.text for body in bodies))
        return self._point(heading.text, body, "", given, own, outline.at)

    def _point(
        self, title: str | None, body: Prose, lead_in: str, given: Sequence[Given], own: Inherited, at: Place
    ) -> LearningPoint:
        values: dict[str, Given] = {}
        tags, former = [], []
        for mark in given:
            if mark.name == "tag":
                tags.append(self._theme(mark.value.removeprefix("#"), mark.at))
            elif mark.name == "was":
                former += [name for name in mark.value.split() if self._claims(name, mark.at)]
            elif mark.name not in POINT_ATTRIBUTES:
                self._unknown_attribute(mark, "A point", POINT_ATTRIBUTES)
            elif mark.name in ACTION_ATTRIBUTES and own.role is not Role.ACTIONS:
                message = (
                    f'"{mark.name}" belongs to a point of role "actions"; this section\'s role is "{own.role}". '
                    "Write {role=actions} behind its heading if it tells what is being done."
                )
                self.report(error("misplaced-attribute", message, mark.at))
            else:
                values[mark.name] = mark
        self._warn_of_stray_tags(body, at)
        return LearningPoint(
            id=values["id"].value if "id" in values and self._claims(values["id"].value, values["id"].at) else "",
            former_ids=tuple(former),
            title=title,
            body=body,
            lead_in=lead_in,
            headings=own.headings,
            role=own.role or Role.OTHER,
            audience=own.audience,
            themes=tuple(sorted({*own.topics, *tags})),
            tags=tuple(sorted(set(tags))),
            held=own.held,
            owner=values["owner"].value if "owner" in values else "",
            due=self._date(values["due"]) if "due" in values else None,
            state=self._state(values["state"]) if "state" in values else None,
            at=at,
        )

    # Marks

    def _is_tag(self, word: str) -> bool:
        return not word.isdigit() or word in self.themes

    def _given(self, marks: Marks, text: Text) -> tuple[Given, ...]:
        for braces in marks.unreadable:
            message = (
                f'{braces.value} cannot be read. Attributes look like {{#my-id}} or {{owner="MASH" state=done}}: '
                "a name, =, and a value, in quotes if it holds a space."
            )
            self.report(error("bad-attribute", message, text.place(braces.row, braces.column)))
        tags = (Given("tag", tag.id, text.place(tag.row, tag.column)) for tag in marks.tags)
        attributes = (Given(mark.name, mark.value, text.place(mark.row, mark.column)) for mark in marks.attributes)
        return (*tags, *attributes)

    def _theme(self, theme: str, at: Place) -> str:
        self.references.append(Reference(theme, at))
        return theme

    def _claims(self, point_id: str, at: Place) -> bool:
        """Tell whether a point may have an id, and remember where it was given."""
        if not check_id(point_id, "a point's id", at, self.report):
            return False
        self.id_places.append((point_id, at))
        return True

    def _date(self, mark: Given) -> Held | None:
        held = parse_held(mark.value)
        if isinstance(held, DateFault):
            self.report(error(held.code, held.message, mark.at))
            return None
        return held

    def _state(self, mark: Given) -> ActionState | None:
        states = [state.value for state in ActionState]
        if mark.value in states:
            return ActionState(mark.value)
        self.report(error("unknown-choice", no_such("state", mark.value, states), mark.at))
        return None

    def _misplaced(self, mark: Given) -> None:
        if mark.name == "tag":
            message = (
                f'The tag "#{mark.value}" stands where no learning point is, so it would be lost. Put it at the end '
                "of a point, or give the heading a role that holds points. To show it as text, put \\ before it."
            )
            self.report(error("misplaced-tag", message, mark.at))
        else:
            message = (
                f'The attribute "{mark.name}" stands where no learning point is. Put it at the end of a point, '
                "or remove it."
            )
            self.report(error("misplaced-attribute", message, mark.at))

    def _unknown_attribute(self, mark: Given, what: str, known: Sequence[str]) -> None:
        message = f'{what} has no attribute "{mark.name}". {did_you_mean(mark.name, known)}'
        self.report(error("unknown-attribute", message.rstrip(), mark.at))

    def _warn_of_stray_tags(self, body: Prose, at: Place) -> None:
        for word in re.findall(r"(?<!\S)#([a-z0-9][a-z0-9-]*)", body.text):
            if word in self.themes and not word.isdigit():
                message = (
                    f'"#{word}" stands inside the text, so readers see it and it is no tag. '
                    "Tags count at the very end, with nothing behind them."
                )
                self.report(warning("stray-tag", message, at))


def without_paragraph(html: str) -> str:
    """Take away the `<p>` around a piece of HTML that is one paragraph."""
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return inner if "<p>" not in inner and len(inner) == len(html) - 7 else html


def _silently(_: object) -> None:
    """Report nothing: the same text was reported on already."""
