"""The theme vocabulary, the partnerships and the glossary."""

import re
from collections.abc import Iterator, Mapping

from learnbrief.definitions import PARTNERSHIP, THEME
from learnbrief.fields import Fields, Value, check_id, is_email, read_web_address, read_yaml
from learnbrief.model import Link, Partnership, Reference, Theme, Vocabulary
from learnbrief.problems import Place, Report, error, warning
from learnbrief.source import Text, decode

THEMES_FILE = "briefings/_themes.yml"
PARTNERSHIPS_FILE = "briefings/_partnerships.yml"
GLOSSARY_FILE = "briefings/_glossary.yml"
VOCABULARY_FILES = (THEMES_FILE, PARTNERSHIPS_FILE, GLOSSARY_FILE)
"""All that the vocabulary is read from."""

_COMMA = re.compile(r",(?![0-9])|(?<![0-9]),")
"""One that may part two words; in "1,001 days" it cannot."""


def read_vocabulary(sources: Mapping[str, bytes], report: Report) -> Vocabulary:
    """Read everything that briefings may name; a file that is not there is an empty one.

    Reports `bad-id`, `duplicate-term`, `bad-url`, `bad-email` and what reading the fields reports.
    """
    return Vocabulary(
        themes={theme.id: theme for theme in _themes(sources, report)},
        partnerships={partnership.id: partnership for partnership in _partnerships(sources, report)},
        glossary=dict(_glossary(sources, report)),
    )


def _entries(file: str, what: str, sources: Mapping[str, bytes], report: Report) -> list[tuple[Text, Value]]:
    text = decode(file, sources[file], report) if file in sources else None
    whole = read_yaml(text, report) if text else None
    return whole.entries(what) if whole else []


def _themes(sources: Mapping[str, bytes], report: Report) -> Iterator[Theme]:
    """Read every theme; one with a mistake in it counts as known all the same, so that its cause stands alone."""
    terms = _Terms("theme", report)
    for key, value in _entries(THEMES_FILE, "The vocabulary of themes", sources, report):
        check_id(key.value, "a theme's id", key.at, report)
        fields = value.fields("A theme", THEME)
        label = fields.get("label") if fields else None
        broader = fields.get("broader") if fields else None
        if label:
            terms.claim(label.text(), key.value, label.at)
        yield Theme(
            id=key.value,
            label=(label.text() if label else "") or key.value,
            also=tuple(_synonyms(fields, key.value, terms, report)) if fields else (),
            broader=Reference(broader.text(), broader.at) if broader else None,
            related=tuple(Reference(item.text(), item.at) for item in fields.items("related")) if fields else (),
            definition=fields.text("definition") if fields else "",
            at=key.at,
        )


def _synonyms(fields: Fields, theme: str, terms: "_Terms", report: Report) -> Iterator[str]:
    for item in fields.items("also"):
        term = item.text()
        terms.claim(term, theme, item.at)
        if _COMMA.search(term):
            message = (
                f'"{term}" is read as one word, its comma included. If it is several, put them in brackets: '
                f"also: [{term}]"
            )
            report(warning("comma-in-term", message, item.at))
        if term:
            yield term


class _Terms:
    """Sees to it that a term belongs to one thing only, whatever its case."""

    def __init__(self, what: str, report: Report) -> None:
        self.what = what
        self.report = report
        self.owners: dict[str, tuple[str, Place]] = {}

    def claim(self, term: str, owner: str, at: Place) -> None:
        key = " ".join(term.casefold().split())
        if not key:
            return  # said already
        if key in self.owners:
            other, place = self.owners[key]
            belongs = "stands here twice" if other == owner else f'belongs to the {self.what} "{other}" already'
            message = f'"{term}" {belongs} (line {place.line}). Keep it in one place only.'
            self.report(error("duplicate-term", message, at))
        else:
            self.owners[key] = (owner, at)


def _partnerships(sources: Mapping[str, bytes], report: Report) -> Iterator[Partnership]:
    """Read every partnership; one with a mistake in it counts as known all the same."""
    names = _Terms("partnership", report)
    for key, value in _entries(PARTNERSHIPS_FILE, "The list of partnerships", sources, report):
        check_id(key.value, "a partnership's id", key.at, report)
        fields = value.fields("A partnership", PARTNERSHIP)
        if fields is None:
            yield Partnership(key.value, key.value, key.value, key.value, "", "", None)
            continue
        given = fields.get("name")
        if given:
            names.claim(given.text(), key.value, given.at)
        name = (given.text() if given else "") or key.value
        yield Partnership(
            id=key.value,
            name=name,
            short=fields.text("short") or name,
            area=fields.text("area") or name,
            website=read_web_address(fields.get("website"), report),
            email=_email(fields.get("email"), report),
            procedures=_procedures(fields.inside("procedures"), report),
            website_at=fields.place("website"),
            procedures_at=fields.place("procedures"),
        )


def _email(value: Value | None, report: Report) -> str:
    written = value.text() if value else ""
    if written and value and not is_email(written):
        report(error("bad-email", f'"{written}" is not an e-mail address, such as name@example.org.', value.at))
        return ""
    return written


def _procedures(fields: Fields | None, report: Report) -> Link | None:
    title = fields.text("title") if fields else ""
    url = read_web_address(fields.get("url"), report) if fields else ""
    return Link(title, url) if title and url else None


def _glossary(sources: Mapping[str, bytes], report: Report) -> Iterator[tuple[str, str]]:
    for key, value in _entries(GLOSSARY_FILE, "The glossary", sources, report):
        if value.is_empty:
            message = f'"{key.value}" has no meaning. Write it behind the colon: {key.value}: what it stands for'
            report(error("missing-field", message, key.at))
        yield key.value, "" if value.is_empty else value.text()
