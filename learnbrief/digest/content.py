"""What a digest says: a few lines a section, each leading to the site, and how many more there are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from learnbrief.analysis import Story, is_overdue, recurring_lessons, stories_of, years_without_news
from learnbrief.cache.values import Value
from learnbrief.digest.news import News
from learnbrief.model import ActionState, Briefing, Catalogue, Entry, Link, day_label
from learnbrief.pages.addresses import canonical
from learnbrief.pages.points import beginning_of_point, publishers_in_full
from learnbrief.pages.words import GROUPED_ROLES, POINT_LABELS, STATE_LABELS, count_of, joined
from learnbrief.settings import EVERYONE, Settings
from learnbrief.views.lesson_words import progress_of

MOST = 5
"""Lines of a section: so each fits on one screen."""
DUE_SOON = timedelta(days=31)
"""Actions that fall due within so many days are listed."""

_OVERDUE = "Actions that are overdue"
"""The one section of actions of which the site has a page, for each partnership that has more than stand here."""
_LONGEST = 180
"""Letters of a line."""


class DigestLine(Value, frozen=True):
    """One thing that a section tells of."""

    words: str
    url: str
    """A full address."""
    note: str
    """What it is, who says it and when; may be empty."""


class DigestSection(Value, frozen=True):
    """A few lines under a heading."""

    heading: str
    lines: tuple[DigestLine, ...]
    more: Link | None
    """How many more there are, and where; None where these are all."""


class Digest(Value, frozen=True):
    """What is new, in short."""

    title: str
    """The subject of the e-mail."""
    language: str
    intro: str
    sections: tuple[DigestSection, ...]
    site: Link


def compose(
    catalogue: Catalogue, settings: Settings, news: News, today: date, audience: str = "", partnership: str = ""
) -> Digest:
    """Choose what to tell: of all, or for one audience and everyone, or of one partnership."""
    composer = _Composer(catalogue, settings, news, today, audience, partnership)
    return Digest(
        title=f"{settings.title}: what is new{composer.chosen()}, {day_label(today)}",
        language=settings.language,
        intro=composer.intro(),
        sections=tuple(composer.sections()),
        site=Link(settings.title, canonical("index.html", settings.base_url)),
    )


class _Composer:
    """Puts one digest together."""

    def __init__(
        self, catalogue: Catalogue, settings: Settings, news: News, today: date, audience: str, partnership: str
    ) -> None:
        self._catalogue = catalogue
        self._settings = settings
        self._today = today
        self._audience = audience
        self._partnership = partnership
        self._since = news.since
        self._new = [each for each in news.new if self._is_of(each)]
        self._changed = [each for each in news.changed if self._is_of(each.briefing)]
        self._entries = [
            entry for entry in catalogue.entries if entry.address in news.points and self._concerns(entry)
        ]
        self._stories = stories_of(catalogue)

    def chosen(self) -> str:
        """Say on the subject's line for whom and of whom this was chosen; nothing where it tells of all."""
        partner = self._catalogue.vocabulary.partnerships.get(self._partnership)
        for_whom = f" for {self._addressed(self._audience)}" if self._audience else ""
        return for_whom + (f" from {partner.name}" if partner else "")

    def intro(self) -> str:
        """Say in a sentence how much is new, and for whom this was chosen."""
        counts = [
            count_of(len(self._new), "new briefing") if self._new else "",
            count_of(len(self._changed), "changed briefing") if self._changed else "",
        ]
        said = joined([count for count in counts if count]) or "no new briefing"
        for_whom = f" For: {self._addressed(self._audience)}." if self._audience else ""
        if self._audience not in ("", EVERYONE):
            for_whom = f"{for_whom[:-1]}, and everyone."
        partner = self._catalogue.vocabulary.partnerships.get(self._partnership)
        of_whom = f" Of: {partner.name}." if partner else ""
        return f"{said[0].upper()}{said[1:]} {self._since}.{for_whom}{of_whom}"

    def sections(self) -> Iterator[DigestSection]:
        """Make the sections that have anything to tell."""
        briefings = [self._briefing_line(each, count_of(len(each.points), "learning point")) for each in self._new]
        briefings += [self._briefing_line(each.briefing, each.how) for each in self._changed]
        of_whom = f"partnerships/{self._partnership}/index.html" if self._partnership else ""
        yield from self._section("New and changed briefings", briefings, of_whom or "briefings/index.html")
        for audience in self._audiences():
            entries = [entry for entry in self._entries if entry.point.audience == audience]
            chosen = [self._point_line(entry) for entry in self._in_turn(entries)]
            heading = f"For {self._addressed(audience)}"
            search = f"search/index.html?audience={audience}&partnership={self._partnership}"
            yield from self._section(heading, chosen, search if of_whom else f"audiences/{audience}/index.html")
        lessons = [self._lesson_line(story) for story in self._came_back()]
        yield from self._section("Lessons that came back", lessons, of_whom or "lessons/index.html")
        every = f"partnerships/{self._partnership}/overdue/" if of_whom else "insights/actions/overdue/"
        for heading, actions in self._actions().items():
            way_on = f"{every}index.html" if heading == _OVERDUE else f"{of_whom or 'insights/index.html'}#_actions"
            yield from self._section(heading, list(map(self._action_line, actions)), way_on)

    def _section(self, heading: str, lines: Sequence[DigestLine], way_on: str) -> Iterator[DigestSection]:
        more = len(lines) - MOST
        link = Link(f"{more:,} more on the site", self._full(way_on)) if more > 0 else None
        if lines:
            yield DigestSection(heading, tuple(lines[:MOST]), link)

    # Whom it is for

    def _is_of(self, briefing: Briefing) -> bool:
        return not self._partnership or self._partnership in {each.id for each in briefing.partnerships}

    def _concerns(self, entry: Entry) -> bool:
        is_for = not self._audience or entry.point.audience in (self._audience, EVERYONE)
        return is_for and self._is_of(entry.briefing)

    def _audiences(self) -> Iterable[str]:
        known = [audience.id for audience in self._settings.audiences if audience.id != EVERYONE]
        return (*((self._audience,) if self._audience not in ("", EVERYONE) else known), EVERYONE)

    def _addressed(self, audience: str) -> str:
        label = next(each.label for each in self._settings.audiences if each.id == audience)
        return label if label[1:2].isupper() else f"{label[0].lower()}{label[1:]}"

    # The sections

    def _briefing_line(self, briefing: Briefing, fact: str) -> DigestLine:
        note = f"{self._publishers(briefing)} · {briefing.held.label} · {fact}"
        return DigestLine(briefing.title, self._full(briefing.address), note)

    def _point_line(self, entry: Entry) -> DigestLine:
        return self._line(entry, f"{POINT_LABELS[entry.point.role]} · {self._source(entry)}")

    def _lesson_line(self, story: Story) -> DigestLine:
        return DigestLine(
            story.lesson.statement, self._full(f"lessons/{story.lesson.id}/index.html"), progress_of(story)
        )

    def _action_line(self, entry: Entry) -> DigestLine:
        point = entry.point
        years = years_without_news(entry, self._today)
        facts = (
            f"Due {point.due.label}" if point.due else "",
            "overdue" if is_overdue(entry, self._today) else "",
            point.owner,
            STATE_LABELS[point.state] if point.state else "",
            f"no news for {count_of(years, 'year')}" if years else "",
            self._source(entry),
        )
        return self._line(entry, " · ".join(filter(None, facts)))

    def _line(self, entry: Entry, note: str) -> DigestLine:
        url = f"{self._full(entry.briefing.address)}#{entry.point.id}"
        return DigestLine(beginning_of_point(entry.point, _LONGEST), url, note)

    def _in_turn(self, entries: Sequence[Entry]) -> list[Entry]:
        """Put points that carry a lesson learned elsewhere first, then go by role, a briefing after the other."""
        by_briefing: dict[str, list[Entry]] = {}
        for entry in sorted(entries, key=self._rank):
            by_briefing.setdefault(entry.briefing.slug, []).append(entry)
        return [entry for turn in zip_longest(*by_briefing.values()) for entry in turn if entry]

    def _rank(self, entry: Entry) -> tuple[bool, int]:
        is_recurring = any(len(self._stories[each.id].briefings) > 1 for each in entry.point.lessons)
        return (not is_recurring, _RANKS.get(entry.point.role, len(_RANKS)))

    def _came_back(self) -> list[Story]:
        """Find the lessons that something new carries, and that another briefing taught before."""
        new = {entry.address for entry in self._entries}
        keys = recurring_lessons(self._stories.values(), lambda _, entry: ["new"] if entry.address in new else [])
        found = (self._stories[lesson.id] for lesson in keys.get("new", ()))
        return [story for story in found if any(entry.address not in new for entry in story.entries)]

    def _actions(self) -> Mapping[str, Sequence[Entry]]:
        """Find the actions of which somebody should be asked, those that have waited longest first."""
        entries = [entry for entry in self._catalogue.actions if self._concerns(entry)]
        overdue = [entry for entry in entries if is_overdue(entry, self._today)]
        soon = [entry for entry in entries if self._is_due_soon(entry)]
        left = [entry for entry in entries if entry not in overdue and entry not in soon]
        silent = [entry for entry in left if years_without_news(entry, self._today)]
        return {
            _OVERDUE: sorted(overdue, key=_due),
            "Actions that fall due within a month": sorted(soon, key=_due),
            "Actions without news for a year or more": sorted(
                silent, key=lambda entry: (-years_without_news(entry, self._today), entry.address)
            ),
        }

    def _is_due_soon(self, entry: Entry) -> bool:
        point = entry.point
        is_open = point.state not in (ActionState.DONE, ActionState.DROPPED)
        return is_open and point.due is not None and self._today <= point.due.end <= self._today + DUE_SOON

    # Words and addresses

    def _full(self, address: str) -> str:
        page, *more = re.split(r"(?=[?#])", address, maxsplit=1)
        return "".join([canonical(page, self._settings.base_url), *more])

    def _publishers(self, briefing: Briefing) -> str:
        return publishers_in_full(briefing, self._catalogue.vocabulary)

    def _source(self, entry: Entry) -> str:
        return f"{self._publishers(entry.briefing)}, {entry.point.held.label}"


def _due(entry: Entry) -> tuple[date, str]:
    return (entry.point.due.end if entry.point.due else date.max, entry.address)


_RANKS = {role: rank for rank, role in enumerate(GROUPED_ROLES)}
