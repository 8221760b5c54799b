"""Places that an editor has yet to fill: reported, marked in texts, and replaced where pages need a value."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from learnbrief.cache.pattern import pattern
from learnbrief.fields import FILL_IN, is_gap, note_of_gap
from learnbrief.model import STAND_IN, Briefing, Gap, Partnership, Prose, Vocabulary
from learnbrief.problems import Place, Report, Text, error, hint, lines_of
from learnbrief.readers.outline import GivenValue
from learnbrief.settings import Kind, Settings

_MARKED = pattern(rf"\b{FILL_IN}\b(?::[ \t]*(?P<note>[^\"}}\]#]*))?")
_IN_HTML = pattern(rf"{FILL_IN}\b(?::[^<\n]*)?(?![^<>]*>)")
"""The words and, behind a colon, what is with them on a line; outside of tags."""


def report_unfilled(text: Text, report: Report, *, is_draft: bool) -> None:
    """Report `unfilled` at each place that is still marked, so that nothing half-written is published.

    A draft may wait: there all of them together are the hint `to-fill-in`.
    """
    marked = list(_marked_places(text)) if FILL_IN in text.value else []
    if is_draft and marked:
        places = [at for at, _ in marked]
        what = "1 place is" if len(places) == 1 else f"{len(places)} places are"
        message = f"{what} still to be filled in: {lines_of(places)}. Until then, the draft can wait."
        report(hint("to-fill-in", message, places[0]))
    for at, note in () if is_draft else marked:
        what = f": {note}." if note else "."
        message = (
            f'This place is still to be filled{what} Write it; until then, put "status: draft" among the fields.'
        )
        report(error("unfilled", message, at))


def _marked_places(text: Text) -> Iterator[tuple[Place, str]]:
    """Find each line with such a place, and what is noted there."""
    for row, line in enumerate(text.value.split("\n")):
        if found := _MARKED.search(line):
            yield text.place(row, found.start()), (found["note"] or "").strip(" \t'.")[:100]


def gaps_in(given: Iterable[GivenValue]) -> tuple[Gap, ...]:
    """Give what is yet to be filled in of that which is beside a heading or a point."""
    return tuple([Gap(mark.name, note_of_gap(mark.value)) for mark in given if mark.is_gap])


def with_waiting_role(heading: Prose, given: tuple[GivenValue, ...], at: Place) -> tuple[GivenValue, ...]:
    """Mark the role of a section as yet to be filled in where its heading is, unless a role is given."""
    waits = is_gap(heading.text) and all(mark.name != "role" for mark in given)
    return (*given, GivenValue("role", FILL_IN, at)) if waits else given


def with_gaps_marked(prose: Prose) -> Prose:
    """Mark the places of a text that are yet to be filled in. What is there is no wording to be judged."""
    if FILL_IN not in prose.text:
        return prose
    passages = tuple(passage for passage in prose.wording.passages if FILL_IN not in passage.words)
    html = _IN_HTML.sub(lambda found: f'<mark class="gap">{found[0]}</mark>', prose.html)
    return structs.replace(prose, html=html, wording=structs.replace(prose.wording, passages=passages))


def with_stand_ins(
    settings: Settings, vocabulary: Vocabulary, shown: Iterable[Briefing]
) -> tuple[Settings, Vocabulary]:
    """Add a partnership and a kind of review for drafts that are shown, and whose own are yet to be filled in."""
    shown = tuple(shown)
    if any(briefing.kind.id == STAND_IN for briefing in shown):
        settings = structs.replace(settings, kinds=(*settings.kinds, Kind(STAND_IN, f"{FILL_IN}: kind of review")))
    if any(partner.id == STAND_IN for briefing in shown for partner in briefing.partnerships):
        nobody = Partnership(STAND_IN, f"{FILL_IN}: partnership", FILL_IN, FILL_IN, "", "", None)
        vocabulary = structs.replace(vocabulary, partnerships={**vocabulary.partnerships, STAND_IN: nobody})
    return settings, vocabulary
