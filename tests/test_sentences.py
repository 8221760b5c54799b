"""Sentences, lists and abbreviations are found as a reader would find them."""

import pytest

from learnbrief.checks.sentences import sentences
from learnbrief.problems import Severity
from tests.support import FRONT, briefing_project, for_each, problems_of, table

STATEMENT = """--- learnbrief.yml
accessibility: {conformance: full, tested: 2026-01-01, method: m, contact: a@example.org, response: soon}
"""


@for_each(("text", "ends"), table("where-sentences-end"))
def test_where_sentences_end(text: str, ends: list[str]) -> None:
    """A full stop ends a sentence unless it belongs to a figure or to an abbreviation that goes on."""
    found = list(sentences(text))
    assert [sentence.text for sentence in found] == ends
    assert all(text[sentence.start :].startswith(sentence.text) for sentence in found)


def test_a_sentence_of_any_length_is_parted_quickly() -> None:
    """Neither a text without an end nor one of nothing but ends takes long."""
    assert len(list(sentences("word " * 50_000))) == 1
    assert len(list(sentences("...!?" * 50_000))) == 1
    assert len(list(sentences("A. " * 20_000 + "(" * 20_000))) < 30_000
    assert [sentence.words for sentence in sentences("[" * 200_000)] == [0]


def advice(body: str, code: str, *, front: str = FRONT) -> list[int]:
    """Give the columns at which some advice is given on a text's third line, in a project without other faults."""
    found = problems_of(briefing_project(f"## Background\n\n{body}\n", front=front, more=STATEMENT))
    assert {problem.code for problem in found if problem.severity is not Severity.HINT} <= {code, "no-points"}, found
    return [problem.at.column for problem in found if problem.code == code]


TAIL = "each knew a part of it but none of them had ever been asked for it by anybody at all"


@for_each(("text", "is_list"), table("sentences-lists-in-a-sentence"))
def test_lists_in_a_sentence(text: str, is_list: bool) -> None:
    """Four things or more in a long sentence, or numbers in the midst of one, are a list."""
    assert bool(advice(text, "hidden-list")) is is_list


@for_each(("text", "column"), table("sentences-abbreviations"))
def test_abbreviations(text: str, column: int) -> None:
    """What nobody explains is named where it stands first; what is explained or is none is left alone."""
    found = (
        advice(text, "unexplained-abbreviation")
        if "title" not in text
        else [
            problem.at.column
            for problem in problems_of(briefing_project(f"## Background\n\n{text}\n", more=STATEMENT))
            if problem.code == "unexplained-abbreviation"
        ]
    )
    assert (found[:1] or [0]) == [column]


FEW = FRONT.replace("topics:", "cases: {count: 19, unit: plans}\ntopics:")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of all, 83% came.", 1),
        ("Of all, 12.5 per cent came, not 7 percent.", 2),
        ("Of all, 5 of 6 came; the percentage is not told, nor `83%`.", 0),
        ("| Agency |\n| --- |\n| 83% |", 1),
    ],
)
def test_percentages_of_few(text: str, found: int) -> None:
    """Every percentage in a briefing of fewer than 20 cases is named; without cases none is."""
    assert len(advice(text, "percentage-of-few", front=FEW)) == found
    assert advice(text, "percentage-of-few") == []
    assert advice(text, "percentage-of-few", front=FEW.replace("19", "20")) == []


def test_what_is_withdrawn_is_not_advised_on() -> None:
    """Of a withdrawn briefing readers see nothing, so nobody need mend its words; of a draft they will."""
    for status, found in (("withdrawn", 0), ("draft", 1)):
        front = FRONT.replace("summary:", f"status: {status}\nsummary:")
        assert len(advice("The TAF met.", "unexplained-abbreviation", front=front)) == found
