"""A project's sources to its library: the vocabulary first, then every briefing that names it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from learnbrief.fields import Fields, check_id
from learnbrief.markup import ProseWriter
from learnbrief.model import Briefing, Library, Status, Vocabulary
from learnbrief.problems import Place, Report, error
from learnbrief.readers.assembly import Assembler, Inherited
from learnbrief.readers.front import Front, read_front, unread_front
from learnbrief.readers.identity import with_ids
from learnbrief.readers.links import LinkResolver
from learnbrief.readers.markdown_form import read_markdown_form
from learnbrief.readers.marks import MarkReader
from learnbrief.readers.outline import OutlineSection
from learnbrief.readers.unfilled import report_unfilled
from learnbrief.readers.vocabulary import read_vocabulary
from learnbrief.readers.yaml_form import read_yaml_form
from learnbrief.settings import EVERYONE, Settings
from learnbrief.source import Text, decode

SourceForm = Callable[[Text, Report], tuple[Fields | None, tuple[OutlineSection, ...]]]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A source whose form was read, and whose slug is known, but not yet what it says."""

    file: str
    slug: str
    fields: Fields | None
    outline: tuple[OutlineSection, ...]
    digest: str
    text: Text


Progress = Callable[[int, int], None]
"""Is told how many briefings are read, and how many there are."""


def _unseen(_done: int, _total: int) -> None:
    """Show nobody how far reading has come."""


def read_library(
    sources: Mapping[str, bytes], settings: Settings, report: Report, progress: Progress = _unseen
) -> Library:
    """Read every briefing and what it may name. A briefing that cannot be read is reported, never skipped quietly."""
    vocabulary = read_vocabulary(sources, report)
    opened = [_open(file, sources[file], report) for file in sorted(sources) if is_briefing(file)]
    read = []
    for briefing_read in _read_all(opened, sources, settings, vocabulary, report):
        read.append(briefing_read)
        progress(len(read), len(opened))
    finished = tuple(briefing for briefing, is_complete in read if is_complete)
    unfinished = tuple(briefing for briefing, is_complete in read if not is_complete)
    return Library(finished, vocabulary, unfinished)


def is_briefing(file: str) -> bool:
    """Tell whether a path in the project is that of a briefing."""
    path = PurePosixPath(file)
    return (
        path.parts[0] == "briefings"
        and path.suffix.lower() in READERS
        and not any(part.startswith(("_", ".")) for part in path.parts)
    )


def _open(file: str, content: bytes, report: Report) -> _Opened:
    digest = sha256(content).hexdigest()
    stem = PurePosixPath(file).stem
    text = decode(file, content, report)
    if text is None:
        return _Opened(file, stem, None, (), digest, Text("", Place(file)))
    fields, outline = READERS[PurePosixPath(file).suffix.lower()](text, report)
    given = fields.get("slug") if fields else None
    slug = given.text() if given else stem
    what = "a slug" if given else 'a page\'s address (rename the file, or add a field "slug:")'
    check_id(slug, what, given.at if given else Place(file), report)
    return _Opened(file, slug, fields, outline, digest, text)


def _read_all(
    opened: Sequence[_Opened],
    sources: Mapping[str, bytes],
    settings: Settings,
    vocabulary: Vocabulary,
    report: Report,
) -> Iterator[tuple[Briefing, bool]]:
    """Read every briefing; the second value tells whether all its required fields could be read."""
    slugs = {source.file: source.slug for source in opened}
    writer = ProseWriter(vocabulary.glossary)
    for source in opened:
        address = f"briefings/{source.slug}/index.html"
        resolver = LinkResolver(source.file, address, slugs, sources, report)
        yield _read(source, resolver, writer, settings, vocabulary, report)


def _read(
    source: _Opened,
    resolver: LinkResolver,
    writer: ProseWriter,
    settings: Settings,
    vocabulary: Vocabulary,
    report: Report,
) -> tuple[Briefing, bool]:
    at = Place(source.file)
    fields = source.fields
    front = read_front(fields, settings, writer, resolver.resolve, report) if fields else unread_front(at)
    marks = MarkReader(settings.audience_ids, frozenset(vocabulary.themes), report)
    assembler = Assembler(settings, writer, resolver.resolve, marks, report)
    sections = with_ids(assembler.sections(source.outline, _inherited(fields, front, marks)), source.slug)
    if front.status is not Status.DRAFT:
        report_unfilled(source.text, report)
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
        references=(*front.topics, *marks.references),
        review_by=front.review_by,
        cases=front.cases,
        follows_up=front.follows_up,
        source=front.source,
        superseded_by=front.superseded_by,
        aliases=front.aliases,
        contact=front.contact,
        links=front.links,
        links_at=front.links_at,
        linked=tuple(resolver.links),
        pictures=tuple(dict.fromkeys(resolver.pictures)),
        at=at,
        held_at=fields.place("held") if fields else at,
        review_by_at=fields.place("review_by") if fields else at,
        digest=source.digest,
    )
    return briefing, front.is_complete


def _inherited(fields: Fields | None, front: Front, marks: MarkReader) -> Inherited:
    """Say what the outermost sections take over from the front matter."""
    role = fields.get("role") if fields else None
    audience = fields.get("audience") if fields else None
    return Inherited(
        role=marks.role(role.text(), role.at) if role else None,
        audience=(marks.audience(audience.text(), audience.at) if audience else None) or EVERYONE,
        topics=tuple(topic.id for topic in front.topics),
        held=front.held,
    )


def _report_repeated_ids(id_places: list[tuple[str, Place]], report: Report) -> None:
    places: dict[str, list[Place]] = {}
    for point_id, at in id_places:
        places.setdefault(point_id, []).append(at)
    for point_id, given_at in places.items():
        for at in given_at if len(given_at) > 1 else ():
            others = " and ".join(str(other.line) for other in given_at if other != at)
            message = f'The id "{point_id}" is given here and in line {others}. Every point needs an id of its own.'
            report(error("duplicate-point-id", message, at))


READERS: Mapping[str, SourceForm] = {
    ".md": read_markdown_form,
    ".yml": read_yaml_form,
    ".yaml": read_yaml_form,
}
"""One reader a source form, by the ending of the file's name."""
