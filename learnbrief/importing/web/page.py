"""HTML of any kind as elements and text: `nh3` makes any of it well-formed, as browsers do."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

import nh3

_VOID = frozenset("area br col embed hr img input link meta source track wbr".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span strike strong sub sup "
    "time tt u var wbr".split()
)
_BLOCKS = frozenset(
    """address article aside audio blockquote body br button caption center dd del details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe img input legend li main menu nav
    object ol optgroup option p pre progress search section select summary svg table tbody td textarea tfoot th thead
    tr ul video""".split()
)
_ATTRIBUTES = {
    "*": set("class id style role hidden aria-hidden aria-level aria-controls data-target name dir".split()),
    "a": {"href"},
    "img": {"alt", "src", "width", "height"},
    "ol": {"start", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "file", "ftp", "javascript", "data", "cid", "about"}
_UNSHOWN = {"script", "style", "template", "noscript", "title"}
_DEEPEST = 60
"""Elements within one another; what is deeper is taken as if it was there."""
NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[ivxlc]{1,6}|\*{1,3}|†)[\])]?\s*", re.IGNORECASE)
"""The words of a link to a footnote."""
_HEAD = 300_000
"""Letters at whose beginning a page says what it is called and where it came from."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*(?:all|screen)", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,200}>(?P<title>[^<]{0,1000})</title", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(?P<url>https?://[^\s<>]+) -->")
_BASE = re.compile(r"<base\b[^>]{0,200}?\bhref\s*=\s*[\"']?(?P<url>https?://[^\s\"'<>]+)", re.IGNORECASE)
_CANONICAL = re.compile(
    r"<link\b(?=[^>]{0,500}\brel\s*=\s*[\"']?canonical)[^>]{0,500}\bhref\s*=\s*[\"']?(?P<url>https?://[^\s\"'<>]+)",
    re.IGNORECASE,
)
_CLIPBOARD = re.compile(r"Version:\d[\d.]*\s.{0,600}?(?=<)", re.DOTALL)


@dataclass(slots=True, eq=False)
class Element:
    """An element with what is in it, in order."""

    tag: str
    attributes: Mapping[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Give an attribute; empty where it has none."""
        return self.attributes.get(name, "")

    @property
    def is_inline(self) -> bool:
        """Whether it is within a line."""
        return self.tag in _INLINE

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees it."""
        return "hidden" in self.attributes or bool(_HIDDEN.search(self.get("style")))

    @property
    def is_mark_of_note(self) -> bool:
        """Whether it is a link to a place on the page whose words are a number or a star, as those of notes are."""
        is_link = self.tag == "a" and self.get("href").startswith("#")
        return is_link and bool(NOTE_MARK.fullmatch("".join(self._texts())))

    @property
    def named(self) -> str:
        """What its class, id and role call it."""
        return f"{self.get('class')} {self.get('id')} {self.get('role')}".lower()

    def elements(self) -> Iterator["Element"]:
        """Give every element in it, in order, without itself."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.elements()

    def children_without(self, is_left_out: Callable[["Element"], bool]) -> list["Element | str"]:
        """Give what is in it but for some elements, however deep these are."""
        kept = [child for child in self.children if isinstance(child, str) or not is_left_out(child)]
        return [
            each if isinstance(each, str) else Element(each.tag, each.attributes, each.children_without(is_left_out))
            for each in kept
        ]

    def text(self) -> str:
        """Give the words that are seen in it, those of different blocks apart."""
        return "".join(self._texts())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif not child.is_hidden and child.tag != "del":
                around = "" if child.is_inline and not child.is_mark_of_note else " "
                yield around
                if child.tag == "img":
                    yield child.get("alt")
                yield from child._texts()
                yield around


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page as elements."""

    root: Element
    title: str
    base: str
    """The address that its links are relative to, if it tells."""


def parse_page(text: str) -> WebPage:
    """Make elements of HTML, whatever its state."""
    head = text[:_HEAD]
    title = _TITLE.search(head)
    base = _BASE.search(head) or _SAVED_FROM.search(head) or _CANONICAL.search(head)
    if clipboard := _CLIPBOARD.match(text):
        text = text[clipboard.end() :]
    clean = nh3.clean(
        text,
        tags=set(_INLINE | _BLOCKS),
        clean_content_tags=_UNSHOWN,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    parser = _TreeParser()
    parser.feed(clean)
    parser.close()
    _unfold(parser.root)
    return WebPage(
        parser.root, " ".join(unescape(title["title"]).split()) if title else "", base["url"] if base else ""
    )


def _unfold(root: Element) -> None:
    """Show what a page folds away until its heading is clicked: readers get to see it, so it is not hidden."""
    every = list(root.elements())
    opened = {name for element in every for name in element.get("aria-controls").split()}
    opened |= {element.get("data-target").lstrip("#") for element in every}
    for element in every:
        if element.is_hidden and (element.get("hidden") == "until-found" or element.get("id") in opened - {""}):
            kept = {name: value for name, value in element.attributes.items() if name not in ("hidden", "style")}
            element.attributes = kept


class _TreeParser(HTMLParser):
    """Builds the tree of HTML that is well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body", {})
        self._open = [self.root]
        self._too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if len(self._open) > _DEEPEST:
            self._too_deep += tag not in _VOID
            element = Element("br" if tag not in _INLINE else "wbr", {})
            self._open[-1].children.append(element)
            return
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
