"""What the words of a table of actions mean: its columns by the first row, and how far an action is by a cell."""

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from learnbrief.cache.pattern import pattern
from learnbrief.fields import YamlValue, read_own_data
from learnbrief.markup import Table, cells_of
from learnbrief.readers.phrase_list import words_of


class ActionColumns(Struct, frozen=True):
    """Which columns of a table say what is to be done, by whom, by when, and how far it is; each counted from 0."""

    what: int
    owner: int | None
    due: int | None
    state: int | None


def action_columns(table: Table) -> ActionColumns | None:
    """Find the columns of a table of actions; None where it lacks what, or who and by when."""
    headers = [words_of(cell.text) for cell in cells_of(table.lines[0])]
    found: dict[str, list[int]] = {}
    for at, header in enumerate(headers):
        found.setdefault(_meaning(header), []).append(at)
    whats = sorted(found.get(_WHAT, ()), key=lambda at: _rank(headers[at]))
    owner, due, state = (next(iter(found.get(name, ())), None) for name in ("owner", "due", "state"))
    if not whats or (owner is None and due is None):
        return None
    return ActionColumns(whats[0], owner, due, state)


def state_in_words(written: str) -> str:
    """Give the state that a cell means, as an attribute has it; nothing where it means none."""
    words = tuple(word for word in words_of(written) if word not in _COLOURS)
    while words and _IN_DATES.fullmatch(words[-1]):
        words = words[:-1]
    return _states().get(words, "")


Words = tuple[str, ...]

_WHAT = "what"
"""What is to be done."""

_COLOURS = frozenset({"red", "amber", "yellow", "green", "blue", "rag"})
_IN_DATES = pattern(
    r"[0-9]+(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|"
    r"tember|ober|ember)?"
)
"""A word of a date behind a state, such as "completed March 2023"."""


def _meaning(header: Words) -> str:
    """Give what a column holds: the longest phrase in its header wins, and what else it says wins over "what"."""
    found = [
        (name != _WHAT, len(phrase), -start, name)
        for name, phrases in _columns().items()
        for phrase, is_alone in phrases.items()
        for start in _starts(phrase, header)
        if not is_alone or phrase == header
    ]
    return max(found)[-1] if found else ""


def _rank(header: Words) -> int:
    """Tell how surely a column that says what is to be done says just that: 0 is the surest."""
    phrases = enumerate(_columns()[_WHAT])
    return next((at for at, phrase in phrases if any(True for _ in _starts(phrase, header))), 0)


def _starts(phrase: Words, words: Words) -> Sequence[int]:
    return [at for at in range(len(words) - len(phrase) + 1) if words[at : at + len(phrase)] == phrase]


@cache
def _columns() -> Mapping[str, Mapping[Words, bool]]:
    """Give the phrases of each sort of column, each with whether it counts only as the whole header."""
    return {
        name.value: {
            words_of(phrase.text()): where.value == "alone"
            for where, phrases in kinds.entries("")
            for phrase in phrases.items()
        }
        for name, kinds in _parts()["columns"].entries("")
    }


@cache
def _states() -> Mapping[Words, str]:
    return {
        words_of(phrase.text()): state.value
        for state, phrases in _parts()["states"].entries("")
        for phrase in phrases.items()
    }


@cache
def _parts() -> Mapping[str, YamlValue]:
    return read_own_data("readers/action_words.yml")
