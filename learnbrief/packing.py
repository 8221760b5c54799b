"""Values packed quickly: written down as `pickle` does it, and taken up again, in half the time.

What a dataclass with slots brings for this looks its fields up again for each value.
"""

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Value = TypeVar("Value")


def packed_quickly(of: type[Value]) -> type[Value]:
    """Have a frozen dataclass with slots, and more than one field, packed as its values in their order."""
    names = [field.name for field in fields(of)]  # type: ignore[arg-type]
    values_of = attrgetter(*names)
    puts = [of.__dict__[name].__set__ for name in names]

    def get_state(value: Value) -> tuple[Any, ...]:
        found: tuple[Any, ...] = values_of(value)
        return found

    def set_state(value: Value, state: Sequence[Any]) -> None:
        for put, each in zip(puts, state, strict=True):
            put(value, each)

    of.__getstate__ = get_state  # type: ignore[method-assign, assignment]
    of.__setstate__ = set_state  # type: ignore[attr-defined]
    return of
