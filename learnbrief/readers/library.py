"""A project's sources to its library: the vocabulary first, then every briefing that names it."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath

from learnbrief.crew import Crew, Told, alone, unseen
from learnbrief.fields import Fields, check_id, is_reserved
from learnbrief.markup import ProseWriter
from learnbrief.model import Briefing, Decider, Library, Reason, Role, Status, Vocabulary
from learnbrief.problems import Place, Problem, Report, error, warning
from learnbrief.readers.assembly import Assembler
from learnbrief.readers.footnotes import report_unused_notes_of
from learnbrief.readers.front import Front, read_front, unread_front
from learnbrief.readers.identity import with_ids
from learnbrief.readers.links import LinkResolver, files_in
from learnbrief.readers.markdown_form import read_markdown_form
from learnbrief.readers.marks import MarkReader
from learnbrief.readers.old_ids import OldIds
from learnbrief.readers.outline import OutlineSection, is_too_much
from learnbrief.readers.points import Inherited, PointReader
from learnbrief.readers.recall import Itself, Recall, make_anew
from learnbrief.readers.unfilled import report_unfilled
from learnbrief.readers.vocabulary import VOCABULARY_FILES, read_vocabulary
from learnbrief.readers.yaml_form import read_yaml_form
from learnbrief.settings import EVERYONE, Settings
from learnbrief.source import Text, decode

SourceForm = Callable[[Text, Report], tuple[Fields | None, tuple[OutlineSection, ...]]]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the reading of every briefing depends on."""

    settings: Settings
    themes: frozenset[str]
    """The ids of all themes."""
    old_themes: OldIds
    old_lessons: OldIds
    glossary: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A source whose form was read, and whose slug is known, but not yet what it says."""

    file: str
    slug: str
    fields: Fields | None
    outline: tuple[OutlineSection, ...]
    digest: str
    text: Text
    problems: list[Problem]
    """What was reported so far; reading on adds to it."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What the reading of one source gave."""

    briefing: Briefing
    is_complete: bool
    """Whether all its required fields could be read."""
    problems: tuple[Problem, ...]
    named: tuple[str, ...]
    """The other files that it names, in the order of naming."""
    met: tuple[object, ...]
    """What was found under these names."""


def read_library(
    sources: Mapping[str, bytes],
    settings: Settings,
    report: Report,
    recall: Recall = make_anew,
    crew: Crew = alone,
    told: Told = unseen,
) -> Library:
    """Read every briefing and what it may name. A briefing that cannot be read is reported, never skipped quietly.

    `recall` may answer with what was read before of the same source, in the same settings, themes and glossary, with
    the same other files under the names that it gives. A crew may share the reading.
    """
    vocabulary, problems = recall(tuple(map(sources.get, VOCABULARY_FILES)), lambda: _vocabulary(sources))
    for problem in problems:
        report(problem)
    for file in sorted(sources):
        if any(map(is_reserved, file.split("/"))):
            message = (
                "Windows keeps one of the names in this path to itself, so that nobody there can store the file. "
                "Give it another name."
            )
            report(warning("reserved-name", message, Place(file)))
    read = _Reader(sources, settings, vocabulary, recall).read_all(crew, told)
    for each in read:
        for problem in each.problems:
            report(problem)
    finished = tuple(each.briefing for each in read if each.is_complete)
    unfinished = tuple(each.briefing for each in read if not each.is_complete)
    return Library(finished, vocabulary, unfinished)


def is_briefing(file: str) -> bool:
    """Tell whether a path in the project is that of a briefing."""
    is_passed_over = any(mark in file for mark in ("/_", "/.", "/~$"))
    return file.startswith("briefings/") and file.lower().endswith(_ENDINGS) and not is_passed_over


def _vocabulary(sources: Mapping[str, bytes]) -> tuple[Vocabulary, tuple[Problem, ...]]:
    problems: list[Problem] = []
    return read_vocabulary(sources, problems.append), tuple(problems)


class _Reader:
    """Reads a project's briefings, each as far as it was not read before."""

    def __init__(
        self, sources: Mapping[str, bytes], settings: Settings, vocabulary: Vocabulary, recall: Recall
    ) -> None:
        self.sources = sources
        self.recall = recall
        self.shared = _Shared(
            settings,
            frozenset(vocabulary.themes),
            OldIds("theme", vocabulary.renamed_themes),
            OldIds("lesson", vocabulary.renamed_lessons),
            tuple(vocabulary.glossary.items()),
        )
        self.shared_digest = _digest(self.shared)
        self.writer: ProseWriter = recall(("writer", Itself(vocabulary)), partial(ProseWriter, vocabulary.glossary))
        self.slugs = {file: self._slug(file) for file in sorted(sources) if is_briefing(file)}

    def read_all(self, crew: Crew, told: Told) -> list[_Read]:
        """Read every briefing. Which other files one names depends on itself alone; what is there, on them."""
        keys = {file: (file, self.sources[file], self.shared_digest) for file in self.slugs}
        read = self._each(keys, crew, told)
        met = {file: tuple(map(self._what_is_at, each.named)) for file, each in read.items()}
        outdated = {file: (*keys[file], met[file]) for file, each in read.items() if each.met != met[file]}
        return list({**read, **self._each(outdated, crew, unseen)}.values())

    def _each(self, keys: Mapping[str, Hashable], crew: Crew, told: Told) -> dict[str, _Read]:
        """Read some files, or recall what was read of them under their keys."""
        read = self.recall.each(list(keys.values()), self._read, list(keys), crew, told)
        return dict(zip(keys, read, strict=True))

    def _slug(self, file: str) -> str:
        """Give a briefing's slug; where its source cannot give one itself, without opening that."""
        content = self.sources[file]
        if b"slug" not in content and b"\\" not in content:
            return _stem(file)
        return self.recall((file, content), lambda: _open(file, content).slug)

    def _read(self, file: str) -> _Read:
        opened = _open(file, self.sources[file])
        address = f"briefings/{opened.slug}/index.html"
        resolver = LinkResolver(file, address, self.slugs, self.sources, opened.problems.append)
        briefing, is_complete = _read(opened, resolver, self.writer, self.shared, opened.problems.append)
        met = tuple(map(self._what_is_at, resolver.named))
        return _Read(briefing, is_complete, tuple(opened.problems), tuple(resolver.named), met)

    def _what_is_at(self, name: str) -> object:
        """Give what tells all that a source may learn: a briefing's slug, a picture's digest, a folder's files."""
        if name in self.slugs:
            return self.slugs[name]
        if name.endswith("/"):
            return files_in(name, self.sources)
        return sha256(self.sources[name]).digest() if name in self.sources else None


