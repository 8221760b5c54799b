"""Where in its source a point's tags and attributes go: it is parsed again, and each text's end looked up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from learnbrief.editing.suggest.edits import InsertionPoint
from learnbrief.editing.suggest.yaml_texts import WrittenText, written_texts
from learnbrief.markup import Line, MarkupBlock, Paragraph, Table, TableCell, cells_of, take_marks
from learnbrief.problems import Place, Text, decode
from learnbrief.readers import READERS
from learnbrief.readers.action_tables import what_cells
from learnbrief.readers.action_words import action_columns
from learnbrief.readers.outline import OutlineList, OutlineProse, OutlineSection


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a point cannot be given a tag."""

    at: Place
    message: str
    """Goes on a sentence that begins "left as it is:"."""


@dataclass(frozen=True, slots=True)
class PossiblePoint:
    """What may be a point: its blocks in the text that holds them."""

    at: Place
    blocks: tuple[MarkupBlock, ...]
    text: Text
    is_section: bool = False
    cells: Mapping[str, Line] = field(default_factory=dict)
    """Of a row in a table of actions: the cells beside its words, by the attribute that they stand for."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A source taken apart."""

    points: tuple[PossiblePoint, ...]
    """Whatever may be a point, in the printed order."""
    texts: Mapping[Place, WrittenText] | None
    """The texts of a YAML source, by their places; None for Markdown."""


def parse_points(file: str, content: bytes) -> Parsed | None:
    """Take a source apart again, and report nothing a second time; None where it cannot be read."""
    text = decode(file, content, lambda _: None)
    if text is None:
        return None
    ending = PurePosixPath(file).suffix.lower()
    _, outline = READERS[ending](text, lambda _: None)
    return Parsed(tuple(_walk(outline)), None if ending == ".md" else written_texts(text))


def find_spots(
    file: str, content: bytes, *, for_attributes: bool = False
) -> Mapping[Place, InsertionPoint | Obstacle]:
    """Find where tags or attributes go, for all that may be a point, by the point's place."""
    parsed = parse_points(file, content)
    if parsed is None:
        return {}
    spots: dict[Place, InsertionPoint | Obstacle] = {}
    for found in parsed.points:
        if found.at in spots:
            spots[found.at] = Obstacle(found.at, "two points seem to begin at the same place in the source")
        else:
            spot = _spot(found, parsed.texts, is_listed=not for_attributes)
            if for_attributes and isinstance(spot, InsertionPoint):  # marks behind a text may have any order
                spot = InsertionPoint(spot.row, spot.column, " {", "} {", "}")
            spots[found.at] = spot
    return spots


def _walk(outline: Iterable[OutlineSection]) -> Iterator[PossiblePoint]:
    for section in outline:
        prose = [part for part in section.blocks if isinstance(part, OutlineProse)]
        if prose and len(prose) == len(section.blocks) and not section.sections:
            blocks = tuple(block for part in prose for block in part.blocks)
            yield PossiblePoint(section.at, blocks, prose[0].text, is_section=True)
        for part in section.blocks:
            if isinstance(part, OutlineList):
                yield from (PossiblePoint(item.at, item.blocks, item.text) for item in part.items)
            else:
                yield from _rows(part)
        yield from _walk(section.sections)


def _rows(part: OutlineProse) -> Iterator[PossiblePoint]:
    """Find the rows of tables of actions."""
    for block in part.blocks:
        columns = action_columns(block) if isinstance(block, Table) else None
        if not columns or not isinstance(block, Table):
            continue
        for cell, line in zip(what_cells(block, columns), block.lines[2:], strict=True):
            places = {"owner": columns.owner, "due": columns.due, "state": columns.state}
            written = cells_of(line)
            cells = {name: written[at] for name, at in places.items() if at is not None and at < len(written)}
            yield PossiblePoint(part.text.place(cell.row, cell.column), (TableCell(cell),), part.text, cells=cells)


def _spot(
    found: PossiblePoint, texts: Mapping[Place, WrittenText] | None, *, is_listed: bool
) -> InsertionPoint | Obstacle:
    ends = list(_ends_of_paragraphs(found))
    if texts is None:
        places = (found.text.place(row, column) for row, column in ends)
        spots = [InsertionPoint(place.line - 1, place.column - 1, " #", " #") for place in places]
        return spots[0] if spots else Obstacle(found.at, _NO_PARAGRAPH)
    written = texts.get(found.text.at)
    if written is None:
        return Obstacle(found.at, "its place in the source was not found again")
    end_of_list = written.end_of_themes() if is_listed else None
    if end_of_list and not found.is_section:
        return end_of_list
    return _spot_in_yaml(found, written, ends)


def _spot_in_yaml(
    found: PossiblePoint, written: WrittenText, ends: Sequence[tuple[int, int]]
) -> InsertionPoint | Obstacle:
    if not ends:
        return Obstacle(found.at, _NO_PARAGRAPH)
    if written.is_plain and written.in_brackets:
        return Obstacle(found.at, _IN_BRACKETS)
    for row, column in ends:
        position = written.position(found.text.value, row, column)
        if position:
            return InsertionPoint(position.row, position.column, " #", " #")
    return Obstacle(found.at, _UNQUOTED)


def _ends_of_paragraphs(found: PossiblePoint) -> Iterator[tuple[int, int]]:
    """Give the row and column behind each paragraph's text, that where tags belong first."""
    rows = found.text.value.split("\n")
    for block in reversed(found.blocks) if found.is_section else found.blocks:
        if isinstance(block, Paragraph):
            left, _ = take_marks(block.lines, _is_text)
            last, text = block.lines[len(left) - 1], left[-1].text.rstrip()
            if text:
                yield last.row, len(rows[last.row]) - (len(last.text) - len(text))
        elif isinstance(block, TableCell):
            (line,), _ = take_marks([block.line], _is_text)
            if line.text:
                yield line.row, line.column + len(line.text)


def _is_text(_: str) -> bool:
    """Take every tag for text, so that only attributes are taken off."""
    return False


_NO_PARAGRAPH = "it has no paragraph that a tag could stand behind, only a table, a quotation, code or the like"
_IN_BRACKETS = (
    "its text stands without quotes inside [ ] or { }, where a tag would cut off what follows. "
    'Put the text in "double quotes" first'
)
_UNQUOTED = (
    "its text stands without quotes on several lines, where a tag would cut off what follows. "
    'Put the text in "double quotes" first'
)
