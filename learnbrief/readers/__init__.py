"""Sources to the model: one function per source form, and the vocabulary, glossary and site pages beside them.

Readers report every mistake they meet and never raise for one. They know nothing of pages or of the disk.
"""

from learnbrief.readers.face import read_face
from learnbrief.readers.identity import Ids, slug_from
from learnbrief.readers.library import READERS, is_briefing, read_library
from learnbrief.readers.links import PICTURE_ENDINGS, fingerprinted
from learnbrief.readers.recall import Itself, Recall, make_anew
from learnbrief.readers.site_pages import read_site_pages
from learnbrief.readers.unfilled import MARK
from learnbrief.readers.vocabulary import (
    GLOSSARY_FILE,
    PARTNERSHIPS_FILE,
    THEMES_FILE,
    VOCABULARY_FILES,
    read_vocabulary,
)

__all__ = [
    "GLOSSARY_FILE",
    "MARK",
    "PARTNERSHIPS_FILE",
    "PICTURE_ENDINGS",
    "READERS",
    "THEMES_FILE",
    "VOCABULARY_FILES",
    "Ids",
    "Itself",
    "Recall",
    "fingerprinted",
    "is_briefing",
    "make_anew",
    "read_face",
    "read_library",
    "read_site_pages",
    "read_vocabulary",
    "slug_from",
]
