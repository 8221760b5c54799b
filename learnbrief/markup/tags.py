"""Tags of HTML in a source: how they are written, and where what they hold is."""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.cache.values import Value
from learnbrief.markup.references import unescape

_ATTRIBUTE = r"""\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+"""
TAG = pattern(rf"<(?:[A-Za-z][A-Za-z0-9-]*+(?:{_ATTRIBUTE})*+\s*+/?|/[A-Za-z][A-Za-z0-9-]*+\s*+)>", re.ASCII)
"""An opening or closing tag inside running text. Source: GitHub Flavored Markdown, section 6.10."""
_SHORT_COMMENT = pattern(r"<!--?-?>")
CDATA = "<![CDATA["
"""What begins a text without tags in other languages; in HTML it is a comment that ends earlier than it seems."""

_LONG = (("<!--", "-->"), ("<?", "?>"), (CDATA, "]]>"), ("<!", ">"))
"""What begins as the first and goes on to the second, wherever that is."""

_LOOSE = re.compile(
    r"""<(?:!--(?:-?>|.*?(?:--!?>|\Z))
      | [!?][^>]*+>?
      | /?(?P<name>[A-Za-z][^\s/<>]*+)
        (?P<inside>(?:[^<>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+) (?:>|\Z|(?=<)))""",
    re.VERBOSE | re.DOTALL,
)
"""A tag or a comment as a browser reads it, which forgives what the specification does not."""
_INSIDE = re.compile(
    r"""(?P<name>[^\s"'<>/=]++)
        (?:\s*+=\s*+(?:"(?P<double>[^"]*+)"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s"'>]++)))?+""",
    re.VERBOSE,
)


_WITHOUT_TAGS = {name: pattern(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
TABLE = "<table>"
"""What remembers where a table is, written in HTML or not."""

_NO_LINE_END = re.compile(r"[^\n]")
ADDRESSES = frozenset({"href", "src"})
"""Attributes that lead to something or load it."""


class TagReader:
    """Finds the tags of one running text; what is never closed is looked for only once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._unclosed: set[str] = set()

    def end_of_tag(self, at: int) -> int:
        """Give where the tag or comment that begins at a place ends; 0 where there is none."""
        letter = self._text[at + 1 : at + 2]
        if not letter.isalpha() and letter not in ("/", "!", "?"):
            return 0
        match = TAG.match(self._text, at) or _SHORT_COMMENT.match(self._text, at)
        return match.end() if match else self._end_of_comment(at)

    def _end_of_comment(self, at: int) -> int:
        opening, closing = next((pair for pair in _LONG if self._text.startswith(pair[0], at)), ("", ""))
        declares = opening == "<!" and self._text[at + 2 : at + 3].isalpha()
        if not opening or opening in self._unclosed or (opening == "<!" and not declares):
            return 0
        end = self._text.find(closing, at + len(opening))
        if end < 0:
            self._unclosed.add(opening)
        return end + len(closing) if end >= 0 else 0


class HtmlAttribute(Value, frozen=True):
    """An attribute of a tag, with its place."""

    name: str
    value: str
    at: int
    value_at: int


class HtmlTag(Value, frozen=True):
    """A tag with its place, as a browser reads it."""

    name: str
    """In small letters; `![CDATA[` for what looks like a text without tags."""
    at: int
    end: int
    closes: bool = False
    attributes: tuple[HtmlAttribute, ...] = ()


def read_tags(html: str) -> Iterator[HtmlTag]:
    """Yield all tags; text inside a script or style holds none."""
    at = 0
    while match := _LOOSE.search(html, at):
        at = match.end()
        name = (match["name"] or "").lower()
        closes = match[0].startswith("</")
        if name:
            yield HtmlTag(name, match.start(), match.end(), closes, () if closes else tuple(_attributes(html, match)))
        elif match[0].startswith(CDATA):
            yield HtmlTag(CDATA[1:].lower(), match.start(), match.end())
        if name in _WITHOUT_TAGS and not closes:
            end = _WITHOUT_TAGS[name].search(html, at)
            at = end.start() if end else len(html)


def blank_tags(html: str) -> str:
    """Put blanks in the place of tags and comments, so that every letter keeps its line and column."""
    return _LOOSE.sub(lambda tag: blank(tag[0]), html)


def blank(text: str) -> str:
    """Put a blank in the place of every letter; lines stay."""
    return _NO_LINE_END.sub(" ", text)


def _attributes(html: str, tag: re.Match[str]) -> Iterator[HtmlAttribute]:
    for found in _INSIDE.finditer(html, tag.start("inside"), tag.end("inside")):
        group = next((group for group in ("double", "single", "bare") if found[group] is not None), "name")
        value = "" if group == "name" else unescape(found[group])
        yield HtmlAttribute(found["name"].lower(), value, found.start(), found.start(group))


def names_and_addresses(html: str) -> Iterator[tuple[str, int]]:
    """Go through what tags hold: `<name>`, each attribute's name and each address, with its place."""
    for tag in read_tags(html):
        if not tag.closes:
            yield f"<{tag.name}>", tag.at
            for attribute in tag.attributes:
                yield attribute.name, attribute.at
                if attribute.name in ADDRESSES:
                    yield attribute.value, attribute.value_at
