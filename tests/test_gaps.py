"""What a draft waits for: it reads as not given, is told as a hint, is marked on its page, and stops nothing."""

import json
import re
from collections.abc import Mapping
from functools import cache

import pytest

from learnbrief.build import Site
from learnbrief.model import UNKNOWN, LearningPoint, Role
from tests.support import FRONT, VOCABULARY, built, for_each, laid_out, page, project, read, table

DRAFT = FRONT.replace("summary:", "status: draft\nsummary:")
POINT = "## Findings\n\n- Records were thin. #plans\n"
FIELDS = {
    "title": "title: Neglect in Example",
    "partnership": "partnership: example",
    "kind": "kind: multi-agency-audit",
    "held": "held: 2022-03",
    "published": "published: 2022-06-01",
    "summary": "summary: What an audit of neglect taught.",
    "topics": "topics: [neglect]",
}
SETTINGS = """--- learnbrief.yml
base_url: https://example.org
accessibility: {conformance: full, tested: 2026-01-01, method: by hand, contact: a@example.org, response: soon}
"""
OTHER = f"{SETTINGS}--- briefings/other.md\n{FRONT.replace('Neglect in', 'Plans in')}{POINT}"


def with_field(field: str) -> str:
    """Write a draft's fields with one of them other than usual, or one more."""
    known = FIELDS.get(field.partition(":")[0])
    return DRAFT.replace(known, field) if known else DRAFT.replace("summary:", f"{field}\nsummary:")


def draft_of(front: str, body: str = POINT, *, drafts: bool = True, name: str = "a.md") -> Site:
    """Build a site of one briefing that readers see and one that may wait."""
    return laid_out(project(f"{VOCABULARY}--- briefings/{name}\n{front}{body}{OTHER}", drafts=drafts))


def gaps_on(site: Site) -> list[str]:
    """Give what is marked on the draft's page."""
    return [
        gap.strip() for gap in re.findall(r'<mark class="gap">(.*?)</mark>', page(site, "briefings/a/index.html"))
    ]


WAITING: dict[str, list[str]] = table("fields-that-wait")
"""Each field as it waits, and what its page marks."""


@for_each("field", WAITING)
def test_any_field_may_wait(field: str) -> None:
    """A draft with a gap in a field is shown with the gap marked; the gap is a hint, and nothing is wrong."""
    site = draft_of(with_field(field))
    assert site.problems == ()
    assert {hint.code for hint in site.hints if hint.at.file == "briefings/a.md"} == {"to-fill-in"}
    assert gaps_on(site) == WAITING[field]


@for_each("field", WAITING)
def test_a_draft_that_waits_stops_nothing(field: str) -> None:
    """Without drafts the site is that which it would be without the draft, to the byte."""
    waiting = draft_of(with_field(field), drafts=False)
    assert waiting.problems == ()
    assert waiting.files == without_it()


@cache
def without_it() -> Mapping[str, bytes]:
    """Give the site without the draft."""
    return built(project(f"{VOCABULARY}{OTHER}")).files


@for_each("field", WAITING)
def test_in_any_other_briefing_it_is_an_error(field: str) -> None:
    """A gap in what is to be published is one error at its place, and nothing more is said of that field."""
    site = draft_of(with_field(field).replace("status: draft\n", ""), drafts=False)
    assert {problem.code for problem in site.problems} == {"unfilled"}
    assert not site.files


@pytest.mark.parametrize("status", ["archived", "withdrawn", '"FILL IN"'])
def test_only_a_draft_may_wait(status: str) -> None:
    """What is kept, or was published once, may not; nor may a briefing whose status itself is a gap."""
    site = draft_of(with_field('held: "FILL IN"').replace("status: draft", f"status: {status}"))
    assert {problem.code for problem in site.problems} == {"unfilled"}


