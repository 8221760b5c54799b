"""A heading tells its role and its audience by its words."""

import pytest

from learnbrief.model import ROLES_WITH_POINTS
from learnbrief.readers.phrase_list import PhrasePosition, role_phrases
from learnbrief.readers.phrases import recognise_heading
from learnbrief.settings import BUILT_IN_AUDIENCES, Audience
from tests.support import FRONT, VOCABULARY, for_each, project, read, read_briefing, table

PHRASES = {
    where: [(" ".join(phrase.words), phrase.meaning) for phrase in role_phrases() if phrase.where is where]
    for where in PhrasePosition
    if where is not PhrasePosition.AROUND
}
HEALTH = Audience("health", "Health", ("health", "GP", "midwife"))
SCHOOLS = Audience("schools", "Schools", ("school", "designated lead"))


def role_of(heading: str) -> str | None:
    """Give the role that a heading's words name."""
    return recognise_heading(heading, BUILT_IN_AUDIENCES).role


def audience_of(heading: str) -> str | None:
    """Give the audience that a heading's words name."""
    return recognise_heading(heading, BUILT_IN_AUDIENCES).audience


@for_each(("phrase", "role"), PHRASES[PhrasePosition.ANYWHERE])
def test_a_phrase_that_counts_anywhere_does(phrase: str, role: str) -> None:
    """Each such phrase gives its role: alone, in capitals, numbered, and with words around it."""
    for heading in (phrase, phrase.upper(), f"04 – {phrase.capitalize()}:", f"Our {phrase} in Example"):
        assert role_of(heading) == role


@for_each(("phrase", "role"), PHRASES[PhrasePosition.BEGINNING])
def test_a_phrase_that_counts_at_the_beginning_does(phrase: str, role: str) -> None:
    """Each such phrase gives its role where a part of the heading begins with it, and in no sentence."""
    for heading in (phrase, phrase.upper(), f"4. Our key {phrase} Example", f"Example: {phrase} Child A"):
        assert role_of(heading) == role
    assert role_of(f"Nobody gave {phrase} Child A") is None


@for_each(("phrase", "role"), PHRASES[PhrasePosition.ALONE])
def test_a_phrase_that_counts_alone_does(phrase: str, role: str) -> None:
    """Each such phrase gives its role as the whole heading, but for numbers and words that say nothing."""
    for heading in (phrase, f"04 – {phrase.upper()}:", f"The {phrase} of this review", f"{phrase} of the briefing"):
        assert role_of(heading) == role
    for heading in (f"Keeping the {phrase} on the child", f"{phrase} was missing", f"Parents' {phrase}"):
        assert role_of(heading) is None


@for_each(("phrase", "role"), PHRASES[PhrasePosition.WHOLE])
def test_a_phrase_that_counts_whole_does(phrase: str, role: str) -> None:
    """Each such phrase gives its role where a part of the heading is nothing else."""
    for heading in (phrase, f"04 – {phrase.upper()}:", f"Child A – {phrase}"):
        assert role_of(heading) == role
    for heading in (f"Nobody knew {phrase}", f"{phrase} of one child"):
        assert role_of(heading) is None


def test_no_phrase_has_two_roles() -> None:
    """A phrase stands in the list once, or it could not be told which role it names."""
    phrases = [phrase.words for phrase in role_phrases()]
    assert len(phrases) == len(set(phrases))


NUMBERINGS: list[str] = table("headings-numbered")


@for_each("numbering", NUMBERINGS)
def test_numbering_makes_no_difference(numbering: str) -> None:
    """A heading's number is no part of what it says."""
    assert role_of(f"{numbering}What worked well?") == "good-practice"
    assert role_of(f"{numbering}Strengths") == "good-practice"


VARIATIONS: dict[str, str] = table("headings-spelt-otherwise")


@for_each("heading", VARIATIONS)
def test_spelling_makes_no_difference(heading: str) -> None:
    """Case, punctuation, ampersands, curly quotes and a plural s make no difference; only whole words count."""
    assert role_of(heading) == VARIATIONS[heading]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Key learning themes", "findings"),
        ("The audit findings remind us to", "learning"),
        ("Reflective questions for your team", "questions"),
        ("Summary of key messages", "learning"),
        ("What worked well and what could be better", "improvements"),
        ("What worked well, gaps and next steps", "actions"),
    ],
)
def test_the_longest_phrase_wins_and_of_two_the_last(heading: str, role: str) -> None:
    """A phrase inside a longer one does not count; of two roles side by side the one named last is taken."""
    assert role_of(heading) == role


