"""`plan_site()`: a project read and checked, and its site laid out, while no page of it is made yet."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from jinja2 import Environment

from learnbrief.cards import Card, Colours, draw_card
from learnbrief.catalogue import Catalogue
from learnbrief.checks import LinksInside, check_files, check_library, check_pages
from learnbrief.crew import Crew, alone
from learnbrief.memo import Memo, recompute
from learnbrief.model import Briefing, Face, Library, SitePage, Vocabulary
from learnbrief.pages import Contents, Page, make_pages, roles_of
from learnbrief.personal import (
    clean_pictures,
    concealed,
    damaged_picture_problems,
    find_personal_data,
    personal_data_problems,
)
from learnbrief.pipeline.inputs import Inputs
from learnbrief.pipeline.keys import digest_of_sources, key_of, shared_by_all
from learnbrief.pipeline.links import links_shown, links_to_come
from learnbrief.pipeline.other_files import asset_files, files_for_host, owners_files, picture_files, pictures_of
from learnbrief.pipeline.progress import Progress, unseen
from learnbrief.problems import Problem, has_errors, weighed
from learnbrief.published import Published
from learnbrief.readers import (
    Recall,
    fingerprinted,
    make_anew,
    read_face,
    read_library,
    read_neighbours,
    read_site_pages,
    with_neighbours,
    with_stand_ins,
)
from learnbrief.render import Fault, forget_filled, open_templates, render_page
from learnbrief.search import SearchIndex
from learnbrief.settings import NEIGHBOURS_FOLDER, Settings, read_settings

Pictures = Mapping[Card, tuple[str, bytes]]
"""The address and content of pictures for shared links."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A site whose pages are all known by their addresses, while none of them is made yet."""

    pages: tuple[Page, ...]
    library: Library
    catalogue: Catalogue
    settings: Settings
    face: Face
    templates: Environment
    asset_addresses: Mapping[str, str]
    search: SearchIndex
    files: Mapping[str, bytes]
    """Content by address: assets, pictures, and what an owner's settings ask for."""
    drafts: bool
    links: LinksInside
    """Links to pages of the site wherever readers see them."""
    later_links: LinksInside
    """The same in briefings that are not out yet, with the pages that there will be once all of them are."""
    published: Published | None
    """What was published last, as far as it is at hand."""
    made_of: str
    """A digest of what all pages are made of."""

    def check(self, other_files: Collection[str] = ()) -> Iterator[Problem]:
        """Hold the pages to every rule; files that are made besides are given by their addresses."""
        others = {*self.files, *other_files}
        links = (self.links, self.later_links)
        found = check_pages(self.pages, self.library, self.settings, others, links, self.published)
        yield from weighed(found, self.settings.advice)

    def check_files(self, file: Callable[[str], bytes | None]) -> Iterator[Problem]:
        """Hold what was made to every rule; `file` gives the file at an address."""
        return check_files(file, self.links.links)

    def draw(self, pages: Iterable[Page], memo: Memo = recompute, crew: Crew = alone) -> Pictures:
        """Draw the picture of each page that is shared."""
        colours = Colours(thread=self.face.accent) if self.face.accent else Colours()
        cards = list(dict.fromkeys(page.shared.card for page in pages if page.shared))
        drawn = memo.each(draw_card, [(card, colours) for card in cards], crew)
        return {
            card: (fingerprinted(f"assets/cards/{card.name}.png", content), content)
            for card, content in zip(cards, drawn, strict=True)
        }

    def key(self, page: Page, pictures: Pictures) -> str:
        """Give the key of a page that tells what it is made of, given at least its own picture."""
        return key_of(page, pictures[page.shared.card][0] if page.shared else "", self.made_of)

    def make(self, page: Page, pictures: Pictures) -> "Made":
        """Make a page, given at least its own picture."""
        faults: list[Fault] = []
        cards = {page.shared.card: pictures[page.shared.card][0]} if page.shared else {}
        content = render_page(
            page,
            self.settings,
            self.face,
            self.templates,
            self.asset_addresses,
            cards,
            faults.append,
            drafts=self.drafts,
        )
        return Made(content, tuple(faults))


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a page."""

    content: bytes | None
    """None where the page breaks off at a fault."""
    faults: tuple[Fault, ...]
    """Those of templates."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning came to."""

    plan: Plan | None
    """None where there is any error."""
    problems: tuple[Problem, ...]
    """As they were met, hints included."""
    library: Library
    site_pages: tuple[SitePage, ...]
    settings: Settings


