"""Sentences, lists and abbreviations are found as a reader would find them."""

import pytest

from learnbrief.checks.sentences import sentences
from learnbrief.problems import Severity
from tests.support import FRONT, briefing_project, for_each, problems_of

STATEMENT = """--- learnbrief.yml
accessibility: {conformance: full, tested: 2026-01-01, method: m, contact: a@example.org, response: soon}
"""


@for_each(
    ("text", "ends"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It is 3.5 miles. Yes.", ["It is 3.5 miles.", "Yes."]),
        ("See Dr. Smith, e.g. Dr. A. Jones, at no. 5.", ["See Dr. Smith, e.g. Dr. A. Jones, at no. 5."]),
        ("They said no. The family left.", ["They said no.", "The family left."]),
        ("In 2022. 5 of 6 were.", ["In 2022.", "5 of 6 were."]),
        ('She said: "Stop." Nobody did.', ['She said: "Stop."', "Nobody did."]),
        ("Wait … and see. (It came.) Good.", ["Wait … and see.", "(It came.)", "Good."]),
        ("Schools, police, etc. The rest", ["Schools, police, etc.", "The rest"]),
        ("Schools, police etc. were told.", ["Schools, police etc. were told."]),
        ("It was I. Nobody else.", ["It was I.", "Nobody else."]),
        ("Over\nlines. And\nmore.", ["Over\nlines.", "And\nmore."]),
        ("  ", []),
    ],
)
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


@for_each(
    ("text", "is_list"),
    [
        (f"Schools, health, the police and housing {TAIL}.", True),
        (f"Schools, health, the police, and housing {TAIL}.", True),
        (f"Schools, health and the police {TAIL}.", False),
        ("Schools, health, the police and housing knew.", False),
        ("It needs (a) a plan and (b) a day.", True),
        ("It needs 1) a plan and 2) a day.", True),
        ("It needs a plan (i) and a day (see ii).", False),
        ("One; two; three; four.", True),
        ("One; two; three.", False),
        (f"However, for example, of course, this {TAIL}, and not once.", False),
    ],
)
def test_lists_in_a_sentence(text: str, is_list: bool) -> None:
    """Four things or more in a long sentence, or numbers in the midst of one, are a list."""
    assert bool(advice(text, "hidden-list")) is is_list


@for_each(
    ("text", "column"),
    [
        ("The TAF met.", 5),
        ("The TAFs met.", 5),
        ("The TAF's plan.", 5),
        ("The **TAF** met.", 7),
        ("[The TAF](https://example.org/)", 6),
        ("The FGM/CSE plan.", 5),
        ("The team around the family (TAF) met. The TAF met.", 0),
        ("The TAF (team around the family) met.", 0),
        ("The police (TAF) met.", 13),
        ("A Multi-Agency Safeguarding Hub (MASHs) and a multi-agency case file audit (MACFA).", 0),
        ("The MASH, the MASHs and the mash.", 0),
        ("The GP of the NHS in the UK, at A&E.", 0),
        ("Part II, IX and XIV of it.", 0),
        ("Under SI 2018/952, BS 8848 and ISO-27001.", 0),
        ("At `TAF`, www.example.org/TAF and <b title='TAF'>it</b>.", 0),
        ("Do NOT wait, you MUST NEVER.", 0),
        ("CALL THE TAF AT ONCE", 0),
        ("See GOV.UK and NHS.uk, or the TAF.", 31),
        ("Families in DY1 and WV10 came; KS2 did not.", 32),
        ("Families in DY1 2AB and B91 came.", 0),
        ("Hear the VOICE of each, and SHARE what you hear.", 0),
        ("These were RED FLAGS: a red door, two flags.", 0),
        ("These were RED FLAGS.", 12),
        ("They send SEND papers.", 11),
        ("A PDF. I am OK. O'NEILL said.", 0),
    ],
)
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
