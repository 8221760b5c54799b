"""Links to other sites, asked after politely, and only when somebody wants it. Nothing else asks the web."""

from learnbrief.external.check import check_outside

__all__ = ["check_outside"]
