"""The made documents come out right: points, roles, fields, and every word; each draft as it was looked over."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from learnbrief.importing import Imported, ImportOptions, import_document
from learnbrief.model import Decider, PointList
from learnbrief.readers import read_library, read_vocabulary
from learnbrief.settings import read_settings
from tests.support import VOCABULARY, files_of, for_each
from tools.documents.__main__ import every_sample
from tools.documents.sample import UNDECIDED

FOLDER = Path(__file__).parent / "documents"
PROJECT: Mapping[str, bytes] = {
    **files_of(VOCABULARY),
    "briefings/_partnerships.yml": (
        b"northshire:\n  name: Northshire Safeguarding Partnership\n  short: NSP\n  area: Northshire\n"
    ),
}
NAMES = sorted(sample.name for sample in every_sample())


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one document."""

    imported: Imported
    points: tuple[tuple[str, str], ...]
    """Role and text of each point as the program reads the draft; the role that is yet to be filled in is marked."""


@cache
def came_of(name: str) -> Came:
    """Import a document, and read its draft as the program does."""
    problems: list[object] = []
    settings, vocabulary = read_settings(PROJECT, problems.append), read_vocabulary(PROJECT, problems.append)
    imported = import_document(name, (FOLDER / name).read_bytes(), settings, vocabulary, ImportOptions())
    assert isinstance(imported, Imported), imported
    draft = imported.draft
    library = read_library({**PROJECT, draft.path: draft.source.encode()}, settings, problems.append)
    (briefing,) = library.everything
    points = [
        (UNDECIDED if section.role_by.by is Decider.GAP else str(section.role), point.body.text)
        for top in briefing.sections
        for section in top.walk()
        for block in section.blocks
        if isinstance(block, PointList)
        for point in block.points
    ]
    return Came(imported, tuple(points))


def test_the_documents_are_those_that_the_script_makes() -> None:
    """`python -m tools.documents` gives the documents that lie here, to the byte, and there are thirty at least."""
    for sample in every_sample():
        assert (FOLDER / sample.name).read_bytes() == sample.content, sample.name
    wanted = json.loads((FOLDER / "wanted.json").read_text("utf-8"))
    assert set(wanted) == {sample.name for sample in every_sample()}


def test_points_and_roles_come_out_right() -> None:
    """Of all points 97 % are found, 99 % of these in the right role or marked, and hardly any that is none."""
    wanted = found = right = added = 0
    for sample in every_sample():
        points = came_of(sample.name).points
        for role, text in sample.points:
            roles = [each for each, body in points if body.startswith(text)]
            wanted, found = wanted + 1, found + bool(roles)
            right += bool(roles) and roles[0] in (role, UNDECIDED)
        texts = [text for _, text in sample.points]
        added += sum(not body.startswith(tuple(texts)) for _, body in points)
    assert found >= 0.97 * wanted
    assert right >= 0.99 * found
    assert added <= 0.03 * wanted


@for_each("name", NAMES)
def test_no_word_is_lost_or_added(name: str) -> None:
    """Every word of a document is in its draft or told, and the draft has no other."""
    account = came_of(name).imported.account
    assert (account.lost, account.added) == ((), ())


@for_each("name", NAMES)
def test_a_draft_is_as_it_was_looked_over(name: str, request: pytest.FixtureRequest) -> None:
    """Each document gives the draft that stands beside it; `pytest --regold` writes them anew."""
    source = came_of(name).imported.draft.source
    kept = FOLDER / "drafts" / f"{name}.md"
    if request.config.getoption("--regold"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(source, "utf-8")
    assert source == kept.read_text("utf-8")
    sample = next(sample for sample in every_sample() if sample.name == name)
    for field, value in sample.fields.items():
        assert f"\n{field}: {value}\n" in source


def test_each_draft_stands_for_a_document() -> None:
    """No draft lies here whose document is gone."""
    assert {path.name.removesuffix(".md") for path in (FOLDER / "drafts").iterdir()} == set(NAMES)
