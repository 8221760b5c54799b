"""Counts that a great many pages show, and that an edit of one briefing changes on all of them.

They are written into a page last of all, so that the rest of it can be remembered. Until then a mark stands in their
place, made of noncharacters (The Unicode Standard, 23.7), which no source and no template may hold.
"""

import re

from learnbrief.catalogue import Catalogue
from learnbrief.pages.words import count_of

_OPEN, _CLOSE = "\ufdd3", "\ufdd4"
_COUNT = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}".encode())


def points_on(theme_id: str) -> str:
    """Stand for how many points raise a theme, such as "12 points"."""
    return f"{_OPEN}{theme_id}{_CLOSE}"


def with_counts(page: bytes, catalogue: Catalogue) -> bytes:
    """Write the counts into a page, in UTF-8."""

    def count(found: re.Match[bytes]) -> bytes:
        return count_of(len(catalogue.by_theme[found[1].decode()]), "point").encode()

    return _COUNT.sub(count, page)
