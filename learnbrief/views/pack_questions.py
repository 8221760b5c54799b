"""What a team talks over: a question for each lesson and main point of a pack, by what it is and how far it is."""

from collections import Counter
from collections.abc import Iterator, Sequence

from learnbrief.analysis import AnswerState, RecurringLesson, main_words
from learnbrief.model import Entry, Role
from learnbrief.pages.words import beginning_of

_WORDS_SHOWN = 70
"""Letters of what is asked about."""

OF_LESSONS = {
    AnswerState.NONE: (
        "Nothing answers this yet: what would help here?",
        "Does this hold in our work today, and what shows it?",
        "When did this last go wrong here, and what did we change?",
    ),
    AnswerState.PROMISED: ("An answer is promised: what have we seen of it?",),
    AnswerState.UNDER_WAY: ("An answer is under way: what has it changed here?",),
    AnswerState.DONE: ("An answer is done: how do we know that it holds here?",),
    AnswerState.DROPPED: ("An answer was dropped: what do we do instead?",),
    AnswerState.FOUND_AGAIN: ("It was done, and found again: what would make it last here?",),
    AnswerState.NOT_GIVEN: ("Somebody has acted on it: how far is that here?",),
}
"""By how far an answer to a lesson has come."""
OF_POINTS = {
    Role.RECOMMENDATIONS: (
        "Who does this here, and by when?",
        "What would it take for us to do this?",
        "Who would notice if we did this, and how?",
    ),
    Role.LEARNING: (
        "When did we last do this, and what shows it?",
        "What makes this hard for us, and whose help do we need?",
        "What would families notice if we always did this?",
    ),
    Role.FINDINGS: (
        "Could this be found here, and how would we know?",
        "When did this last happen here?",
    ),
    Role.IMPROVEMENTS: (
        "Does this happen here, and what stands in the way of doing better?",
        "What is the first thing that we could change?",
    ),
}
"""By role. Where several points are asked about in one way, each question has its turn."""
OF_ANY_THEME = (
    "Where in our work does this happen?",
    "What would people notice if we did this well?",
    "What will we do differently from now on?",
)
"""Where there is neither lesson nor main point."""


def questions_on(lessons: Sequence[RecurringLesson], points: Sequence[Entry]) -> Iterator[str]:
    """Ask one question about each lesson, then one about each point."""
    if not lessons and not points:
        yield from OF_ANY_THEME
    turns: Counter[str] = Counter()
    asked = [
        *((lesson.answer.value, lesson.statement, OF_LESSONS[lesson.answer]) for lesson in lessons),
        *((entry.point.role.value, main_words(entry.point), OF_POINTS[entry.point.role]) for entry in points),
    ]
    for way, words, questions in asked:
        yield f"“{beginning_of(words, _WORDS_SHOWN)}” {questions[turns[way] % len(questions)]}"
        turns[way] += 1
