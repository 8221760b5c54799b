"""A theme's team pack: two sides of A4 to print, read together and talk over."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import tee
from operator import itemgetter

from learnbrief.analysis import LEADING_ROLES, RecurringLesson, lessons_by_theme, main_points
from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Entry, Role, Vocabulary, in_role
from learnbrief.pages.page import HOME, THEMES, Contents, Lookup, Page
from learnbrief.pages.paper import cut, lines_of
from learnbrief.pages.points import publishers, publishers_in_full, theme_link
from learnbrief.pages.words import POINT_LABELS, count_of
from learnbrief.views.lesson_words import ANSWERS, times_in_words
from learnbrief.views.pack_questions import questions_on


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


class PackLesson(Value, frozen=True):
    """A lesson on paper."""

    statement: str
    url: str
    times: str
    """How often it came back, when, and whether something answers it."""


class PackView(Value, frozen=True):
    """What the two sides show."""

    label: str
    definition: str
    theme_url: str
    raised: str
    """Which partnerships raised it, and when."""
    lessons: tuple[PackLesson, ...]
    """Those that keep coming back."""
    main: tuple[PackPoint, ...]
    practice: tuple[PackPoint, ...]
    all_points: str
    """"all 3 learning points", as the theme's page has them; "the learning point" where it is one."""
    asked: tuple[PackPoint, ...]
    """Questions that briefings ask."""
    questions: tuple[str, ...]
    """One about each lesson and main point."""


WIDTH = 78
"""Letters of middling width in a line of points, in the widest of the usual fonts."""
FIRST_SIDE = 88
"""Half lines on the first side below its heading. A point takes two for each of its lines, and one for the gap."""
SECOND_SIDE = 36
"""Half lines on the second side for questions."""
MOST_LESSONS = 5
MOST_ASKED = 4
LONGEST_POINT = 5
"""Lines; what a point says beyond them, its page says."""

_MAIN = LEADING_ROLES | {Role.FINDINGS, Role.IMPROVEMENTS}
_HEADING_WIDTH, _DEFINITION_WIDTH = 36, 66
_SMALL_WIDTH = 84
_MOST_NAMED, _MOST_DATES = 12, 3
_CANDIDATES = 24
_PRACTICE_SHARE, _LESSONS_SHARE, _ASKED_SHARE = 3, 2, 2
"""Good practice and lessons may claim one part in so many of the first side, briefings' questions of the second."""
_HEADING = 4
"""Half lines of a heading on it."""


NameOf = Callable[[Briefing], str]
"""Names who published a briefing."""


class PackPage(Value, frozen=True):
    """What a team pack is made of."""

    theme: str
    """Its id."""
    points: Shared[Sequence[Entry]]
    lessons: tuple[RecurringLesson, ...]
    """Those that come back most."""


def pack_pages(contents: Contents) -> Iterator[Page]:
    """Make a team pack for every theme that learning points raise."""
    catalogue = contents.catalogue
    lessons = lessons_by_theme(contents.stories.values())
    for theme in catalogue.raised_themes:
        if points := catalogue.shared_by_theme.get(theme.id):
            link = theme_link(theme.id, contents.lookup)
            yield Page(
                address=pack_address(theme.id),
                template="pack.html",
                given=PackPage(theme.id, points, lessons.get(theme.id, ())[:MOST_LESSONS]),
                show=_view,
                title=f"{theme.label} (team pack)",
                description=f"{theme.label} on two sides of A4, to print and talk over in a team.",
                trail=(HOME, THEMES, link),
                qr_target=link.url.removeprefix("/"),
                document=f"themes/{theme.id}/pack/{theme.id}-pack.pdf",
            )


def pack_address(theme_id: str) -> str:
    """Give where a theme's team pack is in the site."""
    return f"themes/{theme_id}/pack/index.html"


