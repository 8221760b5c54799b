"""A page's HTML made ready for paper: what the tags of a PDF have no word for is said in words that they have.

PDF/UA-1 (ISO 14289-1) knows lists, tables and links, but no list of names with values, and a link that leads nowhere
is not a link.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from learnbrief.printing.printer import LeadsTo

_REPLACEMENTS = str.maketrans({"↩": "^", "☐": "[ ]", "☑": "[x]"})
"""Signs that pages write and the fonts of paper lack."""
_AFTER_PAGE = re.compile(r"(?=[?#])")
"""Where what is asked of a page, or a place on it, begins."""
_NO_DESCRIPTION = "A picture without a description"


def make_ready(root: Element, address: str, leads_to: LeadsTo) -> None:
    """Change a page so that all of it can be tagged; `address` is its own in the site."""
    named = {element.get("id"): element for element in root.iter()}
    led_to = set()
    for element in root.iter():
        element.text, element.tail = (text and text.translate(_REPLACEMENTS) for text in (element.text, element.tail))
    for link in root.iter("a"):
        target = _target(link.get("href", ""), f"/{address}", leads_to)
        if target.startswith("#"):
            led_to.add(target[1:])
            target = target if target[1:] in named else ""
        if target:
            link.set("href", target)
        else:
            link.tag = "span"
            link.attrib.pop("href", None)
    for name in named.keys() - led_to:
        named[name].attrib.pop("id", None)  # which costs a style of its own for the element and for each below it
    for facts in root.iter("dl"):
        _make_table(facts)
    for picture in root.iter("img"):
        if not picture.get("alt"):
            picture.set("alt", _NO_DESCRIPTION)


def _target(href: str, own: str, leads_to: LeadsTo) -> str:
    """Say where a link leads from paper: to a place on the page itself, or to a full address."""
    if not href.startswith("/"):
        return href
    page, *more = _AFTER_PAGE.split(href, maxsplit=1)
    if page == own and more and more[0].startswith("#"):
        return more[0]
    full = leads_to(page.removeprefix("/"))
    return "".join([full, *more]) if full else ""


def _make_table(facts: Element) -> None:
    """Make a list of names with values a table in which each name heads its row."""
    if any(pair.tag != "div" or [each.tag for each in pair] != ["dt", "dd"] for pair in facts):
        return
    rows = list(facts)
    for row in rows:
        name, value = row
        row.tag, name.tag, value.tag = "tr", "th", "td"
        name.set("scope", "row")
        facts.remove(row)
    facts.tag = "table"
    SubElement(facts, "tbody").extend(rows)
