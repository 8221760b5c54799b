"""Which points stand for many, and in which of their sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnbrief.analysis import LONGEST_WORDS, main_points, main_words
from tests.support import FRONT, read_briefing
from tests.test_lesson_pages import WORLD, briefing
from tests.test_recurring_lessons import catalogue_of

LONG = f"Workers {'very ' * 40}often ask."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("- Ask who lives there.", "Ask who lives there."),
        ("- It was seen. Workers should ask.", "Workers should ask."),
        ("- It was seen. It was heard.", "It was seen."),
        ("- Nobody asked. This must change.", "Nobody asked."),
        ("The review asks partners to:\n\n- share plans.", "The review asks partners to: share plans."),
        (f"{'Long words. ' * 20}\n\n- Share plans.", "Share plans."),
        ("### Curiosity\n\nIt was seen.", "Curiosity: It was seen."),
    ],
)
def test_the_sentence_that_stands_for_a_point(written: str, told: str) -> None:
    """It says what to do, if one does, fits, and stands with the words above it that it needs."""
    (point,) = read_briefing(f"## Learning\n\n{written}\n", front=FRONT).points
    assert main_words(point) == told


def test_a_sentence_that_is_too_long_is_cut() -> None:
    """It ends at a word, with a sign that more follows."""
    (point,) = read_briefing(f"## Learning\n\n- {LONG}\n", front=FRONT).points
    assert main_words(point).endswith("very …")
    assert len(main_words(point)) <= LONGEST_WORDS


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), min_size=1, max_size=400))
def test_no_point_takes_more_room(text: str) -> None:
    """Whatever a point says, what stands for it is short, and says something."""
    points = read_briefing(f"## Learning\n\n- a{text}\n", front=FRONT).points
    assert all(0 < len(main_words(point)) <= LONGEST_WORDS for point in points)


def test_what_a_lesson_says_already_comes_last() -> None:
    """Points that bear a lesson told beside them give way to those that say something else, older ones too."""
    other = briefing("older", "2011", "## Findings\n\n- Something else.\n")
    entries = catalogue_of(WORLD + other).entries
    plain = [entry.briefing.slug for entry in main_points(entries)]
    beside = [entry.briefing.slug for entry in main_points(entries, lessons=["minutes-reach-everyone"])]
    assert plain[0] == "promised"
    assert beside[:2] == ["found", "older"]
    assert sorted(plain) == sorted(beside)
