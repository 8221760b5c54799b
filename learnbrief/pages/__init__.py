"""Which pages and data files exist, at which address, with which view.

Pages are made of the catalogue and the settings alone. This room knows neither templates' insides nor the disk.
"""

from learnbrief.pages.addresses import absolute_links, canonical, relative_links
from learnbrief.pages.admin import admin_pages
from learnbrief.pages.all_briefings import briefings_pages
from learnbrief.pages.briefing import briefing_pages
from learnbrief.pages.collections import audience_pages, kind_pages, partnership_pages
from learnbrief.pages.data import crawler_pages
from learnbrief.pages.feeds import feed_pages, site_feed
from learnbrief.pages.home import home_pages
from learnbrief.pages.insights import insights_pages
from learnbrief.pages.lessons import lesson_pages
from learnbrief.pages.manifest import manifest_pages
from learnbrief.pages.old_addresses import forwarding_pages, moved_themes, withdrawn_pages
from learnbrief.pages.open_data import data_pages
from learnbrief.pages.pack import pack_pages
from learnbrief.pages.page import (
    ACCESSIBILITY,
    ADMIN_FOLDER,
    AUDIENCES,
    DATA,
    FORM,
    Contents,
    Feed,
    Later,
    Lookup,
    Page,
    PageKind,
)
from learnbrief.pages.points import roles_of
from learnbrief.pages.reference import accessibility_pages, glossary_pages, not_found_pages, own_pages
from learnbrief.pages.search_page import search_pages
from learnbrief.pages.sharing import Sharing, picture_pages, sharing, with_sharing
from learnbrief.pages.theme import theme_pages
from learnbrief.pages.themes import themes_pages

__all__ = [
    "ACCESSIBILITY",
    "ADMIN_FOLDER",
    "AUDIENCES",
    "DATA",
    "FORM",
    "PAGE_KINDS",
    "Contents",
    "Feed",
    "Later",
    "Lookup",
    "Page",
    "PageKind",
    "Sharing",
    "absolute_links",
    "canonical",
    "make_pages",
    "moved_themes",
    "relative_links",
    "roles_of",
    "sharing",
    "site_feed",
]


def make_pages(contents: Contents) -> tuple[Page, ...]:
    """Make every page of the site, kind by kind; what crawlers are told comes last, because it names the others."""
    pages = with_sharing((page for kind in PAGE_KINDS for page in kind.make(contents)), contents.settings)
    return (*pages, *picture_pages(pages, contents), *crawler_pages(contents, pages))


PAGE_KINDS = (
    PageKind("home", home_pages),
    PageKind("briefings", briefings_pages),
    PageKind("briefing", briefing_pages),
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
