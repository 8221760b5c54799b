"""What was read of each source, remembered as long as nothing that its reading depends on has changed.

A reading is kept as Python writes values down (`pickle`), which is many times as quick to take up as the source is to
read. It is never taken up as Python would by itself: only the values that readings are made of may be named in it, so
that nothing a memory holds can make the program do anything.
"""

import pickle  # noqa: TID251 taken up only by `_Taker`, which lets nothing but values through
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any, TypeVar

from learnbrief.crew import Crew, Told, unseen
from learnbrief.files.memory import Memory
from learnbrief.memo import digest_of

Item = TypeVar("Item")
Made = TypeVar("Made")

_ROOMS_OF_VALUES = ("learnbrief.model.", "learnbrief.problems", "learnbrief.source", "learnbrief.readers.library")


class _Taker(pickle.Unpickler):
    """Takes up values of ours and no others."""

    def find_class(self, module: str, name: str) -> Any:
        """Give the class that a value is of; raises UnpicklingError for anything that is no class of values."""
        if (module, name) == ("datetime", "date"):
            return date
        if module.startswith(_ROOMS_OF_VALUES) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


class Readings:
    """A recall that keeps what was read in a project's memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def __call__(self, _: Hashable, make: Callable[[], Made], /) -> Made:
        """Make what is too quick to make, or stands for too much, to be kept."""
        return make()

    def each(
        self,
        keys: Sequence[Hashable],
        make: Callable[[Item], Made],
        items: Sequence[Item],
        crew: Crew,
        told: Told = unseen,
    ) -> list[Made]:
        """Take up what was made under each key; a crew makes what is not remembered, and it is kept."""
        names = [digest_of(self._memory.program, make, key) for key in keys]
        found: dict[str, Made] = {}
        for name in names:
            with suppress(pickle.UnpicklingError):
                if (kept := self._memory.recall(name)) is not None:
                    found[name] = _Taker(BytesIO(kept)).load()
        missing = {name: item for name, item in zip(names, items, strict=True) if name not in found}
        packed = crew(partial(_make_and_pack, make), list(missing.values()), told)
        for name, content in zip(missing, packed, strict=True):
            self._memory.keep(name, content)
            found[name] = _Taker(BytesIO(content)).load()
        return [found[name] for name in names]


def _make_and_pack(make: Callable[[Item], Made], item: Item) -> bytes:
    return pickle.dumps(make(item), pickle.HIGHEST_PROTOCOL)
