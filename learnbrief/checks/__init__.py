"""Rules over the library and over the pages. A rule looks and yields problems; it makes and changes nothing."""

from learnbrief.checks.checked import links_outside
from learnbrief.checks.files import FILE_CHECKS, check_files
from learnbrief.checks.library import LIBRARY_CHECKS, LIBRARY_HINTS, SOURCE_CHECKS, SOURCE_HINTS, check_library
from learnbrief.checks.pages import PAGE_CHECKS, LinksInside, check_pages

__all__ = [
    "FILE_CHECKS",
    "LIBRARY_CHECKS",
    "LIBRARY_HINTS",
    "PAGE_CHECKS",
    "SOURCE_CHECKS",
    "SOURCE_HINTS",
    "LinksInside",
    "check_files",
    "check_library",
    "check_pages",
    "links_outside",
]
