"""The theme vocabulary, the lessons, the partnerships and the glossary."""

import re
from collections.abc import Iterator, Mapping

from msgspec import structs

from learnbrief.fields import Fields, YamlValue, check_id, is_email, read_web_address, read_yaml
from learnbrief.model import Lesson, Link, Partnership, Reference, Theme, Vocabulary
from learnbrief.problems import Place, Report, Text, decode, error, warning
from learnbrief.readers.old_ids import OldIds, read_old_ids, report_taken_ids
from learnbrief.schemas.definitions import LESSON, PARTNERSHIP, THEME

THEMES_FILE = "briefings/_themes.yml"
LESSONS_FILE = "briefings/_lessons.yml"
PARTNERSHIPS_FILE = "briefings/_partnerships.yml"
GLOSSARY_FILE = "briefings/_glossary.yml"
VOCABULARY_FILES = (THEMES_FILE, LESSONS_FILE, PARTNERSHIPS_FILE, GLOSSARY_FILE)
"""All that the vocabulary is read from."""

_MOST_THEMES = 3
"""Of a lesson; SPEC 3.6."""
_COMMA = re.compile(r",(?![0-9])|(?<![0-9]),")
"""One that may part two words; in "1,001 days" it cannot."""


def read_vocabulary(sources: Mapping[str, bytes], report: Report) -> Vocabulary:
    """Read everything that briefings may name; a file that is not there is an empty one.

    Reports `bad-id`, `old-id-taken`, `old-id`, `duplicate-term`, `comma-in-term`, `too-many-themes`, `bad-url`,
    `bad-email` and what reading the fields reports.
    """
    vocabulary = Vocabulary(
        themes={theme.id: theme for theme in _themes(sources, report)},
        partnerships={partnership.id: partnership for partnership in _partnerships(sources, report)},
        glossary=dict(_glossary(sources, report)),
        lessons={lesson.id: lesson for lesson in _lessons(sources, report)},
    )
    report_taken_ids("theme", vocabulary.themes.values(), report)
    report_taken_ids("lesson", vocabulary.lessons.values(), report)
    return _with_ids_of_today(vocabulary, report)


def _entries(file: str, what: str, sources: Mapping[str, bytes], report: Report) -> list[tuple[Text, YamlValue]]:
    text = decode(file, sources[file], report) if file in sources else None
    whole = read_yaml(text, report) if text else None
    return whole.entries(what) if whole else []


def _themes(sources: Mapping[str, bytes], report: Report) -> Iterator[Theme]:
    """Read every theme; one with a mistake in it counts as known all the same, so that its cause stands alone."""
    terms = _Terms("theme", report)
    for key, value in _entries(THEMES_FILE, "The vocabulary of themes", sources, report):
        check_id(key.value, "a theme's id", key.at, report)
        fields = value.fields("A theme", THEME)
        label = terms.claim(fields.get("label"), key.value) if fields else ""
        yield Theme(
            id=key.value,
            label=label or key.value,
            also=tuple(_synonyms(fields, key.value, terms, report)) if fields else (),
            broader=_reference(fields.get("broader")) if fields else None,
            related=tuple(_references(fields, "related")) if fields else (),
            definition=_definition(fields, label) if fields else "",
            at=key.at,
            was=read_old_ids(fields, "theme", report) if fields else (),
        )


def _definition(fields: Fields, label: str) -> str:
    """Give what a theme means; nothing where that only repeats its name."""
    written = fields.text("definition")
    return "" if written.rstrip(".").casefold() == label.casefold() else written


def _lessons(sources: Mapping[str, bytes], report: Report) -> Iterator[Lesson]:
    """Read every lesson; one with a mistake in it counts as known all the same."""
    statements = _Terms("lesson", report)
    for key, value in _entries(LESSONS_FILE, "The list of lessons", sources, report):
        check_id(key.value, "a lesson's id", key.at, report)
        fields = value.fields("A lesson", LESSON)
        statement = statements.claim(fields.get("statement"), key.value) if fields else ""
        themes = list(_references(fields, "themes")) if fields else []
        for extra in themes[_MOST_THEMES : _MOST_THEMES + 1]:
            message = "A lesson has one to three themes. Keep those that it is most about, and take the rest away."
            report(error("too-many-themes", message, extra.at))
        yield Lesson(
            id=key.value,
            statement=statement,
            themes=tuple(themes),
            at=key.at,
            was=read_old_ids(fields, "lesson", report) if fields else (),
        )


