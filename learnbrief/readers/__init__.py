"""Sources to the model: one function per source form, and the vocabulary, glossary and site pages beside them.

Readers report every mistake they meet and never raise for one. They know nothing of pages or of the disk.
"""

from learnbrief.readers.library import READERS, is_briefing, read_library
from learnbrief.readers.links import PICTURE_ENDINGS, fingerprinted
from learnbrief.readers.recall import Recall, make_anew
from learnbrief.readers.site_pages import read_site_pages

__all__ = [
    "PICTURE_ENDINGS",
    "READERS",
    "Recall",
    "fingerprinted",
    "is_briefing",
    "make_anew",
    "read_library",
    "read_site_pages",
]
