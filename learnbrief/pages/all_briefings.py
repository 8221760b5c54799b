"""The list of all briefings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from learnbrief.model import Link
from learnbrief.pages.briefing_list import BriefingLine
from learnbrief.pages.briefing_parts import first_lines, is_cut, part_pages, rest_of
from learnbrief.pages.feeds import site_feed
from learnbrief.pages.filters import Filter, site_filters
from learnbrief.pages.page import BRIEFINGS, HOME, Contents, Page
from learnbrief.pages.words import count_of

_FOLDER = "briefings/"


@dataclass(frozen=True, slots=True)
class BriefingsView:
    """What the list of all briefings shows."""

    briefings: tuple[BriefingLine, ...]
    filters: tuple[Filter, ...]
    """None where these are not all."""
    more: Link | None
    """The next part, if these are not all."""


def briefings_pages(contents: Contents) -> Iterator[Page]:
    """Make the list of all briefings, in parts if need be."""
    briefings = contents.catalogue.briefings
    description = f"All {count_of(len(briefings), 'learning briefing')} on this site, newest first."
    view, feed = partial(_view, contents), site_feed(contents.settings)
    yield Page(f"{_FOLDER}index.html", "briefings.html", view, "Briefings", description, (HOME,), feed=feed)
    yield from part_pages(_FOLDER, "Briefings", (HOME, BRIEFINGS), briefings, contents)


def _view(contents: Contents) -> BriefingsView:
    briefings = contents.catalogue.briefings
    filters = () if is_cut(briefings) else site_filters(contents)
    return BriefingsView(first_lines(briefings, contents), filters, rest_of(_FOLDER, briefings))
