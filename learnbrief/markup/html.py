"""HTML made safe: what may stay, where its links lead, and what it says as plain text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

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
"""The elements that a source may bring, each with its attributes; all else is taken out."""

_SIDES = {"left", "right", "center"}
_ALIGN = re.compile(r'(<t[hd]) align="(left|right|center)"')
_TEXT_ONLY = re.compile(
    r"</?(?:title|textarea|xmp|iframe|noembed|noframes|noscript|plaintext)\b[^<>]*>", re.IGNORECASE
)
"""Elements whose content a browser reads as text: left in, an unclosed one would swallow all behind it."""
_BREAKS = frozenset({*_BLOCK, "br"})


@dataclass(frozen=True, slots=True)
class LinkFound:
    """An address that an element leads to or loads."""

    element: str
    url: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands in a piece of HTML that its reader must look at."""

    links: tuple[LinkFound, ...]
    removed: tuple[str, ...]
    """Elements and attributes that will be taken out, as `<script>` or `onclick`."""


def inspect(html: str) -> Findings:
    """Find links, pictures and everything that `sanitise` will take out."""
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    return Findings(tuple(inspector.links), tuple(dict.fromkeys(inspector.removed)))


def sanitise(html: str, addresses: Mapping[str, str]) -> str:
    """Take out everything that is not allowed, and write each link's new address.

    A link or picture whose address is not among those given loses it.
    """

    def rewrite(element: str, attribute: str, value: str) -> str | None:
        return addresses.get(value) if attribute in ("href", "src") else value

    return nh3.clean(
        _ALIGN.sub(r'\1 class="\2"', _TEXT_ONLY.sub("", html)),
        tags=set(ALLOWED),
        attributes={element: set(names) - {"class"} for element, names in ALLOWED.items()},
        allowed_classes={"td": _SIDES, "th": _SIDES},
        attribute_filter=rewrite,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def plain_text(html: str) -> str:
    """Give what a piece of safe HTML says, on one line."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


class _Inspector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[LinkFound] = []
        self.removed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.removed.append(f"<{tag}>")
            return
        for name, value in attrs:
            if name in ("href", "src") and name in ALLOWED[tag]:
                self.links.append(LinkFound(tag, value or ""))
            elif name not in ALLOWED[tag] and not (name == "align" and tag in ("td", "th")):
                self.removed.append(name)


class _TextReader(HTMLParser):
    """Gathers text; a footnote's number and its way back are no part of what a text says."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break_at(tag)
        if not self.skipped and ("class", "footnote") in attrs:
            self.skipped = tag

    def handle_endtag(self, tag: str) -> None:
        self._break_at(tag)
        if tag == self.skipped:
            self.skipped = ""

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(data)

    def _break_at(self, tag: str) -> None:
        if tag in _BREAKS:
            self.parts.append(" ")
