"""What the contract shows as an example works as it is written there."""

import pytest

from learnbrief.build import build
from learnbrief.model import LearningPoint, parse_held
from learnbrief.problems import as_text
from learnbrief.settings import BUILT_IN_KINDS
from tests.support import FRONT, VOCABULARY, briefing_project, codes, project, read, read_briefing

THEMES = """--- briefings/_themes.yml
domestic-abuse:
  label: Domestic abuse
  also: [domestic violence, DV, DA]     # what people type; a term belongs to one theme only
  broader: harm                          # optional, no cycles
  related: [marac]
  definition: One or two plain sentences.
"""

OTHER_THEMES = """
harm: {label: Harm, definition: What hurts.}
marac: {label: MARAC, definition: A conference.}
cross-border-working: {label: Cross-border working, definition: Work over borders.}
smart-plans: {label: SMART plans, definition: Plans that can be checked.}
"""

PARTNERSHIPS_AND_GLOSSARY = """--- briefings/_partnerships.yml
dudley:
  name: Dudley Safeguarding People Partnership
  short: DSPP
  area: Dudley
  website: https://example.org/
  email: name@example.org
  procedures: {title: Procedures, url: "https://example.org/procedures"}
--- briefings/_glossary.yml
MARAC: multi-agency risk assessment conference
"""

YAML_FORM = """
title: Domestic abuse
partnership: dudley
kind: multi-agency-audit
held: 2022-03
published: 2022-06-01
summary: What an audit taught.
topics: [domestic-abuse]
sections:
  - heading: Key points for managers
    text: Optional lead-in, in Markdown.
    points:
      - Transfer arrangements are followed when a family moves. #cross-border-working
      - text: The plan says how each action makes the child safer.
        themes: [smart-plans]
        id: plans-say-how
    sections: []        # nested sections, the same again
"""

PROJECT = f"{THEMES}{OTHER_THEMES}{PARTNERSHIPS_AND_GLOSSARY}--- briefings/2022-03-x.yml\n{YAML_FORM}"


def points_of(body: str) -> tuple[LearningPoint, ...]:
    """Read the points of a Markdown text in a project that knows the contract's themes."""
    front = FRONT.replace("partnership: example", "partnership: dudley").replace("[neglect]", "[harm]")
    text = f"{THEMES}{OTHER_THEMES}{PARTNERSHIPS_AND_GLOSSARY}--- briefings/a.md\n{front}{body}"
    library, problems = read(project(text))
    assert not problems
    return library.briefings[0].points


def test_the_yaml_form_reads_as_its_example_says() -> None:
    """The example of section 3.5 gives two points for managers, each with its lead-in and its theme."""
    library, problems = read(project(PROJECT))
    assert not problems
    first, second = library.briefings[0].points
    assert first.body.text == "Transfer arrangements are followed when a family moves."
    assert first.themes == ("cross-border-working", "domestic-abuse")
    assert (second.id, second.tags) == ("plans-say-how", ("smart-plans",))
    for point in (first, second):
        assert (point.role, point.audience) == ("learning", "managers")
        assert (point.headings, point.lead_in) == (("Key points for managers",), "Optional lead-in, in Markdown.")


def test_the_vocabulary_reads_as_its_example_says() -> None:
    """The example of section 3.6 gives a theme, a partnership and an abbreviation; its comments are comments."""
    vocabulary = read(project(PROJECT))[0].vocabulary
    theme = vocabulary.themes["domestic-abuse"]
    assert (theme.label, theme.also) == ("Domestic abuse", ("domestic violence", "DV", "DA"))
    assert (str(theme.broader), [str(related) for related in theme.related]) == ("harm", ["marac"])
    assert vocabulary.partnerships["dudley"].short == "DSPP"
    assert vocabulary.partnerships["dudley"].procedures is not None
    assert vocabulary.glossary == {"MARAC": "multi-agency risk assessment conference"}


def test_the_examples_build() -> None:
    """The examples of the contract make a site."""
    assert "briefings/2022-03-x/index.html" in build(project(PROJECT)).files


