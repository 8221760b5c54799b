"""The vocabulary's files to the vocabulary, and one source to its briefing and to all that is found in it alone."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from learnbrief.cache.cache import Shared, digest_of
from learnbrief.cache.values import Value
from learnbrief.checks import SourceWording, check_source, links_written_in
from learnbrief.model import Prose, Status, Vocabulary, Wording, WrittenLink
from learnbrief.personal import Finding, search_file
from learnbrief.problems import Problem
from learnbrief.readers import VOCABULARY_FILES, ReadBriefing, ReferenceTables, read_briefing, read_vocabulary


def vocabulary_files(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the sources that the vocabulary is read from."""
    return {file: sources[file] for file in VOCABULARY_FILES if file in sources}


def read_vocabulary_files(files: Mapping[str, bytes]) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Read all that briefings may name, and what is wrong with it."""
    problems: list[Problem] = []
    return read_vocabulary(files, problems.append), tuple(problems)


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
    """Without its wording, which is there for checks alone; where blocks are is there for outlines."""
    problems: tuple[Problem, ...]
    """What the rules say of it that look at one source alone."""
    findings: tuple[Finding, ...]
    links_outside: tuple[WrittenLink, ...]


def read_source(source: SourceInput) -> Reading:
    """Read a source, and look for all that can be found in it alone."""
    looked_up = source.looked_up.value
    read = read_briefing(source.file, source.content, looked_up.known)
    briefing = read.briefing
    is_shown = briefing.status is not Status.WITHDRAWN
    written = SourceWording(briefing.wording, briefing, looked_up.explained)
    kept = replace(briefing.changed_prose(_without_wording), read_from=digest_of(source))
    return Reading(
        replace(read, briefing=kept),
        tuple(check_source(written, looked_up.hints)) if is_shown else (),
        search_file(source.file, source.content),
        tuple(links_written_in(briefing)) if is_shown else (),
    )


def _without_wording(prose: Prose) -> Prose:
    return Prose(prose.html, prose.text, Wording(blocks=prose.wording.blocks))
