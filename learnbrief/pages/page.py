"""What every page is made from and made as."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from learnbrief.cards import Card
from learnbrief.catalogue import Catalogue
from learnbrief.model import Briefing, Link, SitePage
from learnbrief.readers import Recall, make_anew
from learnbrief.search import SearchIndex
from learnbrief.settings import Settings


@dataclass(frozen=True, slots=True)
class Contents:
    """All that pages may show."""

    catalogue: Catalogue
    settings: Settings
    withdrawn: tuple[Briefing, ...]
    """Briefings whose address says that they were withdrawn; only their titles are shown."""
    site_pages: tuple[SitePage, ...]
    sources_digest: str
    """SHA-256 of the published sources, in hexadecimal."""
    today: date
    drafts: bool
    neighbours: Catalogue
    """What neighbours have learned. Only what says so shows any of it; the catalogue and the open data hold ours."""
    search: SearchIndex
    assets: Mapping[str, str]
    """Addresses of styles, scripts and icons, by name."""
    points: dict[str, Any] = field(default_factory=dict)
    """Points as pages show them, by address, as far as they were made."""
    recall: Recall = make_anew
    """May answer with what was made for the pages of the round before."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What other programs are told of a page, beyond what it says itself."""

    card: Card
    """The picture that stands for it."""
    is_article: bool = False
    published: str = ""
    """The date of publication in ISO form, as exact as it is known; empty for what has none."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Where one may follow what is new, in two forms."""

    title: str
    folder: str
    """It stands in this folder of the site, which ends in a slash; empty for the top."""

    @property
    def atom(self) -> str:
        """Give its address in Atom."""
        return f"{self.folder}feed.xml"

    @property
    def json(self) -> str:
        """Give its address in JSON Feed."""
        return f"{self.folder}feed.json"


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site before it is rendered."""

    address: str
    """Where it stands in the site, without a slash before it."""
    template: str
    """The template, or the encoder, that makes bytes of its view."""
    make_view: Callable[[], Any]
    """Makes the view, which is most of the work; so that one page can be had without the others."""
    title: str = ""
    """What a browser shows for the page; unique in the site. Empty for what is no HTML."""
    description: str = ""
    """One or two sentences for search results."""
    trail: tuple[Link, ...] = ()
    """The pages above this one, outermost first."""
    is_listed: bool = True
    """Whether search engines are told of it."""
    shared: Shared | None = None
    """None where no other program is told of it."""
    feed: Feed | None = None
    """By which one may follow what the page shows, if there is one."""
    make_thing: Callable[[], Any] = lambda: None
    """Makes what the page is about, as a node of JSON-LD; None where it is a page and no more."""
    made_of: Callable[[], object] | None = None
    """Gives values whose `repr` tells all that the page is made of, what all pages share aside, and counts that are
    written last; None where that takes as long to tell as the page to make."""

    @property
    def view(self) -> Any:
        """Make what the template shows and nothing more: a frozen dataclass."""
        return self.make_view()


@dataclass(frozen=True, slots=True)
class PageKind:
    """A sort of page: a name, and the function that makes all pages of it."""

    name: str
    make: Callable[[Contents], Iterator[Page]]


HOME = Link("Home", "/index.html")
BRIEFINGS = Link("Briefings", "/briefings/index.html")
THEMES = Link("Themes", "/themes/index.html")
SEARCH = Link("Search", "/search/index.html")
AUDIENCES = Link("For your role", "/audiences/index.html")
PARTNERSHIPS = Link("Partnerships", "/partnerships/index.html")
KINDS = Link("Kinds of review", "/kinds/index.html")
INSIGHTS = Link("Insights", "/insights/index.html")
DATA = Link("Open data", "/data/index.html")
GLOSSARY = Link("Glossary", "/glossary/index.html")
ACCESSIBILITY = Link("Accessibility", "/accessibility/index.html")
