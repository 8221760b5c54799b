"""Themes that know which of them were looked up, so that a page's key holds these alone."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from learnbrief.cache.cache import digest_of
from learnbrief.cache.values import without_places
from learnbrief.model.vocabulary import Theme

Made = TypeVar("Made")

Seen = int
"""Some themes, a bit for each, in the order of all."""


class WatchedThemes(Mapping[str, Theme]):
    """The themes of a vocabulary, by their ids. Whoever goes through them has seen all."""

    def __init__(self, themes: Mapping[str, Theme]) -> None:
        self._themes = themes
        self._bits = {theme: 1 << place for place, theme in enumerate(themes)}
        self._seen: Seen = 0
        self._own = {self._bits[id_]: digest_of(without_places(theme)) for id_, theme in themes.items()}
        """A digest of each."""
        self._digests: dict[Seen, bytes] = {0: b""}

    def __getitem__(self, theme: str) -> Theme:
        found = self._themes[theme]
        self._seen |= self._bits[theme]
        return found

    def __iter__(self) -> Iterator[str]:
        self._seen |= (1 << len(self)) - 1
        return iter(self._themes)

    def __len__(self) -> int:
        return len(self._themes)

    @classmethod
    def of(cls, themes: Mapping[str, Theme]) -> "WatchedThemes":
        """Watch themes, unless they are watched."""
        return themes if isinstance(themes, cls) else cls(themes)

    def watch(self, make: Callable[[], Made]) -> tuple[Made, Seen]:
        """Make something, and tell which themes were looked up for it."""
        before, self._seen = self._seen, 0
        try:
            return make(), self._seen
        finally:
            self._seen |= before

    def digest_of(self, seen: Seen) -> bytes:
        """Digest all that may be looked up of some themes."""
        digest = self._digests.get(seen)
        if digest is None:
            digest = self._digests[seen] = digest_of([self._own[bit] for bit in _bits_of(seen)])
        return digest

    @property
    def digest(self) -> bytes:
        """Digest all themes."""
        return digest_of(tuple(self._bits)) + self.digest_of((1 << len(self)) - 1)


def _bits_of(seen: Seen) -> Iterator[int]:
    """Give each bit by itself, the lowest first."""
    while seen:
        lowest = seen & -seen
        yield lowest
        seen ^= lowest
