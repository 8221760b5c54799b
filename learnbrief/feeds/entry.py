"""A briefing in a feed: as a whole, or with the points that somebody follows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha1
from html import escape
from itertools import groupby

from learnbrief.cache.values import Value
from learnbrief.model import Briefing, Entry, Link, day_label
from learnbrief.pages.addresses import absolute_links, canonical
from learnbrief.pages.beside import lesson_link
from learnbrief.pages.page import Lookup
from learnbrief.pages.points import ActionView, PointView, point_view
from learnbrief.pages.words import ROLE_LABELS, count_of
from learnbrief.settings import LinkForm

_NAMESPACE = bytes.fromhex("d24449ca211c4326858ecda5bd92c154")
"""A UUID chosen once, so that what we name with the same words as others has another name."""

MOST_POINTS = 3
"""Of a briefing in an entry, which leads to the others."""
ENTRY_BYTES = 12_000
"""Bytes of what an entry tells of a briefing's points, more or less."""

_WITHIN = re.compile(r'(<a [^<>]*?href=")#')
"""A link to a place on the same page; in text `<` is always escaped."""


class FeedEntry(Value, frozen=True):
    """What a feed tells of a briefing."""

    id: str
    url: str
    title: str
    html: str
    published: str
    updated: str
    """The same as `published` where nothing has changed since."""
    authors: tuple[Link, ...]
    themes: tuple["FeedTheme", ...]


class FeedTheme(Value, frozen=True):
    """A theme that is raised."""

    id: str
    label: str


class EntryWriter:
    """Tells of briefings."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def whole(self, briefing: Briefing, current: date, changed: date | None) -> FeedEntry:
        """Tell of a briefing as a whole: its summary, and how many points it makes."""
        return self._entry(briefing, "", _outline(briefing), briefing.themes, current, changed)

    def part(
        self, briefing: Briefing, part: str, points: Sequence[Entry], current: date, changed: date | None
    ) -> FeedEntry:
        """Tell of what a briefing says on a part of the site, such as `themes/neglect`: these points of it."""
        themes = sorted({theme for entry in points for theme in entry.point.themes})
        return self._entry(briefing, part, self._bounded(points), themes, current, changed)

    def _entry(
        self,
        briefing: Briefing,
        part: str,
        shown: Iterable[str],
        themes: Iterable[str],
        current: date,
        changed: date | None,
    ) -> FeedEntry:
        vocabulary, base = self._lookup.vocabulary, self._lookup.settings.base_url
        published = briefing.published.start if briefing.published.is_known else current
        address = canonical(briefing.address, base)
        opening = _full("\n".join(_opening(briefing, changed)), address, base)
        way_on = f'<p><a href="{address}">Read the briefing</a></p>'
        return FeedEntry(
            id=entry_id(briefing, part),
            url=address,
            title=briefing.title,
            html="\n".join([opening, *shown, way_on]),
            published=moment(published),
            updated=moment(current),
            authors=tuple(
                Link(vocabulary.partnerships[each.id].name, canonical(f"partnerships/{each.id}/index.html", base))
                for each in briefing.partnerships
            ),
            themes=tuple(FeedTheme(theme, vocabulary.themes[theme].label) for theme in themes),
        )

    def _bounded(self, entries: Sequence[Entry]) -> Iterator[str]:
        """Show as many points as an entry has room for, and count the others."""
        bytes_left = ENTRY_BYTES
        shown: list[tuple[Entry, str]] = []
        for entry in entries[:MOST_POINTS]:
            written = self._point(entry)
            bytes_left -= len(written.encode())
            if bytes_left < 0:
                break
            shown.append((entry, written))
        yield from self._points(shown)
        if more := len(entries) - len(shown):
            yield f"<p>{count_of(more, 'point')} more in the briefing.</p>"

    def _points(self, written: Sequence[tuple[Entry, str]]) -> Iterator[str]:
        """Show points under their headings and lead-ins, as any page does that is not their briefing's."""
        for (label, heading, lead_in), group in groupby(written, lambda each: self._above(each[0])):
            yield f"<h3>{escape(label if heading in ('', label) else f'{label}: {heading}')}</h3>"
            if lead_in:
                yield f"<p>{escape(lead_in)}</p>"
            yield "<ul>\n" + "\n".join(html for _, html in group) + "\n</ul>"

    def _above(self, entry: Entry) -> tuple[str, str, str]:
        view = point_view(entry, self._lookup)
        return view.label, view.heading, view.lead_in

    def _point(self, entry: Entry) -> str:
        base = self._lookup.settings.base_url
        lessons = [lesson_link(self._lookup.vocabulary.lessons[lesson.id]) for lesson in entry.point.lessons]
        html = _point(point_view(entry, self._lookup), lessons)
        return _full(html, canonical(entry.briefing.address, base), base)


def entry_id(briefing: Briefing, part: str = "") -> str:
    """Name a briefing, or what it says on a part of the site such as `themes/neglect`, once and for all.

    A name outlasts a change of title, day and host (RFC 4287, 4.2.6), so it is made of who published the briefing and
    of its slug alone: a UUID of version 5 (RFC 9562, 5.5).
    """
    name = f"{briefing.partnerships[0].id}/{briefing.slug}#{part}"
    digest = bytearray(sha1(_NAMESPACE + name.encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    found = digest.hex()
    return f"urn:uuid:{found[:8]}-{found[8:12]}-{found[12:16]}-{found[16:20]}-{found[20:]}"


def moment(day: date) -> str:
    """Write a day as a moment (RFC 3339): its beginning, because no source knows more."""
    return f"{day.isoformat()}T00:00:00Z"


def current_day(briefing: Briefing, today: date) -> date:
    """Give the day by which a briefing is in feeds; without one it may be in none."""
    day = briefing.current_since(today)
    assert day
    return day


def _opening(briefing: Briefing, changed: date | None) -> Iterator[str]:
    if changed:
        yield f"<p><strong>Changed on {day_label(changed)}.</strong></p>"
    yield briefing.summary.html


def _outline(briefing: Briefing) -> Iterator[str]:
    """Say how many points of each role a briefing makes."""
    roles = [point.role for point in briefing.points]
    if roles:
        counts = [f"<li>{label}: {roles.count(role)}</li>" for role, label in ROLE_LABELS.items() if role in roles]
        yield f"<p>{count_of(len(roles), 'learning point')}:</p>\n<ul>\n" + "\n".join(counts) + "\n</ul>"


def _point(view: PointView, lessons: Iterable[Link]) -> str:
    title = f"<p><strong>{escape(view.title)}</strong></p>\n" if view.title else ""
    facts = _facts(view.action) if view.action else ""
    way_on = f'<p><a href="{view.url}">This point in its briefing</a></p>'
    of_lessons = "".join(f'\n<p>Lesson: <a href="{lesson.url}">{escape(lesson.title)}</a></p>' for lesson in lessons)
    return f"<li>{title}{view.html}{facts}{of_lessons}\n{way_on}</li>"


def _facts(action: ActionView) -> str:
    owner = f"Who: {action.owner}" if action.owner else ""
    due = f"By: {action.due}" if action.due else ""
    facts = " · ".join(part for part in (action.state_label, owner, due) if part)
    return f"\n<p>{escape(facts)}</p>" if facts else ""


def _full(html: str, address: str, base: str) -> str:
    """Make every link lead to the site; a place such as a footnote has the same id on its briefing's page."""
    html = absolute_links(html, base, LinkForm.FOLDERS)
    return _WITHIN.sub(lambda found: f"{found[1]}{address}#", html) if '="#' in html else html
