"""A briefing on one side of A4, in the field's form of seven minutes: at most seven boxes, questions last."""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, zip_longest
from operator import itemgetter
from typing import NamedTuple

from msgspec.structs import replace

from learnbrief.analysis import main_points, main_words
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Entry, LearningPoint, Link, Role
from learnbrief.pages.page import BRIEFINGS, HOME, Contents, Lookup, Page
from learnbrief.pages.paper import cut, lines_of
from learnbrief.pages.points import publishers_in_full
from learnbrief.pages.sharing import share_briefing
from learnbrief.pages.words import count_of
from learnbrief.settings import EVERYONE
from learnbrief.views.briefing import is_hidden_later, notices_of, successor, titles_of
from learnbrief.views.facts import kind_label


class SheetPoint(Value, frozen=True):
    """A learning point in a box."""

    audience: str
    """For whom it is, where it is not for everyone: "Managers"."""
    text: str
    """Plain, and short."""
    url: str
    """Where the rest of its own words is; empty where these are all."""


class SheetBox(Value, frozen=True):
    """Points of one role, or of two that ask something."""

    role: str
    heading: str
    points: tuple[SheetPoint, ...]


class SheetView(Value, frozen=True):
    """What the side shows."""

    title: str
    kind: str
    in_short: str
    notices: tuple[str, ...]
    about: str
    columns: tuple[tuple[SheetBox, ...], ...]
    """Boxes from the left to the right, in order."""
    more: str
    """How much more is on the briefing's page."""
    briefing: Link


BOXES: Mapping[str, tuple[Role, ...]] = {
    "What was found": (Role.FINDINGS,),
    "What could be better": (Role.IMPROVEMENTS,),
    "What worked well": (Role.GOOD_PRACTICE,),
    "What to learn from it": (Role.LEARNING, Role.OTHER),
    "What it asks": (Role.RECOMMENDATIONS, Role.ACTIONS),
    "Questions to talk over": (Role.QUESTIONS,),
}
"""The boxes below what the briefing was about, by their headings."""

SIDE_HEIGHT = 100
"""Half lines for the title and all below it but the foot; a line is 13 points high."""
WIDTH = 40
"""Letters of middling width in a line of a box, in the widest of the usual fonts."""
HEADING, GAP = 5, 1
"""Half lines that a box's heading and frame take, and those between two points."""
_LEAST = 2 + GAP
"""Half lines of the shortest point."""
LONGEST_POINT = 220
"""Letters; of a longer point its best sentence is here."""
_WIDE = 80
_TITLE_WIDTH = 42
_CANDIDATES = 24
"""Points of a box of which some are chosen: enough to fill a side."""


class SheetPage(Value, frozen=True):
    """What a sheet is made of."""

    briefing: Shared[Briefing]
    notices: tuple[str, ...]


def sheet_pages(contents: Contents) -> Iterator[Page]:
    """Make a sheet for every briefing."""
    titles = titles_of(contents)
    for briefing in contents.catalogue.briefings:
        yield Page(
            address=sheet_address(briefing.slug),
            template="sheet.html",
            given=SheetPage(Shared(briefing, briefing.fingerprint), tuple(_notices(briefing, contents))),
            show=_view,
            title=f"{titles[briefing.slug]} on one side",
            description=f"{briefing.title}, on one side of A4 to read out and talk over.",
            trail=(HOME, BRIEFINGS, Link(briefing.title, f"/{briefing.address}")),
            is_listed=not is_hidden_later(briefing, contents),
            shared=share_briefing(briefing, contents.lookup) if contents.settings.base_url else None,
            qr_target=briefing.address,
            document=f"briefings/{briefing.slug}/sheet/{briefing.slug}-sheet.pdf",
        )


def _notices(briefing: Briefing, contents: Contents) -> Iterator[str]:
    yield from notices_of(briefing, contents)
    if newer := successor(briefing, contents.catalogue):
        yield f"A newer briefing has taken this one's place: {newer.title}."


def sheet_address(slug: str) -> str:
    """Give where the sheet of a briefing is in the site."""
    return f"briefings/{slug}/sheet/index.html"


def _view(sheet: SheetPage, lookup: Lookup) -> SheetView:
    briefing = sheet.briefing.value
    title, about = cut(briefing.title, _TITLE_WIDTH, 3), cut(briefing.summary.text, _WIDE, 4)
    head = 4 * len(lines_of(title, _TITLE_WIDTH)) + 5 * len(lines_of(about, _WIDE)) // 2
    head += sum(3 * len(lines_of(notice, _WIDE)) for notice in sheet.notices)
    kind = kind_label(briefing, lookup.settings)
    in_short = f"{publishers_in_full(briefing, lookup.vocabulary)} · {briefing.held.label}"
    head += 2 * len(lines_of(f"{kind} · {in_short}", _WIDE)[1:])
    columns = fill_columns(_best_first(briefing, lookup), SIDE_HEIGHT - head)
    shown = sum(len(box.points) for column in columns for box in column)
    count = len(briefing.points)
    rest = count_of(count - shown, "more point") if count > shown else "the whole text"
    return SheetView(
        title=title,
        kind=kind,
        in_short=in_short,
        notices=sheet.notices,
        about=about,
        columns=columns,
        more=f"{rest} online",
        briefing=Link(briefing.title, f"/{briefing.address}"),
    )


