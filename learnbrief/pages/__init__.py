"""What every page is made from and made as: addresses, words, frames, points. Knows no kind of page."""

from learnbrief.pages.addresses import absolute_links, canonical, relative_links
from learnbrief.pages.page import (
    ACCESSIBILITY,
    ADMIN_ADDRESS,
    ADMIN_FOLDER,
    AUDIENCES,
    DATA,
    Contents,
    Feed,
    Lazy,
    Lookup,
    Page,
    PageKind,
)
from learnbrief.pages.points import roles_of
from learnbrief.pages.sharing import Sharing, sharing
