"""The team packs: what is chosen for two sides of paper, in which order, and how much of it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from learnbrief.pages.paper import cut, lines_of
from learnbrief.views.pack import LONGEST_POINT, WIDTH, PackPoint, fitting, height
from tests.support import FRONT, VOCABULARY, briefing_project, built, page, project
from tests.test_insights import briefing, words
from tests.test_lesson_pages import LESSONS

PACK = "themes/neglect/pack/index.html"


def pack(text: str) -> str:
    """Build a project and give the pack on neglect."""
    return page(built(project(VOCABULARY + text)), PACK)


def order(text: str, *wanted: str) -> bool:
    """Tell whether texts stand one after the other."""
    places = [text.find(each) for each in wanted]
    return -1 not in places and places == sorted(places)


def point(text: str) -> PackPoint:
    """Make a point of which only the text matters."""
    return PackPoint("learning", "Learning", "", text, "ESP, 2022", "/a")


# What is chosen


def test_the_two_sides() -> None:
    """A pack names the theme, its meaning, who raised it and when, the points, good practice and questions."""
    body = """## Findings

- A finding.

## What worked well

- A strength.

## Recommendations

The review asks partners to:

- do this;

## Questions to consider {role=questions}

- How do we know?

## Actions {role=actions}

- An action.
"""
    text = words(pack(f"--- briefings/a.md\n{FRONT}{body}"))
    assert order(
        text,
        "Neglect",
        "Needs that go unmet over time.",
        "Raised by: Example Safeguarding Partnership (ESP): March 2022",
        "Main points",
        "Recommendation: The review asks partners to: do this; (ESP, March 2022)",
        "Finding: A finding.",
        "Good practice A strength.",
        "5 learning points on Neglect",
        "Talk it over in twenty minutes 3 minutes Read the first side 10 minutes",
        "How do we know?",
        "“The review asks partners to: do this;” Who does this here, and by when?",
        "“A finding.” Could this be found here, and how would we know?",
        "Who took part",
        "What we will do",
        "By whom",
    )
    assert "An action." not in text


def test_every_raised_theme_with_points_has_a_pack() -> None:
    """A theme's page leads to its pack; a theme without points has neither."""
    files = built(briefing_project("## Findings\n\n- A. #plans\n")).files
    packs = {name for name in files if name.endswith("/pack/index.html")}
    assert packs == {PACK, "themes/plans/pack/index.html"}
    assert b'href="pack/index.html"' in files["themes/neglect/index.html"]
    empty = built(briefing_project("")).files
    assert PACK not in empty
    assert b"pack/index.html" not in empty["themes/neglect/index.html"]


def test_own_points_come_before_inherited_ones() -> None:
    """A point that carries the theme itself is chosen before newer ones that only inherit it."""
    many = "".join(f"- Inherited {number}.\n" for number in range(40))
    text = pack(
        briefing("new", "2025", f"## Key points\n\n{many}")
        + briefing("old", "2019", "## Key points\n\n- Its own. #neglect\n", topics="plans")
    )
    assert order(text, "Its own.", "Inherited 0.")
    assert "Inherited 39." not in text


def test_briefings_take_turns() -> None:
    """One long briefing does not crowd out the others."""
    many = "".join(f"- Newest {number}.\n" for number in range(20))
    old = "".join(f"- Older {number}.\n" for number in range(20))
    text = pack(
        briefing("new", "2025", f"## Key points\n\n{many}") + briefing("old", "2019", f"## Key points\n\n{old}")
    )
    assert order(text, "Newest 0.", "Older 0.", "Newest 1.", "Older 1.")


def test_what_is_asked_comes_before_what_was_found() -> None:
    """Recommendations and learning stand before findings and improvements, also where the finding is newer."""
    text = pack(
        briefing("new", "2025", "## Findings\n\n- A finding.\n")
        + briefing("old", "2019", "## Recommendations\n\n- An advice.\n")
    )
    assert order(text, "An advice.", "A finding.")


def test_a_theme_of_actions_alone() -> None:
    """A theme that only actions raise has a pack without main points: there is still something to talk over."""
    text = words(pack(briefing("a", "2022", "## Actions {role=actions}\n\n- Write a guide.\n")))
    assert "Main points" not in text
    assert "The theme’s page has the learning point on Neglect" in text


def test_long_points_are_cut() -> None:
    """A point too long for paper ends in an ellipsis and leads to the whole."""
    text = pack(briefing("a", "2022", f"## Key points\n\n- {'very long ' * 100}end.\n"))
    assert re.search(r"very( long)? … <", text)
    assert "end." not in text
    assert 'href="../../../briefings/a/index.html#very-long' in text