def test_two_roles_are_a_doubt() -> None:
    """Both roles that a heading names are known, so that its editor can be asked; one named twice is no doubt."""
    assert recognise_heading("Findings and recommendations", ()).roles == ("findings", "recommendations")
    assert recognise_heading("Findings and issues identified", ()).roles == ("findings",)


AUDIENCES = {
    "Key points for managers": "managers",
    "Key points for team leaders": "managers",
    "For front-line staff": "practitioners",
    "For frontline practitioners": "practitioners",
    "Messages for the board": "leaders",
    "For all agencies": "everyone",
    "For managers in all agencies": "managers",
    "For managers and practitioners": "everyone",
    "For strategic leaders": "leaders",
    "Key points": None,
    "Management oversight": None,
}


@for_each("heading", AUDIENCES)
def test_words_name_the_audience(heading: str) -> None:
    """A heading says whom it is for; of several audiences everyone is meant."""
    assert audience_of(heading) == AUDIENCES[heading]


DECIDED = {
    "Key points for Managers": ("Key points", "Managers"),
    "04 – What’s  WORKING well:": ("What’s  WORKING well", ""),
    "Findings & recommendations": ("recommendations", ""),
    "For managers, practitioners and all agencies": ("", "managers, practitioners"),
    "Managers and other managers": ("", "Managers, managers"),
    "Neglect": ("", ""),
}


@pytest.mark.parametrize("heading", DECIDED)
def test_what_decided_is_told_in_the_heading_s_own_words(heading: str) -> None:
    """The phrases that decided a role and an audience are given as they stand in the heading."""
    recognised = recognise_heading(heading, BUILT_IN_AUDIENCES)
    assert (recognised.role_phrase, recognised.audience_phrase) == DECIDED[heading]


PLAIN = {
    "3. Background:": True,
    "More information": True,
    "What happened when nobody came": False,
    "More information was needed": False,
    "Key findings": False,
    "Neglect": False,
}


@pytest.mark.parametrize("heading", PLAIN)
def test_a_heading_that_is_plainly_background_or_resources_is_told_apart(heading: str) -> None:
    """Only a heading that is nothing but such a phrase plainly holds no points."""
    recognised = recognise_heading(heading, BUILT_IN_AUDIENCES)
    assert (recognised.says_only_its_role and recognised.role not in ROLES_WITH_POINTS) == PLAIN[heading]


def test_an_owner_adds_audiences_with_their_words() -> None:
    """An audience of the settings is recognised by its own words, in the singular and the plural."""
    schools = Audience("schools", "Schools", ("school", "designated lead"))
    for heading in ("Key points for schools", "For every school", "For designated leads"):
        assert recognise_heading(heading, (*BUILT_IN_AUDIENCES, schools)).audience == "schools"


def test_settings_carry_audience_words_to_headings() -> None:
    """What `learnbrief.yml` adds as an audience's words counts in every briefing's headings."""
    settings = "--- learnbrief.yml\naudiences:\n  schools: {label: Schools, words: [head teacher]}\n"
    body = "## Key points for Head Teachers\n- Plans help.\n"
    library, _ = read(project(f"{VOCABULARY}{settings}--- briefings/a.md\n{FRONT}{body}"))
    assert library.briefings[0].points[0].audience == "schools"


def test_an_attribute_beats_the_words() -> None:
    """What an editor writes behind a heading holds, whatever its words say, and leaves no doubt."""
    (point,) = read_briefing("## Findings for managers {role=learning audience=leaders}\n- Plans help.\n").points
    assert (point.role, point.audience) == ("learning", "leaders")


def test_what_a_heading_does_not_say_it_inherits() -> None:
    """Role and audience come from the heading above, at the top from the front matter, and else are none."""
    body = (
        "## Plans\n- One.\n### For managers\n- Two.\n#### Findings\n- Three.\n#### More\n- Four.\n### Less\n- Five.\n"
    )
    front = FRONT.replace("kind:", "role: learning\naudience: leaders\nkind:")
    points = read_briefing(body, front=front).points
    assert [(str(point.role), point.audience) for point in points] == [
        ("learning", "leaders"),
        ("learning", "managers"),
        ("findings", "managers"),
        ("learning", "managers"),
        ("learning", "leaders"),
    ]


def test_a_heading_that_says_nothing_holds_no_points() -> None:
    """With nothing recognised and nothing to inherit the role is `other`, and lists are no points."""
    (section,) = read_briefing("## Plans\n- One.\n").sections
    assert (str(section.role), section.audience, section.points) == ("other", "everyone", ())
