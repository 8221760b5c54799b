"""Feeds: what is new and what has changed, for programs that tell their readers of it.

Atom 1.0 (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) say the same. Both need full addresses,
so there are none until the owner has said where the site will stand. None tells of what is not public or is archived.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from html import escape
from typing import Any

from learnbrief.catalogue import Catalogue, Entry
from learnbrief.model import Briefing, Link, Status
from learnbrief.pages.addresses import canonical
from learnbrief.pages.data import RecordsView, encode
from learnbrief.pages.feed_entry import FeedEntry, Teller, current_day, moment
from learnbrief.pages.page import Contents, Feed, Page
from learnbrief.settings import Settings

JSON_FEED = "https://jsonfeed.org/version/1.1"
MOST_ENTRIES = 30
"""In a feed: programs ask for it often, and keep what they were given. SPEC 4."""
ROOM = 88_000
"""Bytes of a feed's entries as Atom, so that with its head it stays below 100 kB; SPEC 4."""


_AROUND_ENTRY, _AROUND_THEME = 700, 120
"""Bytes of what stands around an entry's words, and around each of its themes."""


@dataclass(frozen=True, slots=True)
class FeedView:
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


@dataclass(frozen=True, slots=True)
class _Told:
    """What a feed tells of."""

    briefings: Sequence[Briefing]
    points: Sequence[Entry] | None = None
    """None where it tells of briefings as a whole."""


@dataclass(frozen=True, slots=True)
class _Followed:
    """What somebody may follow."""

    folder: str
    """Of the page that shows the same to readers; empty for the list of all briefings."""
    name: str
    description: str
    told: Callable[[], _Told]
    old_folders: tuple[str, ...] = ()
    """Where the same feed stood before. A feed cannot forward, so it stands there still."""


def site_feed(settings: Settings) -> Feed | None:
    """Give the feed of all briefings; None where the owner has not said where the site stands."""
    return feed_in("", "All briefings", settings)


def feed_in(folder: str, name: str, settings: Settings) -> Feed | None:
    """Give the feed that stands in a folder of the site; None where the owner has not said where the site stands."""
    return Feed(f"{name} – {settings.title}", folder) if settings.base_url else None


def feed_pages(contents: Contents) -> Iterator[Page]:
    """Make the feeds of all briefings, and of each theme, partnership and audience that has a page."""
    teller = Teller(contents)
    for followed in _followed(contents):
        feed = feed_in(followed.folder, followed.name, contents.settings)
        if feed:
            view, made_of = partial(_view, feed, followed, teller), partial(_made_of, feed, followed, contents)
            for place in (feed, *(replace(feed, folder=folder) for folder in followed.old_folders)):
                yield Page(place.atom, "feed.xml", view, is_listed=False, made_of=made_of)
                yield Page(place.json, "records", partial(_json, view), is_listed=False, made_of=made_of)


def _followed(contents: Contents) -> Iterator[_Followed]:
    catalogue, settings = contents.catalogue, contents.settings
    yield _Followed("", "All briefings", settings.description, lambda: _Told(catalogue.briefings))
    for theme in catalogue.raised_themes:
        told, old = partial(_on_theme, theme.id, catalogue), tuple(f"themes/{old.id}/" for old in theme.was)
        yield _Followed(f"themes/{theme.id}/", theme.label, theme.definition, told, old)
    for partner in catalogue.vocabulary.partnerships.values():
        published = catalogue.by_partnership.get(partner.id)
        if published:
            description = f"Learning briefings by {partner.name}."
            yield _Followed(f"partnerships/{partner.id}/", partner.name, description, partial(_Told, published))
    for audience in settings.audiences:
        points = catalogue.by_audience.get(audience.id)
        if points:
            description = f"Learning points for this audience: {audience.label.lower()}."
            told = partial(_with_points, points)
            yield _Followed(f"audiences/{audience.id}/", audience.label, description, told)


def _with_points(points: Sequence[Entry], more: Sequence[Briefing] = ()) -> _Told:
    return _Told(tuple({each.slug: each for each in (*(entry.briefing for entry in points), *more)}.values()), points)


def _on_theme(theme: str, catalogue: Catalogue) -> _Told:
    """Tell of the briefings that raise a theme: by a point, or as what they are about though no point is made."""
    return _with_points(catalogue.by_theme.get(theme, ()), catalogue.by_topic.get(theme, ()))


def _made_of(feed: Feed, followed: _Followed, contents: Contents) -> object:
    told = [
        (briefing.made_of, briefing.current_since(contents.today))
        for briefing in followed.told().briefings
        if _is_public(briefing, contents)
    ]
    return (feed, followed.name, followed.description, told or contents.today)


def _view(feed: Feed, followed: _Followed, teller: Teller) -> FeedView:
    contents = teller.contents
    settings, told = contents.settings, followed.told()
    days = [current_day(briefing, contents.today) for briefing in told.briefings if _is_public(briefing, contents)]
    return FeedView(
        title=feed.title,
        description=followed.description,
        language=settings.language,
        home=canonical(f"{followed.folder or 'briefings/'}index.html", settings.base_url),
        atom=canonical(feed.atom, settings.base_url),
        json=canonical(feed.json, settings.base_url),
        site=Link(settings.title, canonical("index.html", settings.base_url)),
        licence=Link(settings.licence.title, settings.licence.url) if settings.licence else None,
        updated=moment(max(days, default=contents.today)),
        themes=canonical("themes/index.html", settings.base_url),
        entries=tuple(_entries(followed.folder.rstrip("/"), told, teller)),
    )


def _entries(part: str, told: _Told, teller: Teller) -> Iterator[FeedEntry]:
    """Tell of the briefings that came out or changed last; among those of one day the order stays as it is."""
    contents = teller.contents
    points: dict[str, list[Entry]] = {}
    for entry in told.points or ():
        points.setdefault(entry.briefing.slug, []).append(entry)
    latest = [
        briefing
        for briefing in told.briefings
        if _is_public(briefing, contents) and briefing.status is not Status.ARCHIVED
    ]
    latest.sort(key=partial(_newest_last, today=contents.today), reverse=True)
    room = ROOM
    for briefing in latest[:MOST_ENTRIES]:
        is_whole = told.points is None
        tells = teller.whole(briefing) if is_whole else teller.part(briefing, part, points.get(briefing.slug, ()))
        room -= _bytes_of(tells)
        if room < 0:
            return
        yield tells


def _bytes_of(entry: FeedEntry) -> int:
    """Estimate how long an entry is as Atom, which escapes its HTML once more and writes its themes out."""
    themes = sum(len(theme.id) + len(theme.label) + _AROUND_THEME for theme in entry.themes)
    authors = sum(len(author.title) + len(author.url) for author in entry.authors)
    words = escape(f"{entry.title}{entry.summary}{entry.html}").encode()
    return len(words) + 2 * len(entry.url) + themes + authors + _AROUND_ENTRY


def _newest_last(briefing: Briefing, today: date) -> tuple[date, date]:
    return current_day(briefing, today), briefing.published.start


def _is_public(briefing: Briefing, contents: Contents) -> bool:
    """Tell whether a briefing is out, and on which day it came. What has no day has no place in a feed.

    A preview shows what is not out, too, but what a feed has told cannot be taken back.
    """
    is_out = briefing.status is not Status.DRAFT and briefing.is_out(contents.today)
    return is_out and briefing.current_since(contents.today) is not None


def _json(view: Callable[[], FeedView]) -> RecordsView:
    feed = view()
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
