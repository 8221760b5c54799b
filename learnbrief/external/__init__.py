"""Other sites, asked only when somebody wants it: after our links to them, and for neighbours' open data."""

from learnbrief.external.check import check_outside
from learnbrief.external.neighbours import FetchingError, fetch_neighbour

__all__ = ["FetchingError", "check_outside", "fetch_neighbour"]
