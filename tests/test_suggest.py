"""Suggestions: which words speak for which theme, and what is never suggested."""

import pytest

from learnbrief.analysis import Terms
from learnbrief.editing.suggest import Suggestion, suggest_tags
from learnbrief.model import Theme
from learnbrief.problems import Place
from tests.support import FRONT, briefing_project, for_each, read, table

THEMES = """
--- briefings/_themes.yml
neglect:
  label: Neglect
  also: [GCP2]
  definition: Needs that go unmet.
self-neglect:
  label: Self-neglect and hoarding
  also: [hoarding, self-neglect]
  definition: An adult not looking after themselves.
case-transfer:
  label: Case transfer and handover
  also: [case handover, handover]
  definition: Passing a family on.
domestic-abuse:
  label: Domestic abuse
  also: [DA, domestic violence]
  definition: Abuse between relatives.
working-with-perpetrators:
  label: Working with people who cause harm
  also: [abuser, perpetrators]
  definition: Work with the source of the harm.
smart-planning:
  label: SMART planning
  also: [SMART, SMART plan, SMART plans]
  definition: Who does what by when.
conferences:
  label: Conferences
  also: [ICPC, ICPCs]
  definition: A meeting.
information-sharing:
  label: Information sharing
  also: [sharing information]
  definition: The right facts in time.
timeliness:
  label: Timeliness
  also: [timely, timescales]
  definition: When it should be.
voice-of-the-child:
  label: Voice of the child
  also: [child's voice]
  definition: What a child says.
core-groups:
  label: How small groups meet
  definition: A small group.
assessment:
  label: Assessment
  definition: Weighing what is known.
risk-assessment:
  label: Risk assessment
  definition: What could go wrong.
"""


def terms_of(*words: str) -> Terms:
    """Make a vocabulary of one theme with a label and synonyms."""
    label, *also = words
    return Terms.of_themes([Theme("x-y", label, tuple(also), None, (), "", Place("themes"))])


def found(text: str, *words: str) -> list[str]:
    """Give the words of a text in which a theme of these terms is found."""
    return [match.words for match in terms_of(*words).find(text)]


def suggested(body: str, *, topics: str = "[timeliness]") -> list[Suggestion]:
    """Suggest tags for a briefing with this body, in the vocabulary above."""
    front = FRONT.replace("[neglect]", topics)
    library, problems = read(briefing_project(body, front=front, more=THEMES))
    assert not problems, problems
    terms = Terms.of_themes(library.vocabulary.themes.values())
    return list(suggest_tags(library.briefings[0].points, terms))


def themes_for(text: str) -> list[str]:
    """Suggest themes for a point with this text."""
    return [suggestion.theme for suggestion in suggested(f"## Findings\n\n- {text}\n")]


@for_each(("text", "themes"), table("suggest-terms-are-found-in-any-form"))
def test_terms_are_found_in_any_form(text: str, themes: list[str]) -> None:
    """A label, a synonym or an id is found as whole words in a row, inflected or not, within one sentence."""
    assert themes_for(text) == themes


@for_each(("text", "words", "hits"), table("suggest-abbreviations-are-found-in-capitals"))
def test_abbreviations_are_found_in_capitals(text: str, words: tuple[str, ...], hits: list[str]) -> None:
    """A word that the vocabulary has in capitals is found in capitals only, with a plural s or without."""
    assert found(text, *words) == hits


def test_an_id_keeps_the_capitals_of_its_theme() -> None:
    """The id smart-planning is no licence to find the word "smart" in small letters."""
    themes = [Theme("smart-planning", "Making plans", ("SMART",), None, (), "", Place("themes"))]
    assert not Terms.of_themes(themes).find("a smart planning tool")
    assert Terms.of_themes(themes).find("a SMART planning tool")


@for_each(("text", "word"), table("suggest-another-word-is-not-a-form"))
def test_another_word_is_not_a_form(text: str, word: str) -> None:
    """Words that only share a stem, or are part of a term, are not the term."""
    assert not found(text, "Nothing", word)


@pytest.mark.parametrize(("text", "word"), table("suggest-forms-of-a-word"))
def test_forms_of_a_word(text: str, word: str) -> None:
    """Number, tense, hyphens, case and accents make no difference."""
    assert found(text, "Nothing", word) == [text]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Risk assessments came late.", ["risk-assessment"]),
        ("Risk assessments and other assessments.", ["risk-assessment", "assessment"]),
        ("Self-neglect was seen.", ["self-neglect"]),
        ("Self-neglect and neglect.", ["self-neglect", "neglect"]),
    ],
)
def test_a_longer_term_hides_the_shorter_one_inside(text: str, themes: list[str]) -> None:
    """Where a longer term stands, the words inside it speak for nothing else."""
    assert themes_for(text) == themes


def test_what_speaks_loudest_comes_first() -> None:
    """Longer terms and abbreviations come before single ordinary words, which are marked as weak."""
    suggestions = suggested("## Findings\n\n- Handover, DA, sharing information, neglect and more neglect.\n")
    assert [(suggestion.theme, suggestion.is_weak) for suggestion in suggestions] == [
        ("domestic-abuse", False),
        ("information-sharing", False),
        ("neglect", True),
        ("case-transfer", True),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A case handover.", '"case handover" is another word for it'),
        ("Handovers.", '"Handovers" is a form of "handover", another word for it'),
        ("Domestic Abuse.", '"Domestic Abuse" is its label'),
        ("A core group.", '"core group" is a form of "core groups", its id in words'),
        ("SMART plans.", '"SMART plans" is another word for it'),
    ],
)
def test_reasons_show_the_words(text: str, reason: str) -> None:
    """A suggestion says which words of the point matched, and what they are to the theme."""
    (suggestion,) = suggested(f"## Findings\n\n- {text}\n")
    assert suggestion.reason == reason


def test_suggestions_know_their_place() -> None:
    """A suggestion bears the place of its point, whichever kind of point that is."""
    suggestions = suggested("## Findings\n\n- Nothing.\n- Neglect.\n\n## Learning {role=learning}\n\nNeglect.\n")
    assert [suggestion.at.line for suggestion in suggestions] == [13, 15]


@pytest.mark.parametrize("body", table("what-is-never-suggested"))
def test_what_is_never_suggested(body: str) -> None:
    """Nothing is suggested that a point has or inherits, for what is no point, or for words outside a point."""
    assert suggested(body) == []


def test_a_title_speaks_for_its_point() -> None:
    """The heading of a section that is itself one point is searched with its text."""
    suggestions = suggested("## Neglect {role=findings}\n\nSomething was found.\n")
    assert [suggestion.theme for suggestion in suggestions] == ["neglect"]


def test_no_text_is_too_strange() -> None:
    """A text without words, in capitals or with nothing but stops is searched like any other."""
    for text in ("", " ", "…", "." * 5000, "DA " * 2000, "É" * 3, "\u0301", "DA" * 5000):
        assert len(found(text, "Abuse", "DA", "DA DA DA")) < 2001
