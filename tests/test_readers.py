"""A source becomes a briefing: sections, learning points, what they inherit and what they are called."""

import re
from datetime import date

import pytest

from learnbrief.model import Briefing, LearningPoint, Prose, Status
from tests.support import (
    FRONT,
    VOCABULARY,
    briefing_project,
    built,
    codes,
    for_each,
    page,
    project,
    read,
    read_briefing,
)

YAML_FRONT = FRONT.replace("---\n", "")


def points_of(body: str) -> tuple[LearningPoint, ...]:
    """Read the points of a Markdown text."""
    return read_briefing(body).points


def point_of(words: str, heading: str = "Key points") -> LearningPoint:
    """Read one list item as a point."""
    (point,) = points_of(f"## {heading}\n- {words}\n")
    return point


def yaml_point(words: str) -> LearningPoint:
    """Read one point of the YAML form."""
    body = f"sections:\n  - heading: Key points\n    points:\n      - {words}\n"
    (point,) = read_briefing(body, front=YAML_FRONT, name="a.yml").points
    return point


# What a point is called

IDS = {
    "Plans help.": "plans-help",
    "Plans that are read by all who work on them help": "plans-that-are-read-by-all-who-work",
    "**Plans** are [read](https://example.org/)": "plans-are-read",
    "The child’s plan's end": "the-childs-plans-end",
    "Café Zoë – 12%": "cafe-zoe-12",
    "A " + "b" * 70: "a",
    "b" * 70: "b" * 60,
}


@pytest.mark.parametrize("words", IDS)
def test_an_id_is_made_of_the_first_words(words: str) -> None:
    """A point's id is its first words, at most eight of them and sixty letters, in a to z, digits and hyphens."""
    assert point_of(words).id == IDS[words]


UNSEEN_WORDS = {
    "Plans[^1] help[^2].": "plans-help",
    "Plans\u00b9 help\u00b2\u2070.": "plans-help",
    "Pl\u00adans he\u200blp\u2060.": "plans-help",
    "Plans\u00a0help.": "plans-help",
    "Plans[^1].\n\n  They help.": "plans-they-help",
}


@pytest.mark.parametrize("text", UNSEEN_WORDS, ids=ascii)
def test_footnotes_and_what_nobody_sees_are_no_part_of_an_id(text: str) -> None:
    """Marks of footnotes, their notes, soft hyphens and blanks of no width play no part in a point's id."""
    notes = "".join(f"{mark}: Note.\n" for mark in ("[^1]", "[^2]") if mark in text)
    (point,) = read_briefing(f"## Findings\n\n- {text}\n\n{notes}").points
    assert point.id == UNSEEN_WORDS[text]


def test_footnotes_are_no_part_of_a_lead_in() -> None:
    """What leads in to a list is shown elsewhere without its notes."""
    (point,) = read_briefing("## Findings\n\nMany plans[^1]:\n\n- Help.\n\n[^1]: Nine of ten.\n").points
    assert point.lead_in == "Many plans:"


def test_words_without_letters_still_give_an_id() -> None:
    """A text in another script has a steady id of its own."""
    assert re.fullmatch(r"point-[0-9a-f]{8}", point_of("安全").id)
    assert point_of("安全").id != point_of("学习").id


def test_equal_points_have_ids_of_their_own() -> None:
    """Points that begin alike are numbered; an id that an editor gave is never taken by another point."""
    body = "## Key points\n- Plans.\n- Plans.\n- Plans!\n- Other words. {#plans-2}\n"
    assert [point.id for point in points_of(body)] == ["plans", "plans-3", "plans-4", "plans-2"]


def test_a_former_id_stays_taken() -> None:
    """The address a point had before still is its own, and no new point gets it."""
    first, second = points_of('## Key points\n- Plans.\n- Schemes. {#schemes was="plans drafts"}\n')
    assert (first.id, second.id, second.former_ids) == ("plans-2", "schemes", ("plans", "drafts"))


