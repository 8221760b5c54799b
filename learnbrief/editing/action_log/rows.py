"""The table of all actions: a row each, with what can be changed in it and what says which action it is."""

from collections.abc import Iterable, Sequence

from learnbrief.data import harmless
from learnbrief.editing.action_log.dates import as_source
from learnbrief.fields import names
from learnbrief.model import Catalogue, Entry, LearningPoint
from learnbrief.pages.addresses import canonical
from learnbrief.pages.points import words_of_point
from learnbrief.schemas.definitions import ACTION_MARKS

Row = Sequence[str]

ADDRESS, TEXT = "address", "text"
CHANGEABLE = names(ACTION_MARKS)
"""The columns that are read back."""
COLUMNS = (ADDRESS, TEXT, "owner", "due", "state", "as_of", "evidence", "answers")
WITHOUT_VALUE = "="
"""Stands for a formula whose value is not known."""


def table_of_actions(entries: Iterable[Entry], catalogue: Catalogue, base_url: str) -> list[Row]:
    """Make a row of each action, below one that names the columns; no cell is taken for a formula."""
    rows = [[harmless(cell) for cell in _row(entry, catalogue, base_url)] for entry in entries]
    return [COLUMNS, *rows]


def values_of(point: LearningPoint) -> dict[str, str]:
    """Give what can be changed of an action, as a source has it."""
    return {
        "owner": point.owner,
        "due": as_source(point.due),
        "state": point.state.value if point.state else "",
        "as_of": as_source(point.as_of),
        "evidence": point.evidence,
    }


def _row(entry: Entry, catalogue: Catalogue, base_url: str) -> Row:
    point = entry.point
    answers = [_address(other, base_url) for other in catalogue.answer_graph.answers.get(entry.address, ())]
    cells = {
        ADDRESS: _address(entry, base_url),
        TEXT: words_of_point(point),
        "answers": " ".join(answers),
        **values_of(point),
    }
    return [cells[column] for column in COLUMNS]


def _address(entry: Entry, base_url: str) -> str:
    page = canonical(entry.briefing.address, base_url) or entry.briefing.address.removesuffix("index.html")
    return f"{page}#{entry.point.id}"
