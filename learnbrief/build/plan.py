"""`plan_site()`: a project read and checked, and its site laid out, while no page of it is made yet."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from itertools import chain

from jinja2 import Environment
from msgspec import Struct
from msgspec.structs import replace

from learnbrief.analysis import RelatedPoints, stories_of, summaries_of
from learnbrief.branding.branding import Branding
from learnbrief.branding.reading import read_branding
from learnbrief.build.generated_from import digest_of_sources
from learnbrief.build.inputs import Inputs
from learnbrief.build.links import links_shown, links_to_come
from learnbrief.build.other_files import (
    asset_files,
    assets_in,
    files_for_host,
    owners_files,
    picture_files,
    pictures_of,
)
from learnbrief.build.progress import OnProgress, no_progress
from learnbrief.build.reading import ReadingContext, SourceInput, read_source, read_vocabulary_files, vocabulary_files
from learnbrief.cache.cache import Cache, Shared, digest_of, no_cache
from learnbrief.checks import (
    LinksInside,
    asked_hints,
    check_files,
    check_library,
    check_pages,
    explained_in,
    other_links_outside,
)
from learnbrief.model import Briefing, Catalogue, Library, Vocabulary, WatchedThemes, WrittenLink
from learnbrief.other_sites.neighbours import read_neighbours, with_neighbours
from learnbrief.pages import Contents, Lazy, Lookup, Page, roles_of
from learnbrief.personal import (
    Finding,
    clean_pictures,
    damaged_picture_problems,
    problems_to_tell,
    search_file,
)
from learnbrief.printing import STYLE, Printer
from learnbrief.problems import Problem, has_errors, weighed
from learnbrief.published import PublishedSite
from learnbrief.readers import (
    ReferenceTables,
    briefing_files,
    is_briefing,
    library_of,
    read_site_pages,
    with_stand_ins,
)
from learnbrief.render import (
    ENCODERS,
    Fault,
    RenderContext,
    forget_filled,
    is_template,
    open_templates,
    render_page,
    template_faults,
)
from learnbrief.search import SearchIndex
from learnbrief.settings import NEIGHBOURS_FOLDER, Settings, SimilarPoints, read_settings
from learnbrief.views import make_pages


class Plan(Struct, frozen=True):
    """A site whose pages are all known by their addresses, while none of them is rendered yet."""

    pages: tuple[Page, ...]
    library: Library
    catalogue: Catalogue
    lookup: Lookup
    reading_context: Shared[ReadingContext]
    """What the reading of a source could look up."""
    branding: Branding
    templates: Environment
    templates_digest: bytes
    document_style: bytes
    """The style sheet of paper."""
    search: SearchIndex
    files: Mapping[str, bytes]
    """Content by address: assets, pictures, and what an owner's settings ask for."""
    links: LinksInside
    """Links to pages of the site wherever readers see them."""
    later_links: LinksInside
    """The same in briefings that are not out yet, with the pages that there will be once all of them are."""
    last_published: PublishedSite | None
    """What was published last, as far as it is at hand."""

    def check(self, other_files: Collection[str] = ()) -> Iterator[Problem]:
        """Hold the pages to every rule; files that are made besides are given by their addresses."""
        others = {*self.files, *other_files}
        links = (self.links, self.later_links)
        settings = self.lookup.settings
        found = check_pages(self.pages, self.library, settings, others, links, self.last_published)
        yield from weighed(found, settings.advice)

    def check_files(self, file: Callable[[str], bytes | None]) -> Iterator[Problem]:
        """Hold what was rendered to every rule; `file` gives the file at an address."""
        return check_files(file, self.links.links)

    def keys(self) -> list[bytes]:
        """Give each page a digest of all that it is made of, but for the themes that it looks up."""
        known = (self.lookup.digest_without_themes, digest_of(self.branding))
        filled_in = (*known, self.templates_digest)
        return [digest_of((known if page.template in ENCODERS else filled_in, _data_of(page))) for page in self.pages]

    def render(self, page: Page, sizes: Mapping[str, int] | None = None) -> "Rendered":
        """Render a page. Where the sizes of files that it measures are not given, these are made for it; no PDFs."""
        faults: list[Fault] = []
        lookup = self.lookup
        if page.measures:
            lookup = lookup.with_sizes(self._sizes(page) if sizes is None else sizes)
        printer = Printer(self.document_style, self.files)
        parts = render_page(page, RenderContext(lookup, self.branding, self.templates, printer), faults.append)
        return Rendered(parts, tuple(faults))

    def _sizes(self, page: Page) -> dict[str, int]:
        measured = [each for each in self.pages if each.address in page.measures and not each.prints]
        return {each.address: len(self.render(each).content or b"") for each in measured}


