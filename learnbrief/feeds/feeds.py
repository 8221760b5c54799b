"""Feeds: what is new and what has changed, for programs that tell their readers of it.

Atom 1.0 (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) say the same. Both need full addresses,
so there are none until the owner has said where the site will be. None tells of what is not public or is archived.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from html import escape
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from learnbrief.cache.cache import Shared
from learnbrief.cache.values import Value
from learnbrief.feeds.entry import EntryWriter, FeedEntry, current_day, moment
from learnbrief.model import Briefing, Entry, Link, Status
from learnbrief.pages.addresses import canonical
from learnbrief.pages.documents import RecordsView, encode
from learnbrief.pages.page import Contents, Feed, Lazy, Lookup, Page
from learnbrief.settings import Settings

JSON_FEED = "https://jsonfeed.org/version/1.1"
MOST_ENTRIES = 30
"""In a feed: programs ask for it often, and keep what they were given. SPEC 4."""
FEED_BYTES = 37_000
"""Bytes of a feed's entries as Atom, so that with its head it stays below 40 kB; SPEC 4 allows 100."""


_AROUND_ENTRY, _AROUND_THEME = 700, 70
"""Bytes of what is around an entry's words, and around each of its themes."""


class FeedView(Value, frozen=True):
    """A feed; all addresses are full ones, all times are the beginnings of days."""

    title: str
    description: str
    language: str
    home: str
    """The page that shows the same to readers."""
    atom: str
    json: str
    site: Link
    licence: Link | None
    updated: str
    entries: tuple[FeedEntry, ...]


class FeedBriefing(Value, frozen=True):
    """A briefing that a feed tells of."""

    briefing: Shared[Briefing]
    current_since: date
    changed: date | None
    points: tuple[Entry, ...]
    """Those of its points that are followed; a feed of whole briefings needs none."""


class FeedPage(Value, frozen=True):
    """What a feed is made of."""

    feed: Feed
    folder: str
    """Of the page that shows the same to readers; empty for the list of all briefings."""
    description: str
    updated: date
    is_of_points: bool
    latest: tuple[FeedBriefing, ...]


class _Dated(Struct, frozen=True, dict=True):
    """A briefing that may be in feeds, with its day."""

    day: date
    briefing: Briefing
    entries: Sequence[Entry]

    @cached_property
    def by_theme(self) -> Mapping[str, Sequence[Entry]]:
        """Give its points on each theme."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for theme in entry.point.themes:
                found.setdefault(theme, []).append(entry)
        return found


class _Followed(Value, frozen=True):
    """What somebody may follow."""

    folder: str
    name: str
    description: str
    briefings: Collection[str]
    """Their slugs."""
    points: Callable[["_Dated"], Sequence[Entry]] | None = None
    """Gives those of a briefing's points that are followed; None where whole briefings are."""
    old_folders: tuple[str, ...] = ()
    """Where the same feed was before. A feed cannot forward, so it is there still."""


def site_feed(settings: Settings) -> Feed | None:
    """Give the feed of all briefings; None where the owner has not said where the site is."""
    return feed_in("", "All briefings", settings)


def feed_in(folder: str, name: str, settings: Settings) -> Feed | None:
    """Give the feed that is in a folder of the site; None where the owner has not said where the site is."""
    return Feed(f"{name} – {settings.title}", folder) if settings.base_url else None


def feed_pages(contents: Contents) -> Iterator[Page]:
    """Make the feeds of all briefings, and of each theme, partnership and audience that has a page."""
    if not contents.settings.base_url:
        return
    newest = Lazy(partial(_newest, contents))
    for followed in _followed(contents):
        feed = feed_in(followed.folder, followed.name, contents.settings)
        assert feed
        value = Lazy(partial(_value, feed, followed, newest, contents.today))
        for place in (feed, *(replace(feed, folder=folder) for folder in followed.old_folders)):
            yield Page(place.atom, "feed.xml", value, is_listed=False, show=_view)
            yield Page(place.json, "json feed", value, is_listed=False, show=_json)


def _followed(contents: Contents) -> Iterator[_Followed]:
    catalogue, settings = contents.catalogue, contents.settings
    yield _Followed("", "All briefings", settings.description, catalogue.by_slug)
    for theme in catalogue.raised_themes:
        raising = {briefing.slug for briefing in catalogue.raising[theme.id]}
        old = tuple(f"themes/{old.id}/" for old in theme.was)
        points = partial(_on_theme, theme.id)
        yield _Followed(f"themes/{theme.id}/", theme.label, theme.definition, raising, points, old)
    for partner in catalogue.vocabulary.partnerships.values():
        if published := {briefing.slug for briefing in catalogue.by_partnership.get(partner.id, ())}:
            description = f"Learning briefings by {partner.name}."
            yield _Followed(f"partnerships/{partner.id}/", partner.name, description, published)
    for audience in settings.audiences:
        if spoken := {entry.briefing.slug for entry in catalogue.by_audience.get(audience.id, ())}:
            description = f"Learning points for this audience: {audience.label.lower()}."
            points = partial(_for_audience, audience.id)
            yield _Followed(f"audiences/{audience.id}/", audience.label, description, spoken, points)


