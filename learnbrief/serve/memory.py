"""What was made in the last rounds, so that a round makes only what is new."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, TypeVar, TypeVarTuple

from learnbrief.crew import Crew, Told, alone

Item = TypeVar("Item")
Made = TypeVar("Made")
Arguments = TypeVarTuple("Arguments")


class Memory:
    """Remembers what the last two rounds asked for; so a mistake, once mended, costs nothing again."""

    def __init__(self) -> None:
        self._asked: dict[Hashable, Any] = {}
        self._last: dict[Hashable, Any] = {}
        self._before_last: dict[Hashable, Any] = {}

    def __call__(self, key: Hashable, make: Callable[[], Made], /) -> Made:
        """Give what was made under a key, or make it."""
        for known in (self._asked, self._last, self._before_last):
            if key in known:
                self._asked[key] = known[key]
                break
        else:
            self._asked[key] = make()
        found: Made = self._asked[key]
        return found

    def each(
        self, keys: Sequence[Hashable], make: Callable[[Item], Made], items: Sequence[Item], _: Crew, told: Told
    ) -> list[Made]:
        """Give what was made under each key, or make it here."""
        made = []
        for key, item in zip(keys, items, strict=True):
            made.append(self(key, partial(make, item)))
            told(len(made), len(items))
        return made

    def end_round(self) -> None:
        """Forget what neither this round nor the one before asked for."""
        self._asked, self._last, self._before_last = {}, self._asked, self._last


class Drawings:
    """Remembers, as a memo, the pictures of the pages that were opened: they are few, and seldom change."""

    def __init__(self) -> None:
        self._drawn: dict[Hashable, bytes] = {}

    def each(
        self, function: Callable[[*Arguments], bytes], arguments: Sequence[tuple[*Arguments]], _: Crew = alone
    ) -> list[bytes]:
        """Answer what the function answers to each of these arguments."""
        for given in arguments:
            if (function, given) not in self._drawn:
                self._drawn[function, given] = function(*given)
        return [self._drawn[function, given] for given in arguments]
