"""Where a link or a picture leads: what stands behind the bracket that closes its words.

Source of the rules: GitHub Flavored Markdown, sections 6.6 and 6.7.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.entities import html5

from learnbrief.markup.references import unescape

_ESCAPED = r"\\[!-/:-@\[-`{-~]"
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LETTER = r"(?:[^\s()\\]|\\.?)"
_DESTINATION = re.compile(
    rf"""\(\s*+
      (?: <(?P<angled>(?:[^<>\n\\]|\\.)*+)>
        | (?!<)(?P<bare>(?:{_LETTER}|\((?:{_LETTER}|\({_LETTER}*+\))*+\))*+) )
      (?:\s++ (?:
          "(?P<double>(?:[^"\\]|\\.)*+)"
        | '(?P<single>(?:[^'\\]|\\.)*+)'
        | \((?P<round>(?:[^()\\]|\\.)*+)\) ))?+
      \s*+\)""",
    re.VERBOSE | re.DOTALL,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_LONGEST_LABEL = 999


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and where it stands."""

    url: str
    title: str
    at: int
    """Where its address begins, or the link itself if the address stands elsewhere."""
    end: int


def read_target(text: str, start: int, close: int, links: Mapping[str, tuple[str, str]]) -> Target | None:
    """Read where the words between two brackets lead; `start` is behind the one, `close` before the other."""
    written = _DESTINATION.match(text, close + 1)
    if written:
        at = written.start("bare") if written["angled"] is None else written.start("angled")
        title = written["double"] or written["single"] or written["round"] or ""
        return Target(_plain(written["angled"] or written["bare"] or ""), _plain(title), at, written.end())
    if not links:
        return None
    label = _LABEL.match(text, close + 1)
    end = label.end() if label else close + 1
    wanted = label[1] if label and label[1].strip() else text[start : min(close, start + _LONGEST_LABEL + 1)]
    url, title = links.get(" ".join(wanted.split()).lower(), (None, ""))
    return None if url is None or "[" in wanted else Target(_plain(url), _plain(title), start, end)


def meaning(entity: str) -> str:
    """Give the letter that an entity such as `&amp;` stands for; nothing if there is no such entity."""
    return unescape(entity) if entity[1] == "#" or entity[1:] in html5 else ""


def _plain(written: str) -> str:
    """Take the backslashes and entities out of an address or a title."""
    return re.sub(
        rf"({_ESCAPED})|{ENTITY.pattern}",
        lambda match: match[0][1:] if match[1] else meaning(match[0]) or match[0],
        written,
    )
