"""A project's sources to its library: every briefing, and what it may name."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from learnbrief.cache.values import Value
from learnbrief.fields import Fields, check_id, is_reserved
from learnbrief.markup import ProseWriter
from learnbrief.model import Briefing, Decider, FrontMatter, Library, Prose, Reason, Role, Status, Vocabulary
from learnbrief.problems import Place, Problem, Report, Text, decode, error, warning
from learnbrief.readers.assembly import Assembler
from learnbrief.readers.footnotes import report_unused_notes_of
from learnbrief.readers.front_matter import read_front_matter, unread_front_matter
from learnbrief.readers.identity import with_ids
from learnbrief.readers.links import DeferredLinks, LinkResolver
from learnbrief.readers.markdown_form import read_markdown_form
from learnbrief.readers.marks import MarkReader
from learnbrief.readers.old_ids import OldIds
from learnbrief.readers.outline import OutlineSection, is_too_much
from learnbrief.readers.points import Inherited, PointReader
from learnbrief.readers.unfilled import report_unfilled
from learnbrief.readers.vocabulary import read_vocabulary
from learnbrief.readers.yaml_form import read_yaml_form
from learnbrief.settings import EVERYONE, Settings

SourceForm = Callable[[Text, Report], tuple[Fields | None, tuple[OutlineSection, ...]]]


class ReferenceTables(Struct, frozen=True):
    """What a briefing may look up while it is read; what it leads to in other files is looked up later."""

    settings: Settings
    themes: frozenset[str]
    """The ids of all themes."""
    old_themes: OldIds
    old_lessons: OldIds
    glossary: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, settings: Settings, vocabulary: Vocabulary) -> "ReferenceTables":
        """Take what may be looked up out of the settings and the vocabulary."""
        return cls(
            settings,
            frozenset(vocabulary.themes),
            OldIds("theme", vocabulary.renamed_themes),
            OldIds("lesson", vocabulary.renamed_lessons),
            tuple(vocabulary.glossary.items()),
        )


class ReadBriefing(Value, frozen=True):
    """What the reading of one source gave."""

    briefing: Briefing
    is_complete: bool
    """Whether all its required fields could be read."""
    problems: tuple[Problem, ...]


class _Opened(Struct, frozen=True):
    """A source whose form was read, and whose slug is known, but not yet what it says."""

    file: str
    slug: str
    fields: Fields | None
    outline: tuple[OutlineSection, ...]
    digest: str
    text: Text
    problems: list[Problem] = field(default_factory=list)
    """What was reported so far; reading on adds to it."""


def read_library(sources: Mapping[str, bytes], settings: Settings, report: Report) -> Library:
    """Read the vocabulary and every briefing. One that cannot be read is reported, never skipped quietly."""
    vocabulary = read_vocabulary(sources, report)
    known = ReferenceTables.of(settings, vocabulary)
    read = [read_briefing(file, sources[file], known) for file in briefing_files(sources)]
    return library_of(read, sources, vocabulary, report)


def library_of(
    read: Sequence[ReadBriefing], sources: Mapping[str, bytes], vocabulary: Vocabulary, report: Report
) -> Library:
    """Put briefings together that were read one by one: what each leads to in other files is found now.

    Reports what reading met, `reserved-name`, and what links to other files report.
    """
    for file in sorted(sources):
        if any(map(is_reserved, file.split("/"))):
            message = (
                "Windows keeps one of the names in this path to itself, so that nobody there can store the file. "
                "Give it another name."
            )
            report(warning("reserved-name", message, Place(file)))
    for each in read:
        for problem in each.problems:
            report(problem)
    slugs = {each.briefing.at.file: each.briefing.slug for each in read}
    linked = [(with_links(each.briefing, slugs, sources, report), each.is_complete) for each in read]
    finished = tuple(briefing for briefing, is_complete in linked if is_complete)
    unfinished = tuple(briefing for briefing, is_complete in linked if not is_complete)
    return Library(finished, vocabulary, unfinished)


def is_briefing(file: str) -> bool:
    """Tell whether a path in the project is that of a briefing."""
    is_passed_over = any(mark in file for mark in ("/_", "/.", "/~$"))
    return file.startswith("briefings/") and file.lower().endswith(_ENDINGS) and not is_passed_over


def briefing_files(sources: Mapping[str, bytes]) -> list[str]:
    """Give the paths of all briefings, in their order."""
    return [file for file in sorted(sources) if is_briefing(file)]


def read_briefing(file: str, content: bytes, known: ReferenceTables) -> ReadBriefing:
    """Read one source; its links to other files are left open."""
    opened = _open(file, content)
    links = DeferredLinks(file, opened.slug, opened.problems.append)
    briefing, is_complete = _read(opened, links, _writer(known.glossary), known, opened.problems.append)
    return ReadBriefing(briefing, is_complete, tuple(opened.problems))


@lru_cache(maxsize=4)
def _writer(glossary: tuple[tuple[str, str], ...]) -> ProseWriter:
    return ProseWriter(dict(glossary))


def with_links(
    briefing: Briefing, slugs: Mapping[str, str], sources: Mapping[str, bytes], report: Report
) -> Briefing:
    """Let a briefing's links to other files lead where these are in the site."""
    if not briefing.open_links:
        return briefing
    resolver = LinkResolver(briefing.at.file, briefing.address, slugs, sources, report)
    addresses = {}
    for each in briefing.open_links:
        name = "src" if each.element == "img" else "href"
        address = resolver.resolve(each.element, each.url, each.at)
        addresses[f' {name}="{each.stand_in}"'] = f' {name}="{address}"' if address else ""

    def linked(prose: Prose) -> Prose:
        html = prose.html
        for stand_in, address in addresses.items():
            html = html.replace(stand_in, address)
        return replace(prose, html=html)

    return replace(
        briefing.changed_prose(linked),
        open_links=(),
        linked=(*briefing.linked, *resolver.links),
        linked_pages=(*briefing.linked_pages, *resolver.pages),
        pictures=tuple(dict.fromkeys(resolver.pictures)),
    )


