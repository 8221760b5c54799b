"""`build()`: from a project's files to its site's files, in order, touching nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256

from jinja2 import Environment

from learnbrief.catalogue import Catalogue
from learnbrief.checks import check_library, check_pages
from learnbrief.model import Library
from learnbrief.pages import GROUPED_ROLES, Contents, Page, make_pages
from learnbrief.problems import Problem, Report, has_errors
from learnbrief.readers import Recall, fingerprinted, make_anew, read_library, read_site_pages
from learnbrief.render import open_templates, render_pages
from learnbrief.search import SearchIndex
from learnbrief.settings import Settings, read_settings


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
    """Sorted by place."""
    briefings: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A site whose pages are all known by their addresses, while none of them is made yet."""

    pages: tuple[Page, ...]
    library: Library
    catalogue: Catalogue
    settings: Settings
    templates: Environment
    asset_addresses: Mapping[str, str]
    search: SearchIndex
    files: Mapping[str, bytes]
    """Content by address: assets and pictures."""
    drafts: bool

    def check(self) -> Iterator[Problem]:
        """Hold the pages to every rule; for this, the whole search index must be made."""
        return check_pages(self.pages, self.library, {**self.search.files, **self.files})

    def render(self, pages: Iterable[Page], report: Report) -> dict[str, bytes]:
        """Make some of the pages; reports the faults of templates."""
        return render_pages(pages, self.settings, self.templates, self.asset_addresses, report, drafts=self.drafts)


def build(inputs: Inputs) -> Site:
    """Turn a project's files into its site's files. With any error there are no files, only problems."""
    plan, problems = plan_site(inputs)
    if plan is None:
        return Site({}, sorted_problems(problems))
    problems += plan.check()
    files = plan.render(plan.pages, problems.append)
    if has_errors(problems):
        return Site({}, sorted_problems(problems))
    files.update({**plan.search.files, **plan.files})
    briefings, points = len(plan.catalogue.briefings), len(plan.catalogue.entries)
    return Site(dict(sorted(files.items())), sorted_problems(problems), briefings, points)


def plan_site(inputs: Inputs, recall: Recall = make_anew) -> tuple[Plan | None, list[Problem]]:
    """Read a project and lay out its site; with any error there is no plan, only problems.

    `recall` may answer with what was made of the same before.
    """
    problems = list(inputs.problems)
    settings = read_settings(inputs.sources, problems.append)
    if inputs.base_url is not None:
        settings = replace(settings, base_url=inputs.base_url.rstrip("/"))
    library = read_library(inputs.sources, settings, problems.append, recall)
    site_pages = read_site_pages(inputs.files, library, problems.append)
    templates, faults = recall(("templates", *sorted(inputs.templates.items())), partial(_open, inputs.templates))
    problems += faults
    problems += check_library(library, settings, inputs.today, drafts=inputs.drafts, site_pages=site_pages)
    if has_errors(problems):
        return None, problems

    catalogue = Catalogue.of(library.visible(inputs.today, drafts=inputs.drafts), library.vocabulary)
    assets = _assets(inputs.templates)
    contents = Contents(
        catalogue=catalogue,
        settings=settings,
        withdrawn=library.withdrawn(inputs.today),
        site_pages=site_pages,
        sources_digest=_digest(catalogue, inputs.sources),
        today=inputs.today,
        drafts=inputs.drafts,
        search=SearchIndex(catalogue, settings, GROUPED_ROLES),
    )
    plan = Plan(
        pages=make_pages(contents),
        library=library,
        catalogue=catalogue,
        settings=settings,
        templates=templates,
        asset_addresses={name: address for name, (address, _) in assets.items()},
        search=contents.search,
        files={**dict(assets.values()), **_pictures(contents, inputs.files)},
        drafts=inputs.drafts,
    )
    return plan, problems


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put problems in the order of their places, each once."""
    return tuple(sorted(set(problems)))


def _open(templates: Mapping[str, bytes]) -> tuple[Environment, tuple[Problem, ...]]:
    faults: list[Problem] = []
    return open_templates(templates, faults.append), tuple(faults)


def _assets(templates: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Give each asset its address and content, by its name under `templates/assets/`."""
    return {
        name.removeprefix("assets/"): (fingerprinted(name, content), content)
        for name, content in templates.items()
        if name.startswith("assets/")
    }


def _pictures(contents: Contents, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Gather the pictures that visible briefings and the owner's pages show."""
    shown = [picture for briefing in contents.catalogue.briefings for picture in briefing.pictures]
    shown += [picture for page in contents.site_pages for picture in page.pictures]
    return {picture.address: files[picture.source] for picture in shown}


def _digest(catalogue: Catalogue, sources: Mapping[str, bytes]) -> str:
    """Digest the published sources: every visible briefing, and what they may name."""
    visible = {briefing.at.file for briefing in catalogue.briefings}
    named = {file for file in sources if file.startswith("briefings/_") and file.endswith(".yml")}
    digest = sha256()
    for file in sorted(visible | named):
        digest.update(f"{file}\0{sha256(sources[file]).hexdigest()}\n".encode())
    return digest.hexdigest()
