"""`build()`: from a project's files to its site's files, in order, touching nothing else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256

from learnbrief.cards import Card, Colours, draw_card
from learnbrief.catalogue import Catalogue
from learnbrief.checks import check_library, check_pages, links_outside
from learnbrief.memo import Memo, recompute
from learnbrief.model import Face, WrittenLink
from learnbrief.pages import ADMIN_FOLDER, GROUPED_ROLES, Contents, Page, make_pages
from learnbrief.problems import Problem, Severity, has_errors, weighed
from learnbrief.readers import fingerprinted, read_face, read_library, read_site_pages
from learnbrief.render import open_templates, render_pages
from learnbrief.search import build_index
from learnbrief.settings import read_settings


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build depends on."""

    sources: Mapping[str, bytes]
    """The settings and all that lies in `briefings/`, by path in the project."""
    templates: Mapping[str, bytes]
    """The built-in templates, assets and pages with the project's own in their place, by path in `templates/`."""
    today: date
    drafts: bool = False
    """Whether drafts and embargoed briefings are shown, each marked."""
    base_url: str | None = None
    """Stands in for the setting of this name."""
    problems: tuple[Problem, ...] = ()
    """What was met while the files were gathered."""

    @property
    def files(self) -> dict[str, bytes]:
        """Sources and templates by their paths in the project."""
        return {**self.sources, **{f"templates/{name}": content for name, content in self.templates.items()}}


@dataclass(frozen=True, slots=True)
class Site:
    """What a build gives back."""

    files: Mapping[str, bytes]
    """Content by address; empty where there is any error."""
    problems: tuple[Problem, ...]
    """Errors and warnings, sorted by place."""
    hints: tuple[Problem, ...] = ()
    """What may be looked at, sorted by place."""
    briefings: int = 0
    points: int = 0
    links_outside: tuple[WrittenLink, ...] = ()
    """Every link to another site, withdrawn briefings' left out."""
    advice: Mapping[str, Severity | None] = field(default_factory=dict)
    """How grave the owner holds a piece of advice to be."""


Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is of it."""


def _unseen(_stage: str, _done: int, _total: int) -> None:
    """Show nobody how far a build has come."""


def build(inputs: Inputs, memo: Memo = recompute, *, progress: Progress = _unseen) -> Site:
    """Turn a project's files into its site's files. With any error there are no files, only problems."""
    problems = list(inputs.problems)
    report = problems.append
    settings = read_settings(inputs.sources, report)
    if inputs.base_url is not None:
        settings = replace(settings, base_url=inputs.base_url.rstrip("/"))
    library = read_library(inputs.sources, settings, report, partial(progress, "Reading briefings"))
    site_pages = read_site_pages(inputs.files, library, report)
    face = read_face(settings.face, inputs.files, library, report)
    templates = open_templates(inputs.templates, report)
    problems += check_library(library, settings, inputs.today, drafts=inputs.drafts, site_pages=site_pages)
    problems[:] = weighed(problems, settings.advice)
    outside = tuple(links_outside(library, site_pages))
    if has_errors(problems):
        return replace(_site({}, problems), links_outside=outside, advice=settings.advice)

    catalogue = Catalogue.of(library.visible(inputs.today, drafts=inputs.drafts), library.vocabulary)
    index = build_index(catalogue, settings, GROUPED_ROLES)
    assets = _assets(inputs.templates)
    addresses = {name: address for name, (address, _) in assets.items()}
    contents = Contents(
        catalogue=catalogue,
        settings=settings,
        withdrawn=library.withdrawn(inputs.today),
        site_pages=site_pages,
        sources_digest=_digest(catalogue, inputs.sources),
        today=inputs.today,
        drafts=inputs.drafts,
        search_index=index.first,
        search_terms=index.terms,
        assets=addresses,
    )
    pages = make_pages(contents)
    cards = _cards(pages, Colours(thread=face.accent) if face.accent else Colours(), memo)
    other_files = {
        **index.files,
        **dict(assets.values()),
        **dict(cards.values()),
        **_pictures(contents, face, inputs.files),
    }
    if face.colours:
        other_files[face.colours.address] = face.colours.content
    if settings.admin:
        other_files |= {name: file for name, file in inputs.templates.items() if name.startswith(ADMIN_FOLDER)}
    problems += check_pages(pages, library, other_files, face.pages)
    shown = {card: address for card, (address, _) in cards.items()}
    told = _told(pages, progress)
    files = render_pages(told, settings, face, templates, addresses, shown, report, drafts=inputs.drafts)
    if has_errors(problems):
        return _site({}, problems)
    files.update(other_files)
    return replace(_site(files, problems, catalogue), links_outside=outside, advice=settings.advice)


def _told(pages: Sequence[Page], progress: Progress) -> Iterator[Page]:
    """Go through pages, and tell how many are done."""
    for done, page in enumerate(pages):
        progress("Making pages", done, len(pages))
        yield page


def _site(files: Mapping[str, bytes], problems: list[Problem], catalogue: Catalogue | None = None) -> Site:
    """Put together what a build gives back."""
    ordered = sorted(set(problems))
    return Site(
        files=dict(sorted(files.items())),
        problems=tuple(problem for problem in ordered if problem.severity is not Severity.HINT),
        hints=tuple(problem for problem in ordered if problem.severity is Severity.HINT),
        briefings=len(catalogue.briefings) if catalogue else 0,
        points=len(catalogue.entries) if catalogue else 0,
    )


def _assets(templates: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Give each asset its address and content, by its name under `templates/assets/`."""
    return {
        name.removeprefix("assets/"): (fingerprinted(name, content), content)
        for name, content in templates.items()
        if name.startswith("assets/")
    }


def _cards(pages: Iterable[Page], colours: Colours, memo: Memo) -> dict[Card, tuple[str, bytes]]:
    """Draw the picture of each page that is shared, and give it its address and content."""
    cards = dict.fromkeys(page.shared.card for page in pages if page.shared)
    drawn = {card: memo(draw_card, card, colours) for card in cards}
    return {
        card: (fingerprinted(f"assets/cards/{card.name}.png", content), content) for card, content in drawn.items()
    }


def _pictures(contents: Contents, face: Face, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Gather the pictures that visible briefings, the owner's pages and every page's head show."""
    shown = [picture for briefing in contents.catalogue.briefings for picture in briefing.pictures]
    shown += [picture for page in contents.site_pages for picture in page.pictures]
    shown += face.pictures
    return {picture.address: files[picture.source] for picture in shown}


def _digest(catalogue: Catalogue, sources: Mapping[str, bytes]) -> str:
    """Digest the published sources: every visible briefing, and what they may name."""
    visible = {briefing.at.file for briefing in catalogue.briefings}
    named = {file for file in sources if file.startswith("briefings/_") and file.endswith(".yml")}
    digest = sha256()
    for file in sorted(visible | named):
        digest.update(f"{file}\0{sha256(sources[file]).hexdigest()}\n".encode())
    return digest.hexdigest()
