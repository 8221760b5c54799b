"""What reading may leave to a memory: anything made of values alone, under a key that names them all."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from learnbrief.crew import Crew, Told

Item = TypeVar("Item")
Made = TypeVar("Made")


class Recall(Protocol):
    """Gives what was made before under a key, or makes it. A key holds all that the making depends on."""

    def __call__(self, key: Hashable, make: Callable[[], Made], /) -> Made:
        """Recall or make."""

    def each(
        self, keys: Sequence[Hashable], make: Callable[[Item], Made], items: Sequence[Item], crew: Crew, told: Told
    ) -> list[Made]:
        """Recall or make something of each item, under the key that stands in the same place; a crew makes it."""


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """A key that stands for a value by its identity.

    Values never change, and one that was recalled is still the same; so nothing of it need be compared.
    """

    value: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


class _MakeAnew:
    """Remembers nothing."""

    def __call__(self, _: Hashable, make: Callable[[], Made], /) -> Made:
        """Make."""
        return make()

    def each(
        self, _: Sequence[Hashable], make: Callable[[Item], Made], items: Sequence[Item], crew: Crew, told: Told
    ) -> list[Made]:
        """Make something of each."""
        return crew(make, items, told)


make_anew = _MakeAnew()
