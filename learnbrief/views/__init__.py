"""Which pages and data files exist, at which address, with which view.

Pages are made of the catalogue and the settings alone. This room knows neither templates' insides nor the disk.
"""

from msgspec.structs import replace

from learnbrief.data import data_pages, manifest_pages
from learnbrief.feeds import feed_pages
from learnbrief.pages.documents import crawler_pages
from learnbrief.pages.page import Contents, Page, PageKind
from learnbrief.pages.sharing import picture_pages, with_sharing
from learnbrief.views.admin import admin_pages
from learnbrief.views.all_briefings import briefings_pages
from learnbrief.views.briefing import briefing_pages
from learnbrief.views.collections import audience_pages, kind_pages, partnership_pages
from learnbrief.views.home import home_pages
from learnbrief.views.insights import insights_pages
from learnbrief.views.lessons import lesson_pages
from learnbrief.views.old_addresses import forwarding_pages, moved_themes, withdrawn_pages
from learnbrief.views.pack import pack_pages
from learnbrief.views.reference import accessibility_pages, glossary_pages, not_found_pages, own_pages
from learnbrief.views.search_page import search_pages
from learnbrief.views.sheet import sheet_pages
from learnbrief.views.theme import theme_pages
from learnbrief.views.themes import themes_pages


def make_pages(contents: Contents) -> tuple[Page, ...]:
    """Make every page of the site, kind by kind; the sitemap comes last, because it names the others."""
    pages = with_sharing((page for kind in PAGE_KINDS for page in kind.make(contents)), contents.settings)
    documents: tuple[Page, ...] = ()
    if contents.settings.pdf:
        documents = tuple(page.as_document for page in pages if page.document)
        pages = tuple(map(_with_document, pages))
    return (*pages, *documents, *picture_pages(pages, contents), *crawler_pages(contents, pages))


def _with_document(page: Page) -> Page:
    """Have a page tell how large its PDF is."""
    return replace(page, measures=(*page.measures, page.document)) if page.document else page


PAGE_KINDS = (
    PageKind("home", home_pages),
    PageKind("briefings", briefings_pages),
    PageKind("briefing", briefing_pages),
    PageKind("sheet", sheet_pages),
    PageKind("withdrawn briefing", withdrawn_pages),
    PageKind("old address", forwarding_pages),
    PageKind("themes", themes_pages),
    PageKind("theme", theme_pages),
    PageKind("team pack", pack_pages),
    PageKind("lessons", lesson_pages),
    PageKind("audiences", audience_pages),
    PageKind("partnerships", partnership_pages),
    PageKind("kinds", kind_pages),
    PageKind("insights", insights_pages),
    PageKind("search", search_pages),
    PageKind("glossary", glossary_pages),
    PageKind("own page", own_pages),
    PageKind("accessibility", accessibility_pages),
    PageKind("not found", not_found_pages),
    PageKind("feed", feed_pages),
    PageKind("open data", data_pages),
    PageKind("manifest", manifest_pages),
    PageKind("form in the browser", admin_pages),
)
