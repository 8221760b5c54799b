"""Where a link or a picture leads: what is behind the bracket that closes its words, or in a definition.

Source of the rules: the CommonMark specification 0.31.2 (https://spec.commonmark.org/), sections 4.7, 6.3 and 6.4.
"""

import re
from collections.abc import Mapping
from html.entities import html5

from learnbrief.cache.pattern import pattern
from learnbrief.cache.values import Value
from learnbrief.markup.addresses import encoded
from learnbrief.markup.references import unescape

_ESCAPED = r"\\[!-/:-@\[-`{-~]"
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_LETTER = rf"(?:[^\x00-\x20()\\]|{_ESCAPED}|\\(?![!-/:-@\[-`{{-~]))"
"""Reads one way only, so nothing need be possessive: in Python 3.11.2 groups in possessive groups go wrong."""
_ADDRESS = rf"""
    (?: <(?P<angled>(?:[^<>\n\\]|\\.)*+)>
      | (?!<)(?P<bare>(?:{_LETTER}|\((?:{_LETTER}|\({_LETTER}*\))*\))*) )"""
_TITLE = r"""
    (?: "(?P<double>(?:[^"\\]|\\.)*+)"
      | '(?P<single>(?:[^'\\]|\\.)*+)'
      | \((?P<round>(?:[^()\\]|\\.)*+)\) )"""
_INSIDE_LABEL = r"(?:[^\[\]\\]|\\.)"
_BEHIND_WORDS = re.compile(rf"\([ \t\n]*+ {_ADDRESS} (?:[ \t\n]++ {_TITLE})?+ [ \t\n]*+\)", re.VERBOSE | re.DOTALL)
_DEFINITION = pattern(
    rf"""\[(?!\^)(?P<label>{_INSIDE_LABEL}{{1,999}}+)\]: [ \t]*+\n?[ \t]*+ (?!\n|\Z) {_ADDRESS}
      (?: (?:[ \t]++\n?[ \t]*+|\n[ \t]*+) {_TITLE} [ \t]*+(?=\n|\Z) | [ \t]*+(?=\n|\Z))""",
    re.VERBOSE | re.DOTALL,
)
_LABEL = pattern(rf"\[({_INSIDE_LABEL}{{0,999}}+)\]", re.DOTALL)
_IS_LABEL = pattern(rf"{_INSIDE_LABEL}{{1,999}}+", re.DOTALL)
_LONGEST_LABEL = 999


class Target(Value, frozen=True):
    """Where a link leads, and where it is."""

    url: str
    """As a browser asks for it."""
    title: str
    at: int
    """Where its address begins, or the link itself if the address is elsewhere."""
    end: int


class LinkDefinition(Value, frozen=True):
    """Where links of a label lead, as it is written."""

    label: str
    url: str
    title: str
    end: int


def read_target(text: str, start: int, close: int, links: Mapping[str, tuple[str, str]]) -> Target | None:
    """Read where the words between two brackets lead; `start` is behind the one, `close` before the other."""
    written = _BEHIND_WORDS.match(text, close + 1)
    if written:
        at = written.start("bare") if written["angled"] is None else written.start("angled")
        return Target(encoded(_plain(_url(written))), _plain(_title(written)), at, written.end())
    if not links:
        return None
    label = _LABEL.match(text, close + 1)
    end = label.end() if label else close + 1
    wanted = label[1] if label and label[1].strip() else text[start : min(close, start + _LONGEST_LABEL + 1)]
    if not _IS_LABEL.fullmatch(wanted) or normalised(wanted) not in links:
        return None
    url, title = links[normalised(wanted)]
    return Target(encoded(_plain(url)), _plain(title), start, end)


def read_definition(text: str, at: int) -> LinkDefinition | None:
    """Read the definition that begins at a place, if one does; it takes up whole lines."""
    found = _DEFINITION.match(text, at)
    if not found or not found["label"].strip():
        return None
    return LinkDefinition(found["label"], _url(found), _title(found), found.end())


def normalised(label: str) -> str:
    """Give a label or a name in the form in which they are compared: capitals and extra blanks do not count."""
    return " ".join(label.casefold().split())


def meaning(entity: str) -> str:
    """Give the letter that an entity such as `&amp;` stands for; nothing if there is no such entity."""
    return unescape(entity) if entity[1] == "#" or entity[1:] in html5 else ""


def _url(written: re.Match[str]) -> str:
    return written["angled"] or written["bare"] or ""


def _title(written: re.Match[str]) -> str:
    return written["double"] or written["single"] or written["round"] or ""


def _plain(written: str) -> str:
    """Take the backslashes and entities out of an address or a title."""
    return re.sub(
        rf"({_ESCAPED})|{ENTITY.pattern}",
        lambda match: match[0][1:] if match[1] else meaning(match[0]) or match[0],
        written,
    )
