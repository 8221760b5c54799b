"""Rules over the library and over the pages. A rule looks and yields problems; it makes and changes nothing."""

from learnbrief.checks.checked import links_outside
from learnbrief.checks.files import FILE_CHECKS, check_files
from learnbrief.checks.library import HINT_CHECKS, LIBRARY_CHECKS, check_library
from learnbrief.checks.lost import LOST
from learnbrief.checks.made import LinksInside
from learnbrief.checks.pages import PAGE_CHECKS, check_pages

__all__ = [
    "FILE_CHECKS",
    "HINT_CHECKS",
    "LIBRARY_CHECKS",
    "LOST",
    "PAGE_CHECKS",
    "LinksInside",
    "check_files",
    "check_library",
    "check_pages",
    "links_outside",
]
