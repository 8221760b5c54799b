"""Documents that editors have, from Word, the web or a PDF, as drafts of briefings.

One neutral tree is in the middle: readers make it, one a form of document, and one writer makes a draft and a
report of it. Pure: bytes to values. This room knows no disk, fetches nothing, and judges no briefing: `check` does.
"""

from learnbrief.importing.draft import ImportOptions
from learnbrief.importing.formats import LARGEST, PASTED, READERS
from learnbrief.importing.imported import Imported, import_document
from learnbrief.importing.report import DraftCheck, report
from learnbrief.importing.tree import Document, Refusal
