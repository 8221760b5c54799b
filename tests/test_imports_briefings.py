"""The five briefings, set as Word files of boxes, tables and bold lines, come back with every point."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from learnbrief.importing import Imported, ImportOptions, import_document
from learnbrief.model import Briefing, Decider, LearningPoint, PointList, Section
from learnbrief.readers import read_library, read_vocabulary
from learnbrief.settings import read_settings
from tests.sites import ROOT
from tools.documents.word import WordFile, bold, box, p, run, table

SOURCES = {f"briefings/{path.name}": path.read_bytes() for path in (ROOT / "briefings").iterdir()}
SETTINGS = read_settings(SOURCES, lambda _: None)
VOCABULARY = read_vocabulary(SOURCES, lambda _: None)
BRIEFINGS = {briefing.slug: briefing for briefing in read_library(SOURCES, SETTINGS, lambda _: None).everything}
UNDECIDED = "?"


def sections_of(briefing: Briefing) -> Iterator[Section]:
    """Give every section in the printed order."""
    for top in briefing.sections:
        yield from top.walk()


def points_of(briefing: Briefing) -> list[tuple[str, LearningPoint]]:
    """Give the points with their roles; a role that is yet to be filled in is marked."""
    return [
        (UNDECIDED if section.role_by.by is Decider.GAP else str(section.role), point)
        for section in sections_of(briefing)
        for block in section.blocks
        if isinstance(block, PointList)
        for point in block.points
    ]


def set_in_word(section: Section) -> list[str]:
    """Set a section as people do: a bold line, paragraphs, and typed bullets."""
    lines = [bold(section.heading.text)] if section.heading.text else []
    for block in section.blocks:
        if not isinstance(block, PointList):
            lines += [p(line) for line in block.text.split("\n") if line.strip()]
        elif block.points and block.points[0].title is not None:
            lines += [p(point.body.text) for point in block.points]
        else:
            lines += [p(f"•\t{point.body.text}", left=360) for point in block.points]
    return lines


def in_lines(parts: Sequence[list[str]]) -> list[str]:
    """Set sections one below the other."""
    return [line for part in parts for line in part]


def in_boxes(parts: Sequence[list[str]]) -> list[str]:
    """Set each section in a text box, of one form after the other."""
    return [box(*part, form=("new", "both", "old")[at % 3]) for at, part in enumerate(parts)]


def in_a_table(parts: Sequence[list[str]]) -> list[str]:
    """Set sections in the cells of a table, two side by side."""
    cells = ["".join(part) for part in parts]
    return [table(*[[cells[at], cells[at + 1] if at + 1 < len(cells) else p()] for at in range(0, len(cells), 2)])]


@pytest.mark.parametrize("dress", [in_lines, in_boxes, in_a_table])
@pytest.mark.parametrize("slug", sorted(BRIEFINGS))
def test_a_briefing_comes_back_with_every_point(slug: str, dress: Callable[[Sequence[list[str]]], list[str]]) -> None:
    """No point has to be added to the draft, each is in its role or marked, and no word is lost."""
    briefing = BRIEFINGS[slug]
    title = p(run(briefing.title, "b", 'sz w:val="40"'))
    content = WordFile().content(title, *dress([set_in_word(section) for section in sections_of(briefing)]))
    made = import_document("a.docx", content, SETTINGS, VOCABULARY, ImportOptions())
    assert isinstance(made, Imported)
    assert (made.account.lost, made.account.added) == ((), ())
    vocabulary = {name: each for name, each in SOURCES.items() if name.startswith("briefings/_")}
    library = read_library({**vocabulary, made.draft.path: made.draft.source.encode()}, SETTINGS, lambda _: None)
    found = points_of(library.everything[0])
    wanted = points_of(briefing)
    texts = [" ".join(point.body.text.split()) for _, point in found]
    assert [point.body.text for _, point in wanted if " ".join(point.body.text.split()) not in texts] == []
    roles = {" ".join(point.body.text.split()): role for role, point in found}
    wrong = [
        (role, roles[" ".join(point.body.text.split())])
        for role, point in wanted
        if roles[" ".join(point.body.text.split())] not in (role, UNDECIDED)
    ]
    assert wrong == []
