"""Other sites: their answers and their data, politely, and only when somebody wants it. Nothing else asks the web."""

from learnbrief.external.check import check_outside
from learnbrief.external.fetch import FetchingError, fetch
from learnbrief.external.neighbours import fetch_neighbour

__all__ = ["FetchingError", "check_outside", "fetch", "fetch_neighbour"]