def _open(file: str, content: bytes) -> _Opened:
    problems: list[Problem] = []
    report = problems.append
    digest = sha256(content).hexdigest()
    path = PurePosixPath(file)
    text = decode(file, content, report)
    if text is None:
        return _Opened(file, path.stem, None, (), digest, Text("", Place(file)), problems)
    fields, outline = READERS[path.suffix.lower()](text, report)
    given = fields.get("slug") if fields else None
    slug = (given.text() if given else "") or path.stem
    what = "a slug" if given else 'a page\'s address (rename the file, or add a field "slug:")'
    check_id(slug, what, given.at if given else Place(file), report)
    return _Opened(file, slug, fields, outline, digest, text, problems)


def _read(
    source: _Opened, links: DeferredLinks, writer: ProseWriter, known: ReferenceTables, report: Report
) -> tuple[Briefing, bool]:
    """Read a briefing; the second value tells whether all its required fields could be read."""
    at = Place(source.file)
    settings = known.settings
    fields = source.fields
    marks = MarkReader(
        settings.audience_ids,
        known.themes | known.old_themes.today.keys(),
        known.old_themes,
        known.old_lessons,
        report,
    )
    front, is_complete = (
        read_front_matter(fields, settings, writer, links.resolve, marks.theme, report)
        if fields
        else (unread_front_matter(at), False)
    )
    assembler = Assembler(settings, writer, links.resolve, marks, PointReader(marks), report)
    outline = () if is_too_much(source.outline, report) else source.outline
    sections = with_ids(assembler.sections(outline, _inherited(fields, front, marks)), source.slug)
    report_unused_notes_of(outline, report)
    report_unfilled(source.text, report, is_draft=front.status is Status.DRAFT)
    _report_repeated_ids(marks.id_places, report)
    briefing = Briefing(
        **asdict(front),
        slug=source.slug,
        sections=sections,
        references=tuple(marks.references),
        linked=tuple(links.resolver.links),
        linked_pages=tuple(links.resolver.pages),
        open_links=tuple(links.open),
        at=at,
        held_at=fields.place("held") if fields else at,
        published_at=fields.place("published") if fields else at,
        updated_at=fields.place("updated") if fields else at,
        review_by_at=fields.place("review_by") if fields else at,
        digest=source.digest,
    )
    return briefing, is_complete


def _inherited(fields: Fields | None, front: FrontMatter, marks: MarkReader) -> Inherited:
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
