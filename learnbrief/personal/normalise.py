"""A text normalised: entities, percent codes, escapes, invisible characters and foreign digits as plain characters.

What is normalised is shorter or longer than the source, so each of its characters knows the way back.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from html import unescape
from unicodedata import category, digit, normalize

from msgspec import Struct

from learnbrief.cache.pattern import pattern

_ROUNDS = 3
"""An entity may be in a percent code, and an ampersand be written as an entity; deeper than this nobody goes."""

_ORDINARY = "\x00-\x7f\xa0-\xac\xae-\xb1\xb4-\xb8\xba-\u024f\u2010-\u2027\u2030-\u203a\u20ac"
"""Characters that are what they look like: Latin letters, dashes, quotation marks."""

_CODE = pattern(
    r"[&%\\](?:"
    r"(?<=&)(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?"
    r"|(?<=%)(?:[0-7][0-9A-Fa-f]|[89A-Fa-f][0-9A-Fa-f](?:%[89A-Fa-f][0-9A-Fa-f]){1,3})"
    r"|(?<=\\)(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[!-/:-@\[-`{-~])"
    r")"
)
_ODD = pattern(f"[^{_ORDINARY}]")
_PARTS = pattern(r"</?(?:address|blockquote|br|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|t[a-z]+|ul)\b", re.I)
_MARK = pattern(r"[<\[*`~_](?:(?<=<)(?:!--|/?[A-Za-z])[^<>]{0,300}>|(?<=\[)\^[^\]\s]{1,40}\]|(?<=[*`~_]))")

_GIVEN_ID = pattern(r"""(?:\{\#|\(\#|(?<![\w-])(?:was|id|slug)\s?[=:]\s?["'“]?)[^\s{}()"'”]*[0-9][^\s{}()"'”]*""")
"""An id or address that an editor gave, where it holds a digit."""
_NAMES_ID = pattern(rb"(?:was|id|slug)[^a-z]{0,4}\Z")
"""What introduces one, in UTF-8, up to its `=` or `:`."""
_LONGEST_NAME = 8
_LETTER_TO_DIGIT = pattern(r"(?<=[a-z])-?(?=[0-9])|(?<=[0-9])-(?=[a-z])", re.IGNORECASE)

_ODD_BYTES = pattern(
    rb"\xc2[\xad\xb2\xb3\xb9]|\xc9[\x90-\xbf]|[\xca-\xdf]|\xe2(?!\x80[\x90-\xa7\xb0-\xba]|\x82\xac)|[\xe1\xe3-\xf4]|\xe0"
)
_ASCII = bytes(range(128))
_MARKED_HOST = pattern(rb"@[^\s@]{0,60}?[*`~_]|[*`~_]@")


class NormalisedText(Struct, frozen=True):
    """A text with the way back to the text that it was made of."""

    text: str
    starts: tuple[int, ...] = (0,)
    """Where a piece begins whose characters are in the older text one behind the other …"""
    origins: tuple[int, ...] = (0,)
    """… and where in the older text it does."""
    older: "NormalisedText | None" = None
    """None where the older text is the source itself."""

    def origin(self, offset: int) -> int:
        """Find the place in the source of a character of this text."""
        piece = bisect_right(self.starts, offset) - 1
        before = self.origins[piece] + offset - self.starts[piece]
        return self.older.origin(before) if self.older else before

    def replaced(self, pattern: re.Pattern[str], write: Callable[[str], str]) -> "NormalisedText":
        """Write anew whatever a pattern finds."""
        pieces: list[str] = []
        starts, origins = [0], [0]
        length = done = 0
        for match in pattern.finditer(self.text):
            written = write(match[0])
            if written == match[0]:
                continue
            pieces += [self.text[done : match.start()], written]
            length += match.start() - done
            starts.append(length)
            origins.append(match.start())
            length += len(written)
            done = match.end()
            starts.append(length)
            origins.append(done)
        if not pieces:
            return self
        return NormalisedText("".join([*pieces, self.text[done:]]), tuple(starts), tuple(origins), self)


def has_given_id(content: bytes) -> bool:
    """Tell quickly whether a source may give an id of its editor's own."""
    if b"{#" in content or b"(#" in content:
        return True
    return any(_NAMES_ID.search(name[-_LONGEST_NAME:]) for name in content.replace(b"=", b":").split(b":")[:-1])


def with_ids_parted(normalised: NormalisedText) -> NormalisedText:
    """Part words from numbers in ids, so that `{#mob07700900123}` is read as a person reads it."""
    return normalised.replaced(_GIVEN_ID, lambda given: _LETTER_TO_DIGIT.sub(" ", given))


def is_obfuscated(content: bytes) -> bool:
    """Tell quickly whether a source may hold anything that is not what it looks like."""
    return (
        b"&" in content
        or b"%" in content
        or b"\\" in content
        or (not content.isascii() and bool(_ODD_BYTES.search(content.translate(None, _ASCII))))
    )


def has_markup(content: bytes) -> bool:
    """Tell quickly whether a source may hold marks in the midst of a word: HTML, or emphasis in an e-mail address."""
    return b"<" in content or b"[^" in content or (b"@" in content and bool(_MARKED_HOST.search(content)))


def normalised_text(text: str) -> NormalisedText:
    """Lay a source's text normalised."""
    normalised = NormalisedText(text)
    for _ in range(_ROUNDS):
        again = normalised.replaced(_CODE, _decoded)
        again = again if again.text.isascii() else again.replaced(_ODD, _plain)
        if again is normalised:
            break
        normalised = again
    return normalised


def without_markup(normalised: NormalisedText) -> NormalisedText:
    """Take away what a reader does not see: tags, comments, footnotes' numbers, marks of emphasis."""
    return normalised.replaced(_MARK, lambda mark: "\n\n" if _PARTS.match(mark) else "")


def _decoded(written: str) -> str:
    if written[0] == "&":
        return unescape(written)
    if written[0] == "%":
        return bytes.fromhex(written.replace("%", "")).decode("utf-8", "replace")
    return chr(min(int(written[2:], 16), 0x10FFFF)) if written[1].isalnum() else written[1]


def _plain(letter: str) -> str:
    """Give what a character stands for: nothing where it cannot be seen, an ASCII one where that is plainer."""
    if category(letter) in ("Cf", "Mn", "Me"):
        return ""
    value = digit(letter, None)
    if value is not None:
        return str(value)
    plain = normalize("NFKC", letter)
    return plain if plain.isascii() else letter
