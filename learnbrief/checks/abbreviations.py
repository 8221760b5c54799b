"""A rule over abbreviations: each is explained, in the glossary or where it is used."""

import re
from collections.abc import Iterator

from learnbrief.checks.checked import Written
from learnbrief.model import Passage
from learnbrief.problems import Problem, warning

EVERYBODY_KNOWS = frozenset(
    """A&E AGM BBC CD COVID CV DIY DNA DVD EU FAQ GCSE GP HIV HM HR ID IQ IT ITV MP MPS NHS OBE OK PC PDF PE PO Q&A
    QR SMS TV UK UN URL US USA VAT VIP""".split()
)
"""Short forms that a parent meets on letters, forms and in the news, and for which few could give the long one."""

SHOUTED = frozenset(
    """ALL ALSO ALWAYS AND ANY ARE AS AT BE BEFORE BOTH BUT BY CAN CANNOT DO DOES DON EACH EVERY FILL FOR FROM HAS
    HAVE HE HER HIS HOW IF IN INTO IS ITS KEY MAY ME MORE MUST MY NEVER NEW NO NONE NOT NOTE NOW OF ON ONE ONLY OR
    OUR OUT PLEASE SHE SHOULD SO STOP TELL THAT THE THEIR THEN THEY THIS TO TWO UP WAS WE WERE WHAT WHEN WHERE
    WHO WHY WILL WITH YES YOU YOUR""".split()
)
"""Everyday words, which some write in capitals to be heard."""

_ABBREVIATION = re.compile(
    r"(?<![\w&@.’'-])(?P<short>(?=[A-Z0-9&]*[A-Z][0-9&]*[A-Z])[A-Z][A-Z0-9&]{1,5})(?:s|[’']s)?(?![\w&@]|-?[0-9])"
)
_CAPITALS = re.compile("[A-Z][0-9&]*[A-Z]")
"""Without this there is no abbreviation; it is found, or missed, much faster than a whole one."""
_NUMBER_BEHIND = re.compile(r"[ \u00a0/-]?[0-9]{3,}|/[A-Z0-9]*[0-9]")
_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_SHORT = r"([A-Z][A-Z0-9&]{1,5})(?:s|[’']s)?"
_IN_BRACKETS = re.compile(rf"\((?:the |or |[“‘'\"])*{_SHORT}\b")
_BEFORE_BRACKETS = re.compile(rf"(?<!\w){_SHORT}\s+\(([^()]+)\)")
_LONGEST_MEANING = 120
"""Letters before or in the bracket in which an abbreviation's meaning is looked for."""


def check_abbreviations(written: Written) -> Iterator[Problem]:
    """An abbreviation stands in the glossary, or is spelt out once in the briefing that uses it.

    Bad:  The TAF met twice. (with no TAF in _glossary.yml)
    Good: The team around the family (TAF) met twice.
    """
    uses = _first_uses(written)
    unknown = [use for use in uses if use[0].casefold() not in written.explained and use[0] not in EVERYBODY_KNOWS]
    meanings = _meanings(written) if unknown else {}
    for short, passage, start in unknown:
        if any(_can_mean(short, meaning) for meaning in meanings.get(short, ())):
            continue
        message = (
            f'"{short}" is explained nowhere. Add it to briefings/_glossary.yml, or spell it out here with the '
            f'abbreviation behind it in brackets: "… ({short})".'
        )
        yield warning("unexplained-abbreviation", message, passage.place(start))


def _first_uses(written: Written) -> Iterator[tuple[str, Passage, int]]:
    """Give every abbreviation of a text once, where it stands first."""
    seen: set[str] = set()
    for passage in written.wording.passages:
        if not _CAPITALS.search(passage.words) or passage.words.isupper():
            continue
        for found in _ABBREVIATION.finditer(passage.words):
            short = found["short"]
            if short not in seen and not _is_something_else(short, passage.words, found):
                seen.add(short)
                yield short, passage, found.start()


def _is_something_else(short: str, words: str, found: re.Match[str]) -> bool:
    """Tell whether capitals are a number, a code, or a word that was meant to be loud."""
    is_code = sum(letter.isdigit() for letter in short) > 1 or bool(_NUMBER_BEHIND.match(words, found.end()))
    return is_code or bool(_ROMAN.fullmatch(short)) or short in SHOUTED


def _meanings(written: Written) -> dict[str, list[str]]:
    """Find what a text says of abbreviations: long words (SHORT), or SHORT (long words)."""
    meanings: dict[str, list[str]] = {}
    for words in (passage.words for passage in written.wording.passages):
        for found in _IN_BRACKETS.finditer(words):
            meanings.setdefault(found[1], []).append(words[max(0, found.start() - _LONGEST_MEANING) : found.start()])
        for found in _BEFORE_BRACKETS.finditer(words):
            meanings.setdefault(found[1], []).append(found[2][:_LONGEST_MEANING])
    return meanings


def _can_mean(short: str, long: str) -> bool:
    """Tell whether an abbreviation's letters stand in some words in their order, the first at a word's beginning."""
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    for beginning in re.finditer(rf"(?<!\w){re.escape(letters[0])}", long.casefold()):
        rest = iter(long.casefold()[beginning.end() :])
        if all(letter in rest for letter in letters[1:]):
            return True
    return False
