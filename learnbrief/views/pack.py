"""A theme's team pack: two sides of A4 to print, read together and talk over."""

from collections.abc import Iterable, Iterator, Sequence

from learnbrief.analysis import LEADING_ROLES, main_points
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.model import Entry, Role, Vocabulary
from learnbrief.pages.page import HOME, THEMES, Contents, Lookup, Page
from learnbrief.pages.paper import cut, lines_of
from learnbrief.pages.points import publishers, theme_link, together
from learnbrief.pages.words import POINT_LABELS, count_of


class PackPoint(Value, frozen=True):
    """A learning point on paper."""

    role: str
    label: str
    """What it is: "Recommendation"."""
    lead_in: str
    text: str
    """Plain, and cut where it is too long for paper."""
    source: str
    url: str


class PackView(Value, frozen=True):
    """What the two sides show."""

    label: str
    definition: str
    theme_url: str
    raised: str
    """Which partnerships raised it, and when."""
    main: tuple[PackPoint, ...]
    practice: tuple[PackPoint, ...]
    more: str
    """How many points there are in all."""
    asked: tuple[PackPoint, ...]
    """Questions that briefings ask."""
    questions: tuple[str, ...]
    """Questions of ours, which fit every theme."""


WIDTH = 78
"""Letters of middling width in a line of points, in the widest of the usual fonts."""
FIRST_SIDE = 88
"""Half lines on the first side below its heading. A point takes two for each of its lines, and one for the gap."""
SECOND_SIDE = 30
"""Half lines on the second side for questions that briefings ask."""
MOST_MAIN = 8
MOST_PRACTICE = 4
MOST_ASKED = 4
LONGEST_POINT = 5
"""Lines; what a point says beyond them, its page says."""

_MAIN = LEADING_ROLES | {Role.FINDINGS, Role.IMPROVEMENTS}
_HEADING_WIDTH, _DEFINITION_WIDTH = 36, 66
_SMALL_WIDTH = 84
_MOST_NAMED, _MOST_DATES = 12, 3
_CANDIDATES = 24
_PRACTICE_SHARE = 3
"""Good practice may claim one part in so many of the first side."""

QUESTIONS = (
    "Where in our work does this happen?",
    "What would people notice if we did this well?",
    "Which of these points do we already act on, and how do we know that it makes a difference?",
    "What makes it hard for us, and whose help do we need?",
    "What will we do differently from now on?",
)
"""Questions that fit every theme, the most useful first."""


class PackPage(Value, frozen=True):
    """What a team pack is made of."""

    theme: str
    """Its id."""
    points: Shared[Sequence[Entry]]


def pack_pages(contents: Contents) -> Iterator[Page]:
    """Make a team pack for every theme that learning points raise."""
    catalogue = contents.catalogue
    for theme in catalogue.raised_themes:
        entries = catalogue.by_theme.get(theme.id, ())
        if entries:
            link = theme_link(theme.id, contents.lookup)
            yield Page(
                address=pack_address(theme.id),
                template="pack.html",
                given=PackPage(theme.id, together(entries)),
                show=_view,
                title=f"{theme.label} (team pack)",
                description=f"{theme.label} on two sides of A4, to print and talk over in a team.",
                trail=(HOME, THEMES, link),
            )


def pack_address(theme_id: str) -> str:
    """Give where a theme's team pack stands in the site."""
    return f"themes/{theme_id}/pack/index.html"


def _view(pack: PackPage, lookup: Lookup) -> PackView:
    theme, entries = lookup.vocabulary.themes[pack.theme], pack.points.value
    definition = cut(theme.definition, _DEFINITION_WIDTH, 7)
    raised = _raised(entries, lookup.vocabulary)
    head = 4 * len(lines_of(theme.label, _HEADING_WIDTH)[:3])
    head += 3 * len(lines_of(definition, _DEFINITION_WIDTH)) + 2 * len(lines_of(raised, _SMALL_WIDTH))
    best_first = main_points(entries, theme.id)
    main, practice = first_side(best_first, FIRST_SIDE - head, lookup.vocabulary)
    asked = [entry for entry in best_first if entry.point.role is Role.QUESTIONS]
    return PackView(
        label=cut(theme.label, _HEADING_WIDTH, 3),
        definition=definition,
        theme_url=theme_link(theme.id, lookup).url,
        raised=raised,
        main=main,
        practice=practice,
        more=count_of(len(entries), "learning point"),
        asked=fitting(_candidates(asked, lookup.vocabulary), SECOND_SIDE, MOST_ASKED),
        questions=QUESTIONS,
    )


