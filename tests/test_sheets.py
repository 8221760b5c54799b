"""The sheets: a briefing on one side, what is chosen for it, in which order, and what is counted."""

from tests.support import FRONT, VOCABULARY, briefing_project, built, page, project
from tests.test_insights import words
from tests.test_pack import order

SHEET = "briefings/a/sheet/index.html"
ROLES = """## Background

It began.

## Questions to consider {role=questions}

- How do we know?

## Findings

- A finding.

## What could be better

- A gap.

## What worked well

- A strength.

## Key points for managers

- A duty.

## Recommendations

The review asks partners to:

- do this;

## Actions {role=actions}

- An action.
"""
LESSON = """--- briefings/_lessons.yml
plans-are-read:
  statement: Plans are read by those who act on them.
  themes: [plans]
"""


def sheet(body: str, more: str = "") -> str:
    """Build a project of one briefing and give its sheet."""
    return page(built(briefing_project(body, more=more)), SHEET)


def test_the_seven_boxes() -> None:
    """A sheet says what a briefing was about, found and asks, in at most seven boxes, with questions last."""
    text = sheet(ROLES)
    assert order(
        words(text),
        "Multi-agency audit · Example Safeguarding Partnership · March 2022 Neglect in Example",
        "What it was about What an audit of neglect taught.",
        "What was found A finding.",
        "What could be better A gap.",
        "What worked well A strength.",
        "What to learn from it Managers: A duty.",
        "What it asks The review asks partners to: do this; An action.",
        "Questions to talk over How do we know?",
        "The whole text online",
    )
    assert text.count("<h2") == 7
    assert "It began." not in text


def test_what_does_not_fit_is_counted() -> None:
    """Points that bear a lesson come first, in printed order; the rest is counted and one link away."""
    findings = "".join(f"- Finding {number} {'and so on ' * 12}\n" for number in range(40))
    body = f"## Findings\n\n{findings}- Read. {{lesson=plans-are-read}}\n\n## What worked well\n\n- A strength.\n"
    text = words(sheet(body, LESSON))
    assert order(text, "Finding 0", "Finding 1", "Read.", "A strength.")
    shown = text.count("Finding ")
    assert 4 < shown < 30
    assert f"{40 - shown} more points online" in text


def test_a_long_box_goes_on_beside_itself() -> None:
    """What fits on the side in no other way goes on in the right column, under its heading again."""
    findings = "".join(f"- Finding {number} {'and so on ' * 12}\n" for number in range(18))
    text = sheet(f"## Findings\n\n{findings}")
    boxes = ("What was found Finding 0", "What was found (continued)", "Finding 17", "The whole text")
    assert order(words(text), *boxes)
    assert text.count('class="boxes-column"') == 2
    assert "(continued)" not in sheet("## Findings\n\n- One.\n- Two.\n")
    full = "".join(f"- Long {number} {'and so on ' * 12}\n" for number in range(24))
    assert "(continued)" not in sheet(ROLES.replace("- A strength.\n", full)), "seven boxes are the most"


def test_a_point_too_long_for_a_box_leads_to_the_whole() -> None:
    """A point is cut behind some lines, and only then a link leads to the rest of it."""
    text = sheet(f"## Findings\n\n- Short.\n- {'Very long ' * 60}end.\n")
    assert "end." not in text
    assert text.count("The whole point") == 1
    assert 'href="../index.html#very-long' in text
    assert "The whole point" not in sheet(f"## Findings\n\n{'What stands above. ' * 20}\n\n- Short.\n")


def test_a_briefing_without_points_has_a_sheet_too() -> None:
    """It says what the briefing was about, and leads there."""
    text = words(sheet(""))
    assert order(text, "What it was about", "The whole text online")


def test_what_readers_must_know_stands_on_it() -> None:
    """A sheet that is printed from a preview, or of an archived briefing, says so."""
    front = FRONT.replace("topics:", "status: archived\ntopics:")
    body = f"--- briefings/a.md\n{front}## Findings\n\n- A.\n"
    text = words(page(built(project(VOCABULARY + body, drafts=True)), SHEET))
    assert order(text, "Preview, do not pass on", "This briefing is archived", "What was found")
