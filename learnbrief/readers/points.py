"""A learning point of its words, of what its editor gave with them, and of what it takes over from its section."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from learnbrief.cache.values import Value
from learnbrief.model import Decider, Held, LearningPoint, Prose, Reason, Role
from learnbrief.problems import Place
from learnbrief.readers.marks import ACTION_ATTRIBUTES, POINT_ATTRIBUTES, MarkReader
from learnbrief.readers.outline import GivenValue
from learnbrief.readers.unfilled import gaps_in


class Inherited(Value, frozen=True):
    """What a section takes over from the heading above it, and the outermost from the front matter."""

    role: Role | None
    role_by: Reason
    audience: str
    audience_by: Reason
    topics: tuple[str, ...]
    held: Held
    headings: tuple[str, ...] = ()


class PointReader(Struct, frozen=True):
    """Makes one briefing's learning points."""

    marks: MarkReader

    def read(
        self, own: Inherited, lead_in: str, title: str | None, body: Prose, given: Sequence[GivenValue], at: Place
    ) -> LearningPoint:
        """Make a learning point of its words and what was given with them, which is all read and reported."""
        self.marks.report_repeated(given)
        read = [mark for mark in given if self._is_known(mark, own) and not mark.is_gap]
        tags = {
            self.marks.theme(mark.value.removeprefix("#"), mark.at, is_tag=mark.is_in_text)
            for mark in read
            if mark.name == "tag"
        }
        point = LearningPoint(
            id="",
            former_ids=(),
            title=title,
            body=body,
            lead_in=lead_in,
            headings=own.headings,
            role=own.role or Role.OTHER,
            audience=own.audience,
            themes=tuple(sorted({*own.topics, *tags})),
            tags=tuple(sorted(tags)),
            held=own.held,
            gaps=gaps_in(given),
            at=at,
        )
        attributes = [mark for mark in read if mark.name != "tag"]
        return self._with_attributes(point, attributes) if attributes else point

    def _with_attributes(self, point: LearningPoint, given: Sequence[GivenValue]) -> LearningPoint:
        """Add what attributes say of a point."""
        marks = self.marks
        known = {mark.name: mark for mark in given}
        older = [(name, mark.at) for mark in given if mark.name == "was" for name in mark.value.split()]
        former_ids = tuple(filter(None, [marks.point_id(name, at) for name, at in older]))
        return replace(
            point,
            id=marks.point_id(known["id"].value, known["id"].at) if "id" in known else "",
            former_ids=former_ids,
            owner=known["owner"].value if "owner" in known else "",
            due=marks.known_date(known["due"]) if "due" in known else None,
            state=marks.state(known["state"]) if "state" in known else None,
            evidence=marks.web_address(known["evidence"]) if "evidence" in known else "",
            as_of=marks.known_date(known["as_of"]) if "as_of" in known else None,
            lessons=marks.lessons(given),
            answers=marks.answers(given),
            evidence_at=known["evidence"].at if "evidence" in known else None,
            as_of_at=known["as_of"].at if "as_of" in known else None,
        )

    def _is_known(self, mark: GivenValue, own: Inherited) -> bool:
        if mark.name != "tag" and mark.name not in POINT_ATTRIBUTES:
            self.marks.unknown_attribute(mark, "A point", POINT_ATTRIBUTES)
            return False
        if mark.name in ACTION_ATTRIBUTES and own.role is not Role.ACTIONS and own.role_by.by is not Decider.GAP:
            self.marks.not_an_action(mark, own.role)
            return False
        return True
