"""The vocabulary in the words of SKOS (https://www.w3.org/TR/skos-reference/), as JSON-LD.

A theme is known by the address of its page. Where the site's own address is not known, addresses are relative to the
file's, which is what JSON-LD takes them for.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from learnbrief.data.columns import Schema
from learnbrief.model import Theme
from learnbrief.pages.page import Contents

SKOS = "http://www.w3.org/2004/02/skos/core#"
TERMS = "http://purl.org/dc/terms/"

Node = dict[str, Any]


def vocabulary_in_skos(contents: Contents) -> Node:
    """Describe all themes as concepts of one scheme."""
    settings, themes = contents.settings, contents.catalogue.vocabulary.themes
    base = settings.base_url or ".."
    scheme: Node = {"id": f"{base}/themes/", "type": "ConceptScheme", "title": f"Themes of {settings.title}"}
    if settings.licence:
        scheme["license"] = settings.licence.url
    top = [_address(theme.id, base) for theme in themes.values() if not theme.broader]
    concepts = _concepts(themes, scheme["id"], base)
    return {"@context": _context(settings.language), "@graph": [{**scheme, "hasTopConcept": top}, *concepts]}


def skos_schema() -> Schema:
    """Give the schema of the document, for programs that read it as plain JSON."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    scheme = {
        "type": "object",
        "properties": {
            "id": text,
            "type": {"const": "ConceptScheme"},
            "title": text,
            "license": text,
            "hasTopConcept": texts,
        },
        "required": ["id", "type", "title", "hasTopConcept"],
        "additionalProperties": False,
    }
    concept = {
        "type": "object",
        "properties": {
            "id": {**text, "description": "The address of the theme's page."},
            "type": {"const": "Concept"},
            "inScheme": text,
            "topConceptOf": text,
            "notation": {**text, "description": "The theme's id."},
            "prefLabel": {**text, "description": "What the theme is called."},
            "altLabel": {**texts, "description": "What else it is called."},
            "definition": {**text, "description": "What it means."},
            "broader": {**text, "description": "The wider theme that it is part of."},
            "narrower": {**texts, "description": "The themes that are part of it."},
            "related": {**texts, "description": "Themes worth looking at too."},
        },
        "required": ["id", "type", "inScheme", "notation", "prefLabel", "definition"],
        "additionalProperties": False,
    }
    graph = {"type": "array", "prefixItems": [scheme], "items": concept, "minItems": 1}
    return {
        "type": "object",
        "properties": {"@context": {"type": "object"}, "@graph": graph},
        "required": ["@context", "@graph"],
        "additionalProperties": False,
    }


def _context(language: str) -> Node:
    """Say what each name means; words are in the site's language, an id is in none."""
    words = {name: {"@id": f"skos:{name}", "@language": language} for name in ("prefLabel", "altLabel", "definition")}
    links = ("inScheme", "topConceptOf", "hasTopConcept", "broader", "narrower", "related")
    return {
        "skos": SKOS,
        "dcterms": TERMS,
        "id": "@id",
        "type": "@type",
        "ConceptScheme": "skos:ConceptScheme",
        "Concept": "skos:Concept",
        "title": {"@id": "dcterms:title", "@language": language},
        "license": {"@id": "dcterms:license", "@type": "@id"},
        "notation": "skos:notation",
        **words,
        **{name: {"@id": f"skos:{name}", "@type": "@id"} for name in links},
    }


def _concepts(themes: Mapping[str, Theme], scheme: str, base: str) -> Iterator[Node]:
    related = _related(themes)
    for theme in themes.values():
        narrower = [other.id for other in themes.values() if other.broader and other.broader.id == theme.id]
        yield {
            "id": _address(theme.id, base),
            "type": "Concept",
            "inScheme": scheme,
            **({} if theme.broader else {"topConceptOf": scheme}),
            "notation": theme.id,
            "prefLabel": theme.label,
            **({"altLabel": list(theme.also)} if theme.also else {}),
            "definition": theme.definition,
            **({"broader": _address(theme.broader.id, base)} if theme.broader else {}),
            **({"narrower": [_address(each, base) for each in narrower]} if narrower else {}),
            **({"related": [_address(each, base) for each in related[theme.id]]} if related[theme.id] else {}),
        }


def _related(themes: Mapping[str, Theme]) -> dict[str, list[str]]:
    """Give each theme's related ones, in both directions (S23); never itself or one above or below it (S27)."""
    above = {theme: set(_above(theme, themes)) for theme in themes}
    pairs = {
        (theme.id, reference.id)
        for theme in themes.values()
        for reference in theme.related
        if reference.id != theme.id and reference.id not in above[theme.id] and theme.id not in above[reference.id]
    }
    related: dict[str, list[str]] = {theme: [] for theme in themes}
    for theme, other in sorted(pairs | {(other, theme) for theme, other in pairs}):
        related[theme].append(other)
    return related


def _above(theme_id: str, themes: Mapping[str, Theme]) -> Iterator[str]:
    broader = themes[theme_id].broader
    while broader:
        yield broader.id
        broader = themes[broader.id].broader


def _address(theme_id: str, base: str) -> str:
    return f"{base}/themes/{theme_id}/"
