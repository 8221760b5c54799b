"""What was made in the last rounds, so that a round makes only what is new."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar, TypeVarTuple

from learnbrief.crew import Crew, Told, alone
from learnbrief.memo import Recompute

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
        if not self._knows(key):
            self._asked[key] = make()
        found: Made = self._asked[key]
        return found

    def each(
        self, keys: Sequence[Hashable], make: Callable[[Item], Made], items: Sequence[Item], crew: Crew, told: Told
    ) -> list[Made]:
        """Give what was made under each key; a crew makes what is new."""
        new = {key: item for key, item in zip(keys, items, strict=True) if not self._knows(key)}
        self._asked.update(zip(new, crew(make, list(new.values()), told), strict=True))
        return [self._asked[key] for key in keys]

    def _knows(self, key: Hashable) -> bool:
        """Tell whether something was made under a key; then it is asked for in this round, too."""
        for known in (self._asked, self._last, self._before_last):
            if key in known:
                self._asked[key] = known[key]
                return True
        return False

    def end_round(self) -> None:
        """Forget what neither this round nor the one before asked for."""
        self._asked, self._last, self._before_last = {}, self._asked, self._last


class Drawings(Recompute):
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
