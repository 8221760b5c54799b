"""Remember a pure function's result by its inputs' digest.

Nothing is ever invalidated: other inputs are another digest. So a remembered result is right as long as each input
is an argument, and each argument a value whose `repr` tells all of it. Whoever asks cannot tell whether an answer was
remembered. Where answers are kept is not this room's to know; see `learnbrief.files.memory`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from typing import Protocol, TypeVar, TypeVarTuple

from learnbrief.crew import Crew, Told, alone, unseen

Item = TypeVar("Item")
Arguments = TypeVarTuple("Arguments")


class Memo(Protocol):
    """Gives what a function would, and may have it remembered."""

    def each(
        self, function: Callable[[*Arguments], bytes], arguments: Sequence[tuple[*Arguments]], crew: Crew = alone
    ) -> list[bytes]:
        """Answer what the function answers to each of these arguments; a crew computes what is not remembered."""
        ...

    def under(
        self,
        keys: Sequence[str],
        make: Callable[[Item], bytes],
        items: Sequence[Item],
        crew: Crew = alone,
        told: Told = unseen,
    ) -> list[bytes]:
        """Give what is made of each item, whose key holds all that the making depends on; a crew makes what is new.

        What comes to nothing is not remembered.
        """
        ...


class Recompute:
    """Remembers nothing."""

    def each(
        self, function: Callable[[*Arguments], bytes], arguments: Sequence[tuple[*Arguments]], crew: Crew = alone
    ) -> list[bytes]:
        """Compute all of it."""
        return crew(partial(call, function), arguments)

    def under(
        self,
        keys: Sequence[str],
        make: Callable[[Item], bytes],
        items: Sequence[Item],
        crew: Crew = alone,
        told: Told = unseen,
    ) -> list[bytes]:
        """Make all of it."""
        return crew(make, items, told)


recompute = Recompute()


def call(function: Callable[[*Arguments], bytes], arguments: tuple[*Arguments]) -> bytes:
    """Call a function."""
    return function(*arguments)


def digest_of(program: str, function: Callable[..., object], *arguments: object) -> str:
    """Digest all that a result depends on: the program's version, the function's name, the arguments' `repr`.

    Gives SHA-256 in hexadecimal. Raises ValueError for a function made inside another one, which may have inputs
    that are no arguments.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    if "<" in name:
        raise ValueError(f"{name} may know more than its arguments")
    return sha256(repr((program, name, arguments)).encode("utf-8", "surrogatepass")).hexdigest()
