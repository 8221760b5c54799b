"""Web and e-mail addresses: those without any marks around them, and how a browser asks for any of them.

Source of the rules: GitHub Flavored Markdown, section 6.9.
"""

import re
from html import unescape
from urllib.parse import quote

from learnbrief.cache.pattern import pattern
from learnbrief.cache.values import Value

_SAFE = "!#$%&'()*+,-./:;=?@_~"
_IS_SAFE = re.compile(rf"[A-Za-z0-9{re.escape(_SAFE)}]*+")
_HOST = pattern(r"(?:[A-Za-z][A-Za-z0-9+.-]*+:)?//[^/?#]*+|")
_RUN = pattern(r"[^\s<]+")
_DOMAIN = pattern(r"(?:https?://|(?=www\.))([\w-]++(?:\.[\w-]++)*+)(?::[1-5]?[0-9]{1,4}(?![0-9]))?", re.IGNORECASE)
_TRAILING = frozenset("?!.,:*_~'\"”’…")
_ENTITY = pattern(r"&[A-Za-z0-9]+;")
_LONGEST_ENTITY = 34

_BEFORE_AT = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+")
_BEHIND_AT = pattern(r"[a-z0-9_-]++(?:\.[a-z0-9_-]++)++", re.IGNORECASE)
_LONGEST_NAME = 64
"""Letters before the @; RFC 5321, section 4.5.3.1.1."""
_MAILTO = "mailto:"


class Address(Value, frozen=True):
    """An address with where it is."""

    start: int
    end: int
    url: str
    words: str


def encoded(url: str) -> str:
    """Give an address as a browser asks for it: with %20 in the place of a blank. Brackets may be in a host."""
    if _IS_SAFE.fullmatch(url):
        return url
    host = _HOST.match(url)
    end = host.end() if host else 0
    return quote(url[:end], safe=f"{_SAFE}[]") + quote(url[end:], safe=_SAFE)


def web_address(text: str, at: int) -> Address | None:
    """Read the web address that begins at a place, if one does."""
    if at and (text[at - 1].isalnum() or text[at - 1] in "/@.:"):
        return None
    run = _RUN.match(text, at)
    address = _without_trailing(run[0]) if run else ""
    domain = _DOMAIN.match(address)
    if not domain or any("_" in part for part in domain[1].split(".")[-2:]):
        return None
    if address[domain.end() : domain.end() + 1] not in ("/", "?", "#"):
        address = address[: domain.end()]
    words = _ENTITY.sub(lambda entity: unescape(entity[0]), address)
    return Address(at, at + len(address), encoded(words if "://" in domain[0] else f"http://{words}"), words)


def email_address(text: str, first: int, at: int) -> Address | None:
    """Read the e-mail address around an `@`; its name begins at the first place given, or later."""
    start = at
    while start > first and at - start <= _LONGEST_NAME and text[start - 1] in _BEFORE_AT:
        start -= 1
    domain = _BEHIND_AT.match(text, at + 1)
    if start == at or at - start > _LONGEST_NAME or not domain or domain[0][-1] in "-_":
        return None
    url = f"{_MAILTO}{text[start : domain.end()]}"
    if start - len(_MAILTO) >= first and text[start - len(_MAILTO) : start].lower() == _MAILTO:
        start -= len(_MAILTO)
    if start and (text[start - 1].isalnum() or text[start - 1] in "/@:"):
        return None
    return Address(start, domain.end(), url, text[start : domain.end()])


def _without_trailing(address: str) -> str:
    """Take off the punctuation at an address's end that belongs to the sentence around it."""
    round_ones = address.count(")") - address.count("(")
    square_ones = address.count("]") - address.count("[")
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ";":
            start = address.rfind("&", max(0, end - _LONGEST_ENTITY), end)
            if start < 0 or not _ENTITY.fullmatch(address, start, end):
                break
            end = start
            continue
        if last == ")" and round_ones > 0:
            round_ones -= 1
        elif last == "]" and square_ones > 0:
            square_ones -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]
