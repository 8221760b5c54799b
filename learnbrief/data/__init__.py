"""Open data: what is published, as files for spreadsheets and programs, each with a schema, and a page about them.

What a file holds is defined once, as columns: records, tables, schemas and the page are all made of them.
"""

from learnbrief.data.columns import harmless
from learnbrief.data.documents import TableView, written_row
from learnbrief.data.files import data_pages
from learnbrief.data.manifest import manifest_pages
