"""A year on one page: what a yearly report needs of the reviews held in it, each count leading to what it counts."""

from collections.abc import Iterator, Sequence
from functools import cached_property, partial

from msgspec.structs import replace

from learnbrief.analysis import Story, years_without_news
from learnbrief.cache.cache import Shared, digest_of
from learnbrief.cache.values import Value
from learnbrief.data import TableView
from learnbrief.model import Briefing, Entry, Link, Role, in_role, shared_briefings, shared_entries
from learnbrief.pages.page import BRIEFINGS, HOME, Common, Contents, Lazy, Lookup, Page
from learnbrief.pages.parts import parts_of
from learnbrief.pages.points import beginning_of_point, bytes_of_point, publishers_in_full, searched
from learnbrief.pages.words import count_of, size_in_words
from learnbrief.views.actions import OVERDUE, STATES, ActionLine, ActionsView, ByState, action_line, by_state
from learnbrief.views.briefing_list import BESIDE_POINTS, lines, list_parts, part_pages
from learnbrief.views.progress import overdue_in, overdue_pages, promises
from learnbrief.views.year_file import YearRow, year_file
from learnbrief.views.year_lessons import LessonsOfYear, lessons_of_year
from learnbrief.views.year_partnerships import MOST_PARTNERSHIPS, partnerships_of_year
from learnbrief.views.year_view import Count, Following, LessonList, YearView
from learnbrief.views.year_words import YearCounts, in_words

MOST = 10
"""So many points that tell what worked are on the page, and so many actions without news."""
MOST_LESSONS = 50
MOST_FOLLOWING = 25

_LONGEST = 200


class _YearToShow(Value, frozen=True):
    """What the pages of a year are made from."""

    year: str
    briefings: Shared[Sequence[Briefing]]
    earlier: Shared[Sequence[Briefing]]
    """Those that its briefings looked at again."""
    entries: Shared[Sequence[Entry]]
    stories: Shared[Sequence[Story]]
    """Of the lessons that some point of the year carries."""
    common: Common


