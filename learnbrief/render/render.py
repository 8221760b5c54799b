"""A page becomes bytes, through a template or an encoder, in the frame that every page shares."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, cast
from urllib.parse import urlsplit

from jinja2 import Environment
from msgspec import Struct

from learnbrief.branding.branding import Branding
from learnbrief.feeds import site_feed
from learnbrief.model import Link
from learnbrief.pages import (
    ACCESSIBILITY,
    AUDIENCES,
    DATA,
    Feed,
    Lookup,
    Page,
    Sharing,
    absolute_links,
    canonical,
    relative_links,
    sharing,
)
from learnbrief.pages.words import contact_link, size_in_words
from learnbrief.printing import Printer, QRCode, qr_code
from learnbrief.render.spelt_out import mark_spelt_out
from learnbrief.render.templates import TEMPLATE_FAULTS, template_problem
from learnbrief.render.undefined import Fault, undefined_type
from learnbrief.settings import Settings

NOT_FOUND = "404.html"
"""The one page that a host shows at any address, so that its links cannot be relative."""


class NavigationLink(Struct, frozen=True):
    """A link in the frame."""

    title: str
    url: str
    is_current: bool
    """Whether the page that is shown is at or below it."""
    is_this_page: bool
    """Whether it leads to the very page that is shown."""


class Logo(Struct, frozen=True):
    """The owner's picture beside the site's name."""

    url: str
    alt: str


class DocumentLink(Struct, frozen=True):
    """The page as a PDF."""

    url: str
    size: str
    """As one says it: "48 kB"; empty in a preview, which prints only what is asked for."""


class FeedLink(Struct, frozen=True):
    """A feed, with its rooted address and its full one."""

    title: str
    atom: str
    address: str


class Frame(Struct, frozen=True):
    """What surrounds every page; templates know it as `site`."""

    title: str
    """The site's."""
    description: str
    language: str
    page_title: str
    """The page's, as a browser shows it."""
    page_description: str
    canonical: str
    """The page's full address; empty where the owner has not said where the site is."""
    is_listed: bool
    is_home: bool
    trail: tuple[Link, ...]
    navigation: tuple[NavigationLink, ...]
    footer: tuple[NavigationLink, ...]
    assets: Mapping[str, str]
    """Rooted addresses by name."""
    contact: Link | None
    shows_drafts: bool
    logo: Logo | None
    footer_text: str
    """HTML."""
    urgent: str
    """HTML: whom to call at once, for the top of the page."""
    colours: str
    """Rooted address of the stylesheet with the owner's colour; empty where ours holds."""
    feed: FeedLink | None
    """The feed of what the page shows; None if it has no feed."""
    feeds: tuple[FeedLink, ...]
    """That one, then the one of all briefings."""
    sharing: Sharing | None
    """For other programs; None where there is nothing for them."""
    qr: QRCode | None
    """Leads from paper to the page, or to one that holds more; None where the site's address is not known."""
    document: DocumentLink | None
    """None where there is no PDF of the page."""
    is_document: bool
    """Whether the page is being printed as a PDF, which has no use for what leads through the site."""


class RenderContext(Struct, frozen=True):
    """What every page is rendered with."""

    lookup: Lookup
    branding: Branding
    templates: Environment
    printer: Printer


def render_page(page: Page, context: RenderContext, report: Callable[[Fault], None]) -> Iterable[bytes]:
    """Render a page, part by part; none where it breaks off. Reports `template-error` and `missing-template`."""
    if page.template in ENCODERS:
        return ENCODERS[page.template](page.view(context.lookup))
    text = _filled_in(page.prints or page, context, report, is_document=bool(page.prints))
    settings = context.lookup.settings
    if not text:
        return ()
    if page.prints:
        return (context.printer.print(text, page.prints.address, partial(canonical, base_url=settings.base_url)),)
    return (_with_links(text, page.address, settings).encode(),)


def _filled_in(page: Page, context: RenderContext, report: Callable[[Fault], None], *, is_document: bool) -> str:
    """Fill in a page's template; nothing where it breaks off."""
    view, frame = page.view(context.lookup), _frame(page, context, is_document=is_document)
    # Compiled templates take it each time they are filled in; few call it, and to make a type takes long.
    context.templates.undefined = cast(Any, lambda *given, **named: undefined_type(report)(*given, **named))
    try:
        return mark_spelt_out(context.templates.get_template(page.template).render(page=view, site=frame))
    except TEMPLATE_FAULTS as fault:
        report(Fault(template_problem(fault, page.template)))
        return ""