def _view(pack: PackPage, lookup: Lookup) -> PackView:
    theme, entries = lookup.themes[pack.theme], pack.points.value
    definition = cut(theme.definition, _DEFINITION_WIDTH, 7)
    raised = _raised(entries, lookup.vocabulary)
    head = 4 * len(lines_of(theme.label, _HEADING_WIDTH)[:3])
    head += 3 * len(lines_of(definition, _DEFINITION_WIDTH)) + 2 * len(lines_of(raised, _SMALL_WIDTH))
    lessons = _fitting_lessons(pack.lessons, (FIRST_SIDE - head) // _LESSONS_SHARE)
    height_left = FIRST_SIDE - head - sum(map(height_of_lesson, lessons)) - (_HEADING if lessons else 0)
    best_first = main_points(entries, theme.id, [lesson.id for lesson in lessons])
    name_of = partial(_name, vocabulary=lookup.vocabulary, raised=raised)
    main, practice = first_side(best_first, height_left, name_of)
    asked = in_role(Role.QUESTIONS, best_first)
    shown = fitting(_candidates(asked, name_of), SECOND_SIDE // _ASKED_SHARE, MOST_ASKED)
    by_url = {f"/{entry.address}": entry for entry in entries}
    questions = questions_on(lessons, [by_url[point.url] for point in main])
    return PackView(
        label=cut(theme.label, _HEADING_WIDTH, 3),
        definition=definition,
        theme_url=theme_link(theme.id, lookup).url,
        raised=raised,
        lessons=tuple(map(pack_lesson, lessons)),
        main=main,
        practice=practice,
        all_points="the learning point" if len(entries) == 1 else f"all {count_of(len(entries), 'learning point')}",
        asked=shown,
        questions=_fitting_questions(questions, SECOND_SIDE - sum(map(height, shown))),
    )


def pack_lesson(lesson: RecurringLesson) -> PackLesson:
    """Show a lesson on paper."""
    times = times_in_words(lesson)
    when = f", {lesson.span}" if lesson.span else ""
    return PackLesson(
        statement=cut(lesson.statement, WIDTH, 2),
        url=f"/lessons/{lesson.id}/index.html",
        times=f"{times}{when}. {ANSWERS[lesson.answer]}.",
    )


def height_of_lesson(lesson: RecurringLesson) -> int:
    """Say how many half lines a lesson takes on paper."""
    shown = pack_lesson(lesson)
    return _height_of(f"{shown.statement} {shown.times}")


def _fitting_lessons(lessons: Sequence[RecurringLesson], height_left: int) -> Sequence[RecurringLesson]:
    """Take the first lessons, as long as there is room."""
    for number, lesson in enumerate(lessons):
        height_left -= height_of_lesson(lesson)
        if height_left < 0:
            return lessons[:number]
    return lessons


def _fitting_questions(questions: Iterable[str], height_left: int) -> tuple[str, ...]:
    """Take the first questions, as long as there is room."""
    found = []
    for question in questions:
        height_left -= _height_of(question)
        if height_left < 0:
            break
        found.append(question)
    return tuple(found)


def first_side(
    best_first: Sequence[Entry], height_left: int, name_of: NameOf
) -> tuple[tuple[PackPoint, ...], tuple[PackPoint, ...]]:
    """Choose the main points and the good practice that share so many half lines."""
    practice, practice_again = tee(_candidates(in_role(Role.GOOD_PRACTICE, best_first), name_of))
    main, main_again = tee(_candidates([entry for entry in best_first if entry.point.role in _MAIN], name_of))
    claiming = fitting(practice, height_left // _PRACTICE_SHARE)
    chosen = fitting(main, height_left - sum(map(height, claiming)))
    worked = fitting(practice_again, height_left - sum(map(height, chosen)))
    left = height_left - sum(map(height, (*chosen, *worked)))
    if left >= LEAST_HEIGHT:
        chosen += fitting((point for point in main_again if point not in chosen), left)
    leading = {POINT_LABELS[role] for role in LEADING_ROLES}
    return tuple(sorted(chosen, key=lambda point: point.label not in leading)), worked


def fitting(points: Iterable[PackPoint], height_left: int, most: int = _CANDIDATES) -> tuple[PackPoint, ...]:
    """Take points in order as long as there is room; skip those that do not fit."""
    chosen: list[PackPoint] = []
    for point in points:
        needed = height(point)
        if needed <= height_left:
            chosen.append(point)
            height_left -= needed
        if len(chosen) == most or height_left < LEAST_HEIGHT:
            break
    return tuple(chosen)


LEAST_HEIGHT = 3
"""Half lines that every point takes at least: a line, and the gap."""


def height(point: PackPoint) -> int:
    """Say how many half lines a point takes on paper."""
    return _height_of(f"{point.label}: {point.lead_in} {point.text} ({point.source})")


def _height_of(text: str) -> int:
    return 2 * len(lines_of(text, WIDTH)) + 1


def pack_point(entry: Entry, name_of: NameOf) -> PackPoint:
    """Show a point on paper."""
    point = entry.point
    words = f"{point.title}: {point.body.text}" if point.title else point.body.text
    source = f"{cut(name_of(entry.briefing), WIDTH, 1)}, {point.held.label}"
    return PackPoint(
        role=point.role.value,
        label=POINT_LABELS[point.role],
        lead_in=cut(point.lead_in, WIDTH, 1),
        text=cut(words, WIDTH, LONGEST_POINT),
        source=source,
        url=f"/{entry.address}",
    )


def _candidates(entries: Sequence[Entry], name_of: NameOf) -> Iterator[PackPoint]:
    """Show the points of which some are chosen, each when it is asked for: enough to fill a side, and no more."""
    return (pack_point(entry, name_of) for entry in entries[:_CANDIDATES])


def _explained(briefing: Briefing, vocabulary: Vocabulary) -> str:
    """Name who published a briefing in full, with the short name behind it."""
    in_full, short = publishers_in_full(briefing, vocabulary), publishers(briefing, vocabulary)
    return cut(in_full, _SMALL_WIDTH, 1) + (f" ({short})" if short != in_full else "")


def _name(briefing: Briefing, vocabulary: Vocabulary, raised: str) -> str:
    """Name who published a briefing: in short where the line of those who raised the theme explains it."""
    short = publishers(briefing, vocabulary)
    return short if f"({short})" in raised else publishers_in_full(briefing, vocabulary)


def _raised(entries: Sequence[Entry], vocabulary: Vocabulary) -> str:
    """Say who raised a theme and when, newest first, as far as three lines hold it."""
    held = {(entry.briefing.slug, entry.point.held): entry.briefing for entry in entries}
    names = {slug: _explained(briefing, vocabulary) for (slug, _), briefing in held.items()}
    dates: dict[str, list[str]] = {}
    for slug, when in sorted(held, key=itemgetter(1), reverse=True):
        known = dates.setdefault(names[slug], [])
        is_said = bool(known) and not when.is_known
        if when.label not in known and not is_said:
            known.append(when.label)
    said = [
        f"{who}: {', '.join(labels[:_MOST_DATES])}{' and earlier' if labels[_MOST_DATES:] else ''}"
        for who, labels in dates.items()
    ]
    for kept in range(min(len(said), _MOST_NAMED), 1, -1):
        text = _and_more(said, kept)
        if len(lines_of(text, _SMALL_WIDTH)) <= 3:
            return text
    return _and_more(said, 1)


def _and_more(said: Sequence[str], kept: int) -> str:
    more = len(said) - kept
    return "; ".join(said[:kept]) + (f"; and {more} more" if more else "")
