"""A year in plain words, ready to be copied into a report."""

from collections.abc import Iterator, Mapping

from learnbrief.cache.values import Value
from learnbrief.pages.words import count_of, joined


class YearCounts(Value, frozen=True):
    """All that is counted of a year."""

    year: str
    briefings: int
    partnerships: int
    points: int
    first: int
    again: int
    unsure: int
    most: str
    """A sentence about the lesson that had been learned most often before, if there is one."""
    practice: int
    practising: int
    """The briefings in which good practice is."""
    actions: int
    states: Mapping[str, int]
    """The actions by what their states are called; none where nobody says how far one is."""
    overdue: int
    silent: int
    followed: int


def in_words(counts: YearCounts) -> Iterator[str]:
    """Describe a year in paragraphs; leave out whatever there is none of."""
    yield (
        f"The reviews of {counts.year} led to {count_of(counts.briefings, 'learning briefing')} of "
        f"{count_of(counts.partnerships, 'partnership')}, with {count_of(counts.points, 'learning point')}."
    )
    yield from _lessons(counts)
    if counts.practice:
        briefings = count_of(counts.practising, "briefing")
        yield f"What worked: {count_of(counts.practice, 'point')} of good practice in {briefings}."
    yield from _actions(counts)
    if counts.followed:
        yield f"{count_of(counts.followed, 'briefing')} looked again at what earlier ones had taught."


def _lessons(counts: YearCounts) -> Iterator[str]:
    said = []
    if counts.first:
        said.append(f"{count_of(counts.first, 'lesson')} {_was(counts.first)} learned for the first time.")
    if counts.again:
        said.append(
            f"{count_of(counts.again, 'lesson')} had been learned before and {_was(counts.again)} learned again."
        )
    if counts.most:
        said.append(counts.most)
    if counts.unsure:
        said.append(f"For {count_of(counts.unsure, 'lesson')} the dates do not tell whether this was the first time.")
    if said:
        yield " ".join(said)


def _actions(counts: YearCounts) -> Iterator[str]:
    if not counts.actions:
        return
    if counts.actions == 1:
        yield _one_action(counts)
        return
    known = [f"{number:,} {state}" for state, number in counts.states.items() if number]
    left = counts.actions - sum(counts.states.values())
    known += [f"{left:,} of which nobody says how far" if known else "nobody says how far they are"] if left else []
    said = f"As the briefings report it, of {count_of(counts.actions, 'action')}: {joined(known)}."
    if counts.overdue:
        said += f" Of all these, {counts.overdue:,} {'is' if counts.overdue == 1 else 'are'} overdue."
    if counts.silent:
        said += f" Of {counts.silent:,} there has been no news for a year or more."
    yield said


def _one_action(counts: YearCounts) -> str:
    state = next((state for state, number in counts.states.items() if number), "")
    said = (
        f"The one action is {state}, as its briefing reports it."
        if state
        else "Nobody says how far the one action is."
    )
    if counts.overdue:
        said += " It is overdue."
    if counts.silent:
        said += " There has been no news of it for a year or more."
    return said


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