def test_sections_and_points_never_share_an_id() -> None:
    """A heading's anchor begins with an underscore, which no point's id does, and is unique."""
    briefing = read_briefing("## Key points\n- Key points.\n## Key points\n- One.\n")
    assert [section.id for section in briefing.sections] == ["_key-points", "_key-points-2"]
    assert briefing.points[0].id == "key-points"


# What is a point


def test_each_top_level_item_is_a_point() -> None:
    """A nested list belongs to its item, a second list's items are points too, and the printed order stays."""
    points = points_of("## Findings\n- One:\n  - inner\n- Two.\n\nBetween.\n\n1. Three.\n1. Four.\n")
    assert [point.body.text for point in points] == ["One: inner", "Two.", "Three.", "Four."]


def test_a_paragraph_before_a_list_is_its_lead_in() -> None:
    """The last paragraph before a list leads its points in, in plain text; a list without one has none."""
    body = "## Key points\n- Zero.\n\nFirst.\n\nThe audit *reminds* us to:\n\n- share\n- record\n\nAnd:\n- plan\n"
    assert [point.lead_in for point in points_of(body)] == ["", *["The audit reminds us to:"] * 2, "And:"]


@pytest.mark.parametrize("role", ["findings", "good-practice", "improvements", "learning", "recommendations"])
def test_a_section_of_text_alone_is_one_point(role: str) -> None:
    """A section with neither list nor sub-section is itself one point, titled by its heading."""
    (point,) = points_of(f"## Shared plans {{role={role}}}\nPlans help.\n\nThey do.\n")
    assert (point.title, point.body.text, point.id) == ("Shared plans", "Plans help. They do.", "shared-plans")
    assert point.headings == ("Shared plans",)


def test_text_above_a_sub_section_is_no_point() -> None:
    """A section that holds a sub-section is not itself a point, and neither is text before the first heading."""
    briefing = read_briefing("Before.\n\n## Findings\nText.\n### Plans\n- One.\n")
    assert [point.body.text for point in briefing.points] == ["One."]
    assert [section.heading.text for section in briefing.sections] == ["", "Findings"]
    assert briefing.sections[0].blocks == (Prose("<p>Before.</p>", "Before."),)


@pytest.mark.parametrize("role", ["background", "resources", "other"])
def test_some_roles_hold_no_points(role: str) -> None:
    """Background, resources and other text hold lists, not learning points."""
    briefing = read_briefing(f"## About {{role={role}}}\n1. One.\n2. Two.\n")
    assert not briefing.points


def test_headings_make_a_tree() -> None:
    """A heading takes in the deeper ones behind it, also where a level is left out; a point knows them all."""
    body = "## Findings\n#### Plans\n- One.\n### Schools\n- Two.\n# Key points\n- Three.\n"
    briefing = read_briefing(body)
    assert [point.headings for point in briefing.points] == [
        ("Findings", "Plans"),
        ("Findings", "Schools"),
        ("Key points",),
    ]
    assert [section.heading.text for section in briefing.sections] == ["Findings", "Key points"]


def test_topics_and_dates_come_down_from_headings() -> None:
    """A point has the topics and the date of every heading above it and of the briefing, and its own tags."""
    body = '## Findings {topics="plans" held=2021/22}\n- One. #information-sharing\n### More\n- Two.\n'
    points = points_of(f"{body}## Key points\n- Three.\n")
    assert [point.themes for point in points] == [
        ("information-sharing", "neglect", "plans"),
        ("neglect", "plans"),
        ("neglect",),
    ]
    assert [point.tags for point in points] == [("information-sharing",), (), ()]
    assert [point.held.label for point in points] == ["2021/22", "2021/22", "March 2022"]


# Marks at the end

MARKED = {
    "Plans help. #plans": ("Plans help.", ("plans",)),
    "Plans help. #plans #neglect": ("Plans help.", ("neglect", "plans")),
    "Plans help. #plans {#helpful} #neglect": ("Plans help.", ("neglect", "plans")),
    "Plans help.\n  #plans\n  #neglect": ("Plans help.", ("neglect", "plans")),
    "Plans help.\n\n  They do. #plans": ("Plans help. They do.", ("plans",)),
    "Plans help:\n  - always #plans\n  - often #neglect": ("Plans help: always often", ("neglect", "plans")),
    "Case #12": ("Case #12", ()),
    "Case #12 #plans": ("Case #12", ("plans",)),
    "Plans help#plans": ("Plans help#plans", ()),
    r"Plans help \#plans": ("Plans help #plans", ()),
    "Plans help `#plans`": ("Plans help #plans", ()),
    "Plans {so called}": ("Plans {so called}", ()),
}


