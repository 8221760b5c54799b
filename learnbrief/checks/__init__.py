"""Rules over the library and over the pages. A rule looks and yields problems; it makes and changes nothing."""

from learnbrief.checks.built_pages import LinksInside
from learnbrief.checks.checked import SourceWording, explained_in, links_written_in, other_links_outside
from learnbrief.checks.files import check_files
from learnbrief.checks.library import asked_hints, check_library, check_source, check_vocabulary
from learnbrief.checks.lost import LOST
from learnbrief.checks.pages import check_pages
