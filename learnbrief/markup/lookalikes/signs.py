"""How a line begins that is meant as an entry of a list: with a sign that Markdown does not take for one.

Such signs come with text pasted from Word, a PDF or a web page: bullets of many shapes, letters that a symbol font
shows as bullets, numbers and letters in brackets, and Markdown's own signs with a blank of another kind behind them,
or none.
"""

import re
import unicodedata
from enum import Enum, auto

from msgspec.structs import replace

from learnbrief.cache.pattern import pattern
from learnbrief.cache.values import Value

BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blank characters that Markdown does not take for blanks, for a character class in a pattern."""
_BLANK = r"[^\S\n]"
"""Any blank, Markdown's own among them: told by what it is not, which is compiled in a tenth of the time."""
_LETTER = r"[^\W\d_]"

_GLYPH = "[•‣⁃∙▪▫■□●○◦◆◇❖►▶➢➤➔\uf020-\uf0ff]"
_SURE = re.compile(rf"(?:{_GLYPH}|[-*+](?={_BLANK})|[onlquvü§Ø](?=\t)){_BLANK}*(?=\S)")
"""What nobody writes but for a bullet. Markdown's own are among them: in a line that is text they were not read as
such. A symbol font keeps its signs from U+F020 on; without it they are letters."""
_SYMBOLS = "\u2190-\u21ff\u25a0-\u25ff\u2600-\u26ff\u2701-\u2775\u2794-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
"""Arrows, shapes, ornaments and emoji, for a set in a pattern."""
_LIKELY = re.compile(
    rf"(?:-+>|=>|[–—‒―−‐‑·⋅‧∗⇒»›√◊¤・{_SYMBOLS}]\ufe0f?|[oØqnlv](?={_BLANK})|§(?={_BLANK}+{_LETTER}))"
    rf"(?:{_BLANK}+|(?=[\"'“‘(]?{_LETTER}))(?=\S)"
)
"""What may be a bullet. A symbol font's bullets become `q`, `n`, `l` or `v` when they are copied from a PDF."""
_TICK = pattern(rf"(?:[✓✔✅☑☐✗✘✖❌🔴🟠🟡🟢🔵⚪⚫]\ufe0f?|\[[ xX]\](?={_BLANK})){_BLANK}*(?=\S)")
_NO_BLANK = pattern(rf"[-*+](?=[\"'“‘(]?{_LETTER})")
"""Markdown's own signs without the blank behind them."""
_NUMBERING = re.compile(
    rf"(?P<open>\(?)(?P<mark>[ivx]{{2,5}}|[IVX]{{2,5}}|[A-Za-z]|\d{{1,3}}(?:\.\d{{1,3}}){{0,3}})(?P<close>\.?\)?)"
    rf"(?P<blanks>{_BLANK}*)(?=\S)"
)
_NAMED = re.compile(
    r"(?P<bold>\*\*|__|)(?P<word>(?:(?:key|main) )?(?:action|area|finding|issue|learning point|learning|lesson|"
    rf"message|point|priority|question|recommendation|step|theme)) "
    rf"(?P<number>\d{{1,2}})[ ]?[:.–-](?P=bold){_BLANK}+(?=\S)",
    re.IGNORECASE,
)
"""An entry that is called by a word and its number, as in "Recommendation 2: …"."""
_COUNTS = re.compile(r"[\d.)]")
"""Without any of these what begins with two letters is no sign."""
_LONGEST_NAME = 40
_CIRCLED = re.compile(rf"(?:[\u2460-\u2473\u2776-\u277f\u2780-\u2793]|\d\ufe0f?\u20e3){_BLANK}*(?=\S)")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


_INSIDE = pattern(
    rf"(?:[.:;!?…]{_BLANK}+{_GLYPH}|<br ?/?>[ ]*(?:[-+*·–—✓]|{_GLYPH}))"
    rf"{_BLANK}+(?=[\"'“‘(]?{_LETTER})"
)


class SignKind(Enum):
    """What kind of sign it is."""

    BULLET = auto()
    TICK = auto()
    NUMBERING = auto()


