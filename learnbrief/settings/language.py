"""The language of the pages: one in which the pages' own words are there."""

import re

from learnbrief.cache.pattern import pattern
from learnbrief.fields import YamlValue
from learnbrief.problems import Report, error

_ENGLISH = pattern(r"en(?:-[a-z0-9]{1,8})*", re.IGNORECASE)
"""A language tag (RFC 5646) for English, such as "en", "en-GB" or "en-IE"."""


def read_language(value: YamlValue | None, report: Report) -> str:
    """Read a language tag; None if none is given, or if it is not English. Reports `language-without-words`.

    Screen readers speak a page in the language that it names, so that English words would be read out as Welsh ones.
    """
    written = value.text() if value else ""
    if not value or not written or _ENGLISH.fullmatch(written):
        return written
    message = (
        'The words that every page has, such as "Good practice" and "Search", are there in English only. Under '
        f'"{written}", screen readers would speak them as another language. Write en, en-GB or another tag for '
        'English. A passage in another language says so itself: <span lang="cy">…</span>'
    )
    report(error("language-without-words", message, value.at))
    return ""
