"""What every page is made from and made as."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from learnbrief.analysis import RelatedPoints, Story, ThemeSummary
from learnbrief.branding.cards import Card
from learnbrief.cache.cache import Cache, Shared, digest_of
from learnbrief.cache.values import Value
from learnbrief.model import AnswerGraph, Briefing, Catalogue, Link, SitePage, WatchedThemes
from learnbrief.search import SearchIndex
from learnbrief.settings import Settings


class Lazy:
    """A page's value that is made when it is asked for: the preview asks for few."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make: Callable[[], Any] | None = make
        self._made: Any = None

    @property
    def value(self) -> Any:
        """Give the value."""
        if self._make:
            self._made, self._make = self._make(), None
        return self._made


class Lookup:
    """What every page may look up: what things are called, and which of them have pages.

    A page's key holds it, but of the themes only those that were looked up for the page.
    """

    __slots__ = (
        "assets",
        "cache",
        "digest",
        "digest_without_themes",
        "drafts",
        "has_neighbours",
        "lines",
        "partnerships_with_pages",
        "settings",
        "sizes",
        "themes",
        "views",
        "vocabulary",
    )

    def __init__(
        self,
        catalogue: Catalogue,
        settings: Settings,
        assets: Mapping[str, str],
        cache: Cache,
        *,
        drafts: bool,
        has_neighbours: bool,
    ) -> None:
        self.themes = WatchedThemes.of(catalogue.vocabulary.themes)
        self.vocabulary = replace(catalogue.vocabulary, themes=self.themes)
        self.settings = settings
        self.assets = assets
        """Rooted addresses of styles, scripts and icons, by name."""
        self.drafts = drafts
        self.has_neighbours = has_neighbours
        self.partnerships_with_pages = frozenset(catalogue.by_partnership)
        """The ids of all partnerships that have pages."""
        self.cache = cache
        self.lines: dict[bytes, Any] = {}
        """Briefings as lists show them, as far as they were asked for."""
        self.views: dict[bytes, Any] = {}
        """Points as pages show them, those that were asked for lately."""
        self.sizes: Mapping[str, int] = {}
        """Bytes of the files that the page measures that is made, by address."""
        names = (catalogue.vocabulary.partnerships, catalogue.vocabulary.glossary, catalogue.vocabulary.lessons)
        known = (tuple(catalogue.vocabulary.themes), settings, assets, drafts, has_neighbours)
        self.digest_without_themes = digest_of((names, known, self.partnerships_with_pages))
        self.digest = digest_of((self.digest_without_themes, self.themes.digest))

    @property
    def at_the_root(self) -> "Lookup":
        """Give the same for a site that is at the root of a host."""
        found = copy(self)
        found.settings = replace(self.settings, base_url="")
        return found

    def with_sizes(self, sizes: Mapping[str, int]) -> "Lookup":
        """Give the same with the sizes of some files."""
        found = copy(self)
        found.sizes = sizes
        return found


class Common(Value, frozen=True):
    """What every list looks up, besides what it lists."""

    lookup: Lookup
    answer_graph: AnswerGraph
    today: date


class Contents(Struct, frozen=True):
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
    accent: str
    """The owner's colour, as `#rrggbb`; empty where ours holds."""
    counted: Lazy
    """A `ThemeSummary` of each theme that some point raises, by its id."""
    related: RelatedPoints
    """What is beside each point."""
    later_stories: Lazy
    """A `Story` of each lesson that a point here carries, by its id."""
    lookup: "Lookup"
    """What every page may look up."""

    @property
    def common(self) -> Common:
        """Give what every list looks up."""
        return Common(self.lookup, self.catalogue.answer_graph, self.today)

    @property
    def stories(self) -> Mapping[str, Story]:
        """Give the story of each lesson that a point here carries, by its id, what came back most first."""
        found: Mapping[str, Story] = self.later_stories.value
        return found

    @property
    def summaries(self) -> Mapping[str, ThemeSummary]:
        """Give how often each theme that some point raises has come up, by its id."""
        found: Mapping[str, ThemeSummary] = self.counted.value
        return found