class _Year:
    """All that was learned in one year, as far as a page needs it."""

    def __init__(self, asked: _YearToShow) -> None:
        self.asked = asked
        self.common = asked.common
        self.year = asked.year
        self.folder = f"years/{asked.year}/"
        self.briefings = asked.briefings.value
        self.entries = asked.entries.value
        self._by_slug = {each.slug: each for each in asked.earlier.value}
        self.practice = in_role(Role.GOOD_PRACTICE, self.entries)
        self.actions = in_role(Role.ACTIONS, self.entries)
        self.silent = sorted(
            (entry for entry in self.actions if years_without_news(entry, self.common.today)),
            key=lambda entry: (-years_without_news(entry, self.common.today), entry.address),
        )
        self.followed = [each for each in self.briefings if self._earlier(each)]

    @cached_property
    def by_state(self) -> ByState:
        """Sort its actions by their state."""
        return by_state(self.actions, self.common.today)

    @cached_property
    def lessons(self) -> LessonsOfYear:
        """Find what the year taught for the first time, and what again."""
        return lessons_of_year(self.asked.stories.value, self.year)

    def _earlier(self, briefing: Briefing) -> list[Briefing]:
        return [self._by_slug[each.id] for each in briefing.follows_up if each.id in self._by_slug]

    def pages(self, contents: Contents) -> Iterator[Page]:
        """Make the year's page, the parts of its lists, and its file."""
        parts = list_parts(self.folder, self.briefings, BESIDE_POINTS)
        refer_by_digest = contents.lookup.cache.refer_by_digest
        made = Lazy(partial(refer_by_digest, _view, self.asked))
        description = f"What the reviews of {self.year} taught, what was promised and what was done."
        yield Page(
            f"{self.folder}index.html",
            "year.html",
            made,
            f"The year {self.year}",
            description,
            (HOME, BRIEFINGS),
            measures=(self._file,),
            document=f"{self.folder}{self.year}.pdf",
            show=_with_size,
        )
        yield from part_pages(parts[1:], f"Briefings of {self.year}", self._trail, contents)
        yield from overdue_pages(
            overdue_in(self.actions, self.common.today), self.folder, self.year, self._trail, self.common
        )
        yield from self._silent_pages()
        yield Page(self._file, "csv", Lazy(partial(refer_by_digest, _table, self.asked)), is_listed=False)

    @property
    def _trail(self) -> tuple[Link, ...]:
        return (HOME, BRIEFINGS, Link(f"The year {self.year}", f"/{self.folder}index.html"))

    @property
    def _file(self) -> str:
        return f"{self.folder}{self.year}.csv"

    def view(self) -> YearView:
        """Show the year."""
        lessons = self.lessons
        shown = list_parts(self.folder, self.briefings, BESIDE_POINTS)[0]
        count = count_of(len(self.briefings), "briefing")
        known = self.common.lookup.vocabulary.partnerships
        partnerships = partnerships_of_year(self.briefings, self.entries, known, self._search)
        return YearView(
            year=self.year,
            extent=f"{count}, {count_of(len(self.entries), 'learning point')}",
            words=tuple(in_words(self._counted(lessons))),
            counts=tuple(self._counts(lessons)),
            partnerships=tuple(partnerships[:MOST_PARTNERSHIPS]),
            more_partnerships=_left_out(len(partnerships), MOST_PARTNERSHIPS),
            file=Link(f"{self.year}.csv", f"/{self._file}"),
            size="",
            lessons=tuple(self._lesson_lists(lessons)),
            practice=self._lines(self.practice[:MOST]),
            more_practice=_all_of(len(self.practice), "points on what worked", self._search(Role.GOOD_PRACTICE)),
            promises=promises(self.entries, self.folder, f"year={self.year}", self.common),
            silent=self._lines(self.silent[:MOST]),
            more_silent=_all_of(len(self.silent), "actions without news", f"/{self._silent_folder}index.html"),
            followed=tuple(map(self._following, self.followed[:MOST_FOLLOWING])),
            more_followed=_left_out(len(self.followed), MOST_FOLLOWING),
            briefings=lines(shown.items, self.common),
            more_briefings=shown.next,
        )

    def _counted(self, lessons: LessonsOfYear) -> YearCounts:
        return YearCounts(
            year=self.year,
            briefings=len(self.briefings),
            partnerships=len({each.id for briefing in self.briefings for each in briefing.partnerships}),
            points=len(self.entries),
            first=len(lessons.first),
            again=len(lessons.again),
            unsure=len(lessons.unsure),
            most=lessons.most,
            practice=len(self.practice),
            practising=len({entry.briefing.slug for entry in self.practice}),
            actions=len(self.actions),
            states={state.label.lower(): len(found) for state, found in self.by_state.items() if state.state},
            overdue=len(self.by_state.get(OVERDUE, ())),
            silent=len(self.silent),
            followed=len(self.followed),
        )

    def _counts(self, lessons: LessonsOfYear) -> Iterator[Count]:
        yield Count("Briefings", len(self.briefings), "#_briefings")
        yield Count("Learning points", len(self.entries), self._search() if self.entries else "")
        for name, found, anchor in (
            ("Lessons learned for the first time", lessons.first, "#_first"),
            ("Lessons learned again", lessons.again, "#_again"),
            ("Lessons learned, first or again not known", lessons.unsure, "#_unsure"),
        ):
            if found or anchor != "#_unsure":
                yield Count(name, len(found), anchor if found else "")
        yield Count("Points on what worked", len(self.practice), "#_practice" if self.practice else "")
        for state in STATES:
            number = len(self.by_state.get(state, ()))
            url = self._search(Role.ACTIONS, state=state.id) if number else ""
            yield Count(f"Actions: {state.label.lower()}", number, url)
        overdue, silent = len(self.by_state.get(OVERDUE, ())), len(self.silent)
        yield Count("Actions: overdue", overdue, f"#{OVERDUE.anchor}" if overdue else "")
        yield Count("Actions without news for a year or more", silent, "#_silent" if silent else "")
        followed = len(self.followed)
        yield Count("Briefings that looked again at earlier learning", followed, "#_followed" if followed else "")

    def _search(self, role: Role | None = None, partnership: str = "", state: str = "") -> str:
        role_id = role.value if role else ""
        asked = {"year": self.year, "partnership": partnership, "role": role_id, "state": state}
        return searched("&".join(f"{name}={value}" for name, value in asked.items() if value), self.common.lookup)

    # Lists

    def _lesson_lists(self, lessons: LessonsOfYear) -> Iterator[LessonList]:
        for id_, heading, found in (
            ("_first", "Learned for the first time", lessons.first),
            ("_again", "Learned again", lessons.again),
            ("_unsure", "Learned, first or again not known", lessons.unsure),
        ):
            if found:
                yield LessonList(id_, heading, found[:MOST_LESSONS], _left_out(len(found), MOST_LESSONS))

    @property
    def _silent_folder(self) -> str:
        return f"{self.folder}without-news/"

    def _silent_pages(self) -> Iterator[Page]:
        """Make the pages of all actions without news, where they are more than are on the page."""
        heading = f"Actions without news: {self.year}"
        for part in parts_of(self._silent_folder, self.silent, bytes_of_point) if len(self.silent) > MOST else ():
            extent = ", ".join(filter(None, (count_of(part.total, "action"), part.place)))
            shown = partial(self._silent_view, heading, extent, part.items, part.beside)
            yield Page(
                part.address, "actions.html", Lazy(shown), part.titled(heading), f"{heading}: {extent}.", self._trail
            )

    def _silent_view(
        self, heading: str, extent: str, entries: Sequence[Entry], beside: tuple[Link, ...]
    ) -> ActionsView:
        return ActionsView(heading, f"{extent}. The longest without news come first.", beside, self._lines(entries))

    def _lines(self, entries: Sequence[Entry]) -> tuple[ActionLine, ...]:
        return tuple(action_line(entry, self.common) for entry in entries)

    def _following(self, briefing: Briefing) -> Following:
        earlier = tuple(Link(f"{each.title} ({each.held.label})", each.link) for each in self._earlier(briefing))
        return Following(Link(briefing.title, briefing.link), earlier)

    # The file

    @cached_property
    def table(self) -> TableView:
        """Give the file beside the page, whose size the page tells."""
        return year_file(self._rows())

    def _rows(self) -> Iterator[YearRow]:
        vocabulary = self.common.lookup.vocabulary
        base = self.common.lookup.settings.base_url

        def row(part: str, words: str, address: str, briefing: Briefing | None = None, note: str = "") -> YearRow:
            who = publishers_in_full(briefing, vocabulary) if briefing else ""
            when = briefing.held.label if briefing else ""
            return YearRow.of(part, words, who, when, note, address, base)

        for briefing in self.briefings:
            note = count_of(len(briefing.points), "learning point")
            yield row("briefing", briefing.title, briefing.address, briefing, note)
        lessons = self.lessons
        for part, found in (("first time", lessons.first), ("again", lessons.again), ("not told", lessons.unsure)):
            for lesson in found:
                yield row(f"lesson: {part}", lesson.statement, lesson.url.removeprefix("/"), note=lesson.note)
        for entry in self.practice:
            yield row("what worked", beginning_of_point(entry.point, _LONGEST), entry.address, entry.briefing)
        groups = {f"action: {state.label.lower()}": found for state, found in self.by_state.items()}
        for part, actions in {**groups, "action: without news": self.silent}.items():
            for entry in actions:
                due = f"due {entry.point.due.label}" if entry.point.due else ""
                note = ", ".join(filter(None, (entry.point.owner, due)))
                yield row(part, beginning_of_point(entry.point, _LONGEST), entry.address, entry.briefing, note)
        for briefing in self.followed:
            for earlier in self._earlier(briefing):
                yield row("looked again", briefing.title, briefing.address, briefing, earlier.title)