def _digest(shared: _Shared) -> str:
    themes = sorted(shared.themes)
    old = (shared.old_themes, shared.old_lessons)
    return sha256(repr((shared.settings, themes, old, shared.glossary)).encode()).hexdigest()


def _stem(file: str) -> str:
    """Give a file's name without its ending."""
    return file.rpartition("/")[2].rpartition(".")[0]


def _open(file: str, content: bytes) -> _Opened:
    problems: list[Problem] = []
    report = problems.append
    digest = sha256(content).hexdigest()
    stem = _stem(file)
    text = decode(file, content, report)
    if text is None:
        return _Opened(file, stem, None, (), digest, Text("", Place(file)), problems)
    fields, outline = READERS[PurePosixPath(file).suffix.lower()](text, report)
    given = fields.get("slug") if fields else None
    slug = (given.text() if given else "") or stem
    what = "a slug" if given else 'a page\'s address (rename the file, or add a field "slug:")'
    check_id(slug, what, given.at if given else Place(file), report)
    return _Opened(file, slug, fields, outline, digest, text, problems)


def _read(
    source: _Opened, resolver: LinkResolver, writer: ProseWriter, shared: _Shared, report: Report
) -> tuple[Briefing, bool]:
    """Read a briefing; the second value tells whether all its required fields could be read."""
    at = Place(source.file)
    settings = shared.settings
    fields = source.fields
    marks = MarkReader(
        settings.audience_ids,
        shared.themes | shared.old_themes.today.keys(),
        shared.old_themes,
        shared.old_lessons,
        report,
    )
    front = (
        read_front(fields, settings, writer, resolver.resolve, marks.theme, report) if fields else unread_front(at)
    )
    assembler = Assembler(settings, writer, resolver.resolve, marks, PointReader(marks), report)
    outline = () if is_too_much(source.outline, report) else source.outline
    sections = with_ids(assembler.sections(outline, _inherited(fields, front, marks)), source.slug)
    report_unused_notes_of(outline, report)
    report_unfilled(source.text, report, is_draft=front.status is Status.DRAFT)
    _report_repeated_ids(marks.id_places, report)
    briefing = Briefing(
        slug=source.slug,
        title=front.title,
        partnerships=front.partnerships,
        kind=front.kind,
        held=front.held,
        published=front.published,
        status=front.status,
        summary=front.summary,
        topics=front.topics,
        sections=sections,
        references=tuple(marks.references),
        updated=front.updated,
        review_by=front.review_by,
        cases=front.cases,
        follows_up=front.follows_up,
        source=front.source,
        superseded_by=front.superseded_by,
        aliases=front.aliases,
        contact=front.contact,
        links=front.links,
        links_at=front.links_at,
        gaps=front.gaps,
        linked=tuple(resolver.links),
        linked_pages=tuple(resolver.pages),
        pictures=tuple(dict.fromkeys(resolver.pictures)),
        at=at,
        held_at=fields.place("held") if fields else at,
        published_at=fields.place("published") if fields else at,
        updated_at=fields.place("updated") if fields else at,
        review_by_at=fields.place("review_by") if fields else at,
        digest=source.digest,
    )
    return briefing, front.is_complete


def _inherited(fields: Fields | None, front: Front, marks: MarkReader) -> Inherited:
    """Say what the outermost sections take over from the front matter."""
    role = fields.written("role") if fields else None
    audience = fields.get("audience") if fields else None
    waits = role is not None and role.is_gap
    return Inherited(
        role=Role.OTHER if waits else marks.role(role.text(), role.at) if role else None,
        role_by=Reason(Decider.GAP) if waits else Reason(Decider.FRONT) if role else Reason(),
        audience=(marks.audience(audience.text(), audience.at) if audience else None) or EVERYONE,
        audience_by=Reason(Decider.FRONT) if audience else Reason(),
        topics=tuple(topic.id for topic in front.topics),
        held=front.held,
    )


def _report_repeated_ids(id_places: list[tuple[str, Place]], report: Report) -> None:
    places: dict[str, list[Place]] = {}
    for point_id, at in id_places:
        places.setdefault(point_id, []).append(at)
    for point_id, given_at in places.items():
        for at in given_at if len(given_at) > 1 else ():
            other = next((other for other in given_at if other != at), at)
            message = f'The id "{point_id}" is given in line {other.line} too. Every point needs an id of its own.'
            report(error("duplicate-point-id", message, at))


READERS: Mapping[str, SourceForm] = {
    ".md": read_markdown_form,
    ".yml": read_yaml_form,
    ".yaml": read_yaml_form,
}
"""One reader a source form, by the ending of the file's name."""

_ENDINGS = tuple(READERS)
