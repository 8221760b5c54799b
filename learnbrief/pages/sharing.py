"""What other programs see of a page where a link to it is shared: the Open Graph, a picture, linked data.

All of it needs full addresses, so there is none until the owner has said where the site will stand. There is none for
pages that search engines are not told of, such as drafts.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from learnbrief.cards import HEIGHT, WIDTH, Card
from learnbrief.model import Briefing, Partnership
from learnbrief.pages.addresses import canonical
from learnbrief.pages.linked_data import trail_node
from learnbrief.pages.page import Contents, Page, Shared
from learnbrief.pages.words import count_of, joined
from learnbrief.readers import Itself
from learnbrief.settings import Settings

_UNSAFE = re.compile("[<>&\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Sharing:
    """A page's properties in the Open Graph protocol (https://ogp.me), as its template writes them."""

    kind: str
    title: str
    url: str
    locale: str
    """Language and territory; empty where the owner has named no territory."""
    picture: str
    picture_width: int
    picture_height: int
    picture_text: str
    published: str
    linked_data: str
    """JSON-LD that cannot end the script element it stands in; empty where there is nothing to say."""


def share_briefing(briefing: Briefing, contents: Contents) -> Shared:
    """Say what is shared of a briefing."""
    vocabulary, site = contents.catalogue.vocabulary, contents.settings.title
    key = ("shared", Itself(briefing), Itself(vocabulary), site)
    return contents.recall(key, partial(_share_briefing, briefing, vocabulary.partnerships, site))


def _share_briefing(briefing: Briefing, partnerships: Mapping[str, Partnership], site: str) -> Shared:
    when = (briefing.held.label,) if briefing.held.is_known else ()
    card = Card(
        name=briefing.slug,
        site=site,
        title=briefing.title,
        publisher=joined([partnerships[reference.id].name for reference in briefing.partnerships]),
        facts=" · ".join((*when, count_of(len(briefing.points), "learning point"))),
    )
    return Shared(card, is_article=True, published=briefing.published.written or "")


def with_sharing(pages: Iterable[Page], settings: Settings) -> tuple[Page, ...]:
    """Have every page shared that may be, with the site's own picture where it has none."""
    host = urlsplit(settings.base_url).netloc
    whole_site = Shared(Card("site", host, settings.title, settings.description, ""))
    return tuple(
        page if shared == page.shared else replace(page, shared=shared)
        for page in pages
        for shared in [(page.shared or whole_site) if _is_shared(page, settings) else None]
    )


def sharing(page: Page, settings: Settings, cards: Mapping[Card, str]) -> Sharing | None:
    """Give a page's properties for sharing; None where it has none. `cards` are the pictures' addresses."""
    shared = page.shared
    if not shared:
        return None
    card = shared.card
    return Sharing(
        kind="article" if shared.is_article else "website",
        title=page.title,
        url=canonical(page.address, settings.base_url),
        locale=_locale(settings.language),
        picture=f"{settings.base_url}/{cards[card]}",
        picture_width=WIDTH,
        picture_height=HEIGHT,
        picture_text=". ".join(part.rstrip(".") for part in (card.title, card.publisher, card.facts) if part),
        published=shared.published,
        linked_data=_linked_data(page, settings),
    )


def _is_shared(page: Page, settings: Settings) -> bool:
    return bool(settings.base_url) and page.is_listed and page.address.endswith(".html")


def _linked_data(page: Page, settings: Settings) -> str:
    thing = page.make_thing()
    nodes = [thing] if thing else []
    if page.trail:
        nodes.append(trail_node(page.trail, page.title, settings))
    graph = {"@context": "https://schema.org", "@graph": nodes}
    return json_in_script(graph) if nodes else ""


def json_in_script(document: Any) -> str:
    """Write JSON in which nothing can end a script element, or begin a comment or another one.

    HTML looks for `</script` and `<!--` in such text (https://html.spec.whatwg.org, 4.12.1.3), and old readers of
    JavaScript end a line at U+2028 and U+2029.
    """
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _locale(language: str) -> str:
    """Write a language tag (RFC 5646) as the Open Graph does: language_TERRITORY."""
    found = re.fullmatch(r"([a-z]{2,3})(?:-[a-z]{4})?-([a-z]{2})(?:-.*)?", language.lower())
    return f"{found[1]}_{found[2].upper()}" if found else ""
