"""What other programs see of a page where a link to it is shared: the Open Graph, a picture, linked data.

All of it needs full addresses, so there is none until the owner has said where the site will be. There is none for
pages that are not listed for search engines, such as drafts.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from learnbrief.branding.cards import DRAWING, HEIGHT, WIDTH, Card, ColouredCard, Colours
from learnbrief.cache.cache import lasting_digest_of
from learnbrief.cache.values import Value
from learnbrief.model import Briefing
from learnbrief.pages.linked_data import trail_node
from learnbrief.pages.page import Contents, LinkPreview, Lookup, Page
from learnbrief.pages.words import count_of, joined
from learnbrief.settings import Settings

LONGEST_TRAIL = 2
"""Steps of a way that search engines are told. What is further below is one page in another form, or a part of it."""

_UNSAFE = re.compile("[<>&\u2028\u2029]")


class Sharing(Value, frozen=True):
    """A page's properties in the Open Graph protocol (https://ogp.me), as its template writes them."""

    is_article: bool
    title: str
    locale: str
    """Language and territory; empty where the owner has named no territory."""
    picture: str
    picture_width: int
    picture_height: int
    picture_text: str
    published: str
    linked_data: str
    """JSON-LD that cannot end the script element it is in; empty where there is nothing to say."""


def share_briefing(briefing: Briefing, lookup: Lookup) -> LinkPreview:
    """Say what is shared of a briefing."""
    partnerships = lookup.vocabulary.partnerships
    when = (briefing.held.label,) if briefing.held.is_known else ()
    card = Card(
        name=briefing.slug,
        site=lookup.settings.title,
        title=briefing.title,
        publisher=joined([partnerships[reference.id].name for reference in briefing.partnerships]),
        facts=" · ".join((*when, count_of(len(briefing.points), "learning point"))),
    )
    return LinkPreview(card, is_article=True, published=briefing.published.written or "")


def with_sharing(pages: Iterable[Page], settings: Settings) -> tuple[Page, ...]:
    """Have every page shared that may be, with the site's own picture where it has none."""
    host = urlsplit(settings.base_url).netloc
    whole_site = LinkPreview(Card("site", host, settings.title, settings.description, ""))
    return tuple(
        page if shared == page.shared else replace(page, shared=shared)
        for page in pages
        for shared in [(page.shared or whole_site) if _is_shared(page, settings) else None]
    )


def picture_pages(pages: Iterable[Page], contents: Contents) -> Iterator[Page]:
    """Make the picture of each page that is shared."""
    for card in dict.fromkeys(page.shared.card for page in pages if page.shared):
        drawn = _coloured(card, contents.accent)
        yield Page(_picture_address(drawn), "picture", drawn, is_listed=False)


def _coloured(card: Card, accent: str) -> ColouredCard:
    return ColouredCard(card, Colours(thread=accent) if accent else Colours())


def _picture_address(drawn: ColouredCard) -> str:
    """Give the address of a picture, with a digest of all that it shows, so that browsers may keep it for ever."""
    digest = lasting_digest_of((DRAWING, drawn)).hex()[:10]
    return f"assets/cards/{drawn.card.name}.{digest}.png"


def sharing(page: Page, lookup: Lookup, accent: str) -> Sharing | None:
    """Give a page's properties for sharing; None where it has none. `accent` is the owner's colour."""
    shared, settings = page.shared, lookup.settings
    if not shared:
        return None
    card = shared.card
    return Sharing(
        is_article=shared.is_article,
        title=page.title,
        locale=_locale(settings.language),
        picture=f"{settings.base_url}/{_picture_address(_coloured(card, accent))}",
        picture_width=WIDTH,
        picture_height=HEIGHT,
        picture_text=". ".join(part.rstrip(".") for part in (card.title, card.publisher, card.facts) if part),
        published=shared.published,
        linked_data=_linked_data(page, lookup),
    )


def _is_shared(page: Page, settings: Settings) -> bool:
    return bool(settings.base_url) and page.is_listed and page.address.endswith(".html")


def _linked_data(page: Page, lookup: Lookup) -> str:
    thing = page.describe(page.value, lookup) if page.describe else None
    nodes = [thing] if thing else []
    if 0 < len(page.trail) <= LONGEST_TRAIL:
        nodes.append(trail_node(page.trail, page.title, lookup.settings))
    graph = {"@context": "https://schema.org", "@graph": nodes}
    return json_in_script(graph) if nodes else ""


def json_in_script(document: Any) -> str:
    """Write JSON in which nothing can end a script element, or begin a comment or another one.

    HTML looks for `</script` and `<!--` in such text (https://html.spec.whatwg.org, 4.12.1.3), and old readers of
    JavaScript end a line at U+2028 and U+2029.
    """
    written = msgspec.json.encode(document).decode()
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _locale(language: str) -> str:
    """Write a language tag (RFC 5646) as the Open Graph does: language_TERRITORY."""
    found = re.fullmatch(r"([a-z]{2,3})(?:-[a-z]{4})?-([a-z]{2})(?:-.*)?", language.lower())
    return f"{found[1]}_{found[2].upper()}" if found else ""
