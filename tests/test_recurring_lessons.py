"""The lessons that keep coming back among some points: how often, where, when, and whether something answers them."""

from learnbrief.analysis import AnswerState, lessons_by_partnership, lessons_by_theme, recurring_lessons, stories_of
from learnbrief.analysis.stories import Story
from learnbrief.model import Catalogue
from tests.support import TODAY, VOCABULARY, project, read
from tests.test_lesson_pages import WORLD, briefing

TWICE = """--- briefings/_lessons.yml
twice:
  statement: Twice.
  themes: [plans]
thrice:
  statement: Thrice.
  themes: [neglect]
once:
  statement: Once.
  themes: [plans]
"""


def catalogue_of(text: str) -> Catalogue:
    """Arrange a project's briefings."""
    library, _ = read(project(text))
    return Catalogue.of(library.visible(TODAY, drafts=False), library.vocabulary)


def stories_in(text: str) -> list[Story]:
    """Tell the stories of a project's lessons."""
    return list(stories_of(catalogue_of(text)).values())


def test_a_lesson_is_told_whole_wherever_it_recurs() -> None:
    """Under its own themes and those of its points stand all its times, with what answers it."""
    by_theme = lessons_by_theme(stories_in(WORLD))
    assert set(by_theme) == {"information-sharing", "neglect", "plans"}
    (lesson,) = by_theme["plans"]
    assert (lesson.times, lesson.briefings, lesson.partnerships, lesson.span) == (4, 4, 2, "2018 to 2022")
    assert (lesson.first.label, lesson.last.label) == ("May 2018", "2022/23")
    assert (lesson.answer, lesson.answers) == (AnswerState.PROMISED, 1)


def test_a_partnership_sees_how_often_it_was_its_own() -> None:
    """Its lessons are those of which it published a point."""
    by_partnership = lessons_by_partnership(stories_in(WORLD))
    assert [(lesson.times, lesson.here) for lesson in by_partnership["other"]] == [(4, 1)]


def test_what_comes_back_most_stands_first_and_what_came_up_once_nowhere() -> None:
    """A lesson of one briefing does not recur, however many of its points bear it."""
    text = "".join(
        briefing(f"b{year}", str(year), f"## Findings\n\n- A. {{lesson={first}}}\n- B. #plans {{lesson=thrice}}\n")
        for year, first in ((2019, "twice"), (2020, "twice"), (2021, "once"))
    )
    by_theme = lessons_by_theme(stories_in(f"{VOCABULARY}{TWICE}{text}"))
    assert [lesson.id for lesson in by_theme["plans"]] == ["thrice", "twice"]
    assert by_theme["plans"][0].answer is AnswerState.NONE


def test_equals_stand_in_one_order_on_every_page() -> None:
    """Of two lessons of equally many briefings that of most partnerships stands first, then what has no answer."""
    done = "## Actions\n\n- C. {lesson=thrice state=done}\n"
    text = "".join(
        briefing(f"b{year}", str(year), f"## Findings\n\n- A. {{lesson={lesson}}}\n", partnership=partnership)
        for year, lesson, partnership in (
            (2019, "thrice", "example"),
            (2020, "thrice", "other"),
            (2021, "once", "example"),
            (2022, "once", "example"),
            (2023, "twice", "example"),
            (2024, "twice", "example"),
        )
    )
    stories = stories_in(
        f"{VOCABULARY}{TWICE}{text}".replace("- A. {lesson=thrice}\n", f"- A. {{lesson=thrice}}\n\n{done}")
    )
    assert [story.lesson.id for story in stories] == ["thrice", "once", "twice"]
    everywhere = recurring_lessons(reversed(stories), lambda *_: ("everywhere",))["everywhere"]
    assert [lesson.id for lesson in everywhere] == ["thrice", "once", "twice"]