@for_each("words", MARKED)
def test_tags_at_the_end_are_taken_out(words: str) -> None:
    """Tags at the end of a point's text are its own themes and readers do not see them; all else is text."""
    library, _ = read(briefing_project(f"## Key points\n- {words}\n"))
    (point,) = library.briefings[0].points
    assert (point.body.text, point.tags) == MARKED[words]


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2003", " \u00a0 "])
def test_a_tag_behind_another_kind_of_blank_is_one(blank: str) -> None:
    """Word and Macs put blanks of other kinds between words; a tag behind one is a tag."""
    point = point_of(f"A plan.{blank}#plans{blank}{{#my-plan}}")
    assert (point.body.text, point.tags, point.id) == ("A plan.", ("plans",), "my-plan")


@for_each("word", ["none", "None", "n/a", "~", "null", "nil", "[]", ""])
def test_the_word_none_is_an_empty_list(word: str) -> None:
    """Who writes that there are no points, topics or links has not written one called so."""
    front = YAML_FRONT.replace("topics: [neglect]", f"topics: {word or '[]'}\nlinks: {word}")
    body = f"sections:\n  - heading: Key points\n    points: {word}\n    text: A plan.\n"
    briefing = read_briefing(body, front=front, name="a.yml")
    assert (briefing.topics, briefing.links) == ((), ())
    assert [point.title for point in briefing.points] == ["Key points"]
    quoted = "sections:\n  - heading: Key points\n    points: ['none']\n"
    assert [point.body.text for point in read_briefing(quoted, front=YAML_FRONT, name="a.yml").points] == ["none"]


def test_digits_are_a_tag_where_a_theme_is_called_so() -> None:
    """`#2030` is text, unless the vocabulary has a theme of that id."""
    theme = "'2030':\n  label: By 2030\n  definition: Plans for 2030.\n"
    named = VOCABULARY.replace("plans:\n", f"{theme}plans:\n")
    library, problems = read(
        project(f"{named}--- briefings/a.md\n{FRONT}## Key points\n- Plans #2030\n- Lists #2031\n")
    )
    assert not problems
    assert [point.tags for point in library.briefings[0].points] == [("2030",), ()]


def test_an_action_says_who_by_when_and_how_far() -> None:
    """A point of role `actions` carries an owner, a date of any precision and a state."""
    point = point_of('Write plans. {owner="MASH team" due=2023-03 state=under-way}', heading="Actions taken")
    assert (point.owner, point.state) == ("MASH team", "under-way")
    assert point.due is not None
    assert point.due.label == "March 2023"
    assert point.body.text == "Write plans."


@pytest.mark.parametrize(
    "braces", ["{#help owner=MASH}", "{owner=MASH} {#help}", "{owner=“MASH” id=help}", "{owner='MASH' #help}"]
)
def test_attributes_are_written_in_more_than_one_way(braces: str) -> None:
    """Attributes may stand in one pair of braces or in several, and with any quotes."""
    point = point_of(f"Plans help. {braces}", heading="Actions taken")
    assert (point.id, point.owner) == ("help", "MASH")


# The YAML form

