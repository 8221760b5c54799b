"""What was made in the last rounds, so that a round makes only what is new."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


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

    def end_round(self) -> None:
        """Forget what neither this round nor the one before asked for."""
        self._asked, self._last, self._before_last = {}, self._asked, self._last
