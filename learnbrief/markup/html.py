"""HTML made safe: what may stay, where its links lead, and what it says as plain text."""

import re
from collections.abc import Iterator, Mapping
from html import escape

import nh3
from msgspec import Struct, field

from learnbrief.markup.references import unescape, without_forbidden
from learnbrief.markup.tags import ADDRESSES, HtmlTag, read_tags
from learnbrief.problems import without_invisible

_INLINE = """abbr b bdi bdo br cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var
    wbr""".split()
_BLOCK = """blockquote caption dd details div dl dt figcaption figure hr li ol p pre summary table tbody td tfoot th
    thead tr ul""".split()

ALLOWED: Mapping[str, frozenset[str]] = {
    **{element: frozenset[str]() for element in (*_INLINE, *_BLOCK)},
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "details": frozenset({"open"}),
    "dfn": frozenset({"title"}),
    "img": frozenset({"alt", "height", "src", "title", "width"}),
    "ol": frozenset({"reversed", "start"}),
    "td": frozenset({"class", "colspan", "rowspan"}),
    "th": frozenset({"class", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
"""The elements that a source may bring, each with its attributes; all else is taken out (docs/security.md)."""

ALLOWED_EVERYWHERE = frozenset({"dir", "lang"})
"""Attributes of any of them: which way words in another language run, and which it is."""

_ELEMENTS = set(ALLOWED)
_ATTRIBUTES = {
    "*": set(ALLOWED_EVERYWHERE),  # without this, nh3 has a list of its own
    **{element: set(names) - {"class"} for element, names in ALLOWED.items()},
}
_SIDES = {"left", "right", "center"}
_CLASSES = {"td": _SIDES, "th": _SIDES}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ALIGN = re.compile(r'(<t[hd]) align="(left|right|center)"')
_TEXT_ONLY = re.compile(
    r"</?(?:title|textarea|xmp|iframe|noembed|noframes|noscript|plaintext)\b[^<>]*>", re.IGNORECASE
)
"""Elements whose content a browser reads as text: left in, an unclosed one would swallow all behind it."""
_TAG = re.compile(r"""</?([a-z0-9]+)(?:[^<>"]++|"[^"]*+")*+>""")
_FOOTNOTE = re.compile(r'<(sup|a) class="footnote"[^<>]*>.*?</\1>')
_EMPTY = frozenset({"br", "hr", "img", "wbr"})
_BREAKS = frozenset({*_BLOCK, "br"})


class LinkFound(Struct):
    """An address that an element leads to or loads."""

    element: str
    url: str
    words: str = ""
    """What a link says, descriptions of its pictures included; or what describes a picture."""


class Findings(Struct):
    """What is in a piece of HTML that its reader must look at."""

    links: list[LinkFound] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """Elements and attributes that will be taken out, as `<script>` or `onclick`, as often as they are there."""
    tables: list[bool] = field(default_factory=list)
    """Of each table, whether it has headers."""
    depth: int = 0
    """How many elements are inside one another."""


def inspect(html: str) -> Findings:
    """Find links, pictures, tables and everything that `sanitise` will take out."""
    found = Findings()
    depth = 0
    links: list[tuple[LinkFound, int]] = []
    tables: list[int] = []
    headers: list[int] = []
    for tag in read_tags(html):
        if tag.closes:
            depth = max(0, depth - 1)
            if tag.name == "a" and links:
                link, start = links.pop()
                link.words = f"{plain_text(html[start : tag.at])} {link.words}".strip()
            elif tag.name == "th" and headers:
                said = bool(plain_text(html[headers.pop() : tag.at]))
                found.tables[tables[-1]] = found.tables[tables[-1]] or said
            elif tag.name == "table" and tables:
                tables.pop()
                headers.clear()
            continue
        depth += tag.name not in _EMPTY
        found.depth = max(depth, found.depth)
        if tag.name not in ALLOWED:
            found.removed.append(f"<{tag.name}>")
            continue
        if tag.name == "table":
            tables.append(len(found.tables))
            found.tables.append(False)
        elif tag.name == "th" and tables:
            headers.append(tag.end)
        for link in _inspect_attributes(tag, found):
            if tag.name == "a":
                links.append((link, tag.end))
            elif links:
                links[-1][0].words += link.words
    return found


def _inspect_attributes(tag: HtmlTag, found: Findings) -> Iterator[LinkFound]:
    """Add a tag's addresses and what may not stay to the findings; gives the addresses."""
    for attribute in tag.attributes:
        if attribute.name in ADDRESSES and attribute.name in ALLOWED[tag.name]:
            described = next((other.value for other in tag.attributes if other.name == "alt"), "")
            found.links.append(LinkFound(tag.name, attribute.value, described if tag.name == "img" else ""))
            yield found.links[-1]
        elif attribute.name == "align" and tag.name in ("td", "th"):
            continue
        elif attribute.name not in ALLOWED[tag.name] | ALLOWED_EVERYWHERE:
            found.removed.append(attribute.name)


def without_tags(html: str) -> str:
    """Leave only what a piece of HTML says."""
    return f"<p>{escape(plain_text(html), quote=False)}</p>"


class Sanitiser:
    """Takes out of HTML everything that is not allowed, and writes each link's new address."""

    def __init__(self) -> None:
        self._addresses: Mapping[str, str] = {}
        self._cleaner = nh3.Cleaner(
            tags=_ELEMENTS,
            attributes=_ATTRIBUTES,
            allowed_classes=_CLASSES,
            attribute_filter=self._rewrite,
            url_schemes=_SCHEMES,
            link_rel=None,
        )

    def sanitise(self, html: str, addresses: Mapping[str, str]) -> str:
        """Make a piece of HTML safe. A link or picture whose address is not among those given loses it."""
        self._addresses = addresses
        html = without_forbidden(_TEXT_ONLY.sub("", html))
        return self._cleaner.clean(_ALIGN.sub(r'\1 class="\2"', html))

    def _rewrite(self, element: str, attribute: str, value: str) -> str | None:
        return self._addresses.get(value) if attribute in ("href", "src") else value


def plain_text(html: str) -> str:
    """Give what a piece of safe HTML says, on one line; a footnote's number and its way back are no part of it."""
    said = _TAG.sub(lambda tag: " " if tag[1] in _BREAKS else "", _FOOTNOTE.sub("", html))
    return " ".join(without_invisible(unescape(said)).split())
