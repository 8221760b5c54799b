"""Footnotes that lack their other half, and where those of a briefing lead."""

import re
from collections.abc import Callable, Iterable, Iterator

from learnbrief.fields import YamlValue
from learnbrief.markup import Definitions
from learnbrief.problems import Report, Text, warning
from learnbrief.readers.outline import OutlineProse, OutlineSection

_PLACE = re.compile(r'((?:id="|href="#))([0-9a-f]{8})(_(?:from|note)_[0-9]+")')
"""As `learnbrief.markup` writes it; no source can bring an id of its own."""
_MARK = re.compile(r"(?<!\\)\[\^([^\[\]\s]+)\]")


def report_unused_notes(definitions: Definitions, text: Text, report: Report) -> None:
    """Report `unused-footnote` for each note that no reader sees, once all has been written that may call it up."""
    for note, shown in definitions.unused():
        if shown:
            message = (
                f"There is a note [^{note.label}] already in line {text.place(shown.line.row, 0).line}, and readers "
                "see that one. Give this note and its mark another name."
            )
        else:
            message = (
                f"Nothing leads to the note [^{note.label}], so readers never see it. Write [^{note.label}] behind "
                "the words that it explains, or remove the note."
            )
        report(warning("unused-footnote", message, text.place(note.line.row, note.line.column)))


def report_unused_notes_of(outline: Iterable[OutlineSection], report: Report) -> None:
    """Report `unused-footnote` for all texts of a briefing."""
    found = {id(definitions): (definitions, text) for definitions, text in _definitions(outline)}
    for definitions, text in found.values():
        report_unused_notes(definitions, definitions.text or text, report)


def _definitions(outline: Iterable[OutlineSection]) -> Iterator[tuple[Definitions, Text]]:
    for section in outline:
        if section.heading:
            yield section.heading.definitions, section.heading.text
        for part in section.blocks:
            for piece in (part,) if isinstance(part, OutlineProse) else part.items:
                yield piece.definitions, piece.text
        yield from _definitions(section.sections)


def report_marks_in_title(title: YamlValue, report: Report) -> None:
    """Report `missing-footnote` for each mark in a title, which is plain text and shows no notes."""
    for found in _MARK.finditer(title.text()):
        message = (
            f'A title shows no notes, so readers see "{found[0]}" in it. Leave the mark out, and say in the text '
            "what the note says."
        )
        report(warning("missing-footnote", message, title.at))


def named_after(html: str, name: Callable[[], str]) -> str:
    """Name the places of footnotes after what they are in; the function is asked once for each list of notes."""
    if 'class="footnote' not in html:
        return html
    names: dict[str, str] = {}

    def place(found: re.Match[str]) -> str:
        if found[2] not in names or (found[1] == 'id="' and found[3] == '_from_1"'):
            names[found[2]] = name()
        return f"{found[1]}{names[found[2]]}{found[3]}"

    return _PLACE.sub(place, html)
