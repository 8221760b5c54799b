"""What an editor attached to headings and points, read as roles, audiences, themes, ids, dates and states."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct, field

from learnbrief.cache.pattern import pattern
from learnbrief.fields import check_id, check_web_address, names
from learnbrief.markup import (
    NO_MARKS,
    Line,
    Marks,
    MarkupBlock,
    may_hold_marks,
    paragraphs,
    stray_braces,
    table_lines,
)
from learnbrief.model import ActionState, DateFault, Held, Reference, Role, parse_date, parse_held
from learnbrief.problems import Place, Report, Text, did_you_mean, error, no_such, warning
from learnbrief.readers.old_ids import OldIds
from learnbrief.readers.outline import GivenValue
from learnbrief.schemas.definitions import ACTION_MARKS, HEADING_MARKS, POINT_MARKS

HEADING_ATTRIBUTES = names(HEADING_MARKS)
POINT_ATTRIBUTES = names(POINT_MARKS)
ACTION_ATTRIBUTES = names(ACTION_MARKS)
_EVERY_ATTRIBUTE = (*HEADING_ATTRIBUTES, *POINT_ATTRIBUTES, *ACTION_ATTRIBUTES)

SEVERAL = frozenset({"tag", "topics", "was", "lesson", "answers"})
"""What may be given more than once, all of which counts."""
_TAG_LIKE = pattern(r"(?<![^\s.,;:!?…\"'”’)(\[*_])(?<!\]\()#([a-z0-9][a-z0-9-]*)")
"""A tag, also one in brackets or stars, or glued to the end of a sentence; not the address of a link."""


class MarkReader(Struct, frozen=True):
    """Reads one briefing's marks; what it reports is at the mark's own place."""

    audiences: tuple[str, ...]
    themes: frozenset[str]
    """Ids of today, and old ones."""
    old_themes: OldIds
    old_lessons: OldIds
    report: Report
    references: list[Reference] = field(default_factory=list)
    """Every theme named so far."""
    id_places: list[tuple[str, Place]] = field(default_factory=list)
    """Every point id that the editor gave, former ones included."""

    def is_tag(self, word: str) -> bool:
        """Tell whether a word behind `#` is a tag; digits alone are text unless a theme is called so."""
        return not word.isdigit() or word in self.themes

    def given(self, marks: Marks, text: Text) -> tuple[GivenValue, ...]:
        """Turn the marks of a text into values with places; reports `bad-attribute`."""
        if marks is NO_MARKS:
            return ()
        for braces in marks.unreadable:
            message = (
                f'{braces.value} cannot be read. Attributes look like {{#my-id}} or {{owner="MASH" state=done}}: '
                "a name, =, and a value, in quotes if it holds a space."
            )
            self.report(error("bad-attribute", message, text.place(braces.row, braces.column)))
        tags = (GivenValue("tag", tag.id, text.place(tag.row, tag.column), is_in_text=True) for tag in marks.tags)
        attributes = (
            GivenValue(mark.name, mark.value, text.place(mark.row, mark.column)) for mark in marks.attributes
        )
        return (*tags, *attributes)

    def report_repeated(self, given: Sequence[GivenValue]) -> None:
        """Report `duplicate-attribute` for each mark that repeats what may be given only once."""
        first: dict[str, GivenValue] = {}
        for mark in given:
            if mark.name not in SEVERAL and first.setdefault(mark.name, mark) is not mark:
                message = f'"{mark.name}" was given already in line {first[mark.name].at.line}. Keep one of the two.'
                self.report(error("duplicate-attribute", message, mark.at))

    def theme(self, theme_id: str, at: Place, *, is_tag: bool = False) -> str:
        """Give a theme's id of today, and remember where it is named; reports `old-id`.

        Whether there is such a theme is checked for all of them together.
        """
        theme_id = self.old_themes.current(theme_id, at, self.report)
        self.references.append(Reference(theme_id, at, is_tag))
        return theme_id

    def lessons(self, given: Sequence[GivenValue]) -> tuple[Reference, ...]:
        """Give the lessons that a point carries, each once, by their ids of today; reports `old-id`."""
        named = (
            Reference(self.old_lessons.current(lesson, mark.at, self.report), mark.at)
            for mark, lesson in _words_of("lesson", given)
        )
        return tuple(dict.fromkeys(named))

    def answers(self, given: Sequence[GivenValue]) -> tuple[Reference, ...]:
        """Give the points that one answers, each once, as they are written; `#id` is one of the same briefing."""
        named = (Reference(point.removeprefix("#"), mark.at) for mark, point in _words_of("answers", given))
        return tuple(dict.fromkeys(named))

    def point_id(self, point_id: str, at: Place) -> str:
        """Give an id that a point may have, and remember where it was given; reports `bad-id`."""
        if not check_id(point_id, "a point's id", at, self.report, names_folder=False):
            return ""
        self.id_places.append((point_id, at))
        return point_id

    def role(self, name: str, at: Place) -> Role | None:
        """Give the role of a name; reports `unknown-role`."""
        roles = [role.value for role in Role]
        if name in roles:
            return Role(name)
        self.report(error("unknown-role", no_such("role", name, roles), at))
        return None

    def audience(self, name: str, at: Place) -> str | None:
        """Give an audience's id if there is such an audience; reports `unknown-audience`."""
        if name in self.audiences:
            return name
        self.report(error("unknown-audience", no_such("audience", name, self.audiences), at))
        return None

    def held(self, mark: GivenValue) -> Held | None:
        """Give when something took place; reports `bad-date`, `impossible-date` and `reversed-span`."""
        return self._date(parse_held(mark.value), mark)

    def known_date(self, mark: GivenValue) -> Held | None:
        """Give the date of something that is known, such as by when it is due; reports the same."""
        return self._date(parse_date(mark.value), mark)

    def _date(self, read: Held | DateFault, mark: GivenValue) -> Held | None:
        if isinstance(read, DateFault):
            self.report(error(read.code, read.message, mark.at))
            return None
        return read

    def web_address(self, mark: GivenValue) -> str:
        """Give a web address; reports `bad-url`."""
        return check_web_address(mark.value, mark.at, self.report)

    def state(self, mark: GivenValue) -> ActionState | None:
        """Give how far an action is; reports `unknown-choice`."""
        states = [state.value for state in ActionState]
        if mark.value in states:
            return ActionState(mark.value)
        self.report(error("unknown-choice", no_such("state", mark.value, states), mark.at))
        return None

    def misplaced(self, mark: GivenValue, why: str) -> None:
        """Report `misplaced-tag` or `misplaced-attribute`: a mark where there is no point, and why there is none."""
        what = f'The tag "#{mark.value}"' if mark.name == "tag" else f'The attribute "{mark.name}"'
        lost = f"{what} stands where no learning point is, so it would be lost"
        message = f"{lost}: only the entries of lists are points here. Put it at the end of one, or take it away."
        if why:
            message = f"{lost}: {why}; if not, take {'the tag' if mark.name == 'tag' else 'it'} away."
        if mark.name == "tag":
            self.report(error("misplaced-tag", f"{message} To show it as text, put \\ before it.", mark.at))
        else:
            self.report(error("misplaced-attribute", message, mark.at))

    def warn_of_stray_marks(self, blocks: Sequence[MarkupBlock], text: Text) -> None:
        """Report `stray-attribute`, `stray-tag` and `tag-in-table`: a mark that is text, so that readers see it."""
        if not may_hold_marks(blocks):
            return
        for lines in paragraphs(blocks):
            self.warn_of_stray_attributes(lines, text)
        for line in chain.from_iterable(paragraphs(blocks)):
            for tag, at in self._tags_in(line, text):
                message = (
                    f'"#{tag}" stands inside the text, so readers see it and it is no tag. Tags count at the '
                    "very end, behind a blank and with nothing after them. If it is meant as text, put \\ before it."
                )
                self.report(warning("stray-tag", message, at))
        for line in table_lines(blocks):
            for tag, at in self._tags_in(line, text):
                message = (
                    f'"#{tag}" stands in a table, so readers see it and it is no tag: rows are no points. Take it '
                    "away, or write what its row says as an entry of a list. If it is text, put \\ before it."
                )
                self.report(warning("tag-in-table", message, at))

    def warn_of_stray_attributes(self, lines: Sequence[Line], text: Text) -> None:
        """Report `stray-attribute`: attributes that are not at the end, and are read as text."""
        for braces in stray_braces(lines, _EVERY_ATTRIBUTE):
            message = (
                f"{braces.value} stands inside the text, so readers see it and it counts for nothing. Put it at the "
                "very end of the point or heading, behind a blank. If it is meant as text, put \\ before it."
            )
            self.report(warning("stray-attribute", message, text.place(braces.row, braces.column)))

    def _tags_in(self, line: Line, text: Text) -> Iterator[tuple[str, Place]]:
        """Give each theme that a line names as a tag, and where."""
        for word in _TAG_LIKE.finditer(line.text) if "#" in line.text else ():
            if word[1] in self.themes and not word[1].isdigit():
                yield word[1], text.place(line.row, line.column + word.start())

    def not_an_action(self, mark: GivenValue, role: Role | None) -> None:
        """Report `misplaced-attribute`: an owner, due date or state at a point that is no action."""
        message = (
            f'"{mark.name}" belongs to a point of role "actions"; this section\'s role is "{role}". '
            "Write {role=actions} behind its heading if it tells what is being done."
        )
        self.report(error("misplaced-attribute", message, mark.at))

    def unknown_attribute(self, mark: GivenValue, what: str, known: Sequence[str]) -> None:
        """Report `unknown-attribute`, with the nearest known name."""
        message = f'{what} has no attribute "{mark.name}". {did_you_mean(mark.name, known)}'
        self.report(error("unknown-attribute", message.rstrip(), mark.at))


def _words_of(name: str, given: Sequence[GivenValue]) -> Iterator[tuple[GivenValue, str]]:
    """Go through the words of all marks of one name; blanks or commas part several."""
    for mark in given:
        if mark.name == name:
            yield from ((mark, word) for word in re.split(r"[\s,]+", mark.value) if word)