def test_a_gap_reads_as_not_given() -> None:
    """Dates are unknown, lists are without it, and no id or number is made of it."""
    front = DRAFT
    for name, written in {
        "held": 'held: "FILL IN"',
        "published": "published: FILL IN",
        "topics": 'topics: [neglect, "FILL IN"]\ncases: {count: FILL IN}\nslug: FILL IN',
    }.items():
        front = front.replace(FIELDS[name], written)
    library, _ = read(project(f"{VOCABULARY}--- briefings/a.md\n{front}{POINT}"))
    (briefing,) = library.briefings
    assert (briefing.held, briefing.published, briefing.cases, briefing.slug) == (UNKNOWN, UNKNOWN, None, "a")
    assert [topic.id for topic in briefing.topics] == ["neglect"]


ALL_GAPS = """---
title: "FILL IN: what it is called"
partnership: "FILL IN"
kind: "FILL IN"
held: "FILL IN"
published: "FILL IN"
status: draft
summary: "FILL IN: two sentences"
topics: "FILL IN"
---
"""


def test_everything_may_wait_at_once() -> None:
    """A draft of nothing but gaps has a page, and stands in the preview's lists, search, data and insights."""
    site = draft_of(ALL_GAPS, '## FILL IN: a heading {role="FILL IN" topics="FILL IN"}\n\n- FILL IN: a point.\n')
    assert site.problems == ()
    assert "<h1><mark" in page(site, "briefings/a/index.html")
    assert "FILL IN: what it is called" in page(site, "briefings/index.html")
    (record,) = [each for each in json.loads(page(site, "data/briefings.json"))["briefings"] if each["slug"] == "a"]
    assert (record["held"], record["published"], record["topics"]) == (None, None, [])
    feeds = [page(site, name) for name in site.files if name.endswith(("feed.xml", "feed.json"))]
    assert feeds
    assert not any("what it is called" in feed for feed in feeds)


def test_a_waiting_draft_may_link_to_the_site() -> None:
    """Where a draft without publisher and kind links to a page, the page is found, with drafts and without."""
    for drafts in (False, True):
        site = draft_of(ALL_GAPS, "## Background\n\nSee [plans](/themes/plans/).\n", drafts=drafts)
        assert site.problems == ()


# Headings, points and texts


def points_of(body: str, front: str = DRAFT) -> tuple[LearningPoint, ...]:
    """Read a draft's points."""
    library, problems = read(project(f"{VOCABULARY}--- briefings/a.md\n{front}{body}"))
    assert {problem.code for problem in problems} <= {"to-fill-in"}
    return library.briefings[0].points


def test_a_section_whose_role_waits_holds_points() -> None:
    """Its list holds points of no role yet, below it too, and the section is marked."""
    body = (
        '## Next {role="FILL IN: ask"}\n\n- One.\n\n### In the county\n\n- Two.\n\n### What worked well\n\n- Three.\n'
    )
    assert [(point.body.text, point.role) for point in points_of(body)] == [
        ("One.", Role.OTHER),
        ("Two.", Role.OTHER),
        ("Three.", Role.GOOD_PRACTICE),
    ]
    site = draft_of(DRAFT, body)
    assert site.problems == ()
    assert gaps_on(site) == ["FILL IN: role (ask)"]
    assert "Role to be filled in" in page(site, "themes/neglect/index.html")


def test_what_will_be_an_action_may_say_so_already() -> None:
    """Who does what by when is kept while the role waits, though it is wrong at a point of any other role."""
    body = '## Next {role="FILL IN"}\n\n- The hub writes plans. #plans {owner=MASH due=2027-03 state=promised}\n'
    (point,) = points_of(body)
    assert (point.owner, point.due and point.due.label, point.state) == ("MASH", "March 2027", "promised")


def test_a_section_of_text_whose_role_waits_is_a_point() -> None:
    """As in any section with points, one without a list is a point itself."""
    (point,) = points_of('## Next {role="FILL IN"}\n\nPlans come first.\n')
    assert (point.title, point.role) == ("Next", Role.OTHER)