def _frame(page: Page, context: RenderContext, *, is_document: bool) -> Frame:
    lookup, branding, settings = context.lookup, context.branding, context.lookup.settings
    is_home = page.address == "index.html"
    feeds = tuple(_feed_link(feed, settings) for feed in dict.fromkeys((page.feed, site_feed(settings))) if feed)
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
        navigation=tuple(_navigation(page, branding.navigation or _NAVIGATION)),
        footer=tuple(_navigation(page, _with_statement(branding.footer or _FOOTER))),
        assets=lookup.assets,
        contact=contact_link(settings.contact),
        shows_drafts=lookup.drafts,
        logo=Logo(f"/{branding.logo.address}", branding.logo_alt) if branding.logo else None,
        footer_text=branding.footer_text.html,
        urgent=branding.urgent.html,
        colours=f"/{branding.colours.address}" if branding.colours else "",
        feed=feeds[0] if page.feed else None,
        feeds=feeds,
        sharing=None if is_document else sharing(page, lookup, branding.accent),
        qr=qr_code(canonical(page.qr_target, settings.base_url))
        if page.qr_target and _is_public(page, settings)
        else None,
        document=None if is_document else _document_link(page, lookup),
        is_document=is_document,
    )


def _is_public(page: Page, settings: Settings) -> bool:
    """Tell whether the page will be at an address that others know."""
    return page.is_listed and bool(settings.base_url)


def _document_link(page: Page, lookup: Lookup) -> DocumentLink | None:
    if page.document not in page.measures:
        return None
    return DocumentLink(f"/{page.document}", size_in_words(lookup.sizes.get(page.document, 0)))


def _navigation(page: Page, links: Iterable[Link]) -> Iterator[NavigationLink]:
    for link in links:
        file = _file_of(link.url)
        folder = file.removesuffix("index.html")
        is_current = page.address == file or bool(folder and page.address.startswith(folder))
        yield NavigationLink(link.title, link.url, is_current, page.address == file)


@lru_cache(maxsize=100)
def _file_of(url: str) -> str:
    """Give the file that a link leads to; nothing for one that leads to another site."""
    return re.split(r"[?#]", url[1:])[0] if url.startswith("/") else ""


def _feed_link(feed: Feed, settings: Settings) -> FeedLink:
    return FeedLink(feed.title, f"/{feed.atom}", canonical(feed.atom, settings.base_url))


def _with_statement(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Lead to the accessibility statement from every page, whatever the owner chose: SI 2018/952 asks for it."""
    return links if any(link.url == ACCESSIBILITY.url for link in links) else (*links, ACCESSIBILITY)


_NAVIGATION = (
    Link("Briefings", "/briefings/index.html"),
    Link("Themes", "/themes/index.html"),
    AUDIENCES,
    Link("Partnerships", "/partnerships/index.html"),
)
_FOOTER = (
    Link("About", "/about/index.html"),
    Link("Kinds of review", "/kinds/index.html"),
    Link("Insights", "/insights/index.html"),
    Link("Glossary", "/glossary/index.html"),
    DATA,
    ACCESSIBILITY,
)


def _with_links(text: str, address: str, settings: Settings) -> str:
    if address == NOT_FOUND:
        return absolute_links(text, urlsplit(settings.base_url).path, settings.links)
    return relative_links(text, address, settings.links)


def _json(view: Any) -> Iterator[bytes]:
    yield (json.dumps(view.document, ensure_ascii=False, indent=1) + "\n").encode()


def _records(view: Any) -> Iterator[bytes]:
    """Write an object with a line for each of its values, and for each record of its list."""
    values = [
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)},\n" for name, value in view.values.items()
    ]
    yield "".join(["{\n", *values, f"{json.dumps(view.name)}: ["]).encode()
    before, last = b"\n", b""
    for record in view.records:
        yield before
        yield record
        before, last = b",\n", b"\n"
    yield last + b"]\n}\n"


def _csv(view: Any) -> Iterator[bytes]:
    """Write a table with a byte-order mark: without it Excel takes UTF-8 for an older encoding."""
    yield BOM_UTF8 + view.header
    yield from view.rows


def _picture(view: Any) -> Iterator[bytes]:
    from learnbrief.branding.cards.drawing import draw_card  # which loads what draws; most builds draw nothing

    yield draw_card(view)


ENCODERS: Mapping[str, Callable[[Any], Iterator[bytes]]] = {
    "csv": _csv,
    "json": _json,
    "json feed": _records,
    "picture": _picture,
    "records": _records,
}
"""What makes bytes of a view without a template, part by part, by the name that a page gives."""
USING_THE_CACHE = frozenset({"csv", "records"})
"""Those whose views are made with the cache, which no forked process may use."""
