"""A rule over abbreviations: each is explained, in the glossary or where it is used."""

import re
from collections.abc import Iterator

from learnbrief.checks.checked import Written
from learnbrief.model import Passage, PassageKind
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


_LONGEST_MEANING = 120
"""Letters before the bracket in which an abbreviation's meaning is looked for."""


def check_abbreviations(written: Written) -> Iterator[Problem]:
    """An abbreviation stands in the glossary, or is spelt out once in the briefing that uses it.

    Bad:  The TAF met twice. (with no TAF in _glossary.yml)
    Good: The team around the family (TAF) met twice.
    """
    for short, passage, start in _first_uses(written):
        if short in EVERYBODY_KNOWS or short.casefold() in written.explained or _is_spelt_out(short, written):
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
        if not _CAPITALS.search(passage.words) or (passage.kind is PassageKind.HEADING and passage.words.isupper()):
            continue
        for found in _ABBREVIATION.finditer(passage.words):
            short = found["short"]
            if short not in seen and not _is_something_else(short, passage.words, found):
                seen.add(short)
                yield short, passage, found.start()


def _is_something_else(short: str, words: str, found: re.Match[str]) -> bool:
    """Tell whether capitals are a number, a code, or a word that was meant to be loud."""
    is_code = sum(letter.isdigit() for letter in short) > 1 or bool(_NUMBER_BEHIND.match(words, found.end()))
    return is_code or bool(_ROMAN.fullmatch(short)) or short in SHOUTED or words.isupper()


def _is_spelt_out(short: str, written: Written) -> bool:
    """Tell whether a text explains an abbreviation: long words (SHORT), or SHORT (long words)."""
    plural = rf"{re.escape(short)}(?:s|[’']s)?"
    in_brackets = re.compile(rf"\((?:the |or |[“‘'\"])*{plural}\b")
    before_brackets = re.compile(rf"(?<!\w){plural}\s+\(([^()]+)\)")
    for words in (passage.words for passage in written.wording.passages):
        long = [
            words[max(0, found.start() - _LONGEST_MEANING) : found.start()] for found in in_brackets.finditer(words)
        ]
        long += [found[1] for found in before_brackets.finditer(words)]
        if any(_can_mean(short, meaning) for meaning in long):
            return True
    return False


def _can_mean(short: str, long: str) -> bool:
    """Tell whether an abbreviation's letters stand in some words in their order, the first at a word's beginning."""
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    for beginning in re.finditer(rf"(?<!\w){re.escape(letters[0])}", long.casefold()):
        rest = iter(long.casefold()[beginning.end() :])
        if all(letter in rest for letter in letters[1:]):
            return True
    return False
