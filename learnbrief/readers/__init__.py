"""Sources to the model: one function per source form, and the vocabulary, glossary and site pages beside them.

Readers report every mistake they meet and never raise for one. They know nothing of pages or of the disk.
"""

from learnbrief.readers.action_words import state_in_words
from learnbrief.readers.identity import Ids, slug_from
from learnbrief.readers.library import (
    READERS,
    ReadBriefing,
    ReferenceTables,
    briefing_files,
    is_briefing,
    library_of,
    read_briefing,
    read_library,
    with_links,
)
from learnbrief.readers.links import PICTURE_ENDINGS, fingerprinted
from learnbrief.readers.roles import as_role, role_to_write, why_no_points
from learnbrief.readers.site_pages import read_site_pages
from learnbrief.readers.unfilled import with_stand_ins
from learnbrief.readers.unread import names_a_section
from learnbrief.readers.vocabulary import (
    LESSONS_FILE,
    VOCABULARY_FILES,
    read_vocabulary,
)
from learnbrief.readers.written_dates import corrected_date, date_in_words