@for_each(
    ("heading", "gaps"),
    [
        ('## Findings {audience="FILL IN"}', ["FILL IN: audience"]),
        ('## Findings {topics="FILL IN: by ids"}', ["FILL IN: topics (by ids)"]),
        ('## Findings {held="FILL IN"}', ["FILL IN: held"]),
        ('## Findings {held="FILL IN" audience="FILL IN"}', ["FILL IN: held", "FILL IN: audience"]),
        ("## FILL IN", ["FILL IN", "FILL IN: role"]),
        ("## FILL IN: what worked well {role=findings}", ["FILL IN: what worked well"]),
        ("## Findings\n\nFILL IN: what led to it.", ["FILL IN: what led to it."]),
        ("## Findings\n\nOf FILL IN families two were seen.", ["FILL IN"]),
    ],
)
def test_headings_and_texts_may_wait(heading: str, gaps: list[str]) -> None:
    """What is attached to a heading reads as not given; what stands in a text is marked there."""
    site = draft_of(DRAFT, f"{heading}\n\n- Records were thin. #plans\n")
    assert site.problems == ()
    assert gaps_on(site) == gaps


@for_each(("point", "gaps"), table("gaps-points-may-wait"))
def test_points_may_wait(point: str, gaps: list[str]) -> None:
    """So does what is attached to a point, and what it says; its tags, and the rest, hold."""
    site = draft_of(DRAFT, f"## Actions\n\n{point}\n")
    assert site.problems == ()
    assert gaps_on(site) == gaps


YAML = """title: Neglect in Example
partnership: example
kind: multi-agency-audit
held: 2022-03
published: 2022-06-01
status: draft
summary: What an audit of neglect taught.
topics: [neglect]
sections:
"""


@pytest.mark.parametrize(("markdown", "yaml"), table("gaps-both-forms-wait-alike"))
def test_both_forms_wait_alike(markdown: str, yaml: str) -> None:
    """The same gaps in Markdown and in YAML give the same page."""
    one = draft_of(DRAFT, markdown)
    other = draft_of(YAML, yaml, name="a.yml")
    assert one.problems == other.problems == ()
    address = "briefings/a/index.html"
    assert page(one, address) == page(other, address)


@pytest.mark.parametrize(
    "more",
    ["sections: FILL IN\n", "sections: [FILL IN]\n", "sections:\n  - heading: Findings\n    points: FILL IN\n"],
)
def test_sections_may_wait(more: str) -> None:
    """In YAML, sections and points may be yet to come."""
    site = draft_of(YAML.removesuffix("sections:\n"), more, name="a.yml")
    assert site.problems == ()
    assert {hint.code for hint in site.hints if hint.at.file == "briefings/a.yml"} == {"to-fill-in"}


def test_what_waits_is_not_judged_by_its_words() -> None:
    """A long note is no long sentence, and no point without a theme."""
    body = f"## Findings\n\n- FILL IN: {'word ' * 60}with the FOO.\n"
    assert {hint.code for hint in draft_of(DRAFT, body).hints if hint.at.file == "briefings/a.md"} == {"to-fill-in"}


def test_a_note_is_text_and_no_html() -> None:
    """What stands behind the words is shown as it is, wherever it stands, and can bring in no element."""
    front = with_field('published: "FILL IN: <b onclick=x>when</b>"')
    body = (
        '## Next {role="FILL IN: <i>ask</i>"}\n\n- FILL IN: <script>alert(1)</script> & so on. {due="FILL IN: <u>"}\n'
    )
    html = page(draft_of(front, body), "briefings/a/index.html")
    assert "FILL IN: &lt;b onclick=x&gt;when&lt;/b&gt;" in html
    assert "FILL IN: role (&lt;i&gt;ask&lt;/i&gt;)" in html
    assert "FILL IN: due (&lt;u&gt;)" in html
    assert "alert(1)" not in html


def test_small_letters_are_words() -> None:
    """Who means the words themselves writes them small."""
    site = draft_of(FRONT, "## Findings\n\n- Nobody could fill in the form, or Fill in for a colleague. #plans\n")
    assert site.problems == ()
    assert "gap" not in page(site, "briefings/a/index.html")


def test_the_vocabulary_and_the_settings_may_not_wait() -> None:
    """Only a draft reads as not given what is a gap: elsewhere the words are what they say."""
    world = VOCABULARY.replace("label: Plans", "label: FILL IN")
    library, problems = read(project(f"{world}{OTHER}"))
    assert not problems
    assert library.vocabulary.themes["plans"].label == "FILL IN"