def year_pages(
    year: str, briefings: Sequence[Briefing], entries: Sequence[Entry], contents: Contents
) -> Iterator[Page]:
    """Make the pages of a year: that in which the reviews were held or began."""
    by_slug = contents.catalogue.by_slug
    earlier = [by_slug[each.id] for briefing in briefings for each in briefing.follows_up if each.id in by_slug]
    stories = [story for story in contents.stories.values() if int(year) in story.years]
    asked = _YearToShow(
        year,
        shared_briefings(briefings),
        shared_briefings(earlier),
        shared_entries(entries),
        Shared(stories, digest_of([story.digest for story in stories])),
        contents.common,
    )
    yield from _Year(asked).pages(contents)


def _view(asked: _YearToShow) -> YearView:
    return _Year(asked).view()


def _table(asked: _YearToShow) -> TableView:
    return _Year(asked).table


def _with_size(view: YearView, lookup: Lookup) -> YearView:
    """Say how large the file is that stands beside the page."""
    return replace(view, size=size_in_words(lookup.sizes.get(view.file.url.removeprefix("/"), 0)))


def _all_of(total: int, what: str, url: str) -> Link | None:
    return Link(f"All {total:,} {what}", url) if total > MOST else None


def _left_out(total: int, most: int) -> str:
    left = total - most
    return f"{left:,} more {'stands' if left == 1 else 'stand'} in the file above." if left > 0 else ""