def _with_ids_of_today(vocabulary: Vocabulary, report: Report) -> Vocabulary:
    """Put the id of today wherever the vocabulary itself names a theme by an old one."""
    old_ids = OldIds("theme", vocabulary.renamed_themes)
    if not old_ids.today:
        return vocabulary

    def current(named: Reference) -> Reference:
        return Reference(old_ids.current(named.id, named.at, report), named.at)

    themes = {
        theme.id: structs.replace(
            theme,
            broader=current(theme.broader) if theme.broader else None,
            related=tuple(map(current, theme.related)),
        )
        for theme in vocabulary.themes.values()
    }
    lessons = {
        lesson.id: structs.replace(lesson, themes=tuple(map(current, lesson.themes)))
        for lesson in vocabulary.lessons.values()
    }
    return structs.replace(vocabulary, themes=themes, lessons=lessons)


def _synonyms(fields: Fields, theme: str, terms: "_Terms", report: Report) -> Iterator[str]:
    for item in fields.items("also"):
        term = terms.claim(item, theme)
        if _COMMA.search(term):
            message = (
                f'"{term}" is read as one word, its comma included. If it is several, put them in brackets: '
                f"also: [{term}]"
            )
            report(warning("comma-in-term", message, item.at))
        if term:
            yield term


class _Terms:
    """Makes sure that a term belongs to one thing only; case is ignored."""

    def __init__(self, what: str, report: Report) -> None:
        self.what = what
        self.report = report
        self.owners: dict[str, tuple[str, Place]] = {}

    def claim(self, value: YamlValue | None, owner: str) -> str:
        """Give a term as it is written, or nothing; reports `duplicate-term`."""
        term, at = (value.text(), value.at) if value else ("", Place(""))
        key = " ".join(term.casefold().split())
        if not key:
            return ""  # said already
        if key in self.owners:
            other, place = self.owners[key]
            belongs = "stands here twice" if other == owner else f'belongs to the {self.what} "{other}" already'
            message = f'"{term}" {belongs} (line {place.line}). Keep it in one place only.'
            self.report(error("duplicate-term", message, at))
        self.owners.setdefault(key, (owner, at))
        return term


def _partnerships(sources: Mapping[str, bytes], report: Report) -> Iterator[Partnership]:
    """Read every partnership; one with a mistake in it counts as known all the same."""
    names = _Terms("partnership", report)
    for key, value in _entries(PARTNERSHIPS_FILE, "The list of partnerships", sources, report):
        check_id(key.value, "a partnership's id", key.at, report)
        fields = value.fields("A partnership", PARTNERSHIP)
        if fields is None:
            yield Partnership(key.value, key.value, key.value, key.value, "", "", None)
            continue
        name = names.claim(fields.get("name"), key.value) or key.value
        yield Partnership(
            id=key.value,
            name=name,
            short=fields.text("short") or name,
            area=fields.text("area") or name,
            website=read_web_address(fields.get("website"), report),
            email=_email(fields.get("email"), report),
            procedures=_procedures(fields.inside("procedures"), report),
            succeeded_by=_reference(fields.get("succeeded_by")),
            website_at=fields.place("website"),
            procedures_at=fields.place("procedures"),
        )


def _reference(value: YamlValue | None) -> Reference | None:
    written = value.text() if value else ""
    return Reference(written, value.at) if value and written else None


def _references(fields: Fields, name: str) -> Iterator[Reference]:
    return (reference for item in fields.items(name) if (reference := _reference(item)))


def _email(value: YamlValue | None, report: Report) -> str:
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
