"""What was published before, as the open data tells it, and what a change makes of it.

This room reads the data files of a site from wherever they come, and knows neither the disk nor the web.
"""

from learnbrief.published.changes import alterations, changes_in_words, in_pairs
from learnbrief.published.promises import Promises, are_kept, pages_of_collections, promises_of
from learnbrief.published.reading import (
    NOTHING,
    DataFile,
    PublishedBriefing,
    PublishedPoint,
    PublishedSite,
    UnreadableDataError,
    read_published,
)
