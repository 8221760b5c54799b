"""A rule over abbreviations: each is explained, in the glossary or where it is used."""

import re
from collections.abc import Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.checks.checked import LONGEST_ABBREVIATION, SourceWording
from learnbrief.model import Passage
from learnbrief.problems import Problem, warning

EVERYBODY_KNOWS = frozenset(
    """A&E AGM BBC CD COVID CV DIY DNA DVD EU FAQ GCSE GP HIV HM HR ID IQ IT ITV MP MPS NHS OBE OK PC PDF PE PO Q&A
    QR SMS TV UK UN URL US USA VAT VIP""".split()
)
"""Short forms that a parent meets on letters, forms and in the news, and for which few could give the long one."""

SHOUTED = frozenset(
    """ACT ADULT ALL ALSO ALWAYS AND ANY ARE AS ASK AT BE BEFORE BOTH BUT BY CAN CANNOT CARE CASE CHECK CHILD CLEAR
    DATE DO DOES DON EACH EVERY FACE FACT FAMILY FILL FOR FROM GOOD HARM HAS HAVE HE HEAR HEARD HELP HER HIS HOME
    HOW HUB IF IN INTO IS ITS JUST KEY KNOW LEARN LISTEN LIVE LOOK MAKE MAY ME MORE MUST MY NEED NEEDS NEVER NEW
    NEXT NO NONE NOT NOTE NOW OF ON ONE ONLY OPEN OR OTHER OUR OUT OVER PLAN PLANS PLEASE RAISE READ RECORD REFER
    RISK RISKS SAFE SAFER SAFETY SAME SEE SEEN SHARE SHARED SHE SHOULD SIGN SIGNS SO SPEAK STAFF STEP STEPS STOP
    TALK TEAM TELL THAT THE THEIR THEM THEN THERE THEY THINK THIS THOSE TIME TO TWO UNTIL UP USE VERY VIEW VIEWS
    VOICE WAS WE WELL WERE WHAT WHEN WHERE WHO WHOLE WHY WILL WITH WORDS WORK WORKED WRITE WRITTEN YES YOU YOUNG
    YOUR""".split()
)
"""Everyday words, which some write in capitals to be heard."""

POSTCODE_AREAS = frozenset(
    """AB AL BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EC EH EN EX FK FY
    GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW OL
    OX PA PE PH PL PO PR RG RH RM SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB WA WC WD WF
    WN WR WS WV YO ZE""".split()
)
"""Letters with which the first half of a postcode begins, such as DY1; Royal Mail's list of postcode areas."""

_LETTERS = f"[A-Z][A-Z0-9&]{{1,{LONGEST_ABBREVIATION - 1}}}"
_ABBREVIATION = pattern(
    rf"(?<![\w&@.’'-])(?P<short>(?=[A-Z0-9&]*[A-Z][0-9&]*[A-Z]){_LETTERS})(?:s|[’']s)?(?![\w&@]|-?[0-9]|\.[A-Za-z])"
)
_POSTCODE_HALF = pattern("([A-Z]{2})[0-9]{1,2}[A-Z]?")
_CAPITALS_BEFORE = pattern(r"(?<!\w)([A-Z]+)\s\Z")
_CAPITALS_BEHIND = pattern(r"\s([A-Z]+)(?!\w)")
_SMALL = pattern(r"(?<![\w'’.@/#-])[a-z]{2,6}(?![\w'’@/-])")
_CAPITALS = re.compile("[A-Z][0-9&]*[A-Z]")
"""Without this there is no abbreviation; it is found, or missed, much faster than a whole one."""
_NUMBER_BEHIND = pattern(r"[ \u00a0/-]?[0-9]{3,}|/[A-Z0-9]*[0-9]")
_ROMAN = pattern("X{0,3}(?:IX|IV|V?I{0,3})")
_SHORT = rf"({_LETTERS})(?:s|[’']s)?"
_IN_BRACKETS = pattern(rf"\((?:the |or |[“‘'\"])*{_SHORT}\b")
_BEFORE_BRACKETS = pattern(rf"(?<!\w){_SHORT}\s+\(([^()]+)\)")
_LONGEST_LOUD = 20
"""Letters before an abbreviation in which a word in capitals is looked for."""
_LONGEST_MEANING = 120
"""Letters before or in the bracket in which an abbreviation's meaning is looked for."""


def check_abbreviations(written: SourceWording) -> Iterator[Problem]:
    """An abbreviation is in the glossary, or is spelt out once in the briefing that uses it.

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


def _first_uses(written: SourceWording) -> Iterator[tuple[str, Passage, int]]:
    """Give every abbreviation of a text once, where it is first."""
    seen: set[str] = set()
    for passage in written.wording.passages:
        if not _CAPITALS.search(passage.words) or passage.words.isupper():
            continue
        for found in _ABBREVIATION.finditer(passage.words):
            short = found["short"]
            if short not in seen and not _is_something_else(short, passage.words, found, written):
                seen.add(short)
                yield short, passage, found.start()


def _is_something_else(short: str, words: str, found: re.Match[str], written: SourceWording) -> bool:
    """Tell whether capitals are a number, a code, half a postcode, or a word that was meant to be loud."""
    is_code = sum(letter.isdigit() for letter in short) > 1 or bool(_NUMBER_BEHIND.match(words, found.end()))
    half = _POSTCODE_HALF.fullmatch(short)
    is_postcode = half is not None and half[1] in POSTCODE_AREAS
    return is_code or is_postcode or bool(_ROMAN.fullmatch(short)) or _is_loud(short, words, found, written)


def _is_loud(short: str, words: str, found: re.Match[str], written: SourceWording) -> bool:
    """Tell an everyday word in capitals; beside other capitals, any word that the text has in small letters too."""
    before = _CAPITALS_BEFORE.search(words[max(0, found.start() - _LONGEST_LOUD) : found.start()])
    behind = _CAPITALS_BEHIND.match(words, found.end())
    beside = {match[1] for match in (before, behind) if match}
    if not SHOUTED.isdisjoint({short, *beside}):
        return True
    return bool(beside) and any(
        short.casefold() in _SMALL.findall(passage.words) for passage in written.wording.passages
    )


def _meanings(written: SourceWording) -> dict[str, list[str]]:
    """Find what a text says of abbreviations: long words (SHORT), or SHORT (long words)."""
    meanings: dict[str, list[str]] = {}
    for words in (passage.words for passage in written.wording.passages):
        for found in _IN_BRACKETS.finditer(words):
            meanings.setdefault(found[1], []).append(words[max(0, found.start() - _LONGEST_MEANING) : found.start()])
        for found in _BEFORE_BRACKETS.finditer(words):
            meanings.setdefault(found[1], []).append(found[2][:_LONGEST_MEANING])
    return meanings


def _can_mean(short: str, long: str) -> bool:
    """Tell whether an abbreviation's letters are in some words in their order, the first at a word's beginning."""
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    for beginning in re.finditer(rf"(?<!\w){re.escape(letters[0])}", long.casefold()):
        rest = iter(long.casefold()[beginning.end() :])
        if all(letter in rest for letter in letters[1:]):
            return True
    return False
