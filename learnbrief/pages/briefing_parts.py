"""A list of very many briefings, cut into parts, each on a page of its own; so no page grows without end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from learnbrief.model import Briefing, Link
from learnbrief.pages.briefing_list import BriefingLine, briefing_line
from learnbrief.pages.page import Contents, Page
from learnbrief.pages.words import count_of

MOST_ON_A_PAGE = 1_000
"""Briefings in one list: about a megabyte. A longer list is cut."""
MOST_IN_A_PART = 500
"""Briefings in each part of a list that is cut; the first part stands where the whole list would."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A later part of a list."""

    heading: str
    extent: str
    """Which part of how many it is, and of how many briefings."""
    beside: tuple[Link, ...]
    """The parts before and after it."""
    briefings: tuple[BriefingLine, ...]


def is_cut(briefings: Sequence[Briefing]) -> bool:
    """Tell whether a list of these is cut."""
    return len(briefings) > MOST_ON_A_PAGE


def first_lines(briefings: Sequence[Briefing], contents: Contents) -> tuple[BriefingLine, ...]:
    """Show a list as far as it stands on its first page."""
    return _lines(briefings[:MOST_IN_A_PART] if is_cut(briefings) else briefings, contents)


def rest_of(folder: str, briefings: Sequence[Briefing]) -> Link | None:
    """Lead from a list's first page, in a folder that ends in a slash, to its second; None where it is not cut."""
    return _link(folder, 2, briefings) if is_cut(briefings) else None


def part_pages(
    folder: str, heading: str, trail: tuple[Link, ...], briefings: Sequence[Briefing], contents: Contents
) -> Iterator[Page]:
    """Make the pages of the later parts of a list, in the folder of the first."""
    for number in range(2, _count(briefings) + 1 if is_cut(briefings) else 2):
        extent = f"Part {number} of {_count(briefings)}, of {count_of(len(briefings), 'briefing')}, newest first."
        yield Page(
            address=_address(folder, number),
            template="part.html",
            make_view=partial(_view, folder, heading, extent, number, briefings, contents),
            title=f"{heading} (part {number} of {_count(briefings)})",
            description=f"{heading}. {extent}",
            trail=trail,
        )


def _view(
    folder: str, heading: str, extent: str, number: int, briefings: Sequence[Briefing], contents: Contents
) -> PartView:
    beside = [other for other in (number - 1, number + 1) if other <= _count(briefings)]
    part = briefings[(number - 1) * MOST_IN_A_PART : number * MOST_IN_A_PART]
    return PartView(
        heading, extent, tuple(_link(folder, other, briefings) for other in beside), _lines(part, contents)
    )


def _lines(briefings: Sequence[Briefing], contents: Contents) -> tuple[BriefingLine, ...]:
    return tuple(briefing_line(briefing, contents) for briefing in briefings)


def _count(briefings: Sequence[Briefing]) -> int:
    return -(-len(briefings) // MOST_IN_A_PART)


def _link(folder: str, number: int, briefings: Sequence[Briefing]) -> Link:
    return Link(f"Part {number} of {_count(briefings)}", f"/{_address(folder, number)}")


def _address(folder: str, number: int) -> str:
    """Give a part's address. No briefing can stand there, whatever its slug."""
    return f"{folder}index.html" if number == 1 else f"{folder}part/{number}/index.html"
