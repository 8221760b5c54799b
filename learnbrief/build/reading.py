"""The vocabulary's files to the vocabulary, and one source to its briefing and to all that is found in it alone."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from learnbrief.cache.cache import Shared, digest_of
from learnbrief.cache.values import Value
from learnbrief.checks import SourceWording, check_source, check_vocabulary, links_written_in
from learnbrief.model import LearningPoint, Prose, Section, Status, Vocabulary, Wording, WrittenLink
from learnbrief.personal import Finding, search_file
from learnbrief.problems import Problem
from learnbrief.readers import VOCABULARY_FILES, ReadBriefing, ReferenceTables, read_briefing, read_vocabulary


def vocabulary_files(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the sources that the vocabulary is read from."""
    return {file: sources[file] for file in VOCABULARY_FILES if file in sources}


def read_vocabulary_files(files: Mapping[str, bytes]) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Read all that briefings may name, and what is wrong with it."""
    problems: list[Problem] = []
    vocabulary = read_vocabulary(files, problems.append)
    return vocabulary, (*problems, *check_vocabulary(vocabulary))


class ReadingContext(Struct, frozen=True):
    """What the reading of a source may look up."""

    known: ReferenceTables
    explained: frozenset[str]
    """What the vocabulary explains, in small letters."""
    hints: frozenset[str]
    """The codes of the hints that are asked for."""


class SourceInput(Value, frozen=True):
    """A source with all that reading it depends on."""

    file: str
    """Its path in the project."""
    content: bytes
    looked_up: Shared[ReadingContext]


class Reading(Value, frozen=True):
    """What was found in one source."""

    read: ReadBriefing
    """Without what is there for checks alone: its wording, and the themes it names that there are."""
    problems: tuple[Problem, ...]
    """What the rules say of it that look at one source alone."""
    findings: tuple[Finding, ...]
    links_outside: tuple[WrittenLink, ...]

    def __post_init__(self) -> None:
        """Hold once what is the same in many points of all briefings, which nobody can tell: values never change."""
        briefing = self.read.briefing
        if len(_met) > _MOST_MET:
            _met.clear()
        for section in briefing.every_section:
            _hold_once(section, _ALIKE_IN_SECTIONS)
            force_setattr(section.at, "file", briefing.at.file)
            for point in section.points:
                _hold_once(point, _ALIKE_IN_POINTS)
                force_setattr(point.at, "file", briefing.at.file)
        for prose in briefing.prose:
            for block in prose.wording.blocks:
                force_setattr(block.at, "file", briefing.at.file)
            if not prose.wording.blocks:
                force_setattr(prose, "wording", _NO_WORDING)


def _hold_once(value: Section | LearningPoint, names: Iterable[str]) -> None:
    for name in names:
        own = getattr(value, name)
        met = _met.get(own)
        if met is None:
            met = tuple([_met.setdefault(each, each) for each in own]) if type(own) is tuple else own
            _met[met] = met
        force_setattr(value, name, met)


_met: dict[Any, Any] = {}
_MOST_MET = 50_000
_ALIKE_IN_SECTIONS = ("topics", "audience", "role_by", "audience_by")
_ALIKE_IN_POINTS = ("lead_in", "headings", "audience", "themes", "tags", "held")
_NO_WORDING = Wording()


def read_source(source: SourceInput) -> Reading:
    """Read a source, and look for all that can be found in it alone."""
    looked_up = source.looked_up.value
    read = read_briefing(source.file, source.content, looked_up.known)
    briefing = read.briefing
    is_shown = briefing.status is not Status.WITHDRAWN
    written = SourceWording(briefing.wording, briefing, looked_up.explained)
    unknown = tuple(each for each in briefing.references if each.id not in looked_up.known.themes)
    kept = replace(briefing.changed_prose(_without_wording), references=unknown, read_from=digest_of(source))
    return Reading(
        replace(read, briefing=kept),
        tuple(check_source(written, looked_up.hints)) if is_shown else (),
        search_file(source.file, source.content),
        tuple(links_written_in(briefing)) if is_shown else (),
    )


def _without_wording(prose: Prose) -> Prose:
    return Prose(prose.html, prose.text, Wording(blocks=prose.wording.blocks))
