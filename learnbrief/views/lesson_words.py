"""How pages say how far a lesson has come: where it was learned, what was promised, and what was done."""

from learnbrief.analysis import FOUND_WANTING, AnswerState, RecurringLesson, Story
from learnbrief.model import ActionState, Held, Role, latest
from learnbrief.pages.words import NO_STATE, STATE_LABELS, count_of, in_time

ANSWERS = {
    AnswerState.NONE: "No answer yet",
    **{AnswerState(state.value): label for state, label in STATE_LABELS.items()},
    AnswerState.FOUND_AGAIN: "Done, and found again after that",
    AnswerState.NOT_GIVEN: f"Acted on, {NO_STATE.lower()}",
}
"""How far an answer to a lesson may have come."""


def answer_in_words(answer: AnswerState, answering: int) -> str:
    """Say how far an answer to a lesson has come, and how many points answer it."""
    if not answering:
        return ANSWERS[answer]
    said = f"Answer: {ANSWERS[answer]}" if answer is not AnswerState.NONE else "No action yet"
    return f"{said}; {count_of(answering, 'point')} {'answers' if answering == 1 else 'answer'} it"


def times_in_words(lesson: RecurringLesson) -> str:
    """Say how often a lesson was learned, and in how many briefings."""
    return f"{count_of(lesson.times, 'time')} in {count_of(lesson.briefings, 'briefing')}"


def extent_of(story: Story) -> str:
    """Say in how many briefings of how many partnerships a lesson was learned, and when."""
    briefings = count_of(len(story.briefings), "briefing")
    extent = f"{briefings} of {count_of(len(story.partnerships), 'partnership')}"
    return f"{extent}, {story.span}" if story.span else extent


def progress_of(story: Story) -> str:
    """Say how far a lesson has come, in one sentence."""
    verb = "Found" if story.in_role(*FOUND_WANTING) else "Learned"
    said = [f"{verb} in {extent_of(story)}"]
    if practice := story.in_role(Role.GOOD_PRACTICE):
        said.append(f"done well{_in(latest(entry.point.held for entry in practice))}")
    for state, word in ((ActionState.PROMISED, "promised"), (ActionState.UNDER_WAY, "under way")):
        if found := [entry for entry in story.actions if entry.point.state is state]:
            said.append(f"{word}{_in(latest(entry.point.held for entry in found))}")
    if story.done_actions:
        since = latest(entry.point.as_of or entry.point.held for entry in story.done_actions)
        said.append(f"an action on it done{_in(since)}")
        again = [entry.point.held for entry in story.found_again]
        said += [f"found again after that{_in(latest(again))}"] if again else []
    elif story.actions:
        said.append("nothing says yet that it was done")
    else:
        said.append("nothing says yet what is done about it")
    return f"{'; '.join(said)}."


def _in(held: Held) -> str:
    """Give a date with what joins it to the words before; nothing where nobody knows it."""
    return f" {in_time(held)}" if held.is_known else ""
