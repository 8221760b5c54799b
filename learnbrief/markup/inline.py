"""Running text to HTML: emphasis is read and written through Python-Markdown, all else is set aside by then."""

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from learnbrief.cache.values import Value
from learnbrief.markup.scan import Scan

if TYPE_CHECKING:
    from learnbrief.markup.emphasis import EmphasisWriter

MOST_EMPHASIS = 500
"""Stars, underscores and tildes in one paragraph, far more than any text has; beyond, they are text."""

_EMPHASIS = re.compile(r"[*_]|~~")
_PUNCTUATION = r"\s!-/:-@\[-`{-~"
"""Spaces and the punctuation that is sure to be some; what else is, the full way knows."""
_STARS = re.compile(
    rf"""(?<!\*)(?:(?<![^{_PUNCTUATION}])|(?=\*\*?\w)) (\*\*?) (?![\s*\ufdd6])
      ([^*]+)
      (?<![\s\ufdd8]) (?:(?<=\w)\1|\1(?![^{_PUNCTUATION}])) (?!\*)""",
    re.VERBOSE,
)
_STARRED = {"*": "<em>{}</em>", "**": "<strong>{}</strong>"}


class InlineHtml(Value, frozen=True):
    """A running text as HTML."""

    html: str
    seen: tuple[tuple[int, str], ...]
    """Where in the text an address, a tag or an attribute is."""
    words: str
    """The text with blanks for all that is no word to a reader."""
    too_much: bool
    """Whether its emphasis was left as it is, there being too much of it."""
    without_note: tuple[tuple[int, str], ...]
    """Where the marks of footnotes are that have no note, with their labels."""


class InlineWriter:
    """Writes running text as HTML, abbreviations of one glossary marked with their meaning."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._meanings = {escape(short, quote=False): _as_attribute(meaning) for short, meaning in glossary.items()}
        self._any_short = any_of(self._meanings)
        self._short = re.compile(rf"<[^<>]*>|&\w+;|{abbreviation_pattern(self._meanings).pattern}")
        self._too_much = False

    def write(
        self, text: str, links: Mapping[str, tuple[str, str]], footnotes: Collection[str], *, in_table: bool = False
    ) -> InlineHtml:
        """Write a text; a table's cell in its own way."""
        self._too_much = False
        scan = Scan(text.rstrip(), links, footnotes, self._emphasise, in_table=in_table)
        html = self._emphasise(scan.read())
        if self._any_short.search(html):
            html = self.explained(html)
        return InlineHtml(scan.fill(html), tuple(scan.seen), scan.words(), self._too_much, tuple(scan.without_note))

    def _emphasise(self, text: str) -> str:
        marks = len(_EMPHASIS.findall(text))
        is_too_much = marks > MOST_EMPHASIS and self._emphasis.count_marks(text) > MOST_EMPHASIS
        self._too_much = self._too_much or is_too_much
        if marks < 2 or is_too_much:
            return escape(text, quote=False)
        return simply_emphasised(text) or self._emphasis.write(text)

    @cached_property
    def _emphasis(self) -> "EmphasisWriter":
        """Load the library, which takes long, where there is more than the simple way can read."""
        from learnbrief.markup.emphasis import EmphasisWriter

        return EmphasisWriter()

    def explained(self, html: str) -> str:
        """Mark each abbreviation with its meaning."""
        return self._short.sub(self._explained, html)

    def _explained(self, match: re.Match[str]) -> str:
        meaning = self._meanings.get(match[1] or "")
        return f'<abbr title="{meaning}">{match[0]}</abbr>' if meaning else match[0]


def simply_emphasised(text: str) -> str:
    """Write text whose only emphasis is `*words*` and `**words**`, as most is; nothing where there is more to it.

    It gives what the full way would, thirty times as fast: a test holds it to that.
    """
    html = _STARS.sub(lambda found: _STARRED[found[1]].format(found[2]), escape(text, quote=False))
    return "" if _EMPHASIS.search(html) else html


def _as_attribute(value: str) -> str:
    """Write an attribute's value as it is once it was made safe."""
    return escape(value).replace("&#x27;", "'").replace("\u00a0", "&nbsp;")


def any_of(words: Collection[str]) -> re.Pattern[str]:
    """Match any of some words, inside other words too: quick to tell that a text holds none of them."""
    return re.compile("|".join(map(re.escape, words)) if words else r"(?!)")


def abbreviation_pattern(glossary: Collection[str]) -> re.Pattern[str]:
    """Match every abbreviation of a glossary as a word, in the singular and with an s; nothing for an empty one."""
    longest_first = sorted(glossary, key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(s?)(?![\w-])" if glossary else r"(?!)()"
    )
