"""Make something of each of many things: alone, or together with others, which whoever asks cannot tell."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

Told = Callable[[int, int], None]
"""Is told how many things are done, and how many there are."""


def unseen(_done: int, _total: int) -> None:
    """Show nobody how far the work has come."""


class Crew(Protocol):
    """Makes something of each of many things."""

    def __call__(self, make: Callable[[Item], Made], items: Sequence[Item], told: Told = unseen) -> list[Made]:
        """Give what was made, in the order of the things. What is made must be a value that can be pickled."""
        ...


def alone(make: Callable[[Item], Made], items: Sequence[Item], told: Told = unseen) -> list[Made]:
    """Make one after the other."""
    made = []
    for done, item in enumerate(items):
        told(done, len(items))
        made.append(make(item))
    return made
