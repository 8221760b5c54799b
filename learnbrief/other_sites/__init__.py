"""Other sites: their answers and their data, politely, and only when somebody wants it. Nothing else asks the web."""

from learnbrief.other_sites.check import check_outside
from learnbrief.other_sites.fetch import FetchingError, fetch
from learnbrief.other_sites.neighbours.fetching import fetch_neighbour

__all__ = ["FetchingError", "check_outside", "fetch", "fetch_neighbour"]