class Sign(Value, frozen=True):
    """What a line begins with."""

    written: str
    """Without the blanks behind it."""
    width: int
    """With them."""
    kind: SignKind
    is_sure: bool = False
    """Whether it means a list even where it is alone."""
    is_behind_blank: bool = False
    """Whether a blank of another kind is before it, which alone keeps Markdown's own signs from being read."""
    counts: tuple[tuple[str, int], ...] = ()
    """Of a number or letter: in which order it may be, and as which."""


def sign_of(text: str) -> Sign | None:
    """Give the sign with which a line begins, if it begins with one."""
    inner = text.lstrip()
    before = len(text) - len(inner)
    if not before:
        return _sign_of(text)
    sign = _sign_of(inner)
    return replace(sign, width=before + sign.width, is_behind_blank=True) if sign else None


def _sign_of(text: str) -> Sign | None:
    if text[:2].isalpha() and not _COUNTS.search(text, 2, _LONGEST_NAME):
        return None  # as nearly all lines
    if match := _NAMED.match(text):
        return Sign(
            match[0].rstrip(), match.end(), SignKind.NUMBERING, counts=((match["word"], int(match["number"])),)
        )
    if match := _CIRCLED.match(text):
        counts = (("circled", int(unicodedata.numeric(text[0]))),)
        return Sign(match[0].rstrip(), match.end(), SignKind.NUMBERING, counts=counts)
    first = text[:1]
    if first.isalnum() or first == "(":
        letter = _SURE.match(text) or _LIKELY.match(text)
        return _bullet(letter, SignKind.BULLET, is_sure="\t" in letter[0]) if letter else _numbering(text)
    if match := _SURE.match(text):
        return _bullet(match, SignKind.BULLET, is_sure=True)
    if match := _TICK.match(text):
        return _bullet(match, SignKind.TICK)
    match = _LIKELY.match(text) or _NO_BLANK.match(text)
    return _bullet(match, SignKind.BULLET) if match and not _is_emphasis(text) else None


def has_sign_inside(text: str) -> bool:
    """Tell whether entries of a list follow one another within a line: "Seen. • Heard." or "Seen.<br>- Heard"."""
    return not (text.isascii() and "<" not in text) and bool(_INSIDE.search(text))


def is_decimal(sign: Sign | None) -> bool:
    """Tell whether a sign counts as 1.1 does."""
    return sign is not None and any(order.endswith(".") for order, _ in sign.counts)


def is_first(sign: Sign | None) -> bool:
    """Tell whether a list may begin with a number or letter: 1, a, i, or 2.1 behind 1.4."""
    return sign is not None and any(number in (1, ord("a")) for _, number in sign.counts)


def _bullet(match: re.Match[str], kind: SignKind, *, is_sure: bool = False) -> Sign:
    return Sign(match[0].rstrip(), match.end(), kind, is_sure)


def _is_emphasis(text: str) -> bool:
    """Tell whether a star at a line's beginning has another that closes it."""
    return text.startswith("*") and text.count("*") > 1


def _numbering(text: str) -> Sign | None:
    match = _NUMBERING.match(text)
    if not match or (match["open"] and match["close"] != ")"):
        return None
    counts = _counts(match, text[match.end()])
    written = f"{match['open']}{match['mark']}{match['close']}"
    return Sign(written, match.end(), SignKind.NUMBERING, counts=counts) if counts else None


def _counts(match: re.Match[str], following: str) -> tuple[tuple[str, int], ...]:
    """Say in which order a number or letter may be; in none where it is part of the text."""
    mark, around, has_blank = match["mark"], f"{match['open']} {match['close']}", bool(match["blanks"])
    if "." in mark:
        before, _, last = mark.rpartition(".")
        begins = has_blank and (following.isupper() or following in "\"'“‘")
        return ((f"{before}.", int(last)),) if begins and ")" not in match["close"] else ()
    if not match["close"] or not (has_blank or following.isalpha()):
        return ()
    if mark.isdigit():
        return ((around, int(mark)),)
    if match["close"] == "." and not has_blank:
        return ()
    case = "A" if mark.isupper() else "a"
    lowered = mark.lower()
    counts = [(f"{around} letter {case}", ord(lowered))] if len(mark) == 1 else []
    counts += [(f"{around} roman {case}", _ROMAN.index(lowered) + 1)] if lowered in _ROMAN else []
    return tuple(counts)