def _data_of(page: Page) -> tuple[object, ...]:
    """Give everything in a page except its functions, which belong to the program."""
    about = (page.address, page.template, page.title, page.description, page.trail, page.is_listed)
    return (
        *about,
        page.shared,
        page.feed,
        page.qr_target,
        page.document,
        page.keyed_value,
        page.prints and _data_of(page.prints),
    )


class Rendered(Struct, dict=True, frozen=True):
    """What rendering a page came to."""

    parts: Iterable[bytes]
    """What the page is put together from, to be gone through once; none where it breaks off at a fault."""
    faults: tuple[Fault, ...]
    """Those of templates."""

    @cached_property
    def content(self) -> bytes | None:
        """The page whole; None where there is none."""
        return b"".join(self.parts) or None


class Planned(Struct, frozen=True):
    """What planning came to."""

    plan: Plan | None
    """None where there is any error."""
    problems: tuple[Problem, ...]
    """As they were met, hints included."""
    library: Library
    links_outside: tuple[WrittenLink, ...]
    """Every link to another site, withdrawn briefings' left out."""
    settings: Settings


def each_once(faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Give the problem of each fault once, however many pages have that fault."""
    first = {(fault.problem.at, fault.name): fault.problem for fault in reversed(tuple(faults))}
    return tuple(reversed(first.values()))


def plan_site(inputs: Inputs, cache: Cache = no_cache, *, on_progress: OnProgress = no_progress) -> Planned:
    """Read a project and lay out its site; with any error there is no plan, only problems."""
    problems = list(inputs.problems)
    report = problems.append
    on_progress("Reading briefings", 0, 0)
    sources, damaged = clean_pictures(inputs.sources, cache)
    templates, damaged_assets = clean_pictures(inputs.templates, cache)
    inputs = replace(inputs, sources=sources, templates=templates)
    settings = read_settings(inputs.sources, report)
    if inputs.base_url is not None:
        settings = replace(settings, base_url=inputs.base_url.rstrip("/"))
    vocabulary, faults = cache.map(read_vocabulary_files, [vocabulary_files(inputs.sources)])[0]
    problems += faults
    hints = asked_hints(settings, hints=inputs.hints)
    looked_up = Shared(ReadingContext(ReferenceTables.of(settings, vocabulary), explained_in(vocabulary), hints))
    files = briefing_files(inputs.sources)
    readings = cache.map(
        read_source,
        [SourceInput(file, inputs.sources[file], looked_up) for file in files],
        partial(on_progress, "Reading briefings"),
    )
    library = library_of([reading.read for reading in readings], inputs.sources, vocabulary, report)
    site_pages = read_site_pages(inputs.files, library, report)
    branding = read_branding(settings.branding, inputs.files, library, report)
    neighbours, faults = _neighbours(inputs, settings, library.vocabulary)
    problems += faults
    problems += damaged_picture_problems(
        damaged, pictures_of((*library.everything, *site_pages, branding)), damaged_assets
    )
    texts = tuple((name, each) for name, each in sorted(inputs.templates.items()) if is_template(name))
    problems += cache.map(template_faults, [texts])[0]
    on_progress("Checking briefings", 0, 0)
    problems += (problem for reading in readings for problem in reading.problems)
    problems += check_library(library, settings, inputs.today, hints, drafts=inputs.drafts, site_pages=site_pages)
    findings = [finding for reading in readings for finding in reading.findings]
    held = {file: Shared(content) for file, content in inputs.files.items() if not is_briefing(file)}
    findings += chain.from_iterable(cache.map(_search, [*held.items()]))
    problems = problems_to_tell(problems, findings, settings)
    links = tuple(
        dict.fromkeys(
            (
                *(link for reading in readings for link in reading.links_outside),
                *other_links_outside(vocabulary, site_pages),
            )
        )
    )
    if has_errors(problems):
        return Planned(None, tuple(problems), library, links, settings)

    on_progress("Laying out pages", 0, 0)
    sources = {file: content for file, content in sources.items() if not is_briefing(file)}
    inputs = replace(inputs, sources=sources)  # what was read of briefings is at hand: their bytes are let go
    visible = library.visible(inputs.today, drafts=inputs.drafts)
    settings, vocabulary = with_stand_ins(settings, library.vocabulary, visible)
    vocabulary = replace(vocabulary, themes=WatchedThemes(vocabulary.themes))
    every_name = with_neighbours(vocabulary, settings)
    theirs = Catalogue.of(neighbours, every_name)
    catalogue = Catalogue.of(visible, vocabulary, raised_by_neighbours=theirs.by_theme)
    searched = Catalogue.of((*visible, *neighbours), every_name) if neighbours else catalogue
    published_assets = cache.map(asset_files, [assets_in(inputs.templates)])[0]
    addresses = {name: f"/{address}" for name, (address, _) in published_assets.items()}
    contents = Contents(
        catalogue=catalogue,
        settings=settings,
        withdrawn=library.withdrawn(inputs.today),
        site_pages=site_pages,
        sources_digest=digest_of_sources(catalogue, inputs.sources),
        today=inputs.today,
        drafts=inputs.drafts,
        neighbours=theirs,
        search=SearchIndex(catalogue, searched, settings, roles_of(catalogue.entries), cache),
        accent=branding.accent,
        counted=Lazy(partial(summaries_of, catalogue, cache)),
        related=RelatedPoints(catalogue, theirs, cache, settings.similar_points is SimilarPoints.SHOWN),
        later_stories=Lazy(partial(stories_of, catalogue)),
        lookup=Lookup(
            catalogue, settings, addresses, cache, drafts=inputs.drafts, has_neighbours=bool(theirs.entries)
        ),
    )
    environment = _opened(texts)
    forget_filled(environment)
    pages = make_pages(contents)
    plan = Plan(
        pages=pages,
        library=library,
        catalogue=catalogue,
        lookup=contents.lookup,
        reading_context=looked_up,
        branding=branding,
        templates=environment,
        templates_digest=digest_of([(name, held[f"templates/{name}"]) for name in sorted(inputs.templates)]),
        document_style=inputs.templates.get(STYLE, b""),
        search=contents.search,
        files={
            **dict(published_assets.values()),
            **picture_files(contents, branding, inputs.files),
            **owners_files(settings, branding, inputs),
            **files_for_host(contents),
        },
        links=links_shown(contents, branding, pages),
        later_links=links_to_come(contents, library),
        last_published=inputs.last_published,
    )
    return Planned(plan, tuple(problems), library, links, settings)


def _search(file: tuple[str, Shared[bytes]]) -> tuple[Finding, ...]:
    return search_file(file[0], file[1].value)


@lru_cache(maxsize=2)
def _opened(templates: tuple[tuple[str, bytes], ...]) -> Environment:
    return open_templates(dict(templates))


def _neighbours(
    inputs: Inputs, settings: Settings, vocabulary: Vocabulary
) -> tuple[tuple[Briefing, ...], tuple[Problem, ...]]:
    """Read what is kept of neighbours."""
    fetched = {file: each for file, each in inputs.sources.items() if file.startswith(f"{NEIGHBOURS_FOLDER}/")}
    if not fetched and not settings.neighbours:
        return (), ()
    faults: list[Problem] = []
    return read_neighbours(fetched, settings, vocabulary, faults.append), tuple(faults)