YAML_TAGS = {
    "Plans help. #plans": ("Plans help.", ("plans",)),
    "Plans help. #plans #neglect # a note": ("Plans help.", ("neglect", "plans")),
    "Plans help. #plans {#helpful}": ("Plans help.", ("plans",)),
    "Plans help. # only a note": ("Plans help.", ()),
    '"Plans help. #plans"': ("Plans help.", ("plans",)),
    '"Plans help in case #12."': ("Plans help in case #12.", ()),
    "'Plans: they help'": ("Plans: they help", ()),
    "Plans\n        help. #plans": ("Plans help.", ("plans",)),
    "|\n        Plans help. #plans": ("Plans help.", ("plans",)),
    ">-\n        Plans\n        help. #plans": ("Plans help.", ("plans",)),
    "{text: Plans help., themes: [plans]}": ("Plans help.", ("plans",)),
    "{text: Plans help., themes: plans}": ("Plans help.", ("plans",)),
    "text: Plans help. #neglect\n        themes: ['#plans']": ("Plans help.", ("neglect", "plans")),
}


@for_each("written", YAML_TAGS)
def test_tags_count_in_yaml_as_in_markdown(written: str) -> None:
    """A tag at the end of a value counts, although YAML takes it for a comment; a real comment does not show."""
    point = yaml_point(written)
    assert (point.body.text, point.tags) == YAML_TAGS[written]


@for_each("word", ["no", "yes", "null", "on", "1-2", "0x1f", "007", "2022-03-22"])
def test_values_are_read_as_they_look(word: str) -> None:
    """YAML's own ideas of words and numbers change nothing: `id: no` is the word "no"."""
    assert yaml_point(f"{{text: Plans help., id: {word}}}").id == word


def test_the_order_of_a_yaml_section_is_text_points_sections() -> None:
    """Wherever its fields stand, a section shows its text first, which leads its points in, then its sub-sections."""
    body = """sections:
  - sections: [{heading: Schools, points: [Three.]}]
    points: [One., Two.]
    text: "They found:"
    heading: Findings
"""
    points = read_briefing(body, front=YAML_FRONT, name="a.yml").points
    assert [(point.lead_in, point.body.text) for point in points] == [
        ("They found:", "One."),
        ("They found:", "Two."),
        ("", "Three."),
    ]


# Fields


def test_every_field_is_read() -> None:
    """Each field of a briefing is in its model."""
    briefing = read_briefing("", front=FULL_FRONT)
    assert (briefing.title, briefing.slug, briefing.status) == ("Neglect: a second look", "neglect", Status.ARCHIVED)
    assert [partner.id for partner in briefing.partnerships] == ["example", "other"]
    assert (briefing.kind.id, briefing.held.label, briefing.published.written) == (
        "dip-sample",
        "2021/22",
        "2022-06-01",
    )
    assert briefing.review_by == date(2030, 6, 1)
    assert briefing.summary.html == "<p>What an <em>audit</em> taught.</p>"
    assert [topic.id for topic in briefing.topics] == ["plans", "neglect"]
    assert briefing.cases is not None
    assert (briefing.cases.count, briefing.cases.unit, briefing.cases.note) == (7, "children", "2 early help")
    assert briefing.source is not None
    assert (briefing.source.title, briefing.source.url) == ("The original", "https://example.org/a.pdf")
    assert [alias.id for alias in briefing.aliases] == ["old/index.html", "older.html"]
    assert briefing.contact == "name@example.org"
    assert [(link.title, link.url) for link in briefing.links] == [("More", "https://example.org/more")]


FULL_FRONT = """---
title: "Neglect: a second look"
slug: neglect
partnership: [example, other]
kind: dip-sample
held: 2021-2022
published: 2022-06-01
review_by: 2030-06-01
status: archived
summary: What an *audit* taught.
topics: [plans, neglect]
cases: {count: 7, unit: children, note: 2 early help}
source: {title: The original, url: "https://example.org/a.pdf"}
aliases: [old/, ./older.html]
contact: name@example.org
links: [{title: More, url: "https://example.org/more"}]
---
"""


@pytest.mark.parametrize("name", ["a.md", "a.MD", "deep/er/a.md"])
def test_briefings_lie_anywhere_below_their_folder(name: str) -> None:
    """A source in a sub-folder is a briefing, and its slug is its file's stem."""
    assert read_briefing("", name=name).slug == "a"