class LinkPreview(Value, frozen=True):
    """A description of a page for other programs, beyond what it says itself."""

    card: Card
    """The picture that stands for it."""
    is_article: bool = False
    published: str = ""
    """The date of publication in ISO form, as exact as it is known; empty for what has none."""


class Feed(Value, frozen=True):
    """Where one may follow what is new, in two forms."""

    title: str
    folder: str
    """It is in this folder of the site, which ends in a slash; empty for the top."""

    @property
    def atom(self) -> str:
        """Give its address in Atom."""
        return f"{self.folder}feed.xml"

    @property
    def json(self) -> str:
        """Give its address in JSON Feed."""
        return f"{self.folder}feed.json"


class Page(Struct, frozen=True):
    """One file of the site before it is rendered."""

    address: str
    """Where it is in the site, without a slash before it."""
    template: str
    """The template, or the encoder, that makes bytes of its view."""
    given: Any
    """What the page is made of besides the lookup: a small value, whose digest is its key, or one for later."""
    title: str = ""
    """What a browser shows for the page; unique in the site. Empty for what is no HTML."""
    description: str = ""
    """One or two sentences for search results."""
    trail: tuple[Link, ...] = ()
    """The pages above this one, outermost first."""
    is_listed: bool = True
    """Whether it is listed for search engines."""
    shared: LinkPreview | None = None
    """None where there is none for other programs."""
    feed: Feed | None = None
    """By which one may follow what the page shows, if there is one."""
    measures: tuple[str, ...] = ()
    """Addresses of files whose sizes it shows, so that they are made before it."""
    qr_target: str = ""
    """The page to which a code leads where this one is printed; empty where it has none."""
    document: str = ""
    """Where the same is as a PDF, if the owner wants one; it is then among the files that the page measures."""
    prints: "Page | None" = None
    """The page that this one, a PDF, prints; None for all others."""
    show: Callable[[Any, Lookup], Any] | None = None
    """Makes of the value what the template shows, which is most of the work; None where they are the same."""
    describe: Callable[[Any, Lookup], Any] | None = None
    """Makes of the value what the page is about, as a node of JSON-LD; None where it is a page and no more."""

    @property
    def as_document(self) -> "Page":
        """Give the PDF of this page: it is made of the page, and of nothing else."""
        return Page(self.document, "document", None, is_listed=False, prints=self)

    @property
    def keyed_value(self) -> Any:
        """Give what the page is made of, or what stands for it in the page's key."""
        return self.given.value if isinstance(self.given, Lazy) else self.given

    @property
    def value(self) -> Any:
        """Give what the page is made of."""
        return self.keyed_value.value if isinstance(self.keyed_value, Shared) else self.keyed_value

    def view(self, lookup: Lookup) -> Any:
        """Make what the template shows and nothing more: a frozen dataclass."""
        return self.show(self.value, lookup) if self.show else self.value


class PageKind(Struct, frozen=True):
    """A sort of page: a name, and the function that makes all pages of it."""

    name: str
    make: Callable[[Contents], Iterator[Page]]


HOME = Link("Home", "/index.html")
BRIEFINGS = Link("Briefings", "/briefings/index.html")
THEMES = Link("Themes", "/themes/index.html")
LESSONS = Link("Lessons", "/lessons/index.html")
SEARCH = Link("Search", "/search/index.html")
AUDIENCES = Link("For your role", "/audiences/index.html")
PARTNERSHIPS = Link("Partnerships", "/partnerships/index.html")
KINDS = Link("Kinds of review", "/kinds/index.html")
INSIGHTS = Link("Insights", "/insights/index.html")
DATA = Link("Open data", "/data/index.html")
GLOSSARY = Link("Glossary", "/glossary/index.html")
ACCESSIBILITY = Link("Accessibility", "/accessibility/index.html")

ADMIN_FOLDER = "admin/"
"""In the site and among the templates; what lies there is published where the form is turned on."""
ADMIN_ADDRESS = f"{ADMIN_FOLDER}decap-cms.js"
"""The form for writing in the browser; a copy of the program may come without it, since it is
three times as large as all the rest."""
