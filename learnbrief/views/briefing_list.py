"""Briefings as lines of a list, and lists of them in parts."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Link, Status, shared_briefings
from learnbrief.pages.page import Common, Contents, Lazy, Page
from learnbrief.pages.parts import LIST_BYTES, ListPart, bytes_of_texts, first_of, parts_of
from learnbrief.pages.points import publishers_in_full
from learnbrief.pages.words import count_of

BESIDE_POINTS = 35_000
"""Bytes of a list of briefings on a page that shows points too."""


class BriefingLine(Value, frozen=True):
    """A briefing in a list."""

    title: str
    url: str
    summary: str
    """HTML."""
    publishers: str
    kind: str
    held: str
    year: str
    count: str
    notice: str
    partnership_ids: str
    kind_id: str
    audience_ids: str
    theme_ids: str


class BriefingsPartView(Value, frozen=True):
    """A list of briefings with a page to itself, or a later part of one."""

    heading: str
    extent: str
    """How many there are, and which part of how many this is."""
    beside: tuple[Link, ...]
    """The parts before and after it."""
    briefings: tuple[BriefingLine, ...]


class _PartToShow(Value, frozen=True):
    heading: str
    extent: str
    beside: tuple[Link, ...]
    briefings: Shared[Sequence[Briefing]]
    common: Common


def briefing_line(briefing: Briefing, common: Common) -> BriefingLine:
    """Show a briefing in a list; it is the same line in each."""
    line: BriefingLine | None = common.lookup.lines.get(briefing.fingerprint)
    if line is None:
        line = common.lookup.lines[briefing.fingerprint] = _briefing_line(briefing, common)
    return line


def _briefing_line(briefing: Briefing, common: Common) -> BriefingLine:
    return BriefingLine(
        title=briefing.title,
        url=f"/{briefing.address}",
        summary=briefing.summary.html,
        publishers=publishers_in_full(briefing, common.lookup.vocabulary),
        kind=next(kind.label for kind in common.lookup.settings.kinds if kind.id == briefing.kind.id),
        held=briefing.held.label,
        year=briefing.held.year_id,
        count=count_of(len(briefing.points), "learning point"),
        notice=notice_of(briefing, common.today),
        partnership_ids=" ".join(reference.id for reference in briefing.partnerships),
        kind_id=briefing.kind.id,
        audience_ids=" ".join(sorted({point.audience for point in briefing.points})),
        theme_ids=" ".join(briefing.themes),
    )


def notice_of(briefing: Briefing, today: date) -> str:
    """Say what readers should know of a briefing before they open it; mostly nothing."""
    if briefing.status is Status.DRAFT:
        return "Draft"
    if not briefing.is_out(today):
        return "Under embargo"
    return "Archived" if briefing.status is Status.ARCHIVED else ""


def list_parts(folder: str, briefings: Sequence[Briefing], first: int = LIST_BYTES) -> tuple[ListPart[Briefing], ...]:
    """Cut a list of briefings into parts; `first` is how many bytes the first may have."""
    return parts_of(folder, briefings, bytes_of_briefing, first)


def newest(briefings: Sequence[Briefing]) -> Sequence[Briefing]:
    """Give those at the head of a list that fit on a page on which they can be narrowed."""
    return first_of(
        briefings,
        lambda briefing: bytes_of_briefing(briefing) + bytes_of_texts(*briefing.themes, around=200),
        110_000,
    )


def lines(briefings: Sequence[Briefing], common: Common) -> tuple[BriefingLine, ...]:
    """Show briefings in a list."""
    return tuple(briefing_line(briefing, common) for briefing in briefings)


def part_pages(
    parts: Sequence[ListPart[Briefing]], heading: str, trail: tuple[Link, ...], contents: Contents
) -> Iterator[Page]:
    """Make a page for each of some parts of a list."""
    for part in parts:
        extent = ", ".join(filter(None, (count_of(part.total, "briefing"), part.place, "newest first")))
        yield Page(
            address=part.address,
            template="part.html",
            given=Lazy(partial(_shared_view, part, heading, extent, contents.common)),
            title=part.titled(heading),
            description=f"{heading}: {extent}.",
            trail=trail,
        )


def _shared_view(part: ListPart[Briefing], heading: str, extent: str, common: Common) -> Shared[BriefingsPartView]:
    asked = _PartToShow(heading, f"{extent}.", part.beside, shared_briefings(part.items), common)
    return common.lookup.cache.refer_by_digest(_view, asked)


def _view(asked: _PartToShow) -> BriefingsPartView:
    return BriefingsPartView(asked.heading, asked.extent, asked.beside, lines(asked.briefings.value, asked.common))


def bytes_of_briefing(briefing: Briefing) -> int:
    """Say about how many bytes a briefing takes in a list."""
    return bytes_of_texts(briefing.title, briefing.summary.html, briefing.slug, around=300)
