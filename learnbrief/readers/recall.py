"""What reading may leave to a memory: anything made of values alone, under a key that names them all."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Protocol, TypeVar

Made = TypeVar("Made")


class Recall(Protocol):
    """Gives what was made before under a key, or makes it. A key holds all that the making depends on."""

    def __call__(self, key: Hashable, make: Callable[[], Made], /) -> Made:
        """Recall or make."""


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


def make_anew(_: Hashable, make: Callable[[], Made], /) -> Made:
    """Remember nothing."""
    return make()
