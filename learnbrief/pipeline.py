"""`build()`: from a project's files to its site's files, in order, touching nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from learnbrief.catalogue import Catalogue
from learnbrief.checks import check_library, check_pages
from learnbrief.pages import ADMIN_FOLDER, GROUPED_ROLES, Contents, make_pages
from learnbrief.problems import Problem, has_errors
from learnbrief.readers import fingerprinted, read_library, read_site_pages
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
    """Sorted by place."""
    briefings: int = 0
    points: int = 0


def build(inputs: Inputs) -> Site:
    """Turn a project's files into its site's files. With any error there are no files, only problems."""
    problems = list(inputs.problems)
    report = problems.append
    settings = read_settings(inputs.sources, report)
    if inputs.base_url is not None:
        settings = replace(settings, base_url=inputs.base_url.rstrip("/"))
    library = read_library(inputs.sources, settings, report)
    site_pages = read_site_pages(inputs.files, library, report)
    templates = open_templates(inputs.templates, report)
    problems += check_library(library, settings, inputs.today, drafts=inputs.drafts, site_pages=site_pages)
    if has_errors(problems):
        return Site({}, _sorted(problems))

    catalogue = Catalogue.of(library.visible(inputs.today, drafts=inputs.drafts), library.vocabulary)
    index = build_index(catalogue, settings, GROUPED_ROLES)
    assets = _assets(inputs.templates)
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
    )
    pages = make_pages(contents)
    other_files = {**index.files, **dict(assets.values()), **_pictures(contents, inputs.files)}
    if settings.admin:
        other_files |= {name: file for name, file in inputs.templates.items() if name.startswith(ADMIN_FOLDER)}
    problems += check_pages(pages, library, other_files)
    addresses = {name: address for name, (address, _) in assets.items()}
    files = render_pages(pages, settings, templates, addresses, report, drafts=inputs.drafts)
    if has_errors(problems):
        return Site({}, _sorted(problems))
    files.update(other_files)
    return Site(dict(sorted(files.items())), _sorted(problems), len(catalogue.briefings), len(catalogue.entries))


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))


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
