"""How far a build has come, told to whoever wants to know."""

from collections.abc import Callable

OnProgress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is of it.

A stage that is not counted is told once, with 0 of 0, when it begins. Stages follow one another: each ends where
the next one begins.
"""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Show nobody how far a build has come."""
