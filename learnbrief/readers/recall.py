"""What reading may leave to a memory: anything made of values alone, under a key that names them all."""

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

Made = TypeVar("Made")


class Recall(Protocol):
    """Gives what was made before under a key, or makes it. A key holds all that the making depends on."""

    def __call__(self, key: Hashable, make: Callable[[], Made], /) -> Made:
        """Recall or make."""


def make_anew(_: Hashable, make: Callable[[], Made], /) -> Made:
    """Remember nothing."""
    return make()