def first_side(
    best_first: Sequence[Entry], room: int, vocabulary: Vocabulary
) -> tuple[tuple[PackPoint, ...], tuple[PackPoint, ...]]:
    """Choose the main points and the good practice that share so many half lines."""
    practice = [entry for entry in best_first if entry.point.role is Role.GOOD_PRACTICE]
    main = [entry for entry in best_first if entry.point.role in _MAIN]
    claiming = fitting(_candidates(practice, vocabulary), room // _PRACTICE_SHARE, MOST_PRACTICE)
    chosen = fitting(_candidates(main, vocabulary), room - sum(map(height, claiming)), MOST_MAIN)
    leading = {POINT_LABELS[role] for role in LEADING_ROLES}
    in_order = tuple(sorted(chosen, key=lambda point: point.label not in leading))
    return in_order, fitting(_candidates(practice, vocabulary), room - sum(map(height, chosen)), MOST_PRACTICE)


def fitting(points: Iterable[PackPoint], room: int, most: int) -> tuple[PackPoint, ...]:
    """Take points in order as long as there is room; skip those that do not fit."""
    chosen: list[PackPoint] = []
    for point in points:
        needed = height(point)
        if needed <= room:
            chosen.append(point)
            room -= needed
        if len(chosen) == most or room < LEAST_HEIGHT:
            break
    return tuple(chosen)


LEAST_HEIGHT = 3
"""Half lines that every point takes at least: a line, and the gap."""


def height(point: PackPoint) -> int:
    """Say how many half lines a point takes on paper."""
    whole = f"{point.label}: {point.lead_in} {point.text} ({point.source})"
    return 2 * len(lines_of(whole, WIDTH)) + 1


def pack_point(entry: Entry, vocabulary: Vocabulary) -> PackPoint:
    """Show a point on paper."""
    point = entry.point
    words = f"{point.title}: {point.body.text}" if point.title else point.body.text
    source = f"{cut(publishers(entry.briefing, vocabulary), 40, 1)}, {point.held.label}"
    return PackPoint(
        role=point.role.value,
        label=POINT_LABELS[point.role],
        lead_in=cut(point.lead_in, WIDTH, 1),
        text=cut(words, WIDTH, LONGEST_POINT),
        source=source,
        url=f"/{entry.address}",
    )


def _candidates(entries: Sequence[Entry], vocabulary: Vocabulary) -> Iterator[PackPoint]:
    """Show the points of which some are chosen, each when it is asked for: enough to fill a side, and no more."""
    return (pack_point(entry, vocabulary) for entry in entries[:_CANDIDATES])


def _raised(entries: Sequence[Entry], vocabulary: Vocabulary) -> str:
    """Say who raised a theme and when, newest first, as far as two lines hold it."""
    dates: dict[str, list[str]] = {}
    for entry in sorted(entries, key=lambda entry: entry.point.held, reverse=True):
        known = dates.setdefault(publishers(entry.briefing, vocabulary), [])
        is_said = bool(known) and not entry.point.held.is_known
        if entry.point.held.label not in known and not is_said:
            known.append(entry.point.held.label)
    said = [
        f"{cut(who, 40, 1)} ({', '.join(labels[:_MOST_DATES])}{' and earlier' if labels[_MOST_DATES:] else ''})"
        for who, labels in dates.items()
    ]
    for kept in range(min(len(said), _MOST_NAMED), 1, -1):
        text = _and_more(said, kept)
        if len(lines_of(text, _SMALL_WIDTH)) <= 2:
            return text
    return _and_more(said, 1)


def _and_more(said: Sequence[str], kept: int) -> str:
    more = len(said) - kept
    return ", ".join(said[:kept]) + (f" and {more} more" if more else "")