HEADINGS = {
    "Key points for Managers": ("learning", "managers"),
    "Emerging Themes / Risk Factors identified": ("findings", "everyone"),
    "What worked well": ("good-practice", "everyone"),
    "The audit findings remind us to": ("learning", "everyone"),
    "02 – Background of Audit:": ("background", "everyone"),
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_are_recognised_as_the_contract_says(heading: str) -> None:
    """The headings that section 3.2 names have the roles and audiences it gives them."""
    (section,) = read_briefing(f"## {heading}\n- One.\n").sections
    assert (section.role, section.audience) == HEADINGS[heading]


def test_attributes_on_a_heading_win() -> None:
    """The heading of section 3.2 with its attributes says what they say."""
    attributes = '{role=learning audience=managers topics="domestic-abuse" held=2022-08}'
    (point,) = points_of(f"## Domestic abuse {attributes}\n- One.\n")
    assert (point.role, point.audience, point.held.label) == ("learning", "managers", "August 2022")
    assert (point.themes, point.headings) == (("domestic-abuse", "harm"), ("Domestic abuse",))


def test_a_point_gives_its_lead_in_along() -> None:
    """The point of section 3.3 still reads as "The audit reminds us to: share …" anywhere else."""
    body = "## The audit findings\nThe audit reminds us to:\n\n- Share specialist risk assessments\n"
    (point,) = points_of(body)
    assert (point.lead_in, point.body.text) == ("The audit reminds us to:", "Share specialist risk assessments")


def test_an_id_is_given_and_a_former_one_kept() -> None:
    """`{#my-id}` and `{#new-id was="old-id"}` of section 3.3 name a point."""
    first, second = points_of('## Key points\n- One. {#my-id}\n- Two. {#new-id was="old-id"}\n')
    assert (first.id, second.id, second.former_ids) == ("my-id", "new-id", ("old-id",))


@pytest.mark.parametrize("state", ["promised", "under-way", "done", "dropped"])
def test_an_action_is_written_as_the_contract_says(state: str) -> None:
    """The action of section 3.3 says who, by when and how far, with each of the four states."""
    (point,) = points_of(f'## Actions taken\n- Written. {{owner="MASH" due=2023-03 state={state}}}\n')
    assert (point.owner, point.state) == ("MASH", state)
    assert point.due == parse_held("2023-03")


HELD = {
    "2022-03-22": ("2022-03-22", "2022-03-22"),
    "2022-03": ("2022-03-01", "2022-03-31"),
    "2022": ("2022-01-01", "2022-12-31"),
    "2022-08 to 2022-10": ("2022-08-01", "2022-10-31"),
    "2022/23": ("2022-04-01", "2023-03-31"),
    "2017-2018": ("2017-04-01", "2018-03-31"),
}


@pytest.mark.parametrize("written", HELD)
def test_held_has_the_forms_of_the_contract(written: str) -> None:
    """Each form of `held` in section 3.1 is read from a source, unquoted."""
    front = FRONT.replace("held: 2022-03", f"held: {written}").replace("2022-06-01", "2025-06-01")
    held = read_briefing("", front=front).held
    assert (held.start.isoformat(), held.end.isoformat()) == HELD[written]


def test_the_cases_of_the_contract_are_read() -> None:
    """`cases` is written as section 3.1 shows it."""
    cases = 'cases: {count: 7, unit: children, note: "2 early help, 2 child in need, 3 child protection"}\n'
    read_cases = read_briefing("", front=FRONT.replace("topics:", f"{cases}topics:")).cases
    assert read_cases is not None
    assert (read_cases.count, read_cases.unit) == (7, "children")


def test_the_kinds_are_those_of_the_contract() -> None:
    """The kinds of review are those that section 3.1 lists, in its order."""
    assert (
        [kind.id for kind in BUILT_IN_KINDS]
        == """multi-agency-case-file-audit multi-agency-audit deep-dive
        dip-sample thematic-review single-agency-audit rapid-review child-safeguarding-practice-review
        serious-case-review safeguarding-adults-review domestic-abuse-related-death-review annual-learning
        seven-minute-briefing""".split()
    )


def test_a_problem_is_printed_as_the_contract_says() -> None:
    """The problem of section 5 is one line: place, severity, code, what is wrong and the nearest cure."""
    body = f"{'.' * 43} #domestic-abus"
    text = PROJECT.replace("2022-03-x.yml", "2022-03-y.yml") + _markdown_source(f"## Key points\n- {body}\n")
    (problem,) = [problem for problem in build(project(text)).problems if problem.code == "unknown-theme"]
    assert as_text(problem) == (
        "briefings/2022-03-x.md:11:47: error[unknown-theme] "
        'There is no theme "domestic-abus". Did you mean "domestic-abuse"?'
    )


def _markdown_source(body: str) -> str:
    front = FRONT.replace("partnership: example", "partnership: dudley").replace("[neglect]", "[harm]")
    return f"--- briefings/2022-03-x.md\n{front}{body}"


def test_a_value_cut_at_a_hash_is_told_to_be_quoted() -> None:
    """Section 3.3: a value that YAML would cut at ` #` is an error that says: put it in quotes."""
    front = FRONT.replace("title: Neglect in Example", "title: Neglect #2 in Example")
    _, problems = read(briefing_project("", front=front))
    assert codes(problems) == [(2, "cut-at-hash")]
    assert "quotes" in problems[0].message


def test_a_list_of_partnerships_publishes_together() -> None:
    """Section 3.1: `partnership` is an id, or a list of ids."""
    front = FRONT.replace("partnership: example", "partnership: [example, other]")
    assert [partner.id for partner in read_briefing("", front=front).partnerships] == ["example", "other"]


def test_an_unquoted_no_is_a_word() -> None:
    """Section 3.1: `id: no` is the word "no", and the vocabulary's entries are words too."""
    themes = VOCABULARY.replace("neglect:\n  label: Neglect", "no:\n  label: off")
    library, problems = read(project(themes))
    assert not problems
    assert library.vocabulary.themes["no"].label == "off"
