"""Rules over the finished files of a site."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape

from learnbrief.model import LinkedPage
from learnbrief.problems import Problem, did_you_mean, error

File = Callable[[str], bytes | None]
"""Reads the file at an address; None if it does not exist."""

FileCheck = Callable[[File, Sequence[LinkedPage]], Iterator[Problem]]

_WORDS_TO_FIND = ":~:"
"""Behind it browsers look for words on the page (https://wicg.github.io/scroll-to-text-fragment/)."""
_ID = re.compile(r"""<[^<>]*\sid=["']?([^"'\s>]+)""")


def check_files(file: File, links: Sequence[LinkedPage]) -> Iterator[Problem]:
    """Hold the files, and what sources name of them, to every rule."""
    for check in FILE_CHECKS:
        yield from check(file, links)


def check_named_places(file: File, links: Sequence[LinkedPage]) -> Iterator[Problem]:
    """A link to a place on a page of the site leads to an id that the page has.

    Bad:  [MARAC](/glossary/#marak)
    Good: [MARAC](/glossary/#marac)
    """
    ids: dict[str, list[str]] = {}
    for link in links:
        address = link.page.id
        place = link.fragment.partition(_WORDS_TO_FIND)[0]
        if address not in ids:
            ids[address] = [unescape(found) for found in _ID.findall((file(address) or b"").decode())]
        if place and place != "top" and ids[address] and place not in ids[address]:
            page = f"/{address.removesuffix('index.html')}"
            nearest = did_you_mean(place, ids[address])
            cure = nearest if nearest.startswith("Did") else "Look for its address on the page, or link to the page."
            yield error("broken-link", f'The page "{page}" has no place "#{place}". {cure}', link.page.at)


FILE_CHECKS: tuple[FileCheck, ...] = (check_named_places,)
