"""Suggested tags added to sources, each source read again to see that it means what it meant, and has the tags."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from learnbrief.model import Block, Briefing, LearningPoint, Prose, Section
from learnbrief.problems import Place, Problem
from learnbrief.readers import read_library
from learnbrief.settings import Settings
from learnbrief.suggest.additions import Addition, add_tags
from learnbrief.suggest.spots import Obstacle
from learnbrief.suggest.suggestions import Suggestion

_BLANKS_AT_END = re.compile(r"(?:\s|&nbsp;)+(?=</)")
"""What stands unseen behind a text; taking a tag off that text takes it too."""


def add_suggested(
    sources: Mapping[str, bytes], settings: Settings, suggestions: Iterable[Suggestion]
) -> tuple[Addition, ...]:
    """Add suggested tags, source by source.

    A source is refused whole, and stays as it was, if anything in it but the tags would be read differently.
    """
    wanted: dict[str, dict[Place, list[str]]] = {}
    for suggestion in suggestions:
        wanted.setdefault(suggestion.at.file, {}).setdefault(suggestion.at, []).append(suggestion.theme)
    additions = [add_tags(file, sources[file], points) for file, points in sorted(wanted.items())]
    before, problems_before = _read(sources, settings)
    edited = {**sources, **{addition.file: addition.content for addition in additions}}
    after, problems_after = _read(edited, settings)
    return tuple(
        addition
        if _means_the_same(before.get(addition.file), after.get(addition.file), addition.added)
        and problems_before[addition.file] == problems_after[addition.file]
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
    message = "with the tags the file would be read differently in other ways too, so none was added"
    return Addition(addition.file, content, {}, (Obstacle(Place(addition.file), message),), refused=True)


def _means_the_same(before: Briefing | None, after: Briefing | None, added: Mapping[Place, tuple[str, ...]]) -> bool:
    """Tell whether two readings of a briefing differ by the added tags and by nothing else."""
    if before is None or after is None:
        return False
    named = Counter(reference.id for reference in before.references)
    named.update(theme for themes in added.values() for theme in themes)
    if named != Counter(reference.id for reference in after.references):
        return False
    return _comparable(before, added) == _comparable(after, {})


def _comparable(briefing: Briefing, added: Mapping[Place, tuple[str, ...]]) -> Briefing:
    sections = tuple(_section(section, added) for section in briefing.sections)
    return replace(briefing, sections=sections, references=())


def _section(section: Section, added: Mapping[Place, tuple[str, ...]]) -> Section:
    return replace(
        section,
        blocks=tuple(_block(block, added) for block in section.blocks),
        sections=tuple(_section(inner, added) for inner in section.sections),
    )


def _block(block: Block, added: Mapping[Place, tuple[str, ...]]) -> Block:
    if isinstance(block, Prose):
        return block
    return replace(block, points=tuple(_point(point, added.get(point.at, ())) for point in block.points))


def _point(point: LearningPoint, added: tuple[str, ...]) -> LearningPoint:
    return replace(
        point,
        body=replace(point.body, html=_BLANKS_AT_END.sub("", point.body.html)),
        tags=tuple(sorted({*point.tags, *added})),
        themes=tuple(sorted({*point.themes, *added})),
    )
