"""Feeds: what is new and what has changed, for programs that tell their readers of it.

Atom 1.0 (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) say the same. Both need full addresses,
so there are none until the owner has said where the site will be. None tells of what is not public or is archived.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from html import escape
from typing import Any

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
FEED_BYTES = 47_000
"""Bytes of a feed's entries as Atom, so that with its head it stays below 50 kB: half of what SPEC 4 allows."""


_AROUND_ENTRY, _AROUND_THEME = 700, 120
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
    themes: str
    """The page of all themes, whose ids entries name."""
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


class _Followed(Value, frozen=True):
    """What somebody may follow."""

    folder: str
    name: str
    description: str
    briefings: Sequence[Briefing]
    points: Sequence[Entry] | None = None
    """None where whole briefings are followed."""
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
    days = Lazy(partial(_days, contents))
    for followed in _followed(contents):
        feed = feed_in(followed.folder, followed.name, contents.settings)
        assert feed
        value = Lazy(partial(_value, feed, followed, days, contents.today))
        for place in (feed, *(replace(feed, folder=folder) for folder in followed.old_folders)):
            yield Page(place.atom, "feed.xml", value, is_listed=False, show=_view)
            yield Page(place.json, "json feed", value, is_listed=False, show=_json)


def _followed(contents: Contents) -> Iterator[_Followed]:
    catalogue, settings = contents.catalogue, contents.settings
    yield _Followed("", "All briefings", settings.description, catalogue.briefings)
    for theme in catalogue.raised_themes:
        points = catalogue.by_theme.get(theme.id, ())
        raising = _raising(points, catalogue.by_topic.get(theme.id, ()))
        old = tuple(f"themes/{old.id}/" for old in theme.was)
        yield _Followed(f"themes/{theme.id}/", theme.label, theme.definition, raising, points, old)
    for partner in catalogue.vocabulary.partnerships.values():
        if published := catalogue.by_partnership.get(partner.id):
            description = f"Learning briefings by {partner.name}."
            yield _Followed(f"partnerships/{partner.id}/", partner.name, description, published)
    for audience in settings.audiences:
        if spoken := catalogue.by_audience.get(audience.id):
            description = f"Learning points for this audience: {audience.label.lower()}."
            yield _Followed(f"audiences/{audience.id}/", audience.label, description, _raising(spoken), spoken)


def _raising(points: Sequence[Entry], more: Sequence[Briefing] = ()) -> tuple[Briefing, ...]:
    """Give the briefings that hold some points, and further ones on the same subject without such a point."""
    heads = (*(entry.briefing for entry in points), *(briefing.head for briefing in more))
    return tuple({each.slug: each for each in heads}.values())


def _days(contents: Contents) -> dict[str, date]:
    """Give the day by which each briefing is in feeds, by its slug, as far as it may be in any."""
    today = contents.today
    return {
        each.slug: current_day(each, today) for each in contents.catalogue.briefings if _is_public(each, contents)
    }


def _value(feed: Feed, followed: _Followed, every_day: Lazy, today: date) -> FeedPage:
    """Choose the briefings that came out or changed last; among those of one day the order stays as it is."""
    days = {each.slug: every_day.value[each.slug] for each in followed.briefings if each.slug in every_day.value}
    latest = [each for each in followed.briefings if each.slug in days and each.status is not Status.ARCHIVED]
    latest.sort(key=lambda each: (days[each.slug], each.published.start), reverse=True)
    del latest[MOST_ENTRIES:]
    points: dict[str, list[Entry]] = {each.slug: [] for each in latest}
    for entry in followed.points or ():
        if entry.briefing.slug in points:
            points[entry.briefing.slug].append(entry)
    return FeedPage(
        feed,
        followed.folder,
        followed.description,
        max(days.values(), default=today),
        followed.points is not None,
        tuple(
            FeedBriefing(
                Shared(each, each.fingerprint), days[each.slug], each.changed(today), tuple(points[each.slug])
            )
            for each in latest
        ),
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
        licence=Link(settings.licence.title, settings.licence.url) if settings.licence else None,
        updated=moment(page.updated),
        themes=canonical("themes/index.html", settings.base_url),
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
    words = f"{escape(entry.title)}{escape(entry.summary)}{entry.html}".encode()
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
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": entry.published,
        **changed,
        "authors": [_author(author) for author in entry.authors],
        "tags": [theme.label for theme in entry.themes],
    }


def _author(link: Link) -> dict[str, str]:
    return {"name": link.title, "url": link.url}