@pytest.mark.parametrize("name", ["_a.md", ".a.md", "_old/a.md", ".old/a.md", "a.txt", "a.md.bak"])
def test_what_begins_with_an_underscore_or_dot_is_no_briefing(name: str) -> None:
    """A file or folder whose name begins with `_` or `.`, or with another ending, is not read as a briefing."""
    library, problems = read(briefing_project("", name=name))
    assert (library.briefings, problems) == ((), [])


def test_a_briefing_that_cannot_be_read_hides_no_other_problem() -> None:
    """Every mistake of a source is named at once, in its fields and in its text, and the other sources are read."""
    bad = FRONT.replace("held: 2022-03", "held: soon")
    more = f"--- briefings/b.md\n{FRONT}## Key points\n- Plans.\n"
    library, problems = read(
        briefing_project("## Key points {audience=parents}\n- Plans. {#A}\n", front=bad, more=more)
    )
    assert codes(problems) == [(5, "bad-date"), (10, "unknown-audience"), (11, "bad-id")]
    assert [briefing.slug for briefing in library.briefings] == ["b"]


# Both forms

MARKDOWN_FORM = """
Text *before* the first heading, with a MASH and a [link](https://example.org/).

## 02 – Background of Audit:
Plans were looked at.

- one
- two

It was long[^1].

## What worked well {audience=practitioners}
The audit found that:

- **Plans** are shared. #information-sharing #plans
- Plans are kept:
  - at home
  - at school #plans

  A second paragraph.
- Plans are read. {#plans-are-read was="plans-get-read"} #plans

### In schools {topics="plans" held=2022-02}
- Teachers know. [See](#plans-are-read)

## Key points for managers
### One plan
A single plan helps. #plans

It does.

## Actions taken {role=actions}
- The hub writes. {#hub owner="MASH" due=2023-03 state=done}
- The board reads. {state=promised}

| a | b |
| - | - |
| 1 | 2 |

[^1]: A *note*.
"""

YAML_FORM = """
sections:
  - text: Text *before* the first heading, with a MASH and a [link](https://example.org/).
  - heading: "02 – Background of Audit:"
    text: |
      Plans were looked at.

      - one
      - two

      It was long[^1].

      [^1]: A *note*.
  - heading: What worked well
    audience: practitioners
    text: "The audit found that:"
    points:
      - "**Plans** are shared. #information-sharing #plans"
      - |
        Plans are kept:
        - at home
        - at school #plans

        A second paragraph.
      - text: Plans are read.
        id: plans-are-read
        was: plans-get-read
        themes: [plans]
    sections:
      - heading: In schools
        topics: [plans]
        held: 2022-02
        points:
          - Teachers know. [See](#plans-are-read)
  - heading: Key points for managers
    sections:
      - heading: One plan
        text: |
          A single plan helps. #plans

          It does.
  - heading: Actions taken
    role: actions
    points:
      - text: The hub writes.
        id: hub
        owner: MASH
        due: 2023-03
        state: done
      - text: The board reads. {state=promised}
"""


def in_both_forms() -> tuple[str, str]:
    """Give one project with a briefing in the Markdown form, and with the same in the YAML form."""
    table = "\n| a | b |\n| - | - |\n| 1 | 2 |\n"  # what stands behind a section's points has no YAML form
    markdown = f"{VOCABULARY}--- briefings/neglect.md\n{FULL_FRONT}{MARKDOWN_FORM.replace(table, '')}"
    front = FULL_FRONT.replace("---\n", "")
    return markdown, f"{VOCABULARY}--- briefings/neglect.yml\n{front}{YAML_FORM}"


def test_both_forms_give_one_model() -> None:
    """The same briefing written as Markdown and as YAML is the same briefing, to every value."""
    (markdown,), (yaml,) = (_briefings(text) for text in in_both_forms())
    assert markdown == yaml
    assert len(markdown.points) == 7


def _briefings(text: str) -> tuple[Briefing, ...]:
    library, problems = read(project(text))
    assert not problems
    return library.briefings


def test_both_forms_give_the_same_bytes() -> None:
    """The same briefing written as Markdown and as YAML has the same page."""
    markdown, yaml = (page(built(project(text)), "briefings/neglect/index.html") for text in in_both_forms())
    assert markdown == yaml
