"""Headings as partnerships write them: what each says, and how many of the labelled ones are recognised rightly."""

import pytest

from learnbrief.model import ROLES_WITH_POINTS, Role
from learnbrief.pages.words import ROLE_LABELS
from learnbrief.readers.phrases import Recognised, recognise_heading
from tests.support import for_each, read_briefing, table
from tools.measure_headings import AUDIENCES, HALVES, Heading, headings, measure


def recognised(heading: str) -> tuple[str | None, str | None]:
    """Give the role and the audience that a heading's words name."""
    found = recognise_heading(heading, AUDIENCES)
    return found.role, found.audience


SAYS_NOTHING: list[str] = table("headings-that-say-nothing")


@for_each("heading", SAYS_NOTHING)
def test_a_heading_that_only_holds_a_word_says_nothing(heading: str) -> None:
    """A word that names a section when it stands alone names nothing inside a phrase or sentence."""
    assert recognised(heading) == (None, None)


SAYS: dict[str, list[str | None]] = table("headings")


@for_each("heading", SAYS)
def test_what_a_heading_says(heading: str) -> None:
    """A heading's words name its role, and the audience that it speaks to."""
    assert list(recognised(heading)) == SAYS[heading]


@for_each("role", [role for role in ROLE_LABELS if role is not Role.OTHER])
def test_the_names_that_pages_give_to_roles_are_known(role: Role) -> None:
    """A heading copied from a page, where points are grouped by role, names that role."""
    assert recognised(ROLE_LABELS[role]) == (role, None)


UNSEEN: dict[str, str] = table("headings-unseen")


@for_each("heading", UNSEEN)
def test_what_nobody_sees_plays_no_part(heading: str) -> None:
    """Soft hyphens, blanks of every width and marks of footnotes change nothing, nor do letters joined in print."""
    assert recognised(heading) == (UNSEEN[heading], None)


def test_headings_with_what_nobody_sees_hold_their_points() -> None:
    """In a whole briefing, too, soft hyphens and blanks of no width cost no point."""
    text = "## Key find\u00adings\n\n- One.\n\n## Recommend\u200bations\n\n- Two.\n"
    assert [(point.body.text, point.role) for point in read_briefing(text).points] == [
        ("One.", "findings"),
        ("Two.", "recommendations"),
    ]


def test_headings_as_partnerships_write_them_hold_their_points() -> None:
    """Lists under headings that were unknown once are learning points."""
    text = (
        "## Learning for Managers and Supervisors\n\n- One.\n- Two.\n\n"
        "## What does this mean for my practice?\n\n- Three.\n\n## Application to practice\n\n- Four.\n"
    )
    assert [(point.role, point.audience) for point in read_briefing(text).points] == [
        *(("learning", "managers"),) * 2,
        *(("learning", "everyone"),) * 2,
    ]


def test_a_footnote_is_no_part_of_what_a_heading_says() -> None:
    """Neither the mark nor the words of its note name a role or an audience."""
    sections = read_briefing(
        "## Key findings[^1]\n\n- A point.\n\n## Background[^2]\n\n- No point.\n\n"
        "[^1]: From interviews with managers.\n[^2]: See the recommendations of 2019.\n"
    ).sections
    assert [(section.role, section.audience) for section in sections] == [
        ("findings", "everyone"),
        ("background", "everyone"),
    ]


def test_the_phrase_that_decided_is_given_as_it_is_seen() -> None:
    """What decided is given without what nobody sees."""
    assert recognise_heading("Our key find\u00adings\u00b9", ()).role_phrase == "key findings"
    assert recognise_heading("What schools\u200b can do", AUDIENCES).audience_phrase == "schools"


def test_of_two_phrases_for_one_role_the_first_is_told() -> None:
    """Where several phrases name the role that holds, the first of them is given."""
    found = recognise_heading("Findings, and what was found since: next steps, actions", ())
    assert (found.role, found.role_phrase) == ("actions", "next steps")


PLAIN = {
    "Background to the audit": True,
    "02 – Training and resources:": True,
    "Guidance for practitioners": True,
    "Background to Child A's family": True,
    "Resources for parents of teenagers": True,
    "What happened to Child A": False,
    "Learning": False,
    "Neglect": False,
}


@for_each("heading", PLAIN)
def test_a_heading_plainly_holds_no_points(heading: str) -> None:
    """A heading is plainly background or resources if it is nothing but its phrase, or begins with a sure one."""
    recognised = recognise_heading(heading, AUDIENCES)
    assert (recognised.says_only_its_role and recognised.role not in ROLES_WITH_POINTS) == PLAIN[heading]


def test_a_heading_that_says_nothing_inherits() -> None:
    """A heading with a mere word of the list takes its role from the one above."""
    points = read_briefing(
        "## Findings\n\n### Contact with fathers\n\n- Seldom.\n\n### Training\n\n- A course.\n"
    ).points
    assert [(point.body.text, point.role) for point in points] == [("Seldom.", "findings")]


def test_a_heading_without_words_or_without_end_says_nothing() -> None:
    """No heading is too odd to be looked at."""
    for heading in ("", "—", "[^1]", "\u00ad", "1.", ":::", "Background " * 100):
        assert recognise_heading(heading, AUDIENCES) == Recognised()


def test_the_labelled_headings_are_many_and_each_is_counted_once() -> None:
    """At least 300 headings are labelled, about half of them as saying nothing, in two halves of like size."""
    every = list(headings())
    assert len({heading.words for heading in every}) == len(every) >= 900
    assert 0.45 <= sum(not heading.role for heading in every) / len(every) <= 0.55
    assert 0.45 <= sum(heading.half == HALVES[0] for heading in every) / len(every) <= 0.55
    assert Heading("Background", "background", "").half == HALVES[1]


@pytest.mark.parametrize("half", HALVES)
def test_headings_are_recognised_rightly(half: str) -> None:
    """Of each half at most 2 in 100 headings are given a wrong role, and 9 in 10 of those that name one theirs."""
    counted = measure(half)
    roles, audiences = counted["roles"], counted["audiences"]
    assert roles.wrong <= 0.02
    assert roles.for_nothing <= 0.02 * (roles.total - roles.named)
    assert roles.recall >= 0.95
    assert audiences.wrong <= 0.01
    assert audiences.recall >= 0.95