def _best_first(briefing: Briefing, lookup: Lookup) -> dict[str, Iterator[tuple[int, SheetPoint]]]:
    """Give each box's points with their places in print, those that carry a lesson first, then as packs choose."""
    labels = {audience.id: audience.label for audience in lookup.settings.audiences if audience.id != EVERYONE}
    places = {point.id: place for place, point in enumerate(briefing.points)}

    def shown(points: Iterable[LearningPoint]) -> Iterator[tuple[int, SheetPoint]]:
        for point in points:
            yield places[point.id], sheet_point(point, briefing, labels.get(point.audience, ""))

    ranked = [entry.point for entry in main_points(Entry(briefing, point) for point in briefing.points)]
    ranked.sort(key=lambda point: not point.lessons)
    return {
        heading: shown([point for point in ranked if point.role in roles][:_CANDIDATES])
        for heading, roles in BOXES.items()
    }


def sheet_point(point: LearningPoint, briefing: Briefing, audience: str) -> SheetPoint:
    """Show a point in a box: whole where that is short, else the sentence that stands for it."""
    said = f"{point.title}: {point.body.text}" if point.title else point.body.text
    own = " ".join(said.split())
    whole = own if point.title else " ".join(f"{point.lead_in} {own}".split())
    text = whole if len(whole) <= LONGEST_POINT else main_words(point, LONGEST_POINT)
    return SheetPoint(audience, text, "" if text.endswith(own) else f"/{briefing.address}#{point.id}")


def _height(point: SheetPoint) -> int:
    """Say how many half lines a point takes."""
    return 2 * len(lines_of(f"{point.audience} {point.text}", WIDTH)) + GAP


class _Placed(NamedTuple):
    """A point in a box, by its place in print."""

    place: int
    height: int
    point: SheetPoint


def fill_columns(
    best_first: Mapping[str, Iterable[tuple[int, SheetPoint]]], most_height: int
) -> tuple[tuple[SheetBox, ...], ...]:
    """Fill two columns of so many half lines: boxes take turns, and show theirs in printed order.

    A box goes on in the right column only where the points fit in no other way. Points are only asked for as long as
    one of a single line would still fit somewhere.
    """
    boxes: list[list[_Placed]] = [[] for _ in best_first]
    heights = [0] * len(boxes)
    for turn in zip_longest(*best_first.values()):
        for number, pair in enumerate(turn):
            if pair:
                placed = _Placed(pair[0], _height(pair[1]), pair[1])
                before = heights[number]
                heights[number] = (before or HEADING) + placed.height
                insort(boxes[number], placed)
                fits_at_once = sum(heights) <= most_height
                if not fits_at_once and _best_cut(boxes, heights, most_height).height > most_height:
                    boxes[number].remove(placed)
                    heights[number] = before
        if sum(heights) + _LEAST > 2 * most_height:
            break
    cut = _best_cut(boxes, heights, most_height)
    shown = [
        SheetBox(BOXES[heading][0].value, heading, tuple(placed.point for placed in box))
        for heading, box in zip(best_first, boxes, strict=True)
    ]
    left, right = shown[: cut.box], shown[cut.box :]
    if cut.point:
        whole = right[0]
        left.append(replace(whole, points=whole.points[: cut.point]))
        right[0] = replace(whole, heading=f"{whole.heading} (continued)", points=whole.points[cut.point :])
    columns = (tuple(box for box in column if box.points) for column in (left, right))
    return tuple(filter(None, columns))


class _Cut(NamedTuple):
    """Where the right column begins: at a box, or at a point within it."""

    height: int
    """Half lines of the taller column."""
    box: int
    point: int


def _best_cut(boxes: Sequence[Sequence[_Placed]], heights: Sequence[int], most_height: int) -> _Cut:
    """Give the cut with the lowest columns; one within a box only where no other fits."""
    lefts = list(accumulate(heights, initial=0))
    whole = lefts[-1]
    cuts = [(max(left, whole - left), number, 0) for number, left in enumerate(lefts)]
    if min(cuts)[0] > most_height and not all(boxes):
        for number, (left, box) in enumerate(zip(lefts, boxes, strict=False)):
            above = left + HEADING
            for count, placed in enumerate(box[:-1], 1):
                above += placed.height
                cuts.append((max(above, whole + HEADING - above), number, count))
    return _Cut(*min(cuts, key=itemgetter(0)))
