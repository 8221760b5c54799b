"""Rules over words: sentences that can be read in one breath, and figures that tell no more than they know."""

import re
from collections.abc import Callable, Iterator

from learnbrief.cache.pattern import pattern
from learnbrief.checks.checked import SourceWording
from learnbrief.checks.sentences import Sentence, sentences
from learnbrief.model import PassageKind
from learnbrief.problems import Place, Problem, hint, lines_of, warning

LONGEST_SENTENCE = 40
"""Words."""
LONGEST_SUMMARY = 160
"""Letters of a page's description that search engines show, more or less."""
FEW_CASES = 20
"""Below this, one case more or less changes a percentage by more than five; SPEC 6.7."""
SHORTEST_LIST = 4
"""Things; three still read well in a sentence."""
SHORT_SENTENCE = 20
"""Words of a sentence in which a list is no trouble."""

_PERCENTAGE = pattern(r"(?<![\w.,])[0-9]+(?:[.,][0-9]+)*\s?(?:%|per\s?cent\b)", re.IGNORECASE)
_NUMBERED = pattern(r"(?<!\S)\(?(?:(?P<roman>i{1,3}|iv|vi{0,3}|ix|x)|(?P<letter>[a-h])|(?P<digit>[1-9]))\)\s")
_FIRST_TWO = {"roman": ["i", "ii"], "letter": ["a", "b"], "digit": ["1", "2"]}
_LONGEST_THING = 5
"""Words between two commas that still count as one of several things."""
_ENDS_LIST = pattern(r"\s*(?:(?:\S+\s+){1,5}?)?(?:and|or)\s", re.IGNORECASE)


def check_sentences(written: SourceWording) -> Iterator[Problem]:
    """A sentence is not so long that its beginning is forgotten at its end.

    Bad:  a sentence of 50 words
    Good: two sentences of 20
    """
    if long := _found(written, lambda each: each.words if each.words > LONGEST_SENTENCE else 0):
        what = f"This sentence has {long[0][0]} words. Part it"
        if len(long) > 1:
            places = lines_of([place for _, place in long])
            what = f"{len(long)} sentences have more than {LONGEST_SENTENCE} words: {places}. Part them"
        yield hint("long-sentence", f"{what}: up to 25 are read with ease.", long[0][1])


def check_lists_in_sentences(written: SourceWording) -> Iterator[Problem]:
    """Many things at once are in a list, one a line, where each can be seen, quoted and tagged.

    Bad:  Schools, health visitors, the police, housing and the family's GP each knew a part of it.
    Good: Each knew a part of it: (then a list)
    """
    if crowded := _found(written, lambda each: _things_in(each.text)):
        what = f"This sentence lists {crowded[0][0]} things in one breath"
        if len(crowded) > 1:
            places = lines_of([place for _, place in crowded])
            what = f"{len(crowded)} sentences list many things in one breath: {places}"
        yield hint("hidden-list", f"{what}. Write them as a list, one a line.", crowded[0][1])


def check_percentages(written: SourceWording) -> Iterator[Problem]:
    """Of few cases a briefing tells how many, not how many in a hundred (SPEC 6.7).

    Bad:  cases: {count: 6} and "83% of plans were shared"
    Good: cases: {count: 6} and "5 of 6 plans were shared"
    """
    cases = written.briefing.cases if written.briefing else None
    if cases is None or cases.count >= FEW_CASES:
        return
    for passage in written.wording.passages:
        may_hold_any = "%" in passage.words or "cent" in passage.words.lower()
        for found in _PERCENTAGE.finditer(passage.words) if may_hold_any else ():
            message = (
                f"{' '.join(found[0].split())} says too much where {cases.count} {cases.unit} were looked at. "
                'Say how many there were: "5 of 6", not "83%".'
            )
            yield warning("percentage-of-few", message, passage.place(found.start()))


def check_summaries(written: SourceWording) -> Iterator[Problem]:
    """A summary is short enough to be shown whole among a search engine's results.

    Bad:  summary: three sentences of 300 letters
    Good: summary: Why plans stalled in ten families, and what core groups can do about it.
    """
    summary = written.briefing.summary if written.briefing else None
    if summary and len(summary.text) > LONGEST_SUMMARY and summary.wording.passages:
        message = (
            f"This summary has {len(summary.text)} letters; search engines show about {LONGEST_SUMMARY}. Shorten "
            "it, or put what matters most first."
        )
        yield hint("long-summary", message, summary.wording.passages[0].place(0))


def _found(written: SourceWording, count: Callable[[Sentence], int]) -> list[tuple[int, Place]]:
    """Count something in each sentence of running text; gives what was counted, and where."""
    return [
        (counted, passage.place(sentence.start))
        for passage in written.wording.passages
        if passage.kind is PassageKind.RUNNING
        for sentence in sentences(passage.words)
        if (counted := count(sentence))
    ]


def _things_in(sentence: str) -> int:
    """Count the things that a sentence lists in one breath; 0 where it lists none, or not too many."""
    for kind, first_two in _FIRST_TWO.items():
        marks = [found[kind] for found in _NUMBERED.finditer(sentence) if found[kind]]
        if marks[:2] == first_two:
            return len(marks)
    parts = sentence.split(";")
    if len(parts) >= SHORTEST_LIST:
        return len(parts)
    if len(sentence.split()) < SHORT_SENTENCE:
        return 0
    return max((_things_between_commas(part) for part in re.split("[;:–—()]", sentence)), default=0)


def _things_between_commas(part: str) -> int:
    """Count the longest run of short things between commas that ends in "and" or "or"; 0 if it is short."""
    longest = run = 0
    for piece in part.split(",")[1:]:
        if end := _ENDS_LIST.match(piece):
            longest = max(longest, run + (2 if end[0].split()[:-1] else 1) + 1 if run else 0)
            run = 0
        else:
            run = run + 1 if 0 < len(piece.split()) <= _LONGEST_THING else 0
    return longest if longest >= SHORTEST_LIST else 0
