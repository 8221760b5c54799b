"""Marks added to sources or changed, each source read again to see that it means what it meant, and has the marks."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace

from learnbrief.editing.suggest.additions import Addition, add_marks
from learnbrief.editing.suggest.changing import change_attributes
from learnbrief.editing.suggest.spots import Obstacle
from learnbrief.editing.suggest.suggestions import Suggestion
from learnbrief.model import (
    ActionState,
    Block,
    Briefing,
    Held,
    LearningPoint,
    PointList,
    PointRow,
    Prose,
    Reference,
    Section,
    parse_date,
)
from learnbrief.problems import Place, Problem
from learnbrief.readers import read_library
from learnbrief.settings import Settings

_BLANKS_AT_END = re.compile(r"(?:\s|&nbsp;)+(?=</)")
"""What is unseen behind a text; taking a mark off that text takes it too."""

Added = Mapping[Place, tuple[str, ...]]
"""The marks that were added, by the place of their point."""
AddMarks = Callable[[str, bytes, Mapping[Place, Sequence[str]]], Addition]
MarkPoint = Callable[[LearningPoint, Sequence[str]], LearningPoint]
"""Gives a point as it must be read once it has these marks."""


@dataclass(frozen=True, slots=True)
class SuggestedAttribute:
    """An attribute that a point is to have: its lesson, the point that it answers, who does it by when."""

    at: Place
    """Where the point is."""
    name: str
    value: str
    """Of an action's attribute nothing, where it is to be taken away."""


def add_suggested(
    sources: Mapping[str, bytes], settings: Settings, suggestions: Iterable[Suggestion]
) -> tuple[Addition, ...]:
    """Add suggested tags, source by source.

    A source is refused whole, and stays as it was, if anything in it but the tags would be read differently.
    """
    wanted = [(suggestion.at, suggestion.theme) for suggestion in suggestions]
    return _add(sources, settings, wanted, add_marks, _with_tags)


def add_to_points(
    sources: Mapping[str, bytes], settings: Settings, attributes: Iterable[SuggestedAttribute]
) -> tuple[Addition, ...]:
    """Add attributes to points, source by source, in the same way."""
    wanted = [(attribute.at, f"{attribute.name}={attribute.value}") for attribute in attributes]
    return _add(sources, settings, wanted, partial(add_marks, are_attributes=True), _with_attributes)


def change_points(
    sources: Mapping[str, bytes], settings: Settings, attributes: Iterable[SuggestedAttribute]
) -> tuple[Addition, ...]:
    """Change who does an action, by when and how far it is, source by source, in the same way."""
    wanted = [(attribute.at, f"{attribute.name}={attribute.value}") for attribute in attributes]
    return _add(sources, settings, wanted, change_attributes, _with_changes)


def _add(
    sources: Mapping[str, bytes],
    settings: Settings,
    marks: Iterable[tuple[Place, str]],
    add: AddMarks,
    mark_point: MarkPoint,
) -> tuple[Addition, ...]:
    wanted: dict[str, dict[Place, list[str]]] = {}
    for at, mark in marks:
        wanted.setdefault(at.file, {}).setdefault(at, []).append(mark)
    additions = [add(file, sources[file], points) for file, points in sorted(wanted.items())]
    before, problems_before = _read(sources, settings)
    edited = {**sources, **{addition.file: addition.content for addition in additions}}
    after, problems_after = _read(edited, settings)
    return tuple(
        addition
        if _means_the_same(before.get(addition.file), after.get(addition.file), addition.added, mark_point)
        and problems_after[addition.file] <= problems_before[addition.file]
        else _refused(addition, sources[addition.file])
        for addition in additions
    )


def _read(sources: Mapping[str, bytes], settings: Settings) -> tuple[dict[str, Briefing], Mapping[str, Counter[str]]]:
    """Read the briefings, and count each source's problems by code."""
    problems: list[Problem] = []
    library = read_library(sources, settings, problems.append)
    counts: dict[str, Counter[str]] = {file: Counter() for file in sources}
    for problem in problems:
        counts.setdefault(problem.at.file, Counter())[problem.code] += 1
    return {briefing.at.file: briefing for briefing in library.briefings}, counts


