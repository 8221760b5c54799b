"""The YAML form: the same fields, with the text as `sections:`."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from learnbrief.fields import Fields, YamlValue, read_yaml
from learnbrief.markup import NO_DEFINITIONS, Definitions, Heading, Line, List, collect_definitions, parse_blocks
from learnbrief.markup.lookalikes import TextPlace
from learnbrief.problems import Report, Text, error, warning
from learnbrief.readers.marks import HEADING_ATTRIBUTES, POINT_ATTRIBUTES, SEVERAL
from learnbrief.readers.outline import (
    GivenValue,
    OutlineHeading,
    OutlineItem,
    OutlineList,
    OutlineProse,
    OutlineSection,
    split_blocks,
)
from learnbrief.readers.unread import report_lookalikes
from learnbrief.schemas.definitions import BRIEFING, POINT, SECTION


def read_yaml_form(text: Text, report: Report) -> tuple[Fields | None, tuple[OutlineSection, ...]]:
    """Part a source into its fields and the outline of its sections; reports what reading the YAML reports."""
    whole = read_yaml(text, report, may_wait=True)
    fields = whole.fields("A briefing", BRIEFING) if whole else None
    sections = fields.get("sections") if fields else None
    return fields, _sections(sections, report) if sections else ()


def _sections(value: YamlValue, report: Report) -> tuple[OutlineSection, ...]:
    read = (_section(item, report, first=at == 0) for at, item in enumerate(value.items()) if not item.is_gap)
    return tuple(section for section in read if section)


def _section(value: YamlValue, report: Report, *, first: bool) -> OutlineSection | None:
    fields = value.fields("A section", SECTION)
    if fields is None:
        return None
    heading = fields.written("heading")
    if not first:
        fields.require("heading")
    nested = fields.get("sections")
    prose, definitions = _text(fields.written("text"), report)
    return OutlineSection(
        heading=_heading(heading, definitions) if heading else None,
        given=tuple(_given(fields, HEADING_ATTRIBUTES)),
        blocks=(*prose, *_points(fields.written("points"), report)),
        sections=_sections(nested, report) if nested else (),
        at=heading.at if heading else value.at,
    )


def _heading(value: YamlValue, definitions: Definitions) -> OutlineHeading:
    text = value.tagged_text()
    return OutlineHeading(Line(text.value, 0, 0), text, definitions)


def _text(value: YamlValue | None, report: Report) -> tuple[tuple[OutlineProse | OutlineList, ...], Definitions]:
    """Read a section's text; what it defines holds for the section's heading, too."""
    if value is None:
        return (), NO_DEFINITIONS
    text = value.tagged_text()
    blocks = parse_blocks(text.value)
    for block in blocks:
        if isinstance(block, Heading):
            message = 'A heading cannot stand inside "text:". Make it a section of its own: "- heading: …".'
            report(error("heading-in-text", message, text.place(block.line.row, block.line.column)))
    report_lookalikes(blocks, text, TextPlace.FIELD, report)
    definitions = replace(collect_definitions(blocks), text=text)
    return split_blocks(blocks, text, definitions), definitions


def _points(value: YamlValue | None, report: Report) -> Sequence[OutlineList]:
    entries = value.items() if value else []
    items = tuple(item for entry in entries if (item := _point(entry, report)))
    return (OutlineList(None, items),) if entries else ()


def _point(value: YamlValue, report: Report) -> OutlineItem | None:
    if not value.is_mapping:
        return _item(value, (), report)
    fields = value.fields("A point", POINT)
    text = fields.written("text") if fields else None
    given = tuple(_given(fields, ("themes", *POINT_ATTRIBUTES))) if fields and text else ()
    return _item(text, given, report) if text else None


def _item(value: YamlValue, given: tuple[GivenValue, ...], report: Report) -> OutlineItem | None:
    text = value.tagged_text()
    if value.is_list:
        return None  # said already
    blocks = parse_blocks(text.value)
    report_lookalikes(blocks, text, TextPlace.FIELD, report, is_entry=True)
    if blocks and isinstance(blocks[0], List):
        message = (
            "All of this is one entry, although it begins with a list of its own. Give each its own entry: take the "
            'sign behind "points:" away, or a second hyphen.'
        )
        report(warning("unread-list", message, value.at))
    return OutlineItem(blocks, text, collect_definitions(blocks), value.at, given)


def _given(fields: Fields, names: Sequence[str]) -> Iterator[GivenValue]:
    for name in names:
        written = fields.written(name)
        several = name == "themes" or name in SEVERAL
        for value in written.items() if written and several else filter(None, [written]):
            if text := value.text():
                yield GivenValue("tag" if name == "themes" else name, text, value.at)
