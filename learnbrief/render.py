"""A page becomes bytes, through a template or an encoder.

Pure: the same page, frame and templates give the same bytes. A template's fault is a problem with file and line.
"""

import json
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError

from learnbrief.cards import Card
from learnbrief.model import Link
from learnbrief.pages import Page, Sharing, absolute_links, canonical, relative_links, sharing
from learnbrief.pages.words import contact_link
from learnbrief.problems import Place, Problem, Report, error
from learnbrief.settings import Settings
from learnbrief.source import decode

NOT_FOUND = "404.html"
"""The one page that a host shows at any address, so that its links cannot be relative."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A link in the frame."""

    title: str
    url: str
    is_current: bool
    """Whether the page that is shown stands at or below it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page; templates know it as `site`."""

    title: str
    """The site's."""
    description: str
    language: str
    page_title: str
    """The page's, as a browser shows it."""
    page_description: str
    canonical: str
    """The page's full address; empty where the owner has not said where the site stands."""
    is_listed: bool
    is_home: bool
    trail: tuple[Link, ...]
    navigation: tuple[NavigationLink, ...]
    footer: tuple[NavigationLink, ...]
    assets: Mapping[str, str]
    """Rooted addresses by name."""
    contact: Link | None
    shows_drafts: bool
    sharing: Sharing | None
    """For other programs; None where they are told nothing of the page."""


def render_pages(
    pages: Iterable[Page],
    settings: Settings,
    templates: Environment,
    assets: Mapping[str, str],
    cards: Mapping[Card, str],
    report: Report,
    *,
    drafts: bool,
) -> dict[str, bytes]:
    """Render every page; reports `template-error` and `missing-template`, each fault once."""
    reported: set[Place] = set()
    files = {}
    for page in pages:
        if page.template in ENCODERS:
            files[page.address] = ENCODERS[page.template](page.view)
            continue
        try:
            frame = _frame(page, settings, assets, cards, drafts=drafts)
            text = templates.get_template(page.template).render(page=page.view, site=frame)
        except _TEMPLATE_FAULTS as fault:
            problem = _template_problem(fault, page.template)
            if problem.at not in reported:
                reported.add(problem.at)
                report(problem)
            continue
        files[page.address] = _with_links(text, page.address, settings).encode()
    return files


TEMPLATE_ENDINGS = (".html", ".xml", ".txt")

_TEMPLATE_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
"""What an owner's template can raise; our own are held to the views by a test."""


class _Templates(BaseLoader):
    """Finds templates among the texts it was given."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Answer Jinja's call for a template's text and file."""
        if template not in self.texts:
            raise TemplateNotFound(template)
        return self.texts[template], f"templates/{template}", lambda: True


def open_templates(templates: Mapping[str, bytes], report: Report) -> Environment:
    """Compile every template; reports `template-syntax`, and what decoding reports, before any is used."""
    texts = {}
    for name, content in sorted(templates.items()):
        if name.endswith(TEMPLATE_ENDINGS) and not name.startswith(("assets/", "pages/")):
            text = decode(f"templates/{name}", content, report)
            texts[name] = text.value if text else ""
    environment = Environment(
        loader=_Templates(texts),
        autoescape=lambda name: name is not None and not name.endswith(".txt"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
    )
    for name in texts:
        try:
            environment.get_template(name)
        except TemplateSyntaxError as fault:
            report(_template_problem(fault, name))
    return environment


def _template_problem(fault: Exception, template: str) -> Problem:
    if isinstance(fault, TemplateSyntaxError):
        at = Place(f"templates/{fault.name or template}", fault.lineno)
        return error("template-syntax", f"This template cannot be read: {fault.message}", at)
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith("templates/")]
    at = Place(frames[-1].filename, frames[-1].lineno or 1) if frames else Place(f"templates/{template}")
    if isinstance(fault, TemplateNotFound):
        return error("missing-template", f'There is no template "{fault.name}".', at)
    return error("template-error", f"This template cannot be filled in: {fault}", at)


def _frame(
    page: Page, settings: Settings, assets: Mapping[str, str], cards: Mapping[Card, str], *, drafts: bool
) -> Frame:
    is_home = page.address == "index.html"
    return Frame(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        page_title=settings.title if is_home else f"{page.title} – {settings.title}",
        page_description=page.description,
        canonical=canonical(page.address, settings.base_url) if page.is_listed else "",
        is_listed=page.is_listed,
        is_home=is_home,
        trail=page.trail,
        navigation=tuple(_navigation(page, _NAVIGATION)),
        footer=tuple(_navigation(page, _FOOTER)),
        assets={name: f"/{address}" for name, address in assets.items()},
        contact=contact_link(settings.contact),
        shows_drafts=drafts,
        sharing=sharing(page, settings, cards),
    )


def _navigation(page: Page, links: Iterable[Link]) -> Iterator[NavigationLink]:
    for link in links:
        folder = link.url.removeprefix("/").removesuffix("index.html")
        yield NavigationLink(link.title, link.url, page.address.startswith(folder))


_NAVIGATION = (
    Link("Briefings", "/briefings/index.html"),
    Link("Themes", "/themes/index.html"),
    Link("Audiences", "/audiences/index.html"),
    Link("Partnerships", "/partnerships/index.html"),
)
_FOOTER = (
    Link("About", "/about/index.html"),
    Link("Kinds of review", "/kinds/index.html"),
    Link("Insights", "/insights/index.html"),
    Link("Glossary", "/glossary/index.html"),
    Link("Accessibility", "/accessibility/index.html"),
)


def _with_links(text: str, address: str, settings: Settings) -> str:
    if address == NOT_FOUND:
        return absolute_links(text, urlsplit(settings.base_url).path, settings.links)
    return relative_links(text, address, settings.links)


def _json(view: Any) -> bytes:
    return (json.dumps(view.document, ensure_ascii=False, indent=1) + "\n").encode()


ENCODERS: Mapping[str, Callable[[Any], bytes]] = {"json": _json}
"""What makes bytes of a view without a template, by the name that a page gives."""