def each_once(faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Give the problems of faults, each fault once, however many pages have it."""
    first = {(fault.problem.at, fault.name): fault.problem for fault in reversed(tuple(faults))}
    return tuple(reversed(first.values()))


def plan_site(
    inputs: Inputs, recall: Recall = make_anew, crew: Crew = alone, *, progress: Progress = unseen
) -> Planned:
    """Read a project and lay out its site; with any error there is no plan, only problems.

    `recall` may answer with what was made of the same before, and a crew may share the reading; `progress` is told of
    each stage, and how many briefings are read.
    """
    problems = list(inputs.problems)
    report = problems.append
    progress("Reading briefings", 0, 0)
    clean_sources, damaged = clean_pictures(inputs.sources, recall)
    clean_templates, damaged_assets = clean_pictures(inputs.templates, recall)
    inputs = replace(inputs, sources=clean_sources, templates=clean_templates)
    settings = read_settings(inputs.sources, report)
    if inputs.base_url is not None:
        settings = replace(settings, base_url=inputs.base_url.rstrip("/"))
    library = read_library(inputs.sources, settings, report, recall, crew, partial(progress, "Reading briefings"))
    site_pages = read_site_pages(inputs.files, library, report, recall)
    face = read_face(settings.face, inputs.files, library, report)
    neighbours, faults = _neighbours(inputs, settings, library.vocabulary, recall)
    problems += faults
    problems += damaged_picture_problems(
        damaged, pictures_of((*library.everything, *site_pages, face)), damaged_assets
    )
    templates, faults = recall(("templates", *sorted(inputs.templates.items())), partial(_open, inputs.templates))
    problems += faults
    progress("Checking briefings", 0, 0)
    problems += check_library(
        library, settings, inputs.today, recall, drafts=inputs.drafts, hints=inputs.hints, site_pages=site_pages
    )
    personal = find_personal_data(inputs.files, settings, recall)
    problems = concealed(weighed(problems, settings.advice), personal)
    problems += personal_data_problems(personal)
    if has_errors(problems):
        return Planned(None, tuple(problems), library, site_pages, settings)

    progress("Laying out pages", 0, 0)
    visible = library.visible(inputs.today, drafts=inputs.drafts)
    settings, vocabulary = with_stand_ins(settings, library.vocabulary, visible)
    every_name = with_neighbours(vocabulary, settings)
    theirs = Catalogue.of(neighbours, every_name, recall)
    catalogue = Catalogue.of(visible, vocabulary, recall, raised_by_neighbours=theirs.by_theme)
    searched = Catalogue.of((*visible, *neighbours), every_name, recall) if neighbours else catalogue
    published_assets = asset_files(inputs.templates)
    addresses = {name: address for name, (address, _) in published_assets.items()}
    contents = Contents(
        catalogue=catalogue,
        settings=settings,
        withdrawn=library.withdrawn(inputs.today),
        site_pages=site_pages,
        sources_digest=digest_of_sources(catalogue, inputs.sources),
        today=inputs.today,
        drafts=inputs.drafts,
        neighbours=theirs,
        search=SearchIndex(catalogue, searched, settings, roles_of(catalogue.entries)),
        assets=addresses,
        recall=recall,
    )
    forget_filled(templates)
    pages = make_pages(contents)
    plan = Plan(
        pages=pages,
        library=library,
        catalogue=catalogue,
        settings=settings,
        face=face,
        templates=templates,
        asset_addresses=addresses,
        search=contents.search,
        files={
            **dict(published_assets.values()),
            **picture_files(contents, face, inputs.files),
            **owners_files(settings, face, inputs),
            **files_for_host(contents),
        },
        drafts=inputs.drafts,
        links=links_shown(contents, face, pages),
        later_links=links_to_come(contents, library),
        published=inputs.published,
        made_of=shared_by_all(contents, face, inputs),
    )
    return Planned(plan, tuple(problems), library, site_pages, settings)


def _open(templates: Mapping[str, bytes]) -> tuple[Environment, tuple[Problem, ...]]:
    faults: list[Problem] = []
    return open_templates(templates, faults.append), tuple(faults)


def _neighbours(
    inputs: Inputs, settings: Settings, vocabulary: Vocabulary, recall: Recall
) -> tuple[tuple[Briefing, ...], tuple[Problem, ...]]:
    """Read what is kept of neighbours, or recall it."""
    kept = {file: each for file, each in inputs.sources.items() if file.startswith(f"{NEIGHBOURS_FOLDER}/")}
    if not kept and not settings.neighbours:
        return (), ()
    known = repr((settings.neighbours, settings.audience_ids, vocabulary.themes))

    def read() -> tuple[tuple[Briefing, ...], tuple[Problem, ...]]:
        faults: list[Problem] = []
        return read_neighbours(kept, settings, vocabulary, faults.append), tuple(faults)

    return recall(("neighbours", known, *sorted(kept.items())), read)