def _on_theme(theme: str, dated: _Dated) -> Sequence[Entry]:
    return dated.by_theme.get(theme, ())


def _for_audience(audience: str, dated: _Dated) -> Sequence[Entry]:
    return [entry for entry in dated.entries if entry.point.audience == audience]


def _newest(contents: Contents) -> list[_Dated]:
    """Give the briefings that may be in feeds: those that came out or changed last first."""
    entries, today = contents.catalogue.by_briefing, contents.today
    public = (each for each in contents.catalogue.briefings if _is_public(each, contents))
    dated = [_Dated(current_day(each, today), each, entries.get(each.slug, ())) for each in public]
    return sorted(dated, key=lambda each: (each.day, each.briefing.published.start), reverse=True)


def _value(feed: Feed, followed: _Followed, newest: Lazy, today: date) -> FeedPage:
    """Choose the briefings that came out or changed last."""

    def found() -> Iterator[_Dated]:
        return (each for each in newest.value if each.briefing.slug in followed.briefings)

    latest = (each for each in found() if each.briefing.status is not Status.ARCHIVED)
    return FeedPage(
        feed,
        followed.folder,
        followed.description,
        next((each.day for each in found()), today),
        followed.points is not None,
        tuple(_told(each, followed, today) for each in islice(latest, MOST_ENTRIES)),
    )


def _told(dated: _Dated, followed: _Followed, today: date) -> FeedBriefing:
    points = followed.points(dated) if followed.points else ()
    briefing = dated.briefing.head if followed.points else dated.briefing
    return FeedBriefing(
        Shared(briefing, briefing.fingerprint), dated.day, dated.briefing.changed(today), tuple(points)
    )


def _view(page: FeedPage, lookup: Lookup) -> FeedView:
    settings, feed = lookup.settings, page.feed
    return FeedView(
        title=feed.title,
        description=page.description,
        language=settings.language,
        home=canonical(f"{page.folder or 'briefings/'}index.html", settings.base_url),
        atom=canonical(feed.atom, settings.base_url),
        json=canonical(feed.json, settings.base_url),
        site=Link(settings.title, canonical("index.html", settings.base_url)),
        licence=settings.licence,
        updated=moment(page.updated),
        entries=tuple(_entries(page, EntryWriter(lookup))),
    )


def _entries(page: FeedPage, writer: EntryWriter) -> Iterator[FeedEntry]:
    bytes_left = FEED_BYTES
    part = page.folder.rstrip("/")
    for each in page.latest:
        briefing, days = each.briefing.value, (each.current_since, each.changed)
        written = (
            writer.part(briefing, part, each.points, *days) if page.is_of_points else writer.whole(briefing, *days)
        )
        bytes_left -= _bytes_of(written)
        if bytes_left < 0:
            return
        yield written


def _bytes_of(entry: FeedEntry) -> int:
    """Estimate how long an entry is as Atom, which writes its themes out."""
    themes = sum(len(theme.id) + len(theme.label) + _AROUND_THEME for theme in entry.themes)
    authors = sum(len(author.title) + len(author.url) for author in entry.authors)
    words = f"{escape(entry.title)}{entry.html}".encode()
    return len(words) + 2 * len(entry.url) + themes + authors + _AROUND_ENTRY


def _is_public(briefing: Briefing, contents: Contents) -> bool:
    """Tell whether a briefing is out and has a date; without a date it cannot be in a feed.

    A preview also shows briefings that are not out, but a feed entry cannot be taken back.
    """
    is_out = briefing.status is not Status.DRAFT and briefing.is_out(contents.today)
    return is_out and briefing.current_since(contents.today) is not None


def _json(page: FeedPage, lookup: Lookup) -> RecordsView:
    feed = _view(page, lookup)
    values = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "description": feed.description,
        "authors": [_author(feed.site)],
        "language": feed.language,
    }
    return RecordsView(values, "items", [encode(_item(entry)) for entry in feed.entries])


def _item(entry: FeedEntry) -> dict[str, Any]:
    changed = {"date_modified": entry.updated} if entry.updated != entry.published else {}
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published,
        **changed,
        "authors": [_author(author) for author in entry.authors],
        "tags": [theme.label for theme in entry.themes],
    }


def _author(link: Link) -> dict[str, str]:
    return {"name": link.title, "url": link.url}
