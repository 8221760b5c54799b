"""Points as lines: the sentence that says best what a point says, with when and where it was learned."""

from collections.abc import Collection

from learnbrief.analysis import main_words
from learnbrief.cache.values import Value
from learnbrief.model import Entry
from learnbrief.pages.beside import areas_of
from learnbrief.pages.page import Lookup
from learnbrief.pages.words import POINT_LABELS
from learnbrief.settings import EVERYONE


class PointLine(Value, frozen=True):
    """A point in its best sentence, with when and where it was learned."""

    role: str
    words: str
    url: str
    source: str
    """When, and in which area."""
    briefing: str
    """The title."""
    label: str
    """What it is, and for whom, as far as that is not above it."""
    is_new: bool


def point_line(entry: Entry, lookup: Lookup, *, labelled: bool, new: Collection[str] = ()) -> PointLine:
    """Show a point in a line; some briefings, by slug, are new."""
    return PointLine(
        role=entry.point.role.value,
        words=main_words(entry.point),
        url=entry.link,
        source=f"{entry.point.held.label}, {areas_of(entry, lookup.vocabulary)}",
        briefing=entry.briefing.title,
        label=_label(entry, lookup) if labelled else "",
        is_new=entry.briefing.slug in new,
    )


def audience_name(audience: str, lookup: Lookup) -> str:
    """Name an audience in a sentence."""
    return next(each.label for each in lookup.settings.audiences if each.id == audience).lower()


def _label(entry: Entry, lookup: Lookup) -> str:
    label, audience = POINT_LABELS[entry.point.role], entry.point.audience
    return label if audience == EVERYONE else f"{label}, for {audience_name(audience, lookup)}"
