"""Finds lines that were meant as headings but are not read as headings."""

import re
from collections.abc import Sequence

from learnbrief.cache.pattern import pattern
from learnbrief.markup.lookalikes.found import IsHeading
from learnbrief.markup.lookalikes.signs import BLANKS
from learnbrief.markup.structure import Line

LONGEST = 80
"""Letters of a line that may be meant as a heading."""
MOST_WORDS = 12
_SHORTEST_SENTENCE = 40
"""Letters."""

_BEFORE = rf"[ \t{BLANKS}]*"
_NO_BLANK = pattern(rf"{_BEFORE}(?P<marks>#{{2,6}})(?=[^\s#])")
_OTHER_BLANK = pattern(rf"{_BEFORE}(?P<marks>#{{1,6}})[ \t]*[{BLANKS}][ \t{BLANKS}]*(?=\S)")
_INDENTED = pattern(rf"{_BEFORE}(?P<marks>#{{1,6}})[ \t]+(?=\S)")
"""A real heading, but for what is before it: it is only looked for in lines that are text."""
_ONE_MARK = pattern(r"(?P<marks>#)(?=[A-Z][^\s#]*(?: [^\s#]+)*$)")
_TOO_MANY = pattern(r"#{7,}\s*(?=\S)")
_BOLD = re.compile(
    r"(?P<mark>\*\*\*|\*\*|___|__)(?=[^\s*_])(?P<words>[^*_]+)(?<=\S)(?P=mark)"
    r"|<(?P<tag>b|strong|u)>(?P<inner>[^<>]+)</(?P=tag)>",
    re.IGNORECASE,
)
_POSTCODE = pattern(r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][A-Z]{2}\b")
_CAPITALS_WORD = pattern(
    r"\b(?:AND|ARE|FOR|FROM|HOW|IN|IS|OF|ON|OUR|THE|TO|WAS|WE|WERE|WHAT|WHEN|WHERE|WHO|WHY|WITH|YOUR?)\b"
    r"|(?=[^\W\d_]*[AEIOUY][^\W\d_]*[AEIOUY])[^\W\d_]{6,}"
)
"""A word in capitals that is most likely no abbreviation."""
_ENDS = (".", "!", "…", ",", ";", ":", "-", "–", "—")
_NUMBER = r"\d{1,2}(?:\.\d{1,2})*[.):]?\s*[-–—]?\s+"
_PLAIN = pattern(rf"(?!.*//)(?:{_NUMBER})?[\"'“‘(]?[A-Z][^*_`<>\[\]{{}}|#\\@]*")
_WORDS_ALONE = pattern(rf"(?:{_NUMBER})?[A-Z][\w'’&/()-]*(?: [\w'’&/()-]+){{0,5}}")
_GOES_ON = frozenset(
    """a about across after agreed among an and any are as asked at be because been before being between both but by
    can could did do does during each either ensure every expect expected felt for found from had has have heard how
    if in include included includes including into involved involving is it its learned learnt like make may might
    must need needed needs no not of on or our over regarding said saw shall should so such than that the their them
    then there these they this those through to told toward towards under until upon us was we were what when where
    whether which while who whom whose why will with within without would you your""".split()
)
"""Last words of a line that goes on in the list below it."""


def marks_of_heading(text: str, is_heading: IsHeading) -> re.Match[str] | None:
    """Find the marks of a heading that lack their blank; a word behind a single `#` is more often a tag."""
    if not text.lstrip().startswith("#"):
        return None
    one = _ONE_MARK.match(text) if len(text) <= LONGEST and not text.endswith(_ENDS) else None
    if one and len(text.split()) > 1 and is_heading(text[1:]):
        return one
    return _OTHER_BLANK.match(text) or _NO_BLANK.match(text) or _INDENTED.match(text)


def has_too_many_marks(text: str) -> bool:
    """Tell whether a line begins with more `#` than a heading may have."""
    return text.startswith("#######") and bool(_TOO_MANY.match(text))


def heading_look(text: str, is_heading: IsHeading) -> str:
    """Say how a line is set off as headings are; nothing where it is not, or is a sentence."""
    text = text.rstrip().removesuffix(":")
    if bold := _BOLD.fullmatch(text):
        words = bold["words"] or bold["inner"]
        return "is wholly bold" if _is_short(words) and not words.rstrip(" :").endswith(_ENDS) else ""
    if not text.isupper() or text.endswith(_ENDS) or not _is_short(text) or _POSTCODE.search(text):
        return ""
    is_more_than_abbreviations = len(text.split()) > 1 and _CAPITALS_WORD.search(text)
    return "is wholly in capitals" if is_more_than_abbreviations or is_heading(text) else ""


def is_short_line(text: str, is_heading: IsHeading) -> bool:
    """Tell whether a line may be a heading: it is no sentence, does not go on, and asks only what headings ask."""
    text = text.strip()
    if not _is_short(text) or text.endswith(_ENDS) or not _PLAIN.fullmatch(text):
        return False
    last = re.findall(r"[^\W_]+", text)[-1:]
    goes_on = text.endswith("?") or not last or last[0].casefold() in _GOES_ON
    return is_heading(text) or not goes_on


def is_title(text: str, below: Sequence[Line]) -> bool:
    """Tell whether a line on its own is nothing but a few words, as titles are, above a whole sentence."""
    text_below = " ".join(line.text.strip() for line in below)
    return (
        bool(_WORDS_ALONE.fullmatch(text.strip()))
        and len(text_below) > _SHORTEST_SENTENCE
        and text_below.endswith((".", "!", "?"))
    )


def ends_a_sentence(line: Line) -> bool:
    """Tell whether what follows a line is no continuation of it."""
    return line.text.rstrip().rstrip("\"'”’)*_").endswith((".", "!", "?", "…", ";", ":"))


def begins_small(lines: Sequence[Line]) -> bool:
    """Tell whether the entries of a list go on what leads in to them: most begin with a small letter."""
    small = sum(line.text.lstrip("*_\"'“‘([ ")[:1].islower() for line in lines)
    return small * 2 > len(lines)


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST and len(text.split()) <= MOST_WORDS
