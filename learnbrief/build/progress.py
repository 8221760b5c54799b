"""Reports how far a build has come."""

from collections.abc import Callable

OnProgress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is in all.

A stage that is not counted is reported once, as 0 of 0, when it begins. Stages follow one another: each ends where
the next one begins.
"""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Show nobody how far a build has come."""
