"""The main content of a page, and what is around it: navigation, banners, breadcrumbs, forms."""

import re
from collections.abc import Iterator

from learnbrief.importing.tree import LeftOut
from learnbrief.importing.web.page import Element

_NAMED = (
    (re.compile(r"cookie|consent|gdpr|onetrust|ccc-"), "cookie banner"),
    (re.compile(r"breadcrumb"), "breadcrumb"),
    (re.compile(r"skip-?(?:to|link|nav|content|main)|\bskip\b"), "link to skip to the content"),
    (re.compile(r"\b(?:share|sharing|social|addtoany|sharethis)[\w-]*"), "buttons to share the page"),
    (re.compile(r"\bsearch(?:-?(?:form|box|bar))?\b"), "search box"),
    (re.compile(r"\bpagination\b|\bpager\b"), "links to other pages"),
    (re.compile(r"\b(?:nav|navigation|navbar|menu|menubar|main-menu|site-nav|toc)\b|navigation\b"), "navigation"),
    (re.compile(r"\bbanner\b|\bsite-header\b|\bmasthead\b"), "page header"),
    (re.compile(r"\b(?:contentinfo|site-footer|page-footer)\b"), "page footer"),
    (re.compile(r"\b(?:sidebar|complementary|widget-area)\b"), "column beside the text"),
)
_TAGS = {
    "nav": "navigation",
    "footer": "page footer",
    "aside": "column beside the text",
    "form": "form",
    "button": "button",
    "select": "form",
    "textarea": "form",
    "input": "form",
    "dialog": "pop-up",
    "search": "search box",
}
_SKIPS = re.compile(
    r"\s*(?:skip|jump|go) (?:straight )?to (?:the )?(?:main )?(?:content|navigation|text)\s*", re.IGNORECASE
)
_HEADING = re.compile(r"h[1-6]|summary")
_MAIN_NAMES = re.compile(r"\b(?:main|main-?content|content|page-content|entry-content|article-body|post-content)\b")
_LEAST_SHARE = 0.25
"""Of a page's words, that its main content holds at least, where it is known only by a name."""


def main_content(root: Element) -> tuple[Element, list[LeftOut]]:
    """Give the part of a page that is its content, and the words of everything else, each with what it is."""
    main = _main(root)
    left_out: list[LeftOut] = []
    if main is not root:
        left_out += _outside(root, main)
    kept = Element(main.tag, main.attributes, list(main.children))
    _prune(kept, left_out)
    return kept, [left for left in left_out if left.words.strip()]


def set_apart(root: Element) -> None:
    """Put blanks around what is no content, so that no word of it runs into a word of the text."""
    for element in [root, *root.elements()]:
        apart: list[Element | str] = []
        for child in element.children:
            is_other = isinstance(child, Element) and not child.is_hidden and what_it_is(child)
            apart += [" ", child, " "] if is_other else [child]
        element.children = apart


def _main(root: Element) -> Element:
    every = list(_shown(root))
    marked = [element for element in every if element.tag == "main" or "main" in element.get("role").split()]
    if len(marked) == 1:
        return marked[0]
    articles = [element for element in every if element.tag == "article"]
    whole = len(root.text().split())
    for candidates in (articles, [e for e in every if e.tag in ("div", "section") and _MAIN_NAMES.search(e.named)]):
        if candidates:
            best = max(candidates, key=lambda element: len(element.text().split()))
            alone = len(candidates) == 1 or candidates is not articles
            if alone and len(best.text().split()) >= _LEAST_SHARE * whole:
                return best
    return root


def _shown(element: Element) -> Iterator[Element]:
    """Give every element that is seen."""
    for child in element.children:
        if isinstance(child, Element) and not child.is_hidden:
            yield child
            yield from _shown(child)


def _outside(element: Element, main: Element) -> Iterator[LeftOut]:
    """Give what is outside the main content, piece by piece."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                yield LeftOut(child.strip(), "outside the main content")
        elif child is main or child.is_hidden:
            continue
        elif any(inner is main for inner in child.elements()):
            yield from _outside(child, main)
        else:
            why = what_it_is(child) or ("page header" if child.tag == "header" else "outside the main content")
            yield LeftOut(_words(child), why)


def _prune(element: Element, left_out: list[LeftOut]) -> None:
    """Take what is no content out of the main content."""
    kept: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            kept.append(child)
            continue
        why = "" if child.is_hidden else what_it_is(child)
        if why and not (why == "button" and _HEADING.fullmatch(element.tag)):
            left_out.append(LeftOut(_words(child), why))
            kept.append("\n")
        else:
            inner = Element(child.tag, child.attributes, list(child.children))
            _prune(inner, left_out)
            kept.append(inner)
    element.children = kept


def what_it_is(element: Element) -> str:
    """Say what an element is that is no content; nothing where it may be some."""
    if element.tag == "button" and element.get("aria-controls"):
        return ""  # it folds a part of the text out, and its words head that part
    if why := _TAGS.get(element.tag):
        return "" if element.tag == "form" and len(element.text().split()) > _LONG else why
    if element.tag == "a" and _SKIPS.fullmatch(element.text()):
        return "link to skip to the content"
    if element.tag in ("div", "section", "ul", "ol", "header", "a", "p", "span"):
        named = element.named
        why = next((why for pattern, why in _NAMED if named.strip() and pattern.search(named)), "")
        return why if why and len(element.text().split()) <= _LONG else ""
    return ""


_LONG = 150
"""Words of what is taken for content, whatever it is called: some pages are whole in a form or a menu."""


def _words(element: Element) -> str:
    around = Element("div", {}, [element])
    return " ".join(around.text().split())
