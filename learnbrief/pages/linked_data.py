"""Pages as linked data: schema.org's words (https://schema.org) in JSON-LD, for search engines and other programs.

Nothing is said that the page does not show. What is named by an address of the site is known by that address, so that
a theme's page and a briefing about it mean one thing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from learnbrief.model import Briefing, Link, Status, Theme
from learnbrief.pages.addresses import canonical
from learnbrief.pages.page import Lookup
from learnbrief.settings import Settings

Node = dict[str, Any]
"""A thing in JSON-LD: plain values under schema.org's names."""

_MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "jsonld": "application/ld+json"}
_SEARCHED = "{search_term_string}"


def briefing_node(briefing: Briefing, changed: date | None, lookup: Lookup) -> Node:
    """Describe a briefing as a report, with who published it, what it is about and what time it covers."""
    vocabulary, settings = lookup.vocabulary, lookup.settings
    address = canonical(briefing.address, settings.base_url)
    node: Node = {
        "@type": "Report",
        "@id": address,
        "url": address,
        "name": briefing.title,
        "headline": briefing.title,
        "description": briefing.summary.text,
        "inLanguage": settings.language,
        "publisher": [_publisher(reference.id, lookup) for reference in briefing.partnerships],
        "about": [_named(vocabulary.themes[topic.id], settings) for topic in briefing.topics],
        "isPartOf": {"@id": _site_id(settings)},
    }
    if published := briefing.published.written:
        node["datePublished"] = published
    if briefing.held.is_known:
        node["temporalCoverage"] = f"{briefing.held.start.isoformat()}/{briefing.held.end.isoformat()}"
    if changed:
        node["dateModified"] = changed.isoformat()
    if briefing.source:
        source = {"@type": "CreativeWork", "name": briefing.source.title, "url": briefing.source.url}
        node["isBasedOn"] = {name: value for name, value in source.items() if value}
    if briefing.status is Status.ARCHIVED:
        node["creativeWorkStatus"] = "Archived"
    return node


def theme_node(theme: Theme, settings: Settings) -> Node:
    """Describe a theme as a term of the vocabulary."""
    term = _named(theme, settings)
    more = {"termCode": theme.id, "alternateName": list(theme.also), "description": theme.definition}
    told = {**term, "url": term["@id"], "inDefinedTermSet": _vocabulary(settings)}
    return {**told, **{name: value for name, value in more.items() if value}}


def vocabulary_node(settings: Settings) -> Node:
    """Describe the vocabulary as a set of terms."""
    return {**_vocabulary(settings), "name": f"Themes of {settings.title}", "inLanguage": settings.language}


def site_node(settings: Settings) -> Node:
    """Describe the site, and how to search it."""
    search = f"{canonical('search/index.html', settings.base_url)}?q={_SEARCHED}"
    return {
        "@type": "WebSite",
        "@id": _site_id(settings),
        "url": canonical("index.html", settings.base_url),
        "name": settings.title,
        "description": settings.description,
        "inLanguage": settings.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def dataset_node(settings: Settings, files: Iterable[str]) -> Node:
    """Describe the open data, with its licence and its files, whose addresses begin with a slash."""
    address = canonical("data/index.html", settings.base_url)
    node: Node = {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": f"{settings.title}: open data",
        "description": f"{settings.description} All learning points, briefings and themes, as tables and as JSON.",
        "inLanguage": settings.language,
        "isAccessibleForFree": True,
        "isPartOf": {"@id": _site_id(settings)},
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{settings.base_url}{file}",
                "encodingFormat": _MEDIA_TYPES[file.rpartition(".")[2]],
            }
            for file in files
        ],
    }
    if settings.licence:
        node["license"] = settings.licence.url
    return node


def trail_node(trail: Sequence[Link], title: str, settings: Settings) -> Node:
    """Describe the way to a page from the first one."""
    steps: list[Node] = [
        {"name": link.title, "item": canonical(link.url.removeprefix("/"), settings.base_url)} for link in trail
    ]
    steps.append({"name": title})
    items = [{"@type": "ListItem", "position": number, **step} for number, step in enumerate(steps, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _publisher(partnership_id: str, lookup: Lookup) -> Node:
    partnership = lookup.vocabulary.partnerships[partnership_id]
    page = canonical(f"partnerships/{partnership_id}/index.html", lookup.settings.base_url)
    return {"@type": "Organization", "@id": page, "name": partnership.name, "url": partnership.website or page}


def _named(theme: Theme, settings: Settings) -> Node:
    """Name a theme, which its own page describes under the same id."""
    address = canonical(f"themes/{theme.id}/index.html", settings.base_url)
    return {"@type": "DefinedTerm", "@id": address, "name": theme.label}


def _vocabulary(settings: Settings) -> Node:
    address = canonical("themes/index.html", settings.base_url)
    return {"@type": "DefinedTermSet", "@id": address, "url": address}


def _site_id(settings: Settings) -> str:
    return f"{settings.base_url}/#website"