def test_good_practice_has_its_place() -> None:
    """However many findings there are, good practice is shown."""
    findings = "".join(f"- {number} {'long finding ' * 40}\n" for number in range(50))
    text = pack(briefing("a", "2022", f"## Findings\n\n{findings}\n## What worked well\n\n- A strength.\n"))
    assert "A strength." in text


def test_a_draft_in_a_preview_says_so() -> None:
    """A pack printed from a preview says that it is one."""
    site = built(project(VOCABULARY + briefing("a", "2022", "## Key points\n\n- A.\n"), drafts=True))
    assert "Preview, do not pass on" in page(site, PACK)


def test_lessons_come_first_and_are_not_said_again() -> None:
    """What keeps coming back opens the pack, with how often and what answers it; its points give way to others."""
    bears = " {lesson=minutes-reach-everyone}"
    text = words(
        pack(
            LESSONS
            + briefing("a", "2019", f"## Key points\n\n- Minutes first.{bears}\n")
            + briefing("b", "2022", f"## Key points\n\n- Minutes again.{bears}\n- Something else.\n")
        )
    )
    assert order(
        text,
        "Lessons that keep coming back Minutes reach every agency, and promptly.",
        "2 times in 2 briefings, 2019 to 2022. No answer yet.",
        "Something else.",
        "Minutes again.",
        "“Minutes reach every agency, and promptly.” Nothing answers this yet: what would help here?",
        "“Something else.” When did we last do this, and what shows it?",
        "“Minutes again.” What makes this hard for us, and whose help do we need?",
    )


def test_a_side_is_filled_while_points_are_left() -> None:
    """Short points stand there by the dozen, of good practice too, and notes take what is left."""
    many = "".join(f"- Point {number}.\n" for number in range(60))
    practice = "".join(f"- Strength {number}.\n" for number in range(60))
    text = pack(briefing("a", "2022", f"## Key points\n\n{many}\n## What worked well\n\n{practice}"))
    assert text.count("Point ") + text.count("Strength ") > 20
    assert text.count("Strength ") > 5


def test_questions_differ_from_theme_to_theme() -> None:
    """What is asked quotes what the theme's points say; nothing but the frame is the same."""
    site = built(project(VOCABULARY + briefing("a", "2022", "## Key points\n\n- Plan it. #plans\n- Ask.\n")))
    plans, neglect = (page(site, f"themes/{theme}/pack/index.html") for theme in ("plans", "neglect"))
    assert "“Ask.” " in neglect
    assert "“Ask.” " not in plans


# How much fits


def test_points_are_taken_while_there_is_room() -> None:
    """Points are taken in their order; one for which there is no room is passed over; so many at most."""
    short, long = point("Short."), point("word " * 60)
    room = 2 * height(short)
    assert fitting([short, long, short, short], room, 9) == (short, short)
    assert fitting([short, short, short], 100, 2) == (short, short)
    assert fitting([long], height(long), 1) == (long,)
    assert fitting([long], height(long) - 1, 1) == ()


@given(st.lists(st.text(max_size=600).map(point), max_size=20), st.integers(0, 90))
def test_chosen_points_never_need_more_than_there_is(points: list[PackPoint], room: int) -> None:
    """Whatever the points say, those chosen fit."""
    assert sum(map(height, fitting(points, room, 8))) <= room


@given(st.text(max_size=300), st.integers(4, 40))
def test_lines_keep_every_letter(text: str, width: int) -> None:
    """Breaking a text loses nothing but blanks."""
    assert "".join("".join(lines_of(text, width)).split()) == "".join(text.split())


@given(st.text(max_size=300), st.integers(4, 40), st.integers(1, 4))
def test_cut_texts_fit(text: str, width: int, most: int) -> None:
    """A cut text has no more lines than asked for, and one that fits is whole."""
    shortened = cut(text, width, most)
    assert len(lines_of(shortened, width)) <= most
    if len(lines_of(text, width)) <= most:
        assert shortened == " ".join(text.split())


def test_wide_letters_take_more_room() -> None:
    """A line holds fewer wide letters than narrow ones, and fewest signs that take a square."""
    counts = [len(lines_of(letter * 400, WIDTH)) for letter in ("l", "L", "m", "学")]
    assert counts == sorted(set(counts))


def test_a_point_is_never_a_page() -> None:
    """The longest point takes its few lines, a lead-in and a source beyond them."""
    text = pack(briefing("a", "2022", f"## Key points\n\n{'lead ' * 90}:\n\n- {'m' * 3000}\n"))
    listed = words(text.partition("Main points</h2>")[2].partition("</ul>")[0])
    assert len(lines_of(listed, WIDTH)) <= LONGEST_POINT + 3
