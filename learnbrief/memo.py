"""Remember a pure function's result by its inputs' digest.

Nothing is ever invalidated: other inputs are another digest. So a remembered result is right as long as each input
is an argument, and each argument a value whose `repr` tells all of it. Whoever asks cannot tell whether an answer was
remembered. Where answers are kept is not this room's to know; see `learnbrief.files.memory`.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Protocol, TypeVarTuple

Arguments = TypeVarTuple("Arguments")


class Memo(Protocol):
    """Gives what a function would, and may have it remembered."""

    def __call__(self, function: Callable[[*Arguments], bytes], *arguments: *Arguments) -> bytes:
        """Answer what the function answers to these arguments."""
        ...


def recompute(function: Callable[[*Arguments], bytes], *arguments: *Arguments) -> bytes:
    """Remember nothing."""
    return function(*arguments)


def digest_of(program: str, function: Callable[..., bytes], *arguments: object) -> str:
    """Digest all that a result depends on: the program's version, the function's name, the arguments' `repr`.

    Gives SHA-256 in hexadecimal. Raises ValueError for a function made inside another one, which may have inputs
    that are no arguments.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    if "<" in name:
        raise ValueError(f"{name} may know more than its arguments")
    return sha256(repr((program, name, arguments)).encode("utf-8", "surrogatepass")).hexdigest()
