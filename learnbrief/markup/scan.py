"""Running text, read from left to right: code, tags, links, addresses and escapes are set aside, the rest is text.

What is set aside is finished HTML. A placeholder stands for it in the text while emphasis and abbreviations are
looked for, which so cannot reach into it. Every step is in proportion to what it takes in: no text makes it slow.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from html import escape
from typing import NamedTuple

from learnbrief.markup.addresses import Address, email_address, encoded, web_address
from learnbrief.markup.brackets import ENTITY, meaning, normalised, read_target
from learnbrief.markup.footnotes import footnote_mark
from learnbrief.markup.placeholders import NEVER_TEXT, PLACEHOLDER, placeholder
from learnbrief.markup.references import unescape
from learnbrief.markup.tags import TagReader, blank, names_and_addresses

_SPECIAL = re.compile(
    r"[\\`<&\[\]\n@!.:](?:(?<=[^!.:])|(?<=!)(?=\[)|(?<=www\.)|(?<=http:)(?=//)|(?<=https:)(?=//))", re.IGNORECASE
)
"""A web address is known by its first dot or its colon: both are rarer than a w or an h."""
_EMPHASIS = re.compile(r"\*+|~~+|(?<!\w)_+|_+(?!\w)")
_TICKS = re.compile("`+")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+)>")
_AUTOMAIL = re.compile(
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]++@[A-Za-z0-9](?:[A-Za-z0-9-]*+)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*+))*+)>"
)
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]++)\]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class _Opener(NamedTuple):
    """A bracket that may begin a link."""

    part: int
    """Among the parts."""
    behind: int
    """Where in the text its words begin."""
    is_image: bool


class Scan:
    """One running text, taken apart."""

    def __init__(
        self,
        text: str,
        links: Mapping[str, tuple[str, str]],
        footnotes: Collection[str],
        emphasise: Callable[[str], str],
        *,
        in_table: bool = False,
    ) -> None:
        self.text = NEVER_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
        self.set_aside: list[str] = []
        self.seen: list[tuple[int, str]] = []
        """Where an address, a tag or an attribute is."""
        self.silent: list[tuple[int, int]] = []
        """From where to where there is no word to a reader: code, tags, addresses, the marks around a link."""
        self.without_note: list[tuple[int, str]] = []
        """Where the marks of footnotes are that have no note, with their labels; they are text."""
        self._links = links
        self._footnotes = footnotes
        self._emphasise = emphasise
        self._in_table = in_table
        self._parts: list[str] = []
        self._openers: list[_Opener] = []
        self._inactive = 0
        """How many of the openers hold a link already; a link holds no other link."""
        self._addresses: list[tuple[int, Address]] = []
        """Bare addresses, each with its index among the parts; in a link's words an e-mail address is text again."""
        self._ticks: dict[int, list[int]] | None = None
        self._tags = TagReader(self.text)
        self._from = 0
        """Where the text begins that is not among the parts yet."""

    def read(self) -> str:
        """Give the text with placeholders for what is set aside, emphasis still as it was written."""
        handlers: dict[str, Callable[[int], int]] = {
            "\\": self._escape,
            "`": self._code,
            "<": self._angle,
            "&": self._entity,
            "\n": self._line_end,
            "[": self._open,
            "!": self._open,
            "]": self._close,
            "@": self._email,
            ".": self._address,
            ":": self._address,
        }
        at = 0
        while match := _SPECIAL.search(self.text, at):
            at = handlers[match[0]](match.start()) or match.end()
        self._flush(len(self.text))
        self.seen += [(address.start, address.url) for _, address in self._addresses]
        self.seen.sort()
        return "".join(self._parts)

    def fill(self, html: str) -> str:
        """Put what was set aside in the place of its placeholders."""
        return PLACEHOLDER.sub(lambda found: self.set_aside[int(found[1])], html)

    def words(self) -> str:
        """Give the text with blanks for all that is no word to a reader; every letter keeps its place."""
        parts, at = [], 0
        for start, end in sorted(self.silent):
            parts += [self.text[at:start], blank(self.text[max(at, start) : end])]
            at = max(at, end)
        words = "".join([*parts, self.text[at:]])
        has_marks = "*" in words or "_" in words or "~" in words
        return _EMPHASIS.sub(lambda marks: blank(marks[0]), words) if has_marks else words

    def _flush(self, end: int) -> None:
        if end > self._from:
            self._parts.append(self.text[self._from : end])

    def _set_aside(self, html: str, start: int, end: int) -> int:
        self._flush(start)
        self._parts.append(placeholder(len(self.set_aside), self.text[start:end]))
        self.set_aside.append(html)
        self._from = end
        return end

    def _set_aside_silently(self, html: str, start: int, end: int) -> int:
        self.silent.append((start, end))
        return self._set_aside(html, start, end)

    def _escape(self, at: int) -> int:
        letter = self.text[at + 1 : at + 2]
        if letter == "\n":
            return self._set_aside("<br>", at, at + 1)
        if letter not in _PUNCTUATION:
            return 0
        self.silent.append((at, at + 1))
        return self._set_aside(escape(letter, quote=False), at, at + 2)

    def _line_end(self, at: int) -> int:
        start = at
        while start > self._from and self.text[start - 1] == " ":
            start -= 1
        if at - start > 1:
            return self._set_aside("<br>", start, at) + 1
        self._flush(start)
        self._from = at
        return at + 1

    def _code(self, at: int) -> int:
        if self._ticks is None:
            self._ticks = {}
            for run in _TICKS.finditer(self.text):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        ticks = _TICKS.match(self.text, at)
        assert ticks
        places = self._ticks.get(len(ticks[0]), [])
        closing = bisect_left(places, ticks.end())
        if closing == len(places):
            return ticks.end()
        inside = self.text[ticks.end() : places[closing]].replace("\n", " ")
        if inside.startswith(" ") and inside.endswith(" ") and inside.strip(" "):
            inside = inside[1:-1]
        inside = inside.replace(r"\|", "|") if self._in_table else inside
        return self._set_aside_silently(
            f"<code>{escape(inside, quote=False)}</code>", at, places[closing] + len(ticks[0])
        )

    def _angle(self, at: int) -> int:
        if link := _AUTOLINK.match(self.text, at) or _AUTOMAIL.match(self.text, at):
            url = encoded(link[1] if link.re is _AUTOLINK else f"mailto:{link[1]}")
            self.seen.append((at + 1, url))
            return self._set_aside_silently(
                f'<a href="{escape(url)}">{escape(link[1], quote=False)}</a>', at, link.end()
            )
        end = self._tags.end_of_tag(at)
        if not end:
            return 0
        self.seen += [(at + place, key) for key, place in names_and_addresses(self.text[at:end])]
        return self._set_aside_silently(self.text[at:end], at, end)

    def _entity(self, at: int) -> int:
        entity = ENTITY.match(self.text, at)
        if not entity:
            return 0
        return self._set_aside_silently(escape(meaning(entity[0]) or entity[0], quote=False), at, entity.end())

    def _address(self, at: int) -> int:
        """Take in the web address whose first dot or colon is here; between brackets it is text."""
        before = 3 if self.text[at] == "." else 4 if self.text[at - 4 : at].lower() == "http" else 5
        return 0 if self._openers else self._plain_link(web_address(self.text, at - before))

    def _email(self, at: int) -> int:
        return self._plain_link(email_address(self.text, self._from, at))

    def _plain_link(self, address: Address | None) -> int:
        if not address:
            return 0
        html = f'<a href="{escape(address.url)}">{escape(address.words, quote=False)}</a>'
        self._set_aside_silently(html, address.start, address.end)
        self._addresses.append((len(self._parts) - 1, address))
        return address.end

    def _open(self, at: int) -> int:
        note = _FOOTNOTE.match(self.text, at)
        if note and normalised(note[1]) in self._footnotes:
            return self._set_aside_silently(footnote_mark(note[1]), at, note.end())
        is_image = self.text[at] == "!"
        self._flush(at)
        self._from = at + (2 if is_image else 1)
        self._openers.append(_Opener(len(self._parts), self._from, is_image))
        self._parts.append(self.text[at : self._from])
        return self._from

    def _close(self, at: int) -> int:
        if not self._openers:
            return 0
        opener = self._openers.pop()
        is_active = opener.is_image or len(self._openers) >= self._inactive
        self._inactive = min(self._inactive, len(self._openers))
        target = read_target(self.text, opener.behind, at, self._links) if is_active else None
        if not target:
            if note := _FOOTNOTE.fullmatch(self.text, opener.behind - 1, at + 1):
                self.without_note.append((opener.behind - 1, note[1]))
            return 0
        self._flush(at)
        while self._addresses and self._addresses[-1][0] > opener.part:
            index, address = self._addresses.pop()
            self._parts[index] = self.text[address.start : address.end]
        words = self._parts[opener.part + 1 :]
        del self._parts[opener.part :]
        self._from = at
        self.seen.append((target.at, target.url))
        title = f' title="{escape(target.title)}"' if target.title else ""
        if opener.is_image:
            alt = _description(self.fill(self._emphasise("".join(words))))
            self.silent.append((opener.behind - 2, at))
            return self._set_aside_silently(
                f'<img src="{escape(target.url)}" alt="{escape(alt)}"{title}>', at, target.end
            )
        self.silent += [(opener.behind - 1, opener.behind), (at, target.end)]
        self._inactive = len(self._openers)
        inside = self.fill(self._emphasise("".join(words)))
        return self._set_aside(f'<a href="{escape(target.url)}"{title}>{inside}</a>', at, target.end)


def _description(html: str) -> str:
    """Give the words of a picture's description; of a picture inside it, that one's."""
    with_inner = re.sub(r'<img src="[^"]*" alt="([^"]*)"[^<>]*>', r"\1", html)
    return unescape(re.sub(r"<[^<>]*>", "", with_inner))