def _refused(addition: Addition, content: bytes) -> Addition:
    message = "with them the file would be read differently in other ways too, so none was added"
    return Addition(addition.file, content, {}, (Obstacle(Place(addition.file), message),), refused=True)


def _means_the_same(before: Briefing | None, after: Briefing | None, added: Added, mark_point: MarkPoint) -> bool:
    """Tell whether two readings of a briefing differ by the added marks and by nothing else."""
    if before is None or after is None:
        return False
    marked = _comparable(before, lambda point: mark_point(point, added.get(point.at, ())))
    read = _comparable(after, lambda point: mark_point(point, ()))
    named = Counter(reference.id for reference in after.references) - Counter(
        reference.id for reference in before.references
    )
    tags = Counter(mark for marks in added.values() for mark in marks if "=" not in mark)
    cells_agree = _cells_agree(before, after, added)
    return (
        marked == read
        and cells_agree
        and named == tags
        and len(after.references) == len(before.references) + tags.total()
    )


def _comparable(briefing: Briefing, mark: Callable[[LearningPoint], LearningPoint]) -> Briefing:
    return replace(briefing, sections=tuple(_section(each, mark) for each in briefing.sections), references=())


def _section(section: Section, mark: Callable[[LearningPoint], LearningPoint]) -> Section:
    return replace(
        section,
        blocks=tuple(_block(block, mark) for block in section.blocks),
        sections=tuple(_section(inner, mark) for inner in section.sections),
    )


def _block(block: Block, mark: Callable[[LearningPoint], LearningPoint]) -> Block:
    """Mark a list's points; what is in the cells around them is compared row by row."""
    if isinstance(block, Prose):
        return block
    table = block.table
    rows = tuple(PointRow((), row.point) for row in table.rows) if table else ()
    return replace(block, points=tuple(map(mark, block.points)), table=replace(table, rows=rows) if table else None)


def _cells_agree(before: Briefing, after: Briefing, added: Added) -> bool:
    """Tell whether rows differ in no more cells than were to be changed, and others in none."""
    pairs = list(zip(_rows(before), _rows(after), strict=False))
    return all(
        sum(was.html != now.html for was, now in zip(old.cells, new.cells, strict=False)) <= len(added.get(at, ()))
        for (at, old), (_, new) in pairs
    )


def _rows(briefing: Briefing) -> Iterator[tuple[Place, PointRow]]:
    """Give the rows of all tables of actions, with the places of their points."""
    for section in briefing.every_section:
        for block in section.blocks:
            if isinstance(block, PointList) and block.table:
                for row in block.table.rows:
                    yield (Place("") if row.point is None else block.points[row.point].at), row


def _with_tags(point: LearningPoint, tags: Sequence[str]) -> LearningPoint:
    return replace(
        _without_blanks(point),
        tags=tuple(sorted({*point.tags, *tags})),
        themes=tuple(sorted({*point.themes, *tags})),
    )


def _with_attributes(point: LearningPoint, attributes: Sequence[str]) -> LearningPoint:
    given: dict[str, set[Reference]] = {"lesson": set(point.lessons), "answers": set(point.answers)}
    for attribute in attributes:
        name, _, value = attribute.partition("=")
        given[name].add(Reference(value, point.at))
    lessons, answers = (tuple(sorted(each, key=str)) for each in given.values())
    return replace(_without_blanks(point), lessons=lessons, answers=answers)


def _with_changes(point: LearningPoint, attributes: Sequence[str]) -> LearningPoint:
    """Give an action as it must be read once its attributes are changed."""
    given = dict(attribute.partition("=")[::2] for attribute in attributes)
    dates = {name: _date(given[name]) for name in ("due", "as_of") if name in given}
    return replace(
        _without_blanks(point),
        owner=given.get("owner", point.owner),
        evidence=given.get("evidence", point.evidence),
        state=(ActionState(given["state"]) if given["state"] else None) if "state" in given else point.state,
        due=dates.get("due", point.due),
        as_of=dates.get("as_of", point.as_of),
        gaps=tuple(gap for gap in point.gaps if gap.name not in given),
    )


def _date(written: str) -> Held | None:
    found = parse_date(written) if written else None
    return found if isinstance(found, Held) else None


def _without_blanks(point: LearningPoint) -> LearningPoint:
    return replace(point, body=replace(point.body, html=_BLANKS_AT_END.sub("", point.body.html)))
