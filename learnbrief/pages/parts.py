"""A long list, cut into parts, each on a page of its own: so no page is heavy, however many briefings there are."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from learnbrief.cache.values import Value
from learnbrief.model import Link

MOST = 100
"""Entries of a list, and points, on one page; SPEC 4."""
LIST_BYTES = 125_000
"""Bytes of a list that has a page to itself, so that with all around it the page stays below 150 kB; SPEC 4."""

Item = TypeVar("Item")
BytesOf = Callable[[Item], int]
"""Says about how many bytes an entry takes on a page."""


class ListPart(Value, Generic[Item], frozen=True):
    """One part of a list; the first one is where the whole list would be."""

    folder: str
    """Of the whole list; it ends in a slash."""
    number: int
    of: int
    total: int
    """Entries of the whole list."""
    items: Sequence[Item]

    @property
    def address(self) -> str:
        """Say where its page is."""
        return self._address(self.number)

    @property
    def place(self) -> str:
        """Say which part of how many it is; nothing of a list in one piece."""
        return f"part {self.number} of {self.of}" if self.of > 1 else ""

    @property
    def next(self) -> Link | None:
        """Link to the part after it, if there is one."""
        return self._link(self.number + 1) if self.number < self.of else None

    @property
    def beside(self) -> tuple[Link, ...]:
        """Link to the parts before and after it."""
        return tuple(self._link(number) for number in (self.number - 1, self.number + 1) if 0 < number <= self.of)

    def titled(self, title: str) -> str:
        """Give its page a title that no other part has."""
        return title if self.number == 1 else f"{title} ({self.place})"

    def _address(self, number: int) -> str:
        return f"{self.folder}index.html" if number == 1 else f"{self.folder}{number}/index.html"

    def _link(self, number: int) -> Link:
        return Link(f"Part {number} of {self.of}", f"/{self._address(number)}")


def parts_of(
    folder: str, items: Sequence[Item], bytes_of: BytesOf[Item], first: int = LIST_BYTES
) -> tuple[ListPart[Item], ...]:
    """Cut a list into parts; `first` is how many bytes the first may have, beside what else is there."""
    cuts = [first_of(items, bytes_of, first)]
    while rest := items[sum(map(len, cuts)) :]:
        cuts.append(first_of(rest, bytes_of))
    return tuple(ListPart(folder, number, len(cuts), len(items), cut) for number, cut in enumerate(cuts, start=1))


def first_of(items: Sequence[Item], bytes_of: BytesOf[Item], bytes_left: int = LIST_BYTES) -> Sequence[Item]:
    """Give as many entries as fit on a page: at most a hundred, and no more bytes than are left, but one."""
    for number, item in enumerate(items[:MOST]):
        bytes_left -= bytes_of(item)
        if bytes_left < 0:
            return items[: max(number, 1)]
    return items[:MOST]


def bytes_of_texts(*texts: str, around: int) -> int:
    """Say how many bytes some texts take, with the markup around them."""
    return len("".join(texts).encode("utf-8", "surrogatepass")) + around
